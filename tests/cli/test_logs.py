"""The log file: its owner's alone, never waited for, and quietly given up where it cannot be written."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

import pytest

from calfcoach.cli import show_bugs
from calfcoach.cli.logs import open_log
from calfcoach.resources import log_dir
from tests.disk import room_for

pytestmark = pytest.mark.usefixtures("_own_log")


@pytest.fixture
def path(home: Path) -> Path:
    log_dir().mkdir(parents=True)
    return log_dir() / "calfcoach.log"


def bug() -> None:
    logging.getLogger("calfcoach").error("a bug of ours")


def test_what_goes_wrong_is_in_the_log(path: Path) -> None:
    open_log()
    bug()
    assert path.read_text().endswith("ERROR calfcoach: a bug of ours\n")


def test_a_warning_is_for_the_log_alone(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    show_bugs()
    open_log()
    logging.getLogger("calfcoach").warning("worth a look")
    bug()
    assert capsys.readouterr().err == "ERROR: a bug of ours\n"
    assert [line.split(" ", 2)[2] for line in path.read_text().splitlines()] == [
        "WARNING calfcoach: worth a look",
        "ERROR calfcoach: a bug of ours",
    ]


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_the_log_and_its_older_parts_are_their_owners_alone(path: Path, umask: int) -> None:
    path.parent.chmod(0o755)
    for name in ("calfcoach.log", "calfcoach.log.1"):
        path.with_name(name).touch()
        path.with_name(name).chmod(0o644)
    before = os.umask(umask)
    try:
        open_log()
    finally:
        os.umask(before)
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in (path.parent, *path.parent.iterdir())}
    assert modes == {"log": 0o700, "calfcoach.log": 0o600, "calfcoach.log.1": 0o600}


@pytest.mark.parametrize("kind", ["fifo", "folder", "/dev/full", "/dev/zero", "itself"])
def test_where_it_is_no_file_there_is_none(path: Path, kind: str) -> None:
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(path if kind == "itself" else kind)
    before = list(logging.getLogger().handlers)
    open_log()
    assert logging.getLogger().handlers == before


def test_a_full_disk_costs_no_more_than_the_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_log()
    with room_for(0):
        bug()
    assert "Traceback" not in capsys.readouterr().err
