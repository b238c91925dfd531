"""The real program where there is no device, no server, no Qt sound, or nobody who reads."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.programs import HOLD, MOST_S, in_a_pipe, in_a_terminal, until
from tests.pulse import LOUD, PulseServer, Recorder

DONKEY = ("run", "donkey-calf-raise", "--terminal", "--start", "--lead-in", 1, "--tempo", "2-0-1-0", "--reps", 5)


@pytest.fixture
def events(tmp_path: Path) -> Path:
    return tmp_path / "events.jsonl"


@pytest.fixture
def server() -> Iterator[PulseServer]:
    with PulseServer() as server:
        yield server


@pytest.mark.parametrize("output", ["auto", "qt"])
def test_without_a_device_the_set_goes_on_after_one_notice(server: PulseServer, events: Path, output: str) -> None:
    server.kill()
    with in_a_pipe(*HOLD, "--audio", output, events=events, env=server.vars) as program:
        said, wrong = program.process.communicate(timeout=MOST_S)
        assert program.process.returncode == 0
        assert program.told() == ["notice", "session", "phase hold 1.1", "rep 1.1", "set 1.1", "finished 1.1"]
        assert said.decode().count("No sound device was found") == 1
        assert wrong == b""
        times = [row["t"] for row in program.rows]
        assert all(a <= b for a, b in pairwise(times))


def test_ctrl_c_while_the_closing_words_are_heard(server: PulseServer, events: Path) -> None:
    with in_a_terminal(*HOLD, "--start", "--audio", "qt", events=events, env=server.vars) as terminal:
        terminal.wait_for("finished")
        terminal.press("\x03")
        assert terminal.ended() == 130
        assert terminal.told()[-3:] == ["rep 1.1", "set 1.1", "finished 1.1"]
        assert "To finish" in terminal.said()
        assert "Set done" in terminal.said()
        assert terminal.restored


def test_a_terminal_hears_of_a_lost_server_where_it_looks(server: PulseServer, events: Path) -> None:
    with in_a_terminal(*DONKEY, "--audio", "qt", events=events, env=server.vars) as terminal:
        terminal.wait_for("phase")
        server.kill()
        terminal.shows("! The sound ")
        terminal.press("qqq")
        assert terminal.ended() == 0


NO_QT_AUDIO = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name == "PySide6.QtMultimedia":
            raise ImportError("libpulse.so.0: cannot open shared object file")
sys.meta_path.insert(0, Blocked())
"""


def without_qt_audio(folder: Path) -> dict[str, str]:
    (folder / "sitecustomize.py").write_text(NO_QT_AUDIO)
    return {"PYTHONPATH": str(folder)}


def test_qt_asked_for_where_there_is_no_qt_audio_is_an_error(tmp_path: Path, events: Path) -> None:
    with in_a_pipe(*HOLD, "--audio", "qt", events=events, env=without_qt_audio(tmp_path)) as program:
        _, wrong = program.process.communicate(timeout=MOST_S)
        assert program.process.returncode == 3
        assert wrong.decode().count("\n") == 1
        assert "libpulse" in wrong.decode()
        assert [row for row in program.rows if row["event"] == "session"] == []


def test_auto_takes_simpleaudio_where_there_is_no_qt_audio(server: PulseServer, events: Path, tmp_path: Path) -> None:
    env = {**server.vars, **without_qt_audio(tmp_path)}
    play = in_a_pipe(*HOLD, "--start", "--audio", "auto", events=events, env=env)
    with Recorder(server) as recorder, play as program:
        until(lambda: np.any(np.abs(recorder.samples) > LOUD))
        assert "libpulse" not in str(program.rows)


def test_a_reader_that_goes_in_the_middle_of_a_set_ends_the_text_not_the_set(server: PulseServer, events: Path) -> None:
    with in_a_pipe(*DONKEY, "--audio", "qt", events=events, env=server.vars) as program:
        program.wait_for("phase", rep=1)
        assert program.process.stdout is not None
        program.process.stdout.close()
        program.wait_for("phase", phase="lower", rep=2)
        assert "rep 1.1" in program.told()
        program.process.terminate()
        assert program.ended() == 128 + signal.SIGTERM
        assert program.told()[-1] == "stop 1.2"
        assert program.process.stderr is not None
        assert program.process.stderr.read() == b""


def test_when_nobody_reads_and_nobody_hears_it_ends(events: Path) -> None:
    with in_a_pipe(*DONKEY, "--audio", "silent", events=events) as program:
        program.wait_for("phase", rep=1)
        assert program.process.stdout is not None
        program.process.stdout.close()
        assert program.ended() == 0
        assert program.told()[-1].startswith("stop")
