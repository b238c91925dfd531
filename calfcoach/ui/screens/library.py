"""The library: every exercise as a card, with filters and a search; problems in files are listed below the cards.

Chooses nothing by itself: `chosen` carries the id of the exercise the person wants.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from calfcoach.library.collection import Library
from calfcoach.library.entries import Entry, Listing
from calfcoach.texts import plural, text
from calfcoach.ui.announcing import announce
from calfcoach.ui.screens.card_grid import CardGrid
from calfcoach.ui.screens.library_cards import ExerciseCard
from calfcoach.ui.screens.library_filters import Filters
from calfcoach.ui.screens.library_order import in_order
from calfcoach.ui.screens.library_rows import own_row, search_row
from calfcoach.ui.screens.note_slot import NoteSlot
from calfcoach.ui.screens.nothing_found import NothingFound, coach_button, offer_lift
from calfcoach.ui.screens.screen import Beside, Screen
from calfcoach.ui.screens.scrolling import RING_PX, scrolled
from calfcoach.ui.screens.search_field import SearchField
from calfcoach.ui.theme import Theme
from calfcoach.wording.any_lift import ANY_LIFT, lift_name
from calfcoach.wording.positions import position_names

if TYPE_CHECKING:
    from calfcoach.library.search import ExerciseSearch

MARGINS_PX = (24, 28, 32, 24)
APART_PX = 20
"""The screen's margins, and the gap between the filters and the cards, pixels of the design."""

NO_LIMIT_PX = (1 << 24) - 1
"""The largest height Qt gives a widget."""


class LibraryScreen(Screen):
    """All exercises, and the card for any other lift. `chosen` carries the id of an exercise."""

    chosen = Signal(str)
    lift_wanted = Signal(str)
    """The searched text is to be coached as any lift, since no exercise is called so; carries the text as a name."""
    history_wanted = Signal()
    favoured = Signal(str, bool)
    """An exercise was made a favourite, or is no longer one."""
    stale = Signal()
    """A file has changed since the library read it: the library must be read again."""
    settings_wanted = Signal()
    new_wanted = Signal()
    """The person wants to start an own exercise from the template."""
    folder_wanted = Signal()
    """The person wants to see the folder of their own exercises."""

    has_offers = True
    is_come_back_to = True

    def __init__(
        self,
        theme: Theme,
        library: Library,
        notices: Iterable[str] = (),
        used: Sequence[str] = (),
        favourites: Collection[str] = (),
    ) -> None:
        """`favourites` and `used` (the latest at the end) are ids of exercises whose cards come first."""
        super().__init__(theme, text("Library"))
        kit = self.kit
        self.desk_actions |= {
            "search": self.focus_search,
            "leave_screen": self._empty_search,
            "favourite": self._favour,
            "next_card": lambda: self._step(1),
            "card_before": lambda: self._step(-1),
            "start": self._choose_focused,
            "history": self.history_wanted.emit,
        }
        self._used, self._favourites = tuple(used), set(favourites)
        self.favoured.connect(self._note_favourite)
        self._search = SearchField(kit)
        self._search.to_hits.connect(self.focus_first)
        self._entries: list[Entry] = []
        self._is_ready = False
        self._grid = CardGrid(kit, self._card)
        self._grid.stale.connect(self.stale)
        self.reader: Beside | None = None
        """Reads the files that were left unread; set after the first frame."""
        self._whole = QHBoxLayout(self)
        kit.space(self._whole, APART_PX, MARGINS_PX)
        self._right = QVBoxLayout()
        kit.space(self._right, 24, (0, 0, 0, 0))
        self._search.textChanged.connect(lambda: self._find(at_once=False))
        ways = (text("History"), self.history_wanted.emit), (text("Settings"), self.settings_wanted.emit)
        row, self._last_in_row = search_row(kit, self._search, ways)
        self._right.addLayout(row)
        self._unread = kit.label("", "body", "muted", wrap=True)
        self._unread.hide()
        self._unread.setContentsMargins(RING_PX, 0, RING_PX, 0)  # below the cards' edge
        self._nothing = NothingFound(kit)
        self._nothing.lift_wanted.connect(self._coach)
        self._nothing.all_wanted.connect(self._show_all)
        self._right.addWidget(self._nothing)
        self._area = scrolled(self._grid, text("Exercises"))
        self._grid.put_into(self._area, self._last_in_row)
        self._right.addWidget(self._area, 1)
        self._coach_below = coach_button(kit, self._coach)
        below = QHBoxLayout()
        below.setContentsMargins(RING_PX, 0, 0, 0)  # below the cards' edge
        below.addWidget(self._coach_below, 0, Qt.AlignmentFlag.AlignLeft)
        self._right.addLayout(below)
        self._right.addStretch(0)
        self._area.changed.connect(self._end_with_hits)
        self._right.addWidget(self._unread)
        self._note_slot = NoteSlot()
        self._right.addWidget(self._note_slot)
        self._problems: QWidget | None = None
        self._offered: QWidget | None = None
        self._notices = list(notices)
        self._filters: Filters | None = None
        self._left = QVBoxLayout()
        self._left.addLayout(own_row(kit, self.new_wanted.emit, self.folder_wanted.emit))
        self._whole.addLayout(self._left)
        self._whole.addLayout(self._right, 1)
        self.show_library(library)

    def show_library(self, library: Library) -> None:
        """Show the library as it is now; search, filters and the keyboard focus stay."""
        self._library = library
        at = QApplication.focusWidget()
        focused = at.entry.listing.id if isinstance(at, ExerciseCard) and self.isAncestorOf(at) else None
        self._entries = in_order(library, self._favourites, self._used)
        liked = self._favourites.union(self._used)
        self._liked = frozenset(place for place, each in enumerate(self._entries) if each.listing.id in liked)
        self.__dict__.pop("_finder", None)
        if self._is_ready:
            _ = self._finder
        self._show_filters([entry.listing for entry in library.listed])
        self.show_notices(self._notices)
        self._show_unread(len(library.unread))
        self._show_found()
        if focused is not None and not self._grid.focus(self._grid.place_of(focused)):
            self.focus_first()

    def note_over(self) -> QWidget:
        """A place of its own below the cards."""
        return self._note_slot

    def fall_silent(self) -> None:
        """Stop reading the files that were left unread: whatever comes next may be a set."""
        if self.reader is not None:
            self.reader.close()

    def _show_unread(self, count: int) -> None:
        words = plural(
            "{number} of your own exercises is still being read.",
            "{number} of your own exercises are still being read.",
            count,
        )
        if count and self._unread.isHidden():
            announce(self._unread, words)
        self._unread.setText(words)
        self._unread.setVisible(bool(count))

    def show_notices(self, notices: Iterable[str]) -> None:
        """Show what is wrong with settings and history, and with the files of exercises."""
        if self._problems is not None:
            self._problems.hide()
            self._problems.deleteLater()
            self._problems = None
        self._notices, problems = list(notices), self._library.problems
        if self._notices or problems:
            from calfcoach.ui.screens.library_problems import problems_card  # most libraries have none

            self._problems = problems_card(self.kit, self._notices, problems)
            self._right.addWidget(self._problems)

    def show_keys(self, first_key: Callable[[str], str]) -> None:
        """Show the key that moves into the search field."""
        self._search.show_key(first_key("search"))

    def offer(self, card: QWidget | None) -> None:
        """Show a card above the exercises; None removes it."""
        if self._offered is not None:
            self._right.removeWidget(self._offered)
            self._offered.hide()
            self._offered.deleteLater()
        self._offered = card
        if card is not None:
            self._right.insertWidget(1, card)
            card.show()

    def load_figures(self) -> None:
        """Read and paint the figures, and make the search ready for its first key."""
        self._is_ready = True
        _ = self._finder
        self._grid.load_figures()

    def search(self, typed: str) -> None:
        """Search for this text, as if it had been typed."""
        self._search.setText(typed)

    @property
    def is_whole(self) -> bool:
        """Whether every card in sight has been made."""
        return self._grid.is_whole

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self._search.setFocus()
        self._search.selectAll()

    def focus_first(self) -> None:
        """Put the keyboard on the first card."""
        self._grid.focus(0)

    def place(self) -> str | None:
        """The exercise id of the focused card, since the card may be at another place the next time."""
        at = QApplication.focusWidget()
        return at.entry.listing.id if isinstance(at, ExerciseCard) else super().place()

    def focus_place(self, place: str) -> None:
        """Put the keyboard back on a card, or on another part of the screen."""
        if not self._grid.focus(self._grid.place_of(place)):
            super().focus_place(place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Scale, and put as many cards in a row as fit."""
        super().resizeEvent(event)
        self._grid.lay_out()

    def _note_favourite(self, exercise_id: str, favourite: bool) -> None:
        """Remember the change; the card keeps its place until the library is shown again."""
        (self._favourites.add if favourite else self._favourites.discard)(exercise_id)

    def _card(self, entry: Entry) -> ExerciseCard:
        made = ExerciseCard(self.kit, entry, entry.listing.id in self._favourites)
        made.chosen.connect(self.chosen)
        made.favoured.connect(self.favoured)
        made.arrow.connect(lambda key: self._go_on_from(made, key))
        return made

    def _go_on_from(self, card: ExerciseCard, key: int) -> None:
        """Move to the next card in the direction of an arrow key; from the first row, ↑ moves to the search."""
        place, sideways = self._grid.place_of(card.entry.listing.id), -1 if self.isRightToLeft() else 1
        step = {Qt.Key.Key_Left: -sideways, Qt.Key.Key_Right: sideways, Qt.Key.Key_Up: -self._grid.columns}
        if not self._grid.focus(place + step.get(Qt.Key(key), self._grid.columns)) and key == Qt.Key.Key_Up:
            self._search.setFocus()

    def _find(self, at_once: bool = True) -> None:
        """Show the exercises found now, scrolled to the top."""
        self._show_found(at_once)
        self._area.verticalScrollBar().setValue(0)

    def _show_found(self, at_once: bool = True) -> None:
        """Show what fits the search and the filters: first matches in the name, then other matches."""
        typed = self._search.text()
        places = self._found(typed)
        self._grid.show_entries([self._entries[place] for place in places], at_once)
        if not places and self._nothing.isHidden():
            announce(self._search, text("No exercise was found."))
        self._nothing.setVisible(not places)
        name = lift_name(typed)
        offer_lift(self._nothing.coach, "" if places else name)
        # The exercises found may match by other words than their names: then none of them is called so.
        offer_lift(self._coach_below, name if name and places and not self._finder.names.has_near(name, places) else "")
        self._end_with_hits()

    def _end_with_hits(self) -> None:
        """If few exercises are found, let the area end with their last row, so that the button comes right below it."""
        is_alone = self._coach_below.isHidden()
        self._area.setMaximumHeight(NO_LIMIT_PX if is_alone else self._grid.minimumHeight())

    def _found(self, typed: str) -> list[int]:
        """The places of the entries that fit what was typed and the filters."""
        places = list(range(len(self._entries)))
        if typed.strip():
            named, others = self._finder.find(typed)
            liked = sorted(self._liked.intersection(named))
            places = [*liked, *(place for place in named if place not in self._liked), *others]
        filters = self._filters
        if filters is None or not filters.is_narrow:
            return places
        # Of any other lift nobody knows what it trains, so no filter lets it through.
        entries = self._entries
        return [each for each in places if filters.fits(entries[each].listing) and not _is_any_lift(entries[each])]

    @cached_property
    def _finder(self) -> "ExerciseSearch":
        """The search through what is listed now; made when it is first needed."""
        from calfcoach.library.search import ExerciseSearch

        return ExerciseSearch([entry.listing for entry in self._entries], position_names())

    def _coach(self) -> None:
        """Coach what was typed as any lift."""
        self.lift_wanted.emit(lift_name(self._search.text()))

    def _favour(self) -> None:
        """Make the focused exercise a favourite, or remove it from the favourites."""
        at = QApplication.focusWidget()
        if isinstance(at, ExerciseCard):
            at.toggle_favourite()

    def _step(self, by: int) -> None:
        """Move the keyboard by a number of cards; from anywhere else to the first card."""
        at = QApplication.focusWidget()
        place = self._grid.place_of(at.entry.listing.id) + by if isinstance(at, ExerciseCard) else 0
        self._grid.focus(place)

    def _choose_focused(self) -> None:
        """Choose the exercise that has the keyboard: a clicker has no Enter."""
        at = QApplication.focusWidget()
        if isinstance(at, ExerciseCard):
            at.click()

    def _show_all(self) -> None:
        self._search.clear()
        if self._filters is not None:
            self._filters.chosen.clear()
        self.show_library(self._library)
        self.focus_first()

    def _empty_search(self) -> None:
        self._search.clear()

    def _show_filters(self, listings: Sequence[Listing]) -> None:
        chosen, focused = None, None
        if self._filters is not None:
            chosen, focused = self._filters.chosen, self._filters.focused()
            self._left.removeWidget(self._filters)
            self._filters.hide()
            self._filters.deleteLater()
        self._filters = Filters(self.kit, listings, chosen)
        self._filters.changed.connect(self._find)
        self._left.insertWidget(0, self._filters, 1)
        if focused is not None:
            self._filters.focus(focused)


def _is_any_lift(entry: Entry) -> bool:
    return entry.listing.id == ANY_LIFT
