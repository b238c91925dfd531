"""Any lift in the window: its name, what comes first, near names, and a lift that is kept as an exercise."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from calfcoach.domain.amounts import read_load
from calfcoach.domain.phases import Phase
from calfcoach.domain.prescribe import Choices, plan_of, prescribe
from calfcoach.library.lifts import forget_lift, remember_lift
from calfcoach.resources import user_exercises_dir
from calfcoach.session.states import State
from calfcoach.settings import SettingsStore, UsedLift
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.library_cards import ExerciseCard
from calfcoach.ui.screens.lift import LiftScreen
from calfcoach.ui.screens.lift_model import LiftModel
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.wording.any_lift import ANY_LIFT, any_lift
from calfcoach.wording.stage import dose_text
from tests.ui.layout import settle
from tests.ui.program import held_awake, make_program, whole_program

__all__ = ["held_awake", "make_program", "whole_program"]


@pytest.fixture
def program(whole_program):
    """Of all shipped exercises: they are what is looked at here."""
    return whole_program


def set_up(program) -> LiftScreen:
    program.show_setup(ANY_LIFT, Choices())
    QApplication.processEvents()
    assert isinstance(program.screen, LiftScreen)
    return program.screen


def name_it(program, name: str) -> LiftScreen:
    screen = program.screen
    program.window.activateWindow()
    QApplication.processEvents()
    screen._card.focus_name()
    screen._card.field.setText(name)  # QTest knows no other script's keys
    program.key(Qt.Key.Key_Return)
    QApplication.processEvents()
    return screen


def shown(program) -> str:
    QApplication.processEvents()
    labels = [each.text() for each in program.screen.findChildren(QLabel) if each.isVisible()]
    return "\n".join(labels).replace("\u200b", "")


def button(program, words: str) -> QPushButton | None:
    found = [each for each in program.screen.findChildren(QPushButton) if each.text() == words and each.isVisible()]
    return found[0] if found else None


def test_the_library_leads_to_it_and_it_says_that_nothing_is_known(program):
    assert isinstance(program.screen, LibraryScreen)
    next(card for card in program.screen.findChildren(ExerciseCard) if card.exercise.id == ANY_LIFT).click()
    screen = program.screen
    assert isinstance(screen, LiftScreen)
    assert "knows nothing of this lift" in shown(program)
    assert {"Stop at sharp pain", "In control"} <= set(shown(program).split("\n"))
    assert "3 s down" in screen.start_button.accessibleDescription()


def test_that_nothing_is_known_is_read_whole_in_the_smallest_window(program):
    settle(program.window, QSize(960, 540))
    (card,) = [each for each in program.screen.findChildren(ExerciseCard) if each.exercise.id == ANY_LIFT]
    assert "Calfcoach knows nothing of this lift" in [label.text() for label in card.findChildren(QLabel)]
    set_up(program)
    settle(program.window, QSize(960, 540))
    assert "Calfcoach knows nothing of this lift" in shown(program).split("\n")


def test_a_name_and_what_comes_first_are_what_starts(program):
    screen = set_up(program)
    name_it(program, "Back squat")
    assert "Back squat" in shown(program).split("\n")
    program.press("Up")
    assert screen.model.exercise.start_phase is Phase.CONTRACT
    assert QApplication.focusWidget().text() == "Up"
    assert screen.start_button.accessibleDescription().endswith("then 1 s up · 3 s down · 1 s stretch")
    QApplication.processEvents()
    program.press("A hold")
    assert screen.model.item.exercise.is_hold
    QApplication.processEvents()
    program.press("Down")
    assert (screen.model.exercise.name, str(screen.model.dose.tempo)) == ("Back squat", "3-1-1-0")
    screen.started.emit()
    (item,) = program.coach.plan.items
    assert (item.exercise.id, item.exercise.name) == (ANY_LIFT, "Back squat")
    assert program.store.settings.lifts["Back squat"].uses == 1


def test_a_name_that_is_typed_and_not_entered_starts_with_the_dose_that_stands_there(make_program):
    store = SettingsStore()
    store.change(lifts={"Row": UsedLift(dose="5x5 @ 1-0-1-0 rest 60 s", uses=1, used_at_s=1.0), "": UsedLift()})
    program = make_program(store=store)
    program.library = program.library.reload()
    screen = set_up(program)
    name_it(program, "")
    before = screen.model.item.dose
    screen._card.focus_name()
    program.key("Row")
    program.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (item,) = program.coach.plan.items
    assert (item.exercise.name, item.dose) == ("Row", before)


def test_a_name_is_remembered_and_offered_with_its_dose(make_program):
    store = SettingsStore()
    lifts = {
        "Back squat": UsedLift(dose="5x5 @ 4-1-1-0 rest 180 s load 80 kg", uses=1, used_at_s=2.0),
        "Plank": UsedLift(start="hold", dose="3x40 s hold rest 60 s", uses=1, used_at_s=1.0),
    }
    store.change(lifts=lifts)
    program = make_program(store=store)
    screen = set_up(program)
    assert (screen.model.exercise.name, screen.model.dose_text) == ("Back squat", lifts["Back squat"].dose)
    completer = screen._card.field.completer()
    names = [completer.model().data(completer.model().index(row, 0)) for row in range(completer.model().rowCount())]
    assert names == ["Back squat", "Plank"]
    name_it(program, "Plank")
    assert (screen.model.exercise.is_hold, screen.model.dose_text) == (True, "3x40 s hold rest 60 s")
    screen.model.step("sets", 1)
    screen._dose.show_model()
    screen._show_item()
    name_it(program, "Dead hang")
    assert screen.model.dose_text == "4x40 s hold rest 60 s", "what was changed here stays with another name"


def test_a_name_near_to_a_known_exercise_offers_that_one(program):
    screen = set_up(program)
    before = screen.model.item
    name_it(program, "standing calf raises")
    assert "Standing calf raise has a floor (Lower 2 s or more) and" in shown(program)
    assert "As any lift you give these up" in shown(program)
    assert screen.model.item == before
    screen.started.emit()
    assert program.session is None, "a name that needs an answer begins nothing"
    program.press("Coach it as any lift")
    assert screen.model.exercise.name == "standing calf raises"
    assert "As any lift" not in shown(program)
    name_it(program, "seated calf raises machine")
    program.press("Take Seated calf raise")
    assert type(program.screen) is SetupScreen
    assert program.screen.model.exercise.id == "seated-calf-raise-machine"


def test_the_donkey_calf_raise_has_no_second_answer(program):
    screen = set_up(program)
    for name in ("donkey raise", "dоnkey calf raise", "donkeys"):
        name_it(program, name)
        assert "which no name takes away: it is never coached as any lift" in shown(program)
        assert button(program, "Coach it as any lift") is None
        screen.started.emit()
        assert program.session is None
    program.press("Take Donkey calf raise")
    assert program.screen.model.exercise.id == "donkey-calf-raise"


def test_esc_takes_the_name_back(program):
    screen = set_up(program)
    name_it(program, "donkey raise")
    program.key(Qt.Key.Key_Escape)
    assert program.screen is screen
    assert screen._card.field.text() == ""
    assert "never coached" not in shown(program)


def test_a_lift_that_was_done_twice_is_kept_as_an_exercise_in_one_step(program):
    screen = set_up(program)
    name_it(program, "Back squat")
    for _ in range(2):
        assert button(program, "Keep as an exercise of your own") is None
        program.screen._dose._whole.setText("5x5 @ 4-1-1-0 rest 3 min load 80 kg")
        program.screen.started.emit()
        program.close_session()
        screen = set_up(program)
        assert screen.model.exercise.name == "Back squat"
    program.press("Keep as an exercise of your own")
    exercise = program.screen.model.exercise
    assert (exercise.id, exercise.name) == ("back-squat", "Back squat")
    assert program.screen.model.dose_text == "5x5 @ 4-1-1-0 rest 180 s load 80 kg"
    assert (user_exercises_dir() / "back-squat.yaml").is_file()
    assert "Back squat" not in program.store.settings.lifts
    assert program.library.problems == ()
    set_up(program)
    assert program.screen.model.exercise.name == "Any lift"
    name_it(program, "back squats")
    assert button(program, "Take Back squat") is not None


def test_a_file_that_is_there_is_never_written_over(make_program):
    folder = user_exercises_dir()
    folder.mkdir(parents=True)
    (folder / "row.yaml").write_text("mine")
    store = SettingsStore()
    store.change(lifts={"Row": UsedLift(dose="5x5 @ 1-0-1-0 rest 60 s", uses=2, used_at_s=1.0)})
    program = make_program(store=store)
    set_up(program)
    program.press("Keep as an exercise of your own")
    assert "there is already a file" in shown(program)
    assert (folder / "row.yaml").read_text() == "mine"
    assert "Row" in program.store.settings.lifts


@pytest.mark.parametrize("name", ["Row", None])
def test_once_more_is_the_same_lift(program, name):
    screen = set_up(program)
    if name:
        name_it(program, name)
    screen._dose._whole.setText("1x1 @ 1-0-1-0 rest 5 s")
    screen.started.emit()
    program.close_session()
    program.show_setup(ANY_LIFT, Choices(sets=1, reps=1, tempo="1-0-1-0"), whole=True)
    assert program.screen.model.exercise.name == (name or "Any lift")
    assert program.screen.model.item.dose.sets == 1


def test_every_person_has_lifts_of_their_own():
    store = SettingsStore()
    heavy = prescribe(any_lift("Row"), Choices(load=(read_load("20 kg"),)))
    remember_lift(store, heavy, begun=True)
    store.change(person="01a21d58-7914-7a28-bb31-49d75e049eb1")
    assert store.settings.lifts_now == {}
    model = LiftModel.of(any_lift("Row"), Choices(), store.settings.lifts_now, whole=False)
    assert model.item.dose.load is None, "what somebody else lifted"
    for _ in range(2):
        remember_lift(store, model.item, begun=True)
    assert {name: lift.uses for name, lift in store.settings.lifts_now.items()} == {"Row": 2}
    forget_lift(store, "Row")
    assert store.settings.lifts_now == {}
    store.change(person=None)
    assert {name: lift.uses for name, lift in store.settings.lifts_now.items()} == {"Row": 1}
    assert "load 20 kg" in store.settings.lifts_now["Row"].dose


def test_begun_without_its_set_up_the_stage_says_before_the_set_that_nothing_is_known_of_it(program):
    unknown = "Calfcoach knows nothing of this lift"
    program.start_session(plan_of(any_lift("Back squat"), Choices(tempo="3-1-1-0")), "class")
    assert dose_text(program.coach.view()) == f"3-1-1-0 · {unknown}"
    program.run_until(lambda: program.state is State.LOWER, 60.0)
    assert dose_text(program.coach.view()) == "3-1-1-0"
