"""One session of the history: shown whole, corrected, deleted, each to be undone; and what is written of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from calfcoach.domain.amounts import Load, LoadUnit
from calfcoach.domain.exercise import Side
from calfcoach.files.private import FILE_MODE
from calfcoach.history.editing import with_load, with_remarks, with_reps
from calfcoach.history.past import PastSession, Remarks
from calfcoach.history.schema import new_id
from calfcoach.history.store import default_path
from calfcoach.ui.screens.history import HistoryScreen
from calfcoach.ui.screens.past_session import PastSessionScreen
from calfcoach.ui.screens.rep_row import RepRow
from calfcoach.ui.screens.steppers import Stepper
from tests.histories import as_kept, put, sessions_in, sessions_of
from tests.history.conftest import lock_held_by_another_program
from tests.ui.program import Program, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]

MONDAY = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)


@pytest.fixture
def three() -> None:
    """A day each: two plain sessions, and between them one of single legs with a load, of which something was said."""
    put(
        as_kept(MONDAY),
        as_kept(
            MONDAY + timedelta(days=1),
            "step-calf-raise-single",
            (12, 9),
            name="Step calf raise",
            sides=("left", "right"),
            loads=(20.0, 22.5),
            said={"effort": 7, "pain": 1, "note": "tight", "ended": "stopped"},
        ),
        as_kept(MONDAY + timedelta(days=2)),
    )


def opened(program: Program, qtbot, session: int = 1) -> PastSessionScreen:
    """A session's page, from the list; they are counted from the newest."""
    program.show_history()
    screen = program.screen
    assert isinstance(screen, HistoryScreen)
    qtbot.waitUntil(lambda: screen._rows.rowCount() > 0)
    screen._list.go_to(1 + session)
    program.key(Qt.Key.Key_Return)
    page = program.screen
    assert isinstance(page, PastSessionScreen)
    qtbot.waitUntil(lambda: page.session is not None)
    QApplication.processEvents()  # what has been laid out is shown in the next turn
    return page


def texts(screen) -> list[str]:
    return [each.text() for each in screen.findChildren(QLabel) if each.isVisible() and each.text()]


def field(screen, name: str) -> QLineEdit:
    return next(each for each in screen.findChildren(QLineEdit) if each.accessibleName() == name)


def kept(program: Program, place: int = 1) -> PastSession:
    """The session as the file has it; they are counted from the newest."""
    return sessions_of(program.backstage.history)[place]


def type_into(program: Program, at: QLineEdit, typed: str) -> None:
    at.setFocus()
    at.selectAll()
    program.key(typed)
    program.key(Qt.Key.Key_Return)


def undo(program: Program) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.usefixtures("three")
def test_a_session_is_shown_whole_and_leads_back_to_its_place_in_the_list(program, qtbot):
    page = opened(program, qtbot)
    said = texts(page)
    for each in (
        *("2026-01-06 18:00", "Step calf raise", "Step calf raise · 3-1-2-0", "Set 1", "Set 2", "Set 3", "not done"),
        *("Left 9", "Right 9", "of 36 planned", "2:06", "10:00", "stopped · 1 pause, 12 s", "72 s under tension"),
    ):
        assert each in said, (each, said)
    assert [row.accessibleName() for row in page.findChildren(RepRow)] == [
        *["12 of 12 reps"] * 2,
        *["9 of 12 reps"] * 2,
    ]
    assert [each.accessibleDescription() for each in page.findChildren(Stepper)] == ["12", "12", "9", "9"]
    assert (field(page, "Load of set 2").text(), field(page, "Note").text()) == ("22.5 kg", "tight")
    assert (page._effort.value, page._pain.value) == (7, 1)
    program.key(Qt.Key.Key_Escape)
    screen = program.screen
    assert isinstance(screen, HistoryScreen)
    qtbot.waitUntil(lambda: str(screen._list.currentIndex().data()).startswith("2026-01-06"))


@pytest.mark.usefixtures("three")
def test_everything_that_may_be_corrected_is_kept_and_undone(program, qtbot):
    page = opened(program, qtbot)
    before = kept(program)

    # Reps: by keys, as one change; what was counted stays.
    stepper = page.findChildren(Stepper)[2]
    stepper.setFocus()
    for _ in range(2):
        program.key(Qt.Key.Key_Up)
    assert [kept(program).items[0].sets[1].done_on(side) for side in Side] == [11, 9]
    assert kept(program).reps == (12, 11)
    assert [each.counted_reps for each in kept(program).items[0].sets] == [12, 9]
    assert "20 counted" not in texts(page)
    assert "21 counted" in texts(page)
    undo(program)
    assert stepper.accessibleDescription() == "9"
    assert kept(program).reps == (12, 9)

    # A load in another unit, and none of its own; undone by the button.
    type_into(program, field(page, "Load of set 1"), "45 lb")
    assert kept(program).items[0].sets[0].load == Load(45, LoadUnit.LB)
    type_into(program, field(page, "Load of set 1"), " ")
    assert kept(program).items[0].sets[0].load is None
    assert program.window._note is not None
    program.window._note._button.click()
    assert kept(program) == before
    type_into(program, field(page, "Load of set 1"), "heavy")
    assert any("heavy is no load; write it as 40 kg or 90 lb" in each for each in texts(page))
    type_into(program, field(page, "Load of set 1"), "2001")
    assert kept(program) == before

    # Effort, pain and note; a note that is being typed is kept when the page is left.
    page._effort.numbers.setFocus()
    program.key("9")
    page._pain.numbers.setFocus()
    program.key(Qt.Key.Key_Backspace)
    field(page, "Note").setFocus()
    field(page, "Note").setText("a long way")
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, HistoryScreen)
    assert kept(program).remarks == Remarks("a long way", 9, None)
    undo(program)
    assert kept(program).remarks == Remarks("tight", 9, None), "the last change alone"
    assert {each.stat().st_mode & 0o777 for each in default_path().parent.glob("history.sqlite*")} == {FILE_MODE}


@pytest.mark.usefixtures("three")
def test_of_several_changes_the_last_is_undone_first_and_each_for_ten_seconds(program, qtbot):
    page = opened(program, qtbot)
    before = kept(program)
    page._effort.numbers.setFocus()
    program.key("3")
    program.clock.tick(8.0)
    page._pain.numbers.setFocus()
    program.key("4")
    assert kept(program).remarks == Remarks("tight", 3, 4)
    undo(program)
    assert kept(program).remarks == Remarks("tight", 3, 1)
    undo(program)
    assert kept(program) == before
    assert program.window._note is not None
    assert not program.window._note.offers_undo

    program.key("3")
    page._effort.numbers.setFocus()
    program.key("5")
    program.clock.tick(11.0)
    page._pain.numbers.setFocus()
    program.key("0")
    undo(program)
    assert not program.window._note.offers_undo, "the one before was more than ten seconds ago"
    assert kept(program).remarks == Remarks("tight", 5, 3)


@pytest.mark.usefixtures("three")
def test_a_deleted_session_comes_back_with_every_rep(program, qtbot):
    before = sessions_in()
    opened(program, qtbot)
    program.key(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: isinstance(program.screen, HistoryScreen))
    assert sessions_of(program.backstage.history) == [before[0], before[2]]
    screen = program.screen
    qtbot.waitUntil(lambda: screen._rows.rowCount() == 3)
    undo(program)
    qtbot.waitUntil(lambda: screen._rows.rowCount() == 4)
    assert sessions_of(program.backstage.history) == before
    # Which by a button is the same.
    page = opened(program, qtbot)
    next(each for each in page.findChildren(QPushButton) if each.text() == "Delete").click()
    qtbot.waitUntil(lambda: isinstance(program.screen, HistoryScreen))
    assert sessions_of(program.backstage.history) == [before[0], before[2]]


@pytest.mark.usefixtures("three")
def test_what_is_changed_while_another_program_holds_the_file_is_shown_and_written_later(program, qtbot):
    page = opened(program, qtbot)
    with lock_held_by_another_program():
        page._effort.numbers.setFocus()
        program.key("3")
        assert page._effort.value == 3
        assert QApplication.focusWidget() is page._effort.numbers
    assert kept(program).remarks.effort == 3


def test_a_session_that_is_not_there_is_told(program, qtbot):
    program.show_past_session(new_id())
    page = program.screen
    qtbot.waitUntil(lambda: "This session is not there any more." in texts(page))
    program.key(Qt.Key.Key_Delete)
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, HistoryScreen)


@pytest.mark.usefixtures("three")
def test_no_correction_goes_beyond_its_bounds():
    session = sessions_in()[1]
    done = session.items[0].sets[0]
    for wrong in (
        lambda: with_reps(session, done.id, -1),
        lambda: with_reps(session, done.id, 201),
        lambda: with_reps(session, new_id(), 1),
        lambda: with_load(session, done.id, Load(2001)),
        lambda: with_remarks(session, Remarks("", 11, None)),
        lambda: with_remarks(session, Remarks("", None, -1)),
        lambda: with_remarks(session, Remarks("x" * 2001)),
    ):
        with pytest.raises(ValueError, match=r"0 to|no set|at most"):
            wrong()


@pytest.mark.usefixtures("three")
def test_reps_that_are_typed_are_kept(program, qtbot):
    page = opened(program, qtbot)
    stepper = page.findChildren(Stepper)[2]
    stepper.setFocus()
    for key in ("9", "9", "9", Qt.Key.Key_Return):
        program.key(key)
    assert "a set has 0 to 200 reps or holds; 999 was typed" in texts(page)
    program.key(Qt.Key.Key_Escape)
    assert "a set has 0 to 200 reps or holds; 999 was typed" not in texts(page)
    program.key("7")
    program.key(Qt.Key.Key_Return)
    assert [kept(program).items[0].sets[1].done_on(side) for side in Side] == [7, 9]
    undo(program)
    assert (stepper.field.text(), kept(program).reps) == ("9", (12, 9))
