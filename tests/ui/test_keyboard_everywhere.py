"""One rule for the keyboard on all screens: Enter presses what has it, Esc leaves, and no key is lost on a part."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from calfcoach.session.states import State
from calfcoach.ui.screens.entry import EntryField
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.screen import Screen
from calfcoach.ui.screens.setup import SetupScreen
from tests.ui.every_screen import GO, buttons, go, with_keyboard
from tests.ui.program import Program, held_awake, make_program, program, whole_program

__all__ = ["held_awake", "make_program", "program", "whole_program"]

DESK = [name for name in GO if not name.startswith("stage")]
ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


def test_the_rule_holds_on_every_screen(whole_program: Program) -> None:
    program = whole_program
    for name in GO:
        screen = go(program, name)
        if name in DESK:
            esc_leaves_from_whatever_has_the_keyboard(program, name)
            arrows_letters_and_digits_lose_neither_screen_nor_keyboard(program, name)
            program.store.change(clicker_only=False)  # an arrow may have chosen that no other key works
            program.change_keys()
        enter_and_space_press_whatever_button_has_the_keyboard(program, name)
        assert program.screen is screen, name


def esc_leaves_from_whatever_has_the_keyboard(program: Program, name: str) -> None:
    screen = program.screen
    assert isinstance(screen, Screen)
    left: list[object] = []
    screen.desk_actions["leave_screen"] = lambda: left.append(1)
    for part in with_keyboard(screen):
        part.setFocus()
        left.clear()
        program.key(Qt.Key.Key_Escape)
        assert left == [1], (name, part, part.accessibleName())
    for part in with_keyboard(screen):
        part.setFocus()
        left.clear()
        program.key("?") if not isinstance(part, (QLineEdit, QPlainTextEdit)) else program.key(Qt.Key.Key_F1)
        program.key(Qt.Key.Key_Escape)
        assert left == [], f"{name}: it closed the list of keys"
        assert QApplication.focusWidget() is part, f"{name}: and the keyboard is where it was"
        program.key(Qt.Key.Key_Escape)
        assert left == [1], (name, part, part.accessibleName())


def arrows_letters_and_digits_lose_neither_screen_nor_keyboard(program: Program, name: str) -> None:
    screen = program.screen
    for part in with_keyboard(screen):
        for key in (*ARROWS, "7", Qt.Key.Key_Backspace):
            part.setFocus()
            program.key(key)
            at = QApplication.focusWidget()
            assert program.screen is screen, (name, part.accessibleName(), key)
            assert at is not None, (name, part.accessibleName(), key)
            assert screen.isAncestorOf(at), (name, part.accessibleName(), key)


def enter_and_space_press_whatever_button_has_the_keyboard(program: Program, name: str) -> None:
    screen = program.screen
    assert isinstance(screen, Screen)
    found = buttons(screen)
    assert found or screen.on_stage, f"{name}: a screen without a button"
    pressed: list[object] = []
    for button in found:
        button.clicked.disconnect()  # what it does is tested where it is done
        button.clicked.connect(lambda _checked=False, button=button: pressed.append(button))
    # On the stage Space pauses and goes on, wherever the keyboard is; a demonstration stands still and goes on.
    moves = screen.on_stage or screen.on_demo
    others = (Qt.Key.Key_Enter, *(() if moves else (Qt.Key.Key_Space,)))
    for key in (Qt.Key.Key_Return, *others):
        for button in found:
            pressed.clear()
            button.setFocus()
            program.key(key)
            assert pressed == [button], (name, key, button.accessibleName())


def test_esc_leads_back_and_at_last_to_the_library(program: Program) -> None:
    for name in DESK:
        go(program, name)
        for _ in range(4):
            if isinstance(program.screen, LibraryScreen):
                break
            program.clock.tick(5.0)
            program.key(Qt.Key.Key_Escape)
        assert isinstance(program.screen, LibraryScreen), name
        program.key(Qt.Key.Key_Escape)
        assert isinstance(program.screen, LibraryScreen), f"{name}: the window is not closed by it"


def test_on_the_stage_the_keyboard_presses_a_button_and_esc_stops_in_place(program: Program) -> None:
    screen = go(program, "stage")
    for part in with_keyboard(screen):
        part.setFocus()
        program.key(Qt.Key.Key_Escape)
        assert program.state is State.HALTED, part.accessibleName()
        program.key(Qt.Key.Key_Space)
        program.run_until(lambda: program.state is State.LOWER)
    assert program.screen is screen


def test_digits_type_into_a_stepper_and_the_keyboard_stays_there(program: Program) -> None:
    screen = go(program, "setup")
    assert isinstance(screen, SetupScreen)
    fields = {part.accessibleName(): part for part in with_keyboard(screen) if isinstance(part, EntryField)}
    for name, typed in (("Sets", "5"), ("Reps", "17"), ("Rest", "1:30")):
        fields[name].setFocus()
        program.key(typed)
        program.key(Qt.Key.Key_Return)
        assert QApplication.focusWidget() is fields[name]
    dose = screen.model.dose
    assert (dose.sets, dose.reps, dose.rest_s) == (5, 17, 90)
