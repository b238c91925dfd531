"""The filters of the library: muscle, position, equipment and sides, each with its number of matching exercises.

Knows which exercises match; shows no exercise.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from calfcoach.library.entries import Listing
from calfcoach.texts import text
from calfcoach.ui.screens.controls import NavButton
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.scrolling import RING_PX, scrolled
from calfcoach.wording.positions import position_names

Test = Callable[[Listing], bool]

PROGRAM = "Calfcoach"  # a name; it is not translated

FILTERS_PX, BAR_PX = 220, 14
"""The width of the filters and of their scroll bar, pixels of the design."""

FEWEST = 10
"""This many exercises need no filters: they can be seen at a glance."""

MOST_CHOICES = 30
"""The most filters in a group; rarer values are found by the search."""


class Filters(QWidget):
    """The program's name, and filters if there are many exercises. `changed` says that the matches have changed."""

    changed = Signal()

    def __init__(self, kit: Kit, listings: Sequence[Listing], chosen: Mapping[str, str] | None = None) -> None:
        """`chosen` are the filters to start with, by the names of their groups."""
        super().__init__()
        self._kit, self._listings = kit, listings
        self._was = dict(chosen or {})
        self.chosen: dict[str, str] = {}
        self._tests: dict[str, Test] = {}
        self._narrow: tuple[Test, ...] = ()
        """The tests that leave something out: thousands of exercises are asked at every key."""
        self._buttons: dict[tuple[str, str], NavButton] = {}
        inside = QWidget()
        self._lines = lines = QVBoxLayout(inside)
        kit.space(lines, 4, (0, 0, 0, 0))
        kit.follow(inside, lambda _scale: lines.setContentsMargins(RING_PX, RING_PX, RING_PX, RING_PX))
        kit.size(inside, width=FILTERS_PX)
        title = kit.label(PROGRAM, "title")
        kit.follow(title, lambda scale: title.setContentsMargins(0, 0, 0, round(16 * scale)))
        lines.addWidget(title)
        if len(listings) >= FEWEST:
            self._fill()
        lines.addStretch(1)
        kit.size(self, width=FILTERS_PX + BAR_PX)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside, text("Filters")))

    def fits(self, listing: Listing) -> bool:
        """Whether an exercise passes every filter that is chosen."""
        return all(test(listing) for test in self._narrow)

    @property
    def is_narrow(self) -> bool:
        """Whether any filter leaves something out."""
        return bool(self._narrow)

    def focused(self) -> tuple[str, str] | None:
        """The group and the name of the focused filter."""
        return next((key for key, made in self._buttons.items() if made.hasFocus()), None)

    def focus(self, key: tuple[str, str]) -> None:
        """Put the keyboard on a filter, or on the first of its group if the filter no longer exists."""
        there = [made for each, made in self._buttons.items() if each[0] == key[0]]
        made = self._buttons.get(key) or (there[0] if there else None)
        if made is not None:
            made.setFocus()

    def _fill(self) -> None:
        positions = position_names()
        muscles = _counted(each.muscles for each in self._listings)
        equipment = _counted(each.equipment for each in self._listings)
        at = Counter(each.position for each in self._listings if each.position in positions)
        one = sum(each.one_side_at_a_time for each in self._listings)
        self._add(text("Muscle"), [(name, number, _trains(name)) for name, number in _most(muscles)])
        self._add(text("Position"), [(name, at[key], _is_in(key)) for key, name in positions.items() if at[key]])
        self._add(text("Equipment"), [(name, number, _needs(name)) for name, number in _most(equipment)])
        both = (text("Both at once"), len(self._listings) - one, _both_sides)
        self._add(text("Sides"), [both, (text("One at a time"), one, _one_side)])

    def _add(self, name: str, tests: Sequence[tuple[str, int, Test]]) -> None:
        kit, group = self._kit, QButtonGroup(self)
        heading = kit.label(name, "label", "muted")
        kit.follow(heading, lambda scale: heading.setContentsMargins(0, round(14 * scale), 0, round(4 * scale)))
        self._lines.addWidget(heading)
        for caption, number, test in [(text("All"), len(self._listings), _any), *tests]:
            made = NavButton(kit, name, caption, number)
            made.setToolTip(caption)
            made.clicked.connect(lambda _=False, caption=caption, test=test: self._choose(name, caption, test))
            group.addButton(made)
            self._buttons[name, caption] = made
            self._lines.addWidget(made)
            if test is _any or self._was.get(name) == caption:
                made.setChecked(True)
                self._note(name, caption, test)

    def _choose(self, name: str, caption: str, test: Test) -> None:
        self._note(name, caption, test)
        self.changed.emit()

    def _note(self, name: str, caption: str, test: Test) -> None:
        self.chosen[name], self._tests[name] = caption, test
        self._narrow = tuple(each for each in self._tests.values() if each is not _any)


def _counted(names: Iterable[tuple[str, ...]]) -> Counter[str]:
    """How many exercises have each name. Of thousands many have the same names, which are counted together."""
    counted: Counter[str] = Counter()
    for several, number in Counter(names).items():
        for name in dict.fromkeys(several):
            counted[name] += number
    return counted


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    """The values that most exercises share, by name."""
    # Not by `most_common`, which loads a module for it.
    return sorted(sorted(counted.items(), key=lambda each: -each[1])[:MOST_CHOICES])


def _any(_listing: Listing) -> bool:
    return True


def _trains(name: str) -> Test:
    return lambda listing: name in listing.muscles


def _is_in(position: str) -> Test:
    return lambda listing: listing.position == position


def _needs(name: str) -> Test:
    return lambda listing: name in listing.equipment


def _both_sides(listing: Listing) -> bool:
    return not listing.one_side_at_a_time


def _one_side(listing: Listing) -> bool:
    return listing.one_side_at_a_time
