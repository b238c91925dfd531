"""The filters of the library: muscle, equipment and sides, each with the number of exercises it leaves.

Knows which exercises fit; shows none.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from calfcoach.domain.exercise import Exercise
from calfcoach.texts import text
from calfcoach.ui.screens.controls import NavButton
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.scrolling import RING_PX, scrolled

Test = Callable[[Exercise], bool]

PROGRAM = "Calfcoach"  # a name; it is not translated

FILTERS_PX, BAR_PX = 220, 14
"""The width of the filters and of their scroll bar, pixels of the design."""

FEWEST = 10
"""So many exercises are overlooked without filters."""


class Filters(QWidget):
    """The program's name, and the filters where there are many exercises. `changed` says that others fit now."""

    changed = Signal()

    def __init__(self, kit: Kit, exercises: Sequence[Exercise], chosen: Mapping[str, str] | None = None) -> None:
        """`chosen` are the filters that were in force, by the names of their groups."""
        super().__init__()
        self._kit, self._exercises = kit, exercises
        self._was = dict(chosen or {})
        self.chosen: dict[str, str] = {}
        self._tests: dict[str, Test] = {}
        inside = QWidget()
        self._lines = lines = QVBoxLayout(inside)
        kit.space(lines, 4, (0, 0, 0, 0))
        kit.follow(inside, lambda _scale: lines.setContentsMargins(RING_PX, RING_PX, RING_PX, RING_PX))
        kit.size(inside, width=FILTERS_PX)
        title = kit.label(PROGRAM, "title")
        kit.follow(title, lambda scale: title.setContentsMargins(0, 0, 0, round(16 * scale)))
        lines.addWidget(title)
        if len(exercises) >= FEWEST:
            self._fill()
        lines.addStretch(1)
        kit.size(self, width=FILTERS_PX + BAR_PX)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    def fits(self, exercise: Exercise) -> bool:
        """Whether an exercise passes every filter that is chosen."""
        return all(test(exercise) for test in self._tests.values())

    def _fill(self) -> None:
        muscles = sorted({muscle.name for exercise in self._exercises for muscle in exercise.muscles})
        equipment = sorted({thing for exercise in self._exercises for thing in exercise.equipment})
        self._add(text("Muscle"), [(name, _trains(name)) for name in muscles])
        self._add(text("Equipment"), [(name, _needs(name)) for name in equipment])
        self._add(text("Sides"), [(text("Both at once"), _both_sides), (text("One at a time"), _one_side)])

    def _add(self, name: str, tests: Sequence[tuple[str, Test]]) -> None:
        kit, group = self._kit, QButtonGroup(self)
        heading = kit.label(name, "label", "muted")
        kit.follow(heading, lambda scale: heading.setContentsMargins(0, round(14 * scale), 0, round(4 * scale)))
        self._lines.addWidget(heading)
        for caption, test in [(text("All"), _any), *tests]:
            number = sum(test(exercise) for exercise in self._exercises)
            made = NavButton(kit, name, caption, number)
            made.setToolTip(caption)
            made.clicked.connect(lambda _=False, caption=caption, test=test: self._choose(name, caption, test))
            group.addButton(made)
            self._lines.addWidget(made)
            if test is _any or self._was.get(name) == caption:
                made.setChecked(True)
                self.chosen[name], self._tests[name] = caption, test

    def _choose(self, name: str, caption: str, test: Test) -> None:
        self.chosen[name], self._tests[name] = caption, test
        self.changed.emit()


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
