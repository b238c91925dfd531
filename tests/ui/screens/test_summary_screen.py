"""The summary: what it says, what may be said to it, and what it does where nothing can be kept."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from calfcoach.domain.exercise import Side
from calfcoach.history.store import Remarks, default_path
from calfcoach.session.states import State
from calfcoach.ui.focus import FocusRing
from calfcoach.ui.screens.glyphs import DoneSign
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.rep_row import RepRow
from calfcoach.ui.screens.scale import Scale
from calfcoach.ui.screens.steppers import Stepper
from calfcoach.ui.screens.summary import SummaryScreen, as_sentence
from calfcoach.wording.remarks import pain_advice
from tests.histories import sessions_of
from tests.ui.layout import clipped, overlaps, settle, unseen
from tests.ui.program import held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


def summed_up(program, **numbers):
    """The summary of a session played to its end."""
    program.start(**{"sets": 1, "reps": 2, "lead_in_s": Decimal(5), **numbers})
    program.run_until(lambda: program.session is None)
    assert isinstance(program.screen, SummaryScreen)
    QApplication.processEvents()
    return program.screen


def texts(screen):
    return [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]


def buttons(screen):
    return {each.text() for each in screen.findChildren(QPushButton) if each.isVisible() and each.isEnabled()}


def scale(screen, name):
    (found,) = [each for each in screen.findChildren(Scale) if name in texts(each)]
    return found


def kept(program):
    (session,) = sessions_of(program.backstage.history)
    return session.remarks


def test_effort_and_pain_are_chosen_by_key_and_kept(program, qapp):
    screen = summed_up(program)
    effort, pain = scale(screen, "Effort"), scale(screen, "Pain")
    assert qapp.focusWidget().text() == "Save"
    for _ in range(40):
        program.key(Qt.Key.Key_Tab)
        if qapp.focusWidget() is effort.numbers:
            break
    program.key("7")
    assert "7 · hard" in texts(screen)
    assert effort.numbers.accessibleDescription() == "7 · hard"
    program.key(Qt.Key.Key_Tab)
    assert qapp.focusWidget() is pain.numbers
    program.key("10")
    assert pain.value == 10
    program.key(Qt.Key.Key_Left)
    program.key(Qt.Key.Key_Up)
    program.key(Qt.Key.Key_Down)
    program.press("Save")
    assert kept(program) == Remarks("", 7, 9)
    assert isinstance(program.screen, LibraryScreen)


def test_nothing_need_be_said_and_what_was_said_is_taken_back(program):
    screen = summed_up(program)
    pain = scale(screen, "Pain")
    (three,) = [each for each in pain.findChildren(QPushButton) if each.accessibleName() == "Pain 3"]
    three.click()
    assert pain.value == 3
    three.click()
    assert pain.value is None
    pain.numbers.setFocus()
    program.key("4")
    program.key(Qt.Key.Key_Backspace)
    assert "4 · moderate" not in texts(screen)
    program.press("Save")
    assert kept(program) == Remarks()


def test_much_pain_is_answered_with_plain_advice(program):
    screen = summed_up(program)
    pain = scale(screen, "Pain")
    for value, told in ((2, False), (3, True), (0, False)):
        pain._choose(value)
        QApplication.processEvents()
        assert (pain_advice(10, 2) in texts(screen)) is told


def test_the_way_back_keeps_what_was_said(program):
    screen = summed_up(program)
    screen._note.setText("fine")
    scale(screen, "Effort")._choose(2)
    program.press("‹  Library")
    assert isinstance(program.screen, LibraryScreen)
    assert kept(program) == Remarks("fine", 2, None)


def test_one_of_a_kind_is_named_so(program):
    screen = summed_up(program, reps=1)
    said = texts(screen)
    assert {"set", "rep", "Set done", "1", "0:06"} <= set(said)
    assert not {"sets", "reps"} & set(said)
    (stepper,) = screen.findChildren(Stepper)
    stepper.stepped.emit(1)
    assert {"reps", "2", "0:12"} <= set(texts(screen))


def test_a_pause_is_marked_in_the_row_of_its_set(program):
    program.start(sets=2, reps=3, lead_in_s=Decimal(5), rest_s=Decimal(10))
    program.run_until(lambda: program.state is State.REST)
    program.run_until(lambda: program.state is State.CONTRACT and program.coach.machine.segment.rep == 2)
    program.key(Qt.Key.Key_Space)
    program.run(4.0)
    program.key(Qt.Key.Key_Space)
    program.run_until(lambda: program.session is None)
    rows = program.screen.findChildren(RepRow)
    assert [row.accessibleName() for row in rows] == ["3 of 3 reps", "3 of 3 reps, paused after 1"]
    QApplication.processEvents()
    assert any("The rep started again." in text for text in texts(program.screen))
    assert "All 2 sets done" in texts(program.screen)


def test_a_hold_is_no_rep_for_a_screen_reader(program):
    program.start("iso-hold-calf", sets=1, reps=2, hold_s=Decimal(5), lead_in_s=Decimal(5))
    program.run_until(lambda: program.session is None)
    (row,) = program.screen.findChildren(RepRow)
    assert row.accessibleName() == "2 of 2 holds"
    (stepper,) = program.screen.findChildren(Stepper)
    assert stepper.accessibleName() == "Holds of set 1"


def test_who_stops_before_the_first_rep_has_nothing_to_keep_and_is_told_how_to_get_out(program):
    program.start(sets=2, reps=3, lead_in_s=Decimal(5))
    program.run_until(lambda: program.state is State.CONTRACT)
    exercise = program.coach.plan.items[0].exercise
    program.key(Qt.Key.Key_Escape)
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    QApplication.processEvents()
    said = texts(program.screen)
    assert {step.text for step in exercise.finish} <= set(said)
    assert {"No rep done", "No rep was completed, so there is nothing to keep."} <= set(said)
    # What is made and put nowhere takes the program down when Python collects it.
    assert not {type(each).__name__ for each in QApplication.topLevelWidgets()} & {"NumberCards", "QPushButton"}
    assert buttons(program.screen) == {"‹  Library", "History  ›", "Go on", "Once more", "To the library"}
    assert not program.screen.findChildren(Scale)
    program.press("To the library")
    assert sessions_of(program.backstage.history) == []


def test_of_a_hold_that_was_not_completed_it_is_said_so(program):
    program.start("iso-hold-calf", sets=1, reps=2, hold_s=Decimal(5), lead_in_s=Decimal(5))
    program.run_until(lambda: program.state is State.HOLD)
    program.key(Qt.Key.Key_Escape)
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    QApplication.processEvents()
    assert {"No hold done", "No hold was completed, so there is nothing to keep."} <= set(texts(program.screen))


def test_once_more_after_nothing_keeps_nothing(program):
    program.start(sets=2, reps=3, lead_in_s=Decimal(5))
    program.run(1.0)
    program.key(Qt.Key.Key_Escape)
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    program.press("Once more")
    assert sessions_of(program.backstage.history) == []


def test_where_it_is_kept_beside_the_history_it_can_be_saved_and_discarded(make_program, qtbot):
    default_path().mkdir(parents=True)
    program = make_program()
    qtbot.waitUntil(lambda: program.backstage.history.problem is not None)
    screen = summed_up(program)
    assert {"Save", "Discard"} <= buttons(screen)
    default_path().rmdir()
    program.press("Discard")
    assert sessions_of(program.backstage.history) == []


def test_where_nothing_is_kept_nothing_offers_to_save(make_program, qtbot):
    default_path().parent.parent.mkdir(parents=True, exist_ok=True)
    default_path().parent.write_text("a file where the folder should be")
    program = make_program()
    qtbot.waitUntil(lambda: program.backstage.history.problem is not None)
    screen = summed_up(program)
    assert "Save" not in buttons(screen)
    assert "Discard" not in buttons(screen)
    assert not any(each.isVisible() for each in screen.findChildren(Scale))
    assert not screen._note.isEnabled()
    program.press("To the library")
    assert isinstance(program.screen, LibraryScreen)


def test_a_problem_is_a_sentence_and_a_file_keeps_its_name():
    assert as_sentence("the event log is full") == "The event log is full"
    assert as_sentence("mine.yaml, line 3: no") == "mine.yaml, line 3: no"
    assert as_sentence("/a/b cannot be read") == "/a/b cannot be read"


def test_the_reps_of_a_set_are_typed_as_in_the_set_up(program):
    program.start(sets=2, reps=2, lead_in_s=Decimal(5), rest_s=Decimal(10))
    program.run_until(lambda: program.session is None)
    QApplication.processEvents()
    program.clock.tick(5.0)  # keys that confirm are not for a screen that has just come
    first, second = program.screen.findChildren(Stepper)
    ledger = program.screen._ledger
    first.setFocus()
    for key in ("1", "1"):
        program.key(key)
    assert (first.field.text(), ledger.current(1).reps) == ("11", 2)
    program.key(Qt.Key.Key_Tab)
    assert (ledger.current(1).reps, first.accessibleDescription()) == (11, "11")

    second.setFocus()
    program.key("9")
    program.key(Qt.Key.Key_Up)
    assert ledger.current(2).reps == 10, "what was typed is entered before the step"
    for key in ("2", "0", "1", "x", Qt.Key.Key_Return):
        program.key(key)
    assert (second.field.text(), second.property("wrong"), ledger.current(2).reps) == ("201", True, 10)
    assert "a set has 0 to 200 reps or holds; 201 was typed" in texts(program.screen)
    program.key(Qt.Key.Key_Escape)
    assert (second.field.text(), second.property("wrong")) == ("10", False)
    assert "a set has 0 to 200 reps or holds; 201 was typed" not in texts(program.screen)
    assert isinstance(program.screen, SummaryScreen)

    program.key(Qt.Key.Key_Backspace)
    program.key(Qt.Key.Key_Tab)
    assert (second.field.text(), ledger.current(2).reps) == ("10", 10), "nothing typed is no number"


def test_tick_note_and_numbers_follow_a_correction(program):
    screen = summed_up(program)
    (sign,), (stepper,) = screen.findChildren(DoneSign), screen.findChildren(Stepper)
    assert sign.isVisible() and "not done in full" not in texts(screen)
    stepper.step(-1)
    assert not sign.isVisible() and "not done in full" in texts(screen)
    assert "1 of 2 reps · set 1 not done in full" in texts(screen)
    stepper.step(1)
    assert sign.isVisible() and "not done in full" not in texts(screen)


def test_each_leg_is_corrected_by_itself_and_the_history_has_it(program, qtbot):
    program.start("step-calf-raise-single", sets=1, reps=2, lead_in_s=Decimal(5))
    program.run_until(lambda: program.state is State.SWITCH)
    program.key(Qt.Key.Key_Escape)
    program.key(Qt.Key.Key_Escape)
    program.run_until(lambda: program.session is None)
    program.clock.tick(5.0)  # keys that confirm are not for a screen that has just come
    screen = program.screen
    left, right = screen.findChildren(Stepper)
    assert [each.accessibleName() for each in (left, right)] == ["Reps of set 1, left", "Reps of set 1, right"]
    assert (left.field.text(), right.field.text()) == ("2", "0") and "on the side that did more" in texts(screen)
    assert "The way out" in {each.accessibleName() for each in screen.findChildren(QScrollArea)}
    right.step(1)
    right.step(1)
    assert (left.field.text(), right.field.text()) == ("2", "2") and "on each side" in texts(screen)
    assert "Set done" in texts(screen)
    left.setFocus()
    for key in ("1", Qt.Key.Key_Tab):
        program.key(key)
    assert (left.field.text(), right.field.text()) == ("1", "2")
    assert [row.accessibleName() for row in screen.findChildren(RepRow)] == ["1 of 2 reps", "2 of 2 reps"]
    program.press("Save")
    (session,) = sessions_of(program.backstage.history)
    (done,) = session.items[0].sets
    assert (done.done_on(Side.LEFT), done.done_on(Side.RIGHT), done.reps) == (1, 2, 2)
    program.show_past_session(session.id)
    qtbot.waitUntil(lambda: len(program.screen.findChildren(Stepper)) == 2)
    left, right = program.screen.findChildren(Stepper)
    assert (left.field.text(), right.field.text()) == ("1", "2")
    right.step(1)
    (session,) = sessions_of(program.backstage.history)
    (done,) = session.items[0].sets
    assert (done.done_on(Side.LEFT), done.done_on(Side.RIGHT), done.reps) == (1, 3, 3)


def test_in_a_rest_each_leg_steps_from_its_own_number(program):
    program.start("step-calf-raise-single", sets=2, reps=2, lead_in_s=Decimal(5), rest_s=Decimal(20))
    program.run_until(lambda: program.state is State.SWITCH)
    program.run_until(lambda: program.coach.machine.segment.rep == 2)
    program.key(Qt.Key.Key_Right)
    program.key(Qt.Key.Key_Right)
    program.run_until(lambda: program.state is State.REST)
    program.run(0.1)
    (correction,) = [each for each in program.screen.findChildren(Stepper) if each.isVisible()]
    assert correction.field.text() == "2 · 1"
    assert all(button.isVisible() for button in correction.buttons)
    correction.step(1)
    assert correction.field.text() == "3 · 2"
    correction.step(-1)
    correction.setFocus()
    for key in ("4", Qt.Key.Key_Return):
        program.key(key)
    assert correction.field.text() == "4"
    assert program.coach.machine.last_set.performed == {Side.LEFT: 4, Side.RIGHT: 4}


@pytest.mark.parametrize("exercise", ["donkey-calf-raise", "step-calf-raise-single", "iso-hold-calf"])
def test_all_of_a_stopped_session_is_seen_in_the_smallest_window(program, exercise):
    program.start(exercise, sets=4, reps=1, lead_in_s=Decimal(5), rest_s=Decimal(30))
    program.run_until(lambda: program.state is State.REST)
    program.key(Qt.Key.Key_Escape)
    program.key(Qt.Key.Key_Escape)
    program.run_until(lambda: program.session is None)
    settle(program.window, QSize(960, 540))
    assert unseen(program.screen) == []
    assert not clipped(program.screen)


@pytest.mark.parametrize("exercise", ["donkey-calf-raise", "step-calf-raise-single"])
def test_four_sets_and_each_ring_are_seen_whole_in_the_smallest_window(program, exercise):
    program.start(exercise, sets=4, reps=2, lead_in_s=Decimal(5), rest_s=Decimal(20))
    program.run_until(lambda: program.coach.view().rep == 2)
    program.key(Qt.Key.Key_Space)
    program.key(Qt.Key.Key_Space)
    program.run_until(lambda: program.session is None)
    settle(program.window, QSize(960, 540))
    screen = program.screen
    assert unseen(screen) == [] and not clipped(screen) and not overlaps(screen)
    (ring,) = program.window.findChildren(FocusRing)
    steppers = screen.findChildren(Stepper)
    assert len(steppers) == (8 if exercise == "step-calf-raise-single" else 4)
    for each in steppers:
        each.field.setFocus()
        assert all(button.isVisible() for button in each.buttons) and each.whole_width <= each.width()
        assert ring.mask().boundingRect() == ring.rect(), each.accessibleName()
