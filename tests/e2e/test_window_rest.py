"""A rest in the window: the last set is corrected by key and by typing, and no key does more than it says."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from calfcoach.session.states import State
from calfcoach.settings import SettingsStore
from calfcoach.ui.screens.steppers import Stepper
from calfcoach.ui.stage.buttons import StageButton
from tests.e2e.short_session import SHORT, rest_buttons
from tests.ui.program import held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


@pytest.mark.parametrize(
    ("more", "less"), [(Qt.Key.Key_Up, Qt.Key.Key_Down), ("+", "-")], ids=["arrows", "plus and minus"]
)
def test_in_a_rest_the_reps_are_corrected_by_key_and_the_rest_stays_as_it_is(program, more, less):
    program.start(**SHORT)
    program.run_until(lambda: program.state is State.REST)
    left_s = program.coach.view().seconds_left
    (correction,) = program.screen.findChildren(Stepper)
    correction.setFocus()
    program.key(more)
    program.key(more)
    assert program.coach.machine.last_set.reps == SHORT["reps"] + 2
    for reps in (3, 2, 1, 0, 0):
        program.key(less)
        assert program.coach.machine.last_set.reps == reps
    program.key(more)
    assert program.coach.machine.last_set.reps == 1
    assert program.coach.view().seconds_left == left_s
    assert program.state is State.REST


def test_in_a_rest_the_reps_are_typed_and_pause_and_stop_act_all_the_same(program):
    program.start(**SHORT | {"rest_s": Decimal(60)})
    program.run_until(lambda: program.state is State.REST)
    (correction,) = program.screen.findChildren(Stepper)
    last_set = lambda: program.coach.machine.last_set.reps  # noqa: E731
    correction.setFocus()
    for key in ("1", "2", Qt.Key.Key_Return):
        program.key(key)
    assert (last_set(), correction.accessibleDescription()) == (12, "12")
    program.key("7")
    program.key(Qt.Key.Key_Space)
    assert program.state is State.PAUSED
    program.run(0.1)
    assert last_set() == 7, "leaving the field enters what was typed"
    program.key(Qt.Key.Key_Space)
    program.run(0.1)
    assert program.state is State.REST
    correction.setFocus()
    program.key("9")
    program.key(Qt.Key.Key_Escape)
    assert program.state is State.HALTED
    program.run(0.1)
    assert (last_set(), correction.isVisible()) == (9, False)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_of_the_rest_that_has_the_focus_and_space_pauses(program, key):
    program.start(**SHORT)
    program.run_until(lambda: program.state is State.REST)
    more, skip = rest_buttons(program)
    left_s = program.coach.view().seconds_left
    more.setFocus(Qt.FocusReason.TabFocusReason)
    program.key(key)
    assert program.coach.view().seconds_left == pytest.approx(left_s + 15, abs=0.1)
    skip.setFocus(Qt.FocusReason.TabFocusReason)
    program.key(Qt.Key.Key_Space)
    assert program.state is State.PAUSED
    program.key(Qt.Key.Key_Space)
    program.run(0.1)
    assert program.state is State.REST
    skip.setFocus(Qt.FocusReason.TabFocusReason)
    program.key(key)
    assert program.state is State.READY


@pytest.mark.parametrize("number", [0, 1, 2], ids=["more rest", "skip", "correction"])
def test_nothing_of_a_rest_takes_a_key_once_it_is_over(program, number):
    program.start(**SHORT)
    program.run_until(lambda: program.state is State.REST)
    on_stage = [*program.screen.findChildren(StageButton), *program.screen.findChildren(Stepper)]
    chosen = [*rest_buttons(program), *program.screen.findChildren(Stepper)]
    chosen[number].setFocus(Qt.FocusReason.TabFocusReason)
    for state in (State.READY, State.LOWER):
        program.run_until(lambda state=state: program.state is state)
        QApplication.processEvents()
        before = program.coach.view().seconds_left
        assert QApplication.focusWidget() not in on_stage
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Plus) if state is State.LOWER else (Qt.Key.Key_Return,):
            program.key(key)
        assert program.state is state
        assert program.coach.view().seconds_left == before
    program.key(Qt.Key.Key_Down)
    assert program.coach.view().reps == 1
    assert program.coach.machine.last_set.reps == SHORT["reps"]


def test_space_never_presses_a_button_of_the_rest(make_program):
    store = SettingsStore()
    store.change(keys={"pause": ["P"]})
    program = make_program(store=store)
    program.start(**SHORT)
    program.run_until(lambda: program.state is State.REST)
    _, skip = rest_buttons(program)
    skip.setFocus(Qt.FocusReason.TabFocusReason)
    program.key(Qt.Key.Key_Space)
    assert program.state is State.REST
