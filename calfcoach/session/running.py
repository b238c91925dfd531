"""A session as time passes: `advance` takes where the sound is and returns every boundary that was passed.

The block being played (`playing`) and the one after it (`upcoming`) are held here; see the theory of operation in
`calfcoach.session.machine`, which adds the commands. Which states allow what is decided in
`calfcoach.session.states`. A `PositionError` is an error of the programmer; no person reads it.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import isfinite

from calfcoach.domain.plan import SessionPlan
from calfcoach.score.segments import Block, Segment, SegmentKind
from calfcoach.score.timeline import (
    RESUME_LEAD_IN_S,
    BlockSpec,
    laid_out_further,
    lay_out,
    planned_spec,
    restarted,
)
from calfcoach.session.events import Event, EventKind
from calfcoach.session.results import DoneBefore, Ledger, PhaseTime, RepRecord, SetRecord
from calfcoach.session.states import ENDED, STANDING, State, Trigger, entry, follow


class PositionError(ValueError):
    """A position that cannot be: it goes back, is no number, or is of a block that is not being played."""


@dataclass(frozen=True)
class Playing:
    """A block put on: its id, what it is laid out from, its segments, and from where it was last changed."""

    block_id: int
    spec: BlockSpec
    block: Block
    changed_from_s: Fraction | None = None


class UndoKind(StrEnum):
    """What can be undone."""

    SET_ENDED = "set-ended"
    SET_RESTARTED = "set-restarted"
    COUNTDOWN_CUT = "countdown-cut"
    COUNTDOWN_RESTARTED = "countdown-restarted"
    COUNTDOWN_LONGER = "countdown-longer"
    SESSION_ENDED = "session-ended"


@dataclass(frozen=True)
class Undoable:
    """The last thing that was ended or thrown away, and where it was: the block, how far it had come, and whether a
    set was being repeated then (`repeating` is its block's number).
    """

    what: UndoKind
    playing: Playing
    position_s: float
    repeating: int | None


_EVENT_OF = {
    SegmentKind.READY: EventKind.READY,
    SegmentKind.REST: EventKind.REST,
    SegmentKind.SWITCH: EventKind.SWITCH,
}


class RunningSession:
    """One session of a plan, without the commands: it starts, time passes, it finishes.

    With `done_before` it goes on with a session that was cut off: the set it was in begins afresh after the whole
    lead-in, and counts in place of the attempt that was cut off as soon as it has a rep.
    """

    def __init__(self, plan: SessionPlan, done_before: DoneBefore | None = None) -> None:
        self.plan = plan
        self.state = State.SETUP
        self.position_s = 0.0
        self.ledger = Ledger()
        self._done_before = done_before
        self._first: Playing | None = None
        self._playing: Playing | None = None
        self._upcoming: Playing | None = None
        self.undoable: Undoable | None = None
        self._repeating: int | None = None
        self._entered = -1
        self._last_id = 0
        if done_before is not None:
            self.ledger.records = done_before.records
            self._repeating = done_before.block_number

    @property
    def playing(self) -> Playing | None:
        """The block being played or paused in; None before the start."""
        return self._playing

    @property
    def upcoming(self) -> Playing | None:
        """The block that follows by itself; None in the last one."""
        return self._upcoming

    @property
    def segment(self) -> Segment | None:
        """The segment entered last in the running block, None before the start."""
        if self._playing is None:
            return None
        return self._playing.block.segments[max(self._entered, 0)]

    def preview(self) -> Playing:
        """The first block as it will be put on by `start`, to be made ready before."""
        if self._first is None:
            self._first = self._new(self._first_spec())
        return self._first

    @property
    def first_block(self) -> int:
        """The number of the block it begins with: 1, or that of the set a session that was cut off goes on with."""
        return self._done_before.block_number if self._done_before is not None else 1

    @property
    def last_set(self) -> SetRecord | None:
        """The set that was done last, which is the one to correct; None before the first is done."""
        if self._playing is None:
            return None
        ended = self.state in ENDED
        return self.ledger.current(self._playing.spec.number - (not ended))

    # Time passes.

    def start(self) -> list[Event]:
        """Begin with the first block.

        Raises:
            IllegalEvent: it has begun already.
        """
        first = self.preview()
        self.state = follow(self.state, Trigger.START)
        self._put_on(first)
        names = tuple(item.exercise.name for item in self.plan.items)
        return [Event(EventKind.SESSION, first.block_id, 0.0, names=names), *self._enter_up_to(0.0)]

    def advance(self, block_id: int, position_s: float) -> list[Event]:
        """Every boundary passed on the way to a position (seconds of the block with that id), in order.

        Where the session stands still, nothing passes. The next block's id may come before the end of this one was
        seen; then this one is completed first.

        Raises:
            PositionError: the position is no number, goes back, or is of a block that is not being played.
        """
        playing, upcoming = self._playing, self._upcoming
        if not isfinite(position_s):
            raise PositionError(f"{position_s} is no position")
        if playing is None or block_id not in (playing.block_id, upcoming.block_id if upcoming else None):
            raise PositionError(f"block {block_id} is not being played")
        if block_id == playing.block_id and position_s < self.position_s:
            raise PositionError(f"the position goes back from {self.position_s} to {position_s}")
        if self.state in STANDING:
            return []
        if block_id != playing.block_id:
            if position_s < 0:
                raise PositionError(f"{position_s} is before the block")
            return self._complete_block() + self.advance(block_id, position_s)
        if position_s >= playing.block.duration_s:
            return self._complete_block()
        events = self._enter_up_to(position_s)
        self.position_s = position_s
        self._lay_out_further()
        return events

    # Inside.

    def _first_spec(self) -> BlockSpec:
        if self._done_before is None:
            return planned_spec(self.plan, 1)
        return restarted(self.plan, self.first_block, self._lead_in_s(self.first_block))

    def _lead_in_s(self, number: int) -> Fraction:
        """The whole lead-in of a set, which gives time to get back into position."""
        item, _ = self.plan.block_item(number)
        return max(Fraction(item.dose.lead_in_s), RESUME_LEAD_IN_S)

    def _new(self, spec: BlockSpec) -> Playing:
        self._last_id += 1
        return Playing(self._last_id, spec, lay_out(self.plan, spec))

    def _put_on(self, playing: Playing) -> None:
        self._playing = playing
        self._entered = -1
        self.position_s = 0.0
        number = playing.spec.number
        self._upcoming = self._new(planned_spec(self.plan, number + 1)) if number < self.plan.total_sets else None

    def _change(self, spec: BlockSpec, from_s: Fraction) -> None:
        playing, _ = self._current()
        self._playing = replace(playing, spec=spec, block=lay_out(self.plan, spec), changed_from_s=from_s)

    def _lay_out_further(self) -> None:
        """Have an open set go on beyond what is laid out of it."""
        playing, _ = self._current()
        further = laid_out_further(self.plan, playing.spec, playing.block, self.position_s)
        if further is not None:
            self._change(further, playing.block.duration)

    def _switch_to(self, after: State, spec: BlockSpec) -> list[Event]:
        self.state = after
        self._put_on(self._new(spec))
        return self._enter_up_to(0.0)

    def _current(self) -> tuple[Playing, Segment]:
        if self._playing is None:
            # Before the start every command but stop is illegal. This call raises the table's error.
            follow(self.state, Trigger.PAUSE)
        assert self._playing is not None
        return self._playing, self._playing.block.segments[max(self._entered, 0)]

    def _enter_up_to(self, position_s: float) -> list[Event]:
        playing, _ = self._current()
        events: list[Event] = []
        target = playing.block.index_at(position_s)
        while self._entered < target:
            if self._entered >= 0:
                events += self._leave(playing, playing.block.segments[self._entered])
            segment = playing.block.segments[self._entered + 1]
            self.state = follow(self.state, entry(segment.kind))
            self._entered += 1
            events.append(self._entry_event(playing, segment))
        return events

    def _leave(self, playing: Playing, segment: Segment) -> list[Event]:
        if not segment.completes_rep:
            return []
        self._count(playing, segment)
        return [
            Event(
                EventKind.REP,
                playing.block_id,
                float(segment.end),
                segment.kind.phase,
                segment.set_number,
                segment.rep,
                segment.side,
            )
        ]

    def _complete_block(self) -> list[Event]:
        playing, _ = self._current()
        events = self._enter_up_to(playing.block.duration_s)
        events += self._leave(playing, playing.block.segments[-1])
        self.position_s = playing.block.duration_s
        self.ledger.complete(playing.spec.number)
        events.append(self._set_event())
        if self._upcoming is None:
            return [*events, self._finish()]
        upcoming = self._upcoming
        self._put_on(upcoming)
        return events + self._enter_up_to(0.0)

    def _finish(self) -> Event:
        self.state = follow(self.state, Trigger.COMPLETE)
        self._upcoming = None
        return self._event(EventKind.FINISHED)

    def _entry_event(self, playing: Playing, segment: Segment) -> Event:
        in_rep = segment.kind not in _EVENT_OF
        return Event(
            _EVENT_OF.get(segment.kind, EventKind.PHASE),
            playing.block_id,
            float(segment.start),
            segment.kind.phase,
            segment.set_number,
            segment.rep if in_rep else None,
            segment.side,
        )

    def _event(self, kind: EventKind) -> Event:
        playing, segment = self._playing, self.segment
        if playing is None or segment is None:
            return Event(kind, 0, 0.0)
        return Event(
            kind,
            playing.block_id,
            self.position_s,
            segment.kind.phase,
            segment.set_number,
            segment.rep or None,
            segment.side,
        )

    def _set_event(self) -> Event:
        playing, segment = self._current()
        record = self.ledger.current(playing.spec.number)
        reps = record.counted_reps if record is not None else 0
        holds = self.plan.block_item(playing.spec.number)[0].exercise.is_hold
        return Event(EventKind.SET, playing.block_id, self.position_s, None, segment.set_number, reps, holds=holds)

    def _count(self, playing: Playing, segment: Segment) -> None:
        item, set_number = self.plan.block_item(playing.spec.number)
        self.undoable = None  # what has counted since then is not taken back
        if self._repeating == playing.spec.number:
            self.ledger.repeat(playing.spec.number)
            self._repeating = None
        phases = tuple(
            PhaseTime(phase, part.start, part.end)
            for part in playing.block.rep(segment.rep, segment.side)
            if (phase := part.kind.phase) is not None
        )
        rep = RepRecord(segment.side, segment.rep, playing.block_id, phases)
        planned, load = item.dose.reps_in(set_number) or 0, item.dose.load_in(set_number)
        self.ledger.count(SetRecord(playing.spec.number, set_number, planned, load=load), rep)
