"""The list of keys: whole, as large as its place allows, and over nothing that is read during a set."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QLabel

from calfcoach.session.states import State
from calfcoach.ui.keys_panel import KeysPanel
from calfcoach.ui.screens.stage import StageScreen
from tests.ui.layout import clipped, overlaps, settle
from tests.ui.program import Program, held_awake, make_program, program
from tests.ui.test_class_start import open_class

__all__ = ["held_awake", "make_program", "program"]

SIZES = ((1024, 600), (1366, 768), (1920, 1080), (3840, 2160), (1024, 768), (1280, 1024), (1080, 1920), (2560, 1080))
SHAPES = ((1024, 600), (1366, 768), (1024, 768), (1280, 1024), (1080, 1920))
"""One size of each shape of a window."""
MUST_BE_SEEN = {"word", "seconds", "unit", "warning", "side", "button", "steps", "resume", "problem", "paused"}


def panel_of(program: Program) -> KeysPanel:
    (panel,) = program.window.findChildren(KeysPanel)
    return panel


def hidden(program: Program) -> list[str]:
    """What the list lies on that must be seen, and what of it is cut."""
    screen, panel = program.screen, panel_of(program)
    assert panel.isVisible()
    found = clipped(panel) + overlaps(panel)
    if not program.window.rect().contains(panel.geometry()):
        found.append(f"{panel.geometry()} sticks out")
    if isinstance(screen, StageScreen):
        screen.stage.grab()
        place = QRectF(panel.geometry()).translated(-QRectF(screen.geometry()).topLeft())
        resting = program.state is State.REST  # a rest shows warnings where it has no tip: nobody moves
        for box in screen.stage.text_boxes():
            if (
                box.name in MUST_BE_SEEN - ({"warning"} if resting else set())
                and (both := box.ink & place).width() > 1
                and both.height() > 1
            ):
                found.append(f"{box.name} {box.text!r} is covered")
    return found


def moments(program: Program) -> Iterator[str]:
    """Every scene of a session, the list of keys open from the first to the last."""
    program.start(sets=2, reps=2)
    program.run(1.0)
    program.key("?")
    yield "ready"
    for state in (State.LOWER, State.STRETCH, State.CONTRACT, State.REST):
        program.run_until(lambda state=state: program.state is state)
        program.run(0.1)
        yield state
    program.run_until(lambda: program.state is State.FINISHED)
    program.run(0.1)
    yield "the end"


@pytest.mark.parametrize(
    ("exercise", "direction"),
    [
        ("donkey-calf-raise", Qt.LayoutDirection.LeftToRight),
        ("donkey-calf-raise", Qt.LayoutDirection.RightToLeft),
        ("iso-hold-calf", Qt.LayoutDirection.RightToLeft),
    ],
)
def test_it_hides_nothing_that_is_read_in_a_session(
    program: Program, direction: Qt.LayoutDirection, exercise: str
) -> None:
    program.window.setLayoutDirection(direction)
    if direction is Qt.LayoutDirection.RightToLeft:
        program.audience.open()  # it has two keys more
    for name in moments(program) if exercise == "donkey-calf-raise" else holds(program):
        # A larger window of the same shape shows the same larger.
        for size in SIZES if name == State.REST else SHAPES:
            settle(program.window, QSize(*size))
            assert not hidden(program), (name, size)


def test_in_the_countdown_of_a_class_it_hides_no_warning_and_says_what_keys_do_there(program: Program) -> None:
    program.audience.open()
    open_class(program).buttons[2].click()
    program.run(0.1)
    program.key("?")
    for size in ((960, 540), (768, 1024), *SHAPES):
        settle(program.window, QSize(*size))
        covered = [each for each in hidden(program) if not each.startswith("button")]  # the list has their keys
        assert not covered, size
    there = {"All start now; it asks first", "The countdown from its start; it asks first", "1 minute more"}
    assert {*there, "Back to the set-up"} <= said(program)
    program.run(121)
    assert program.state is State.LOWER and panel_of(program).isVisible()
    assert not there & said(program) and "Skip the rest, end the set" in said(program)
    assert "Back to the set-up" in said(program), "a class has no summary"


def said(program: Program) -> set[str]:
    return {each.text() for each in panel_of(program).findChildren(QLabel) if each.isVisible()}


def holds(program: Program) -> Iterator[str]:
    program.start("iso-hold-calf", sets=1, reps=1)
    program.run_until(lambda: program.state is State.HOLD)
    program.run(0.1)
    program.key("?")
    yield "hold"


def test_it_is_whole_on_the_desk_and_grows_with_the_window(program: Program) -> None:
    program.key("?")
    heights = []
    for size in SIZES[:4]:
        settle(program.window, QSize(*size))
        assert not hidden(program), size
        heights.append(max(label.fontMetrics().height() for label in panel_of(program).findChildren(QLabel)))
    assert heights == sorted(heights)
    assert heights[3] > 2 * heights[1]
