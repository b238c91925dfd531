"""The stage with what lies on it as widgets: in a rest nothing covers anything, at any size, with the longest texts."""

from __future__ import annotations

from math import hypot

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize, Qt

from calfcoach.session.commands import CommandKind
from calfcoach.session.states import State
from calfcoach.ui.screens.correction import Correction
from calfcoach.ui.screens.stage import StageScreen
from calfcoach.ui.screens.steppers import Stepper
from calfcoach.ui.stage.buttons import StageButton
from calfcoach.ui.theme import THEMES
from tests.asking import ask
from tests.ui.layout import clipped, overlaps, settle
from tests.ui.program import Program, held_awake, make_program, program
from tests.ui.stage.moments import ODD_SIZES, SIZES

__all__ = ["held_awake", "make_program", "program"]


@pytest.fixture
def resting(program: Program) -> StageScreen:
    """The rest after set 47 of 50, in which 200 reps were done."""
    program.start(sets=50, reps=1, rest_s=60)
    while program.coach.view().set_number < 47:
        ask(program.coach, CommandKind.PAUSE)
        ask(program.coach, CommandKind.SKIP)
        program.run(3.0, 1.5)
    ask(program.coach, CommandKind.SKIP)
    program.run_until(lambda: program.state is State.LOWER)
    program.run_until(lambda: program.state is State.REST)
    ask(program.coach, CommandKind.ONE_DONE_MORE)
    program.run(0.1)
    screen = program.screen
    assert isinstance(screen, StageScreen)
    (stepper,) = screen.findChildren(Stepper)
    stepper.show_value("200")
    return screen


def faults(screen: StageScreen) -> list[str]:
    """What of the correction and the buttons is cut, or lies on something."""
    stage = screen.stage
    stage.grab()
    (correction,) = screen.findChildren(Correction)
    large = {"15 seconds more rest", "Skip the rest"}
    seen = [button for button in screen.findChildren(StageButton) if button.isVisible()]
    buttons = [button for button in seen if button.accessibleName() in large]
    assert correction.isVisible() and len(buttons) == 2
    found = clipped(screen) + overlaps(correction)
    rect = QRectF(correction.geometry())
    if not QRectF(screen.rect()).contains(rect):
        found.append(f"the correction sticks out: {rect}")
    painted = [(box.text, box.ink) for box in stage.text_boxes()]
    painted += [("a shape", shape) for shape in stage.shapes]
    for name, ink in painted:
        if (both := ink & rect).width() > 0.5 and both.height() > 0.5:
            found.append(f"the correction {rect} lies on {name} {ink}")
        for button in buttons:
            place = QRectF(button.geometry())
            if name == "a shape" or (ink & place).isEmpty() or place.contains(ink):
                continue
            found.append(f"{name} {ink} lies across the button {place}")
    ring, u = stage.grid.ring, stage.grid.u
    middle = stage.places.point(ring.x, ring.y)
    nearest = QPointF(min(max(middle.x(), rect.left()), rect.right()), min(max(middle.y(), rect.top()), rect.bottom()))
    if hypot(nearest.x() - middle.x(), nearest.y() - middle.y()) < (ring.radius + ring.stroke / 2) * u:
        found.append(f"the correction {rect} lies on the ring")
    for box in stage.text_boxes():
        if box.name == "button" and box.text.endswith("…"):
            found.append(f"the button says {box.text!r}")
    return found


def test_nothing_lies_on_anything_in_a_rest(program: Program, resting: StageScreen) -> None:
    least = program.window.minimumSize()
    sizes = [size for size in (*SIZES, *ODD_SIZES, (1366, 768)) if QSize(*size).expandedTo(least).toTuple() == size]
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        program.window.setLayoutDirection(direction)
        for size in sizes:
            settle(program.window, QSize(*size))
            assert resting.size().toTuple() == size
            assert not faults(resting), (direction, size)
            program.run(0.1)
            assert not faults(resting), ("a frame later", direction, size)
        correction = resting.findChildren(Correction)[0].geometry()
        mirrored = direction is Qt.LayoutDirection.RightToLeft
        assert (correction.center().x() > resting.width() / 2) == mirrored


def test_a_button_under_the_mouse_looks_different(program: Program, resting: StageScreen) -> None:
    for theme in THEMES.values():
        resting.stage.set_theme(theme)
        settle(program.window, QSize(1366, 768))
        seen = [button for button in resting.findChildren(StageButton) if button.isVisible()]
        assert len(seen) > 3
        for button in seen:
            pictures = []
            for under in (False, True):
                button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, under)
                pictures.append(resting.grab(button.geometry()).toImage())
            assert pictures[0] != pictures[1], (theme.name, button.accessibleName())
