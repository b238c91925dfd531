"""What was done: the reps counted in each set, and what the person says was really performed. Both are kept."""

from dataclasses import dataclass, field, replace

from calfcoach.domain.exercise import Side


@dataclass(frozen=True)
class SetRecord:
    """One attempt at one set.

    `block_number` counts sets through the session from 1, `set_number` within the exercise. `counted` holds the
    numbers of the reps that were completed on each side, so no rep can count twice. `performed` is what the person
    corrected the number to (per side), None where it was left as counted. `repeated`: the set was started again
    later, so it does not add to the totals.
    """

    block_number: int
    set_number: int
    planned_reps: int
    counted: dict[Side | None, frozenset[int]] = field(default_factory=dict)
    performed: int | None = None
    complete: bool = False
    repeated: bool = False

    def with_rep(self, side: Side | None, rep: int) -> "SetRecord":
        """The record with one rep more."""
        return replace(self, counted={**self.counted, side: self.counted.get(side, frozenset()) | {rep}})

    def counted_on(self, side: Side | None) -> int:
        """Reps counted on a side."""
        return len(self.counted.get(side, frozenset()))

    @property
    def counted_reps(self) -> int:
        """Reps counted; where sides are worked one at a time, on the side with more."""
        return max((len(reps) for reps in self.counted.values()), default=0)

    @property
    def reps(self) -> int:
        """Reps performed as the person says, else as counted."""
        return self.counted_reps if self.performed is None else self.performed


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

    def count(self, fresh: SetRecord, side: Side | None, rep: int) -> None:
        """Count a completed rep; `fresh` is the empty record to begin with where the set has none."""
        record = self.current(fresh.block_number)
        if record is None:
            record = fresh
            self.records = (*self.records, record)
        self._put(record, record.with_rep(side, rep))

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

    def correct(self, block_number: int, performed: int) -> None:
        """Say how many reps of a set were really performed, ≥ 0.

        Raises:
            KeyError: no rep of that set was completed.
            ValueError: the number is negative.
        """
        if performed < 0:
            raise ValueError("reps performed are 0 or more")
        record = self.current(block_number)
        if record is None:
            raise KeyError(block_number)
        self._put(record, replace(record, performed=performed))

    def _put(self, old: SetRecord, new: SetRecord) -> None:
        self.records = tuple(new if record is old else record for record in self.records)
