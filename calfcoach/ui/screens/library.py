"""The library: every exercise as a card, to be filtered and searched; problems of files in plain sight below.

Chooses nothing by itself: `chosen` carries the id of the exercise the person wants.
"""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from calfcoach.domain.exercise import Exercise
from calfcoach.library.collection import Entry, Library
from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.library_cards import ExerciseCard
from calfcoach.ui.screens.library_filters import BAR_PX, FILTERS_PX, Filters
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.scrolling import RING_PX, scrolled
from calfcoach.ui.screens.search_field import SearchField
from calfcoach.ui.theme import Theme
from calfcoach.wording.any_lift import ANY_LIFT

MARGINS_PX = (24, 28, 32, 24)
APART_PX = 20
"""The screen's margins, and what is between the filters and the cards, pixels of the design."""

CARD_WIDTH = 300
"""The least width of a card, in pixels of the design: three in a row at 1366."""
FIRST = "donkey-calf-raise"
"""The exercise that all began with: before the others where none was used yet."""


class LibraryScreen(Screen):
    """All exercises, and the lift of which nothing is known. `chosen` carries an id."""

    chosen = Signal(str)
    history_wanted = Signal()
    settings_wanted = Signal()
    folder_wanted = Signal()
    """The folder of the person's own exercises is to be shown."""

    has_offers = True

    def __init__(self, theme: Theme, library: Library, notices: Iterable[str] = (), used: Sequence[str] = ()) -> None:
        """`used` are the ids of the exercises that were used, the last one at the end: these cards come first."""
        super().__init__(theme, text("Library"))
        kit = self.kit
        self.desk_actions |= {"search": self.focus_search, "leave_screen": self._empty_search}
        self.desk_actions["history"] = self.history_wanted.emit
        self._used = tuple(used)
        self._search = SearchField(kit)
        self._search.to_hits.connect(self.focus_first)
        self._cards: list[ExerciseCard] = []
        self._columns = 1
        self._figures_loaded = False
        self._grid_home = QWidget()
        self._whole = QHBoxLayout(self)
        kit.space(self._whole, APART_PX, MARGINS_PX)
        self._right = QVBoxLayout()
        kit.space(self._right, 24, (0, 0, 0, 0))
        self._right.addLayout(self._search_row())
        self._grid = QGridLayout(self._grid_home)
        kit.follow(self._grid_home, lambda scale: self._grid.setSpacing(round(18 * scale)))
        self._grid.setContentsMargins(RING_PX, RING_PX, RING_PX, RING_PX)
        self._nothing = self._nothing_found(kit)
        self._right.addWidget(self._nothing)
        self._area = scrolled(self._grid_home)
        self._right.addWidget(self._area, 1)
        self._problems: QWidget | None = None
        self._offered: QWidget | None = None
        self._notices = list(notices)
        self._filters: Filters | None = None
        self._whole.addLayout(self._right, 1)
        self.show_library(library)

    def show_library(self, library: Library) -> None:
        """Show the exercises there are now; search, filters and the keyboard's place stay."""
        self._library = library
        at = QApplication.focusWidget()
        focused = at.exercise.id if isinstance(at, ExerciseCard) and at in self._cards else None
        for made in self._cards:
            self._grid.removeWidget(made)
            made.hide()
            made.deleteLater()
        self._cards = [self._card(entry) for entry in self._in_order(library)]
        self._show_filters([entry.exercise for entry in library.listed])
        self.show_notices(self._notices)
        self._lay_out()
        if self._figures_loaded:
            self.kit.refresh()
            self.load_figures()
        if focused is not None:
            same = [made for made in self._cards if made.exercise.id == focused and not made.isHidden()]
            (same[0].setFocus if same else self.focus_first)()

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
        """Show the key that leads into the search."""
        self._search.show_key(first_key("search"))

    def offer(self, card: QWidget | None) -> None:
        """Show what is offered above the exercises."""
        if self._offered is not None:
            self._right.removeWidget(self._offered)
            self._offered.hide()
            self._offered.deleteLater()
        self._offered = card
        if card is not None:
            self._right.insertWidget(1, card)
            card.show()

    def load_figures(self) -> None:
        """Read and paint the figures."""
        self._figures_loaded = True
        for made in self._cards:
            made.figure.load()

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self._search.setFocus()
        self._search.selectAll()

    def focus_first(self) -> None:
        """Put the keyboard on the first card."""
        for made in self._cards:
            if not made.isHidden():
                made.setFocus()
                return

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Scale, and put as many cards in a row as fit."""
        super().resizeEvent(event)
        self._lay_out()

    def _in_order(self, library: Library) -> list[Entry]:
        """What was used last first, then the one that all began with, then by name."""
        places = {name: place for place, name in enumerate(reversed(self._used))}
        last = len(places) + 1
        return sorted(
            library.listed,
            key=lambda entry: places.get(entry.exercise.id, last - (entry.exercise.id == FIRST)),
        )

    def _card(self, entry: Entry) -> ExerciseCard:
        made = ExerciseCard(self.kit, entry)
        made.setParent(self._grid_home)  # shown without a parent it would be a window of its own
        made.chosen.connect(self.chosen)
        made.arrow.connect(lambda key: self._go_on_from(made, key))
        return made

    def _go_on_from(self, card: ExerciseCard, key: int) -> None:
        """To the next card in the direction of an arrow; from the first row up to the search."""
        shown = [made for made in self._cards if not made.isHidden()]
        sideways = -1 if self.isRightToLeft() else 1
        step = {Qt.Key.Key_Left: -sideways, Qt.Key.Key_Right: sideways, Qt.Key.Key_Up: -self._columns}
        to = shown.index(card) + step.get(Qt.Key(key), self._columns)
        if 0 <= to < len(shown):
            shown[to].setFocus()
            self._area.ensureWidgetVisible(shown[to])
        elif key == Qt.Key.Key_Up:
            self._search.setFocus()

    def _lay_out(self) -> None:
        wanted = [made for made in self._cards if self._is_wanted(made.exercise)]
        for made in self._cards:
            self._grid.removeWidget(made)
            made.setVisible(made in wanted)
        room = self.width() - self.kit.px(FILTERS_PX + BAR_PX + APART_PX + sum(MARGINS_PX[::2])) - 2 * RING_PX - BAR_PX
        columns = self._columns = max(room // self.kit.px(CARD_WIDTH + 18), 1)
        for index, made in enumerate(wanted):
            self._grid.addWidget(made, index // columns, index % columns)
        for place in range(max(self._grid.columnCount(), columns)):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        rows = -(-len(wanted) // columns)
        for place in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(place, 1 if place == rows else 0)
        self._nothing.setVisible(not wanted)

    def _is_wanted(self, exercise: Exercise) -> bool:
        words = self._search.text().casefold().split()
        searched = " ".join(
            (exercise.name, *exercise.aliases, *exercise.equipment, *(muscle.name for muscle in exercise.muscles))
        ).casefold()
        fits = self._filters is None or self._filters.fits(exercise)
        return fits and all(word in searched for word in words)

    def _search_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.kit.space(row, 12, (0, 0, 0, 0))
        self._search.textChanged.connect(lambda: self._lay_out())
        row.addWidget(self._search, 2)
        row.addStretch(1)
        for words, press in (
            (text("Any lift"), lambda: self.chosen.emit(ANY_LIFT)),
            (text("Open the folder"), self.folder_wanted.emit),
            (text("History"), self.history_wanted.emit),
            (text("Settings"), self.settings_wanted.emit),
        ):
            made = on_click(self.kit.button(words, "label", "outline"), press)
            self.kit.size(made, height=44)
            row.addWidget(made)
        return row

    def _nothing_found(self, kit: Kit) -> QWidget:
        """What can be done where no exercise fits."""
        whole = QWidget()
        lines = QVBoxLayout(whole)
        kit.space(lines, 12, (RING_PX, 0, RING_PX, 0))
        lines.addWidget(kit.label(text("No exercise was found."), "heading"))
        words = text("Search for a name, a muscle or equipment, or show all exercises again.")
        lines.addWidget(kit.label(words, "body", "muted", wrap=True))
        all_again = on_click(kit.button(text("Show all exercises"), "label", "outline"), self._show_all)
        kit.size(all_again, height=44)
        lines.addWidget(all_again, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _show_all(self) -> None:
        self._search.clear()
        if self._filters is not None:
            self._filters.chosen.clear()
        self.show_library(self._library)
        self.focus_first()

    def _empty_search(self) -> None:
        self._search.clear()

    def _show_filters(self, exercises: Sequence[Exercise]) -> None:
        chosen = None if self._filters is None else self._filters.chosen
        if self._filters is not None:
            self._whole.removeWidget(self._filters)
            self._filters.hide()
            self._filters.deleteLater()
        self._filters = Filters(self.kit, exercises, chosen)
        self._filters.changed.connect(self._lay_out)
        self._whole.insertWidget(0, self._filters)
