"""A lift that is shown and not trained: one rep again and again or phase by phase, at any of three speeds, or frozen.

There is no session: nothing is counted and nothing is kept. What is seen is read off the score of a rep, as in a set,
so picture and sound agree here too. Between the phases come the faults that the exercise warns of, each with a phase
that it belongs to. Refuses to know screens, keys, what a fault looks like, and how anything is heard.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from calfcoach.coach.view import Moment, View, view_at
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.score.rep_alone import rep_alone
from calfcoach.score.segments import Block
from calfcoach.session.machine import Playing
from calfcoach.session.states import State

JUST_BEFORE_S = 1e-3
"""How long before its end a phase that was shown stands still: at the very end it would be the next one."""


Step = tuple[int, int]
"""A step of a demonstration: the phase, from 0, and which of its faults, from 1; 0 is the right way alone."""


class Speed(IntEnum):
    """How fast it is shown: how many times as long everything takes."""

    FULL = 1
    HALF = 2
    QUARTER = 4


@dataclass(frozen=True)
class Movement:
    """A movement that begins: `phases` phases from `first` (0) on, at a speed; it can be heard too."""

    first: int
    phases: int
    speed: Speed


class Demonstration:
    """One exercise as it is planned. `on_begin` is told what begins to move, `on_freeze` when it stands still.

    `faults`: for each picture of a fault, the id of the warning it shows. `fault` is the one
    that is shown beside the right way (counted from 0 in `faults`), None where none is.
    """

    def __init__(self, item: PlannedExercise, clock: Callable[[], float], faults: Sequence[str] = ()) -> None:
        self.fault: int | None = None
        self.plan = SessionPlan((item,))
        self.speed = Speed.FULL
        self.on_begin: Callable[[Movement], object] = lambda shown: None
        self.on_freeze: Callable[[], object] = lambda: None
        self._clock = clock
        self._scores = {speed: rep_alone(self.plan, speed) for speed in Speed}
        self._position_s = 0.0
        self._moving = self._repeats = False
        self._stop_at_s, self._first = 0.0, 0
        self._ticked_s = clock()
        self._faults = self._by_phase(item, faults)
        self._steps = self._in_order()

    @property
    def is_moving(self) -> bool:
        """Whether it moves now."""
        return self._moving

    @property
    def repeats(self) -> bool:
        """Whether it shows rep after rep; otherwise it stands still after a phase."""
        return self._moving and self._repeats

    @property
    def phase(self) -> int:
        """The phase that is shown, from 0."""
        return self._block.index_at(self._position_s)

    def tick(self) -> None:
        """Let the time pass that has passed since the last call."""
        now_s = self._clock()
        passed_s, self._ticked_s = now_s - self._ticked_s, now_s
        if not self._moving:
            return
        self._position_s += passed_s
        if self._position_s < self._stop_at_s:
            return
        if self._repeats:
            self._begin(*((0, len(self._block.segments)) if self.fault is None else (self._first, 1)))
        else:
            self._position_s = self._stop_at_s - JUST_BEFORE_S
            self.freeze()

    def step(self) -> None:
        """Show one step and stand still: this one, if it stands at its start, otherwise the next.

        The steps are the phases of a rep, each followed by the faults that were not shown with a phase before it.
        """
        at_start = self._position_s <= float(self._block.segments[self.phase].start)
        if not at_start or self._moving:
            self._go_to(next((each for each in self._steps if each > self._step), self._steps[0]))
        self._repeats = False
        self._begin(self.phase, 1)

    def back(self) -> None:
        """Stand at the start of this step; from there at the start of the one before."""
        at_start = self._position_s <= float(self._block.segments[self.phase].start)
        self.freeze()
        if at_start:
            self._go_to(next((each for each in reversed(self._steps) if each < self._step), self._steps[-1]))
        self._position_s = float(self._block.segments[self.phase].start)

    def toggle(self) -> None:
        """Show rep after rep, from the phase that is shown, a fault's phase again and again; or stand still."""
        if self._moving:
            self.freeze()
            return
        self._repeats = True
        if self.fault is not None:
            self._begin(self.phase, 1)
            return
        ended = self._position_s >= float(self._block.segments[self.phase].end) - 2 * JUST_BEFORE_S
        first = (self.phase + ended) % len(self._block.segments)
        self._begin(first, len(self._block.segments) - first)

    @property
    def has_faults_here(self) -> bool:
        """Whether there are wrong pictures of the phase that is shown."""
        return bool(self._faults[self.phase])

    def show_fault(self) -> None:
        """Show the next fault of this phase beside the right way, and stand still; after the last one the right way
        alone. Does nothing in a phase that has none.
        """
        here = self._faults[self.phase]
        phase, number = self._step
        if not here:
            return
        if number == len(here):
            self.freeze()
            self.fault = None
            return
        self._go_to((phase, number + 1))
        self._repeats = False
        self._begin(phase, 1)

    def freeze(self) -> None:
        """Stand still."""
        if self._moving:
            self._moving = False
            self.on_freeze()

    def set_speed(self, speed: Speed) -> None:
        """Show it at another speed: it stands at the same place of the phase; what moved begins that phase anew."""
        if speed is self.speed:
            return
        one = not self._repeats or self.fault is not None
        moved, phase, phases = self._moving, self.phase, 1 if one else len(self._block.segments)
        self.freeze()
        self._position_s *= speed / self.speed
        self.speed = speed
        if moved:
            self._begin(phase, min(phases, len(self._block.segments) - phase))

    def view(self) -> View:
        """What is seen now."""
        spec, block = self._scores[self.speed]
        playing = Playing(0, spec, block)
        state = State(block.at(self._position_s).kind.value)
        return view_at(self.plan, Moment(state, playing, playing, self._position_s))

    @property
    def _block(self) -> Block:
        return self._scores[self.speed][1]

    @property
    def _step(self) -> Step:
        """The step that is shown."""
        return self.phase, 0 if self.fault is None else self._faults[self.phase].index(self.fault) + 1

    def _go_to(self, step: Step) -> None:
        """Stand at the start of a step."""
        phase, number = step
        self._position_s = float(self._block.segments[phase].start)
        self.fault = self._faults[phase][number - 1] if number else None

    def _by_phase(self, item: PlannedExercise, faults: Sequence[str]) -> list[list[int]]:
        """The faults that belong to each phase; those of a warning without a phase belong to the first."""
        of_all = [warning.id for warning in item.exercise.warnings if not warning.phases]
        found = []
        for number, segment in enumerate(self._block.segments):
            warned = [each.id for each in item.warnings_in(segment.kind.phase)] if segment.kind.phase else []
            warned += of_all if number == 0 else []
            found.append([index for each in warned for index, warning in enumerate(faults) if warning == each])
        return found

    def _in_order(self) -> list[Step]:
        """The steps: every phase, and every fault once."""
        steps: list[Step] = []
        shown: set[int] = set()
        for phase, here in enumerate(self._faults):
            steps.append((phase, 0))
            steps += [(phase, number) for number, fault in enumerate(here, 1) if fault not in shown]
            shown |= set(here)
        return steps

    def _begin(self, first: int, phases: int) -> None:
        self._first = first
        segments = self._block.segments[first : first + phases]
        self._position_s, self._stop_at_s = float(segments[0].start), float(segments[-1].end)
        self._moving, self._ticked_s = True, self._clock()
        self.on_begin(Movement(first, phases, self.speed))
