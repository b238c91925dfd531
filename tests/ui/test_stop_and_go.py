"""Stopping, asking, undoing and going on in the window: by key, by mouse, by a clicker, with a clock that is moved."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from calfcoach.session.commands import END_AFTER_S, UNDO_S, UNSEEN_S, CommandKind, CommandSource
from calfcoach.session.states import State
from calfcoach.ui.note_line import NoteLine
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.stage import StageScreen
from calfcoach.ui.screens.summary import SummaryScreen
from calfcoach.ui.stage.buttons import StageButton
from tests.histories import sessions_of
from tests.ui.program import Program, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]

SHORT = {"sets": 2, "reps": 3, "rest_s": Decimal(20), "lead_in_s": Decimal(5)}
F5, ESC, SPACE, ENTER = Qt.Key.Key_F5, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Return
PAGE_UP, PAGE_DOWN = Qt.Key.Key_PageUp, Qt.Key.Key_PageDown
ALMOST_S = 0.2


def in_set(program: Program, **numbers: int) -> None:
    """Start, and come to the lowering of the second rep in the first set."""
    program.start(**{**SHORT, **numbers})
    program.run_until(lambda: program.state is State.LOWER and program.coach.view().rep == 2, 60)


def texts(program: Program) -> str:
    """All that is written on the stage now."""
    program.session.bridge.frame()
    QApplication.processEvents()
    program.screen.stage.grab()
    return " ".join(box.text for box in program.screen.stage.text_boxes())


def on_stage(program: Program, name: str) -> StageButton:
    """The largest button of the stage with that name; the ring is another matter."""
    program.session.bridge.frame()
    QApplication.processEvents()
    found = [each for each in program.screen.findChildren(StageButton) if each.isVisible()]
    ring = program.screen.stage.places.point(program.screen.stage.grid.ring.x, program.screen.stage.grid.ring.y)
    found = [each for each in found if each.accessibleName() == name and not each.geometry().contains(ring.toPoint())]
    assert found, name
    return max(found, key=lambda each: each.width() * each.height())


def touch(program: Program, name: str) -> None:
    QTest.mouseClick(on_stage(program, name), Qt.MouseButton.LeftButton)


def touch_with_finger(program: Program, button: QWidget, device) -> None:
    # The display that is not there is smaller than the window, and nobody can touch beside it.
    program.window.move(program.window.pos() - button.mapToGlobal(button.rect().center()) + QPoint(50, 50))
    QTest.touchEvent(button, device).press(0, button.rect().center(), button).commit()
    QTest.touchEvent(button, device).release(0, button.rect().center(), button).commit()


def note(program: Program) -> NoteLine:
    (line,) = program.window.findChildren(NoteLine)
    return line


def press_note(program: Program) -> None:
    (button,) = note(program).findChildren(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# One key never ends for good.


def test_esc_stops_in_place_and_tells_how_it_goes_on_and_the_way_out(program):
    in_set(program)
    program.key(ESC)
    assert program.state is State.HALTED
    said = texts(program)
    assert "Stopped at rep 2 · Space goes on · Esc ends" in said
    for step in program.coach.plan.items[0].exercise.finish:
        assert step.title in said
    program.key(SPACE)
    assert program.state is State.READY


def test_twenty_seconds_without_a_key_end_it_and_any_key_begins_them_anew(program):
    in_set(program)
    program.key(ESC)
    program.run(END_AFTER_S - ALMOST_S, 0.1)
    program.key("x")  # asks for nothing
    program.run(END_AFTER_S - ALMOST_S, 0.1)
    assert program.state is State.HALTED
    QTest.mouseClick(program.screen, Qt.MouseButton.LeftButton)
    program.run(END_AFTER_S - ALMOST_S, 0.1)
    assert program.state is State.HALTED
    session = program.session
    program.run(1.0, 0.1)
    assert session.coach.machine.state is State.STOPPED
    assert isinstance(program.screen, SummaryScreen)


def test_the_start_button_of_a_clicker_goes_on_from_paused_and_from_stopped(program):
    in_set(program)
    for stop, stopped in (("b", State.PAUSED), (ESC, State.HALTED)):
        program.key(stop)
        assert program.state is stopped
        program.key(F5)
        assert program.state is State.READY
        program.key(F5)
        assert program.state is State.READY, "what runs goes on"
        program.run_until(lambda: program.state is State.LOWER, 10)
    program.key(ESC)
    program.key(F5)
    assert program.state is State.READY, "a clicker's start and stop take turns"


def test_with_a_clicker_alone_and_an_audience_every_sentence_names_the_key_that_goes_on(program):
    program.store.change(clicker_only=True)
    program.audience.toggle()
    in_set(program)
    for key, said in (
        (PAGE_DOWN, "End set 1? Page ↓ · go on: F5"),
        (PAGE_UP, "Set 1 again? Page ↑ · go on: F5"),
        (ESC, "Stopped at rep 2 · F5 goes on · Esc ends"),
    ):
        program.key(key)
        assert said in texts(program)
        program.key(F5)
        program.run_until(lambda: program.state is State.LOWER, 10)
    program.audience.toggle()


def test_with_a_clicker_alone_its_start_button_takes_back_what_was_thrown_away(program):
    program.store.change(clicker_only=True)
    program.change_keys()
    in_set(program)
    for key, undo in ((PAGE_UP, "Undo: the set was started again"), (PAGE_DOWN, "Undo: the set was ended")):
        program.key(key)
        program.key(key)
        said = texts(program)
        assert undo in said and "F5" in said, "it is said beside its key"
        program.key(F5)
        assert (program.state, program.coach.view().goes_on_with) == (State.READY, 2), "back at its rep"
        program.run_until(lambda: program.state is State.LOWER, 10)
    program.key(F5)
    assert program.state is State.LOWER, "nothing to undo"


@pytest.mark.parametrize(
    ("key", "asked", "after"),
    [
        (PAGE_UP, "Set 1 again? Page ↑ · go on: Space", State.READY),
        (PAGE_DOWN, "End set 1? Page ↓ · go on: Space", State.REST),
    ],
)
def test_a_key_of_a_clicker_asks_in_a_set_and_its_second_press_says_yes(program, key, asked, after):
    in_set(program)
    program.key(key)
    assert program.state is State.PAUSED
    assert asked in texts(program)
    program.key(SPACE)
    assert (program.state, program.coach.view().goes_on_with) == (State.READY, 2), "it says no"
    program.run_until(lambda: program.state is State.LOWER, 10)
    program.key(key)
    program.key(key)
    assert program.state is after
    assert program.coach.view().goes_on_with is None
    program.run_until(lambda: program.state is State.REST, 60)
    program.key(key)
    assert program.state is State.READY, "in a rest it acts at once"


def test_pause_and_stop_act_at_once_whatever_is_under_way(program):
    in_set(program)
    for kind, key, state in ((CommandKind.PAUSE, SPACE, State.PAUSED), (CommandKind.HALT, ESC, State.HALTED)):
        program.key(Qt.Key.Key_Right)  # asked: end the set?
        program.key(Qt.Key.Key_Right)  # ended, and it can be undone
        program.key(Qt.Key.Key_Left)  # the set again, at once
        assert program.state is State.READY
        assert program.coach.view().offers.undo is not None
        program.key(Qt.Key.Key_F1)  # the list of keys lies over it
        for _ in range(500):  # something sends without end
            program.session.send(CommandKind.ADD_REP, CommandSource.PHONE)
        program.key(key)
        assert program.state is state, kind
        program.key(SPACE)
        program.run_until(lambda: program.state is State.LOWER, 10)


@pytest.mark.qt_log_ignore("^keyToAscii")  # a letter for what types none
def test_the_keys_for_music_pause_go_on_skip_and_stop(program):
    toggle, on, off = Qt.Key.Key_MediaTogglePlayPause, Qt.Key.Key_MediaPlay, Qt.Key.Key_MediaPause
    in_set(program)
    for key, state in (
        (toggle, State.PAUSED),
        (toggle, State.READY),
        (off, State.PAUSED),
        (off, State.PAUSED),
        (on, State.READY),
        (on, State.READY),
    ):
        program.key(key)
        assert program.state is state
    program.run_until(lambda: program.state is State.LOWER, 10)
    for key, state in (
        (Qt.Key.Key_MediaNext, State.PAUSED),
        (Qt.Key.Key_MediaNext, State.REST),
        (Qt.Key.Key_MediaPrevious, State.READY),
        (Qt.Key.Key_MediaStop, State.HALTED),
    ):
        program.key(key)
        assert program.state is state


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has this bus")
def test_the_desktop_has_the_session_from_its_start_to_its_end_and_again_when_it_goes_on(program):
    program.start(**SHORT)
    session = program.session
    assert session._media_keys._thread is not None
    program.run(1.0)
    program.key(ESC)
    program.key(ESC)
    program.run(1.0)
    assert session._media_keys._thread is None
    program.press("Go on")
    assert session._media_keys._thread is not None


# UndoKind.


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


# Gone on with from the summary.


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


# By mouse and finger.


@pytest.mark.parametrize(("press", "stop"), [("mouse", SPACE), ("finger", ESC)], ids=["paused", "stopped"])
def test_three_large_buttons_go_on_restart_and_finish(program, press, stop, touch_screen):
    def do(name):
        if press == "mouse":
            touch(program, name)
        else:
            touch_with_finger(program, on_stage(program, name), touch_screen)

    in_set(program)
    program.key(stop)
    do("Go on")
    assert (program.state, program.coach.view().goes_on_with) == (State.READY, 2)
    program.run_until(lambda: program.state is State.LOWER, 10)
    program.key(stop)
    do("Restart set")
    assert (program.state, program.coach.view().goes_on_with) == (State.READY, None)
    program.run_until(lambda: program.state is State.LOWER, 10)
    program.key(stop)
    coach = program.coach
    do("Finish")
    assert coach.machine.state is State.STOPPED


def test_a_question_is_answered_by_the_large_buttons_and_none_of_them_ends_the_session(program):
    in_set(program)
    for key, yes, after in ((Qt.Key.Key_Left, "Set 1 again", State.READY), (Qt.Key.Key_Right, "End set 1", State.REST)):
        program.run_until(lambda: program.state is State.LOWER, 10)
        program.key(key)
        touch(program, "Go on")
        assert program.state is State.READY, "no: the set goes on"
        program.run_until(lambda: program.state is State.LOWER, 10)
        program.key(key)
        names = {each.accessibleName() for each in program.screen.findChildren(StageButton) if each.isVisible()}
        assert not names & {"Finish", "Restart set"}
        touch(program, yes)
        assert program.state is after


@pytest.fixture(scope="session")
def touch_screen(qapp):
    return QTest.createTouchDevice()


def test_the_ring_pauses_and_goes_on(program, touch_screen):
    in_set(program)
    for press, name, state in (
        ("mouse", "Pause", State.PAUSED),
        ("finger", "Go on", State.READY),
        ("finger", "Pause", State.PAUSED),
        ("mouse", "Go on", State.READY),
    ):
        stage = program.screen.stage
        program.session.bridge.frame()
        QApplication.processEvents()
        middle = stage.places.point(stage.grid.ring.x, stage.grid.ring.y).toPoint()
        ring = stage.childAt(middle)
        assert ring.accessibleName() == name
        if press == "mouse":
            QTest.mouseClick(ring, Qt.MouseButton.LeftButton)
        else:
            touch_with_finger(program, ring, touch_screen)
        assert program.state is state


# Keys that were meant for the screen before.


def test_a_key_meant_for_the_stage_does_not_save_the_summary_that_came_by_itself(program):
    program.start(**{**SHORT, "sets": 1, "reps": 1})
    program.run_until(lambda: program.session is None)
    assert isinstance(program.screen, SummaryScreen)
    for key in (ENTER, SPACE, ESC):
        program.key(key)
        assert isinstance(program.screen, SummaryScreen), key
    program.key(Qt.Key.Key_F1)
    assert program.window.findChild(QPushButton) is not None
    program.key(Qt.Key.Key_F1)
    program.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget().text() != "Save", "no other key waits"
    program.screen.focus_first()
    program.clock.tick(UNSEEN_S)
    program.key(ENTER)
    assert isinstance(program.screen, LibraryScreen)
    assert note(program).isVisible() and note(program).accessibleName() == "The session is saved."


def test_who_ended_it_has_seen_it_and_saves_at_once(program):
    in_set(program)
    program.key(ESC)
    program.key(ESC)
    program.run(0.1)
    assert isinstance(program.screen, SummaryScreen)
    program.key(ENTER)
    assert isinstance(program.screen, LibraryScreen)


def test_esc_pressed_in_a_hurry_shows_the_way_out_and_leaves_nothing(program):
    in_set(program)
    program.run_until(lambda: program.coach.view().rep == 2, 60)
    for _ in range(4):
        program.key(ESC)
        program.run(0.05)
    assert isinstance(program.screen, SummaryScreen)
    assert any(each.accessibleName() == "The way out" for each in program.screen.findChildren(QScrollArea))
    program.clock.tick(UNSEEN_S)
    program.key(ESC)
    assert isinstance(program.screen, LibraryScreen)


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
    ):
        program.key(key)
        assert note(program)._line.text() == says
    program.window.tell("Something was done.", lambda: None)
    program.key(Qt.Key.Key_F7)
    assert note(program)._line.text() == "Something was done." and note(program).offers_undo
