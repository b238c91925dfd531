"""The history's page: the list by week, what narrows it, the keyboard, and a world in which it cannot be read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from calfcoach.history.reader import Reader
from calfcoach.history.schema import SCHEMA_VERSION, Change
from calfcoach.history.store import default_path
from calfcoach.ui.screens.history import HistoryScreen
from calfcoach.ui.screens.history_list import HistoryList
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.past_session import PastSessionScreen
from calfcoach.ui.screens.summary import SummaryScreen
from calfcoach.ui.theme import LIGHT
from tests.histories import as_kept, put
from tests.history.conftest import lock_held_by_another_program
from tests.ui.program import Program, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]

MONDAY = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
HOLD = "iso-hold-calf"


@pytest.fixture
def month() -> None:
    """Nine sessions in three weeks: donkey calf raises, and one hold."""
    days = (0, 2, 4, 7, 9, 11, 14, 16)
    put(
        *(
            as_kept(MONDAY + timedelta(days=each), name="Donkey calf raise", said={"note": f"day {each}"})
            for each in days
        ),
        as_kept(MONDAY + timedelta(days=18), HOLD, (5,), name="Calf hold", said={"effort": 7, "pain": 1}),
    )


def opened(program: Program, qtbot) -> HistoryScreen:
    program.key("h")
    return shown(program, qtbot)


def shown(program: Program, qtbot) -> HistoryScreen:
    screen = program.screen
    assert isinstance(screen, HistoryScreen)
    qtbot.waitUntil(lambda: not screen._reading._asked and not screen._rows._soon.isActive() and not waiting(screen))
    return screen


def waiting(screen: HistoryScreen) -> bool:
    """Whether a row that is seen is still being read."""
    return "being read" in rows(screen)[:8]


def rows(screen: HistoryScreen) -> list[str]:
    model = screen._rows
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def now_at(screen: HistoryScreen) -> str:
    return screen.findChildren(HistoryList)[0].currentIndex().data()


def texts(screen) -> list[str]:
    return [each.text() for each in screen.findChildren(QLabel) if each.isVisible()]


@pytest.mark.usefixtures("month")
def test_the_list_by_week_and_what_narrows_it(program, qtbot):
    screen = opened(program, qtbot)
    assert rows(screen) == [
        "Week of 2026-01-19, 3 sessions · 5 sets, 44 reps, 5 holds · 4 min 54 s under tension",
        "2026-01-23 18:00, Calf hold, 1 set, 5 holds · 30 s under tension · effort 7 of 10 · pain 1 of 10",
        "2026-01-21 18:00, Donkey calf raise, 2 sets, 22 reps · 2 min 12 s under tension · “day 16”",
        "2026-01-19 18:00, Donkey calf raise, 2 sets, 22 reps · 2 min 12 s under tension · “day 14”",
        "Week of 2026-01-12, 3 sessions · 6 sets, 66 reps · 6 min 36 s under tension",
        "2026-01-16 18:00, Donkey calf raise, 2 sets, 22 reps · 2 min 12 s under tension · “day 11”",
        "2026-01-14 18:00, Donkey calf raise, 2 sets, 22 reps · 2 min 12 s under tension · “day 9”",
        "2026-01-12 18:00, Donkey calf raise, 2 sets, 22 reps · 2 min 12 s under tension · “day 7”",
        "Week of 2026-01-05, 3 sessions · 6 sets, 66 reps · 6 min 36 s under tension",
        "2026-01-09 18:00, Donkey calf raise, 2 sets, 22 reps · 2 min 12 s under tension · “day 4”",
        "2026-01-07 18:00, Donkey calf raise, 2 sets, 22 reps · 2 min 12 s under tension · “day 2”",
        "2026-01-05 18:00, Donkey calf raise, 2 sets, 22 reps · 2 min 12 s under tension · “day 0”",
    ]
    assert not screen._person.isVisible()  # there is nobody else

    # Words, an exercise, and back.
    program.key("/")
    program.key("day 1")
    program.key(Qt.Key.Key_Return)
    assert [row[:10] for row in rows(shown(program, qtbot))[1:3]] == ["2026-01-21", "2026-01-19"]
    assert isinstance(QApplication.focusWidget(), HistoryList)
    program.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(rows(screen)) == 12)
    screen._exercise.setCurrentIndex(screen._exercise.findData(HOLD))
    screen._exercise.activated.emit(screen._exercise.currentIndex())
    qtbot.waitUntil(lambda: len(rows(screen)) == 2)
    program.key("/")
    program.key("nowhere")
    qtbot.waitUntil(lambda: "No session was found." in texts(screen))
    program.press("Show all sessions")
    qtbot.waitUntil(lambda: len(rows(screen)) == 12)

    # Another theme is seen at once, and Esc leads back.
    program.wear(LIGHT)
    shown(program, qtbot)
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, LibraryScreen)


@pytest.mark.usefixtures("month")
def test_arrows_go_from_session_to_session_and_enter_opens(program, qtbot):
    screen = opened(program, qtbot)
    chosen: list[str] = []
    screen.chosen.connect(chosen.append)
    assert now_at(screen).startswith("2026-01-23")
    for _ in range(3):
        program.key(Qt.Key.Key_Down)
    assert now_at(screen).startswith("2026-01-16"), "a heading is passed over"
    with Reader(default_path()) as reader:
        wanted = reader.sessions(limit=4)[3].id
    assert screen.place_now.session_id == wanted
    view = screen.findChildren(HistoryList)[0]
    for row in (4, 5):  # a heading opens nothing
        place = view.visualRect(screen._rows.index(row)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [wanted]
    assert isinstance(program.screen, PastSessionScreen)
    program.key(Qt.Key.Key_Escape)
    screen = shown(program, qtbot)
    assert now_at(screen).startswith("2026-01-16")
    program.key(Qt.Key.Key_Return)
    assert isinstance(program.screen, PastSessionScreen)
    program.key("h")
    screen = shown(program, qtbot)
    for _ in range(4):
        program.key(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is screen._search, "↑ at the first row"
    program.key(Qt.Key.Key_Down)
    program.key(Qt.Key.Key_End)
    shown(program, qtbot)
    assert now_at(screen).startswith("2026-01-05")
    interface = QAccessible.queryAccessibleInterface(screen.findChildren(HistoryList)[0])
    assert interface.text(QAccessible.Text.Name) == "Sessions"
    heard = [interface.child(place).text(QAccessible.Text.Name) for place in range(10)]
    assert [each for each in heard if each][:2] == rows(screen)[:2]


def test_an_empty_history_says_what_will_be_there(program, qtbot):
    screen = opened(program, qtbot)
    qtbot.waitUntil(lambda: "Nothing here yet" in texts(screen))
    assert any("week by week" in each for each in texts(screen))
    assert not screen._search.isVisible()
    at = QApplication.focusWidget()
    assert isinstance(at, QPushButton)
    assert at.text() == "To the library"
    program.key(Qt.Key.Key_Return)
    assert isinstance(program.screen, LibraryScreen)


def test_the_summary_leads_there_and_keeps_what_was_said(program, qtbot):
    program.start(sets=1, reps=2)
    program.run_until(lambda: program.session is None)
    summary = program.screen
    assert isinstance(summary, SummaryScreen)
    program.run(1.0)
    program.clock.tick(1.0)
    summary._effort.numbers.setFocus()
    program.key("8")
    program.key("h")
    screen = shown(program, qtbot)
    assert [row.partition(", ")[2] for row in rows(screen)][1:] == [
        "Donkey calf raise, 1 set, 2 reps · 12 s under tension · effort 8 of 10"
    ]


ADA = "00000000-0000-4000-8000-00000000ada0"


def test_where_there_are_several_people_the_list_can_be_of_one(program, qtbot):
    put(
        iter([Change("person", {"id": ADA, "name": "Ada", "created_ms": 1})]),
        as_kept(MONDAY),
        as_kept(MONDAY + timedelta(days=1), HOLD, (5,), person=ADA),
    )
    screen = opened(program, qtbot)
    qtbot.waitUntil(screen._person.isVisible)
    assert [screen._person.itemText(place) for place in range(3)] == ["Everybody", "No name", "Ada"]
    assert rows(screen)[1].startswith("2026-01-06 18:00, Ada: iso-hold-calf, ")
    screen._person.setCurrentIndex(2)
    screen._person.activated.emit(2)
    qtbot.waitUntil(lambda: len(rows(screen)) == 2)
    assert rows(shown(program, qtbot))[1].startswith("2026-01-06 18:00, iso-hold-calf, 1 set, 5 holds")
    program.key(Qt.Key.Key_Return)
    page = program.screen
    qtbot.waitUntil(lambda: page.session is not None)
    assert page._what.accessibleName() == "Ada: iso-hold-calf"
    program.key(Qt.Key.Key_Escape)
    assert len(rows(shown(program, qtbot))) == 2, "back in the same list"


@pytest.mark.usefixtures("month")
def test_a_lock_of_another_program_keeps_nothing_from_being_shown(program, qtbot):
    with lock_held_by_another_program():
        assert len(rows(opened(program, qtbot))) == 12


@pytest.mark.usefixtures("month")
def test_what_is_done_to_the_file_under_the_open_page_is_told_in_a_sentence(program, qtbot):
    screen = opened(program, qtbot)
    program.backstage.history.close()

    def version(number: int) -> None:
        with closing(sqlite3.connect(default_path())) as file:
            file.execute(f"PRAGMA user_version = {number}")
            file.commit()

    version(SCHEMA_VERSION + 1)
    before = default_path().read_bytes()
    screen._read()
    qtbot.waitUntil(lambda: "The history cannot be shown" in texts(screen))
    assert any("is of a newer Calfcoach; update to read it." in each for each in texts(screen))
    assert default_path().read_bytes() == before
    version(SCHEMA_VERSION)
    program.press("Try again")
    qtbot.waitUntil(lambda: len(rows(screen)) == 12)
    for beside in ("-wal", "-shm"):  # a last transaction in there would be read
        default_path().with_name(default_path().name + beside).unlink(missing_ok=True)
    default_path().write_bytes(b"no database" * 999)
    screen._read()
    qtbot.waitUntil(lambda: any("is damaged" in each for each in texts(screen)))
    assert default_path().read_bytes() == b"no database" * 999
    for each in default_path().parent.glob("history.sqlite*"):
        each.unlink()
    program.press("Try again")
    qtbot.waitUntil(lambda: "Nothing here yet" in texts(screen))
    assert not default_path().exists()


@pytest.mark.usefixtures("month")
def test_a_session_that_is_gone_is_passed_over(program, qtbot):
    program.key("h")
    screen = program.screen
    qtbot.waitUntil(lambda: screen._rows.rowCount() == 12)
    screen._rows.give(0, {})
    assert rows(screen)[:2] == [
        "Week of 2026-01-19, 0 sessions · 0 sets, 0 reps",
        "This session is not there any more.",
    ]
    shown(program, qtbot)
