"""The countdown on which a class starts: no slip of a key changes it for everybody."""

from dataclasses import replace
from decimal import Decimal

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.session.machine import Question, SessionMachine, UndoKind
from calfcoach.session.states import State
from tests.stories import machine_at, plan, tell


def class_at(position_s: float) -> SessionMachine:
    return machine_at(replace(plan(reps=1), countdown_s=Decimal(120)), position_s)


def test_a_slip_pauses_and_asks_and_going_on_says_no():
    machine = class_at(20)
    tell(
        machine,
        """
        > skip
        t=20.0 pause 1
        > resume
        t=20.0 resume 1
        block 3
        t=0.0 ready 1
        > t=99.9
        > t=100
        t=100.0 lower 1.1
        """,
    )


def test_the_same_key_again_starts_everybody_after_the_countdown_of_three_and_can_be_undone():
    machine = class_at(20)
    tell(
        machine,
        """
        > skip
        t=20.0 pause 1
        > skip
        block 3
        t=0.0 ready 1
        > t=3
        t=3.0 lower 1.1
        > undo
        t=3.0 undo 1.1 in lower
        block 5
        t=0.0 ready 1
        > t=100
        t=100.0 lower 1.1
        """,
    )


def test_back_asks_and_gives_the_whole_countdown_again():
    machine = class_at(110)
    machine.back()
    assert (machine.state, machine.question) == (State.PAUSED, Question.COUNTDOWN_AGAIN)
    machine.back()
    assert machine.playing is not None
    assert machine.playing.block.segments[0].duration == 120
    assert machine.undoable is not None and machine.undoable.what is UndoKind.COUNTDOWN_RESTARTED
    machine.undo()
    assert machine.playing.block.segments[0].duration == 10, "what was left of it"


@pytest.mark.parametrize("stand", ["pause", "halt"])
def test_it_is_asked_also_where_it_stands_still(stand):
    machine = class_at(20)
    getattr(machine, stand)()
    machine.skip()
    assert (machine.state, machine.question) == (State.PAUSED, Question.START_NOW)
    machine.back()
    assert (machine.state, machine.question) == (State.PAUSED, Question.COUNTDOWN_AGAIN)


def test_in_the_last_three_seconds_nothing_is_left_to_be_cut():
    machine = class_at(117.5)
    machine.skip()
    assert machine.state is State.READY and machine.playing is not None
    assert machine.playing.block.segments[0].duration == Decimal("2.5")


def test_a_minute_more_is_the_same_countdown():
    tell(
        class_at(20),
        """
        > extend_rest
        block 3
        t=0.0 ready 1
        > t=5
        > undo
        t=5.0 undo 1
        block 5
        t=0.0 ready 1
        > extend_rest
        block 7
        t=0.0 ready 1
        > t=160
        t=160.0 lower 1.1
        """,
    )


def test_what_comes_after_it_is_a_lead_in_like_any_other():
    for machine in (class_at(120.5), machine_at(SessionPlan(plan().items), 1)):
        machine.back()
        machine.back()
        assert machine.playing is not None
        assert not machine.playing.spec.countdown
        machine.skip()
        assert machine.question is None
