"""Another exercise in two keys: a search over whatever is shown, the exercise used before at its top.

It lies over any screen; a set under way is stopped in place before it is shown, so that it hides nothing that is
counted. Refuses to know what happens to a session: `chosen` carries the exercise, and nothing is decided here.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from calfcoach.library.entries import Listing
from calfcoach.library.search import ExerciseSearch
from calfcoach.texts import text
from calfcoach.ui.announcing import announce
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.screens.search_field import SearchField
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme
from calfcoach.wording.positions import position_names

MOST_SHOWN = 6
"""Exercises that are shown at a time: as many as fit at 960×540 in letters that are read at a glance."""

ROW_PX, BESIDE_ROWS_PX = 52, 200
"""The height of an exercise with its gap, and of all the rest: pixels of the design."""

WIDTH_PX, MARGIN_PX = 510, 24
"""Its width, and its distance from the side of its room: pixels of the design."""

STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Backtab: -1,
}
"""The keys that go through the list, and how far: arrows and a clicker's under one hand, Tab under the other."""
_CHOOSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F5})
_ELSEWHERE = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
"""Reasons for which the keyboard leaves and comes back by itself."""


class QuickChange(QFrame):
    """The palette. `chosen` carries an exercise's `Listing`; `given_up` says that everything stays as it is.

    `left` says the same, and that the person has put the keyboard elsewhere.
    """

    chosen = Signal(object)
    given_up = Signal()
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        listings: Sequence[Listing],
        line: str,
        window: QWidget,
        room: Callable[[], QRect | None] = lambda: None,
    ) -> None:
        """`listings` are the exercises in the order in which they are offered; `line` says what choosing one does.

        `room` tells where it belongs now, pixels of the window: at the near side of it; None is the window's middle.
        """
        super().__init__(window)
        look(self, "panel")
        self.setAccessibleName(text("Another exercise"))
        self._kit = kit = Kit(theme)
        self._room = room
        self._listings = listings
        self._shown: tuple[Listing, ...] = ()
        self._search = ExerciseSearch(listings, position_names())
        self._at = 0
        lines = QVBoxLayout(self)
        kit.space(lines, 8, (24, 18, 24, 18))
        lines.addWidget(kit.label(text("Another exercise"), "heading"))
        self._field = SearchField(kit)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(lambda: self._find())
        lines.addWidget(self._field)
        self._rows = [self._row(number) for number in range(MOST_SHOWN)]
        for row in self._rows:
            lines.addWidget(row)
        self._none = kit.label(text("No exercise was found."), "body", "muted")
        lines.addWidget(self._none)
        lines.addWidget(kit.label(line, "small", "muted", wrap=True))
        kit.size(self, width=WIDTH_PX)
        window.installEventFilter(self)
        self._find()

    def open(self) -> None:
        """Show it over its window, with the keyboard in the search."""
        self.place()
        self.show()
        self.raise_()
        self._field.setFocus()

    def place(self) -> None:
        """In the middle of its window, or at the near side of its room."""
        window = self.parentWidget()
        if window is None:
            return
        self._kit.fit(window.size())
        for row in self._rows[self._most_rows :]:
            row.hide()
        room, margin = self._room(), self._kit.px(MARGIN_PX)
        if room is not None:
            self.setFixedWidth(min(self._kit.px(WIDTH_PX), room.width() - margin))
        self.adjustSize()
        at = self.rect()
        at.moveCenter(window.rect().center())
        if room is not None:
            at.moveCenter(room.center())
            if self.isRightToLeft():
                at.moveRight(room.right() - margin)
            else:
                at.moveLeft(room.left() + margin)
        self.move(max(at.left(), 0), max(at.top(), 0))

    @property
    def _most_rows(self) -> int:
        """How many exercises there is room for."""
        window = self.parentWidget()
        room = self._room() or (window.rect() if window is not None else self.rect())
        return min(max(int((room.height() / self._kit.scale - BESIDE_ROWS_PX) // ROW_PX), 1), MOST_SHOWN)

    def set_theme(self, theme: Theme) -> None:
        """Look right in another theme."""
        self._kit.theme = theme
        self._kit.refresh()
        self.place()

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the keys that move, choose and leave: elsewhere some of them are shortcuts. Follow the window's size."""
        if watched is self.parentWidget():
            if event.type() == QEvent.Type.Resize:
                self.place()
            return False
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() not in _ELSEWHERE:
            self.left.emit()
            return False
        if isinstance(event, QKeyEvent) and event.key() in {*STEPS, *_CHOOSING, Qt.Key.Key_Escape}:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._press(event)
            return True
        return False

    def _press(self, event: QKeyEvent) -> None:
        if (step := STEPS.get(Qt.Key(event.key()))) is not None:
            self._go(step)
        elif event.isAutoRepeat():
            return
        elif event.key() == Qt.Key.Key_Escape:
            if self._field.text():
                self._field.clear()  # this press only empties the field: it neither leaves nor ends a set below
            else:
                self.given_up.emit()
        elif self._shown:
            self.chosen.emit(self._shown[self._at])

    def _row(self, number: int) -> QPushButton:
        made = self._kit.button("", "body", "nav")
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays in the search
        self._kit.size(made, height=44)
        return on_click(made, lambda: self.chosen.emit(self._shown[number]))

    def _find(self) -> None:
        typed = self._field.text().strip()
        found = list(self._listings)
        if typed:
            named, others = self._search.find(typed)
            found = [self._listings[place] for place in (*named, *others)]
        self._shown, self._at = tuple(found[: self._most_rows]), 0
        self._none.setVisible(not found)
        for row, listing in zip(self._rows, (*self._shown, *(None,) * MOST_SHOWN), strict=False):
            row.setVisible(listing is not None)
            if listing is not None:
                row.setText(listing.name.replace("&", "&&"))
                row.setAccessibleName(listing.name)
        self._mark()
        self.place()

    def _go(self, step: int) -> None:
        self._at = min(max(self._at + step, 0), max(len(self._shown) - 1, 0))
        self._mark()

    def _mark(self) -> None:
        for number, row in enumerate(self._rows):
            row.setChecked(number == self._at)
        if self._shown and self.isVisible():
            announce(self._field, self._shown[self._at].name)
