"""Stopping, asking and going on by key and by a clicker, and keys that were meant for the screen before."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from calfcoach.session.commands import END_AFTER_S, UNSEEN_S, CommandKind, CommandSource
from calfcoach.session.states import State
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.summary import SummaryScreen
from tests.ui.in_session import ALMOST_S, ENTER, ESC, F5, PAGE_DOWN, PAGE_UP, SHORT, SPACE, in_set, note, texts
from tests.ui.program import held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


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
        (PAGE_UP, "Set 1 again? Page ↑ · go on: F5", State.READY),
        (PAGE_DOWN, "End set 1? Page ↓ · go on: F5", State.REST),
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
