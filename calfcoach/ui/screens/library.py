"""The library: every exercise as a card, to be filtered and searched; problems of files in plain sight below.

Chooses nothing by itself: `chosen` carries the id of the exercise the person wants.
"""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from calfcoach.domain.exercise import Exercise
from calfcoach.library.collection import Library
from calfcoach.texts import text
from calfcoach.ui.screens.controls import NavButton
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.library_cards import ExerciseCard
from calfcoach.ui.screens.parts import on_click
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.scrolling import RING_PX, scrolled
from calfcoach.ui.screens.search_field import SearchField
from calfcoach.ui.theme import Theme

Test = Callable[[Exercise], bool]
MARGINS_PX = (24, 28, 32, 24)
APART_PX = 20
FILTERS_PX, BAR_PX = 220, 14
"""The screen's margins, the width of the filters, of their scroll bar, and what is between them and the cards."""

CARD_WIDTH = 300
"""The least width of a card, in pixels of the design: three in a row at 1366."""
PROGRAM = "Calfcoach"  # a name; it is not translated
FIRST = "donkey-calf-raise"
"""The exercise that all began with; the others follow by name."""


class LibraryScreen(Screen):
    """All exercises. `chosen` carries an id."""

    chosen = Signal(str)
    settings_wanted = Signal()

    def __init__(self, theme: Theme, library: Library, notices: Iterable[str] = ()) -> None:
        super().__init__(theme, text("Library"))
        kit = self.kit
        self.desk_actions["search"] = self.focus_search
        self._search = SearchField(kit)
        self._tests: dict[str, Test] = {}
        self._groups: list[QButtonGroup] = []
        entries = sorted(library.listed, key=lambda entry: entry.exercise.id != FIRST)
        self._cards = [ExerciseCard(kit, entry) for entry in entries]
        self._grid_home = QWidget()
        for made in self._cards:
            made.setParent(self._grid_home)  # shown without a parent it would be a window of its own
            made.chosen.connect(self.chosen)
        whole = QHBoxLayout(self)
        kit.space(whole, APART_PX, MARGINS_PX)
        whole.addWidget(self._filters(library))
        right = QVBoxLayout()
        kit.space(right, 24, (0, 0, 0, 0))
        right.addLayout(self._search_row())
        self._grid = QGridLayout(self._grid_home)
        kit.follow(self._grid_home, lambda scale: self._grid.setSpacing(round(18 * scale)))
        self._grid.setContentsMargins(RING_PX, RING_PX, RING_PX, RING_PX)
        self._nothing = kit.label(
            text("No exercise was found. Search for something else, or choose “All” in the filters."),
            "body",
            "muted",
            wrap=True,
        )
        right.addWidget(self._nothing)
        right.addWidget(scrolled(self._grid_home), 1)
        self._right, self._library = right, library
        self._problems: QWidget | None = None
        self.show_notices(notices)
        whole.addLayout(right, 1)
        self._lay_out()

    def show_notices(self, notices: Iterable[str]) -> None:
        """Show what is wrong with settings and history, and with the files of exercises."""
        if self._problems is not None:
            self._problems.deleteLater()
            self._problems = None
        noticed, problems = list(notices), self._library.problems
        if noticed or problems:
            from calfcoach.ui.screens.library_problems import problems_card  # most libraries have none

            self._problems = problems_card(self.kit, noticed, problems)
            self._right.addWidget(self._problems)

    def show_keys(self, first_key: Callable[[str], str]) -> None:
        """Show the key that leads into the search."""
        self._search.show_key(first_key("search"))

    def load_figures(self) -> None:
        """Read and paint the figures."""
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

    def _lay_out(self) -> None:
        wanted = [made for made in self._cards if self._is_wanted(made.exercise)]
        for made in self._cards:
            self._grid.removeWidget(made)
            made.setVisible(made in wanted)
        room = self.width() - self.kit.px(FILTERS_PX + BAR_PX + APART_PX + sum(MARGINS_PX[::2])) - 2 * RING_PX - BAR_PX
        columns = max(room // self.kit.px(CARD_WIDTH + 18), 1)
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
        return all(word in searched for word in words) and all(test(exercise) for test in self._tests.values())

    def _search_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(RING_PX, 0, RING_PX, 0)
        self._search.textChanged.connect(lambda: self._lay_out())
        row.addWidget(self._search, 2)
        row.addStretch(1)
        settings = on_click(self.kit.button(text("Settings"), "label", "outline"), self.settings_wanted.emit)
        self.kit.size(settings, height=44)
        row.addWidget(settings)
        return row

    def _filters(self, library: Library) -> QWidget:
        whole = QWidget()
        lines = QVBoxLayout(whole)
        self.kit.space(lines, 4, (0, 0, 0, 0))
        self.kit.follow(whole, lambda _scale: lines.setContentsMargins(RING_PX, RING_PX, RING_PX, RING_PX))
        self.kit.size(whole, width=FILTERS_PX)
        title = self.kit.label(PROGRAM, "title")
        self.kit.follow(title, lambda scale: title.setContentsMargins(0, 0, 0, round(16 * scale)))
        lines.addWidget(title)
        exercises = [entry.exercise for entry in library.listed]
        muscles = sorted({muscle.name for exercise in exercises for muscle in exercise.muscles})
        equipment = sorted({thing for exercise in exercises for thing in exercise.equipment})
        self._filter(lines, exercises, text("Muscle"), [(name, _trains(name)) for name in muscles])
        self._filter(lines, exercises, text("Equipment"), [(name, _needs(name)) for name in equipment])
        sides = [(text("Both at once"), _both_sides), (text("One at a time"), _one_side)]
        self._filter(lines, exercises, text("Sides"), sides)
        lines.addStretch(1)
        return scrolled_column(whole, self.kit)

    def _filter(
        self,
        lines: QVBoxLayout,
        exercises: list[Exercise],
        name: str,
        tests: Sequence[tuple[str, Test]],
    ) -> None:
        group = QButtonGroup(self)
        self._groups.append(group)
        heading = self.kit.label(name, "label", "muted")
        self.kit.follow(heading, lambda scale: heading.setContentsMargins(0, round(14 * scale), 0, round(4 * scale)))
        lines.addWidget(heading)
        for caption, test in [(text("All"), _any), *tests]:
            number = sum(test(exercise) for exercise in exercises)
            made = NavButton(self.kit, name, caption, number)
            made.setChecked(test is _any)
            made.setToolTip(caption)
            made.clicked.connect(lambda _=False, test=test: self._choose(name, test))
            group.addButton(made)
            lines.addWidget(made)

    def _choose(self, name: str, test: Test) -> None:
        self._tests[name] = test
        self._lay_out()


def scrolled_column(column_widget: QWidget, kit: Kit) -> QWidget:
    """The filters, which may be more than there is room for."""
    area = scrolled(column_widget)
    kit.size(area, width=FILTERS_PX + BAR_PX)
    return area


def _any(_exercise: Exercise) -> bool:
    return True


def _trains(name: str) -> Test:
    return lambda exercise: any(muscle.name == name for muscle in exercise.muscles)


def _needs(name: str) -> Test:
    return lambda exercise: name in exercise.equipment


def _both_sides(exercise: Exercise) -> bool:
    return not exercise.one_side_at_a_time


def _one_side(exercise: Exercise) -> bool:
    return exercise.one_side_at_a_time
