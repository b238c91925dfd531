"""The steps of the set-up beside the figure, and the warnings that cannot be missed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from calfcoach.domain.exercise import Exercise, Step
from calfcoach.ui.screens.figure_card import FigureCard
from calfcoach.ui.screens.glyphs import NumberDisc, WarningSign
from calfcoach.ui.screens.parts import card, column, label
from calfcoach.ui.screens.scaling import Scaler
from calfcoach.ui.screens.scrolling import Bounded, Folded
from calfcoach.ui.theme import Theme

FIGURE_WIDTHS = (410, 360, 310, 260, 220)
"""The card of the figure, pixels of the design: as wide as it may be beside steps that are whole."""

GAPS = (14, 8)
"""Between two steps, pixels of the design: with room to spare, and without."""

BESIDE = 24
"""Between the figure and the steps, pixels of the design."""


class StepsBesideFigure(QWidget):
    """The figure with numbered pins, and the same numbers with their steps."""

    def __init__(self, scaler: Scaler, theme: Theme, exercise: Exercise) -> None:
        super().__init__()
        self._scaler = scaler
        row = QHBoxLayout(self)
        scaler.space(row, BESIDE, (0, 0, 0, 0))
        pins = [(step.marker, str(number)) for number, step in enumerate(exercise.setup, 1) if step.marker is not None]
        self._picture = card(scaler, margins=(0, 0, 0, 0))
        figure = FigureCard(exercise, theme, pins)
        scaler(figure.set_scale)
        column(self._picture).addWidget(figure)
        self.steps = Folded(
            scaler, [_step(scaler, theme, number, step) for number, step in enumerate(exercise.setup, 1)]
        )
        row.addWidget(self._picture)
        row.addWidget(self.steps, 1)
        scaler(lambda _scale: self.take(FIGURE_WIDTHS[0], GAPS[0]))

    def needed(self, width: int, figure: int, gap: int) -> int:
        """The height (pixels) at which every step is whole at a width (pixels), a figure and a gap (of the design)."""
        room = width - self._scaler.px(figure) - self._scaler.px(BESIDE)
        return self.steps.needed(room, self._scaler.px(gap))

    def take(self, figure: int, gap: int) -> None:
        """Give the figure a width and the steps a gap, pixels of the design."""
        self._picture.setFixedWidth(self._scaler.px(figure))
        self.steps.set_gap(self._scaler.px(gap))


def _step(scaler: Scaler, theme: Theme, number: int, step: Step) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    scaler.space(row, 14, (0, 0, 0, 0))
    row.addWidget(NumberDisc(scaler, theme, number), 0, Qt.AlignmentFlag.AlignTop)
    texts = QVBoxLayout()
    texts.setSpacing(2)
    texts.addWidget(label(scaler, step.title, "heading", wrap=True))
    texts.addWidget(label(scaler, step.text, "body", "muted", wrap=True))
    row.addLayout(texts, 1)
    return whole


MOST_IN_A_ROW = 4
"""Warnings that stand side by side; more are put in rows of three."""


MOST_WARNINGS_PX = 250
"""The most height all warnings together take, in pixels of the design; who has written more than that scrolls."""


def warnings_card(scaler: Scaler, theme: Theme, exercise: Exercise) -> QFrame:
    """Every warning of the exercise in one red frame: sign, border and words."""
    frame = card(scaler, "warning")
    head = QHBoxLayout()
    head.addWidget(WarningSign(scaler, theme))
    head.addWidget(label(scaler, "Before the first set", "heading"), 1)
    column(frame).addLayout(head)
    inside = QWidget()
    grid = QGridLayout(inside)
    scaler.space(grid, 16, (0, 0, 0, 0))
    columns = len(exercise.warnings) if len(exercise.warnings) <= MOST_IN_A_ROW else 3
    for index, warning in enumerate(exercise.warnings):
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(scaler, warning.title, "heading", wrap=True))
        texts.addWidget(label(scaler, warning.text, "body", wrap=True))
        texts.addStretch(1)
        grid.addLayout(texts, index // columns, index % columns)
        grid.setColumnStretch(index % columns, 1)
    column(frame).addWidget(Bounded(scaler, inside, MOST_WARNINGS_PX))
    return frame
