"""How long things wait for a hand: an undo, a session that is stopped in place, a key that comes too soon."""

from __future__ import annotations

import pytest

from calfcoach.session.commands import END_AFTER_S, UNDO_S, UNSEEN_S, CommandKind, CommandSource
from calfcoach.session.events import EventKind
from calfcoach.session.machine import UndoKind
from calfcoach.session.states import State
from tests.asking import ask
from tests.coach.test_conductor import Stage

SET_S, REST_S = 23.0, 20.0
ALMOST_S = 0.1


def wait(stage: Stage, seconds: float) -> None:
    """Let time pass in which nothing sounds."""
    stage.clock.tick(seconds)
    stage.coach.tick()


# Stopped in place.


def test_a_session_that_is_stopped_in_place_ends_when_nobody_touches_a_key(stage: Stage) -> None:
    stage.play(9)
    assert ask(stage.coach, CommandKind.STOP)
    assert stage.coach.machine.state is State.HALTED
    wait(stage, END_AFTER_S - ALMOST_S)
    assert stage.coach.machine.state is State.HALTED
    assert stage.coach.view().offers.end_left_s == pytest.approx(ALMOST_S)
    events = len(stage.events)
    wait(stage, 2 * ALMOST_S)
    assert [timed.event.kind for timed in stage.events[events:]] == [EventKind.STOP]
    assert stage.coach.machine.state is State.STOPPED


def test_whoever_is_there_has_the_whole_time_again(stage: Stage) -> None:
    stage.play(9)
    ask(stage.coach, CommandKind.STOP)
    wait(stage, END_AFTER_S - ALMOST_S)
    stage.coach.attend()  # a key that does nothing
    wait(stage, END_AFTER_S - ALMOST_S)
    assert stage.coach.machine.state is State.HALTED
    assert not ask(stage.coach, CommandKind.ADD_REP), "a command that is not possible"
    wait(stage, END_AFTER_S - ALMOST_S)
    assert stage.coach.machine.state is State.HALTED
    assert ask(stage.coach, CommandKind.RESUME)
    assert stage.coach.machine.state is State.READY


def test_a_pause_waits_for_ever(stage: Stage) -> None:
    stage.play(9)
    ask(stage.coach, CommandKind.PAUSE)
    wait(stage, 100 * END_AFTER_S)
    assert stage.coach.machine.state is State.PAUSED


# Undo.


@pytest.mark.parametrize(
    ("kinds", "undone", "before", "after"),
    [
        ([CommandKind.PAUSE, CommandKind.SKIP], UndoKind.SET_ENDED, State.REST, State.READY),
        ([CommandKind.PAUSE, CommandKind.BACK], UndoKind.SET_RESTARTED, State.READY, State.READY),
        ([CommandKind.END], UndoKind.SESSION_ENDED, State.STOPPED, State.READY),
    ],
)
def test_what_was_ended_or_thrown_away_can_be_undone_for_ten_seconds(
    kinds: list[CommandKind], undone: UndoKind, before: State, after: State
) -> None:
    for waited, possible in ((UNDO_S - ALMOST_S, True), (UNDO_S + ALMOST_S, False)):
        stage = Stage(lead_in_s=15)
        stage.coach.tick()
        stage.coach.start()
        stage.settle()
        stage.play(19)
        for kind in kinds:
            assert ask(stage.coach, kind)
        assert stage.coach.view().offers.undo is undone
        assert stage.coach.view().offers.undo_left_s == pytest.approx(UNDO_S)
        wait(stage, waited)
        assert stage.coach.machine.state is before
        assert (stage.coach.view().offers.undo is not None) is possible
        assert ask(stage.coach, CommandKind.UNDO) is possible
        assert stage.coach.machine.state is (after if possible else before)
        if possible:
            assert stage.coach.view().goes_on_with == 1, "the rep that was begun, afresh"
            assert stage.coach.view().seconds_left == pytest.approx(15), "after the whole lead-in"
        stage.coach.close()


def test_each_end_has_ten_seconds_of_its_own(stage: Stage) -> None:
    stage.play(9)
    ask(stage.coach, CommandKind.PAUSE)
    ask(stage.coach, CommandKind.SKIP)
    wait(stage, UNDO_S - ALMOST_S)
    ask(stage.coach, CommandKind.END)
    assert stage.coach.view().offers.undo is UndoKind.SESSION_ENDED
    wait(stage, UNDO_S - ALMOST_S)
    assert ask(stage.coach, CommandKind.UNDO)
    assert stage.coach.machine.state is State.REST


# A key that was meant for what stood there before.


def test_right_after_it_has_finished_by_itself_a_key_that_leaves_does_nothing(stage: Stage) -> None:
    stage.play(SET_S + REST_S + 18 - 0.05)
    stage.play(0.1)
    assert stage.coach.machine.state is State.FINISHED
    assert not ask(stage.coach, CommandKind.LEAVE)
    assert not stage.coach.left
    wait(stage, UNSEEN_S)
    assert ask(stage.coach, CommandKind.LEAVE)
    assert stage.coach.left


@pytest.mark.parametrize("kind", [CommandKind.STOP, CommandKind.ONE_DONE_LESS])
def test_every_other_key_works_at_once(stage: Stage, kind: CommandKind) -> None:
    stage.play(SET_S + REST_S + 18 - 0.05)
    stage.play(0.1)
    assert ask(stage.coach, kind, CommandSource.CLICKER)


def test_who_ends_the_last_set_has_seen_it(stage: Stage) -> None:
    stage.play(SET_S + REST_S + 3)
    ask(stage.coach, CommandKind.PAUSE)
    assert ask(stage.coach, CommandKind.SKIP)
    assert stage.coach.machine.state is State.FINISHED
    assert ask(stage.coach, CommandKind.LEAVE)


def test_an_end_that_was_undone_has_a_way_out_of_its_own_again(stage: Stage) -> None:
    stage.play(SET_S + REST_S + 3)
    ask(stage.coach, CommandKind.PAUSE)
    ask(stage.coach, CommandKind.SKIP)
    assert ask(stage.coach, CommandKind.LEAVE)
    assert ask(stage.coach, CommandKind.UNDO)
    stage.play(30)
    assert stage.coach.machine.state is State.FINISHED
    assert not stage.coach.left
