"""Editing a dose step by step: what may come next, and what it comes to. For screens; pure.

Every step ends in `prescribe`, so nothing can be set here that could not be asked for anywhere else.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from calfcoach.domain.amounts import Load
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.floors import nominal_seconds
from calfcoach.domain.phases import MOVEMENTS, NOTATION_ORDER, Phase
from calfcoach.domain.prescription import MAX_REPS, MAX_SECONDS, MAX_SETS, OPEN, RepsAsked
from calfcoach.domain.tempo import Tempo

FROM_OPEN_REPS = 15
"""The reps a set gets that is to be open no more."""

MOST_PHASE_S = Decimal(60)
"""What a stepper offers at most for one phase; more can be typed."""


@dataclass(frozen=True)
class Dose:
    """The numbers of a dose while they are being chosen. Times in exact seconds."""

    tempo: Tempo | None
    hold_s: Decimal | None
    sets: int
    reps: RepsAsked
    rest_s: Decimal
    load: tuple[Load, ...] | None = None

    @property
    def least_reps(self) -> int:
        """The fewest reps of a set; of an open one more than can be asked for."""
        return min(self.reps) if isinstance(self.reps, tuple) else MAX_REPS + 1 if self.reps == OPEN else self.reps

    @property
    def most_reps(self) -> int:
        """The most reps of a set; of an open one more than can be asked for."""
        return max(self.reps) if isinstance(self.reps, tuple) else MAX_REPS + 1 if self.reps == OPEN else self.reps

    @property
    def reps_text(self) -> str:
        """The reps as they are written: `15`, `12/10/9/8`, `max`."""
        return "/".join(map(str, self.reps)) if isinstance(self.reps, tuple) else str(self.reps)

    def stepped(self, exercise: Exercise, what: str, steps: int) -> "Dose":
        """The dose with `sets`, `reps`, `rest`, `hold` or a phase's name moved by so many steps, within its bounds."""
        match what:
            case "sets":
                return self._with_sets(_within(self.sets + steps, 1, MAX_SETS))
            case "reps":
                return replace(self, reps=_stepped_reps(self.reps, steps))
            case "rest":
                return replace(self, rest_s=_near(self.rest_s, steps, Decimal(15), Decimal(0), Decimal(MAX_SECONDS)))
            case "hold":
                least = max(exercise.spec(Phase.HOLD).least_s, Decimal(5))
                assert self.hold_s is not None
                return replace(self, hold_s=_near(self.hold_s, steps, Decimal(5), least, Decimal(MAX_SECONDS)))
            case _:
                return self._with_phase(exercise, Phase(what), steps)

    def least(self, exercise: Exercise, phase: Phase) -> Decimal:
        """The least whole seconds a stepper offers for a phase: its floor, and one second for a movement."""
        floor = exercise.spec(phase).least_s
        return max(floor, Decimal(1)) if phase in MOVEMENTS else floor

    def raised(self, exercise: Exercise) -> "Dose":
        """The dose with every phase that is below a floor of the exercise raised to it, and all else as it is.

        Raises:
            TempoError: an X in the eccentric, where no rebound is intended.
        """
        if self.tempo is None:
            hold_s = None if self.hold_s is None else max(self.hold_s, exercise.spec(Phase.HOLD).least_s)
            return replace(self, hold_s=hold_s)
        tempo = self.tempo
        for phase in NOTATION_ORDER:
            if nominal_seconds(tempo, phase, exercise) < exercise.spec(phase).least_s:
                tempo = tempo.with_seconds(phase, exercise.spec(phase).least_s)
        return replace(self, tempo=tempo)

    def _with_sets(self, sets: int) -> "Dose":
        """So many sets; of reps and loads for each set the last is said again."""
        reps = (*self.reps, *[self.reps[-1]] * sets)[:sets] if isinstance(self.reps, tuple) else self.reps
        load = self.load
        if load is not None and len(load) > 1:
            load = (*load, *[load[-1]] * sets)[:sets]
        return replace(self, sets=sets, reps=reps, load=load)

    def _with_phase(self, exercise: Exercise, phase: Phase, steps: int) -> "Dose":
        assert self.tempo is not None
        count = self.tempo[phase]
        now = count.seconds if count.seconds is not None else self.least(exercise, phase)
        seconds = _near(now, steps, Decimal(1), self.least(exercise, phase), MOST_PHASE_S)
        return replace(self, tempo=self.tempo.with_seconds(phase, seconds))


def _stepped_reps(reps: RepsAsked, steps: int) -> RepsAsked:
    """The reps of every set moved by so many steps; an open set gets a number with the first step down."""
    if isinstance(reps, tuple):
        return tuple(_within(each + steps, 1, MAX_REPS) for each in reps)
    if reps == OPEN:
        return FROM_OPEN_REPS if steps < 0 else reps
    return _within(reps + steps, 1, MAX_REPS)


def _within(value: int, least: int, most: int) -> int:
    return min(max(value, least), most)


def _near(value: Decimal, steps: int, size: Decimal, least: Decimal, most: Decimal) -> Decimal:
    """The next multiple of `size` in the direction of `steps`, within bounds."""
    whole = value // size
    if steps < 0 and value % size:
        whole += 1
    return min(max((whole + steps) * size, least), most)
