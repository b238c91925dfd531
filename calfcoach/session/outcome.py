"""How each planned set of a session went, read off the ledger: one outcome a set, also for a set nobody began.

Refuses to know words, and how a set came to its end: it compares what was planned with what was done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from calfcoach.domain.exercise import Side
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.score.segments import SegmentKind
from calfcoach.session.machine import SessionMachine
from calfcoach.session.results import SetRecord
from calfcoach.session.states import State


class SetEnd(StrEnum):
    """How a set went."""

    DONE = "done"
    EARLY = "early"
    """Begun, and ended before its last rep."""
    SHORT = "short"
    """Played to its last rep, of which the person says that not all were done."""
    SKIPPED = "skipped"
    """Passed over without a completed rep."""
    NOT_DONE = "not-done"
    """The session was stopped before a rep of it was completed."""


@dataclass(frozen=True)
class Stopped:
    """Where a session was stopped: in which block, and whether in its set or in the time before it."""

    block_number: int
    in_set: bool


@dataclass(frozen=True)
class SetOutcome:
    """One planned set. `record` is the attempt that counts, None where no rep was completed."""

    block_number: int
    set_number: int
    item: PlannedExercise
    record: SetRecord | None
    end: SetEnd

    @property
    def planned_reps(self) -> int:
        """Reps planned, over all sides; of an open set, those done."""
        reps = self.item.dose.reps_in(self.set_number)
        return self.done_reps if reps is None else reps * len(self.item.sides)

    @property
    def done_reps(self) -> int:
        """Reps performed as the person says, else as counted; over all sides."""
        return sum(self.done_on(side) for side in self.item.sides)

    @property
    def counted_reps(self) -> int:
        """Reps as the machine counted them, over all sides."""
        return sum(self.record.counted_on(side) for side in self.item.sides) if self.record is not None else 0

    def done_on(self, side: Side | None) -> int:
        """Reps performed on one side."""
        return self.record.done_on(side) if self.record is not None else 0

    @property
    def tension_s(self) -> float:
        """Seconds under tension of the reps performed; where sides take turns, of the side with more."""
        return float(self.item.rep_s) * max(self.done_on(side) for side in self.item.sides)


def stopped_at(machine: SessionMachine) -> Stopped | None:
    """Where a session that is over was stopped; None where it was played to its end."""
    if machine.state is State.FINISHED:
        return None
    playing = machine.playing
    if playing is None:
        return Stopped(1, in_set=False)
    segment = playing.block.segments[playing.block.index_at(machine.position_s)]
    begun = machine.ledger.current(playing.spec.number) is not None
    return Stopped(playing.spec.number, begun or segment.kind not in (SegmentKind.READY, SegmentKind.REST))


def outcomes(plan: SessionPlan, records: Iterable[SetRecord], stopped: Stopped | None = None) -> tuple[SetOutcome, ...]:
    """The outcome of every set of a plan, in order. `stopped` is None where the session was played to its end."""
    counting = {record.block_number: record for record in records if not record.repeated}
    return tuple(_outcome(plan, number, counting.get(number), stopped) for number in range(1, plan.total_sets + 1))


def _outcome(plan: SessionPlan, number: int, record: SetRecord | None, stopped: Stopped | None) -> SetOutcome:
    item, set_number = plan.block_item(number)
    if record is None:
        passed_over = stopped is None or number < stopped.block_number
        return SetOutcome(number, set_number, item, None, SetEnd.SKIPPED if passed_over else SetEnd.NOT_DONE)
    return SetOutcome(number, set_number, item, record, _end(item, item.dose.reps_in(set_number), record))


def _end(item: PlannedExercise, planned: int | None, record: SetRecord) -> SetEnd:
    if planned is None:  # an open set has no rep that is missing
        return SetEnd.DONE
    played_whole = all(record.counted_on(side) >= planned for side in item.sides)
    done_whole = all(record.done_on(side) >= planned for side in item.sides)
    if done_whole:
        return SetEnd.DONE
    return SetEnd.SHORT if played_whole else SetEnd.EARLY
