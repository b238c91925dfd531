"""A line that says what was just done lies over nothing that is read or pressed half."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.ui.note_line import NoteLine
from calfcoach.ui.screens.demo import DemoScreen
from calfcoach.ui.screens.setup import SetupScreen
from tests.ui.layout import settle
from tests.ui.program import DONKEY, Program, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


def in_window(program: Program, part: QWidget) -> QRect:
    return QRect(part.mapTo(program.window, QPoint(0, 0)), part.size())


def told_over(program: Program, size: tuple[int, int]) -> tuple[QRect, list[QWidget]]:
    """Where the line is, and the words and buttons of the screen that it touches."""
    program.window.tell("The class is over. Nothing of it is kept.", lambda: None)
    settle(program.window, QSize(*size))
    (line,) = program.window.findChildren(NoteLine)
    where = line.geometry()
    read = (QLabel, QAbstractButton, QComboBox)
    parts = [each for each in program.screen.findChildren(QWidget) if isinstance(each, read) and each.isVisible()]
    return where, [each for each in parts if in_window(program, each).intersects(where)]


@pytest.mark.parametrize("size", [(960, 540), (1366, 768)])
def test_no_line_lies_across_what_is_read(program: Program, size: tuple[int, int]) -> None:
    program.show_setup(DONKEY, Choices())
    where, touched = told_over(program, size)
    assert isinstance(program.screen, SetupScreen)
    over = program.screen.note_over()
    assert where.contains(in_window(program, over)), "all of the tip, not the half of it"
    assert all(over.isAncestorOf(each) for each in touched)

    program.show_settings()
    assert told_over(program, size)[1] == []

    program.show_demo(prescribe(program.library.find(DONKEY).exercise, Choices()), "beeps", program.show_library)
    where, touched = told_over(program, size)
    assert touched == []
    assert isinstance(program.screen, DemoScreen)
    stage = program.screen.stage
    program.screen.grab()
    below = {box.name for box in stage.text_boxes() if where.intersects(box.ink.toRect())}
    assert below <= {"next"}
