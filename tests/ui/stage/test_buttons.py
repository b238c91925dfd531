"""What can be clicked on the stage."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from calfcoach.session.commands import CommandKind
from calfcoach.ui.stage import Extras, StageWidget
from calfcoach.ui.stage.buttons import StageButton
from tests.ui.stage import moments
from tests.ui.stage.moments import in_phase
from tests.ui.stage.shown import shown


def buttons(stage: StageWidget) -> dict[str, StageButton]:
    """What can be pressed now, by its name; of two for the same the larger."""
    seen = [button for button in stage.findChildren(StageButton) if button.isVisible()]
    return {button.accessibleName(): button for button in sorted(seen, key=lambda each: each.width() * each.height())}


def test_the_buttons_of_a_rest_are_real(qtbot: QtBot) -> None:
    stage = shown(qtbot, moments.resting())
    extend, skip = buttons(stage)["15 seconds more rest"], buttons(stage)["Skip the rest"]
    for button, kind in ((extend, CommandKind.MORE_REST), (skip, CommandKind.SKIP)):
        assert min(button.width(), button.height()) >= 96 * stage.height() / 1080
        with qtbot.waitSignal(stage.pressed, check_params_cb=lambda action, kind=kind: action == kind):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    stage.set_view(in_phase("lower"))
    assert not extend.isVisible()
    stage.set_view(moments.resting())
    stage.resize(1080, 1920)
    assert stage.rect().contains(buttons(stage)["Skip the rest"].geometry())


THUMB_PX = 88
"""Of a window 1080 high, the least side of a button that a thumb finds: 23 mm on a 15-inch screen."""


@pytest.mark.parametrize("size", [(960, 540), (1366, 768), (1920, 1080), (1080, 1920), (1280, 1024)])
def test_what_stands_still_offers_large_buttons(qtbot: QtBot, size: tuple[int, int]) -> None:
    stage = shown(qtbot, moments.paused(), size)
    three = ("Go on", "Restart set", "Finish")
    asked = moments.asked()
    answers = ("Go on", f"End set {asked.set_number}")
    for view, names in ((moments.paused(), three), (asked, answers), (moments.halted(), three)):
        stage.set_view(view)
        for name in names:
            button = buttons(stage)[name]
            assert stage.rect().contains(button.geometry())
            assert min(button.width(), button.height()) >= THUMB_PX * stage.grid.u / 10.8, (view.state, name)


@pytest.mark.parametrize("size", [(960, 540), (1366, 768), (1280, 1024)])
def test_the_words_of_a_large_button_keep_clear_of_its_key(qtbot: QtBot, size: tuple[int, int]) -> None:
    stage = shown(qtbot, moments.halted(), size)
    stage.grab()
    (button,) = [each.geometry() for name, each in buttons(stage).items() if name == "Restart set"]
    inside = [box for box in stage.text_boxes() if QRectF(button).contains(box.ink)]
    words = [box.ink for box in inside if box.name == "button"]
    (key,) = [box.ink for box in inside if box.name == "key"]
    (cap,) = [shape for shape in stage.shapes if shape.contains(key) and shape.height() < button.height() / 2]
    assert max(ink.bottom() for ink in words) < cap.top() - stage.grid.u
    assert min(ink.top() for ink in words) > button.top() + stage.grid.u


def test_the_ring_pauses_and_goes_on(qtbot: QtBot) -> None:
    stage = shown(qtbot, in_phase("lower"))
    middle = stage.places.point(stage.grid.ring.x, stage.grid.ring.y).toPoint()
    for view, name in ((in_phase("lower"), "Pause"), (moments.paused(), "Go on")):
        stage.set_view(view)
        ring = stage.childAt(middle)
        assert isinstance(ring, StageButton) and ring.accessibleName() == name
        with qtbot.waitSignal(stage.pressed, check_params_cb=lambda action: action is CommandKind.TOGGLE_PAUSE):
            qtbot.mouseClick(ring, Qt.MouseButton.LeftButton)
    stage.set_view(moments.finished())
    assert not isinstance(stage.childAt(middle), StageButton)


@pytest.mark.parametrize("name", [*moments.scenes()])
def test_every_key_that_is_shown_can_be_pressed(qtbot: QtBot, name: str) -> None:
    stage = shown(qtbot, moments.scenes()[name])
    keys = [box for box in stage.text_boxes() if box.name == "key"]
    for box in keys:
        assert isinstance(stage.childAt(box.ink.center().toPoint()), StageButton), box.text


def test_an_audience_gets_no_buttons(qtbot: QtBot) -> None:
    for view in moments.scenes().values():
        assert not buttons(shown(qtbot, view, extras=Extras(audience=True)))
