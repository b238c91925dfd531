"""What a player process says to a person: in the program's language, and never at the cost of the sound."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from calfcoach.background import children
from calfcoach.player import spawn, wire
from calfcoach.player.outputs.base import SIMPLEAUDIO_MISSING

PLAYER = """
import sys
from calfcoach import resources
resources.locale_dir = lambda: __import__("pathlib").Path(sys.argv[1])
sys.modules["simpleaudio"] = None
from calfcoach.player import wire
from calfcoach.player.process import main
main(["simpleaudio"])
"""


def test_a_fault_is_told_in_the_language_of_the_environment(tmp_path: Path) -> None:
    catalogue = Catalog(locale="de")
    catalogue.add(SIMPLEAUDIO_MISSING, "simpleaudio fehlt ({reason}).")
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "calfcoach.mo").open("wb") as file:
        write_mo(file, catalogue)
    command = [sys.executable, "-c", PLAYER, str(tmp_path)]
    env = {**os.environ, "LANGUAGE": "de"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as player:
        assert player.stdin is not None
        assert player.stdout is not None
        player.stdin.write(wire.pack("open", None, 1.0))
        player.stdin.flush()
        assert b"simpleaudio fehlt (" in player.stdout.read()


def test_no_start_waits_for_the_catalogue() -> None:
    code = "import sys; import calfcoach.player.process; print('calfcoach.resources' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"False"


@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "missing folder", "own"])
def test_a_log_that_cannot_be_one_costs_no_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    path = tmp_path / "log"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/full")
    elif kind == "folder":
        path.mkdir()
    elif kind == "missing folder":
        path = tmp_path / "nowhere" / "log"
    elif kind == "own":
        from calfcoach.resources import user_data_dir

        user_data_dir().mkdir(parents=True, exist_ok=True)
        path = user_data_dir() / "history.sqlite"
    monkeypatch.setenv(spawn.LOG_VARIABLE, str(path))
    given: list[str] = []
    monkeypatch.setattr(children, "start", lambda *words, stderr, **rest: given.append(stderr.name))
    spawn.spawn("qt")
    assert given == [os.devnull]
    assert spawn.LOG_VARIABLE in caplog.text


def test_the_log_takes_what_the_libraries_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"before\n")
    monkeypatch.setenv(spawn.LOG_VARIABLE, str(log))
    monkeypatch.setattr(children, "start", lambda *words, stderr, **rest: stderr.write(b"a library's print\n"))
    spawn.spawn("qt")
    assert log.read_bytes() == b"before\na library's print\n"
