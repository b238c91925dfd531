"""Sets without a number of reps, sets that differ from each other, and their loads.

A rep of 3-1-2-0 takes 6 s; the lead-in is 5 s, so reps begin at 5, 11, 17 … seconds.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.domain.amounts import Load, LoadUnit
from calfcoach.domain.tempo import TempoError
from calfcoach.score.cues import CueKind, block_cues
from calfcoach.score.segments import SegmentKind
from calfcoach.score.tension import session_length, session_tension
from calfcoach.score.timeline import OPEN_AHEAD_S, OPEN_PART_S, lay_out_session
from calfcoach.session.events import EventKind, NoticeKey
from calfcoach.session.machine import Playing, SessionMachine
from calfcoach.session.states import State
from tests.stories import iso_hold, machine_at, plan, single_leg
from tests.views import view_of


def playing(machine: SessionMachine) -> Playing:
    assert machine.playing is not None
    return machine.playing


def last_reps(machine: SessionMachine) -> list[int | None]:
    on = playing(machine)
    return [cue.rep for cue in block_cues(machine.plan, on.spec, on.block) if cue.kind is CueKind.LAST_REP]


def go_to(machine: SessionMachine, position_s: float) -> list[EventKind]:
    """Time passes in steps of a second, as it does."""
    kinds = []
    while machine.state not in (State.FINISHED, State.REST) and machine.position_s < position_s:
        kinds += [e.kind for e in machine.advance(playing(machine).block_id, min(machine.position_s + 1, position_s))]
    return kinds


def test_an_open_set_is_laid_out_a_part_ahead_and_names_no_last_rep() -> None:
    machine = machine_at(plan(reps="max", sets=1), 5)
    assert playing(machine).block.duration == 5 + OPEN_PART_S
    assert last_reps(machine) == []
    assert view_of(machine, 5).reps is None


def test_it_goes_on_with_the_same_block_and_what_was_laid_out_stays() -> None:
    machine = machine_at(plan(reps="max", sets=1), 5)
    before = playing(machine)
    go_to(machine, 66)
    after = playing(machine)
    assert after.block_id == before.block_id
    assert after.changed_from_s == before.block.duration
    assert after.block.segments[: len(before.block.segments)] == before.block.segments
    assert after.block.duration - Fraction(machine.position_s) >= OPEN_AHEAD_S


def test_it_ends_after_the_rep_in_which_the_end_is_asked_for() -> None:
    machine = machine_at(plan(reps="max", sets=2), 5)
    go_to(machine, 5 + 6 * 29 + 1)
    machine.end_after_rep()
    assert view_of(machine, machine.position_s).reps == 30
    kinds = go_to(machine, 500)
    assert kinds.count(EventKind.SET) == 1
    (record,) = machine.ledger.records
    assert (record.counted_reps, record.planned_reps, record.complete) == (30, 0, True)
    assert machine.state is State.REST


def test_it_ends_by_itself_at_200_reps_and_says_which_is_the_last() -> None:
    machine = machine_at(plan(reps="max", sets=1), 5)
    go_to(machine, 5 + 6 * 199 + 1)
    assert last_reps(machine) == [200]
    go_to(machine, 2000)
    assert machine.state is State.FINISHED
    assert machine.ledger.records[0].counted_reps == 200


def test_slow_reps_end_it_at_an_hour() -> None:
    item = plan(reps="max", tempo="30-0-30-0").items[0]
    assert item.most_reps == 60


def test_a_pause_in_an_open_set_goes_on_open() -> None:
    machine = machine_at(plan(reps="max", sets=1), 5)
    go_to(machine, 100)
    machine.pause()
    machine.resume()
    go_to(machine, 300)
    assert machine.state is not State.FINISHED
    assert view_of(machine, machine.position_s).reps is None


def test_one_rep_more_means_nothing_in_an_open_set() -> None:
    machine = machine_at(plan(reps="max", sets=1), 12)
    before = playing(machine)
    (event,) = machine.add_rep()
    assert event.notice is not None
    assert event.notice.key is NoticeKey.OPEN_SET
    assert playing(machine) is before


def test_open_holds() -> None:
    machine = machine_at(plan(iso_hold(), reps="max", sets=1), 5)
    go_to(machine, 300)
    assert machine.state in (State.HOLD, State.RELAX)
    assert machine.ledger.records[0].counted_reps == 8


def test_a_set_is_not_open_where_sides_alternate() -> None:
    with pytest.raises(TempoError, match="one side at a time"):
        plan(single_leg(), reps="max")


def test_the_length_of_a_session_leaves_open_reps_out() -> None:
    open_sets = plan(reps="max", sets=3)
    assert open_sets.is_open
    assert session_length(open_sets) == 5 + 2 * 20
    assert session_tension(open_sets).total == 0


@given(st.lists(st.floats(0.1, 70), min_size=1, max_size=60))
def test_however_late_somebody_looks_the_set_goes_on(steps: list[float]) -> None:
    machine = machine_at(plan(reps="max", sets=1), 5)
    reps = 0
    for step in steps:
        if machine.position_s + step > 1000:
            break
        if playing(machine).block.duration_s - machine.position_s <= step:
            break  # nobody looked for a minute
        reps += sum(
            e.kind is EventKind.REP for e in machine.advance(playing(machine).block_id, machine.position_s + step)
        )
    assert machine.state is not State.FINISHED
    assert sum(record.counted_reps for record in machine.ledger.records) == reps


# Sets that differ.


def test_reps_from_set_to_set() -> None:
    session = plan(reps=[3, 2, 1], sets=3)
    blocks = lay_out_session(session).blocks
    assert [max(segment.rep for segment in block.segments) for block in blocks] == [3, 2, 1]
    assert session_tension(session).total == 6 * 6
    machine = machine_at(session, 0, block=2)
    assert view_of(machine, 0).reps == 2


def test_the_record_of_a_set_has_its_reps_and_its_load() -> None:
    machine = machine_at(plan(reps=[2, 1], sets=2, load=["40 kg", "90 lb"]), 7, block=2)
    assert view_of(machine, 7).load == Load(Decimal(90), LoadUnit.LB)
    machine.advance(playing(machine).block_id, playing(machine).block.duration_s)
    assert [(r.planned_reps, r.counted_reps, str(r.load)) for r in machine.ledger.records] == [
        (2, 2, "40 kg"),
        (1, 1, "90 lb"),
    ]


def test_every_set_starts_and_ends_with_its_own_reps() -> None:
    machine = machine_at(plan(reps=[3, 1], sets=2), 0, block=2)
    machine.back()
    assert max(s.rep for s in playing(machine).block.segments if s.kind is SegmentKind.LOWER) == 3
