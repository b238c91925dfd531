"""What tells of a person is theirs alone, whatever the umask was, and what was open before is closed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from calfcoach.files.private import private_file, private_folder
from calfcoach.files.reading import NotRegular


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o022, 0o777], ids=oct)
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_umask")
def test_folders_are_made_for_their_owner_alone(tmp_path: Path) -> None:
    private_folder(tmp_path / "one/two/three")
    assert [mode(tmp_path / each) for each in ("one", "one/two", "one/two/three")] == [0o700] * 3


@pytest.mark.usefixtures("_umask")
def test_a_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    private_file(tmp_path / "file")
    assert mode(tmp_path / "file") == 0o600


def test_what_is_there_is_tightened_and_what_is_above_it_is_not(tmp_path: Path) -> None:
    (tmp_path / "above/own").mkdir(parents=True)
    for folder in ("above", "above/own"):
        (tmp_path / folder).chmod(0o755)
    (tmp_path / "above/own/file").write_bytes(b"kept")
    (tmp_path / "above/own/file").chmod(0o644)
    private_folder(tmp_path / "above/own")
    private_file(tmp_path / "above/own/file")
    assert [mode(tmp_path / each) for each in ("above", "above/own", "above/own/file")] == [0o755, 0o700, 0o600]
    assert (tmp_path / "above/own/file").read_bytes() == b"kept"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_what_belongs_to_somebody_else_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").touch(0o644)
    os.chown(tmp_path / "file", 12345, 12345)
    before = mode(tmp_path / "file")
    private_file(tmp_path / "file")
    assert mode(tmp_path / "file") == before


def test_a_pipe_in_a_files_place_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "file")
    with pytest.raises(NotRegular):
        private_file(tmp_path / "file")


def test_a_file_in_a_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(OSError):
        private_folder(tmp_path / "taken")
    with pytest.raises(OSError):
        private_folder(tmp_path / "taken/below")


@pytest.mark.parametrize("closed", [0o000, 0o500])
def test_what_somebody_closed_stays_closed(tmp_path: Path, closed: int) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own").chmod(closed)
    private_folder(tmp_path / "own")
    assert mode(tmp_path / "own") == closed
