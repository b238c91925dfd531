"""The keys of the window: those of the stage, of a clicker, held down, chosen anew, and for the full screen."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from calfcoach.domain.prescribe import Choices
from calfcoach.session.commands import UNSEEN_S
from calfcoach.session.states import State
from calfcoach.settings import SettingsStore
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.stage import StageScreen
from calfcoach.ui.screens.summary import SummaryScreen
from tests.e2e.short_session import SHORT, skip_to_the_rest, stop_and_leave
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


def test_what_a_presenter_clicker_sends(program):
    program.show_setup(DONKEY, Choices(**SHORT))
    program.key(Qt.Key.Key_F5)
    assert isinstance(program.screen, StageScreen)
    program.run(8.0)
    for key in (Qt.Key.Key_Period, Qt.Key.Key_B):
        program.key(key)
        assert program.state is State.PAUSED
        program.key(key)
        assert program.state is State.READY
        program.run(4.0)
    program.key(Qt.Key.Key_PageDown)
    assert program.state is State.PAUSED
    program.key(Qt.Key.Key_F5)
    assert program.state is State.READY
    program.run(4.0)
    program.key(Qt.Key.Key_Escape)
    assert program.state is State.HALTED
    program.key(Qt.Key.Key_F5)
    assert program.state is State.READY
    program.run(4.0)
    program.key(Qt.Key.Key_PageDown)
    program.key(Qt.Key.Key_PageDown)
    assert program.state is State.REST
    program.key(Qt.Key.Key_PageUp)
    assert program.coach.machine.playing.spec.number == 1


def test_every_key_of_the_stage(program):
    program.start(**SHORT)
    program.run(7.0)
    program.key(Qt.Key.Key_Space)
    assert program.state is State.PAUSED
    program.key(Qt.Key.Key_Space)
    program.run(4.0)
    program.key(Qt.Key.Key_A)
    assert program.coach.view().reps == 3
    program.key(Qt.Key.Key_Down)
    assert program.coach.view().reps == 1
    skip_to_the_rest(program)
    left_s = program.coach.view().seconds_left
    program.key(Qt.Key.Key_Up)
    assert program.coach.view().seconds_left == pytest.approx(left_s + 15, abs=0.1)
    program.key(Qt.Key.Key_Left)
    assert program.coach.machine.playing.spec.number == 1
    stop_and_leave(program)


def test_a_key_that_is_held_down_is_one_wish(program, qtbot):
    program.start(**SHORT)
    program.run(7.0)
    program.key(Qt.Key.Key_Space)
    for _ in range(3):
        held = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
        QApplication.sendEvent(program.window, held)
    assert program.state is State.PAUSED


def hold(program, key, times=6):
    """Hold a key down: pressed once, then repeated wherever the focus is by then."""
    text = {Qt.Key.Key_Space: " ", Qt.Key.Key_F5: ""}.get(key, "\r")
    for repeat in range(times):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, repeat > 0)
        QApplication.sendEvent(program.window.windowHandle(), event)
        QApplication.processEvents()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_that_is_held_down_goes_one_step(program, key):
    hold(program, key)
    assert isinstance(program.screen, SetupScreen)
    program.start(sets=1, reps=1, lead_in_s=Decimal(5))
    program.run_until(lambda: program.state is State.FINISHED)
    program.run(UNSEEN_S + 0.1)
    hold(program, key)
    program.run(3.0)
    assert isinstance(program.screen, SummaryScreen)
    program.screen.focus_first()
    hold(program, key)
    assert isinstance(program.screen, LibraryScreen)


def key_event(kind, key, at_ms):
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "\r")
    event.setTimestamp(at_ms)
    QApplication.sendEvent(QApplication.focusWidget() or QApplication.activeWindow(), event)
    QApplication.processEvents()
    return event


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_repeat_that_is_told_as_released_and_pressed_at_once_is_none(program, key):
    press, release, shortcut = QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease, QKeyEvent.Type.ShortcutOverride
    assert not key_event(shortcut, key, 1000).isAccepted()
    key_event(press, key, 1000)
    for at_ms in (1600, 1640, 1680):
        key_event(release, key, at_ms)
        assert key_event(shortcut, key, at_ms).isAccepted(), "it is kept from the shortcuts"
        key_event(press, key, at_ms)
    key_event(release, key, 1700)
    assert isinstance(program.screen, SetupScreen)
    assert not key_event(shortcut, key, 1800).isAccepted()
    key_event(press, key, 1800)
    key_event(release, key, 1900)
    assert isinstance(program.screen, StageScreen)


def test_start_that_is_held_down_starts_once(program):
    program.show_setup(DONKEY, Choices(**SHORT))
    hold(program, Qt.Key.Key_F5)
    program.run(3.0)
    assert program.state is State.READY
    hold(program, Qt.Key.Key_Space)
    assert program.state is State.PAUSED


def test_a_held_space_is_text_where_text_is_written(program):
    program.key("/")
    hold(program, Qt.Key.Key_Space, 4)
    assert program.screen._search.text() == "    "


def test_remapped_keys(make_program):
    store = SettingsStore()
    store.change(keys={"pause": ["P"], "stop": ["Space"], "skip": ["nonsense"]})
    program = make_program(store=store)
    program.start(**SHORT)
    program.run(7.0)
    program.key(Qt.Key.Key_P)
    assert program.state is State.PAUSED
    program.key(Qt.Key.Key_P)
    program.run(4.0)
    skip_to_the_rest(program)
    program.key(Qt.Key.Key_Space)
    program.key(Qt.Key.Key_Space)
    program.run(1.0)
    assert isinstance(program.screen, SummaryScreen)


def test_the_list_of_keys(program):
    from calfcoach.ui.keys_panel import KeysPanel

    program.start(**SHORT)
    program.run(7.0)
    program.key("?")
    (panel,) = program.window.findChildren(KeysPanel)
    assert panel.isVisible()
    program.key(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert program.state is State.HALTED, "nothing delays a stop"
    program.key(Qt.Key.Key_F1)
    program.key(Qt.Key.Key_Space)
    assert not panel.isVisible()
    assert program.state is State.READY


def test_full_screen_and_back(program):
    program.key(Qt.Key.Key_F11)
    assert program.window.isFullScreen()
    program.key(Qt.Key.Key_F11)
    assert not program.window.isFullScreen()


def test_full_screen_also_where_no_window_manager_obeys(program, qtbot, monkeypatch):
    window = program.window
    before, whole = window.geometry(), window.screen().geometry()
    window.setMinimumSize(whole.size().boundedTo(window.minimumSize()))
    for name in ("showFullScreen", "showNormal"):
        monkeypatch.setattr(window, name, lambda: None)
    program.key(Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: window.geometry() == whole)
    program.key(Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: window.geometry() == before)


def test_a_slash_searches_and_may_be_searched_for(program):
    program.key("/")
    program.key("donkey/")
    assert program.screen._search.text() == "donkey/"
    assert isinstance(program.screen, LibraryScreen)
