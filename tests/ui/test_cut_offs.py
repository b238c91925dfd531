"""A session that was cut off is offered in the library at the next start, and goes on in the same row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from calfcoach.coach.conductor import Coach
from calfcoach.coach.recorder import Recorder
from calfcoach.coach.station import SoundStation
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.people import added
from calfcoach.history.store import History
from calfcoach.library.collection import Library
from calfcoach.player.silent import SilentOutput
from calfcoach.session.clock import ManualClock
from calfcoach.session.states import State
from calfcoach.ui.note_line import NoteLine
from calfcoach.ui.screens.cut_off_card import CutOffCard
from calfcoach.ui.screens.parts import ElidedLabel
from calfcoach.ui.screens.summary import SummaryScreen
from tests.coach.players import BlankRenderer
from tests.histories import HANG_S, sessions_in, sessions_of
from tests.ui.program import DONKEY, Program, held_awake, make_program

__all__ = ["held_awake", "make_program"]

FRAME_S = 0.2
DOSE = Choices(sets=3, reps=2, tempo="3-1-2-0")


def cut_off(seconds: float, minutes_ago: int = 18) -> None:
    """Run a session for a time and leave it as a killed program does: without a word that it has ended."""
    clock = ManualClock(1000.0)
    history = History(now=lambda: datetime.now().astimezone() - timedelta(minutes=minutes_ago, seconds=seconds))
    plan = plan_of(Library.load(only=DONKEY).find(DONKEY).exercise, DOSE)
    coach = Coach(plan, SoundStation(SilentOutput(clock)), BlankRenderer, clock)
    Recorder(coach, history)
    coach.tick()
    coach.start()
    for _ in range(round(seconds / FRAME_S)):
        clock.tick(FRAME_S)
        coach.tick()
    coach.close()
    assert history.close(HANG_S)


SECOND_SET_S = 10 + 12 + 60 + 7.0
"""From the start into the second rep of the second set."""


@pytest.fixture
def started(make_program, qtbot) -> Callable[..., Program]:
    def start(**options) -> Program:
        program = make_program(**options)
        qtbot.waitUntil(lambda: program.cut_offs is not None and program.cut_offs.looked)
        return program

    return start


def offered(program: Program) -> list[str]:
    return [each.accessibleName() for card in cards(program) for each in card.findChildren(ElidedLabel)]


def cards(program: Program) -> list[CutOffCard]:
    return [card for card in program.screen.findChildren(CutOffCard) if not card.isHidden()]


def note(program: Program) -> NoteLine:
    return program.window.findChild(NoteLine)


def test_it_goes_on_at_its_set_in_the_same_session_and_nothing_counts_twice(started) -> None:
    cut_off(SECOND_SET_S)
    program = started()
    assert offered(program) == ["Cut off: Donkey calf raise, set 2 of 3, 18 minutes ago"]
    program.press("Go on")
    program.run(1)
    assert (program.state, program.coach.view().set_number) == (State.READY, 2)
    program.run_until(lambda: program.last_session is not None)
    assert isinstance(program.screen, SummaryScreen)
    said = [label.text() for label in program.screen.findChildren(QLabel)]
    assert "All 3 sets done" in said
    assert "6" in said
    program.press("Save")
    [kept] = sessions_of(program.backstage.history)
    assert (kept.ended, kept.reps) == ("finished", (2, 2, 2))
    assert [each.repeated for each in kept.items[0].sets] == [False, True, False, False]
    assert offered(program) == []


def test_kept_as_it_is_it_is_not_offered_again_and_that_can_be_undone(started) -> None:
    cut_off(SECOND_SET_S)
    program = started()
    program.press("Keep as it is")
    assert offered(program) == []
    [kept] = sessions_of(program.backstage.history)
    assert (kept.ended, kept.reps) == ("stopped", (2, 1))
    note(program).undo()
    assert len(offered(program)) == 1
    [kept] = sessions_of(program.backstage.history)
    assert kept.ended is None


def test_of_several_the_last_two_are_offered_and_the_others_told(started) -> None:
    for minutes in (5 * 24 * 60, 90, 30):
        cut_off(30.0, minutes)
    program = started()
    assert [line.rpartition(", ")[2] for line in offered(program)] == ["30 minutes ago", "2 hours ago"]
    cards(program)[0].kept.emit(0)
    assert [line.rpartition(", ")[2] for line in offered(program)] == ["2 hours ago", "5 days ago"]


def test_whoever_asked_for_an_exercise_is_told_in_a_line_and_not_asked(started, qtbot) -> None:
    cut_off(SECOND_SET_S)
    program = started(at_first=lambda program: program.show_setup(DONKEY, Choices()))
    assert (
        note(program).accessibleName()
        == "Cut off: Donkey calf raise, set 2 of 3, 18 minutes ago. The library offers to go on."
    )
    for size in ((1366, 768), (960, 540)):
        program.window.resize(*size)
        qtbot.waitUntil(lambda: covered_by_the_note(program) == [])
        program.show_setup(DONKEY, Choices())
        program.window.tell("It is said before the screen has its layout.", lambda: None)
        qtbot.waitUntil(lambda: covered_by_the_note(program) == [])
    program.show_library()
    assert len(offered(program)) == 1
    buttons = program.screen.findChild(CutOffCard).findChildren(QPushButton)
    qtbot.waitUntil(lambda: len({(each.y(), each.height()) for each in buttons}) == 1)


def covered_by_the_note(program: Program) -> list[QWidget]:
    """The warnings and Start, where the line lies over them, or does not lie in the window."""
    line = program.window.findChild(NoteLine)
    warnings = [each for each in program.screen.findChildren(QFrame) if each.property("look") == "warning"]
    important = [*warnings, program.screen.start_button]
    places = {part: QRect(part.mapTo(program.window, QPoint(0, 0)), part.size()) for part in important}
    assert len(places) == 2
    inside = program.window.rect().contains(line.geometry())
    return [part for part, place in places.items() if not inside or place.intersects(line.geometry())]


def test_a_start_at_once_is_told_in_the_terminal_alone(started, capsys) -> None:
    cut_off(SECOND_SET_S)
    plan = plan_of(Library.load(only=DONKEY).find(DONKEY).exercise, DOSE)
    program = started(at_first=lambda program: program.start_session(plan, "beeps"))
    assert program.session is not None
    assert capsys.readouterr().err.startswith("Cut off: Donkey calf raise, set 2 of 3, 18 minutes ago.")
    assert program.window.findChild(NoteLine) is None


def test_one_whose_exercise_is_gone_cannot_go_on_and_says_why(started) -> None:
    cut_off(SECOND_SET_S)
    program = started()
    program.library = replace(program.library, entries={})
    program.press("Go on")
    assert program.session is None
    assert "no exercise is called 'donkey-calf-raise'" in note(program).accessibleName()
    assert len(offered(program)) == 1
    assert [each.ended for each in sessions_in()] == [None]


def test_from_the_history_page_it_goes_on_the_same_day_with_what_was_corrected(started, qtbot) -> None:
    cut_off(SECOND_SET_S, minutes_ago=0)
    program = started()
    [session] = sessions_in()
    at = [session.started + timedelta(minutes=5)]
    program.show_past_session(session.id, now=lambda: at[0])
    page = program.screen
    qtbot.waitUntil(lambda: page._go_on is not None and page._go_on.isVisible())
    page._pain.set_value(2)
    page._pain.changed.emit()
    at[0] += timedelta(days=1)
    program.press("Go on")
    assert program.screen is page, "another day has begun"
    at[0] -= timedelta(days=1)
    program.press("Go on")
    program.run(1)
    assert (program.state, program.coach.view().set_number) == (State.READY, 2)
    program.run_until(lambda: program.last_session is not None)
    program.press("Save")
    [kept] = sessions_of(program.backstage.history)
    assert (kept.ended, kept.reps, kept.remarks.pain) == ("finished", (2, 2, 2), 2), "what was said stays"
    assert offered(program) == []
    program.show_past_session(kept.id, now=lambda: at[0])
    page = program.screen
    qtbot.waitUntil(lambda: page.session is not None)
    assert page._go_on is None, "it is finished"


def test_of_several_people_it_is_said_whose_it_was(started) -> None:
    cut_off(SECOND_SET_S)
    history = History()
    history.submit(added("Anna")[1])
    assert history.close(HANG_S)
    program = started()
    assert offered(program) == ["Cut off: No name: Donkey calf raise, set 2 of 3, 18 minutes ago"]
