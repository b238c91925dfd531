"""The demonstration in the window: from the set-up and back, by keys and clicker, for an audience; nothing is kept."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPushButton

import calfcoach
from calfcoach import texts
from calfcoach.cli import run
from calfcoach.cli.parser import make_parser
from calfcoach.coach.demonstration import Demonstration, Speed
from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.errors import EnvironmentLacks
from calfcoach.figure.files import load_figure
from calfcoach.library.collection import Library
from calfcoach.session.clock import ManualClock
from calfcoach.session.states import State
from calfcoach.ui.fault_parts import parts_of
from calfcoach.ui.fault_view import FaultView, ShownFault
from calfcoach.ui.keys_panel import KeysPanel
from calfcoach.ui.screens.demo import DemoScreen
from calfcoach.ui.screens.keyed_button import KeyedButton
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.stage import Extras, StageWidget
from calfcoach.ui.theme import THEMES
from calfcoach.wording.faults import wrong_caption
from tests.histories import sessions_of
from tests.texts.pseudo import PseudoTranslations
from tests.ui.figure.shared import pixels
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


def word(stage) -> str:
    stage.grab()
    return next(box.text for box in stage.text_boxes() if box.name == "word")


def mark(stage) -> str:
    stage.grab()
    return next(box.text for box in stage.text_boxes() if box.name == "mark")


def run_for(program, seconds: float) -> None:
    for _ in range(round(seconds / 0.05)):
        program.clock.tick(0.05)
        program.screen.sound.frame()


def test_a_second_press_on_the_way_opens_no_second_demonstration(program):
    program.show_setup(DONKEY, Choices())
    before = program.screen
    before.show_it.emit()
    shown = program.screen
    before.show_it.emit()
    assert isinstance(shown, DemoScreen) and program.screen is shown


def test_a_trainer_shows_a_lift_from_the_set_up_to_an_audience_and_goes_back(program):
    program.show_setup(DONKEY, Choices(tempo="4-1-2-1"))
    program.audience.open()
    program.press("Show it")
    screen = program.screen
    assert isinstance(screen, DemoScreen)
    theirs = program.audience.window.stage
    assert mark(screen.stage) == mark(theirs) == "Demo · stands still · nothing is counted"
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Right) * 4:
        program.key(key)
        run_for(program, 5.0)
        fault = program.audience.window.fault
        seen.append(fault.wrong.shows if fault is not None else word(screen.stage))
        assert theirs.view == screen.stage.view
    assert seen == [
        *("Lower", "too-fast", "rounded-back", "arched-back"),
        *("Stretch", "bounce", "Contract", "Squeeze"),
    ]
    program.key(Qt.Key.Key_PageUp)
    assert screen.stage.view.fraction == 0.0
    program.key("s")
    assert screen.sound.demonstration.speed is Speed.HALF
    program.key(Qt.Key.Key_Right)
    assert mark(theirs) == "Demo · one phase · half speed · nothing is counted"
    program.press("Quarter speed")
    assert mark(screen.stage) == "Demo · one phase · quarter speed · nothing is counted"
    program.press("Freeze")
    assert mark(screen.stage) == "Demo · stands still · nothing is counted"
    program.key(Qt.Key.Key_Space)
    run_for(program, 3.0)
    assert mark(theirs) == "Demo · quarter speed · nothing is counted"
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
        "‹  Back", "Step back", "Next step", "Faults", "Repeat",
        "Full speed", "Half speed", "Quarter speed", "Sound off", "Keys",
    }  # fmt: skip
    program.press("Sound off")
    program.press("Sound on")
    program.press("Repeat")
    program.press("Freeze")
    program.press("‹  Back")
    program.key(Qt.Key.Key_Right)
    assert not isinstance(program.screen, DemoScreen)


def test_its_buttons_name_the_keys_in_force_and_one_leads_to_the_list_of_them(program):
    program.show_demo(_item(program), "beeps", program.show_library)

    def named():
        return {each.text(): each.key for each in program.screen.findChildren(KeyedButton)}

    usual = {"Step back": "←", "Next step": "→", "Faults": "W", "Repeat": "Space", "Sound off": "M", "Keys": "?"}
    assert named() == usual
    program.store.change(keys={"demo_fault": ["X"]})
    program.change_keys()
    assert named() == usual | {"Faults": "X"}
    program.press("Keys")
    (panel,) = program.window.findChildren(KeysPanel)
    assert panel.isVisible()
    program.press("Keys")
    assert not panel.isVisible()


# Faults beside the right way.


def over(widget) -> FaultView:
    """What lies over a stage for a fault."""
    [found] = widget.findChildren(FaultView)
    return found


def texts_of(view: FaultView) -> set[str]:
    view.grab()
    return {box.text for box in view.text_boxes()}


def test_a_fault_is_beside_the_right_way_in_both_windows_and_in_no_session(program):
    program.show_demo(_item(program), "beeps", program.show_library)
    program.audience.open()
    screen, theirs = program.screen, program.audience.window
    assert theirs.fault is None and not theirs.findChildren(FaultView), "not even made before it is wanted"
    program.key("w")
    run_for(program, 4.0)
    for window in (screen, theirs):
        assert over(window).isVisible()
        told = {"Right", "Wrong: too fast", "Slow and in control: 2–3 s down", "Lower", "1"}
        assert texts_of(over(window)) == told
    assert over(screen).text() == "Wrong: too fast. Slow and in control: 2–3 s down"
    program.press("Faults")
    assert theirs.fault.wrong.shows == "rounded-back"
    program.key(Qt.Key.Key_Escape)
    assert not over(theirs).isVisible()
    program.key(Qt.Key.Key_Right)
    program.start(DONKEY, sets=1, reps=1)
    wrong_shown = 0
    while program.session is not None and program.state is not State.FINISHED and wrong_shown < 1000:
        program.run(0.5)
        wrong_shown += 1
        assert theirs.fault is None and not over(theirs).isVisible()
        assert not program.screen.findChildren(FaultView)
    assert program.state is State.FINISHED


def test_a_frozen_picture_keeps_its_fault_and_a_new_window_gets_the_one_that_is_shown(program):
    program.show_demo(_item(program), "beeps", program.show_library)
    program.key("w")
    run_for(program, 4.0)
    program.audience.open()
    assert program.audience.window.fault.wrong.shows == "too-fast"
    program.key(".")
    program.key("w")
    assert program.audience.window.fault.wrong.shows == "too-fast", "it stands still"
    program.key(".")
    assert program.audience.window.fault.wrong.shows == "rounded-back"


SHOWS_FAULTS = {
    "calfcoach/figure/faults.py",
    "calfcoach/ui/audience.py",
    "calfcoach/ui/audience_window.py",
    "calfcoach/ui/demo_route.py",
    "calfcoach/ui/fault_view.py",
    "calfcoach/ui/figure/fault_painter.py",
    "calfcoach/ui/screens/demo.py",
}


def test_no_module_of_a_session_knows_how_a_wrong_pose_is_made_or_shown():
    """Neither the stage nor what conducts a session; the audience's window hands on what a demonstration gives it."""
    names = ("figure.faults", "fault_view", "fault_painter", "fault_marks")
    root = Path(calfcoach.__file__).parents[1]
    found = {
        path.relative_to(root).as_posix()
        for path in (root / "calfcoach").rglob("*.py")
        if any(f"{name} import" in path.read_text(encoding="utf-8") for name in names)
    }
    assert found == SHOWS_FAULTS - {"calfcoach/figure/faults.py"}


def near(image: QImage, colour: QColor) -> np.ndarray:
    """Where a picture has a colour, but for what blending it with itself rounds off."""
    each = np.stack([pixels(image) >> shift & 0xFF for shift in (16, 8, 0)]).astype(int)
    wanted = np.array([colour.red(), colour.green(), colour.blue()])[:, None, None]
    return np.abs(each - wanted).max(axis=0) <= 3


@pytest.fixture
def pseudo_language():
    texts.use(PseudoTranslations())
    yield
    texts.use(None)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_cross_and_words_tell_wrong_from_right_in_every_theme_size_and_side(qtbot, pseudo_language, theme):
    """The longest texts, forty per cent longer: nothing is cut, and the cross is on the wrong half alone."""
    exercise = Library.load(user_dir=Path("nowhere")).find("step-calf-raise-single").exercise
    demo = Demonstration(prescribe(exercise, Choices()), ManualClock(0.0))
    wrong = max(load_figure("stretch-towel").file.wrong, key=lambda each: len(wrong_caption(each.shows)))
    longest = max((w.short for w in exercise.warnings), key=len)
    stage = StageWidget(theme, Extras(audience=True, demo="Demo"))
    qtbot.addWidget(stage)
    stage.set_view(demo.view())
    view = FaultView(stage)
    right_to_left = Qt.LayoutDirection.RightToLeft
    for size in ((960, 540), (1366, 768), (1920, 1080), (700, 1000)):
        stage.resize(*size)
        if size == (1366, 768):
            stage.setLayoutDirection(right_to_left)
            assert stage.places.mirrored
        view.show_fault(ShownFault("stretch-towel", wrong, longest), demo.view())
        picture = view.grab().toImage()
        assert not [box.text for box in view.text_boxes() if "…" in box.text]
        parts = parts_of(stage.grid)
        for half, crossed in ((parts.right, False), (parts.wrong, True)):
            rect = stage.places.rect(half).translated(0, -view.y()).adjusted(8, 8, -8, -8).toRect()
            inside = picture.copy(rect).convertToFormat(picture.Format.Format_RGB32)
            share = near(inside, theme.colour("danger")).mean()
            assert bool(share > 0.02) is crossed, (size, share)


def _item(program):
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
