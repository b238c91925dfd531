"""Save as audio from the set-up screen: what is written, how it is shown, and that it is never in the way."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QProgressBar, QPushButton

from calfcoach.cli import main
from calfcoach.domain.prescribe import Choices
from calfcoach.session.states import State
from calfcoach.settings import SettingsStore
from calfcoach.ui.focus import FocusRing
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.setup import SetupScreen
from tests.disk import room_for
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]

SAVE = "Save as audio…"
HOURS = {"sets": 50, "reps": 100}
"""A dose whose file takes longer to write than any test here needs."""


def set_up(program, exercise=DONKEY, scheme=None, **numbers):
    program.show_setup(exercise, Choices(**numbers), scheme)
    assert isinstance(program.screen, SetupScreen)
    return program.screen


def asked(program) -> QFileDialog:
    """The question where to, having pressed the button."""
    program.press(SAVE)
    return question(program)


def question(program) -> QFileDialog:
    (dialog,) = questions(program)
    return dialog


def questions(program) -> list[QFileDialog]:
    return [each for each in program.window.findChildren(QFileDialog) if each.isVisible()]


def answer(dialog: QFileDialog, name: Path | str, kind: int = 0) -> None:
    """Choose a kind of file, type a name and press Enter; where the file is there, say that it may go."""
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.selectNameFilter(dialog.nameFilters()[kind])
    dialog.filterSelected.emit(dialog.nameFilters()[kind])
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(name))
    dialog.accept()
    QApplication.processEvents()


def returned(qtbot, program) -> None:
    """The dialog has gone; a window manager makes the window the active one again, and here is none."""
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)


def shown(program) -> list[str]:
    return [each.text().replace("\u200b", "") for each in program.screen.findChildren(QLabel) if each.isVisible()]


def said(qtbot, program, begins: str) -> str:
    """What is said in place, once it is."""
    found: list[str] = []

    def look() -> None:
        found[:] = [each for each in shown(program) if each.startswith(begins)]
        assert found

    qtbot.waitUntil(look)
    return found[0]


def saving(qtbot, program, path: Path) -> None:
    """Begin to save hours, and wait until some of it is written."""
    set_up(program, **HOURS)
    answer(asked(program), path)
    returned(qtbot, program)
    bar = program.screen.findChild(QProgressBar)
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert bar.isVisible()
    said(qtbot, program, "Saving… ")


def emptied(qtbot, folder: Path) -> None:
    qtbot.waitUntil(lambda: not list(folder.iterdir()))


@pytest.mark.parametrize("kind", ["wav", "flac"])
def test_the_file_is_the_one_of_the_command_line(make_program, qtbot, tmp_path, kind):
    store = SettingsStore()
    store.change(volumes={"master": 0.3, "ticks": 0.4, "voice": 0.9})
    program = make_program(store=store)
    set_up(program, scheme="voice-beeps", tempo="3-1-2-1", sets=2, reps=3, variant="rail-partner")
    ours, theirs = tmp_path / f"window.{kind}", tmp_path / f"command.{kind}"
    answer(asked(program), ours, kind == "flac")
    assert said(qtbot, program, "Saved to ").endswith(("…", ours.name))
    words = ["--tempo", "3-1-2-1", "--sets", "2", "--reps", "3", "--variant", "rail-partner", "--scheme", "voice-beeps"]
    assert main(["render", DONKEY, *words, "-o", str(theirs)]) == 0
    assert ours.read_bytes() == theirs.read_bytes()
    with soundfile.SoundFile(ours) as file:
        assert file.title == "Donkey calf raise"
        assert "2x3, tempo 3-1-2-1" in file.comment
        assert file.frames > 48_000 * 30
    assert sorted(path.name for path in tmp_path.iterdir()) == [theirs.name, ours.name]


def test_a_name_and_the_music_folder_are_proposed_and_the_last_folder_is_remembered(program, qtbot, home, tmp_path):
    (home / "Sounds").mkdir()
    (home / "config" / "user-dirs.dirs").write_text('XDG_MUSIC_DIR="$HOME/Sounds"\n')
    set_up(program, tempo="2-1-2-0", sets=1, reps=2)
    dialog = asked(program)
    assert dialog.selectedFiles() == [str(home / "Sounds" / "Donkey calf raise 2-1-2-0 1x2.wav")]
    answer(dialog, tmp_path / "mine.wav")
    said(qtbot, program, "Saved to ")
    set_up(program, "iso-hold-calf", sets=2, reps=1)
    dialog = asked(program)
    (proposed,) = map(Path, dialog.selectedFiles())
    assert proposed.parent == tmp_path
    assert proposed.name.endswith(" 45 s 2x1.wav")
    dialog.reject()


def test_without_a_music_folder_it_is_the_home(program, home):
    set_up(program)
    dialog = asked(program)
    assert Path(dialog.selectedFiles()[0]).parent == home
    dialog.reject()


def test_it_is_reached_seen_and_asked_for_by_keyboard_alone(program, qtbot, qapp, tmp_path):
    screen = set_up(program, sets=1, reps=1)
    for _ in range(60):
        program.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        focus = qapp.focusWidget()
        if isinstance(focus, QPushButton) and focus.text() == SAVE:
            break
    assert focus.accessibleName() == "Save as audio"
    (ring,) = program.window.findChildren(FocusRing)
    qtbot.waitUntil(ring.isVisible)
    program.key(Qt.Key.Key_Space)
    question(program)
    program.key(Qt.Key.Key_Escape)
    assert questions(program) == []
    assert program.screen is screen
    returned(qtbot, program)
    assert qapp.focusWidget() is focus
    program.key(Qt.Key.Key_Space)
    answer(question(program), tmp_path / "out.wav")
    returned(qtbot, program)
    said(qtbot, program, "Saved to ")
    assert qapp.focusWidget() is focus


def test_cancel_leaves_what_was_there(program, qtbot, tmp_path):
    (tmp_path / "out.wav").write_bytes(b"yesterday's")
    saving(qtbot, program, tmp_path / "out.wav")
    assert len(list(tmp_path.iterdir())) == 2
    program.press("Cancel")
    assert not [each for each in shown(program) if "Sav" in each]
    qtbot.waitUntil(lambda: len(list(tmp_path.iterdir())) == 1)
    assert (tmp_path / "out.wav").read_bytes() == b"yesterday's"
    set_up(program, sets=1, reps=1)
    answer(asked(program), tmp_path / "out.wav")
    said(qtbot, program, "Saved to ")
    assert (tmp_path / "out.wav").read_bytes().startswith(b"RIFF")


def test_a_session_goes_before_it(program, qtbot, tmp_path):
    saving(qtbot, program, tmp_path / "out.wav")
    program.key(Qt.Key.Key_F5)
    assert program.state is State.READY
    emptied(qtbot, tmp_path)
    program.run(12.0)
    assert program.state is State.LOWER


def test_to_leave_the_screen_gives_it_up(program, qtbot, tmp_path):
    saving(qtbot, program, tmp_path / "out.wav")
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, LibraryScreen)
    emptied(qtbot, tmp_path)


def test_to_close_the_window_gives_it_up(program, qtbot, tmp_path):
    saving(qtbot, program, tmp_path / "out.wav")
    program.window.close()
    emptied(qtbot, tmp_path)


def test_to_close_the_window_takes_the_question_with_it(program):
    set_up(program)
    asked(program)
    program.window.close()
    assert questions(program) == []


def test_another_variant_does_not_end_it(program, qtbot, tmp_path):
    saving(qtbot, program, tmp_path / "out.wav")
    program.press("Rail + partner")
    said(qtbot, program, "Saving… ")
    program.press("Cancel")
    emptied(qtbot, tmp_path)


def test_a_full_disk_is_one_sentence(program, qtbot, tmp_path):
    (tmp_path / "out.flac").write_bytes(b"yesterday's")
    set_up(program, sets=4, reps=20)
    with room_for(100_000):
        answer(asked(program), tmp_path / "out.flac", kind=1)
        assert "out.flac cannot be written: " in said(qtbot, program, "Not saved: ")
    assert [path.name for path in tmp_path.iterdir()] == ["out.flac"]
    assert (tmp_path / "out.flac").read_bytes() == b"yesterday's"
    answer(asked(program), tmp_path / "out.flac", kind=1)
    said(qtbot, program, "Saved to ")
    assert not [each for each in shown(program) if each.startswith("Not saved")]


def test_a_place_that_cannot_be_written_is_one_sentence(program, qtbot, tmp_path):
    set_up(program, sets=1, reps=1)
    dialog = asked(program)
    # A folder may go while its dialog is open, and not every system's own asks whether it can be written.
    dialog.fileSelected.emit(str(tmp_path / "gone" / "out.wav"))
    assert said(qtbot, program, "Not saved: ").endswith(f"out.wav cannot be written: {os.strerror(errno.ENOENT)}")
    dialog.reject()
    assert Path(asked(program).selectedFiles()[0]).parent == Path.home()
    question(program).reject()


def test_without_soundfile_a_wav_is_advised(program, qtbot, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "soundfile", None)
    set_up(program, sets=1, reps=1)
    answer(asked(program), tmp_path / "out.flac", kind=1)
    refused = said(qtbot, program, "Not saved: ")
    assert "FLAC cannot be written here" in refused
    assert refused.endswith("choose a name that ends in .wav")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_ends_in_neither_gets_the_ending_of_the_kind_but_takes_no_file_away(program, qtbot, tmp_path):
    set_up(program, sets=1, reps=1)
    answer(asked(program), tmp_path / "Set 2.5", kind=1)
    said(qtbot, program, "Saved to ")
    path = tmp_path / "Set 2.5.flac"
    assert path.read_bytes().startswith(b"fLaC")
    path.write_bytes(b"mine")
    answer(asked(program), tmp_path / "Set 2.5", kind=1)
    assert said(qtbot, program, "Not saved: ").endswith(
        "is there already. Choose another name, or type this one with its ending"
    )
    assert path.read_bytes() == b"mine"


NAMES = {
    'it\'s "quoted".wav': "it's 'quoted'.wav",
    '"quoted"': "'quoted'.wav",
    "a\nb.wav": "a b.wav",
    "a\u2028\tb": "a b.wav",
    "dot.": "dot.wav",
    "dots. . .": "dots.wav",
    "n.WAV": "n.WAV",
}


def test_what_is_written_is_what_is_said_in_the_folder_that_was_chosen(program, qtbot, tmp_path):
    for number, (typed, name) in enumerate(NAMES.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        set_up(program, sets=1, reps=1)
        dialog = asked(program)
        dialog.setDirectory(str(folder))
        answer(dialog, typed)
        assert said(qtbot, program, "Saved to ").endswith(name[-5:])
        spoken = [each.accessibleName() for each in program.screen.findChildren(QLabel)]
        assert f"Saved to {folder / name}" in spoken
        assert [path.name for path in folder.iterdir()] == [name]


def test_a_file_has_a_name_of_its_own(program, qtbot, tmp_path):
    for typed in (".wav", ".FLAC", "...", " .wav"):
        set_up(program, sets=1, reps=1)
        dialog = asked(program)
        dialog.fileSelected.emit(str(tmp_path / typed))
        dialog.reject()
        assert "the file needs a name" in said(qtbot, program, "Not saved: "), typed
        assert list(tmp_path.iterdir()) == [], typed


def test_a_line_break_in_a_name_is_refused_whoever_asked_for_it(program, qtbot, tmp_path):
    set_up(program, sets=1, reps=1)
    dialog = asked(program)
    # The dialog of some systems takes one.
    dialog.fileSelected.emit(str(tmp_path / "a\nb.wav"))
    dialog.reject()
    assert "line breaks" in said(qtbot, program, "Not saved: ")
    assert list(tmp_path.iterdir()) == []


def test_of_a_long_place_the_folder_is_left_out_and_the_name_is_shown(program, qtbot, tmp_path):
    folder = tmp_path / ("deep " * 20).strip() / ("deeper " * 20).strip()
    folder.mkdir(parents=True)
    set_up(program, sets=1, reps=1)
    answer(asked(program), folder / "mine.wav")
    shown = said(qtbot, program, "Saved to ")
    assert shown.startswith("Saved to …/d") and shown.endswith("/mine.wav")
    answer(asked(program), folder / f"a {'long ' * 25}name.wav")
    returned(qtbot, program)
    qtbot.waitUntil(lambda: said(qtbot, program, "Saved to ").endswith("name.wav"))
    shown_name = said(qtbot, program, "Saved to ")
    assert shown_name.startswith("Saved to …/d")
    assert "…" in shown_name[12:]


def test_a_bug_while_rendering_is_said_and_nothing_is_left(program, qtbot, tmp_path, monkeypatch, caplog):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no idea")

    monkeypatch.setattr("calfcoach.audio.render.render_session", broken)
    set_up(program, sets=1, reps=1)
    answer(asked(program), tmp_path / "out.wav")
    assert said(qtbot, program, "Not saved: ") == "Not saved: the session could not be rendered (no idea)"
    assert list(tmp_path.iterdir()) == []
    assert 'the job "saving" failed' in caplog.text
    assert "no idea" in caplog.text
