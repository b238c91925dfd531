"""What the history tells: sessions that were, their exercises, sets and reps. Plain values; opens nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from calfcoach.domain.amounts import Load
from calfcoach.domain.exercise import Side
from calfcoach.history.exercise_keys import exercise_key


@dataclass(frozen=True)
class Remarks:
    """What a person says of a session: a note, and effort and pain from 0 to 10, each None where nothing was said."""

    note: str = ""
    effort: int | None = None
    pain: int | None = None


@dataclass(frozen=True)
class Place:
    """Where a session stands: the block (counted through the session from 1), and the phase and rep in it, if any."""

    block: int
    phase: str | None = None
    rep: int | None = None


@dataclass(frozen=True)
class PastRep:
    """One rep. Times are milliseconds.

    `side` is both, left or right. `at_ms` is when it counted, from the session's start. `planned_ms` and `performed_ms`
    give the length of each phase that has one, in no order, and as `start` where the rep began on the time axis of the
    block put on as `block_id`. What was not kept is None or missing; `performed_ms` is empty where nothing measured the
    rep.
    """

    side: str
    number: int
    at_ms: int | None
    block_id: int | None
    planned_ms: Mapping[str, int] = field(default_factory=dict)
    performed_ms: Mapping[str, int] = field(default_factory=dict)
    source: str | None = None
    uncertainty_ms: int | None = None


@dataclass(frozen=True)
class PastSet:
    """One attempt at a set; see `SetRecord`. `rep_records` is empty where only the set was asked for.

    `performed_reps` is what the person says was done, of sides that work by turns on the one with more;
    `performed_left` and `performed_right` are both given where a side was corrected by itself, and else None.
    """

    id: str
    attempt: int
    block_number: int
    set_number: int
    planned_reps: int
    counted_reps: int
    performed_reps: int | None
    complete: bool
    repeated: bool
    tension_s: float
    load: Load | None
    rep_records: tuple[PastRep, ...] = ()
    performed_left: int | None = None
    performed_right: int | None = None

    @property
    def reps(self) -> int:
        """Reps performed as the person says, else as counted."""
        return self.counted_reps if self.performed_reps is None else self.performed_reps

    @property
    def sides(self) -> tuple[Side | None, ...]:
        """The sides that were worked one at a time, both where one was; a single None where both worked together."""
        apart = self.performed_left is not None or any(rep.side != "both" for rep in self.rep_records)
        return (Side.LEFT, Side.RIGHT) if apart else (None,)

    def counted_on(self, side: Side | None) -> int:
        """Reps counted on a side."""
        return self.counted_reps if side is None else sum(rep.side == side.value for rep in self.rep_records)

    def done_on(self, side: Side | None) -> int:
        """Reps performed on a side as the person says, else as counted."""
        said = {Side.LEFT: self.performed_left, Side.RIGHT: self.performed_right}.get(side) if side else None
        if said is None:
            said = self.performed_reps
        return self.counted_on(side) if said is None else said


@dataclass(frozen=True)
class PastItem:
    """One exercise of a session. `dose` is what was asked for, by the names that a prescription has."""

    id: str
    number: int
    exercise: str
    exercise_name: str
    variant: str | None
    variant_name: str | None
    start_phase: str | None
    dose: Mapping[str, object]
    load: Load | None
    sets: tuple[PastSet, ...]

    @property
    def is_hold(self) -> bool:
        """Whether its reps are holds."""
        return self.start_phase == "hold"

    @property
    def key(self) -> str:
        """By what the history finds this exercise."""
        return exercise_key(self.exercise, self.exercise_name)

    @property
    def counting(self) -> tuple[PastSet, ...]:
        """The sets that add to the totals: those that were not made again."""
        return tuple(each for each in self.sets if not each.repeated)


@dataclass(frozen=True)
class PastSession:
    """One session whole. `started` is in the time of the place where it was; `ended` is finished or stopped, None where
    the program was cut off; `lasted_s` is when something was last kept of it, from its start. `run_id` is the run of
    the program that began it, or went on with it.
    """

    id: str
    person_id: str
    started: datetime
    ended: str | None
    lasted_s: float
    pauses: int
    paused_s: float
    remarks: Remarks
    device: str | None
    device_offset_ms: float | None
    changeover_s: str | None
    place: Place | None
    run_id: str | None
    items: tuple[PastItem, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no rep was done in it."""
        return not any(self.reps)

    @property
    def reps(self) -> tuple[int, ...]:
        """Reps of each set that counts, in order."""
        sets = [each for item in self.items for each in item.counting]
        return tuple(each.reps for each in sorted(sets, key=lambda each: each.attempt))


@dataclass(frozen=True)
class SessionLine:
    """A session in a list. `exercises` are the names of its exercises in order; `holds` are no `reps`; `loads` are what
    was moved, each once; `is_running` where a program is in it now. `person` is the name of who trained, empty where
    it goes without saying.
    """

    id: str
    person_id: str
    started: datetime
    ended: str | None
    remarks: Remarks
    exercises: tuple[str, ...]
    sets: int
    reps: int
    holds: int
    tension_s: float
    loads: tuple[Load, ...] = ()
    is_running: bool = False
    person: str = ""


@dataclass(frozen=True)
class Week:
    """A week from its Monday on, and how many sessions it had."""

    monday: date
    sessions: int


@dataclass(frozen=True)
class Totals:
    """The totals of the sessions of a list or a week, without the sets that were made again."""

    sessions: int
    sets: int
    reps: int
    holds: int
    tension_s: float


@dataclass(frozen=True)
class WeekOfExercise:
    """What one exercise came to in a week. `volume_kg` is load by reps, 0 where no load was kept; `effort` is the
    mean and `pain` the most that was said, None where nothing was.
    """

    monday: date
    sessions: int
    sets: int
    reps: int
    volume_kg: float
    heaviest_kg: float | None
    tension_s: float
    effort: float | None
    pain: int | None


@dataclass(frozen=True)
class Unfinished:
    """A session that was cut off, and where it was: what a start may offer to go on with.

    `block_number` is the set under way, counted through the session from 1, `set_number` the same within `item`;
    `reps_done` of it are kept. `person` is the name of who did it, where there are several people to tell apart.
    """

    session: PastSession
    item: PastItem
    block_number: int
    set_number: int
    reps_done: int
    last_at: datetime
    person: str = ""
