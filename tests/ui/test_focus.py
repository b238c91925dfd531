"""Wherever the keyboard is, a ring shows it; on every screen Tab comes round, and nothing is left out."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget

from calfcoach.domain.prescribe import Choices
from calfcoach.library.collection import Library
from calfcoach.ui.focus import FocusRing
from calfcoach.ui.screens.controls import Choice
from calfcoach.ui.screens.library_cards import ExerciseCard
from calfcoach.ui.screens.scale import Numbers
from calfcoach.ui.screens.steppers import Stepper
from tests.ui.extremes import library_of, longest
from tests.ui.layout import settle
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


def go_library(program):
    program.library = Library.load()  # enough exercises for filters to be shown
    program.show_library()


def go_set_up(program):
    program.show_setup(DONKEY, Choices())


def go_settings(program):
    program.show_settings()


def go_summary(program):
    program.start(sets=1, reps=1, lead_in_s=Decimal(5))
    program.run_until(lambda: program.session is None)


SCREENS = [go_library, go_set_up, go_settings, go_summary]


def ring(program) -> FocusRing:
    (found,) = program.window.findChildren(FocusRing)
    return found


def round_by_tab(program, key=Qt.Key.Key_Tab) -> list[QWidget]:
    """Everything the focus comes to until it comes round."""
    QApplication.processEvents()
    seen: list[QWidget] = []
    while (at := QApplication.focusWidget()) not in seen:
        assert at is not None, f"the focus is nowhere after {seen[-1:]}"
        seen.append(at)
        assert len(seen) < 200
        program.key(key)
    return seen


def wants_keys(widget: QWidget) -> bool:
    """Whether a person has to be able to come to it."""
    if not widget.isVisible() or not widget.isEnabled():
        return False
    if isinstance(widget, QAbstractButton):
        return not isinstance(widget.parentWidget(), (Stepper, Numbers, QLineEdit, ExerciseCard))
    return isinstance(widget, (Stepper, Numbers, QLineEdit, Choice))


@pytest.mark.parametrize("go", SCREENS)
def test_tab_comes_to_everything_and_round_and_to_what_scrolls_only_while_it_does(program, go):
    go(program)
    for size in ((1024, 600), (1920, 1080)):
        settle(program.window, QSize(*size))
        seen = round_by_tab(program)
        wanted = [each for each in program.screen.findChildren(QWidget) if wants_keys(each)]
        missing = [each for each in wanted if (each.focusProxy() or each) not in seen]
        in_groups = [each for each in missing if isinstance(each, QAbstractButton) and each.group() is not None]
        assert [each for each in missing if each not in in_groups] == [], size
        assert all(program.window.isAncestorOf(each) for each in seen), size
        for area in [each for each in program.screen.findChildren(QScrollArea) if each.isVisible()]:
            assert (area in seen) is (area.verticalScrollBar().maximum() > 0), (area, size)


def test_what_is_too_long_is_scrolled_by_key_with_the_ring_around_it(make_program, tmp_path):
    library = library_of(tmp_path, [longest()])
    entries = {entry.exercise.id: entry for entry in library.entries.values()}
    program = make_program(library=replace(library, entries=entries))
    program.show_setup("longest", Choices())
    settle(program.window, QSize(1024, 600))
    areas = [each for each in round_by_tab(program) if isinstance(each, QScrollArea)]
    assert len(areas) > 1
    for area in areas:
        area.setFocus()
        program.key(Qt.Key.Key_Down)
        assert area.verticalScrollBar().value() > 0
        assert ring(program).isVisible()
        assert ring(program).geometry().contains(QRect(area.mapTo(program.window, QPoint(0, 0)), area.size()))


@pytest.mark.parametrize("go", SCREENS)
def test_the_ring_is_around_what_has_the_focus(program, go):
    go(program)
    for size in ((1024, 600), (1366, 768)):
        settle(program.window, QSize(*size))
        reached = []
        while (widget := QApplication.focusWidget()) not in reached:
            reached.append(widget)
            assert len(reached) < 200
            program.key(Qt.Key.Key_Tab)  # what is out of sight comes into it
            QApplication.processEvents()
            now = QApplication.focusWidget()
            place = QRect(now.mapTo(program.window, QPoint(0, 0)), now.size())
            assert ring(program).isVisible(), (now, size)
            assert ring(program).geometry().contains(place), (now, size)
        assert len(reached) > 3, size


def test_the_ring_follows_when_the_window_changes(program):
    program.show_setup(DONKEY, Choices())
    program.window.resize(1700, 900)
    QApplication.processEvents()
    start = program.screen.start_button
    place = QRect(start.mapTo(program.window, QPoint(0, 0)), start.size())
    assert ring(program).geometry().contains(place)


def test_there_is_no_ring_where_nothing_has_the_focus(program):
    program.start(sets=1, reps=2, lead_in_s=Decimal(5))
    QApplication.processEvents()
    assert not ring(program).isVisible()


def test_arrows_move_among_buttons_of_one_group(program):
    go_set_up(program)
    chosen = next(each for each in program.screen.findChildren(QAbstractButton) if each.text() == "Machine")
    chosen.setFocus()
    program.key(Qt.Key.Key_Right)
    at = QApplication.focusWidget()
    assert isinstance(at, QAbstractButton)
    assert program.screen.model.variant != "machine" or at.text() != "Machine"
