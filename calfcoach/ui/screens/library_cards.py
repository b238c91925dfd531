"""The cards of the library, one for each exercise, chosen by click or with Enter."""

from functools import cached_property

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from calfcoach.domain.exercise import Exercise
from calfcoach.library.entries import Entry, Listing, Origin
from calfcoach.texts import text
from calfcoach.ui.screens.figure_card import FigureCard
from calfcoach.ui.screens.glyphs import WarningSign, star
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look

STAR_PX = 44
"""The side length of the star button: a thumb's width, pixels of the design."""

ARROWS = frozenset((Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down))


class ExerciseCard(QPushButton):
    """One exercise: figure, name, equipment or variants, tempo, its most serious warning, and the favourite star.

    It shows what is listed of the exercise; the whole is read by `load`, after the window's first frame.

    `chosen` carries its id, `arrow` an arrow key, `favoured` its id and whether it is a favourite now.
    """

    chosen = Signal(str)
    arrow = Signal(int)
    favoured = Signal(str, bool)
    reached = Signal()
    """Tab moved the focus to this card: scroll to it."""

    def __init__(self, kit: Kit, entry: Entry, favourite: bool = False) -> None:
        super().__init__()
        self.entry = entry
        listing = entry.listing
        look(self, "exercise")
        self.setProperty("ring_radius", 14.0)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.clicked.connect(lambda: self.chosen.emit(listing.id))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(listing.name)
        lines = self._lines = QVBoxLayout(self)
        kit.space(lines, 6, (18, 8, 18, 16))
        self.figure = FigureCard(kit, listing)
        kit.size(self.figure, height=178)
        # Then the card itself is under the mouse and shows the hover colour; the lines below have own tool tips.
        self.figure.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lines.addWidget(self.figure)
        lines.addWidget(kit.elided(listing.name, "heading"))
        lines.addWidget(kit.elided(_second_line(entry), "body", "muted"))
        lines.addWidget(_foot(kit, listing))
        self._star = Star(kit, listing.name, favourite)
        self._star.setParent(self)
        self._star.toggled.connect(self._tell_favourite)
        self._describe()

    @cached_property
    def exercise(self) -> Exercise:
        """The exercise as its first variant has it.

        Raises:
            KnownError: it cannot be read any more.
        """
        return self.entry.exercise.variant(None)

    def load(self) -> None:
        """Read the exercise, and its figure when it is visible.

        Raises:
            KnownError: the exercise cannot be read any more.
        """
        _ = self.exercise
        self.figure.load()

    def toggle_favourite(self) -> None:
        """Make it a favourite, or no favourite any more."""
        self._star.toggle()

    def _tell_favourite(self, favourite: bool) -> None:
        self._describe()
        self.favoured.emit(self.entry.listing.id, favourite)

    def _describe(self) -> None:
        how = self.entry.listing.how
        self.setAccessibleDescription(text("Favourite · {how}", how=how) if self._star.isChecked() else how)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the star in its corner."""
        super().resizeEvent(event)
        left = 0 if self.isRightToLeft() else self.width() - self._star.width()
        self._star.move(left, 0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as its content, since QPushButton counts only its own text."""
        return self._lines.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same."""
        return self._lines.minimumSize()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for scrolling: the scroll area does not follow when Tab comes from outside it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """An arrow key moves to the next card in its direction."""
        if event.key() in ARROWS:
            self.arrow.emit(event.key())
        else:
            super().keyPressEvent(event)


class Star(QPushButton):
    """Shows in a card's corner whether the exercise is a favourite. The keyboard changes it from the card itself."""

    def __init__(self, kit: Kit, name: str, favourite: bool) -> None:
        super().__init__()
        look(self, "step")
        self._kit = kit
        self.setCheckable(True)
        self.setChecked(favourite)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text("Favourite: {name}", name=name))
        self.setToolTip(text("Favourite"))
        kit.size(self, width=STAR_PX, height=STAR_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint a full star for a favourite, else its outline."""
        chosen, theme = self.isChecked(), self._kit.theme
        colour = theme.colour("text" if chosen or self.underMouse() else "muted")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, self.width() * 0.04))
        if chosen:
            painter.setBrush(colour)
        painter.translate(self.rect().center())
        painter.drawPath(star(self.width() * 0.22))
        painter.end()


def _foot(kit: Kit, listing: Listing) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    kit.space(row, 12, (0, 4, 0, 0))
    row.addWidget(kit.label(listing.tempo, "label", "tag"))
    if listing.dangers:
        row.addWidget(WarningSign(kit))
        row.addWidget(kit.elided(", ".join(listing.dangers), "label", "danger", listing.dangers[0]), 1)
    else:
        row.addStretch(1)
    return whole


def _second_line(entry: Entry) -> str:
    how = entry.listing.how
    if entry.origin is Origin.OWN:
        return text("Your own · {how}", how=how)
    if entry.origin is Origin.OVERRIDE:
        return text("Your own, in place of the shipped one · {how}", how=how)
    return how
