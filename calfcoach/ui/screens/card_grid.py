"""The cards of the library in rows. With many exercises, only those in or near the visible part have a card.

A card is made when scrolling or the keyboard comes near it. Knows neither search nor filters: it shows the
entries it is given, in their order.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from calfcoach.errors import KnownError
from calfcoach.library.entries import Entry
from calfcoach.ui.figure.stills import Stills
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.library_cards import ExerciseCard
from calfcoach.ui.screens.scrolling import RING_PX, Area

CARD_WIDTH = 300
"""The least width of a card, in pixels of the design: three in a row at 1366."""

GAP_PX, BAR_PX = 18, 14
"""The gap between two cards, and the width kept free for a scroll bar: pixels of the design."""

FIRST_CARDS = 36
"""With this many exercises or fewer, all cards are made right after the first frame, visible or not."""

AFTER_KEY_MS = 30
"""How long missing cards wait after a key: first what is there is painted. Two frames at 60 Hz, less than a key."""

MOST_CARDS = 120
"""How many cards are kept, hidden ones included, so that scrolling back to them is fast."""


MOST_STILLS = 32
"""Pictures of figures that are kept: more than are in sight at once; each takes 200 KB."""


class CardGrid(QWidget):
    """Shows entries as cards. `stale` says that an entry's file has changed since the library read it."""

    stale = Signal()

    def __init__(self, kit: Kit, make_card: Callable[[Entry], ExerciseCard]) -> None:
        super().__init__()
        self._kit, self._make_card = kit, make_card
        self._entries: list[Entry] = []
        self._cards: dict[str, ExerciseCard] = {}
        self._unread: set[str] = set()
        self._stills = Stills(MOST_STILLS)
        self._area: Area | None = None
        self._after: QWidget | None = None
        self._places: dict[str, int] = {}
        self._highest: int | None = None
        """The height of the highest card; None when it has to be found out anew."""
        self._in_tab_order: list[ExerciseCard] = []
        self.columns = 1
        self._figures_loaded = False
        self._filling = QTimer(self, singleShot=True, interval=0)
        self._filling.timeout.connect(self._fill_one)

    def put_into(self, area: Area, after: QWidget) -> None:
        """Tell the grid which area scrolls it, and which widget comes before its first card in the tab order."""
        self._area, self._after = area, after
        self._bar.valueChanged.connect(lambda: self._fill_soon())

    def show_entries(self, entries: Sequence[Entry], at_once: bool = True) -> None:
        """Show these, in this order. Missing visible cards are made now (`at_once`), or one for each Qt event."""
        self._entries = list(entries)
        self._places = {entry.listing.id: place for place, entry in enumerate(entries)}
        for name, made in list(self._cards.items()):
            place = self._places.get(name)
            if place is None:
                if not made.isHidden():  # nearly all are hidden already while a word is being typed
                    made.hide()
            elif made.entry != self._entries[place]:
                self._drop(name)
        self._unread.clear()
        self.lay_out(at_once)

    def lay_out(self, at_once: bool = True) -> None:
        """Put the cards where they belong at this size."""
        if at_once:
            self._highest = None
        width = self.width() if self._area is None else self._area.width() - self._kit.px(BAR_PX)
        self.columns = max((width - 2 * RING_PX) // self._kit.px(CARD_WIDTH + GAP_PX), 1)
        if at_once:
            for place in self._near() if self._figures_loaded else self._in_sight():
                self._make(place)
        self._place()
        self._fill_soon(0 if at_once else AFTER_KEY_MS)

    def load_figures(self) -> None:
        """Read and paint the figures, and make the cards that are out of sight, from now on."""
        self._figures_loaded = True
        for name, made in list(self._cards.items()):
            try:
                made.load()
            except KnownError:
                self._drop(name)
                self._leave_out(name)
        self.lay_out()

    def shown(self) -> list[ExerciseCard]:
        """The cards that exist now, in their order."""
        there = [name for name in self._cards if name in self._places]
        return [self._cards[name] for name in sorted(there, key=self._places.__getitem__)]

    @property
    def is_whole(self) -> bool:
        """Whether every card in sight has been made."""
        return not any(self._is_missing(place) for place in self._in_sight())

    def focus(self, place: int) -> bool:
        """Put the keyboard on the card at a place and scroll to it; False where there is no such card."""
        if not 0 <= place < len(self._entries) or (card := self._make(place)) is None:
            return False
        self._place()
        card.setFocus()
        self._bring_into_sight(card)
        return True

    def place_of(self, exercise_id: str) -> int:
        """Where an exercise stands; −1 where it is not shown."""
        return self._places.get(exercise_id, -1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay the cards out anew for the new width."""
        super().resizeEvent(event)
        self._place()
        self._fill_soon()

    def event(self, event: QEvent) -> bool:
        """Lay out anew when a card has become higher or the reading direction has changed."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange):
            self._highest = None
            self._place()
        return super().event(event)

    @property
    def _bar(self) -> QScrollBar:
        assert self._area is not None
        return self._area.verticalScrollBar()

    def _row_height(self) -> int:
        # The height of the highest card: a name in another script has another font, and so another height.
        if self._highest is None:
            heights = (made.sizeHint().height() for made in self._cards.values())
            self._highest = max(heights, default=self._kit.px(CARD_WIDTH))
        return self._highest + self._kit.px(GAP_PX)

    def _in_sight(self, screens: int = 0) -> range:
        """The places of the cards that are in sight, with those of a number of screens before and after."""
        row, count = self._row_height(), len(self._entries)
        if self._area is None:
            return range(min(FIRST_CARDS, count))
        top, room = self._bar.value(), self._area.height()
        first = max((top - screens * room) // row, 0) * self.columns
        last = ((top + (1 + screens) * room) // row + 1) * self.columns
        return range(min(first, count), min(last, count))

    def _near(self) -> range:
        """The places of the cards that are in sight or within a screen of it; the first ones at least."""
        near, count = self._in_sight(screens=1), len(self._entries)
        return range(0 if near.start < FIRST_CARDS else near.start, min(max(near.stop, FIRST_CARDS), count))

    def _fill_soon(self, after_ms: int = 0) -> None:
        if self._figures_loaded and any(self._is_missing(place) for place in self._near()):
            self._filling.start(after_ms)

    def _fill_one(self) -> None:
        """Make one missing card, the visible ones first."""
        missing = [place for place in self._near() if self._is_missing(place)]
        if not missing:
            return
        top = self._bar.value() // self._row_height() * self.columns if self._area is not None else 0
        self._make(min(missing, key=lambda place: (place < top, place)))
        self._place()
        self._filling.start(0)

    def _is_missing(self, place: int) -> bool:
        name = self._entries[place].listing.id
        return name not in self._cards and name not in self._unread

    def _make(self, place: int) -> ExerciseCard | None:
        entry = self._entries[place]
        name = entry.listing.id
        if name in self._cards or name in self._unread:
            return self._cards.get(name)
        made = self._make_card(entry)
        if self._figures_loaded:
            try:
                made.load()
            except KnownError:
                made.deleteLater()
                self._leave_out(name)
                return None
        made.reached.connect(lambda: self._bring_into_sight(made))
        made.figure.stills = self._stills
        made.setParent(self)  # shown without a parent it would be a window of its own
        self._cards[name] = made
        if self._highest is not None:
            self._highest = max(self._highest, made.sizeHint().height())
        return made

    def _leave_out(self, name: str) -> None:
        """Show no card for an entry whose file has changed, and have the library read anew."""
        self._unread.add(name)
        QTimer.singleShot(0, self, self.stale.emit)

    def _bring_into_sight(self, card: ExerciseCard) -> None:
        if self._area is not None:
            self._area.ensureWidgetVisible(card, 0, self._kit.px(GAP_PX))

    def _drop(self, name: str) -> None:
        made = self._cards.pop(name)
        self._highest = None
        made.hide()
        made.deleteLater()

    def _place(self) -> None:
        """Give every card its place and its position in the tab order, and set the height of the grid."""
        row, gap, columns = self._row_height(), self._kit.px(GAP_PX), self.columns
        wide = (self.width() - 2 * RING_PX - gap * (columns - 1)) // columns
        self._let_go()
        shown = self.shown()
        for card in shown:
            place = self._places[card.entry.listing.id]
            across, down = place % columns, place // columns
            x = RING_PX + across * (wide + gap)
            x = self.width() - x - wide if self.isRightToLeft() else x
            card.setGeometry(QRect(x, RING_PX + down * row, wide, row - gap))
            card.show()
        self._put_in_tab_order(shown)
        rows = -(-len(self._entries) // columns)
        high = max(rows * row - gap + 2 * RING_PX, 0) if rows else 0
        if self.minimumHeight() != high:
            self.setMinimumHeight(high)  # with few cards it is as high as its room, and they stand at its top

    def _put_in_tab_order(self, cards: list[ExerciseCard]) -> None:
        if cards == self._in_tab_order:
            return
        before = self._after
        for card in cards:
            if before is not None:
                QWidget.setTabOrder(before, card)
            before = card
        self._in_tab_order = cards

    def _let_go(self) -> None:
        """Delete cards when there are too many: all that are neither near the visible part nor focused."""
        near = self._near()
        for name, card in list(self._cards.items()):
            if len(self._cards) <= MOST_CARDS:
                return
            if self._places.get(name, -1) not in near and not card.hasFocus():
                self._drop(name)
