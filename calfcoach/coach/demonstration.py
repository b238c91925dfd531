"""A lift that is shown and not trained: one rep again and again or phase by phase, at any of three speeds, or frozen.

There is no session: nothing is counted and nothing is kept. What is seen is read off the score of a rep, as in a set,
so picture and sound agree here too. Refuses to know screens, keys and how anything is heard.
"""

from collections.abc import Callable
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


class Speed(IntEnum):
    """How fast it is shown: how many times as long everything takes."""

    FULL = 1
    HALF = 2
    QUARTER = 4


@dataclass(frozen=True)
class Shown:
    """What begins to move: so many phases from `first` (0) on, at a speed; it can be heard too."""

    first: int
    phases: int
    speed: Speed


class Demonstration:
    """One exercise as it is planned. `on_begin` is told what begins to move, `on_freeze` when it stands still."""

    def __init__(self, item: PlannedExercise, clock: Callable[[], float]) -> None:
        self.plan = SessionPlan((item,))
        self.speed = Speed.FULL
        self.on_begin: Callable[[Shown], object] = lambda shown: None
        self.on_freeze: Callable[[], object] = lambda: None
        self._clock = clock
        self._scores = {speed: rep_alone(self.plan, speed) for speed in Speed}
        self._position_s = 0.0
        self._moving = self._repeats = False
        self._stop_at_s = 0.0
        self._ticked_s = clock()

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
            self._begin(0, len(self._block.segments))
        else:
            self._position_s = self._stop_at_s - JUST_BEFORE_S
            self.freeze()

    def step(self) -> None:
        """Show one phase and stand still: this one, if it stands at its start, otherwise the next."""
        at_start = self._position_s <= float(self._block.segments[self.phase].start)
        following = self.phase if at_start and not self._moving else self.phase + 1
        self._repeats = False
        self._begin(following % len(self._block.segments), 1)

    def back(self) -> None:
        """Stand at the start of this phase; from there at the start of the one before."""
        start_s = float(self._block.segments[self.phase].start)
        if self._position_s <= start_s:
            start_s = float(self._block.segments[self.phase - 1].start)
        self.freeze()
        self._position_s = start_s

    def toggle(self) -> None:
        """Show rep after rep, from the phase that is shown; or stand still where it is."""
        if self._moving:
            self.freeze()
            return
        self._repeats = True
        ended = self._position_s >= float(self._block.segments[self.phase].end) - 2 * JUST_BEFORE_S
        first = (self.phase + ended) % len(self._block.segments)
        self._begin(first, len(self._block.segments) - first)

    def freeze(self) -> None:
        """Stand still."""
        if self._moving:
            self._moving = False
            self.on_freeze()

    def set_speed(self, speed: Speed) -> None:
        """Show it at another speed: it stands at the same place of the phase; what moved begins that phase anew."""
        if speed is self.speed:
            return
        moved, phase, phases = self._moving, self.phase, 1 if not self._repeats else len(self._block.segments)
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

    def _begin(self, first: int, phases: int) -> None:
        segments = self._block.segments[first : first + phases]
        self._position_s, self._stop_at_s = float(segments[0].start), float(segments[-1].end)
        self._moving, self._ticked_s = True, self._clock()
        self.on_begin(Shown(first, phases, self.speed))
