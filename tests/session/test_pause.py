"""Pausing and going on, wherever it happens."""

import pytest

from calfcoach.session.machine import SessionMachine
from calfcoach.session.states import State
from tests.stories import iso_hold, machine_at, plan, single_leg, tell


def test_a_rep_that_was_paused_does_not_count_and_is_done_afresh():
    machine = machine_at(plan(sets=1), 16.5)
    tell(
        machine,
        """
        > pause
        t=16.5 pause 1.2 in contract
        > t=30
        > resume
        t=16.5 resume 1.2 in contract
        block 2
        t=0.0 ready 1
        > t=3
        t=3.0 lower 1.2
        > t=9
        t=6.0 stretch 1.2
        t=7.0 contract 1.2
        t=9.0 rep 1.2 in contract
        t=9.0 set 1: 2 reps
        t=9.0 finished 1.2 in contract
        """,
    )
    (record,) = machine.ledger.records
    assert record.counted == {None: frozenset({1, 2})}
    assert record.complete


@pytest.mark.parametrize(
    ("position", "phase"),
    [(5.0, "lower"), (7.9, "lower"), (8.0, "stretch"), (8.9, "stretch"), (9.0, "contract"), (10.9, "contract")],
)
def test_in_every_phase_of_the_first_rep_a_pause_starts_the_set_over(position, phase):
    machine = machine_at(plan(sets=1), position)
    machine.pause()
    assert machine.state is State.PAUSED
    tell(
        machine,
        f"""
        > resume
        t={position} resume 1.1 in {phase}
        block 2
        t=0.0 ready 1
        > t=8.9
        t=3.0 lower 1.1
        t=6.0 stretch 1.1
        t=7.0 contract 1.1
        """,
    )
    assert machine.ledger.records == ()


def test_a_rep_that_just_ended_counts_though_the_pause_comes_with_it():
    tell(
        machine_at(plan(sets=1), 10.9),
        """
        > t=11
        t=11.0 rep 1.1 in contract
        t=11.0 lower 1.2
        > pause
        t=11.0 pause 1.2 in lower
        > resume
        t=11.0 resume 1.2 in lower
        block 2
        t=0.0 ready 1
        > t=3
        t=3.0 lower 1.2
        """,
    )


def test_a_pause_freezes_the_rest():
    tell(
        machine_at(plan(), 12.5, block=2),
        """
        > pause
        t=12.5 pause 2
        > t=40
        > resume
        t=12.5 resume 2
        block 3
        t=0.0 rest 2
        > t=2.5
        t=2.5 ready 2
        > t=7.5
        t=7.5 lower 2.1
        """,
    )


def test_a_rest_without_lead_in_still_counts_down_after_a_pause():
    tell(
        machine_at(plan(lead_in_s=0), 19.8, block=2),
        """
        > pause
        t=19.8 pause 2
        > resume
        t=19.8 resume 2
        block 3
        t=0.0 rest 2
        > t=2.9
        > t=3
        t=3.0 lower 2.1
        """,
    )


@pytest.mark.parametrize(("position", "left"), [(0.0, 5.0), (1.5, 3.5), (2.0, 3.0), (4.9, 3.0)])
def test_a_pause_in_the_lead_in_leaves_at_least_the_countdown(position, left):
    tell(
        machine_at(plan(), position),
        f"""
        > pause
        t={position} pause 1
        > resume
        t={position} resume 1
        block 3
        t=0.0 ready 1
        > t={left}
        t={left} lower 1.1
        """,
    )


def test_a_pause_in_a_change_of_sides_leaves_what_was_left_of_it():
    tell(
        machine_at(plan(single_leg(), sets=1, reps=1, switch_s=8), 14),
        """
        > pause
        t=14.0 pause 1 right
        > resume
        t=14.0 resume 1 right
        block 2
        t=0.0 switch 1 right
        > t=4.5
        > pause
        t=4.5 pause 1 right
        > resume
        t=4.5 resume 1 right
        block 3
        t=0.0 switch 1 right
        > t=3
        t=3.0 contract 1.1 right
        """,
    )


def test_after_a_pause_on_the_second_leg_the_first_is_not_done_again():
    machine = machine_at(plan(single_leg(), sets=1, reps=2), 40)
    tell(
        machine,
        """
        > pause
        t=40.0 pause 1.2 right in lower
        > resume
        t=40.0 resume 1.2 right in lower
        block 2
        t=0.0 ready 1 right
        > t=10
        t=3.0 contract 1.2 right
        t=5.0 squeeze 1.2 right
        t=6.0 lower 1.2 right
        t=9.0 stretch 1.2 right
        t=10.0 rep 1.2 right in stretch
        t=10.0 set 1: 2 reps
        t=10.0 finished 1.2 right in stretch
        """,
    )


def test_a_pause_between_two_holds_leaves_what_was_left_of_the_relaxing():
    machine = machine_at(plan(iso_hold(), sets=1, reps=2, relax_s=20), 45)
    tell(
        machine,
        """
        > pause
        t=45.0 pause 1.2 in relax
        > resume
        t=45.0 resume 1.2 in relax
        block 2
        t=0.0 ready 1
        > t=10
        t=10.0 hold 1.2
        > t=40
        t=40.0 rep 1.2 in hold
        t=40.0 set 1: 2 holds
        t=40.0 finished 1.2 in hold
        """,
    )


def test_pausing_twice_and_resuming_twice_are_refused():
    tell(
        machine_at(plan(), 6),
        """
        > resume
        ! resume-set is not possible in lower
        > pause
        t=6.0 pause 1.1 in lower
        > pause
        ! pause is not possible in paused
        > resume
        t=6.0 resume 1.1 in lower
        block 3
        t=0.0 ready 1
        > resume
        ! resume-set is not possible in ready
        """,
    )


def test_every_block_after_a_pause_has_an_id_of_its_own():
    machine = SessionMachine(plan())
    machine.start()
    ids = set()
    for _ in range(5):
        playing, upcoming = machine.playing, machine.upcoming
        assert playing is not None
        assert upcoming is not None
        assert playing.block_id not in ids
        ids |= {playing.block_id, upcoming.block_id}
        machine.pause()
        machine.resume()
    assert len(ids) == 10
