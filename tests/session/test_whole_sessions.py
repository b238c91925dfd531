"""Whole sessions, told from the start to the end."""

import pytest

from calfcoach.domain.exercise import Side
from calfcoach.domain.plan import SessionPlan
from calfcoach.session.machine import SessionMachine
from calfcoach.session.states import State
from calfcoach.wording.events import event_text
from tests.stories import exercise, iso_hold, lines, plan, planned, single_leg, standing, tell

DONKEY = """
    > start
    block 1
    t=0.0 session: Donkey calf raise
    t=0.0 ready 1
    > t=4.9
    > t=5
    t=5.0 lower 1.1
    > t=8
    t=8.0 stretch 1.1
    > t=9
    t=9.0 contract 1.1
    > t=11
    t=11.0 rep 1.1 in contract
    t=11.0 lower 1.2
    > t=14
    t=14.0 stretch 1.2
    > t=15
    t=15.0 contract 1.2
    > t=17
    t=17.0 rep 1.2 in contract
    t=17.0 set 1: 2 reps
    block 2
    t=0.0 rest 2
    > t=14.9
    > t=15
    t=15.0 ready 2
    > t=20
    t=20.0 lower 2.1
    > t=23
    t=23.0 stretch 2.1
    > t=24
    t=24.0 contract 2.1
    > t=26
    t=26.0 rep 2.1 in contract
    t=26.0 lower 2.2
    > t=29
    t=29.0 stretch 2.2
    > t=30
    t=30.0 contract 2.2
    > t=32
    t=32.0 rep 2.2 in contract
    t=32.0 set 2: 2 reps
    t=32.0 finished 2.2 in contract
    """


def test_a_donkey_calf_raise_of_two_sets_of_two():
    machine = SessionMachine(plan(exercise()))
    tell(machine, DONKEY)
    assert machine.state is State.FINISHED
    assert [(record.set_number, record.counted, record.complete) for record in machine.ledger.records] == [
        (1, {None: frozenset({1, 2})}, True),
        (2, {None: frozenset({1, 2})}, True),
    ]
    assert machine.upcoming is None


def test_who_looks_late_is_told_the_same():
    often, late = SessionMachine(plan()), SessionMachine(plan())
    told_often, told_late = often.start(), late.start()
    for block, tenths in ((1, 170), (2, 320)):
        for tenth in range(tenths + 1):
            playing = often.playing
            assert playing is not None
            if playing.block_id == block:
                told_often += often.advance(block, tenth / 10)
        told_late += late.advance(block, 1e9)
    assert told_often == told_late


def test_a_rep_that_starts_with_the_lift_counts_at_the_end_of_its_stretch():
    tell(
        SessionMachine(plan(standing(), sets=1)),
        """
        > start
        block 1
        t=0.0 session: Standing calf raise
        t=0.0 ready 1
        > t=6.9
        t=5.0 contract 1.1
        > t=11
        t=7.0 squeeze 1.1
        t=8.0 lower 1.1
        t=11.0 stretch 1.1
        > t=11.9
        > t=12
        t=12.0 rep 1.1 in stretch
        t=12.0 contract 1.2
        > t=19
        t=14.0 squeeze 1.2
        t=15.0 lower 1.2
        t=18.0 stretch 1.2
        t=19.0 rep 1.2 in stretch
        t=19.0 set 1: 2 reps
        t=19.0 finished 1.2 in stretch
        """,
    )


@pytest.mark.parametrize(
    ("tempo", "start", "last"),
    [
        ("3-1-2-0", "lower", "contract"),
        ("3-0-2-1", "lower", "squeeze"),
        ("3-0-2-0", "lower", "contract"),
        ("3-1-2-0", "contract", "stretch"),
        ("3-0-2-1", "contract", "lower"),
        ("3-0-2-0", "contract", "lower"),
        ("3-0-A-0", "lower", "contract"),
        ("3-0-X-0", "contract", "lower"),
    ],
)
def test_a_rep_counts_when_its_last_phase_that_takes_time_ends(tempo, start, last):
    machine = SessionMachine(plan(exercise(start_phase=start), tempo=tempo, sets=1, reps=1, lead_in_s=0))
    machine.start()
    assert lines(machine.advance(1, 100))[-3:] == [
        f"t={machine.position_s:.1f} rep 1.1 in {last}",
        f"t={machine.position_s:.1f} set 1: 1 rep",
        f"t={machine.position_s:.1f} finished 1.1 in {last}",
    ]


def test_one_leg_after_the_other():
    machine = SessionMachine(plan(single_leg(), sets=1, reps=1, switch_s=8))
    tell(
        machine,
        """
        > start
        block 1
        t=0.0 session: Single-leg calf raise
        t=0.0 ready 1 left
        > t=5
        t=5.0 contract 1.1 left
        > t=11
        t=7.0 squeeze 1.1 left
        t=8.0 lower 1.1 left
        t=11.0 stretch 1.1 left
        > t=12
        t=12.0 rep 1.1 left in stretch
        t=12.0 switch 1 right
        > t=20
        t=20.0 contract 1.1 right
        > t=30
        t=22.0 squeeze 1.1 right
        t=23.0 lower 1.1 right
        t=26.0 stretch 1.1 right
        t=27.0 rep 1.1 right in stretch
        t=27.0 set 1: 1 rep
        t=27.0 finished 1.1 right in stretch
        """,
    )
    (record,) = machine.ledger.records
    assert record.counted == {Side.LEFT: frozenset({1}), Side.RIGHT: frozenset({1})}
    assert record.counted_reps == 1


def test_a_hold_counts_at_its_end_and_relaxing_leads_to_the_next():
    tell(
        SessionMachine(plan(iso_hold(), sets=1, reps=3)),
        """
        > start
        block 1
        t=0.0 session: Calf hold
        t=0.0 ready 1
        > t=34.9
        t=5.0 hold 1.1
        > t=35
        t=35.0 rep 1.1 in hold
        t=35.0 relax 1.2
        > t=40
        t=40.0 hold 1.2
        > t=75
        t=70.0 rep 1.2 in hold
        t=70.0 relax 1.3
        t=75.0 hold 1.3
        > t=105
        t=105.0 rep 1.3 in hold
        t=105.0 set 1: 3 holds
        t=105.0 finished 1.3 in hold
        """,
    )


def test_one_hold_follows_the_other_where_nobody_relaxes():
    tell(
        SessionMachine(plan(iso_hold(), sets=1, reps=2, relax_s=0, lead_in_s=0)),
        """
        > start
        block 1
        t=0.0 session: Calf hold
        t=0.0 hold 1.1
        > t=60
        t=30.0 rep 1.1 in hold
        t=30.0 hold 1.2
        t=60.0 rep 1.2 in hold
        t=60.0 set 1: 2 holds
        t=60.0 finished 1.2 in hold
        """,
    )


def test_two_exercises_with_the_time_to_change_between_them():
    items = (planned(exercise(), sets=1, reps=1), planned(iso_hold(), sets=1, reps=1))
    tell(
        SessionMachine(SessionPlan(items, 45)),
        """
        > start
        block 1
        t=0.0 session: Donkey calf raise, Calf hold
        t=0.0 ready 1
        > t=11
        t=5.0 lower 1.1
        t=8.0 stretch 1.1
        t=9.0 contract 1.1
        t=11.0 rep 1.1 in contract
        t=11.0 set 1: 1 rep
        block 2
        t=0.0 rest 1
        > t=45
        t=40.0 ready 1
        t=45.0 hold 1.1
        > t=75
        t=75.0 rep 1.1 in hold
        t=75.0 set 1: 1 hold
        t=75.0 finished 1.1 in hold
        """,
    )


def test_without_rest_one_set_follows_the_other_at_once():
    tell(
        SessionMachine(plan(tempo="3-0-2-0", reps=1, rest_s=0, lead_in_s=0)),
        """
        > start
        block 1
        t=0.0 session: Donkey calf raise
        t=0.0 lower 1.1
        > t=5
        t=3.0 contract 1.1
        t=5.0 rep 1.1 in contract
        t=5.0 set 1: 1 rep
        block 2
        t=0.0 lower 2.1
        > t=5
        t=3.0 contract 2.1
        t=5.0 rep 2.1 in contract
        t=5.0 set 2: 1 rep
        t=5.0 finished 2.1 in contract
        """,
    )


def test_a_session_names_all_of_its_exercises():
    machine = SessionMachine(SessionPlan((planned(), planned(standing()), planned())))
    assert machine.start()[0].names == ("Donkey calf raise", "Standing calf raise", "Donkey calf raise")


def test_the_log_names_each_exercise_once():
    machine = SessionMachine(SessionPlan((planned(), planned(standing()), planned())))
    assert event_text(machine.start()[0]) == "Donkey calf raise, Standing calf raise"
