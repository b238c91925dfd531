"""One key never ends for good: stopping in place, questions that are asked in place, and what can be undone."""

import pytest

from calfcoach.domain.exercise import Side
from calfcoach.session.machine import Question, SessionMachine, UndoKind
from calfcoach.session.states import NotPossible, State
from tests.stories import machine_at, plan, single_leg, tell

# Stopped in place.


def test_a_stop_in_a_set_stands_and_goes_on_with_a_fresh_rep():
    machine = machine_at(plan(reps=5), 18)
    tell(
        machine,
        """
        > halt
        t=18.0 halt 1.3 in lower
        > t=40
        > resume
        t=18.0 resume 1.3 in lower
        block 3
        t=0.0 ready 1
        > t=3
        t=3.0 lower 1.3
        """,
    )
    assert [record.counted_reps for record in machine.ledger.records] == [2], "the rep that was begun does not count"


def test_a_second_stop_ends():
    machine = machine_at(plan(), 12)
    tell(
        machine,
        """
        > halt
        t=12.0 halt 1.2 in lower
        > halt
        ! halt is not possible in halted
        > stop
        t=12.0 stop 1.2 in lower
        """,
    )
    assert machine.state is State.STOPPED


def test_a_pause_can_be_stopped_in_place_too():
    tell(
        machine_at(plan(), 12),
        """
        > pause
        t=12.0 pause 1.2 in lower
        > halt
        t=12.0 halt 1.2 in lower
        > resume
        t=12.0 resume 1.2 in lower
        block 3
        t=0.0 ready 1
        """,
    )


# Asked in place.


def test_a_key_that_would_throw_a_set_away_pauses_and_asks():
    machine = machine_at(plan(), 12)
    machine.back()
    assert (machine.state, machine.question) == (State.PAUSED, Question.AGAIN)
    tell(
        machine,
        """
        > resume
        t=12.0 resume 1.2 in lower
        block 3
        t=0.0 ready 1
        """,
    )
    assert machine.question is None
    assert [(record.counted_reps, record.repeated) for record in machine.ledger.records] == [(1, False)]


def test_another_question_takes_the_place_of_the_first():
    machine = machine_at(plan(), 12)
    machine.back()
    machine.skip()
    assert (machine.state, machine.question) == (State.PAUSED, Question.END)
    machine.back()
    assert (machine.state, machine.question) == (State.PAUSED, Question.AGAIN)
    machine.back()
    assert machine.state is State.READY


def test_who_has_paused_already_is_not_asked():
    machine = machine_at(plan(), 12)
    machine.pause()
    assert machine.question is None
    machine.skip()
    assert machine.state is State.REST


def test_in_a_rest_both_keys_act_at_once():
    assert _after(machine_at(plan(), 4, block=2), "skip").state is State.READY
    machine = _after(machine_at(plan(), 4, block=2), "back")
    assert machine.state is State.READY and machine.playing is not None
    assert machine.playing.spec.number == 1


def test_a_lead_in_that_goes_on_with_a_set_is_asked_for_like_the_set():
    machine = machine_at(plan(), 12)
    machine.pause()
    machine.resume()
    machine.back()
    assert machine.question is Question.AGAIN
    machine.back()
    assert machine.state is State.READY
    machine.back()
    assert machine.question is None, "of this attempt nothing is done that could be lost"


# UndoKind.


def test_an_ended_set_goes_on_after_the_lead_in_with_a_fresh_rep():
    machine = machine_at(plan(reps=5), 13)
    machine.pause()
    tell(
        machine,
        """
        > skip
        t=13.0 set 1: 1 rep
        block 3
        t=0.0 rest 2
        > t=4
        > undo
        t=4.0 undo 2
        block 4
        t=0.0 ready 1
        > t=5
        t=5.0 lower 1.2
        > t=11
        t=8.0 stretch 1.2
        t=9.0 contract 1.2
        t=11.0 rep 1.2 in contract
        t=11.0 lower 1.3
        """,
    )
    (record,) = machine.ledger.records
    assert (record.counted_reps, record.repeated) == (2, False)


def test_a_restarted_set_goes_on_where_it_was():
    machine = machine_at(plan(reps=5), 13)
    machine.pause()
    machine.back()
    assert machine.undoable is not None and machine.undoable.what is UndoKind.SET_RESTARTED
    tell(
        machine,
        """
        > undo
        t=0.0 undo 1
        block 5
        t=0.0 ready 1
        > t=11
        t=5.0 lower 1.2
        t=8.0 stretch 1.2
        t=9.0 contract 1.2
        t=11.0 rep 1.2 in contract
        t=11.0 lower 1.3
        """,
    )
    (record,) = machine.ledger.records
    assert (record.counted_reps, record.repeated) == (2, False)


def test_the_set_of_before_that_was_begun_again_goes_back_to_its_rest():
    machine = machine_at(plan(), 4, block=2)
    tell(
        machine,
        """
        > back
        block 3
        t=0.0 ready 1
        > undo
        t=0.0 undo 1
        block 5
        t=0.0 rest 2
        > t=11
        t=11.0 ready 2
        """,
    )


def test_a_last_set_that_was_ended_is_not_the_end():
    machine = machine_at(plan(sets=1, reps=5), 13)
    machine.pause()
    tell(
        machine,
        """
        > skip
        t=13.0 set 1: 1 rep
        t=13.0 finished 1.2 in lower
        > undo
        t=13.0 undo 1.2 in lower
        block 2
        t=0.0 ready 1
        """,
    )


def test_an_ended_session_goes_on_by_an_undo_and_later_too():
    for command in ("undo", "resume"):
        machine = machine_at(plan(reps=5), 13)
        machine.halt()
        machine.stop()
        tell(
            machine,
            f"""
            > {command}
            t=13.0 {command} 1.2 in lower
            block 3
            t=0.0 ready 1
            > t=5
            t=5.0 lower 1.2
            """,
        )
        assert machine.undoable is None


def test_a_session_that_was_stopped_in_a_rest_goes_on_in_it():
    machine = machine_at(plan(), 4, block=2)
    machine.stop()
    tell(
        machine,
        """
        > resume
        t=4.0 resume 2
        block 3
        t=0.0 rest 2
        > t=11
        t=11.0 ready 2
        """,
    )


def test_on_the_second_leg_the_second_leg_goes_on():
    machine = machine_at(plan(single_leg(), reps=2), 30)
    assert machine.segment is not None and (machine.segment.side, machine.segment.rep) == (Side.RIGHT, 1)
    machine.stop()
    machine.resume()
    assert machine.playing is not None
    assert [(part.side, part.first_rep) for part in machine.playing.spec.parts] == [(Side.RIGHT, 1)]


def test_what_has_counted_since_is_not_taken_back():
    machine = machine_at(plan(lead_in_s=0), 8)
    machine.pause()
    machine.back()
    assert machine.undoable is not None and machine.playing is not None
    machine.advance(machine.playing.block_id, 9.5)
    assert machine.undoable is None
    with pytest.raises(NotPossible):
        machine.undo()
    assert [(record.counted_reps, record.repeated) for record in machine.ledger.records] == [(1, True), (1, False)]


def test_nothing_is_undone_twice():
    machine = machine_at(plan(), 12)
    machine.stop()
    machine.undo()
    with pytest.raises(NotPossible):
        machine.undo()


def test_a_session_that_was_never_begun_cannot_be_gone_on_with():
    machine = SessionMachine(plan())
    machine.stop()
    for command in (machine.resume, machine.undo):
        with pytest.raises(NotPossible):
            command()


def _after(machine: SessionMachine, command: str) -> SessionMachine:
    getattr(machine, command)()
    return machine
