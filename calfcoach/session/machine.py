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

Which states allow what is not decided here but in `calfcoach.session.states`.
"""

from dataclasses import replace
from fractions import Fraction

from calfcoach.domain.prescription import MAX_REPS, MAX_SECONDS
from calfcoach.score.segments import Segment, SegmentKind
from calfcoach.score.timeline import (
    CHANGE_AHEAD_S,
    RESUME_LEAD_IN_S,
    BlockSpec,
    Opening,
    SidePart,
    planned_spec,
    restarted,
    resumed,
    with_last_rep,
    with_more_rest,
)
from calfcoach.session.events import Event, EventKind, Notice, NoticeKey
from calfcoach.session.running import Playing, PositionError, RunningSession
from calfcoach.session.states import NotPossible, State, Trigger, follow

__all__ = ["Playing", "PositionError", "SessionMachine"]


class SessionMachine(RunningSession):
    """One session of a plan, from set-up to the end. See the theory of operation at the top of the module."""

    def pause(self) -> list[Event]:
        """Stand still. A rep that was begun will not count; a rest is frozen."""
        self.state = follow(self.state, Trigger.PAUSE)
        return [self._event(EventKind.PAUSE)]

    def resume(self) -> list[Event]:
        """Go on: a rep afresh after a 3-2-1, a rest with what was left of it."""
        playing, segment = self._current()
        trigger = Trigger.RESUME_REST if segment.kind is SegmentKind.REST else Trigger.RESUME_SET
        after = follow(self.state, trigger)
        event = self._event(EventKind.RESUME)
        return [event, *self._switch_to(after, resumed(playing.spec, playing.block, self.position_s))]

    def skip(self) -> list[Event]:
        """End the rest (its lead-in stays, a lead-in is cut to the 3-2-1) or the set."""
        playing, segment = self._current()
        if segment.kind is SegmentKind.REST:
            lead_in = max(playing.spec.ready_s, RESUME_LEAD_IN_S)
            return self._lead_in(playing.spec, lead_in)
        if segment.kind is SegmentKind.READY:
            # Whoever comes back from a pause gets the whole 3-2-1.
            left = RESUME_LEAD_IN_S if self.state is State.PAUSED else segment.end - Fraction(self.position_s)
            return self._lead_in(playing.spec, min(left, RESUME_LEAD_IN_S))
        after = follow(self.state, Trigger.SKIP_SET)
        if playing.spec.number == self.plan.total_sets:
            return [self._set_event(), self._finish()]
        set_done = self._set_event()
        return [set_done, *self._switch_to(after, self._with_lead_in(planned_spec(self.plan, playing.spec.number + 1)))]

    def back(self) -> list[Event]:
        """Start the set again after its lead-in; in the rest before it, the set that was just done."""
        playing, segment = self._current()
        number = playing.spec.number
        # A rest made in the middle of a set (by more time after a pause) still belongs to that set.
        if segment.kind is SegmentKind.REST and number > 1 and self.ledger.current(number) is None:
            number -= 1
        item, _ = self.plan.block_item(number)
        after = follow(self.state, Trigger.BACK)
        # Not marked as repeated yet: who pressed by mistake and goes on has still done that set.
        self._repeating = number
        lead_in = max(Fraction(item.dose.lead_in_s), RESUME_LEAD_IN_S)
        return self._switch_to(after, restarted(self.plan, number, lead_in))

    def extend_rest(self, seconds: Fraction = Fraction(15)) -> list[Event]:
        """Make the rest longer by `seconds` > 0; in the lead-in after it, go back to resting. Never beyond an hour."""
        if seconds <= 0:
            raise ValueError("a rest is made longer, not shorter")
        playing, segment = self._current()
        after = follow(self.state, Trigger.EXTEND)
        left = segment.end - Fraction(self.position_s)
        in_place = segment.kind is SegmentKind.REST and left >= CHANGE_AHEAD_S
        waiting = playing.spec.rest_s if in_place else left
        if segment.kind is SegmentKind.REST:
            waiting += playing.spec.ready_s
        if waiting + seconds > MAX_SECONDS:
            return [self._notice(NoticeKey.LONGEST_REST, minutes=MAX_SECONDS // 60)]
        if in_place:
            # Not only from the rest's end on: a countdown in its last seconds is not to be heard any more.
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

    def correct_last_set(self, by: int) -> list[Event]:
        """Say that so many reps more (or fewer) were performed in the last set than is said now; not below 0.

        Raises:
            NotPossible: no set is done yet.
        """
        record = self.last_set
        if record is None:
            raise NotPossible("no set is done yet that could be corrected")
        reps = max(record.reps + by, 0)
        self.ledger.correct(record.block_number, reps)
        values = {"set_number": record.set_number, "performed": reps, "counted": record.counted_reps}
        return [self._notice(NoticeKey.CORRECTED, **values)]

    def stop(self) -> list[Event]:
        """End the session here. What was completed stays."""
        self.state = follow(self.state, Trigger.STOP)
        return [self._event(EventKind.STOP)]

    # Inside.

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
