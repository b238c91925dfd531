"""Output that nobody reads, that cannot be written, or that is not there: one line at most, never a traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from calfcoach.resources import exercises_dir
from tests.cli.conftest import program

TELLING = [
    ("list",),
    ("show", "donkey-calf-raise"),
    ("schema",),
    ("tempo", "3-1-2-0", "--json"),
    ("doctor",),
]


def gone() -> int:
    """The writing end of a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


@pytest.mark.parametrize("words", [*TELLING, ("lint", str(exercises_dir()), "--json")], ids=lambda words: words[0])
def test_a_reader_that_has_gone_is_no_error(words: tuple[str, ...]) -> None:
    writing = gone()
    try:
        answer = program(*words, stdout=writing)
    finally:
        os.close(writing)
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("words", [TELLING[1]], ids=lambda words: words[0])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_one(words: tuple[str, ...], unbuffered: str) -> None:
    with Path("/dev/full").open("w") as full:
        answer = program(*words, stdout=full, env={"PYTHONUNBUFFERED": unbuffered})
    assert answer.refusal == f"the output cannot be written: {os.strerror(errno.ENOSPC)}"


def closed(*words: str, streams: str) -> subprocess.CompletedProcess[str]:
    shell = f'exec "$0" -m calfcoach "$@" {streams}'
    command = ["sh", "-c", shell, sys.executable, *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)


def test_streams_that_are_not_there_are_not_missed(tmp_path: Path) -> None:
    told = closed("list", streams=">&-")
    assert (told.returncode, told.stderr) == (0, "")
    assert closed("tempo", "nothing", streams="2>&-").returncode == 2
    out = str(tmp_path / "out.wav")
    dose = ("--sets", "1", "--reps", "1", "--lead-in", "0")
    assert closed("render", "donkey-calf-raise", "-o", out, *dose, streams=">&- 2>&- <&-").returncode == 0
    assert Path(out).stat().st_size > 48_000


def test_a_terminal_of_another_encoding_is_written_to_as_well_as_it_can() -> None:
    answer = program("show", "donkey-calf-raise", env={"PYTHONIOENCODING": "ascii"})
    assert (answer.code, answer.err) == (0, "")
    assert "Hinge to 90?" in answer.out


@pytest.mark.parametrize("module", ["calfcoach.cli", "calfcoach.cli.parser", "calfcoach.cli.info", "rich.text"])
def test_ctrl_c_while_the_program_is_loaded_is_answered_quietly(module: str) -> None:
    code = (
        "import runpy, sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}: raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "sys.argv = ['calfcoach', 'list']\n"
        "runpy.run_module('calfcoach', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=600, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
