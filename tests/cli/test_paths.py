"""Every option that takes a path, with every kind of place: done, or one sentence and the right exit code."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from calfcoach.resources import user_data_dir, user_exercises_dir
from tests.cli.conftest import Answer, Calf, program

NOT_ALLOWED = os.strerror(errno.EACCES)

SHORT = ("--sets", 1, "--reps", 1, "--lead-in", 0)
HOLD = ("run", "iso-hold-calf", "--audio", "silent", "--start", "--terminal", "--hold", 1, *SHORT)

OPTIONS: dict[str, Callable[[Path, str], tuple[object, ...]]] = {
    "-o": lambda _, place: ("render", "donkey-calf-raise", *SHORT, "-o", place),
    "--cues": lambda folder, place: ("render", "donkey-calf-raise", *SHORT, "-o", folder / "out.wav", "--cues", place),
    "--events": lambda _, place: (*HOLD, "--events", place),
    "lint": lambda _, place: ("lint", place),
    "export": lambda _, place: ("history", "export", place),
    "restore": lambda _, place: ("history", "restore", place, "--yes"),
    "import": lambda _, place: ("history", "import", place, "--yes"),
    "merge": lambda _, place: ("history", "merge", place, "--yes"),
}
"""A command with each of the options, for a folder that may be written and a place."""

SUFFIX = {"-o": ".wav", "--cues": ".csv", "--events": ".jsonl", "lint": ".yaml", "export": ".json"}

READ = ("lint", "restore", "import", "merge")
"""Those that read what is in the place."""

NO_HISTORY = dict.fromkeys(("restore", "import", "merge"), 2)

REFUSED = {"-o": 2, "--cues": 2, "--events": 2, "lint": 1, "export": 2, **NO_HISTORY}
"""Exit codes: what is to be written is refused, what is to be checked is wrong."""

PLACES: dict[str, dict[str, int]] = {
    "closed folder": REFUSED,
    "too long": REFUSED,
    "link to itself": REFUSED,
    "folder": {**REFUSED, "lint": 2},
    "FIFO": REFUSED,
    "/dev/full": REFUSED,
    "read-only": REFUSED,
    "existing": {"-o": 0, "--cues": 0, "--events": 2, "lint": 1, "export": 2, **NO_HISTORY},
    "empty string": {**REFUSED, "lint": 2},
    "newline in the name": {"-o": 0, "--cues": 0, "--events": 0, "lint": 1, "export": 0, **NO_HISTORY},
}


def make(kind: str, folder: Path, suffix: str) -> str:
    """Make such a place; its name."""
    place = folder / f"place{suffix}"
    if kind == "closed folder":
        (folder / "closed").mkdir(0o000)
        place = folder / "closed" / place.name
    elif kind == "too long":
        place = folder / ("n" * 255 + suffix)
    elif kind == "link to itself":
        place.symlink_to(place)
    elif kind == "folder":
        place.mkdir()
    elif kind == "FIFO":
        os.mkfifo(place)
    elif kind == "newline in the name":
        place = folder / f"two\nlines{suffix}"
    elif kind in ("existing", "read-only"):
        place.write_text("mine")
        place.chmod(0o444 if kind == "read-only" else 0o644)
    if kind == "newline in the name" and suffix == ".yaml":
        place.write_text("mine")
    return {"/dev/full": "/dev/full", "empty string": ""}.get(kind, str(place))


def as_anybody(*words: object, **options: object) -> Answer:
    """A command as a program for which the modes of files hold: for root they do not, unless that right is taken."""
    if os.geteuid() != 0:
        return program(*words, **options)
    if shutil.which("setpriv") is None:
        pytest.skip("root may open everything here, and there is no setpriv to take that right away")
    return program(*words, **options, before=("setpriv", "--bounding-set=-dac_override,-dac_read_search"))


def names(folder: Path) -> dict[str, tuple[int, bytes | None]]:
    found = {}
    for path in folder.iterdir():
        status = path.lstat()
        found[path.name] = (status.st_mode, path.read_bytes() if stat.S_ISREG(status.st_mode) else None)
    return found


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_that_takes_a_path(calf: Calf, tmp_path: Path, option: str, kind: str) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    place = make(kind, folder, SUFFIX.get(option, ""))
    before = names(folder)
    run = as_anybody if kind == "closed folder" or (kind == "read-only" and option not in READ) else calf
    answer = run(*OPTIONS[option](folder, place))
    (folder / "closed").chmod(0o700) if (folder / "closed").exists() else None
    code = PLACES[kind][option]
    assert answer.code == code, answer
    assert "Traceback" not in answer.err
    if code == 2:
        assert answer.refusal
        assert "[Errno" not in answer.err
    elif code == 1:
        assert (len(answer.lines), answer.err) == (1, "")
    else:
        assert answer.err == ""
        assert Path(place).stat().st_size > 0
    if code:
        assert {name: kept for name, kept in names(folder).items() if name != "closed"} == {
            name: kept for name, kept in before.items() if name != "closed"
        }


TELLING = [
    ("list",),
    ("show", "donkey-calf-raise"),
    ("tempo", "3-1-2-0", "--exercise", "donkey-calf-raise"),
    ("doctor",),
    ("render", "donkey-calf-raise", *SHORT, "-o", "OUT"),
    HOLD,
]


@pytest.mark.parametrize("words", TELLING, ids=lambda words: words[0])
def test_a_closed_data_folder_costs_no_command(tmp_path: Path, words: tuple[object, ...]) -> None:
    user_exercises_dir().mkdir(parents=True)
    user_data_dir().chmod(0o000)
    answer = as_anybody(*(tmp_path / "out.wav" if word == "OUT" else word for word in words))
    user_data_dir().chmod(0o700)
    assert answer.code == 0, answer
    assert "Traceback" not in answer.err
    if words[0] not in ("list", "doctor"):
        said = f"{user_exercises_dir()}: this folder cannot be read: {NOT_ALLOWED}. Only the shipped exercises are"
        assert answer.err.count(said) == 1
    assert answer.err.count("\n") <= (2 if words[0] == "run" else 1)  # the history has a sentence of its own
    if words[0] in ("list", "doctor"):
        assert f"{user_exercises_dir()}:1:1: this folder cannot be read: {NOT_ALLOWED}" in answer.out
    if words[0] == "run":
        assert NOT_ALLOWED in answer.out + answer.err, answer


@pytest.mark.parametrize("name", ["history.sqlite", "history.sqlite-wal"])
@pytest.mark.parametrize("option", ["-o", "--cues", "--events"])
def test_no_option_writes_over_a_file_of_the_programs_own(calf: Calf, tmp_path: Path, option: str, name: str) -> None:
    user_data_dir().mkdir(parents=True)
    own = user_data_dir() / name
    own.write_bytes(b"")
    link = tmp_path / f"link{SUFFIX[option]}"
    link.symlink_to(own)
    answer = calf(*OPTIONS[option](tmp_path, str(link)))
    assert "it is a file of Calfcoach's own" in answer.refusal
    assert own.read_bytes() == b""
    assert sorted(path.name for path in tmp_path.iterdir()) == [link.name]


def test_a_closed_data_folder_costs_the_window_no_set() -> None:
    user_exercises_dir().mkdir(parents=True)
    user_data_dir().chmod(0o000)
    words = [word for word in HOLD if word != "--terminal"]
    answer = as_anybody(*words, "--exit-when-finished", env={"QT_QPA_PLATFORM": "offscreen"})
    user_data_dir().chmod(0o700)
    assert answer.code == 0, answer
    assert "Traceback" not in answer.err
