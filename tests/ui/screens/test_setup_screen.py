"""The set-up: what is asked for, remembered, refused in place and shown."""

import os
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from calfcoach.library.scheme_files import scheme_folders, scheme_names
from calfcoach.session.states import State
from calfcoach.setting_values import SCHEME_AT_FIRST
from calfcoach.settings import SettingsStore
from calfcoach.ui.screens.controls import Choice
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.tips_card import TipsCard
from calfcoach.ui.theme import DARK
from tests.ui.program import DONKEY, held_awake, make_program, program, whole_program
from tests.ui.screens.in_setup import set_up, stepper, tempo_field, texts

__all__ = ["held_awake", "make_program", "program", "whole_program"]


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
