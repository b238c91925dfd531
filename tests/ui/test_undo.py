"""What was ended or thrown away is undone, and a stopped session goes on: on the stage and from the summary."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from calfcoach.session.commands import UNDO_S, UNSEEN_S
from calfcoach.session.states import State
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.stage import StageScreen
from calfcoach.ui.screens.summary import SummaryScreen
from tests.histories import sessions_of
from tests.ui.in_session import ALMOST_S, ENTER, ESC, F5, SHORT, in_set, note, press_note, texts, touch
from tests.ui.program import Program, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


def test_on_the_stage_an_ended_set_is_undone_by_key_and_by_button(program):
    for undo in (
        lambda: program.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        lambda: touch(program, "Undo"),
    ):
        in_set(program)
        program.key(Qt.Key.Key_Right)
        program.key(Qt.Key.Key_Right)
        assert program.state is State.REST
        assert "Undo" in texts(program)
        undo()
        assert (program.state, program.coach.view().goes_on_with) == (State.READY, 2)
        assert "Go on Rep 2 of 3" in texts(program)
        program.close_session()
        program.show_library()


def test_the_undo_of_the_stage_is_taken_away_after_ten_seconds(program):
    in_set(program)
    program.key(Qt.Key.Key_Right)
    program.key(Qt.Key.Key_Right)
    program.run(UNDO_S - ALMOST_S)
    assert "Undo" in texts(program)
    program.run(2 * ALMOST_S)
    assert "Undo" not in texts(program)
    program.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert program.state is State.REST


def test_what_is_discarded_is_back_by_key_and_by_button(program):
    for undo in (
        lambda: program.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        lambda: press_note(program),
    ):
        program.start(**{**SHORT, "sets": 1, "reps": 1})
        program.run_until(lambda: program.session is None)
        before = len(sessions_of(program.backstage.history))
        program.screen._note.setText("heavy")
        program.press("Discard")
        assert len(sessions_of(program.backstage.history)) == before - 1
        assert isinstance(program.screen, LibraryScreen)
        assert note(program).isVisible() and note(program).accessibleName() == "The session is discarded."
        undo()
        assert len(sessions_of(program.backstage.history)) == before
        assert sessions_of(program.backstage.history)[0].remarks.note == "heavy"
        assert note(program).accessibleName() == "The session is saved."
        assert not note(program).offers_undo


def test_the_note_of_what_was_discarded_goes_away_and_with_it_the_undo(program):
    program.start(**{**SHORT, "sets": 1, "reps": 1})
    program.run_until(lambda: program.session is None)
    program.press("Discard")
    assert note(program)._time.interval() == UNDO_S * 1000
    note(program)._time.timeout.emit()
    assert not note(program).isVisible() and not note(program).offers_undo
    program.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sessions_of(program.backstage.history) == []


# The summary.


@pytest.mark.parametrize("how", ["button", "F5", "undo"])
def test_a_stopped_session_goes_on_from_the_summary_at_the_set_it_was_in(program, how):
    in_set(program)
    program.run_until(lambda: program.state is State.REST, 60)
    program.run_until(lambda: program.state is State.LOWER and program.coach.view().rep == 2, 60)
    program.key(ESC)
    program.key(ESC)
    program.run(1.0)
    assert isinstance(program.screen, SummaryScreen)
    program.screen._note.setText("the phone rang")
    if how == "button":
        program.press("Go on")
    elif how == "F5":
        program.key(F5)
    else:
        program.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(program.screen, StageScreen)
    view = program.coach.view()
    assert (program.state, view.set_number, view.goes_on_with) == (State.READY, 2, 2)
    assert view.seconds_left == pytest.approx(5.0, abs=0.1), "the whole lead-in"
    program.run_until(lambda: program.session is None)
    assert isinstance(program.screen, SummaryScreen)
    (session,) = sessions_of(program.backstage.history)
    assert session.remarks.note == "the phone rang"


def test_an_ended_set_at_the_very_end_is_undone_from_the_summary_for_as_long_as_it_can_be(program):
    in_set(program, sets=1)
    program.key(Qt.Key.Key_Right)
    program.key(Qt.Key.Key_Right)
    assert program.state is State.FINISHED
    program.key(ENTER)
    program.run(0.1)
    assert isinstance(program.screen, SummaryScreen)
    program.press("Undo")
    assert (program.state, program.coach.view().goes_on_with) == (State.READY, 2)
    program.run_until(lambda: program.state is State.LOWER, 10)
    program.key(Qt.Key.Key_Right)
    program.key(Qt.Key.Key_Right)
    program.key(ENTER)
    program.run(0.1)
    program.clock.tick(UNDO_S)
    program.screen._undo_time.timeout.emit()
    assert not [each for each in program.screen.findChildren(QPushButton) if each.text() == "Undo" and each.isVisible()]
    program.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(program.screen, SummaryScreen), "too late: nothing happens"


@pytest.mark.parametrize("how", ["button", "key"])
def test_a_stopped_session_that_was_saved_is_come_back_to_and_gone_on_with(program, how):
    in_set(program)
    program.run_until(lambda: program.coach.view().rep == 2, 60)
    program.key(ESC)
    program.key(ESC)
    program.run(1.0)
    program.screen._note.setText("too soon")
    program.clock.tick(UNSEEN_S)
    program.key(ESC)
    assert note(program).accessibleName() == "The session is saved."
    if how == "button":
        press_note(program)
    else:
        program.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(program.screen, SummaryScreen)
    assert program.screen.remarks.note == "too soon"
    program.press("Go on")
    assert isinstance(program.screen, StageScreen)
    program.run_until(lambda: program.session is None)
    (session,) = sessions_of(program.backstage.history)
    assert (session.ended, session.remarks.note) == ("finished", "too soon")


def test_a_whole_session_that_was_saved_offers_no_undo(program):
    in_set(program)
    program.run_until(lambda: program.session is None)
    program.clock.tick(UNSEEN_S)
    program.key(ENTER)
    assert note(program).accessibleName() == "The session is saved." and not note(program).offers_undo


def test_a_key_for_the_looks_says_what_is_on_and_takes_no_undo_away(program: Program) -> None:
    for key, says in (
        (Qt.Key.Key_F6, "Theme: Light"),
        (Qt.Key.Key_F7, "Reduced motion is on"),
        (Qt.Key.Key_F8, "The flash at each phase is on"),
        (Qt.Key.Key_F8, "The flash at each phase is off"),
        *((Qt.Key.Key_F4, f"Text size: {size} %") for size in (125, 150, 200, 100)),
    ):
        program.key(key)
        assert note(program)._line.text() == says
    program.window.tell("Something was done.", lambda: None)
    program.key(Qt.Key.Key_F7)
    assert note(program)._line.text() == "Something was done." and note(program).offers_undo
