"""A class: a countdown all start on, sets and rests by one clock, nothing personal shown and nothing kept."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel

from calfcoach.domain.prescribe import Choices
from calfcoach.history.last_time import LastTime
from calfcoach.session.commands import UNDO_S, UNSEEN_S
from calfcoach.session.states import State
from calfcoach.ui.clock_text import clock_text
from calfcoach.ui.keys import KeyMap
from calfcoach.ui.screens.class_panel import ClassPanel, ClassStart, next_full, seconds_until
from calfcoach.ui.screens.correction import Correction
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.stage import StageScreen
from calfcoach.ui.session import SHOW_FINISH_S
from calfcoach.ui.stage.buttons import StageButton
from calfcoach.ui.stage.canvas import TextBox
from calfcoach.ui.stage.hints import hints
from tests.histories import sessions_of
from tests.ui.in_session import ENTER, ESC, note
from tests.ui.layout import clipped, settle
from tests.ui.program import DONKEY, Program, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]

PAGE_DOWN, PAGE_UP, F5 = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_F5


def panel(program: Program) -> ClassPanel:
    (found,) = [each for each in program.screen.findChildren(ClassPanel) if each.isVisible()]
    return found


def painted(program: Program) -> tuple[TextBox, ...]:
    assert isinstance(program.screen, StageScreen)
    program.screen.stage.grab()
    return program.screen.stage.text_boxes()


def press_on_stage(program: Program, name: str) -> None:
    (button,) = [
        each for each in program.screen.findChildren(StageButton) if each.isVisible() and each.accessibleName() == name
    ]
    button.click()


def open_class(program: Program) -> ClassPanel:
    program.show_setup(DONKEY, Choices(sets=2, reps=2, rest_s=20, load=(Decimal(40),)))
    program.screen.head.class_button.click()
    return panel(program)


def test_all_start_on_one_countdown_and_go_by_one_clock(program: Program) -> None:
    open_class(program).buttons[1].click()
    assert isinstance(program.screen, StageScreen)
    program.run(1)
    assert program.state is State.READY
    assert 58 <= program.coach.view().seconds_left <= 60, "a minute"
    program.run(61)
    assert program.state is State.LOWER
    program.run_until(lambda: program.state is State.REST, 60)
    assert program.coach.view().seconds_left == pytest.approx(20, abs=0.5)
    program.run(21)
    assert program.coach.view().set_number == 2


def test_a_class_is_told_from_a_session_in_both_windows(program: Program) -> None:
    program.audience.open()
    window = program.audience.window
    assert window is not None
    open_class(program).buttons[0].click()
    states = (State.READY, State.LOWER, State.REST, State.FINISHED)
    for state in states:
        program.run_until(lambda state=state: program.state is state, 120)
        program.run(0.1)
        window.stage.grab()
        for boxes in (painted(program), window.stage.text_boxes()):
            assert [box.text for box in boxes if box.name == "mark"] == ["Class · nothing is kept"]
        where = [box.text for box in window.stage.text_boxes() if box.name == "where"]
        assert where == (["Rep 1 of 2 · Set 1 of 2"] if state is State.LOWER else [])
    assert [box.text for box in painted(program) if box.name == "hint"] == ["Back"], "there is no summary"


def test_a_session_has_no_such_mark(program: Program) -> None:
    program.start(sets=1, reps=1)
    program.run(0.1)
    assert [box.text for box in painted(program) if box.name == "mark"] == []


def test_the_countdown_is_told_in_minutes_and_seconds_and_can_be_made_longer(program: Program) -> None:
    open_class(program).buttons[2].click()
    program.run(2.5)
    boxes = painted(program)
    assert [box.text for box in boxes if box.name == "seconds"] == ["1:58"]
    assert [box.text for box in boxes if box.name == "button"] == ["+1 min", "Start now"]
    program.key(Qt.Key.Key_Up)
    program.run(0.1)
    assert [box.text for box in painted(program) if box.name == "seconds"] == ["2:58"]
    program.run(118.5)
    assert [box.text for box in painted(program) if box.name == "seconds"] == ["59"]


def test_start_now_asks_before_everybody_starts(program: Program) -> None:
    open_class(program).buttons[2].click()
    program.run(0.2)
    painted(program)
    press_on_stage(program, "Start now")
    for wait_s in (0.1, UNSEEN_S):
        program.run(0.1)
        painted(program)
        press_on_stage(program, "Start now")
        assert program.state is State.PAUSED, "a double click is no answer"
        program.run(wait_s)
    press_on_stage(program, "Start now")
    assert program.coach.view().seconds_left <= 3


def test_the_time_of_day_is_shown_until_it_does_not_hold_any_more(program: Program) -> None:
    program.show_setup(DONKEY, Choices(sets=2, reps=2))
    screen = program.screen
    assert isinstance(screen, SetupScreen)
    screen.class_started.emit(ClassStart(Decimal(240), 18 * 60))
    program.run(0.1)
    starts = f"Starts at {clock_text(18 * 60)}"
    assert [box.text for box in painted(program) if box.name == "starts"] == [starts]
    program.key(Qt.Key.Key_Space)
    program.run(1)
    program.key(Qt.Key.Key_Space)
    program.run(0.1)
    assert program.state is State.READY
    assert [box.text for box in painted(program) if box.name == "starts"] == []


def test_a_time_of_day_that_is_past_when_it_is_pressed_starts_nobody_at_once(program: Program) -> None:
    clock = [datetime(2026, 3, 1, 17, 58, 30)]
    made = ClassPanel(program.screen.kit, lambda: clock[0], program.screen)
    chosen: list[ClassStart] = []
    made.chosen.connect(chosen.append)
    button = made.buttons[-1]
    assert button.text() == f"at {clock_text(18 * 60)}"
    button.click()
    clock[0] = datetime(2026, 3, 1, 17, 59, 30)
    button.click()
    clock[0] = datetime(2026, 3, 1, 17, 59, 58)
    made._look_again.timeout.emit()
    assert button.text() == f"at {clock_text(18 * 60 + 5)}", "what is too near is not offered any more"
    clock[0] = datetime(2026, 3, 1, 18, 7)
    button.click()
    assert chosen == [
        ClassStart(Decimal(90), 18 * 60),
        ClassStart(Decimal(30), 18 * 60),
        ClassStart(Decimal(180), 18 * 60 + 10),
    ]


def test_a_screen_reader_is_told_what_is_asked_and_how_long_it_is(program: Program, monkeypatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("calfcoach.ui.stage.widget.announce", lambda _part, sentence, *_: told.append(sentence))
    open_class(program).buttons[2].click()
    for key in (Qt.Key.Key_Up, PAGE_DOWN, PAGE_UP, F5):
        program.run(1.0)
        program.key(key)
    program.run(1.0)
    assert told == [
        "2 min until all start. Nothing is kept.",
        "2 min 59 s until all start. Nothing is kept.",
        "Paused. All start now?",
        "Paused. Countdown again?",
    ]


def test_a_slip_of_the_clicker_starts_nobody(program: Program) -> None:
    open_class(program).buttons[2].click()
    program.run(20)
    for key, asked in ((PAGE_DOWN, "All start now?"), (PAGE_UP, "Countdown again?")):
        program.key(key)
        program.run(0.1)
        assert program.state is State.PAUSED
        boxes = painted(program)
        assert any(asked in box.text for box in boxes), asked
        assert any("go on: F5" in box.text for box in boxes), "the key of the device that asked"
    program.key(F5)
    program.run(1)
    assert program.state is State.READY
    assert 95 <= program.coach.view().seconds_left <= 100, "it goes on where it stopped"
    for _ in range(3):
        program.key(PAGE_DOWN)
        program.run(0.2)
        assert program.state is State.PAUSED, "a clicker that bounces starts nobody"
    program.run(UNSEEN_S)
    program.key(PAGE_DOWN)
    program.run(1)
    assert program.coach.view().seconds_left <= 3
    program.key(F5)
    assert program.coach.view().seconds_left > 90, "a clicker takes it back too"


def test_a_stopped_class_says_that_space_goes_on(program: Program) -> None:
    open_class(program).buttons[0].click()
    program.run(35)
    for _ in range(2):
        program.key(ESC)
    program.run(0.1)
    told = [hint.does for hint in hints(program.coach.view(), KeyMap({}))]
    assert "Go on" in told and "Pause" not in told
    program.key(Qt.Key.Key_Space)
    program.run(0.1)
    assert program.state is State.READY


def test_another_exercise_over_a_class_says_that_nothing_of_it_is_kept(program: Program) -> None:
    open_class(program).buttons[0].click()
    program.run(35)
    program.key(Qt.Key.Key_F3)
    told = [each.text() for each in program.window.findChildren(QLabel) if each.isVisible()]
    assert any("The class ends, and nothing of it is kept" in each for each in told)
    assert not any("what was done of it is kept" in each for each in told)


def test_nothing_personal_is_shown_and_nothing_is_kept(program: Program) -> None:
    open_class(program).buttons[0].click()
    program.run(35)
    assert program.coach.view().load is None
    program.run_until(lambda: program.state is State.REST, 60)
    assert program.screen.findChildren(Correction) == [], "nobody's reps are corrected"
    program.run_until(lambda: isinstance(program.screen, SetupScreen), 120)
    assert "The class is over" in note(program)._line.text()
    assert sessions_of(program.backstage.history) == []


def test_a_class_that_was_stopped_goes_on(program: Program) -> None:
    open_class(program).buttons[0].click()
    program.run(35)
    for _ in range(2):
        program.key(ESC)
    program.run(SHOW_FINISH_S - 1)
    assert isinstance(program.screen, StageScreen), "the way out stays for a room under load"
    program.run_until(lambda: isinstance(program.screen, SetupScreen), 5)
    program.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(program.screen, StageScreen)
    program.run_until(lambda: program.state is State.LOWER, 60)
    assert sessions_of(program.backstage.history) == []


def test_it_opens_and_closes_by_keys(program: Program) -> None:
    program.show_setup(DONKEY, Choices())
    settle(program.window, program.window.size())  # the screen takes its size: that closes what is open over it
    program.screen.head.class_button.setFocus()

    program.key(ENTER)
    assert QApplication.focusWidget() is panel(program).buttons[0]
    program.key(ESC)
    assert isinstance(program.screen, SetupScreen)
    assert not [each for each in program.screen.findChildren(ClassPanel) if each.isVisible()]
    assert QApplication.focusWidget() is program.screen.head.class_button


def test_a_last_time_found_late_leaves_the_panel_open_under_its_button(program: Program) -> None:
    program.show_setup(DONKEY, Choices())
    settle(program.window, QSize(960, 540))
    program.screen.head.class_button.click()
    opened = panel(program)
    program.screen.show_last_time(LastTime("4 × 15, two weeks ago", 0.0, (), (), None, {}, None))
    QApplication.processEvents()
    assert panel(program) is opened
    button = program.screen.head.class_button
    foot = button.mapTo(program.screen, button.rect().bottomLeft()).y()
    assert 0 < opened.y() - foot < 10
    opened.buttons[0].click()
    assert isinstance(program.screen, StageScreen)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ((18, 0, 0), (18, 5)),
        ((18, 3, 30), (18, 5)),
        ((18, 4, 0), (18, 5)),
        ((18, 4, 1), (18, 10)),
        ((18, 58, 30), (19, 0)),
        ((18, 59, 30), (19, 5)),
    ],
)
def test_a_class_may_start_at_a_full_five_minutes(now: tuple[int, int, int], then: tuple[int, int]) -> None:
    at = datetime(2026, 3, 1, *now)
    found = next_full(at)
    assert (found.hour, found.minute, found.second) == (*then, 0)
    assert 60 <= seconds_until(found, at) <= 360
    assert seconds_until(at, found) == 0, "a time that is past waits no longer"


@pytest.mark.parametrize("size", [(960, 540), (1366, 768)])
def test_the_panel_fits(program: Program, size: tuple[int, int]) -> None:
    program.show_setup(DONKEY, Choices())
    settle(program.window, QSize(*size))
    program.screen.head.class_button.click()
    QApplication.processEvents()
    assert program.screen.rect().contains(panel(program).geometry())
    assert clipped(panel(program)) == []


def test_after_a_class_an_audience_sees_a_name(program: Program) -> None:
    program.audience.open()
    open_class(program).buttons[0].click()
    program.run(35)
    window = program.audience.window
    assert window is not None and window.stage.isVisible()
    program.run_until(lambda: isinstance(program.screen, SetupScreen), 120)
    assert not window.stage.isVisible()
    program.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    program.run(0.1)
    assert window.stage.isVisible() == isinstance(program.screen, StageScreen)


def test_a_clicker_takes_the_end_of_a_class_back_and_starts_nothing(program: Program) -> None:
    open_class(program).buttons[0].click()
    program.run(35)
    for _ in range(2):
        program.key(ESC)
    program.run_until(lambda: isinstance(program.screen, SetupScreen), SHOW_FINISH_S + 5)
    assert note(program)._button.text() == "Undo (Ctrl+Z, F5)"
    program.key(F5)
    assert isinstance(program.screen, StageScreen) and program.session is not None and program.session.for_class
    program.run_until(lambda: isinstance(program.screen, SetupScreen), 200)
    program.run(UNDO_S + 0.5)
    note(program)._time.timeout.emit()
    program.key(F5)
    assert program.session is not None and not program.session.for_class, "later it starts, as everywhere"
