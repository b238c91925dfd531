"""The set-up: what is asked for, remembered, refused in place and shown."""

import os
from decimal import Decimal

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from calfcoach.domain.prescribe import Choices
from calfcoach.errors import KnownError
from calfcoach.library.collection import Library
from calfcoach.library.scheme_files import scheme_folders, scheme_names
from calfcoach.resources import exercises_dir
from calfcoach.session.states import State
from calfcoach.setting_values import SCHEME_AT_FIRST
from calfcoach.settings import SettingsStore
from calfcoach.ui.fonts import SMALLEST_PX
from calfcoach.ui.screens.controls import Choice
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.steppers import Stepper
from calfcoach.ui.screens.tips_card import TipsCard
from calfcoach.ui.theme import DARK
from tests.ui.layout import settle
from tests.ui.program import DONKEY, held_awake, make_program, program, whole_program, write_exercise

__all__ = ["held_awake", "make_program", "program", "whole_program"]


def set_up(program, exercise=DONKEY, **numbers):
    program.show_setup(exercise, Choices(**numbers))
    assert isinstance(program.screen, SetupScreen)
    return program.screen


def texts(screen):
    QApplication.processEvents()
    return [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]


def stepper(screen, name):
    QApplication.processEvents()
    (found,) = [each for each in screen.findChildren(Stepper) if each.isVisible() and each.accessibleName() == name]
    return found


def field(screen, name):
    QApplication.processEvents()
    (found,) = [
        each for each in screen.findChildren(QLineEdit) if each.isVisible() and each.accessibleName().startswith(name)
    ]
    return found


def tempo_field(screen):
    return field(screen, "Tempo")


def type_tempo(program, text):
    field = tempo_field(program.screen)
    field.setFocus()
    field.selectAll()
    program.key(text)
    program.key(Qt.Key.Key_Return)
    return field


def test_start_has_the_focus(program, qapp):
    screen = set_up(program)
    assert qapp.focusWidget() is screen.start_button


def test_every_step_warning_and_tip_is_there(program):
    screen = set_up(program)
    exercise = screen.model.item.exercise
    shown = texts(screen)
    for step in exercise.setup:
        assert {step.title, step.text} <= set(shown)
    for warning in exercise.warnings:
        assert {warning.title, warning.text} <= set(shown)
    (following,) = [each for each in screen.findChildren(QPushButton) if each.accessibleName() == "Next tip"]
    for tip in [tip for tip in exercise.tips if tip.shown != "rest"]:
        shown = texts(screen)
        assert tip.text in shown
        for evidence in tip.evidence[:1]:  # what contradicts a tip is never a click away
            assert any(evidence.finding in text and evidence.citation in text for text in shown)
        screen.findChild(TipsCard).set_open(True)
        shown = texts(screen)
        for evidence in tip.evidence:
            assert any(evidence.finding in text and evidence.citation in text for text in shown)
        screen.findChild(TipsCard).set_open(False)
        following.click()


def tip_button(screen, text):
    (found,) = [each for each in screen.findChildren(QPushButton) if text in each.text() and each.isVisible()]
    return found


def test_all_of_a_tip_lies_over_the_steps_until_esc_closes_it(program, qapp):
    screen = set_up(program)
    exercise = screen.model.item.exercise
    opener = tip_button(screen, "Evidence · Nunes 2020")
    opener.setFocus()
    program.key(Qt.Key.Key_Space)
    shown = texts(screen)
    assert exercise.setup[0].text not in shown
    assert {warning.text for warning in exercise.warnings} <= set(shown)
    assert any("Riemann 2010" in text for text in shown)
    assert qapp.focusWidget() is tip_button(screen, "Close")
    for close in (Qt.Key.Key_Escape, Qt.Key.Key_Space):
        program.key(close)
        assert program.screen is screen
        shown = texts(screen)
        assert {step.text for step in exercise.setup} <= set(shown)
        assert not any("Riemann 2010" in text for text in shown)
        assert qapp.focusWidget() is opener
        program.key(Qt.Key.Key_Return)


def test_the_next_tip_takes_the_place_of_one_that_is_open(program):
    screen = set_up(program)
    tips = screen.findChild(TipsCard)
    tips.set_open(True)
    first = tips.tip
    tips.show_next()
    shown = texts(screen)
    assert tips.tip is not first
    assert shown.count(tips.tip.text) == 2, "on its card and in the panel"
    assert first.text not in shown


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


def test_a_scheme_is_shown_by_its_name_alone(program, qtbot):
    screen = set_up(program)
    (box,) = screen.findChildren(Choice)
    assert box.currentText() == "Voice + beeps"
    bare = SetupScreen(DARK, screen.model, "voice-beeps")
    qtbot.addWidget(bare)
    (box,) = bare.findChildren(Choice)
    assert box.currentText() == ""


def test_the_consequences_follow_every_change(program):
    screen = set_up(program, tempo="3-1-2-0", sets=4, reps=15)
    assert {"6 s", "90 s", "9 min"} <= set(texts(screen))
    stepper(screen, "Reps").stepped.emit(-1)
    assert {"6 s", "84 s"} <= set(texts(screen))
    program.key(Qt.Key.Key_Tab)
    stepper(screen, "Lower, in seconds").setFocus()
    program.key(Qt.Key.Key_Up)
    assert {"7 s", "98 s"} <= set(texts(screen))
    assert tempo_field(screen).text() == "4-1-2-0"


def test_a_typed_tempo_is_taken(program):
    screen = set_up(program)
    type_tempo(program, "4120")
    assert str(screen.model.dose.tempo) == "4-1-2-0"
    assert tempo_field(screen).text() == "4-1-2-0"


def by_click(program):
    program.screen.start_button.click()


def by_f5(program):
    program.key(Qt.Key.Key_F5)


def by_control_return(program):
    program.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


STARTS = [by_click, by_f5, by_control_return]


def test_what_is_typed_and_not_entered_is_what_starts(program):
    for start, typed in zip(STARTS, ("5-2-3-1", "4-1-2-1", "6-0-2-0"), strict=True):
        set_up(program)
        field = tempo_field(program.screen)
        field.setFocus()
        field.selectAll()
        program.key(typed)
        start(program)
        assert str(program.coach.plan.items[0].dose.tempo) == typed, start
        assert program.store.settings.last_used[DONKEY].tempo == typed, start
        program.close_session()


REFUSED = [
    ("1-1-2-0", True, by_click),
    ("1-1-2-0", False, by_f5),
    ("X-1-2-0", False, by_control_return),
    ("3-1", True, by_f5),
    ("never", False, by_click),
    ("3-1-2-0-9", True, by_control_return),
]


def test_a_typed_tempo_that_is_refused_says_why_and_starts_nothing(program, qapp):
    program.window.resize(1024, 600)
    screen = set_up(program)
    for typed, entered, start in REFUSED:
        refused_and_not_started(program, typed, entered, start)
        assert qapp.focusWidget() is tempo_field(screen), (typed, start)
    tempo_field(screen).selectAll()
    program.key("4-1-2-0")
    by_f5(program)
    assert str(program.coach.plan.items[0].dose.tempo) == "4-1-2-0"


def refused_and_not_started(program, typed, entered, start):
    screen = program.screen
    field = tempo_field(screen)
    field.setFocus()
    field.selectAll()
    program.key(typed)
    if entered:
        program.key(Qt.Key.Key_Return)
        program.key(Qt.Key.Key_Tab)
    start(program)
    assert program.screen is screen, (typed, start)
    assert program.session is None, (typed, start)
    assert field.property("wrong") is True, (typed, start)
    assert field.text() == typed
    refusal = screen.model.type_number("tempo", typed)
    QApplication.processEvents()
    (said,) = [label for label in screen.findChildren(QLabel) if label.text().startswith(refusal.rstrip("."))]
    assert said.visibleRegion().boundingRect() == said.rect(), typed


def test_the_refusal_below_the_floor_names_the_floor_and_its_reason(program):
    screen = set_up(program)
    type_tempo(program, "1-1-2-0")
    reason = screen.model.item.exercise.phases["lower"].reason
    said = next(text for text in texts(screen) if "1" in text and reason in text)
    assert "2 s" in said


def test_a_long_refusal_in_the_smallest_window_takes_the_place_of_the_totals_and_of_nothing_else(program):
    screen = set_up(program)
    settle(program.window, QSize(960, 540))
    assert "whole session" in texts(screen)
    type_tempo(program, "1-1-2-0")
    settle(program.window, QSize(960, 540))
    named = {each.accessibleName(): each for each in screen.findChildren(QWidget) if each.isVisible()}
    said = [name for name in named if name.startswith("Lower 1 s was asked for")]
    named |= {each.text(): each for each in screen.findChildren(QPushButton)}
    for name in ("Sound scheme", "Listen", "Save as audio", "Start", *said):
        assert named[name].visibleRegion().boundingRect() == named[name].rect(), name
    assert said and "whole session" not in texts(screen)
    sizes = [each.font().pixelSize() for each in (tempo_field(screen), field(screen, "The whole dose as one text"))]
    assert sizes == [SMALLEST_PX] * 2, "what is marked keeps its letters"
    stepper(screen, "Stretch, in seconds").stepped.emit(1)
    settle(program.window, QSize(960, 540))
    assert "whole session" in texts(screen)


def test_a_step_takes_the_refusal_away(program):
    screen = set_up(program)
    field = type_tempo(program, "1-1-2-0")
    stepper(screen, "Stretch, in seconds").stepped.emit(1)
    assert field.property("wrong") is False
    assert field.text() == "3-2-2-0"


def test_the_floor_cannot_be_stepped_below(program):
    screen = set_up(program)
    lower = stepper(screen, "Lower, in seconds")
    lower.setFocus()
    for _ in range(5):
        program.key(Qt.Key.Key_Down)
    assert str(screen.model.dose.tempo) == "2-1-2-0"
    less = next(each for each in lower.findChildren(QPushButton) if each.text() == "−")
    assert not less.isEnabled()


def test_last_used_values_are_remembered_for_each_exercise(program):
    set_up(program, tempo="4-1-2-0", sets=3, reps=8, rest_s=Decimal(90))
    program.key(Qt.Key.Key_Return)
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    other = set_up(program, "standing-calf-raise-machine")
    assert str(other.model.dose.tempo) == str(other.model.exercise.prescription.tempo)
    again = set_up(program)
    assert (str(again.model.dose.tempo), again.model.dose.sets, again.model.dose.reps) == ("4-1-2-0", 3, 8)
    assert again.model.dose.rest_s == 90
    assert SettingsStore().settings.last_used[DONKEY].reps == 8


def test_last_used_values_that_are_refused_by_now_are_forgotten(make_program):
    from calfcoach.settings import LastUsed

    store = SettingsStore()
    store.change(last_used={DONKEY: LastUsed(tempo="1-0-1-0", sets=3)})
    program = make_program(store=store)
    assert str(set_up(program).model.dose.tempo) == "3-1-2-0"


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


def test_the_scheme_that_is_chosen_is_kept(program):
    screen = set_up(program)
    (box,) = screen.findChildren(Choice)
    names = [box.itemText(index) for index in range(box.count())]
    assert len(names) > 3
    box.setFocus()
    program.key(Qt.Key.Key_Home)
    assert screen.scheme == next(iter(scheme_names()))
    program.key(Qt.Key.Key_F5)
    assert program.store.settings.scheme == screen.scheme


def test_a_scheme_that_is_gone_is_replaced_by_the_usual_one(make_program):
    store = SettingsStore()
    store.change(scheme="gone")
    screen = set_up(make_program(store=store))
    assert screen.scheme == SCHEME_AT_FIRST
    assert any("a sound that is gone: there is no scheme 'gone'" in shown for shown in texts(screen))


def test_what_of_an_own_scheme_cannot_be_heard_is_said_before_the_start(make_program, qtbot):
    folder = scheme_folders()[0]
    folder.mkdir(parents=True)
    head = "kind: scheme\nschema: 1\nid: mine\nname: Mine\nsummary: Mine\nbase: beeps\n"
    (folder / "mine.yaml").write_text(
        head + "sounds: {own: [{file: own.wav, level: 0}]}\ncues: {lower: {sound: own}}\n"
    )
    (folder / "own.wav").mkdir()
    store = SettingsStore()
    store.change(scheme="mine")
    program = make_program(store=store)
    screen = set_up(program)
    line = "mine.yaml, line 7: 'own.wav' is no file; a sound file was expected; the built-in cue is heard instead"
    qtbot.waitUntil(lambda: line in texts(screen))
    assert QApplication.activeModalWidget() is None
    screen.start_button.click()
    program.run_until(lambda: program.state is State.LOWER)


def test_a_folder_of_schemes_that_cannot_be_read_has_none(make_program, monkeypatch):
    scheme_folders()[0].mkdir(parents=True)
    walk = os.walk

    def refused(folder, onerror):
        if folder == scheme_folders()[0]:
            onerror(PermissionError(13, "Permission denied"))
        return walk(folder, onerror=onerror)

    monkeypatch.setattr("os.walk", refused)
    assert set_up(make_program()).scheme == "voice-beeps"


def test_a_hold_has_no_tempo(program):
    screen = set_up(program, "iso-hold-calf")
    assert not any(each.accessibleName().startswith("Tempo") for each in screen.findChildren(QLineEdit))
    hold = stepper(screen, "Hold, in seconds")
    hold.stepped.emit(1)
    assert screen.model.dose.hold_s > 45


def test_what_the_other_leg_does_is_no_tension_and_what_is_estimated_says_so(whole_program):
    screen = set_up(whole_program, "heel-drop-straight")
    shown = texts(screen)
    assert shown[shown.index("one rep") - 1] == "≈ 5 s"
    assert shown[shown.index("tension per set and side") - 1] == "≈ 45 s", "15 times the three seconds down"
