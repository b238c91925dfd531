"""Continues a session that was cut off, or leaves it as it is: its rows as they were kept, to be changed further.

Opens nothing; what is unfinished is found by `Reader.unfinished`.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction

from calfcoach.domain.exercise import Side
from calfcoach.domain.phases import Phase
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.history.open_session import CountedMs, OpenSession, Row
from calfcoach.history.past import PastItem, PastRep, PastSession, PastSet, Unfinished
from calfcoach.history.schema import Change
from calfcoach.session.results import PhaseTime, RepRecord, SetRecord


def go_on(plan: SessionPlan, cut_off: Unfinished, run_id: str, now: datetime) -> OpenSession:
    """The session of before, to go on with; `plan` is the whole of it, so that its sets have the numbers they had.

    What is done from now on adds to it. An attempt at a set that was cut off counts no more as soon as the set has a
    rep anew, as if somebody had started it again.

    Raises:
        ValueError: the plan is not of the same exercises.
    """
    session = cut_off.session
    if [item.exercise.id for item in plan.items] != [item.exercise for item in session.items]:
        raise ValueError("a session is gone on with by a plan of its own exercises")
    row = session_row(session) | {"ended": None, "run_id": run_id}
    done = ((item, each) for item in session.items for each in item.sets)
    rows = [set_row(item, each) for item, each in sorted(done, key=_attempt)]
    earlier = tuple(zip(records_of(plan, session), rows, strict=True))
    # By the clock, unless that was put back meanwhile.
    went_by_s = max((now - session.started).total_seconds(), session.lasted_s)
    return OpenSession(plan, row, [item.id for item in session.items], earlier, went_by_s, _counted_ms(session))


def _counted_ms(session: PastSession) -> CountedMs:
    sets = (each for item in session.items for each in item.sets)
    return {
        (each.id, Side(rep.side) if rep.side != "both" else None, rep.number): rep.at_ms
        for each in sets
        for rep in each.rep_records
        if rep.at_ms is not None
    }


def records_of(plan: SessionPlan, session: PastSession) -> tuple[SetRecord, ...]:
    """The sets of a session as a ledger has them, in the order in which they were begun; `plan` is the whole of it."""
    pairs = zip(plan.items, session.items, strict=True)
    done = [(planned, each) for planned, item in pairs for each in item.sets]
    return tuple(_record(planned, each) for planned, each in sorted(done, key=_attempt))


def _attempt(done: tuple[object, PastSet]) -> int:
    return done[1].attempt


def _record(item: PlannedExercise, done: PastSet) -> SetRecord:
    reps = tuple(_rep(item, each) for each in done.rep_records)
    if not reps:  # an earlier version kept how many there were and no more
        counted = range(1, done.counted_reps + 1)
        reps = tuple(RepRecord(side, number, 0, ()) for side in item.sides for number in counted)
    return SetRecord(
        done.block_number,
        done.set_number,
        done.planned_reps,
        reps,
        _performed(done),
        done.complete,
        done.repeated,
        done.load,
    )


def _performed(done: PastSet) -> dict[Side | None, int]:
    if done.performed_left is not None and done.performed_right is not None:
        return {Side.LEFT: done.performed_left, Side.RIGHT: done.performed_right}
    return {} if done.performed_reps is None else {None: done.performed_reps}


def _rep(item: PlannedExercise, done: PastRep) -> RepRecord:
    side = None if done.side == "both" else Side(done.side)
    phases: list[PhaseTime] = []
    at = Fraction(done.planned_ms.get("start", 0), 1000)
    for phase in dict.fromkeys((*item.exercise.playback, *Phase)):  # the exercise may have changed since
        if (length_ms := done.planned_ms.get(phase.value)) is not None:
            phases.append(PhaseTime(phase, at, at + Fraction(length_ms, 1000)))
            at = phases[-1].end_s
    return RepRecord(side, done.number, done.block_id or 0, tuple(phases))


def left_as_it_is(cut_off: Unfinished) -> Iterator[Change]:
    """The session ends where it was cut off, and is not offered again; if nothing was done in it, it is removed."""
    if cut_off.session.is_empty:
        yield Change("session", {"id": cut_off.session.id}, deleted=True)
    else:
        yield Change("session", session_row(cut_off.session) | {"ended": "stopped"})


def as_it_was(cut_off: Unfinished) -> Iterator[Change]:
    """The session as it was found."""
    yield Change("session", session_row(cut_off.session))
    if cut_off.session.is_empty:
        for item in cut_off.session.items:
            yield Change("session_item", item_row(cut_off.session, item))


def session_row(session: PastSession) -> Row:
    """A session as its row."""
    place = session.place
    return {
        "id": session.id,
        "person_id": session.person_id,
        "started_ms": round(session.started.timestamp() * 1000),
        "utc_offset_s": round((session.started.utcoffset() or timedelta()).total_seconds()),
        "last_ms": round(session.lasted_s * 1000),
        "ended": session.ended,
        "pauses": session.pauses,
        "paused_ms": round(session.paused_s * 1000),
        "note": session.remarks.note,
        "effort": session.remarks.effort,
        "pain": session.remarks.pain,
        "device": session.device,
        "device_offset_ms": session.device_offset_ms,
        "changeover_s": session.changeover_s,
        "place_block": place.block if place is not None else None,
        "place_phase": place.phase if place is not None else None,
        "place_rep": place.rep if place is not None else None,
        "run_id": session.run_id,
    }


def item_row(session: PastSession, item: PastItem) -> Row:
    """An exercise of a session as its row."""
    return {
        "id": item.id,
        "session_id": session.id,
        "number": item.number,
        "exercise": item.exercise,
        "exercise_name": item.exercise_name,
        "variant": item.variant,
        "variant_name": item.variant_name,
        "start_phase": item.start_phase,
        "dose": json.dumps(item.dose, ensure_ascii=False),
        "load": float(item.load.amount) if item.load is not None else None,
        "load_unit": item.load.unit.value if item.load is not None else None,
    }


def set_row(item: PastItem, done: PastSet) -> Row:
    """An attempt at a set as its row."""
    return {
        "id": done.id,
        "item_id": item.id,
        "attempt": done.attempt,
        "block_number": done.block_number,
        "set_number": done.set_number,
        "planned_reps": done.planned_reps,
        "counted_reps": done.counted_reps,
        "performed_reps": done.performed_reps,
        "performed_left": done.performed_left,
        "performed_right": done.performed_right,
        "complete": int(done.complete),
        "repeated": int(done.repeated),
        "tension_ms": round(done.tension_s * 1000),
        "load": float(done.load.amount) if done.load is not None else None,
        "load_unit": done.load.unit.value if done.load is not None else None,
    }
