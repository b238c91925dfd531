"""The variants of an exercise on its set-up screen: what each brings, and what the dose becomes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from calfcoach.domain.prescribe import Choices
from calfcoach.errors import KnownError
from calfcoach.library.collection import Library
from calfcoach.resources import exercises_dir
from calfcoach.wording.any_lift import ANY_LIFT
from tests.ui.program import DONKEY, held_awake, make_program, program, whole_program, write_exercise
from tests.ui.screens.in_setup import set_up, stepper, tempo_field, texts

__all__ = ["held_awake", "make_program", "program", "whole_program"]


def test_where_a_variant_comes_from_is_said(program):
    screen = set_up(program)
    assert "Source: Robert Bovee, NFPT" in texts(screen)
    program.press("Rail + belt")
    assert "Common practice among lifters; the article does not have it." in texts(screen)
    assert "Source: Robert Bovee, NFPT" not in texts(screen)


def test_an_exercise_without_variants_has_no_line_for_their_origin(program):
    screen = set_up(program, "standing-calf-raise-machine")
    assert screen.model.chosen_variant is None
    assert not any(text.startswith("Source") for text in texts(screen))


def test_another_variant_brings_its_own_steps_figure_and_warnings(program, qapp):
    screen = set_up(program)
    program.press("Rail + partner")
    exercise = screen.model.item.exercise
    assert screen.model.variant == "rail-partner"
    assert {step.title for step in exercise.setup} <= set(texts(screen))
    assert {warning.title for warning in exercise.warnings} <= set(texts(screen))
    assert qapp.focusWidget().text() == "Rail + partner", "the keyboard stays where it was"
    program.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert program.coach.plan.items[0].variant_id == "rail-partner"


@pytest.fixture
def strict_belt(make_program, tmp_path):
    """A program with an exercise of one's own whose belt has no dose, and is lowered for 4 s at least."""
    text = (exercises_dir() / f"{DONKEY}.yaml").read_text(encoding="utf-8")
    for old, new in (
        (f"id: {DONKEY}\n", f"id: own-raise\norigin: {DONKEY}\n"),
        (
            "    name: Rail + belt\n",
            "    name: Rail + belt\n    phases:\n      lower: {least_s: 4, advised_s: [4, 5], reason: it is heavy}\n",
        ),
        ("{tempo: 3-1-2-0, sets: 4", "{tempo: 5-1-2-0, sets: 4"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    write_exercise(tmp_path, "own-raise", text)
    library = Library.load(user_dir=tmp_path)
    assert library.problems == ()
    return make_program(library=library)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("3-2-2-1", "4-2-2-1", "Lower was raised from 3 to 4 s: it is heavy."),
        ("6-1-2-0", "6-1-2-0", None),
        ("A-1-2-0", "A-1-2-0", None),
    ],
)
def test_a_variant_with_a_higher_floor_raises_what_is_below_it_and_nothing_else(strict_belt, before, after, told):
    screen = set_up(strict_belt, "own-raise", tempo=before, sets=3)
    strict_belt.press("Rail + belt")
    model = screen.model
    assert (model.variant, str(model.dose.tempo), model.dose.sets) == ("rail-belt", after, 3)
    assert (model.item.variant_id, model.item.dose.tempo) == (model.variant, model.dose.tempo)
    assert tempo_field(screen).text() == after
    assert (told in texts(screen)) if told else not any("raised" in text for text in texts(screen))
    stepper(screen, "Sets").stepped.emit(1)
    assert told not in texts(screen)
    strict_belt.key(Qt.Key.Key_F5)
    assert str(strict_belt.coach.plan.items[0].dose.tempo) == after


def test_where_a_dose_cannot_be_carried_the_usual_one_comes(strict_belt, monkeypatch):
    screen = set_up(strict_belt, "own-raise", tempo="3-1-2-0", sets=3)
    monkeypatch.setattr("calfcoach.domain.dosing.Dose.raised", lambda dose, exercise: dose)
    strict_belt.press("Rail + belt")
    model = screen.model
    assert (model.variant, str(model.dose.tempo), model.dose.sets) == ("rail-belt", "5-1-2-0", 4)
    assert any("it is never less than" in text and "The usual dose was taken" in text for text in texts(screen))


def test_a_variant_that_cannot_be_had_changes_nothing(strict_belt, monkeypatch):
    screen = set_up(strict_belt, "own-raise", tempo="3-1-2-0")

    def refuse(exercise, choices):
        raise KnownError("This is refused")

    monkeypatch.setattr("calfcoach.ui.screens.setup_model.prescribe", refuse)
    strict_belt.press("Rail + belt")
    model = screen.model
    assert (model.variant, model.item.variant_id, str(model.dose.tempo)) == ("machine", None, "3-1-2-0")
    assert "This is refused" in texts(screen)
    (machine,) = [each for each in screen.findChildren(QPushButton) if each.isVisible() and each.text() == "Machine"]
    assert machine.isChecked()


@pytest.mark.parametrize("exercise", [DONKEY, ANY_LIFT])
def test_the_arrow_keys_go_from_way_to_way_and_the_keyboard_stays_in_sight(program, exercise):
    program.show_setup(exercise, Choices())
    program.screen.focus_ways()
    first = QApplication.focusWidget().text()
    words = [first]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        program.key(key)
        QApplication.processEvents()
        at = QApplication.focusWidget()
        assert at.isVisible() and at.isChecked()
        words.append(at.text())
    assert words[1] == words[3] != first and len({*words}) == 3
