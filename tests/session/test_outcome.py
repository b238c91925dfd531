"""How each set of a session went: done, ended early, skipped, not done."""

from __future__ import annotations

from calfcoach.domain.exercise import Side
from calfcoach.domain.plan import SessionPlan
from calfcoach.session.machine import SessionMachine
from calfcoach.session.outcome import SetEnd, SetOutcome, Stopped, outcomes, stopped_at
from calfcoach.session.states import State
from calfcoach.wording.summary import done_by_side, done_text, headline, planned_text, set_note, whose_tension
from tests.stories import planned, single_leg


def begun(**dose: object) -> SessionMachine:
    machine = SessionMachine(SessionPlan((planned(**dose),)))
    machine.start()
    return machine


def play_reps(machine: SessionMachine, reps: int) -> None:
    """Play on until this number of reps of the running set has been counted."""
    playing = machine.playing
    assert playing is not None
    ends = sorted({s.end for s in playing.block.segments if s.rep == reps})
    machine.advance(playing.block_id, float(ends[-1]))


def skip_set(machine: SessionMachine) -> None:
    """Press it twice: the first press pauses and asks."""
    machine.skip()
    machine.skip()


def play_out(machine: SessionMachine) -> None:
    """Play the rest of the session."""
    while machine.state is not State.FINISHED:
        assert machine.playing is not None and machine.state is not State.PAUSED
        machine.advance(machine.playing.block_id, machine.playing.block.duration_s)


def seen(machine: SessionMachine) -> tuple[list[SetEnd], str]:
    stopped = stopped_at(machine)
    sets = outcomes(machine.plan, machine.ledger.records, stopped)
    return [one.end for one in sets], headline(sets, stopped)


def test_a_session_played_to_its_end_says_so() -> None:
    machine = begun(sets=2, reps=2)
    play_out(machine)
    assert seen(machine) == ([SetEnd.DONE, SetEnd.DONE], "All 2 sets done")


def test_one_set_is_one() -> None:
    machine = begun(sets=1, reps=2)
    play_out(machine)
    assert seen(machine) == ([SetEnd.DONE], "Set done")


def test_a_set_that_was_ended_early_is_named() -> None:
    machine = begun(sets=2, reps=4)
    machine.advance(1, machine.playing.block.duration_s)
    play_reps(machine, 2)
    skip_set(machine)
    assert seen(machine) == ([SetEnd.DONE, SetEnd.EARLY], "6 of 8 reps · set 2 ended early")


def test_a_set_that_was_skipped_keeps_its_row() -> None:
    machine = begun(sets=2, reps=2)
    while machine.state is not State.LOWER:
        machine.advance(1, machine.position_s + 0.5)
    skip_set(machine)
    play_out(machine)
    assert seen(machine) == ([SetEnd.SKIPPED, SetEnd.DONE], "2 of 4 reps · set 1 skipped")


def test_where_it_was_stopped_is_told() -> None:
    machine = begun(sets=3, reps=3)
    play_reps(machine, 1)
    machine.stop()
    ends = [SetEnd.EARLY, SetEnd.NOT_DONE, SetEnd.NOT_DONE]
    assert seen(machine) == (ends, "1 of 9 reps · stopped in set 1")


def test_stopped_in_a_rest_it_is_before_the_next_set() -> None:
    machine = begun(sets=2, reps=2)
    machine.advance(1, machine.playing.block.duration_s)
    machine.stop()
    assert stopped_at(machine) == Stopped(2, in_set=False)
    assert seen(machine) == ([SetEnd.DONE, SetEnd.NOT_DONE], "2 of 4 reps · stopped before set 2")


def test_without_a_rep_there_is_no_set_to_name() -> None:
    machine = begun(sets=2, reps=2)
    machine.stop()
    assert seen(machine) == ([SetEnd.NOT_DONE, SetEnd.NOT_DONE], "No rep done")


def test_a_correction_counts_and_a_set_made_full_by_it_is_done() -> None:
    machine = begun(sets=1, reps=4)
    play_reps(machine, 2)
    skip_set(machine)
    machine.ledger.correct(1, 4)
    assert seen(machine) == ([SetEnd.DONE], "Set done")
    machine.ledger.correct(1, 3)
    assert seen(machine)[1] == "3 of 4 reps · set 1 ended early"


def test_a_full_set_that_is_corrected_down_is_not_done_in_full() -> None:
    machine = begun(sets=2, reps=2)
    play_out(machine)
    machine.ledger.correct(1, 1)
    assert seen(machine) == ([SetEnd.SHORT, SetEnd.DONE], "3 of 4 reps · set 1 not done in full")
    assert set_note(outcomes(machine.plan, machine.ledger.records)[0]) == "not done in full"
    machine.ledger.correct(1, 2)
    assert seen(machine) == ([SetEnd.DONE, SetEnd.DONE], "All 2 sets done"), "as counted again"


def test_left_and_right_are_told_apart() -> None:
    machine = SessionMachine(SessionPlan((planned(single_leg(), sets=1, reps=2),)))
    machine.start()
    playing = machine.playing
    assert playing is not None
    right = [s for s in playing.block.segments if s.side is Side.RIGHT and s.rep == 1]
    machine.advance(playing.block_id, float(right[-1].end))
    skip_set(machine)
    one: SetOutcome
    (one,) = outcomes(machine.plan, machine.ledger.records)
    assert (one.done_on(Side.LEFT), one.done_on(Side.RIGHT), one.end) == (2, 1, SetEnd.EARLY)
    assert (planned_text(one), done_text(one)) == ("2 a side", "left 2, right 1")
    assert (done_by_side((2, 1)), done_by_side((2, 2))) == ("2 · 1", "2")
    assert headline((one,), None) == "3 of 4 reps · set 1 ended early"
    assert whose_tension((one,)) == "on the side that did more"
    machine.ledger.correct(1, 2, Side.RIGHT)
    (one,) = outcomes(machine.plan, machine.ledger.records)
    assert (one.end, done_text(one), whose_tension((one,))) == (SetEnd.DONE, "2", "on each side")
    machine.ledger.correct(1, 0, Side.LEFT)
    (one,) = outcomes(machine.plan, machine.ledger.records)
    assert (one.end, done_text(one)) == (SetEnd.EARLY, "left 0, right 2")
