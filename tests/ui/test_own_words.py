"""The words of an own exercise are recorded while its set-up is shown, and never while a set runs."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from calfcoach.audio.voice import own_voice_dir
from calfcoach.cli import main
from calfcoach.domain.prescribe import Choices
from calfcoach.session.states import State
from calfcoach.ui.screens.setup import SetupScreen
from tests.speaking import extra, no_extra, own_exercise, spoken
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["extra", "held_awake", "make_program", "no_extra", "program"]

MINE = "my-push"
OWN = ["Tabletop spine", "Unload backwards"]


def opened(make_program, exercise=MINE):
    own_exercise(("title: Let the weight down", "title: Unload backwards"))
    program = make_program()
    program.show_setup(exercise, Choices(sets=1, reps=1))
    return program


def test_they_are_there_before_the_first_set(make_program, qtbot, extra):
    opened(make_program)
    qtbot.waitUntil(lambda: spoken(OWN) == OWN)
    assert "hibari" not in sys.modules


def test_a_session_ends_it_at_once_and_the_next_set_up_goes_on(make_program, qtbot, extra):
    extra.wait_at("Unload backwards")
    program = opened(make_program)
    qtbot.waitUntil(lambda: extra.asked[-1:] == ["Unload backwards"])
    job = program.backstage.own_words._job
    program.key(Qt.Key.Key_F5)
    assert program.state is State.READY
    qtbot.waitUntil(lambda: job.done)
    extra.go_on()
    program.run_until(lambda: program.state is State.LOWER)
    assert spoken(OWN) == ["Tabletop spine"]
    program.key(Qt.Key.Key_Escape)
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    program.press("Once more")
    assert isinstance(program.screen, SetupScreen)
    qtbot.waitUntil(lambda: spoken(OWN) == OWN)


def test_to_close_the_window_ends_it(make_program, qtbot, extra):
    extra.wait_at("Tabletop spine")
    program = opened(make_program)
    qtbot.waitUntil(lambda: extra.asked == ["Tabletop spine"])
    program.window.close()
    assert spoken(OWN) == []


def test_a_file_waits_for_them(make_program, qtbot, extra, tmp_path):
    extra.wait_at("Unload backwards")
    program = opened(make_program)
    program.press("Save as audio…")
    (dialog,) = program.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "ours.wav"))
    dialog.reject()
    qtbot.waitUntil(lambda: extra.asked[-1:] == ["Unload backwards"])
    assert any(each.text() == "Cancel" for each in program.screen.findChildren(QPushButton))
    extra.go_on()

    def saved() -> None:
        assert any(each.text().startswith("Saved to") for each in program.screen.findChildren(QLabel))

    qtbot.waitUntil(saved)
    scheme = program.screen.scheme
    numbers = ("--sets", "1", "--reps", "1", "--scheme", scheme)
    assert main(["render", MINE, *numbers, "-o", str(tmp_path / "theirs.wav")]) == 0
    assert (tmp_path / "ours.wav").read_bytes() == (tmp_path / "theirs.wav").read_bytes()


def test_a_shipped_exercise_asks_for_nothing(make_program, extra):
    program = opened(make_program, DONKEY)
    assert program.backstage.own_words._worker.used is False


def test_without_the_extra_nothing_is_begun_or_said(make_program, no_extra):
    program = opened(make_program)
    assert program.backstage.own_words._worker.used is False
    assert not own_voice_dir().exists()
    assert not [each for each in program.screen.findChildren(QLabel) if "voice" in each.text()]
