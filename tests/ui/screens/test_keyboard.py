"""The keyboard on the desk screens: Enter presses, Esc closes, empties and leaves, arrows go between cards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QApplication, QPushButton

from calfcoach.ui.screens.calibration import CalibrationScreen
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.tips_card import TipsCard
from calfcoach.wording.any_lift import ANY_LIFT
from tests.ui.program import DONKEY, held_awake, make_program, whole_program

__all__ = ["held_awake", "make_program", "whole_program"]


@pytest.fixture
def program(whole_program):
    """Of all shipped exercises: they are what is looked at here."""
    return whole_program


def shown(program):
    return program.screen._grid.shown()


def button(program, text):
    return next(each for each in program.screen.findChildren(QPushButton) if each.text() == text)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_every_button_of_a_screen_is_pressed_by_enter_and_space(program, key):
    program.show_settings()
    for made in program.screen.findChildren(QPushButton):
        if not made.isVisible() or not made.isEnabled() or made.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        assert made.autoDefault(), made.text()
    back = button(program, "‹  Library")
    back.setFocus()
    program.key(key)
    assert isinstance(program.screen, LibraryScreen)


def test_from_the_search_down_to_the_first_hit_and_up_again(program):
    program.key("/")
    program.key("heel drop")
    program.key(Qt.Key.Key_Down)
    assert shown(program)[0].hasFocus()
    program.key(Qt.Key.Key_Up)
    assert program.screen._search.hasFocus()
    program.key(Qt.Key.Key_Return)
    assert shown(program)[0].hasFocus()
    chosen = shown(program)[0].exercise.id
    program.key(Qt.Key.Key_Return)
    assert isinstance(program.screen, SetupScreen)
    assert program.screen.model.exercise.id == chosen


def test_arrows_go_from_card_to_card(program):
    cards, columns = shown(program), program.screen._grid.columns
    assert columns > 1
    cards[0].setFocus()
    for key, at in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1 + columns),
        (Qt.Key.Key_Left, columns),
        (Qt.Key.Key_Up, 0),
    ):
        program.key(key)
        assert cards[at].hasFocus()


def test_esc_empties_the_search(program):
    program.key("/")
    program.key("zzz")
    assert shown(program) == []
    program.key(Qt.Key.Key_Escape)
    assert program.screen._search.text() == ""
    assert shown(program)


def test_an_empty_search_offers_all_exercises_again(program):
    everything = len(shown(program))
    program.screen._search.setText("zzz")
    button(program, "Show all exercises").click()
    assert len(shown(program)) == everything
    assert shown(program)[0].hasFocus()


def test_esc_closes_the_tip_that_is_open_and_then_leaves(program):
    shown(program)[0].click()
    (tips,) = program.screen.findChildren(TipsCard)
    tips.set_open(True)
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, SetupScreen)
    assert not tips.is_open
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, LibraryScreen)


def test_choosing_a_variant_keeps_the_keyboard_on_it(program):
    next(card for card in shown(program) if card.exercise.id == DONKEY).click()
    button(program, "Rail + belt").setFocus()
    program.key(Qt.Key.Key_Space)
    at = QApplication.focusWidget()
    assert isinstance(at, QPushButton)
    assert (at.text(), at.isChecked()) == ("Rail + belt", True)


def test_the_keyboard_comes_back_to_where_it_was(program):
    card = next(card for card in shown(program) if card.exercise.id == "tibialis-raise")
    card.setFocus()
    program.key(Qt.Key.Key_Return)
    program.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget().exercise.id == "tibialis-raise"
    assert not QApplication.focusWidget().visibleRegion().isEmpty()
    button(program, "Settings").setFocus()
    program.key(Qt.Key.Key_Return)
    button(program, "Full").setFocus()
    program.show_calibration()
    assert isinstance(program.screen, CalibrationScreen)
    program.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is button(program, "Full")
    program.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is button(program, "Settings")


def test_a_card_is_a_button_with_an_action(program):
    card = shown(program)[0]
    interface = QAccessible.queryAccessibleInterface(card)
    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == card.exercise.name
    assert QAccessibleActionInterface.pressAction() in interface.actionInterface().actionNames()


def test_what_was_used_last_comes_first(program):
    for exercise in ("heel-drop-straight", "iso-hold-calf", "heel-drop-straight"):
        next(card for card in shown(program) if card.exercise.id == exercise).click()
        program.screen.started.emit()
        program.close_session()
        program.show_library()
    assert [card.exercise.id for card in shown(program)][:4] == [
        "heel-drop-straight",
        "iso-hold-calf",
        ANY_LIFT,
        DONKEY,
    ]


def test_start_says_what_begins(program):
    next(card for card in shown(program) if card.exercise.id == DONKEY).click()
    start = program.screen.start_button
    assert start.accessibleDescription() == "10 s to get ready, then 3 s down · 1 s stretch · 2 s up"
    program.screen._dose._step("lower", 1)
    assert start.accessibleDescription() == "10 s to get ready, then 4 s down · 1 s stretch · 2 s up"
