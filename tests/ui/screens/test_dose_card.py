"""The fields of the set-up: typing, stepping, the text of the whole dose, and numbers written with the lift first."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from calfcoach.domain.amounts import Load
from calfcoach.domain.prescribe import Choices
from calfcoach.ui.focus import FocusRing
from calfcoach.ui.screens.entry import EntryField
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.steppers import Stepper
from tests.ui.layout import clipped, overlaps, settle
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]

WHOLE = "The whole dose as one text"


def set_up(program, exercise: str = DONKEY, **numbers: object) -> SetupScreen:
    program.show_setup(exercise, Choices(**numbers))
    QApplication.processEvents()
    assert isinstance(program.screen, SetupScreen)
    return program.screen


def stepper(program, name: str) -> Stepper:
    (found,) = [each for each in program.screen.findChildren(Stepper) if each.accessibleName() == name]
    return found


def field(program, name: str) -> EntryField:
    QApplication.processEvents()
    fields = [each for each in program.screen.findChildren(EntryField) if each.isVisible()]
    (found,) = [each for each in fields if each.accessibleName().startswith(name)]
    return found


def type_into(program, name: str, typed: str) -> EntryField:
    found = field(program, name)
    found.setFocus()
    found.selectAll()
    program.key(typed)
    program.key(Qt.Key.Key_Return)
    return found


def said(program) -> str:
    advice = program.screen._dose.advice
    assert isinstance(advice, QLabel)
    return advice.text().replace("\u200b", "")


def test_every_field_takes_what_people_write(program):
    screen = set_up(program, "iso-hold-calf")
    for name, typed, shown in (
        ("Hold, in seconds", "7", "7 s"),
        ("Rest", "1:30", "90 s"),
        ("Rest", "50", "50 s"),
        ("Between two holds", "2,5", "2.5 s"),
        ("Sets", "3", "3"),
        ("Holds", "max", "max"),
        ("Holds", "2", "2"),
        ("Load", "37,5", "37.5 kg"),
    ):
        assert type_into(program, name, typed).text() == shown
    dose = screen.model.item.dose
    assert (dose.hold_s, dose.rest_s, dose.relax_s, dose.load) == (7, 50, Decimal("2.5"), (Load(Decimal("37.5")),))
    assert field(program, WHOLE).text() == "3x2x7 s hold rest 50 s relax 2.5 s load 37.5 kg"


def test_the_time_to_change_sides_is_a_field_where_sides_alternate(program):
    screen = set_up(program, "step-calf-raise-single")
    type_into(program, "To change sides", "1 min 30 s")
    assert screen.model.item.dose.switch_s == 90
    assert not any(each.accessibleName() == "Between two holds" for each in screen.findChildren(Stepper))
    set_up(program)
    assert not any(each.accessibleName() == "To change sides" for each in program.screen.findChildren(Stepper))


REFUSED = [
    ("Sets", "four", "'four' is not a whole number"),
    ("Sets", "51", "sets are a whole number from 1 to 50; 51 was asked for"),
    ("Reps", "0", "reps are a whole number from 1 to 200; 0 was asked for"),
    ("Rest", "3601", "rest is 0 to 3600 s; 3601 was asked for"),
    ("Load", "forty", "'forty' is no load"),
    ("Load", "1 stone", "'1 stone' is no load"),
    ("Load", "1e9", "'1e9' is no load"),
    ("Load", "999999999", "a load is 0 to 2000 kg or lb"),
    ("Lower", "1", "in Donkey calf raise it is never less than 2 s"),
    ("Stretch", "soon", "'soon' is not a time"),
    (WHOLE, "0x0", "sets are a whole number from 1 to 50"),
    (WHOLE, "4x15 @ 3-1-2-0 load 1000000000", "'1000000000' is no load"),
    (WHOLE, "4x15 load 2001 kg", "a load is 0 to 2000 kg or lb"),
    (WHOLE, "4x15 load forty", "'forty' is no load"),
    (WHOLE, "4x15 load -1", "'-1' is no load"),
    (WHOLE, "5x45 s hold", "Donkey calf raise is no hold"),
]


def test_what_is_refused_is_kept_and_says_why(program):
    screen = set_up(program)
    before = screen.model.item
    for name, typed, why in REFUSED:
        entry = type_into(program, name, typed)
        assert why in said(program)
        assert entry.text() == typed
        assert screen.model.item == before
        assert True in (entry.property("wrong"), entry.parentWidget().property("wrong"))
        screen.started.emit()
        assert program.session is None
        assert entry.hasFocus()
        program.key(Qt.Key.Key_Escape)
        assert program.screen is screen
        assert why not in said(program)
        assert True not in (entry.property("wrong"), entry.parentWidget().property("wrong"))


def test_ten_thousand_letters_are_refused_in_a_line(program):
    set_up(program)
    entry = field(program, WHOLE)
    entry.setText("x" * 10_000)
    entry.enter()
    assert said(program).startswith("a dose has at most 400 characters")
    assert len(entry.text()) == 10_000
    for name in ("Tempo", "Sets", "Reps", "Rest", "Load", "Lower"):
        entry = field(program, name)
        entry.setText("x" * 10_000)
        entry.enter()
        assert len(said(program)) < 300


def test_an_open_set_is_refused_where_sides_alternate(program):
    set_up(program, "step-calf-raise-single")
    type_into(program, WHOLE, "3xmax")
    assert "one side at a time" in said(program)


def test_the_text_and_the_single_fields_are_in_step(program):
    screen = set_up(program)
    whole = type_into(program, WHOLE, "12/10/9/8 @ 4-1-2-1 rest 90 s load 40/40/45/45 kg")
    canonical = "12/10/9/8 @ 4-1-2-1 rest 90 s load 40/40/45/45 kg"
    assert whole.text() == canonical
    shown = {name: field(program, name).text() for name in ("Tempo", "Sets", "Reps", "Rest", "Lower", "Squeeze")}
    assert list(shown.values()) == ["4-1-2-1", "4", "12/10/9/8", "90 s", "4", "1"]
    assert screen.model.item.dose.reps == (12, 10, 9, 8)
    stepper(program, "Rest").stepped.emit(1)
    type_into(program, "Lower", "3")
    assert whole.text() == canonical.replace("4-1-2-1", "3-1-2-1").replace("90 s", "105 s")
    screen.started.emit()
    assert program.coach.plan.items[0].dose.reps == (12, 10, 9, 8)
    assert program.coach.plan.items[0].dose.load_in(3) == Load(Decimal(45))


def test_another_variant_keeps_reps_and_load(program):
    screen = set_up(program, "iso-hold-calf")
    type_into(program, WHOLE, "3x45 s hold rest 60 s relax 4 s load 20 kg")
    assert all(each.prescription is None for each in screen.model.exercise.variants)
    program.press("Knees bent")
    assert field(program, WHOLE).text() == "3x45 s hold rest 60 s relax 4 s load 20 kg"


def test_digits_on_a_focused_stepper_begin_to_type(program):
    screen = set_up(program)
    sets = stepper(program, "Sets")
    sets.setFocus()
    program.key("1")
    program.key("2")
    assert (sets.field.text(), screen.model.dose.sets) == ("12", 4)
    program.key(Qt.Key.Key_Tab)
    assert screen.model.dose.sets == 12


def test_the_keys_of_a_stepper_step_and_enter_what_was_typed_first(program):
    screen = set_up(program)
    sets = stepper(program, "Sets")
    sets.setFocus()
    for key, number in ((Qt.Key.Key_Up, 5), (Qt.Key.Key_Plus, 6), (Qt.Key.Key_Down, 5), (Qt.Key.Key_Minus, 4)):
        program.key(key)
        assert screen.model.dose.sets == number
    program.key("7")
    program.key(Qt.Key.Key_Up)
    assert screen.model.dose.sets == 8
    program.key("x")
    program.key(Qt.Key.Key_Up)
    assert (screen.model.dose.sets, sets.field.text()) == (8, "x")


def test_esc_takes_back_what_was_typed_and_then_leaves(program):
    set_up(program)
    sets = stepper(program, "Sets")
    sets.setFocus()
    program.key("9")
    program.key(Qt.Key.Key_Escape)
    assert sets.field.text() == "4"
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, LibraryScreen)


def test_a_button_that_is_held_repeats_and_is_grey_at_the_bound(program, qtbot):
    screen = set_up(program, sets=3)
    less, more = stepper(program, "Sets").buttons
    less.setAutoRepeatDelay(1)
    less.setAutoRepeatInterval(1)
    QTest.mousePress(less, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.waitUntil(lambda: screen.model.dose.sets == 1)
    QTest.mouseRelease(less, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert (less.isEnabled(), more.isEnabled()) == (False, True)
    type_into(program, "Sets", "50")
    assert (less.isEnabled(), more.isEnabled()) == (True, False)


def test_a_step_that_would_make_a_set_too_long_says_so(program):
    screen = set_up(program, tempo="18-0-0.5-0", reps=194)
    before = screen.model.item
    stepper(program, "Lower, in seconds").stepped.emit(1)
    assert "a set lasts 60 minutes at most" in said(program)
    assert screen.model.item == before


def test_up_first_reads_what_is_typed_once(program):
    screen = set_up(program)
    switch = next(each for each in screen.findChildren(QPushButton) if each.text() == "Up first")
    switch.click()
    assert field(program, "Tempo").hasFocus()
    program.key("2-0-3")
    program.key(Qt.Key.Key_Return)
    assert (field(program, "Tempo").text(), switch.isChecked()) == ("3-0-2-0", False)
    assert "3 s down · 2 s up" in screen.start_button.accessibleDescription()


def test_a_refused_tempo_is_read_anew_with_the_switch(program):
    screen = set_up(program)
    type_into(program, "Tempo", "1-0-3-0")
    assert "in Donkey calf raise it is never less than 2 s" in said(program)
    assert "Written with the way up first, 1-0-3-0 would be 3 s down · 1 s up" in said(program)
    assert str(screen.model.dose.tempo) == "3-1-2-0"
    next(each for each in screen.findChildren(QPushButton) if each.text() == "Up first").click()
    assert str(screen.model.dose.tempo) == "3-0-1-0"


def test_a_tempo_that_may_be_meant_the_other_way_is_taken_with_a_line(program):
    screen = set_up(program)
    type_into(program, "Tempo", "5-0-3-0")
    assert str(screen.model.dose.tempo) == "5-0-3-0"
    assert said(program).startswith("Written with the way up first, 5-0-3-0 would be 3 s down · 5 s up")


def test_the_ring_goes_around_the_stepper(program):
    set_up(program)
    sets = stepper(program, "Sets")
    sets.setFocus()
    (ring,) = program.window.findChildren(FocusRing)
    assert ring._target is sets


@pytest.mark.parametrize("size", [(960, 540), (960, 752), (1366, 768)])
def test_less_and_more_stay_beside_every_value(program, size):
    set_up(program)
    settle(program.window, QSize(*size))
    reps = stepper(program, "Reps")
    type_into(program, "Reps", "12/10/9/8")
    type_into(program, "Rest", "115 s")
    less, _ = reps.buttons
    QTest.mouseClick(less, Qt.MouseButton.LeftButton)
    assert reps.field.text() == "11/9/8/7"
    for name in ("Sets", "Reps", "Rest"):
        shown = stepper(program, name)
        assert all(button.isVisible() for button in shown.buttons)
        assert shown.whole_width <= shown.width()
    type_into(program, "Reps", "/".join(["100"] * 10))
    settle(program.window, QSize(*size))
    assert all(button.isVisible() for button in reps.buttons) and reps.field.toolTip() == reps.field.text()
    assert not overlaps(program.screen)


def test_the_longest_tempo_in_words_is_whole_in_its_field(program):
    set_up(program)
    for size in ((960, 540), (1366, 768)):
        program.window.resize(*size)
        QApplication.processEvents()
        tempo = field(program, "Tempo")
        assert tempo.fontMetrics().horizontalAdvance("3 s down, 1 s hold, 2 s up") + 24 <= tempo.width()


def test_the_load_of_each_set_is_shown_whole(program):
    set_up(program)
    load = stepper(program, "Load")
    for typed, shown in (
        ("40", "40 kg"),
        ("40/60/62.5/65", "40/60/62.5/65 kg"),
        ("142.5/145/147.5/150 lb", "142.5/145/147.5/150 lb"),
        ("40 kg/90 lb/90 lb/90 lb", "40 kg / 90 lb / 90 lb / 90 lb"),
        ("50", "50 kg"),
    ):
        assert type_into(program, "Load", typed).text() == shown
        for size in ((1366, 768), (960, 540)):
            settle(program.window, QSize(*size))
            assert load.whole_width <= load.width(), (shown, size)
            assert not clipped(program.screen), (shown, size)


def test_a_set_that_is_added_by_hand_is_the_last_one_once_more(program):
    """As a line is added to a training log: reps and load are those of the set before, and both are seen at once."""
    screen = set_up(program)
    type_into(program, WHOLE, "12/10/8 @ 3-1-2-0 rest 60 s load 40/45/50 kg")
    stepper(program, "Sets").stepped.emit(1)
    assert (field(program, "Reps").text(), field(program, "Load").text()) == ("12/10/8/8", "40/45/50/50 kg")
    assert [screen.model.item.dose.load_in(number).amount for number in (1, 2, 3, 4)] == [40, 45, 50, 50]
