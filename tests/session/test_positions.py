"""Positions as they come: late, of the next block already, or wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.session.machine import PositionError, SessionMachine
from tests.stories import machine_at, plan, snapshot, tell


def test_one_late_look_tells_everything_in_order():
    tell(
        SessionMachine(plan(sets=1)),
        """
        > start
        block 1
        t=0.0 session: Donkey calf raise
        t=0.0 ready 1
        > t=1000000
        t=5.0 lower 1.1
        t=8.0 stretch 1.1
        t=9.0 contract 1.1
        t=11.0 rep 1.1 in contract
        t=11.0 lower 1.2
        t=14.0 stretch 1.2
        t=15.0 contract 1.2
        t=17.0 rep 1.2 in contract
        t=17.0 set 1: 2 reps
        t=17.0 finished 1.2 in contract
        > t=1000001
        """,
    )


def test_a_position_far_past_a_block_ends_that_block_and_no_more():
    machine = machine_at(plan(), 16)
    tell(
        machine,
        """
        > t=1000
        t=17.0 rep 1.2 in contract
        t=17.0 set 1: 2 reps
        block 2
        t=0.0 rest 2
        """,
    )
    assert machine.position_s == 0


def test_the_next_block_comes_before_the_end_of_this_one_was_seen():
    tell(
        machine_at(plan(), 9.5),
        """
        > block 2 t=15.5
        t=11.0 rep 1.1 in contract
        t=11.0 lower 1.2
        t=14.0 stretch 1.2
        t=15.0 contract 1.2
        t=17.0 rep 1.2 in contract
        t=17.0 set 1: 2 reps
        block 2
        t=0.0 rest 2
        t=15.0 ready 2
        > block 2 t=15.4
        ! the position goes back from 15.5 to 15.4
        > block 1 t=17
        ! block 1 is not being played
        """,
    )


def test_the_same_position_again_tells_nothing():
    tell(
        machine_at(plan(), 8),
        """
        > t=8
        > t=8
        """,
    )


def test_a_boundary_belongs_to_what_begins_there():
    tell(
        machine_at(plan(), 0),
        """
        > t=4.999999999999999
        > t=5
        t=5.0 lower 1.1
        """,
    )


REFUSED = [
    (1, 8.99),
    (1, 0),
    (1, -1),
    (1, -1e300),
    (1, float("nan")),
    (1, float("inf")),
    (1, float("-inf")),
    (2, float("nan")),
    (2, float("inf")),
    (2, -0.001),
    (0, 10),
    (3, 10),
    (-1, 10),
]


@pytest.mark.parametrize(("block", "position"), REFUSED)
def test_a_position_that_cannot_be_is_refused_and_changes_nothing(block, position):
    machine = machine_at(plan(), 9)
    before = snapshot(machine)
    with pytest.raises(PositionError):
        machine.advance(block, position)
    assert snapshot(machine) == before
    tell(
        machine,
        """
        > t=11
        t=11.0 rep 1.1 in contract
        t=11.0 lower 1.2
        """,
    )


@given(st.one_of(st.floats(), st.integers(-10, 100).map(float)), st.integers(-2, 5))
def test_no_position_at_all_leaves_a_session_half_advanced(position, block):
    machine = machine_at(plan(), 9)
    before = snapshot(machine)
    try:
        machine.advance(block, position)
    except PositionError:
        assert snapshot(machine) == before
    else:
        assert block in (1, 2)
        assert position >= (9 if block == 1 else 0)


def test_before_the_start_there_is_no_block():
    machine = SessionMachine(plan())
    before = snapshot(machine)
    with pytest.raises(PositionError, match="block 1 is not being played"):
        machine.advance(1, 0.0)
    assert snapshot(machine) == before


@pytest.mark.parametrize("command", ["pause", "stop"])
def test_who_stands_still_passes_nothing(command):
    machine = machine_at(plan(), 9)
    getattr(machine, command)()
    before = snapshot(machine)
    assert machine.advance(1, 10) == []
    assert machine.advance(1, 100) == []
    assert machine.advance(2, 3) == []
    assert snapshot(machine) == before


def test_a_finished_session_passes_nothing_while_its_closing_words_sound():
    machine = machine_at(plan(sets=1), 17)
    before = snapshot(machine)
    assert machine.advance(1, 18.5) == []
    assert snapshot(machine) == before


def test_the_first_block_can_be_made_ready_before_the_start():
    machine = SessionMachine(plan())
    first = machine.preview()
    assert machine.preview() is first
    assert machine.playing is None
    assert machine.segment is None
    machine.start()
    assert machine.playing is first
