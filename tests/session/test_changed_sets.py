"""One rep more, and the end after this rep, while the set runs.

A rep of 3-1-2-0 takes 6 s; the lead-in is 5 s, so reps begin at 5, 11, 17 … seconds.
"""

from fractions import Fraction
from itertools import pairwise

import pytest

from calfcoach.score.cues import Cue, CueKind, block_cues
from calfcoach.score.timeline import CHANGE_AHEAD_S
from calfcoach.session.machine import Playing, SessionMachine
from tests.stories import iso_hold, machine_at, plan, single_leg, snapshot, tell


def running(machine: SessionMachine) -> Playing:
    assert machine.playing is not None
    return machine.playing


def cues_of(machine: SessionMachine) -> tuple[Cue, ...]:
    playing = running(machine)
    return block_cues(machine.plan, playing.spec, playing.block)


def last_rep_heard_at(machine: SessionMachine) -> list[float]:
    return [float(cue.at) for cue in cues_of(machine) if cue.kind is CueKind.LAST_REP]


# One rep more.


def test_one_rep_more():
    machine = machine_at(plan(sets=1), 12)
    tell(
        machine,
        """
        > add rep
        > t=23
        t=14.0 stretch 1.2
        t=15.0 contract 1.2
        t=17.0 rep 1.2 in contract
        t=17.0 lower 1.3
        t=20.0 stretch 1.3
        t=21.0 contract 1.3
        t=23.0 rep 1.3 in contract
        t=23.0 set 1: 3 reps
        t=23.0 finished 1.3 in contract
        """,
    )
    (record,) = machine.ledger.records
    assert (record.planned_reps, record.counted_reps) == (2, 3)


def test_one_rep_more_is_too_late_when_the_set_is_ending():
    machine = machine_at(plan(sets=1), 15.8)
    before = snapshot(machine)
    tell(
        machine,
        """
        > t=15.9
        > add rep
        t=15.9 notice 1.2 in contract: Too late for one rep more: the set is ending
        """,
    )
    assert snapshot(machine) == before | {"position_s": 15.9}


@pytest.mark.parametrize(
    ("position", "changed_from"),
    [
        # The last of four reps is from 23 to 29 s: it loses its "last rep" where that was not said yet.
        (5, 23),
        (12, 23),
        (21.75, 23),
        (21.9, 29),
        (23, 29),
        (27.75, 29),
    ],
)
def test_a_rep_more_takes_back_the_last_rep_where_it_can(position, changed_from):
    machine = machine_at(plan(reps=4), position)
    machine.add_rep()
    assert running(machine).changed_from_s == changed_from
    assert last_rep_heard_at(machine) == [29]


def test_the_right_leg_gets_no_rep_more_for_the_left():
    machine = machine_at(plan(single_leg(), sets=1, reps=1), 6)
    machine.add_rep()
    assert [(part.first_rep, part.last_rep) for part in running(machine).spec.parts] == [(1, 2), (1, 1)]


def test_while_changing_sides_it_is_the_next_leg_that_gets_one_more():
    machine = machine_at(plan(single_leg(), sets=1, reps=1), 14)
    machine.add_rep()
    assert [(part.first_rep, part.last_rep) for part in running(machine).spec.parts] == [(1, 1), (1, 2)]
    tell(
        machine,
        """
        > t=36
        t=22.0 contract 1.1 right
        t=24.0 squeeze 1.1 right
        t=25.0 lower 1.1 right
        t=28.0 stretch 1.1 right
        t=29.0 rep 1.1 right in stretch
        t=29.0 contract 1.2 right
        t=31.0 squeeze 1.2 right
        t=32.0 lower 1.2 right
        t=35.0 stretch 1.2 right
        t=36.0 rep 1.2 right in stretch
        t=36.0 set 1: 2 reps
        t=36.0 finished 1.2 right in stretch
        """,
    )


# End after this rep.


def test_the_set_ends_with_the_running_rep():
    tell(
        machine_at(plan(reps=5), 12),
        """
        > end after rep
        > t=17
        t=14.0 stretch 1.2
        t=15.0 contract 1.2
        t=17.0 rep 1.2 in contract
        t=17.0 set 1: 2 reps
        block 2
        t=0.0 rest 2
        """,
    )


def test_where_its_end_is_too_close_the_set_ends_with_the_next():
    machine = machine_at(plan(reps=5, sets=1), 16)
    tell(
        machine,
        """
        > end after rep
        > t=23
        t=17.0 rep 1.2 in contract
        t=17.0 lower 1.3
        t=20.0 stretch 1.3
        t=21.0 contract 1.3
        t=23.0 rep 1.3 in contract
        t=23.0 set 1: 3 reps
        t=23.0 finished 1.3 in contract
        """,
    )
    assert machine.ledger.records[0].complete


@pytest.mark.parametrize(
    ("position", "last_rep", "changed_from"),
    [(5, 1, 11), (9.75, 1, 11), (9.9, 2, 17), (10.9, 2, 17), (11, 2, 17), (33.75, 5, 35), (33.9, 6, None)],
)
def test_the_boundary_that_changes_is_the_next_far_enough_ahead(position, last_rep, changed_from):
    machine = machine_at(plan(reps=6), position)
    machine.end_after_rep()
    playing = running(machine)
    assert playing.spec.parts[0].last_rep == last_rep
    assert playing.changed_from_s == changed_from


def test_several_short_reps_may_pass_before_the_player_can_follow():
    machine = machine_at(plan(tempo="3-0-2-0", reps=6), 5)
    fast = machine_at(plan(tempo="2-0-0.5-0", reps=6), 7.05)
    machine.end_after_rep()
    fast.end_after_rep()
    assert running(machine).spec.parts[0].last_rep == 1
    assert running(fast).spec.parts[0].last_rep == 2


def test_in_the_last_rep_there_is_nothing_to_end():
    machine = machine_at(plan(), 12)
    before = snapshot(machine)
    assert machine.end_after_rep() == []
    assert snapshot(machine) == before


def test_between_two_holds_the_next_is_the_last_and_is_called_so():
    machine = machine_at(plan(iso_hold(), reps=4, relax_s=5), 36)
    machine.end_after_rep()
    assert running(machine).changed_from_s == 40
    assert last_rep_heard_at(machine) == [40]


def test_the_other_leg_still_does_its_own_reps():
    machine = machine_at(plan(single_leg(), reps=3), 6)
    machine.end_after_rep()
    assert [part.last_rep for part in running(machine).spec.parts] == [1, 3]


def test_a_set_can_be_made_longer_and_then_ended():
    machine = machine_at(plan(sets=1, reps=2), 6)
    for _ in range(3):
        machine.add_rep()
    assert running(machine).spec.parts[0].last_rep == 5
    tell(
        machine,
        """
        > t=12
        t=8.0 stretch 1.1
        t=9.0 contract 1.1
        t=11.0 rep 1.1 in contract
        t=11.0 lower 1.2
        > end after rep
        > t=17
        t=14.0 stretch 1.2
        t=15.0 contract 1.2
        t=17.0 rep 1.2 in contract
        t=17.0 set 1: 2 reps
        t=17.0 finished 1.2 in contract
        """,
    )


def test_a_shortened_set_stays_short_over_a_pause():
    tell(
        machine_at(plan(sets=1, reps=5), 12),
        """
        > end after rep
        > pause
        t=12.0 pause 1.2 in lower
        > resume
        t=12.0 resume 1.2 in lower
        block 2
        t=0.0 ready 1
        > t=9
        t=3.0 lower 1.2
        t=6.0 stretch 1.2
        t=7.0 contract 1.2
        t=9.0 rep 1.2 in contract
        t=9.0 set 1: 2 reps
        t=9.0 finished 1.2 in contract
        """,
    )


# What is already on its way to the ear.


@pytest.mark.parametrize("command", ["add_rep", "end_after_rep"])
@pytest.mark.parametrize("plan_of", [plan(reps=4), plan(single_leg(), reps=4), plan(iso_hold(), reps=4)])
def test_up_to_where_it_changes_the_block_stays_as_it_was(command, plan_of):
    for tenth in range(0, 1500, 7):
        machine = machine_at(plan_of, tenth / 10)
        before = running(machine)
        if before.block_id != 1 or machine.state not in ("lower", "stretch", "contract", "squeeze", "hold", "relax"):
            continue
        sounding_s = Fraction(machine.position_s) + CHANGE_AHEAD_S
        old_cues = cues_of(machine)
        getattr(machine, command)()
        after, changed = running(machine), running(machine).changed_from_s
        assert after.block_id == before.block_id
        if changed is None:
            assert after is before
            continue
        assert changed >= sounding_s
        assert [s for s in after.block.segments if s.end <= changed] == [
            s for s in before.block.segments if s.end <= changed
        ]
        assert all(one.end == other.start for one, other in pairwise(after.block.segments))
        assert [c for c in cues_of(machine) if sounding_s <= c.at < changed] == [
            c for c in old_cues if sounding_s <= c.at < changed
        ]
