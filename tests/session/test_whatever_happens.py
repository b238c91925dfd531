"""What holds whatever is planned, whoever presses what, and however late anybody looks."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescription import MAX_SECONDS
from calfcoach.score.segments import Block, Segment
from calfcoach.score.timeline import RESUME_LEAD_IN_S
from calfcoach.session.events import Event, EventKind
from calfcoach.session.machine import Playing, PositionError, SessionMachine
from calfcoach.session.results import SetRecord
from calfcoach.session.states import STANDING, NotPossible, State
from tests.stories import plans, snapshot

ENTRIES = {EventKind.PHASE, EventKind.READY, EventKind.REST, EventKind.SWITCH}
ENDS = (State.STOPPED, State.FINISHED)
ENDINGS = (EventKind.STOP, EventKind.FINISHED)


def entered(segment: Segment) -> tuple[object, ...]:
    """What the entry into a segment tells."""
    return (float(segment.start), segment.kind.value, segment.set_number, segment.rep or None, segment.side)


def told(event: Event) -> tuple[object, ...]:
    """The same of an event."""
    kind = event.phase.value if event.kind is EventKind.PHASE and event.phase else event.kind.value
    return (event.position_s, kind, event.set_number, event.rep, event.side)


def until_reps(block: Block) -> Fraction:
    """Seconds before the first rep of a block."""
    return next(segment.start for segment in block.segments if segment.rep)


def kept(old: SetRecord, new: SetRecord) -> bool:
    """Whether a record lost nothing."""
    return (
        (old.block_number, old.set_number, old.planned_reps) == (new.block_number, new.set_number, new.planned_reps)
        and new.rep_records[: len(old.rep_records)] == old.rep_records
        and new.complete >= old.complete
        and new.repeated >= old.repeated
    )


class AnySession(RuleBasedStateMachine):
    """Somebody who presses keys at random, and a conductor who looks now and then."""

    @initialize(plan=plans(), countdown_s=st.sampled_from([None, Decimal(3), Decimal(90), Decimal(3600)]))
    def begin(self, plan: SessionPlan, countdown_s: Decimal | None) -> None:
        plan = replace(plan, countdown_s=countdown_s)
        self.plan = plan
        self.session = SessionMachine(plan)
        self.events: list[Event] = []
        self.numbers: dict[int, int] = {}
        self.records: tuple[SetRecord, ...] = ()
        self.take(self.session.start)
        assert countdown_s is None or until_reps(self.playing.block) == countdown_s

    @property
    def playing(self) -> Playing:
        assert self.session.playing is not None
        return self.session.playing

    def take(self, action: Callable[[], list[Event]]) -> bool:
        """Do something and listen; whether it was allowed. What is refused changes nothing."""
        before = snapshot(self.session)
        for playing in (self.session.playing, self.session.upcoming, self.session.preview()):
            if playing is not None:
                self.numbers[playing.block_id] = playing.spec.number
        try:
            events = action()
        except (NotPossible, PositionError):
            assert snapshot(self.session) == before
            return False
        self.numbers[self.playing.block_id] = self.playing.spec.number
        self.events += events
        return True

    # Time.

    @rule(seconds=st.one_of(st.floats(0, 3), st.floats(0, 200)))
    def look(self, seconds: float) -> None:
        assert self.take(lambda: self.session.advance(self.playing.block_id, self.session.position_s + seconds))

    @rule(data=st.data(), off=st.sampled_from([0.0, -1e-9, 1e-9, -1.2, -1.1]))
    def look_at_a_boundary(self, data: st.DataObject, off: float) -> None:
        segment = data.draw(st.sampled_from(self.playing.block.segments))
        position = float(segment.end) + off
        possible = position >= self.session.position_s
        assert self.take(lambda: self.session.advance(self.playing.block_id, position)) is possible

    @rule(seconds=st.floats(0, 60))
    def look_when_the_next_block_plays(self, seconds: float) -> None:
        upcoming = self.session.upcoming
        if upcoming is not None:
            assert self.take(lambda: self.session.advance(upcoming.block_id, seconds))

    @rule(block=st.integers(-1, 30), position=st.floats())
    def look_anywhere(self, block: int, position: float) -> None:
        self.take(lambda: self.session.advance(block, position))

    # Keys.

    @rule()
    def pause(self) -> None:
        self.take(self.session.pause)

    @rule()
    def resume(self) -> None:
        if self.take(self.session.resume):
            assert until_reps(self.playing.block) >= RESUME_LEAD_IN_S

    @rule()
    def skip(self) -> None:
        stood, before = self.session.state in (State.PAUSED, State.HALTED), self.playing
        if not self.take(self.session.skip):
            return
        if self.session.question is not None:
            assert self.playing is before, "asked in place"
        elif stood and self.session.state is not State.FINISHED:
            assert until_reps(self.playing.block) >= RESUME_LEAD_IN_S

    @rule()
    def back(self) -> None:
        before = self.playing
        if not self.take(self.session.back):
            return
        if self.session.question is not None:
            assert self.playing is before, "asked in place"
        else:
            assert until_reps(self.playing.block) >= RESUME_LEAD_IN_S

    @rule()
    def halt(self) -> None:
        self.take(self.session.halt)

    @rule()
    def undo(self) -> None:
        was, records = self.session.undoable, self.session.ledger.records
        if self.take(self.session.undo):
            assert was is not None
            assert self.session.undoable is None, "once"
            assert self.session.ledger.records == records
            assert self.playing.spec.number == was.playing.spec.number
            item, _ = self.plan.block_item(was.playing.spec.number)
            assert until_reps(self.playing.block) >= max(item.dose.lead_in_s, RESUME_LEAD_IN_S)

    @rule()
    def wait_too_long_for_an_undo(self) -> None:
        self.session.undoable = None

    @rule(seconds=st.one_of(st.integers(1, 30), st.integers(1, MAX_SECONDS + 1)))
    def more_rest(self, seconds: int) -> None:
        left = until_reps(self.playing.block) - Fraction(self.session.position_s)
        before, events = self.playing, len(self.events)
        if not self.take(lambda: self.session.extend_rest(Fraction(seconds))):
            return
        longer = until_reps(self.playing.block) - Fraction(self.session.position_s)
        if [event.kind for event in self.events[events:]] == [EventKind.NOTICE]:
            assert self.playing is before
            assert until_reps(before.block) + seconds > MAX_SECONDS
        else:
            assert longer >= left + seconds

    @rule(command=st.sampled_from(["add_rep", "end_after_rep"]))
    def change_the_set(self, command: str) -> None:
        before = self.playing
        if not self.take(getattr(self.session, command)) or self.playing is before:
            return
        after, changed = self.playing, self.playing.changed_from_s
        assert changed is not None
        assert changed - Fraction(self.session.position_s) >= Fraction("1.2")
        assert after.block_id == before.block_id
        same = [segment for segment in before.block.segments if segment.end <= changed]
        assert list(after.block.segments[: len(same)]) == same

    @rule(after=st.integers(20, 60))
    def stop(self, after: int) -> None:
        if len(self.events) > after:
            self.take(self.session.stop)

    @rule()
    def start_again(self) -> None:
        assert not self.take(self.session.start)

    # What always holds.

    @invariant()
    def blocks_are_contiguous_and_keep_the_floors(self) -> None:
        for playing in (self.session.playing, self.session.upcoming):
            if playing is None:
                continue
            item, _ = self.plan.block_item(playing.spec.number)
            segments = playing.block.segments
            assert segments[0].start == 0
            assert all(one.end == other.start for one, other in pairwise(segments))
            lengths = {length.phase: length.seconds for length in item.rep}
            for segment in segments:
                assert segment.duration > 0
                phase = segment.kind.phase
                if phase in lengths:
                    assert segment.duration == lengths[phase] >= Fraction(item.exercise.spec(phase).least_s)

    @invariant()
    def nobody_waits_longer_than_can_be_asked_for(self) -> None:
        assert until_reps(self.playing.block) <= MAX_SECONDS

    @invariant()
    def the_state_is_that_of_the_segment(self) -> None:
        if self.session.state not in STANDING:
            segment = self.session.segment
            assert segment is not None
            assert self.session.state.value == segment.kind.value
            assert self.playing.block.at(self.session.position_s) is segment

    @invariant()
    def every_segment_entered_is_told_once_and_in_order(self) -> None:
        playing, segment = self.playing, self.session.segment
        assert segment is not None
        heard = [told(e) for e in self.events if e.block_id == playing.block_id and e.kind in ENTRIES]
        upto = playing.block.segments.index(segment) + 1
        assert heard == [entered(each) for each in playing.block.segments[:upto]]

    @invariant()
    def phases_are_told_once_each(self) -> None:
        phases = Counter((e.block_id, e.position_s) for e in self.events if e.kind is EventKind.PHASE)
        assert all(times == 1 for times in phases.values())

    @invariant()
    def positions_only_go_on(self) -> None:
        for one, other in pairwise(self.events):
            assert (one.block_id, one.position_s) <= (other.block_id, other.position_s)

    @invariant()
    def every_rep_told_is_in_the_ledger_once(self) -> None:
        log = Counter(self.numbers[e.block_id] for e in self.events if e.kind is EventKind.REP)
        ledger: Counter[int] = Counter()
        for record in self.session.ledger.records:
            ledger[record.block_number] += sum(len(reps) for reps in record.counted.values())
        assert log == ledger

    @invariant()
    def no_set_has_two_attempts_that_count(self) -> None:
        numbers = [record.block_number for record in self.session.ledger.records if not record.repeated]
        assert len(numbers) == len(set(numbers))

    @invariant()
    def between_two_ends_somebody_takes_the_first_back(self) -> None:
        over = False
        for event in self.events:
            assert not over or event.kind in (EventKind.NOTICE, EventKind.RESUME, EventKind.UNDO)
            over = event.kind in ENDINGS or (over and event.kind is EventKind.NOTICE)

    @invariant()
    def a_running_set_is_never_ended_by_one_key(self) -> None:
        for one, other in pairwise(self.events):
            if other.kind is EventKind.STOP:
                continue  # the machine is told to end; what a key means is `meant`'s business
            if one.kind is EventKind.PHASE and other.kind is EventKind.SET:
                assert other.position_s == one.position_s, "by itself a set ends with a rep"

    @invariant()
    def nothing_completed_is_lost(self) -> None:
        records = self.session.ledger.records
        assert len(records) >= len(self.records)
        assert all(kept(old, new) for old, new in zip(self.records, records, strict=False))
        self.records = records

    def teardown(self) -> None:
        if not hasattr(self, "session"):
            return
        if self.session.state in (State.PAUSED, State.HALTED):
            self.resume()
        for _ in range(self.plan.total_sets):
            self.take(lambda: self.session.advance(self.playing.block_id, 1e9))
        assert self.session.state in ENDS
        ends = [e.kind for e in self.events if e.kind in ENDINGS]
        assert ends[-1] is (EventKind.STOP if self.session.state is State.STOPPED else EventKind.FINISHED)
        assert self.events[-1].kind is ends[-1]
        self.every_rep_told_is_in_the_ledger_once()
        self.phases_are_told_once_each()
        self.nothing_completed_is_lost()


AnySession.TestCase.settings = settings(max_examples=150, stateful_step_count=40)
TestWhateverHappens = AnySession.TestCase
