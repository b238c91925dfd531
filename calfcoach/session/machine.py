"""The session as a machine: `advance` takes where the sound is and returns every boundary that was passed.

Theory of operation
1. The machine holds the block being played (`playing`) and knows the one after it (`upcoming`). Each block put on
   has an id, counted up through the session, so that a position always names the time axis it is on.
2. `advance(block_id, position_s)` emits every boundary up to the position, in order, however late it comes: reps
   counted, phases entered, sets done, the next block begun, the session finished. A position that goes back or is
   no number raises `PositionError`, an unknown block id too; nothing is changed then.
3. A command acts at the position last given to `advance`. It either changes the running block from `changed_from_s`
   on (same id, identical before it) or puts on a new block (new id, position 0). The conductor compares
   `playing` before and after, and tells the player.
4. What was completed is in `ledger` at once and is never taken away.
5. `undoable` is what the last command ended or threw away, until a rep counts after it. How long a person has to undo
   it is the coach's business, who may take it away.

Which states allow what is not decided here but in `calfcoach.session.states`. No person reads the sentences of the
errors raised here: the conductor writes them into the log when a command came too late.
"""

from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from calfcoach.domain.exercise import Side
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescription import MAX_REPS, MAX_SECONDS
from calfcoach.score.segments import Segment, SegmentKind
from calfcoach.score.timeline import (
    CHANGE_AHEAD_S,
    RESUME_LEAD_IN_S,
    BlockSpec,
    Opening,
    SidePart,
    counted_down,
    planned_spec,
    restarted,
    resumed,
    with_last_rep,
    with_more_rest,
)
from calfcoach.session.events import Event, EventKind, Notice, NoticeKey
from calfcoach.session.results import DoneBefore
from calfcoach.session.running import Playing, PositionError, RunningSession, Undoable, UndoKind
from calfcoach.session.states import STANDING, TABLE, NotPossible, State, Trigger, follow

__all__ = ["Playing", "PositionError", "Question", "SessionMachine", "UndoKind", "Undoable"]


class Question(StrEnum):
    """What is asked in place while a set is paused: whether the key that was touched was meant."""

    AGAIN = "again"
    """The set from its start."""

    END = "end"
    """The set is to end here."""

    COUNTDOWN_AGAIN = "countdown-again"
    """The whole countdown on which a class starts, once more."""

    START_NOW = "start-now"
    """The countdown is to end: all start after a 3-2-1."""


_ASKED_BY = {
    Question.AGAIN: Trigger.ASK_BACK,
    Question.END: Trigger.ASK_SKIP,
    Question.COUNTDOWN_AGAIN: Trigger.ASK_BACK,
    Question.START_NOW: Trigger.ASK_SKIP,
}

MORE_REST_S, MORE_COUNTDOWN_S = Fraction(15), Fraction(60)
"""How much longer a rest, and the countdown of a class, is made at a time."""


class SessionMachine(RunningSession):
    """One session of a plan, from set-up to the end. See the theory of operation at the top of the module."""

    def __init__(self, plan: SessionPlan, done_before: DoneBefore | None = None) -> None:
        super().__init__(plan, done_before)
        self._question: Question | None = None

    @property
    def question(self) -> Question | None:
        """What is asked in place now; None where nothing is."""
        return self._question if self.state is State.PAUSED else None

    def pause(self) -> list[Event]:
        """Stand still. A rep that was begun will not count; a rest is frozen."""
        self.state = follow(self.state, Trigger.PAUSE)
        self._question = None
        return [self._event(EventKind.PAUSE)]

    def halt(self) -> list[Event]:
        """Stop in place: as a pause, but whoever asked for it may want to end."""
        self.state = follow(self.state, Trigger.HALT)
        return [self._event(EventKind.HALT)]

    def resume(self) -> list[Event]:
        """Go on: a rep afresh after a 3-2-1, a rest with what was left of it. After an end there is a whole lead-in."""
        playing, segment = self._current()
        trigger = Trigger.RESUME_REST if segment.kind is SegmentKind.REST else Trigger.RESUME_SET
        after = follow(self.state, trigger)
        lead_in = self._lead_in_s(playing.spec.number) if self.state is State.STOPPED else RESUME_LEAD_IN_S
        event = self._event(EventKind.RESUME)
        self.undoable = None
        return [event, *self._switch_to(after, resumed(playing.spec, playing.block, self.position_s, lead_in))]

    def undo(self) -> list[Event]:
        """Take back the last end or restart: its rep afresh after the whole lead-in, or what was left of its rest.

        Raises:
            NotPossible: there is nothing to undo.
        """
        was = self.undoable
        if was is None:
            raise NotPossible("there is nothing to undo")
        in_rest = was.playing.block.at(was.position_s).kind is SegmentKind.REST
        after = follow(self.state, Trigger.UNDO_TO_REST if in_rest else Trigger.UNDO_TO_SET)
        event = self._event(EventKind.UNDO)
        self.undoable, self._repeating = None, was.repeating
        spec = resumed(was.playing.spec, was.playing.block, was.position_s, self._lead_in_s(was.playing.spec.number))
        return [event, *self._switch_to(after, spec)]

    def skip(self) -> list[Event]:
        """End the rest (its lead-in stays, a lead-in is cut to the 3-2-1) or the set.

        In a running set it is asked, and in a countdown that would be cut.
        """
        playing, segment = self._current()
        if segment.kind is SegmentKind.REST:
            lead_in = max(playing.spec.ready_s, RESUME_LEAD_IN_S)
            return self._lead_in(playing.spec, lead_in)
        if segment.kind is SegmentKind.READY:
            left = segment.end - Fraction(self.position_s)
            if playing.spec.countdown and left > RESUME_LEAD_IN_S:
                return self._start_now(playing.spec)
            # Whoever comes back from a pause gets the whole 3-2-1.
            left = RESUME_LEAD_IN_S if self.state in STANDING else left
            return self._lead_in(playing.spec, min(left, RESUME_LEAD_IN_S))
        if self._is_to_be_asked(Question.END):
            return self._ask(Question.END)
        after = follow(self.state, Trigger.SKIP_SET)
        self._remember(UndoKind.SET_ENDED)
        if playing.spec.number == self.plan.total_sets:
            return [self._set_event(), self._finish()]
        set_done = self._set_event()
        return [set_done, *self._switch_to(after, self._with_lead_in(planned_spec(self.plan, playing.spec.number + 1)))]

    def back(self) -> list[Event]:
        """Start the set again after its lead-in; in the rest before it, the set that was just done; in the countdown of
        a class all of it.

        In a running set and in a countdown it is asked.
        """
        playing, segment = self._current()
        if playing.spec.countdown and segment.kind is SegmentKind.READY:
            return self._countdown_again()
        if self._is_to_be_asked(Question.AGAIN):
            return self._ask(Question.AGAIN)
        number = playing.spec.number
        # A rest made in the middle of a set (by more time after a pause) still belongs to that set.
        if segment.kind is SegmentKind.REST and number > 1 and self.ledger.current(number) is None:
            number -= 1
        after = follow(self.state, Trigger.BACK)
        self._remember(UndoKind.SET_RESTARTED)
        # Not marked as repeated yet: who pressed by mistake and goes on has still done that set.
        self._repeating = number
        return self._switch_to(after, restarted(self.plan, number, self._lead_in_s(number)))

    def extend_rest(self, seconds: Fraction | None = None) -> list[Event]:
        """Make the rest longer by `seconds` > 0 (15; a class's countdown 60), never beyond an hour.

        In the lead-in after it, go back to resting.
        """
        playing, segment = self._current()
        counting = playing.spec.countdown and segment.kind is SegmentKind.READY
        seconds = (MORE_COUNTDOWN_S if counting else MORE_REST_S) if seconds is None else seconds
        if seconds <= 0:
            raise ValueError("a rest is made longer, not shorter")
        after = follow(self.state, Trigger.EXTEND)
        left = segment.end - Fraction(self.position_s)
        in_place = segment.kind is SegmentKind.REST and left >= CHANGE_AHEAD_S
        waiting = playing.spec.rest_s if in_place else left
        if segment.kind is SegmentKind.REST:
            waiting += playing.spec.ready_s
        if waiting + seconds > MAX_SECONDS:
            return [self._notice(NoticeKey.LONGEST_REST, minutes=MAX_SECONDS // 60)]
        if counting:
            self._remember(UndoKind.COUNTDOWN_LONGER)
            return self._switch_to(State.READY, counted_down(playing.spec, left + seconds))
        if in_place:
            # The block changes before the old end of the rest, because the countdown of its last seconds must no longer
            # be heard.
            self._change(with_more_rest(playing.spec, seconds), Fraction(self.position_s) + CHANGE_AHEAD_S)
            return []
        if segment.kind is SegmentKind.REST:
            spec = replace(playing.spec, rest_s=left + seconds, opening=Opening.START)
        else:
            whole = planned_spec(self.plan, playing.spec.number).ready_s
            ready = min(max(whole, RESUME_LEAD_IN_S), left + seconds)
            spec = replace(playing.spec, rest_s=left + seconds - ready, ready_s=ready, opening=Opening.START)
        if spec.rest_s == 0:
            after = State.READY
        return self._switch_to(after, spec)

    def add_rep(self) -> list[Event]:
        """One rep more in this set (on this side)."""
        playing, segment = self._current()
        after = follow(self.state, Trigger.ADD_REP)
        part = self._part(segment)
        if part.open:
            return [self._notice(NoticeKey.OPEN_SET)]
        end = self._rep_end(part.last_rep, segment)
        if end - Fraction(self.position_s) < CHANGE_AHEAD_S:
            return [self._notice(NoticeKey.TOO_LATE_TO_ADD)]
        if part.last_rep >= MAX_REPS:
            return [self._notice(NoticeKey.MOST_REPS, reps=MAX_REPS)]
        self._change(with_last_rep(playing.spec, part.side, part.last_rep + 1), self._open_from(part.last_rep, segment))
        self.state = after
        return []

    def end_after_rep(self) -> list[Event]:
        """End the set (this side) with the running rep, or the next where its end is too close to change."""
        playing, segment = self._current()
        after = follow(self.state, Trigger.END_AFTER_REP)
        part = self._part(segment)
        for rep in range(max(segment.rep, part.first_rep), part.last_rep):
            end = self._rep_end(rep, segment)
            if end - Fraction(self.position_s) >= CHANGE_AHEAD_S:
                self._change(with_last_rep(playing.spec, part.side, rep), self._open_from(rep, segment))
                break
        self.state = after
        return []

    def correct_last_set(self, by: int, side: Side | None = None) -> list[Event]:
        """Say that `by` reps more (or fewer) were performed in the last set than is said now, 0 to `MAX_REPS`.

        That is of one side, or without `side` of each that works, from what is said of it.

        Raises:
            NotPossible: no set is done yet.
        """
        record = self.last_set
        if record is None:
            raise NotPossible("no set is done yet that could be corrected")
        sides = self.plan.block_item(record.block_number)[0].sides
        for each in sides if side is None else (side,):
            self.ledger.correct(record.block_number, min(max(record.done_on(each) + by, 0), MAX_REPS), each)
        return [self._corrected(sides)]

    def stop(self) -> list[Event]:
        """End the session here. What was completed stays."""
        after = follow(self.state, Trigger.STOP)
        if self._playing is not None:
            self._remember(UndoKind.SESSION_ENDED)
        self.state = after
        return [self._event(EventKind.STOP)]

    # Inside.

    def _start_now(self, spec: BlockSpec) -> list[Event]:
        """End a countdown: everybody starts after a 3-2-1. It is asked first, however it stands still."""
        if self.question is not Question.START_NOW:
            return self._ask(Question.START_NOW)
        self._remember(UndoKind.COUNTDOWN_CUT)
        return self._lead_in(replace(spec, countdown=False), RESUME_LEAD_IN_S)

    def _countdown_again(self) -> list[Event]:
        """Begin a countdown anew. It is asked first: a room of people waits by it."""
        if self.question is not Question.COUNTDOWN_AGAIN:
            return self._ask(Question.COUNTDOWN_AGAIN)
        after = follow(self.state, Trigger.BACK)
        self._remember(UndoKind.COUNTDOWN_RESTARTED)
        whole = planned_spec(self.plan, 1)
        return self._switch_to(after, counted_down(whole, whole.ready_s))

    def _is_to_be_asked(self, question: Question) -> bool:
        """Whether the command must be confirmed first: it would throw away reps of a running set, or another
        question is shown already.
        """
        if self.state is State.HALTED:
            return False
        if self.state is State.PAUSED:
            return self._question not in (None, question)
        if self.state is State.READY and not self._has_begun():
            return False
        return (self.state, _ASKED_BY[question]) in TABLE

    def _has_begun(self) -> bool:
        """Whether the running lead-in leads back into a set of which reps are already done."""
        playing, _ = self._current()
        number = playing.spec.number
        return self._repeating != number and self.ledger.current(number) is not None

    def _ask(self, question: Question) -> list[Event]:
        self.state = follow(self.state, _ASKED_BY[question])
        self._question = question
        return [self._event(EventKind.PAUSE)]

    def _remember(self, what: UndoKind) -> None:
        playing, _ = self._current()
        self.undoable = Undoable(what, playing, self.position_s, self._repeating)

    def _corrected(self, sides: tuple[Side | None, ...]) -> Event:
        record = self.last_set
        assert record is not None
        of_set = {"set_number": record.set_number}
        by_side = {each.value: record.done_on(each) for each in sides if each is not None}
        counted = {f"{each}_counted": record.counted_on(each) for each in sides if each is not None}
        if len(set(by_side.values())) > 1 or len(set(counted.values())) > 1:
            return self._notice(NoticeKey.CORRECTED_BY_SIDE, **of_set, **by_side, **counted)
        return self._notice(NoticeKey.CORRECTED, **of_set, performed=record.reps, counted=record.counted_reps)

    def _notice(self, key: NoticeKey, **values: int) -> Event:
        return replace(self._event(EventKind.NOTICE), notice=Notice(key, values))

    def _lead_in(self, spec: BlockSpec, ready_s: Fraction) -> list[Event]:
        after = follow(self.state, Trigger.SKIP_REST)
        return self._switch_to(after, replace(spec, rest_s=Fraction(0), ready_s=ready_s, opening=Opening.START))

    @staticmethod
    def _with_lead_in(spec: BlockSpec) -> BlockSpec:
        # Somebody pressed a key: give the 3-2-1 even where the plan has less time between the sets.
        return replace(spec, ready_s=max(spec.ready_s, RESUME_LEAD_IN_S - spec.rest_s))

    def _part(self, segment: Segment) -> SidePart:
        playing, _ = self._current()
        return next(part for part in playing.spec.parts if part.side is segment.side)

    def _rep_end(self, rep: int, segment: Segment) -> Fraction:
        playing, _ = self._current()
        return playing.block.rep(rep, segment.side)[-1].end

    def _open_from(self, rep: int, segment: Segment) -> Fraction:
        """From where a block changes when `rep` becomes, or is no more, the last of its side.

        That is its start, where "last rep" is said; its end where the start is too close or past.
        """
        playing, _ = self._current()
        start = playing.block.rep(rep, segment.side)[0].start
        ahead = start - Fraction(self.position_s) >= CHANGE_AHEAD_S
        return start if ahead else self._rep_end(rep, segment)
