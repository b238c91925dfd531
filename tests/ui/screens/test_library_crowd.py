"""A library of hundreds of exercises, of files that nobody has read yet, and of files with problems."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel

from calfcoach.domain.prescribe import Choices
from calfcoach.library import collection
from calfcoach.library.collection import Library
from calfcoach.library.entries import Entry
from calfcoach.library.problems import Problem
from calfcoach.resources import exercises_dir, user_exercises_dir
from calfcoach.ui import library_route
from calfcoach.ui.screens.card_grid import FIRST_CARDS, MOST_CARDS
from calfcoach.ui.screens.library_cards import ExerciseCard
from calfcoach.ui.screens.library_problems import MOST_TOLD
from calfcoach.ui.screens.scrolling import Bounded
from tests.ui.layout import settle
from tests.ui.program import held_awake, make_program, whole_program, write_exercise
from tests.ui.screens.in_library import MOST_WAIT_S, shown

__all__ = ["held_awake", "make_program", "whole_program"]


def many(count):
    """A library of `count` exercises that differ in their names alone."""
    library = Library.load()
    entry = library.find("donkey-calf-raise")
    donkey = entry.exercise
    entries = {
        f"one-{number:04}": replace(
            Entry.of(donkey, entry.path, entry.origin, entry.stamp),
            listing=entry.listing._replace(id=f"one-{number:04}", name=f"One {number:04}", aliases=()),
        )
        for number in range(count)
    }
    return replace(library, entries=entries, user_dir=None)


def test_of_many_exercises_only_those_near_what_is_in_sight_have_cards(make_program, qtbot):
    program = make_program(library=many(3000), at_first=lambda made: made.go("library"))
    grid, screen = program.screen._grid, program.screen
    assert FIRST_CARDS <= len(screen.findChildren(ExerciseCard)) <= MOST_CARDS
    bar = screen._area.verticalScrollBar()
    assert bar.maximum() > 3000 / grid.columns * 200
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: grid.shown()[-1].entry.listing.id == "one-2999")
    assert not grid.shown()[-1].visibleRegion().isEmpty()
    assert len(screen.findChildren(ExerciseCard)) <= MOST_CARDS + FIRST_CARDS
    grid.shown()[-1].setFocus()
    program.key(Qt.Key.Key_Up)
    assert QApplication.focusWidget().entry.listing.id == f"one-{2999 - grid.columns}"
    screen._search.setText("One 1500")
    qtbot.waitUntil(lambda: [card.entry.listing.id for card in grid.shown()] == ["one-1500"])
    program.key(Qt.Key.Key_Escape)
    program.screen.focus_first()
    for number in range(80):  # the first card is that of any other lift
        program.key(Qt.Key.Key_Tab)
        assert QApplication.focusWidget().entry.listing.id == f"one-{number:04}"
        assert not QApplication.focusWidget().visibleRegion().isEmpty()


def test_a_card_whose_file_is_gone_has_the_library_read_anew(make_program, monkeypatch, qtbot):
    monkeypatch.setattr(collection, "MOST_KEPT", 0)
    own = (exercises_dir() / "tibialis-raise.yaml").read_text(encoding="utf-8")
    own = own.replace("id: tibialis-raise", "id: my-own\norigin: tibialis-raise")
    path = write_exercise(user_exercises_dir(), "my-own", own)
    library = Library.load()
    path.unlink()
    program = make_program(library=library, at_first=lambda made: made.go("library"))
    qtbot.waitUntil(lambda: program.library is not library)
    assert "my-own" not in program.library.entries
    assert "my-own" not in shown(program)


@pytest.fixture
def crowd(monkeypatch):
    """Own exercises that were never read, too many for the window to wait for them."""
    monkeypatch.setattr(collection, "FROM_FILES", 6)
    text = (exercises_dir() / "tibialis-raise.yaml").read_text(encoding="utf-8")
    names = [f"mine-{number}" for number in range(6)]
    for name in names:
        own = text.replace("id: tibialis-raise", f"id: {name}\norigin: tibialis-raise")
        write_exercise(user_exercises_dir(), name, own.replace("name: Tibialis raise", f"name: {name}", 1))
    return names


def unread_line(program):
    found = [label.text() for label in program.screen.findChildren(QLabel) if label.isVisible()]
    return [text for text in found if "still being read" in text]


def test_the_window_does_not_wait_for_a_crowd_of_files(crowd, make_program, qtbot):
    program = make_program(library=Library.load(at_once=True), at_first=lambda made: made.go("library"))
    qtbot.waitUntil(lambda: {*crowd} <= program.library.entries.keys())
    assert unread_line(program) == []
    assert {*crowd} <= shown(program)
    assert program.library == Library.load()


def test_a_line_says_how_many_files_are_still_to_be_read(crowd, make_program, monkeypatch, qtbot):
    monkeypatch.setattr(library_route.LibraryRoute, "_read_on", lambda *_: None)
    program = make_program(library=Library.load(at_once=True), at_first=lambda made: made.go("library"))
    assert unread_line(program) == ["6 of your own exercises are still being read."]
    assert shown(program).isdisjoint(crowd)
    monkeypatch.undo()
    program.show_setup(crowd[0], Choices())
    assert program.screen.model.exercise.id == crowd[0], "one of them can be wanted all the same"
    program.show_library()
    qtbot.waitUntil(lambda: unread_line(program) == [])
    assert {*crowd} <= shown(program)


def test_nothing_is_read_beside_a_set(crowd, make_program, monkeypatch, qtbot):
    hold = threading.Event()
    monkeypatch.setattr(library_route, "_breathe", lambda: hold.wait(MOST_WAIT_S) and False)
    program = make_program(library=Library.load(at_once=True), at_first=lambda made: made.go("library"))
    reader = program.screen.reader
    assert not reader.is_over
    program.show_setup("donkey-calf-raise", Choices())
    assert reader.is_over
    hold.set()


def test_the_lines_of_bad_files_are_told_and_the_good_ones_stay(make_program):
    write_exercise(user_exercises_dir(), "mine", "kind: exercise\nschema: 1\nid: mine\nname: Mine\nfloor: 1\n")
    program = make_program()
    told = [label.accessibleName() for label in program.screen.findChildren(QLabel) if label.isVisible()]
    mine = next(index for index, text in enumerate(told) if text.startswith(str(user_exercises_dir() / "mine.yaml")))
    assert any(text.startswith("5:1: unknown key 'floor'") for text in told[mine:])
    assert "donkey-calf-raise" in shown(program)


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080)], ids=str)
def test_problems_are_listed_by_file_in_whole_lines_and_leave_the_cards_in_sight(make_program, size):
    wrong = "".join(f"wrong{number}: 1\n" for number in range(6))
    for name in ("one", "two"):
        write_exercise(user_exercises_dir(), name, f"kind: exercise\nschema: 1\nid: {name}\n{wrong}")
    program = make_program()
    settle(program.window, QSize(*size))
    (listed,) = program.screen.findChildren(Bounded)
    texts = listed.findChildren(QLabel)
    assert len([text for text in texts if text.accessibleName().startswith(str(user_exercises_dir()))]) == 2
    whole = [text for text in texts if "unknown key 'wrong0'" in text.accessibleName()]
    assert len(whole) == 2, "each reason is there to its last word, and not in a tool tip alone"
    assert all("one_side_at_a_time" in text.text().replace("\u200b", "") for text in whole)
    assert not any(text.toolTip() or "…" in text.text() for text in texts)
    lines = [text.visibleRegion().boundingRect().height() / text.fontMetrics().lineSpacing() for text in texts]
    assert all(abs(line - round(line)) < 0.1 for line in lines)
    assert sum(lines) >= 3
    assert listed.height() < size[1] / 4
    assert listed.verticalScrollBar().isVisible()


def test_of_hundreds_of_problems_the_first_are_told_and_the_rest_counted(make_program):
    problems = tuple(Problem(Path(f"file-{number // 2}.yaml"), number, 1, "wrong") for number in range(301))
    program = make_program(library=replace(Library.load(), problems=problems))
    (listed,) = program.screen.findChildren(Bounded)
    told = [label.accessibleName() for label in listed.findChildren(QLabel)]
    assert len([line for line in told if line.endswith(": wrong")]) == MOST_TOLD
    assert told[-1] == f"… and {301 - MOST_TOLD} problems more; “calfcoach lint” tells them all"
