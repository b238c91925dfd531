"""The stage by mouse and finger: the large buttons, a question, and the ring."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calfcoach.session.states import State
from calfcoach.ui.stage.buttons import StageButton
from tests.ui.in_session import ESC, SPACE, in_set, on_stage, touch, touch_with_finger
from tests.ui.program import held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


@pytest.mark.parametrize(("press", "stop"), [("mouse", SPACE), ("finger", ESC)], ids=["paused", "stopped"])
def test_three_large_buttons_go_on_restart_and_finish(program, press, stop, touch_screen):
    def do(name):
        if press == "mouse":
            touch(program, name)
        else:
            touch_with_finger(program, on_stage(program, name), touch_screen)

    in_set(program)
    program.key(stop)
    do("Go on")
    assert (program.state, program.coach.view().goes_on_with) == (State.READY, 2)
    program.run_until(lambda: program.state is State.LOWER, 10)
    program.key(stop)
    do("Restart set")
    assert (program.state, program.coach.view().goes_on_with) == (State.READY, None)
    program.run_until(lambda: program.state is State.LOWER, 10)
    program.key(stop)
    coach = program.coach
    do("Finish")
    assert coach.machine.state is State.STOPPED


def test_a_question_is_answered_by_the_large_buttons_and_none_of_them_ends_the_session(program):
    in_set(program)
    for key, yes, after in ((Qt.Key.Key_Left, "Set 1 again", State.READY), (Qt.Key.Key_Right, "End set 1", State.REST)):
        program.run_until(lambda: program.state is State.LOWER, 10)
        program.key(key)
        touch(program, "Go on")
        assert program.state is State.READY, "no: the set goes on"
        program.run_until(lambda: program.state is State.LOWER, 10)
        program.key(key)
        names = {each.accessibleName() for each in program.screen.findChildren(StageButton) if each.isVisible()}
        assert not names & {"Finish", "Restart set"}
        touch(program, yes)
        assert program.state is after


@pytest.fixture(scope="session")
def touch_screen(qapp):
    return QTest.createTouchDevice()


def test_the_ring_pauses_and_goes_on(program, touch_screen):
    in_set(program)
    for press, name, state in (
        ("mouse", "Pause", State.PAUSED),
        ("finger", "Go on", State.READY),
        ("finger", "Pause", State.PAUSED),
        ("mouse", "Go on", State.READY),
    ):
        stage = program.screen.stage
        program.session.bridge.frame()
        QApplication.processEvents()
        middle = stage.places.point(stage.grid.ring.x, stage.grid.ring.y).toPoint()
        ring = stage.childAt(middle)
        assert ring.accessibleName() == name
        if press == "mouse":
            QTest.mouseClick(ring, Qt.MouseButton.LeftButton)
        else:
            touch_with_finger(program, ring, touch_screen)
        assert program.state is state
