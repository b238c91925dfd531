"""The left of the set-up screen: steps beside the figure, warnings that cannot be missed, tips with their evidence."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from calfcoach.domain.exercise import Exercise, Step, Tip
from calfcoach.ui.fonts import font
from calfcoach.ui.screens.figure_card import FigureCard
from calfcoach.ui.screens.glyphs import NumberDisc, WarningSign
from calfcoach.ui.screens.parts import ElidedLabel, Paragraph, button, card, column, label
from calfcoach.ui.screens.scaling import Scaler
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme


def dress_scrolling(area: QScrollArea) -> None:
    """Up and down only, and with no frame."""
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("ring", False)


def scrolled(inside: QWidget) -> QScrollArea:
    """A widget that may be taller than there is room."""
    area = QScrollArea()
    dress_scrolling(area)
    holder = QWidget()
    look(holder, "plain")
    lines = QVBoxLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    # Empty at first: what it is given full is laid out at once, in fonts and sizes that are not yet the last.
    area.setWidget(holder)
    lines.addWidget(inside)
    return area


class Bounded(QScrollArea):
    """As high as what is in it, up to a bound (pixels of the design); beyond that it scrolls."""

    def __init__(self, scaler: Scaler, inside: QWidget, most: float) -> None:
        super().__init__()
        self._inside, self._scaler, self._most = inside, scaler, most
        dress_scrolling(self)
        look(inside, "plain")
        self.setWidget(inside)
        scaler(lambda _scale: self._fit())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width is another height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self._inside.heightForWidth(self.width())
        self.setFixedHeight(max(min(needed, self._scaler.px(self._most)), 1))


def steps_beside_figure(scaler: Scaler, theme: Theme, exercise: Exercise) -> QWidget:
    """The figure with numbered pins, and the same numbers with their steps."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    scaler.space(row, 24, (0, 0, 0, 0))
    pins = [(step.marker, str(number)) for number, step in enumerate(exercise.setup, 1) if step.marker is not None]
    picture = card(scaler, margins=(0, 0, 0, 0))
    figure = FigureCard(exercise, theme, pins)
    scaler(figure.set_scale)
    column(picture).addWidget(figure)
    scaler.size(picture, width=410)
    steps = QWidget()
    lines = QVBoxLayout(steps)
    scaler.space(lines, 14, (0, 4, 4, 4))
    for number, step in enumerate(exercise.setup, 1):
        lines.addWidget(_step(scaler, theme, number, step))
    lines.addStretch(1)
    row.addWidget(picture)
    row.addWidget(scrolled(steps), 1)
    return whole


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


class TipsCard(QFrame):
    """One tip at a time, with everything that was measured about it beside it; `›` shows the next."""

    def __init__(self, scaler: Scaler, tips: tuple[Tip, ...]) -> None:
        super().__init__()
        look(self, "card")
        self._scaler = scaler
        self._tips = tips
        self._shown = 0
        lines = QVBoxLayout(self)
        scaler.space(lines, 6, (20, 14, 20, 14))
        head = QHBoxLayout()
        self._title = ElidedLabel(scaler, "", "heading")
        self._note = ElidedLabel(scaler, "", "body", "muted")
        scaler.space(head, 10, (0, 0, 0, 0))
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        self._next = button(scaler, "", "label", "pill")
        self._next.clicked.connect(self.show_next)
        head.addWidget(self._next)
        lines.addLayout(head)
        self._body = QWidget()
        self._columns = QHBoxLayout(self._body)
        scaler.space(self._columns, 16, (0, 0, 0, 0))
        lines.addWidget(scrolled(self._body), 1)
        scaler(lambda _scale: self._show())

    @property
    def next_button(self) -> QPushButton:
        """The button that shows the next tip."""
        return self._next

    def show_next(self) -> None:
        """Show the next tip, after the last the first."""
        self._shown = (self._shown + 1) % max(len(self._tips), 1)
        self._show()

    def _show(self) -> None:
        while (item := self._columns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if not self._tips:
            return
        tip = self._tips[self._shown]
        self._title.set_whole(f"Tip: {tip.title[:1].lower()}{tip.title[1:]}")
        self._note.set_whole(tip.note or "")
        self._next.setText(f"{self._shown + 1} of {len(self._tips)}  ›")
        self._next.setVisible(len(self._tips) > 1)
        self._next.setAccessibleName("Next tip")
        self._columns.addWidget(self._side(tip.says or "The tip", [tip.text]), 1)
        if tip.evidence:
            measured = [f"{each.finding} ({each.citation})" for each in tip.evidence]
            self._columns.addWidget(self._side("What was measured", measured), 1)

    def _side(self, heading: str, texts: list[str]) -> QWidget:
        whole = QWidget()
        lines = QVBoxLayout(whole)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        for made in [_still(heading, self._scaler, "small", "muted")] + [
            _still(text, self._scaler, "body", None) for text in texts
        ]:
            lines.addWidget(made)
        lines.addStretch(1)
        return whole


def _still(text: str, scaler: Scaler, role: str, style: str | None) -> QLabel:
    """A paragraph that will be thrown away with its tip: it is scaled when it is made, not later."""
    made = Paragraph(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(role, scaler.scale))
    if style is not None:
        look(made, style)
    return made
