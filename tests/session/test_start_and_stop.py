"""The beginning and the end, wherever it is."""

import pytest

from calfcoach.session.clock import ManualClock
from calfcoach.session.machine import SessionMachine
from calfcoach.session.states import State
from tests.stories import machine_at, plan, single_leg, snapshot, tell


def test_before_the_start_a_session_can_only_start_or_stop():
    machine = SessionMachine(plan())
    assert machine.state is State.SETUP
    tell(
        machine,
        """
        > pause
        ! pause is not possible in setup
        > stop
        t=0.0 stop
        > start
        ! start is not possible in stopped
        """,
    )
    assert machine.state is State.STOPPED


def test_a_session_cannot_be_started_twice():
    tell(
        SessionMachine(plan()),
        """
        > start
        block 1
        t=0.0 session: Donkey calf raise
        t=0.0 ready 1
        > start
        ! start is not possible in ready
        > t=5
        t=5.0 lower 1.1
        > start
        ! start is not possible in lower
        """,
    )


@pytest.mark.parametrize(
    ("block", "position", "story", "done"),
    [
        (1, 2, "t=2.0 stop 1 left", []),
        (1, 6, "t=6.0 stop 1.1 left in contract", []),
        (1, 12.5, "t=12.5 stop 1 right", [(1, 1, False)]),
        (1, 25, "t=25.0 stop 1.1 right in lower", [(1, 1, False)]),
        (2, 3, "t=3.0 stop 2 left", [(1, 1, True)]),
        (2, 16, "t=16.0 stop 2 left", [(1, 1, True)]),
        (2, 21, "t=21.0 stop 2.1 left in contract", [(1, 1, True)]),
        (2, 28, "t=28.0 stop 2 right", [(1, 1, True), (2, 1, False)]),
    ],
)
def test_a_stop_loses_nothing_that_was_completed(block, position, story, done):
    machine = machine_at(plan(single_leg(), reps=1), position, block)
    tell(machine, f"> stop\n{story}\n> stop\n! stop is not possible in stopped")
    assert machine.state is State.STOPPED
    assert [(r.set_number, r.counted_reps, r.complete) for r in machine.ledger.records] == done


def test_a_stop_in_a_pause():
    tell(
        machine_at(plan(), 12),
        """
        > pause
        t=12.0 pause 1.2 in lower
        > stop
        t=12.0 stop 1.2 in lower
        """,
    )


def test_a_finished_session_stays_as_it_is():
    machine = machine_at(plan(sets=1), 17)
    before = snapshot(machine)
    tell(
        machine,
        """
        > stop
        ! stop is not possible in finished
        > back
        ! back is not possible in finished
        > start
        ! start is not possible in finished
        """,
    )
    assert snapshot(machine) == before


def test_a_manual_clock_goes_on_when_told_and_never_back():
    clock = ManualClock(5)
    assert clock() == 5
    clock.tick(2.5)
    clock.tick(0)
    assert clock() == 7.5
    with pytest.raises(ValueError, match="does not go back"):
        clock.tick(-0.1)
    assert clock() == 7.5


def test_a_clock_can_drive_a_session_to_its_end_in_no_time():
    clock, machine = ManualClock(), SessionMachine(plan())
    events = machine.start()
    block_began_s = clock()
    while machine.state is not State.FINISHED:
        playing = machine.playing
        assert playing is not None
        events += machine.advance(playing.block_id, clock() - block_began_s)
        if machine.playing is not playing:
            block_began_s += playing.block.duration_s
        clock.tick(0.25)
    assert machine.position_s + block_began_s == 17 + 32
    assert [event.kind for event in events].count("rep") == 4
