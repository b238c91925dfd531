"""What was done: the reps counted in each set, and what the person says was really performed. Both are kept.

Its `ValueError`s are errors of the programmer; no person reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from calfcoach.domain.amounts import Load
from calfcoach.domain.dose_fields import whole_from
from calfcoach.domain.exercise import Side
from calfcoach.domain.phases import Phase
from calfcoach.domain.prescription import MAX_REPS
from calfcoach.domain.refusals import Reason, Refused


class RepSource(StrEnum):
    """How it is known that a rep was done."""

    SCORE = "score"
    """The sound was played to the end of the rep."""


@dataclass(frozen=True, slots=True)
class PhaseTime:
    """When one phase of a rep begins and ends: exact seconds from the start of the block, `start_s` < `end_s`."""

    phase: Phase
    start_s: Fraction
    end_s: Fraction


@dataclass(frozen=True, slots=True)
class RepRecord:
    """One completed rep: its side, and its number (from 1) within the set and side.

    `planned` are the phases as they were played, in order, on the time axis of the block put on as `block_id`.
    `performed` are the phases as the person was seen to do them, on the same axis; None where nothing was measured.
    """

    side: Side | None
    number: int
    block_id: int
    planned: tuple[PhaseTime, ...]
    performed: tuple[PhaseTime, ...] | None = None
    source: RepSource = RepSource.SCORE


@dataclass(frozen=True)
class SetRecord:
    """One attempt at one set.

    `block_number` counts sets through the session from 1, `set_number` within the exercise. `rep_records` are the
    completed reps in the order in which they were done; no rep of a side is in it twice. `planned_reps` is 0 where the
    set was open, `load` None where nothing was said of it. `performed` is what the person corrected the number of reps
    to, by side; what stands under None holds for every side that is not named, and without it such a side has as many
    as were counted. `repeated`: the set was started again later, so it does not add to the totals.
    """

    block_number: int
    set_number: int
    planned_reps: int
    rep_records: tuple[RepRecord, ...] = ()
    performed: Mapping[Side | None, int] = field(default_factory=dict, hash=False)
    complete: bool = False
    repeated: bool = False
    load: Load | None = None

    def with_rep(self, rep: RepRecord) -> "SetRecord":
        """The record with one rep more; a rep that is in it already stays as it is."""
        if any((done.number, done.side) == (rep.number, rep.side) for done in self.rep_records):
            return self
        return replace(self, rep_records=(*self.rep_records, rep))

    @property
    def counted(self) -> dict[Side | None, frozenset[int]]:
        """The numbers of the reps that were completed on each side."""
        counted: dict[Side | None, set[int]] = {}
        for rep in self.rep_records:
            counted.setdefault(rep.side, set()).add(rep.number)
        return {side: frozenset(numbers) for side, numbers in counted.items()}

    def counted_on(self, side: Side | None) -> int:
        """Reps counted on a side."""
        return len(self.counted.get(side, frozenset()))

    @property
    def counted_reps(self) -> int:
        """Reps counted; where sides are worked one at a time, on the side with more."""
        return max((len(reps) for reps in self.counted.values()), default=0)

    def done_on(self, side: Side | None) -> int:
        """Reps performed on a side as the person says, else as counted."""
        return self.performed.get(side, self.performed.get(None, self.counted_on(side)))

    @property
    def reps(self) -> int:
        """Reps performed as the person says, else as counted; of sides that work by turns, on the one with more."""
        return max(map(self.done_on, {*self.counted, *self.performed}), default=0)


@dataclass(frozen=True)
class DoneBefore:
    """What was done of a session before it was cut off, and the set it goes on with, counted through the session."""

    records: tuple[SetRecord, ...]
    block_number: int


def performed_from(word: str) -> int:
    """The reps performed in a set as a person typed them, 0 to `MAX_REPS`.

    Raises:
        Refused: it is no whole number, or more than a set may have.
    """
    reps = whole_from(word)
    if not 0 <= reps <= MAX_REPS:
        raise Refused(Reason.DONE_OUT_OF_BOUNDS, most=MAX_REPS, asked=reps)
    return reps


class Ledger:
    """The records of a session in order. What is written in it is never taken out, only marked."""

    def __init__(self) -> None:
        self.records: tuple[SetRecord, ...] = ()

    def current(self, block_number: int) -> SetRecord | None:
        """The attempt at a set that counts, None where no rep of it was completed."""
        for record in self.records:
            if record.block_number == block_number and not record.repeated:
                return record
        return None

    def count(self, fresh: SetRecord, rep: RepRecord) -> None:
        """Count a completed rep; `fresh` is the empty record to begin with where the set has none."""
        record = self.current(fresh.block_number)
        if record is None:
            record = fresh
            self.records = (*self.records, record)
        self._put(record, record.with_rep(rep))

    def complete(self, block_number: int) -> None:
        """Mark a set as played to its end."""
        record = self.current(block_number)
        if record is not None:
            self._put(record, replace(record, complete=True))

    def repeat(self, block_number: int) -> None:
        """Mark the attempt at a set as one that is made again."""
        record = self.current(block_number)
        if record is not None:
            self._put(record, replace(record, repeated=True))

    def correct(self, block_number: int, performed: int, side: Side | None = None) -> None:
        """Say how many reps of a set were really performed, ≥ 0: on one side, or without `side` on each that works.

        Raises:
            KeyError: no rep of that set was completed.
            ValueError: the number is negative.
        """
        if performed < 0:
            raise ValueError("reps performed are 0 or more")
        record = self.current(block_number)
        if record is None:
            raise KeyError(block_number)
        said: Mapping[Side | None, int] = {None: performed} if side is None else {**record.performed, side: performed}
        self._put(record, replace(record, performed=said))

    def _put(self, old: SetRecord, new: SetRecord) -> None:
        self.records = tuple(new if record is old else record for record in self.records)
