"""The places of the set-up screen's parts: two columns on a page, or one that scrolls, with Start below it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.note_slot import NoteSlot
from calfcoach.ui.screens.scrolling import Page
from calfcoach.ui.screens.setup_left import LeftColumn
from calfcoach.ui.screens.setup_right import APART, RightColumn


class SetupPlaces:
    """Lays a screen out in two columns, which stand below each other where the kit is narrow."""

    def __init__(self, kit: Kit, screen: QWidget, name: str) -> None:
        """`name` is what a screen reader says of the page."""
        self._kit = kit
        self._outside, inside = QVBoxLayout(screen), QWidget()
        kit.space(self._outside, APART, (32, 20, 32, 28))
        self._page = Page(kit, inside, name)
        self._outside.addWidget(self._page, 1)
        self._note_slot = NoteSlot()
        self._outside.addWidget(self._note_slot)
        self._columns = QHBoxLayout(inside)
        kit.space(self._columns, 28, (0, 0, 0, 0))
        kit.stack(self._columns)
        self._foot_is_below = False

    def fill(self, left: LeftColumn, right: RightColumn) -> None:
        """Put both columns in their places, which must be empty."""
        self._left, self._right = left, right
        self._columns.addWidget(left, 1)
        self._columns.addWidget(right)
        self._kit.follow(right, lambda _scale: self._place_foot())

    def clear(self) -> None:
        """Delete both columns, with what stands in the foot."""
        self._right.take_foot()
        self._foot_is_below = False
        while (item := self._columns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def note_over(self) -> QWidget:
        """What a line about what was done may cover: never a warning, Start or the way back. If the page scrolls, the
        line has a place of its own below the page.
        """
        return self._note_slot if self._kit.is_narrow else self._left.note_over()

    def _place_foot(self) -> None:
        """Start is always in sight: below the dose, or below the page where that scrolls."""
        if self._foot_is_below is self._kit.is_narrow:
            return
        self._foot_is_below = self._kit.is_narrow
        foot, at = self._right.foot, self._right.window().focusWidget()
        has_keyboard = at is not None and foot.isAncestorOf(at)
        if at is not None and has_keyboard:
            at.clearFocus()  # else Qt gives the keyboard to any other part, and the page scrolls to that
        if self._foot_is_below:
            self._outside.addWidget(foot)
        else:
            self._right.take_foot()
        if at is not None and has_keyboard:
            at.setFocus()
        self._kit.refresh()  # what comes to another place loses its fonts
