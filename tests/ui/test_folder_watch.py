"""A file that is saved, mended or removed is seen, also in a folder that is made later."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel

from calfcoach.resources import user_exercises_dir
from calfcoach.ui.folder_watch import FolderWatch
from calfcoach.ui.screens.controls import NavButton
from calfcoach.ui.screens.library_cards import ExerciseCard
from tests.ui.program import held_awake, make_program, program, whole_program, write_exercise

__all__ = ["held_awake", "make_program", "program", "whole_program"]

LONG_ENOUGH_MS = 60_000
HOLD = """kind: exercise
schema: 1
id: {id}
name: {name}
summary: Something of my own
start_phase: hold
muscles: [{{name: Soleus}}]
setup: [{{title: Stand, text: Stand still.}}]
finish: [{{title: Stop, text: Sit down.}}]
prescription: {{hold_s: 20, sets: 2, reps: 1, rest_s: 30, lead_in_s: 10}}
sources: [{{title: My own}}]
"""


@pytest.fixture
def owner(qapp):
    made = QObject()
    yield made
    made.deleteLater()


def test_it_tells_of_a_folder_that_is_made_later_and_of_every_change_in_it(qtbot, owner, tmp_path):
    folder = tmp_path / "data" / "exercises"
    watch = FolderWatch(folder, owner)
    for change in (
        lambda: folder.parent.mkdir(),
        lambda: folder.mkdir(),
        lambda: (folder / "a.yaml").write_text("one"),
        lambda: (folder / "a.yaml").write_text("mended"),
        lambda: (folder / "b.part").rename(folder / "a.yaml") if (folder / "b.part").write_text("x") else None,
        lambda: (folder / "a.yaml").unlink(),
        lambda: shutil.rmtree(folder),
    ):
        with qtbot.waitSignal(watch.changed, timeout=LONG_ENOUGH_MS):
            change()


@pytest.fixture
def opened(monkeypatch):
    """What the system was asked to open; nothing is."""
    addresses = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: addresses.append(Path(url.toLocalFile())) or True)
    return addresses


def test_a_new_exercise_is_written_opened_and_in_the_library(program, qtbot, opened):
    for name in ("my-exercise", "my-exercise-2"):
        program.press("New exercise")
        assert opened.pop() == user_exercises_dir() / f"{name}.yaml"
        qtbot.waitUntil(lambda name=name: name in cards(program), timeout=LONG_ENOUGH_MS)
    assert program.library.problems == ()


def test_the_keyboard_stays_on_a_filter_while_the_library_is_read_anew(whole_program, qtbot):
    program = whole_program
    (button,) = [each for each in program.screen.findChildren(NavButton) if each.toolTip() == "Bent over"]
    button.setFocus()
    button.click()
    write_exercise(user_exercises_dir(), "mine", HOLD.format(id="mine", name="My hold"))
    qtbot.waitUntil(lambda: "mine" in program.library.entries, timeout=LONG_ENOUGH_MS)
    at = QApplication.focusWidget()
    assert at is not button
    assert at.toolTip() == "Bent over"
    assert at.isChecked()


def test_a_new_exercise_that_cannot_be_written_is_told(program, opened):
    user_exercises_dir().parent.mkdir(parents=True, exist_ok=True)
    user_exercises_dir().write_text("a file in its place")
    program.press("New exercise")
    assert opened == []
    told = [label.text() for label in program.window.findChildren(QLabel) if label.isVisible()]
    assert any(line.startswith("no exercise can be written in ") for line in told)


def test_the_folder_is_made_and_opened(program, opened):
    program.press("Open the folder")
    assert opened == [user_exercises_dir()]
    assert user_exercises_dir().is_dir()


def cards(program):
    return {card.exercise.id: card for card in program.screen.findChildren(ExerciseCard) if card.isVisible()}


def test_the_library_shows_what_is_saved_mended_and_removed_while_it_is_open(program, qtbot):
    folder = user_exercises_dir()
    program.screen._search.setText("hold")
    found = set(cards(program))
    path = write_exercise(folder, "mine", HOLD.format(id="mine", name="My hold"))
    qtbot.waitUntil(lambda: "mine" in cards(program), timeout=LONG_ENOUGH_MS)
    assert set(cards(program)) == {*found, "mine"}, "the search is still in force"
    cards(program)["mine"].setFocus()
    path.write_text(HOLD.format(id="mine", name="My hold, mended"), encoding="utf-8")
    qtbot.waitUntil(lambda: cards(program)["mine"].exercise.name == "My hold, mended", timeout=LONG_ENOUGH_MS)
    assert cards(program)["mine"].hasFocus(), "the keyboard is where it was"
    path.write_text("kind: exercise\n", encoding="utf-8")
    qtbot.waitUntil(lambda: "mine" not in cards(program), timeout=LONG_ENOUGH_MS)
    assert any("mine.yaml" in label.accessibleName() for label in program.screen.findChildren(QLabel))
    path.unlink()
    qtbot.waitUntil(
        lambda: (
            not any(
                label.isVisible() and "mine.yaml" in label.accessibleName()
                for label in program.screen.findChildren(QLabel)
            )
        ),
        timeout=LONG_ENOUGH_MS,
    )
