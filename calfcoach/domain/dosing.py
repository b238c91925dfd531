"""Editing a dose step by step or by typing: what may come next, and what it comes to. For screens; pure.

Every step ends in `prescribe`, so nothing can be set here that could not be asked for anywhere else.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from calfcoach.domain.amounts import Load, LoadUnit, written_loads
from calfcoach.domain.dose_fields import OPEN, RepsAsked, loads_from, reps_from, seconds_from, whole_from
from calfcoach.domain.dose_text import DoseText, read_dose
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.floors import nominal_seconds
from calfcoach.domain.phases import MOVEMENTS, NOTATION_ORDER, Phase
from calfcoach.domain.prescription import MAX_REPS, MAX_SECONDS, MAX_SETS, MOST_LOAD, Prescription
from calfcoach.domain.tempo import Tempo, read_count

FROM_OPEN_REPS = 15
"""The reps a set gets that is to be open no more."""

MOST_PHASE_S = Decimal(60)
"""What a stepper offers at most for one phase; more can be typed."""

LOAD_STEPS = {LoadUnit.KG: Decimal("2.5"), LoadUnit.LB: Decimal(5)}
"""What a load is stepped by: the two smallest plates that are usual in each unit."""

TIMES = {"rest": ("rest_s", 15), "relax": ("relax_s", 5), "switch": ("switch_s", 5)}
"""The times that are stepped, by what a screen calls them: the field, and the seconds of a step."""


@dataclass(frozen=True)
class Dose:
    """The numbers of a dose while they are being chosen. Times in exact seconds."""

    tempo: Tempo | None
    hold_s: Decimal | None
    sets: int
    reps: RepsAsked
    rest_s: Decimal
    load: tuple[Load, ...] | None = None
    relax_s: Decimal = Decimal(5)
    switch_s: Decimal = Decimal(10)
    lead_in_s: Decimal = Decimal(10)

    @classmethod
    def of(cls, dose: Prescription) -> "Dose":
        """A dose that is in force."""
        times = (dose.relax_s, dose.switch_s, dose.lead_in_s)
        return cls(dose.tempo, dose.hold_s, dose.sets, dose.reps, dose.rest_s, dose.load, *times)

    @property
    def reps_text(self) -> str:
        """The reps as they are written: `15`, `12/10/9/8`, `max`."""
        return "/".join(map(str, self.reps)) if isinstance(self.reps, tuple) else str(self.reps)

    @property
    def load_text(self) -> str:
        """The load as it is written: `40 kg`, `40/45 kg`; empty where nothing is said of it."""
        return written_loads(self.load or ())

    def as_text(self, usual: Prescription) -> str:
        """The whole dose in its text form; rare fields appear only where they differ from the exercise's own dose."""
        seldom = {
            name: getattr(self, name)
            for name in ("relax_s", "switch_s", "lead_in_s")
            if getattr(self, name) != getattr(usual, name)
        }
        return str(DoseText(self.sets, self.reps, self.tempo, self.hold_s, self.rest_s, self.load, **seldom))

    def told(self, typed: str, usual: Prescription) -> "Dose":
        """The dose with what its text form says.

        A whole dose (sets, tempo or hold, and rest) says all of it: without a load there is none, and what is seldom
        changed is the exercise's usual. A part changes that part alone.

        Raises:
            Refused: it cannot be read.
        """
        given = read_dose(typed)
        said = given.given()
        if given.sets is not None and given.rest_s is not None and (given.tempo or given.hold_s) is not None:
            others = {name: getattr(usual, name) for name in ("relax_s", "switch_s", "lead_in_s")}
            said = {"load": None, **others, **said}
        sets = self._with_sets(given.sets) if given.sets is not None and 1 <= given.sets <= MAX_SETS else self
        return replace(sets, **said)  # type: ignore[arg-type]

    def with_field(self, what: str, typed: str, *, up_first: bool = False) -> "Dose":
        """The dose with `tempo`, `sets`, `reps`, `load`, a time or a phase's name as it was typed, within no bounds.

        `up_first` is for the numbers of a tempo: contract, squeeze, lower, stretch.

        Raises:
            Refused: it cannot be read.
        """
        match what:
            case "tempo":
                return replace(self, tempo=Tempo.parse(typed, up_first=up_first))
            case "sets":
                sets = whole_from(typed)
                return self._with_sets(sets) if 1 <= sets <= MAX_SETS else replace(self, sets=sets)
            case "reps":
                return self._with_reps(reps_from(typed))
            case "load":
                return replace(self, load=loads_from(typed) if typed.strip() else None)
            case "hold":
                return replace(self, hold_s=seconds_from(typed))
            case _ if what in TIMES:
                return replace(self, **{TIMES[what][0]: seconds_from(typed)})  # type: ignore[arg-type]
            case _:
                return self._with_count(Phase(what), typed)

    def stepped(self, exercise: Exercise, what: str, steps: int) -> "Dose":
        """The dose with `sets`, `reps`, `load`, a time or a phase's name moved by `steps`, within its bounds."""
        match what:
            case "sets":
                return self._with_sets(_within(self.sets, steps, 1, MAX_SETS))
            case "reps":
                return replace(self, reps=_stepped_reps(self.reps, steps))
            case "load":
                return replace(self, load=_stepped_load(self.load, steps))
            case "hold":
                least = max(exercise.spec(Phase.HOLD).least_s, Decimal(5))
                assert self.hold_s is not None
                return replace(self, hold_s=_near(self.hold_s, steps, Decimal(5), least, Decimal(MAX_SECONDS)))
            case _ if what in TIMES:
                name, step_s = TIMES[what]
                value = _near(getattr(self, name), steps, Decimal(step_s), Decimal(0), Decimal(MAX_SECONDS))
                return replace(self, **{name: value})  # type: ignore[arg-type]
            case _:
                return self._with_phase(exercise, Phase(what), steps)

    def may_step(self, exercise: Exercise, what: str) -> tuple[bool, bool]:
        """Whether a step down, and a step up, changes anything."""
        return self.stepped(exercise, what, -1) != self, self.stepped(exercise, what, 1) != self

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
        """The dose with this number of sets. Where reps or loads are listed set by set, the last is repeated."""
        reps = (*self.reps, *[self.reps[-1]] * sets)[:sets] if isinstance(self.reps, tuple) else self.reps
        load = self.load
        if load is not None and len(load) > 1:
            load = (*load, *[load[-1]] * sets)[:sets]
        return replace(self, sets=sets, reps=reps, load=load)

    def _with_reps(self, reps: RepsAsked) -> "Dose":
        """These reps; given for each set, there are as many sets."""
        sets = self._with_sets(len(reps)) if isinstance(reps, tuple) and len(reps) <= MAX_SETS else self
        return replace(sets, reps=reps)

    def _with_count(self, phase: Phase, typed: str) -> "Dose":
        """One phase of the tempo as it was typed: seconds, X or A."""
        assert self.tempo is not None
        return replace(self, tempo=self.tempo.with_count(phase, read_count(typed)))

    def _with_phase(self, exercise: Exercise, phase: Phase, steps: int) -> "Dose":
        assert self.tempo is not None
        count = self.tempo[phase]
        least = self.least(exercise, phase)
        seconds = least if count.seconds is None else _near(count.seconds, steps, Decimal(1), least, MOST_PHASE_S)
        return self if seconds == count.seconds else replace(self, tempo=self.tempo.with_seconds(phase, seconds))


def _stepped_reps(reps: RepsAsked, steps: int) -> RepsAsked:
    """The reps of every set moved by `steps`; an open set gets a number with the first step down."""
    if isinstance(reps, tuple):
        return tuple(_within(each, steps, 1, MAX_REPS) for each in reps)
    if reps == OPEN:
        return FROM_OPEN_REPS if steps < 0 else reps
    return _within(reps, steps, 1, MAX_REPS)


def _stepped_load(load: tuple[Load, ...] | None, steps: int) -> tuple[Load, ...] | None:
    """The load of every set moved by `steps`; nothing is said of it below the first step."""
    if load is None:
        return (Load(LOAD_STEPS[LoadUnit.KG]),) if steps > 0 else None
    moved = tuple(
        Load(_near(each.amount, steps, LOAD_STEPS[each.unit], Decimal(0), MOST_LOAD), each.unit) for each in load
    )
    return moved if any(each.amount for each in moved) else None


def _within(value: int, steps: int, least: int, most: int) -> int:
    return min(max(value + steps, least), most)


def _near(value: Decimal, steps: int, size: Decimal, least: Decimal, most: Decimal) -> Decimal:
    """The next multiple of `size` in the direction of `steps`, within bounds; never in the other direction."""
    whole = value // size
    if steps < 0 and value % size:
        whole += 1
    target = min(max((whole + steps) * size, least), most)
    return min(value, target) if steps < 0 else max(value, target)
