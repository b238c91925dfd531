"""A session on its stage, for tests: come to a place in a set, read what is written, press by mouse and by finger."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from calfcoach.session.states import State
from calfcoach.ui.note_line import NoteLine
from calfcoach.ui.stage.buttons import StageButton
from tests.ui.program import Program

SHORT = {"sets": 2, "reps": 3, "rest_s": Decimal(20), "lead_in_s": Decimal(5)}
F5, ESC, SPACE, ENTER = Qt.Key.Key_F5, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Return
PAGE_UP, PAGE_DOWN = Qt.Key.Key_PageUp, Qt.Key.Key_PageDown
ALMOST_S = 0.2


def in_set(program: Program, **numbers: int) -> None:
    """Start, and come to the lowering of the second rep in the first set."""
    program.start(**{**SHORT, **numbers})
    program.run_until(lambda: program.state is State.LOWER and program.coach.view().rep == 2, 60)


def texts(program: Program) -> str:
    """All that is written on the stage now."""
    program.session.bridge.frame()
    QApplication.processEvents()
    program.screen.stage.grab()
    return " ".join(box.text for box in program.screen.stage.text_boxes())


def on_stage(program: Program, name: str) -> StageButton:
    """The largest button of the stage with that name; the ring is another matter."""
    program.session.bridge.frame()
    QApplication.processEvents()
    found = [each for each in program.screen.findChildren(StageButton) if each.isVisible()]
    ring = program.screen.stage.places.point(program.screen.stage.grid.ring.x, program.screen.stage.grid.ring.y)
    found = [each for each in found if each.accessibleName() == name and not each.geometry().contains(ring.toPoint())]
    assert found, name
    return max(found, key=lambda each: each.width() * each.height())


def touch(program: Program, name: str) -> None:
    QTest.mouseClick(on_stage(program, name), Qt.MouseButton.LeftButton)


def touch_with_finger(program: Program, button: QWidget, device) -> None:
    # The display that is not there is smaller than the window, and nobody can touch beside it.
    program.window.move(program.window.pos() - button.mapToGlobal(button.rect().center()) + QPoint(50, 50))
    QTest.touchEvent(button, device).press(0, button.rect().center(), button).commit()
    QTest.touchEvent(button, device).release(0, button.rect().center(), button).commit()


def note(program: Program) -> NoteLine:
    (line,) = program.window.findChildren(NoteLine)
    return line


def press_note(program: Program) -> None:
    (button,) = note(program).findChildren(QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
