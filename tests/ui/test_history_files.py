"""The history out, in and back, in the window: what would be done is shown first, and all of it can be given up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from calfcoach.history.backup import copies_of, kept_copies, make
from calfcoach.history.people import added
from calfcoach.history.reader import Reader
from calfcoach.history.schema import ONLY_PERSON
from calfcoach.history.store import History
from calfcoach.history.transfer.carrying_out import export
from calfcoach.ui import history_files_route
from calfcoach.ui.history_files_route import LAYOUTS, HistoryFiles
from calfcoach.ui.long_work import GivenUp, Steps
from calfcoach.ui.note_line import NoteLine
from calfcoach.ui.screens.history import HistoryScreen
from calfcoach.ui.screens.history_files import HistoryFilesScreen
from tests.histories import HANG_S, as_kept, put, sessions_of
from tests.ui.program import Program, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]

MONDAY = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another machine's history, with one session."""
    path = tmp_path / "other" / "history.sqlite"
    put(as_kept(MONDAY, reps=(8,)), path=path)
    return path


@pytest.fixture
def page(make_program, qtbot) -> Iterator[tuple[Program, HistoryFilesScreen, HistoryFiles]]:
    """The page over a history with one session."""
    put(as_kept(MONDAY.replace(day=7), reps=(12, 10)))
    program = make_program()
    program.show_history_files()
    screen = program.screen
    assert isinstance(screen, HistoryFilesScreen)
    assert isinstance(screen.files, HistoryFiles)
    yield program, screen, screen.files


def idle(files: HistoryFiles, qtbot) -> None:
    qtbot.waitUntil(lambda: files.is_over, timeout=round(HANG_S * 1000))


def said(screen: HistoryFilesScreen) -> str:
    return "" if screen.work.isHidden() else screen.work._words.accessibleName()


def asked(screen: HistoryFilesScreen, qtbot) -> list[str]:
    """The lines of the question, once it is asked."""
    qtbot.waitUntil(screen.work._yes.isVisible, timeout=round(HANG_S * 1000))
    return said(screen).splitlines()


def reps(program: Program) -> list[tuple[int, ...]]:
    return [session.reps for session in sessions_of(program.backstage.history)]


def note(program: Program) -> NoteLine:
    return program.window.findChild(NoteLine)


@pytest.mark.parametrize(("layout", "suffix"), [(layout, suffix) for _, layout, suffix in LAYOUTS])
def test_the_whole_history_is_exported_in_each_layout(page, qtbot, tmp_path, layout, suffix):
    _, screen, files = page
    files.export(tmp_path / "all", layout, suffix)
    idle(files, qtbot)
    assert said(screen) == f"Exported to {tmp_path / f'all{suffix}'}."
    if suffix == ".json":
        assert sum("exercise_set" in row for row in json.loads((tmp_path / "all.json").read_text())["rows"]) == 2


def test_an_import_is_shown_first_then_done_and_taken_back(page, qtbot, other):
    program, screen, files = page
    take_back = next(each for each in screen.findChildren(QPushButton) if each.text() == "Take the last import back")
    assert not take_back.isVisible()
    files.take_in(other)
    assert asked(screen, qtbot) == [
        "1 new session, 1 set and 8 reps, from 2026-01-05 18:00 to 2026-01-05 18:00.",
        "1 of them is of a person without a name, and becomes that of the person without a name here.",
    ]
    assert reps(program) == [(12, 10)]
    screen.work._yes.click()
    idle(files, qtbot)
    assert (said(screen), reps(program)) == ("The file is imported.", [(12, 10), (8,)])
    qtbot.waitUntil(take_back.isVisible)
    note(program).undo()
    qtbot.waitUntil(lambda: note(program).accessibleName() == "The last import was taken back.")
    assert reps(program) == [(12, 10)]
    files.take_in(other)
    asked(screen, qtbot)
    screen.work._yes.click()
    idle(files, qtbot)
    files.undo_import()
    idle(files, qtbot)
    assert (said(screen), reps(program)) == ("The last import was taken back.", [(12, 10)])
    files.undo_import()
    idle(files, qtbot)
    assert said(screen) == "There is no import that can be taken back."


def test_the_sessions_without_a_name_can_be_given_to_somebody(page, qtbot, other):
    program, screen, files = page
    key, changes = added("Anna")
    program.backstage.history.submit(changes)
    files.take_in(other)
    asked(screen, qtbot)
    assert [screen.work._person.itemText(row) for row in range(2)] == ["No name", "Anna"]
    screen.work._person.setCurrentIndex(1)
    screen.work._yes.click()
    idle(files, qtbot)
    of = {session.reps: session.person_id for session in sessions_of(program.backstage.history)}
    assert of == {(12, 10): ONLY_PERSON, (8,): key}


def test_what_is_here_already_is_said_and_nothing_is_asked(page, qtbot, tmp_path):
    program, screen, files = page
    export(program.backstage.history.path, tmp_path / "all.csv", "own", lambda _share: None)
    files.take_in(tmp_path / "all.csv")
    qtbot.waitUntil(lambda: screen.work._no.text() == "Close")
    assert said(screen).splitlines() == ["1 session is here already.", "There is nothing to do."]
    assert screen.work._yes.isHidden()
    screen.work._no.click()
    idle(files, qtbot)


def test_whatever_is_asked_can_be_given_up_by_esc_and_by_leaving(page, qtbot, other):
    program, screen, files = page
    files.take_in(other)
    asked(screen, qtbot)
    program.key(Qt.Key.Key_Escape)
    idle(files, qtbot)
    assert said(screen) == "Given up. Nothing was changed."
    files.take_in(other)
    asked(screen, qtbot)
    program.show_library()
    assert reps(program) == [(12, 10)]
    folder = program.backstage.history.path.parent
    qtbot.waitUntil(lambda: not list(folder.glob(".history-import-*")), timeout=round(HANG_S * 1000))


def test_long_work_shows_how_far_it_is_and_is_given_up_half_way(page, qtbot, monkeypatch, tmp_path):
    _, screen, files = page
    shares: list[float] = []

    def slow(_path: Path, _target: Path, _layout: str, tell, *, replace: bool) -> None:
        while True:  # until it is given up
            tell(0.5)

    monkeypatch.setattr(history_files_route, "export", slow)
    monkeypatch.setattr(screen.work, "show_share", shares.append)
    files.export(tmp_path / "all", "own", ".json")
    assert not screen._export.isEnabled(), "nothing else is begun meanwhile"
    qtbot.waitUntil(lambda: 0.5 in shares)
    screen.work._no.click()
    idle(files, qtbot)
    assert said(screen) == "Given up. Nothing was changed."
    assert screen._export.isEnabled()


def test_a_copy_is_made_listed_put_back_and_that_is_undone(page, qtbot):
    program, screen, files = page
    history: History = program.backstage.history
    files.make_copy()
    idle(files, qtbot)
    [made] = copies_of(history.path, "by-hand")
    assert said(screen) == f"The copy is {made}."
    qtbot.waitUntil(lambda: any(name.endswith("made by hand") for name in names_of(screen)))
    put_more(history)
    files.put_back(made)
    assert asked(screen, qtbot) == [
        "The history, with 2 sessions, is replaced by the copy; it is kept.",
        "The copy has 1 session.",
    ]
    screen.work._yes.click()
    idle(files, qtbot)
    assert reps(program) == [(12, 10)]
    note(program).undo()
    qtbot.waitUntil(lambda: note(program).accessibleName() == "The history is what it was before.")
    assert reps(program) == [(7,), (12, 10)]


def names_of(screen: HistoryFilesScreen) -> list[str]:
    return [button.accessibleName() for button in screen.findChildren(QPushButton)]


def put_more(history: History) -> None:
    history.submit(as_kept(MONDAY.replace(day=20), reps=(7,)))
    assert history.settle(HANG_S)


def test_what_cannot_be_taken_in_or_put_back_is_one_sentence(page, qtbot, tmp_path):
    program, screen, files = page
    bad = tmp_path / "bad"
    bad.write_bytes(b"SQLite format 3\0" + bytes(5000))
    for do, what in ((files.take_in, "cannot be read as a history"), (files.put_back, "cannot be read as a history")):
        do(bad)
        idle(files, qtbot)
        assert what in said(screen)
        assert said(screen).endswith(".")
        assert not said(screen).endswith("..")
    assert reps(program) == [(12, 10)]


def test_the_page_is_opened_from_the_list_and_leads_back_there(make_program, qtbot):
    program = make_program()
    program.show_history()
    program.press("Files and copies")
    assert isinstance(program.screen, HistoryFilesScreen)
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, HistoryScreen)


def test_a_question_that_nobody_answers_ends_with_the_work() -> None:
    steps = Steps()
    steps.give_up()
    with pytest.raises(GivenUp):
        steps.ask("anything")


def test_a_copy_says_when_and_why_it_was_made(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    put(as_kept(MONDAY), path=path)
    make(path, "before-schema-4")
    [copy] = kept_copies(path)
    assert (copy.why, copy.made.tzinfo) == ("before-schema-4", UTC)
    with Reader(copy.path) as reader:
        assert len(reader.sessions()) == 1
