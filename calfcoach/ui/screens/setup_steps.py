"""The steps of the set-up beside the figure, and the warnings that cannot be missed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from calfcoach.domain.exercise import Exercise, Step
from calfcoach.texts import text
from calfcoach.ui.screens.columns import Columns, in_rows
from calfcoach.ui.screens.glyphs import NumberDisc, WarningSign
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.moving_figure import MovingFigure
from calfcoach.ui.screens.parts import column
from calfcoach.ui.screens.scrolling import Bounded, Folded

FIGURE_WIDTHS = (410, 360, 310, 260, 220)
"""The widths of the figure's card, pixels of the design: the widest that leaves every step in full is taken."""

GAPS = (14, 8)
"""The gaps between two steps, pixels of the design: with much room, and with little."""

BESIDE = 24
"""The gap between the figure and the steps, pixels of the design."""


class StepsBesideFigure(QWidget):
    """The figure with numbered pins, and beside it the steps with the same numbers."""

    def __init__(self, kit: Kit, exercise: Exercise, *, still: bool = False) -> None:
        """`still` keeps the figure from moving."""
        super().__init__()
        self._kit = kit
        row = QHBoxLayout(self)
        kit.space(row, BESIDE, (0, 0, 0, 0))
        pins = [(step.marker, str(number)) for number, step in enumerate(exercise.setup, 1) if step.marker is not None]
        self._picture = kit.card(margins=(0, 0, 0, 0))
        self.figure = MovingFigure(kit, exercise, pins, still=still)
        column(self._picture).addWidget(self.figure)
        self.steps = Folded(
            kit, [_step(kit, number, step) for number, step in enumerate(exercise.setup, 1)], text("Steps")
        )
        row.addWidget(self._picture)
        row.addWidget(self.steps, 1)
        kit.follow(self, lambda _scale: self.take(FIGURE_WIDTHS[0], GAPS[0]))

    def fits(self, width: int, figure: int, gap: int, height: int) -> bool:
        """Whether a width and a height (pixels) show every step in full, with a figure and a gap (of the design)."""
        beside = width - self._kit.px(figure) - self._kit.px(BESIDE)
        return self.steps.fits(beside, self._kit.px(gap), height)

    def take(self, figure: int, gap: int) -> None:
        """Give the figure a width and the steps a gap, pixels of the design."""
        self._picture.setFixedWidth(self._kit.px(figure))
        self.steps.set_gap(self._kit.px(gap))


def _step(kit: Kit, number: int, step: Step) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    kit.space(row, 14, (0, 0, 0, 0))
    row.addWidget(NumberDisc(kit, number), 0, Qt.AlignmentFlag.AlignTop)
    texts = QVBoxLayout()
    texts.setSpacing(2)
    texts.addWidget(kit.label(step.title, "heading", wrap=True))
    texts.addWidget(kit.label(step.text, "body", "muted", wrap=True))
    row.addLayout(texts, 1)
    return whole


MOST_IN_A_ROW = 4
"""The most warnings in one row; more of them are put in rows of three."""


MOST_WARNINGS_PX = 250
"""The largest height of all warnings together, in pixels of the design; longer ones scroll."""


def warnings_card(kit: Kit, exercise: Exercise) -> QFrame:
    """Every warning of the exercise in one red frame: sign, border and words."""
    frame = kit.card("warning")
    head = QHBoxLayout()
    head.addWidget(WarningSign(kit))
    head.addWidget(kit.label(text("Before the first set"), "heading"), 1)
    column(frame).addLayout(head)
    inside = QWidget()
    columns = len(exercise.warnings) if len(exercise.warnings) <= MOST_IN_A_ROW else 3
    warnings = []
    for warning in exercise.warnings:
        whole = QWidget()
        texts = QVBoxLayout(whole)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(2)
        texts.addWidget(kit.label(warning.title, "heading", wrap=True))
        texts.addWidget(kit.label(warning.text, "body", wrap=True))
        texts.addStretch(1)
        warnings.append(whole)
    inside.setLayout(Columns(kit, 16, in_rows(warnings, columns)))
    column(frame).addWidget(Bounded(kit, inside, MOST_WARNINGS_PX, text("Warnings")))
    return frame
