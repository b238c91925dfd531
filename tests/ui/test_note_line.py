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
    """The place of a part, as far as it is not scrolled out of sight."""
    place = QRect(part.mapTo(program.window, QPoint(0, 0)), part.size())
    around = part.parentWidget()
    while around is not None and around is not program.window:
        place &= QRect(around.mapTo(program.window, QPoint(0, 0)), around.size())
        around = around.parentWidget()
    return place


def note(program: Program) -> NoteLine:
    (line,) = program.window.findChildren(NoteLine)
    return line


def told_over(program: Program, size: tuple[int, int]) -> tuple[QRect, list[QWidget]]:
    """Where the line is, and the words and buttons of the screen that it touches."""
    program.window.tell("The class is over. Nothing of it is kept.", lambda: None)
    settle(program.window, QSize(*size))
    where = note(program).geometry()
    read = (QLabel, QAbstractButton, QComboBox)
    parts = [each for each in program.screen.findChildren(QWidget) if isinstance(each, read) and each.isVisible()]
    return where, [each for each in parts if in_window(program, each).intersects(where)]


@pytest.mark.parametrize("text_size", ["100", "150", "200"])
def test_no_line_lies_across_what_is_read(program: Program, text_size: str) -> None:
    program.store.change(text_size=text_size)
    program.look_again()
    for size in ((960, 540), (1366, 768)):
        program.show_setup(DONKEY, Choices())
        where, touched = told_over(program, size)
        assert isinstance(program.screen, SetupScreen)
        over = program.screen.note_over()
        assert where.intersects(in_window(program, over)) and all(over.isAncestorOf(each) for each in touched)
        assert not touched or where.contains(in_window(program, over)), "all of the tip, not the half of it"

        for show in (program.show_library, program.show_settings):
            show()
            where, touched = told_over(program, size)
            assert touched == [] and program.window.rect().contains(where)

        program.show_demo(prescribe(program.library.find(DONKEY).exercise, Choices()), "beeps", program.show_library)
        where, touched = told_over(program, size)
        assert isinstance(program.screen, DemoScreen) and program.window.rect().contains(where)
        assert touched == [] and not where.intersects(in_window(program, program.screen.stage))
        stage_px = program.screen.stage.height()
        note(program).take_away()
        settle(program.window, QSize(*size))
        assert program.screen.stage.height() > stage_px, "the room is given back"
