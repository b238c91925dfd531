"""The demonstration in the window: from the set-up and back, by keys and clicker, for an audience; nothing is kept."""

from __future__ import annotations

import argparse

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from calfcoach.cli import run
from calfcoach.cli.parser import make_parser
from calfcoach.coach.demonstration import Speed
from calfcoach.domain.prescribe import Choices
from calfcoach.errors import EnvironmentLacks
from calfcoach.ui.screens.demo import DemoScreen
from calfcoach.ui.screens.setup import SetupScreen
from tests.histories import sessions_of
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


def word(stage) -> str:
    stage.grab()
    return next(box.text for box in stage.text_boxes() if box.name == "word")


def mark(stage) -> str:
    stage.grab()
    return next(box.text for box in stage.text_boxes() if box.name == "demo")


def run_for(program, seconds: float) -> None:
    for _ in range(round(seconds / 0.05)):
        program.clock.tick(0.05)
        program.screen.sound.frame()


def test_a_trainer_shows_a_lift_from_the_set_up_to_an_audience_and_goes_back(program):
    program.show_setup(DONKEY, Choices(tempo="4-1-2-1"))
    program.audience.open()
    program.press("Show it")
    screen = program.screen
    assert isinstance(screen, DemoScreen)
    theirs = program.audience.window.stage
    assert mark(screen.stage) == mark(theirs) == "Demo · full speed · nothing is counted"
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_PageDown):
        program.key(key)
        run_for(program, 5.0)
        seen.append(word(screen.stage))
        assert theirs.view == screen.stage.view
    assert seen == ["Lower", "Stretch", "Contract", "Squeeze"]
    program.key(Qt.Key.Key_PageUp)
    assert screen.stage.view.fraction == 0.0
    program.key("s")
    assert screen.sound.demonstration.speed is Speed.HALF
    assert mark(theirs) == "Demo · half speed · nothing is counted"
    program.press("Quarter speed")
    assert mark(screen.stage) == "Demo · quarter speed · nothing is counted"
    program.key(Qt.Key.Key_Space)
    run_for(program, 3.0)
    assert screen.sound.demonstration.repeats
    program.key(".")
    still = theirs.view
    run_for(program, 3.0)
    assert theirs.view is still and mark(theirs) == "This picture stands still"
    program.key(".")
    program.key(Qt.Key.Key_F5)
    assert not screen.sound.demonstration.is_moving
    program.key("?")
    program.key("?")
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, SetupScreen) and str(program.screen.model.item.dose.tempo) == "4-1-2-1"
    assert not program.audience.window.stage.isVisible()
    assert program.session is None and not sessions_of(program.backstage.history), "nothing was counted or kept"


def test_each_button_has_a_name_and_arrows_are_free_again_on_the_next_screen(program):
    program.show_demo(program.library and _item(program), "beeps", program.show_library)
    names = {button.text() for button in program.screen.findChildren(QPushButton) if button.isVisible()}
    assert names == {
        "‹  Back", "Step back", "Next phase", "Repeat", "Full speed", "Half speed", "Quarter speed", "Sound off"
    }  # fmt: skip
    program.press("Sound off")
    program.press("Sound on")
    program.press("Repeat")
    program.press("Freeze")
    program.press("‹  Back")
    program.key(Qt.Key.Key_Right)
    assert not isinstance(program.screen, DemoScreen)


def _item(program):
    from calfcoach.domain.prescribe import prescribe

    return prescribe(program.library.find(DONKEY).exercise, Choices())


def test_the_command_line_asks_for_it_with_any_dose(monkeypatch):
    options = make_parser().parse_args(["demo", DONKEY, "3x8 @ 4-1-2-1", "--audience"])
    assert (options.exercise, options.dose, options.audience) == (DONKEY, "3x8 @ 4-1-2-1", True)
    asked: list[argparse.Namespace] = []
    monkeypatch.setattr(run, "display_problem", lambda: None)
    monkeypatch.setattr(run, "_in_the_window", lambda options: asked.append(options) or 0)
    assert run.demo(options) == 0 and asked[0].demo
    monkeypatch.setattr(run, "display_problem", lambda: "There is no display")
    with pytest.raises(EnvironmentLacks, match="There is no display: a demonstration needs one"):
        run.demo(options)
