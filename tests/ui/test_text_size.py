"""Text of 200 %: chosen by key or mouse at any moment, also in a set; everything is reached by mouse and keyboard."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from calfcoach import texts
from calfcoach.domain.prescribe import Choices
from calfcoach.session.states import State
from calfcoach.ui.audience_strip import AudienceStrip
from calfcoach.ui.fonts import use_text_scale
from calfcoach.ui.screens.scrolling import Page
from tests.texts.pseudo import PseudoTranslations
from tests.ui.layout import clipped, settle
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]

LARGEST = 2.0


@pytest.fixture(autouse=True)
def _usual_size():
    yield
    use_text_scale(1.0)
    texts.use(None)


def at_1366(program) -> QWidget:
    settle(program.window, QSize(1366, 768))
    return program.screen


def named(program) -> str:
    """What the stage says in the place of the exercise's name."""
    stage = program.screen.stage
    stage.grab()
    return next(box.text for box in stage.text_boxes() if box.name == "name")


def test_it_changes_by_key_in_a_set_which_goes_on_and_is_kept(program):
    at_1366(program)
    program.start(sets=1, reps=2, lead_in_s=Decimal(5))
    program.run_until(lambda: program.state is State.LOWER)
    word = program.screen.stage.grid
    position = program.coach.machine.position_s
    for size in ("125", "150", "200"):
        program.key(Qt.Key.Key_F4)
        program.run(0.1)
        assert program.backstage.settings.text_size == size
        assert named(program) == f"Text size: {size} %", "nothing else of it is seen here"
    program.screen._mentioned.timeout.emit()
    program.run(0.1)
    assert named(program) == program.coach.view().exercise.name
    assert program.state is State.LOWER and program.coach.machine.position_s > position
    assert program.screen.stage.grid == word, "the stage is read from afar and keeps its sizes"
    program.run_until(lambda: program.session is None)
    assert program.screen.kit.is_narrow
    assert program.screen.kit.scale == LARGEST
    program.key(Qt.Key.Key_F4)
    assert (program.backstage.settings.text_size, program.screen.kit.scale) == ("100", 1.0)


def test_it_is_chosen_by_mouse_and_all_cards_are_in_one_column(program):
    program.show_settings()
    screen = at_1366(program)
    program.press("200 %")
    QApplication.processEvents()
    assert screen.kit.scale == LARGEST
    lefts = {screen.keys.x(), screen.about.x(), screen.people.x(), screen._output.x()}
    assert len(lefts) == 1
    program.press("100 %")
    QApplication.processEvents()
    assert screen._output.x() > screen.keys.x()


def test_start_is_in_sight_and_stays_where_it_is_when_the_size_changes(program):
    program.show_setup(DONKEY, Choices())
    screen = at_1366(program)
    start, page = screen.start_button, screen.findChildren(Page)[0]
    for size in ("125", "150", "200", "100"):
        program.key(Qt.Key.Key_F4)
        settle(program.window, program.window.size())
        assert program.backstage.settings.text_size == size
        assert start.visibleRegion().boundingRect() == start.rect(), size
        assert page.verticalScrollBar().isVisible() is (size != "100")
        large, *_ = (each for each in start.findChildren(QLabel) if each.text() == "Start")
        assert large.font().pixelSize() == 44 * int(size) // 100, "its letters grow too"


SCREENS = {
    "set-up": lambda program: program.show_setup(DONKEY, Choices()),
    "settings": lambda program: program.show_settings(),
    "files": lambda program: program.show_history_files(),
    "calibration": lambda program: program.show_calibration(),
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_keyboard_comes_to_everything_and_what_it_comes_to_is_seen(program, name):
    program.store.change(text_size="200")
    program.look_again()
    SCREENS[name](program)
    screen = at_1366(program)
    there = {
        each
        for each in screen.findChildren(QPushButton)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    come_to: list[QWidget] = []
    for _ in range(120):
        at = QApplication.focusWidget()
        assert at is not None
        if at in come_to:
            break
        come_to.append(at)
        top = at.mapTo(program.window, QPoint(0, 0))
        seen = at.visibleRegion().boundingRect()
        assert not seen.isEmpty(), f"{at.accessibleName() or at} at {top} is scrolled away"
        program.key(Qt.Key.Key_Tab)
    assert [each.text() for each in there - set(come_to) if not _of_a_group(each)] == []


def _of_a_group(button: QPushButton) -> bool:
    """Of a row of choices the keyboard comes to the chosen one; arrows go to the others."""
    return button.isCheckable() and not button.isChecked()


def test_start_has_the_keyboard_in_one_column_and_in_two(program):
    program.store.change(text_size="200")
    program.look_again()
    program.show_setup(DONKEY, Choices())
    screen = at_1366(program)
    assert screen.kit.is_narrow
    assert QApplication.focusWidget() is screen.start_button
    program.store.change(text_size="100")
    program.look_again()
    QApplication.processEvents()
    assert not screen.kit.is_narrow
    assert QApplication.focusWidget() is screen.start_button


def test_what_the_mouse_presses_does_not_move_away_under_it(program):
    program.store.change(text_size="200")
    program.look_again()
    program.show_setup(DONKEY, Choices())
    screen = at_1366(program)
    page = screen.findChildren(Page)[0]
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    QApplication.processEvents()
    shown = [
        each
        for each in page.widget().findChildren(QPushButton)
        if each.isVisible() and QRect(each.rect()) == each.visibleRegion().boundingRect()
    ]
    assert shown, "what is at the end of the page can be pressed"


def test_the_line_about_the_audience_is_whole_or_a_shorter_one(program):
    program.audience.open()
    (strip,) = program.window.findChildren(AudienceStrip)
    short = set()
    for language, text_size in ((None, "100"), (None, "200"), (PseudoTranslations(), "100")):
        texts.use(language)
        program.store.change(text_size=text_size)
        program.look_again()
        for size in ((960, 540), (1366, 768)):
            for act in (program.audience.freeze, program.audience.blacken) * 2:
                act()
                settle(program.window, QSize(*size))
                line = strip.line.text()
                assert line in (program.audience.line, program.audience.short_line) and clipped(strip) == []
                short |= {(text_size, size)} if line != program.audience.line else set()
    assert ("200", (1366, 768)) in short and ("100", (1366, 768)) not in short
