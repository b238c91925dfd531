"""Keys chosen in the window: a key or a clicker's button is taught by pressing it, and nobody loses a key unasked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from calfcoach.session.states import State
from calfcoach.ui.key_choice import as_usual, keys_of, losing_last, refusal, users_of, with_key, without_key
from calfcoach.ui.keys import ALL_ACTIONS, KeyMap
from tests.ui.program import held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]

BY_NAME = {action.name: action for action in ALL_ACTIONS}
PAUSE, STOP, SKIP, FREEZE, SEARCH = (BY_NAME[name] for name in ("pause", "stop", "skip", "freeze_audience", "search"))


def press(card: QWidget, words: str) -> None:
    QApplication.processEvents()  # what was just made is shown
    (button,) = [each for each in card.findChildren(QPushButton) if each.isVisible() and each.text() == words]
    button.click()


def key(name: str) -> QKeySequence:
    return QKeySequence(name)


def test_a_free_key_is_added_to_those_there_are():
    own = with_key({}, PAUSE, key("F12"))
    assert own == {"pause": ["Space", ".", "B", "F12"]}
    assert keys_of(own, PAUSE)[-1] == "F12"
    assert as_usual(own, PAUSE) == {}


def test_a_key_that_another_action_has_is_taken_from_there():
    assert users_of({}, PAUSE, key("Right")) == [SKIP]
    own = with_key({}, PAUSE, key("Right"))
    assert keys_of(own, SKIP) == ["S", "Page ↓"] and "→" in keys_of(own, PAUSE)
    again = with_key(own, SKIP, key("Right"))
    assert "→" in keys_of(again, SKIP) and "→" not in keys_of(again, PAUSE)


def test_a_key_of_another_place_is_no_conflict():
    assert users_of({}, PAUSE, key("/")) == [], "the library's search"
    assert users_of({}, SEARCH, key("F11")) == [BY_NAME["full_screen"]], "that works everywhere"


def test_a_key_for_the_audience_is_taken_from_whatever_works_beside_it_and_the_other_way_round():
    theme, black = BY_NAME["theme"], BY_NAME["black_audience"]
    assert users_of({}, FREEZE, key("Space")) == [PAUSE, BY_NAME["demo_run"]]
    assert theme in users_of({}, FREEZE, key("F6")) and FREEZE in users_of({}, black, key("."))
    assert users_of({}, theme, key(".")) == [PAUSE, FREEZE]
    own = with_key({}, FREEZE, key("Space"))
    assert keys_of(own, FREEZE) == [".", "Space"]
    assert keys_of(own, PAUSE) == [".", "B"], "those it only lends"
    assert refusal({}, FREEZE, key("Esc")).startswith("“Back"), "H stops too, and nothing else leads back"
    own = with_key({"freeze_audience": ["K"]}, theme, key("K"))
    assert keys_of(own, theme) == ["F6", "K"] and keys_of(own, FREEZE) == ["."]
    assert users_of({"pause": ["PgDown"]}, FREEZE, key("PgDown")) == [
        BY_NAME[name] for name in ("next_card", "demo_step")
    ], "pausing lends a clicker's keys"


def test_a_single_key_is_taken_away_and_the_last_one_stays():
    own = without_key({}, SKIP, "S")
    assert keys_of(own, SKIP) == ["→", "Page ↓"]
    assert losing_last(own, SKIP, "→") == ""
    assert losing_last({"skip": ["N"]}, SKIP, "N").startswith("It is the only key for “")
    assert keys_of(without_key({"leave": ["Return", "Enter", "Q"]}, BY_NAME["leave"], "Enter"), BY_NAME["leave"]) == [
        "Q"
    ], "Enter has two names"


def test_nobody_can_be_left_without_a_way_to_stop():
    assert refusal({"stop": ["Esc"], "add_rep": ["H"]}, PAUSE, key("Esc")).startswith("“Stop")
    assert refusal({}, PAUSE, key("Esc")) == "", "H stops too"
    assert refusal({"stop": ["Esc", "Q"]}, PAUSE, key("Esc")) == "", "it has another one"
    assert refusal({}, SEARCH, key("Esc")).startswith("“Back")
    assert refusal({}, PAUSE, key("F12")) == ""
    assert keys_of({}, FREEZE) == ["."]


def test_a_pedal_is_taught_by_pressing_it_and_works_at_once(program):
    program.show_settings()
    card = program.screen.keys

    def said() -> list[str]:
        return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]

    card._action.setCurrentIndex(ALL_ACTIONS.index(PAUSE))
    card.catcher.setFocus()
    program.key(Qt.Key.Key_Return)
    assert "Press it now. Esc leaves everything as it is." in said()
    program.key(Qt.Key.Key_Escape)
    assert program.screen.keys is card and not program.backstage.settings.keys, "Esc was meant for the card"
    card.catcher.click()
    program.key(Qt.Key.Key_F12)
    assert program.backstage.settings.keys == {"pause": ["Space", ".", "B", "F12"]}
    card.catcher.click()
    program.key(Qt.Key.Key_PageDown)
    assert any("is the key for" in line for line in said())
    assert program.backstage.settings.keys == {"pause": ["Space", ".", "B", "F12"]}, "nothing is taken unasked"
    card._take.click()
    assert program.backstage.settings.keys["pause"][-1] == "PgDown"
    assert "Page ↓ is a key for “Pause, go on” now." in said()
    press(card, "Page ↓  ×")
    assert program.backstage.settings.keys["pause"] == ["Space", ".", "B", "F12"]
    assert "Page ↓ is no key for “Pause, go on” any more." in said()
    card.catcher.click()
    program.key(Qt.Key.Key_Tab)
    assert "Tab" in program.backstage.settings.keys["pause"]
    card.catcher.click()
    QTest.keyClick(card.catcher, Qt.Key.Key_Shift)
    assert card.catcher.is_waiting, "Shift alone is no key"
    card._all_usual.setFocus()
    assert not card.catcher.is_waiting

    program.start(sets=1, reps=2)
    program.run_until(lambda: program.state is State.LOWER)
    program.key(Qt.Key.Key_F12)
    assert program.state is State.PAUSED
    program.session.coach.close()
    program.close_session()
    program.show_settings()
    program.screen.keys._all_usual.click()
    assert not program.backstage.settings.keys
    assert program.key_map.first("pause") == KeyMap({}).first("pause")


def test_everything_that_would_lose_a_key_is_named_and_what_settings_leave_without_one_is_told(program):
    program.store.change(keys={"stop": ["Q"], "pause": ["Q"]})
    program.show_settings()
    card = program.screen.keys
    assert "“Stop" in card._said.text() and "had no key left, and has a usual one again." in card._said.text()
    card._action.setCurrentIndex(ALL_ACTIONS.index(BY_NAME["theme"]))
    card.catcher.caught.emit(key("PgDown"))
    for name in ("skip", "next_card", "demo_step"):
        assert BY_NAME[name].label in card._said.text()
    assert card._said.text().startswith("Page ↓ is the key for 3 actions: “")
    card._leave.click()
    card._action.setCurrentIndex(ALL_ACTIONS.index(SEARCH))
    press(card, "/  ×")
    press(card, "Ctrl+F  ×")
    assert card._said.text() == "It is the only key for “Search”. Give it another one first."


def test_with_a_clicker_alone_no_other_key_does_anything(program):
    program.show_settings()
    program.screen.keys._work.press("clicker")
    assert program.store.settings.clicker_only
    program.show_library()
    before = program.screen
    for pressed in ("/", "h", "?", Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_F11, Qt.Key.Key_F3, Qt.Key.Key_Tab):
        at = QApplication.focusWidget()
        program.key(pressed)
        assert QApplication.focusWidget() is at
    program.screen.focus_search()
    program.key("x")
    assert program.screen is before and program.screen._search.text() == "", "nothing can be typed either"
    program.screen.focus_first()
    program.key(Qt.Key.Key_PageDown)
    program.key(Qt.Key.Key_PageUp)
    program.key(Qt.Key.Key_F5)
    program.key(Qt.Key.Key_F5)
    assert program.session is not None
    program.run(1)
    state = program.state
    program.key(Qt.Key.Key_Space)
    program.key(Qt.Key.Key_Right)
    assert program.state is state
    program.key(".")
    assert program.state is State.PAUSED
    program.key(Qt.Key.Key_Escape)
    assert program.state is not State.PAUSED, "Esc is a clicker's too"


def test_a_pedal_that_was_taught_works_with_a_clicker_alone(program):
    program.store.change(keys=with_key({}, PAUSE, key("F12")), clicker_only=True)
    program.change_keys()
    program.start("donkey-calf-raise")
    program.run(12)
    program.key(Qt.Key.Key_Space)
    assert program.state is not State.PAUSED
    program.key(Qt.Key.Key_F12)
    assert program.state is State.PAUSED


@pytest.mark.qt_log_ignore("^keyToAscii")  # a letter for what types none
def test_what_a_pedal_or_a_headset_sends_works_with_a_clicker_alone(program):
    own = with_key(with_key({}, PAUSE, key("Ctrl+P")), PAUSE, key("Return"))
    program.store.change(keys=own, clicker_only=True)
    program.change_keys()
    program.start("donkey-calf-raise")
    program.run(12)
    for press in (
        lambda: program.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier),
        lambda: program.key(Qt.Key.Key_Return),
        lambda: program.key(Qt.Key.Key_MediaPause),
    ):
        press()
        assert program.state is State.PAUSED
        program.key(Qt.Key.Key_F5)
        program.run(5)
        assert program.state is not State.PAUSED


def test_a_key_can_be_taught_while_a_clicker_alone_works(program):
    program.store.change(clicker_only=True)
    program.change_keys()
    program.show_settings()
    card = program.screen.keys
    card._action.setCurrentIndex(ALL_ACTIONS.index(PAUSE))
    card.catcher.setFocus()
    card.catcher.click()
    program.key(Qt.Key.Key_F12)
    assert "F12" in program.store.settings.keys["pause"]


def test_all_keys_work_again_by_one_key_on_the_settings(program):
    program.show_settings()
    program.screen.keys._work.press("clicker")
    program.key(Qt.Key.Key_F5)
    assert not program.store.settings.clicker_only
    program.key("?")
    assert program.window._keys._panel.isVisible()
