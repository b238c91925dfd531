"""Files that may be anything are opened without waiting and without filling memory, or refused with a reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from calfcoach.files.reading import NotRegular, TooLarge, open_regular, read_bounded


def test_all_of_a_regular_file_is_read_through_a_link_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"whole")
    (tmp_path / "link").symlink_to("file")
    assert read_bounded(tmp_path / "link", 5) == b"whole"


@pytest.mark.parametrize("kind", ["folder", "fifo", "link to /dev/zero", "link to /dev/full"])
def test_what_is_no_regular_file_is_refused_without_being_opened(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "thing"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        path.symlink_to(kind.removeprefix("link to "))
    for flags in (os.O_RDONLY, os.O_WRONLY | os.O_CREAT | os.O_APPEND):
        with pytest.raises(NotRegular, match="not a file"):
            open_regular(path, flags)


def test_a_file_that_turns_into_a_pipe_on_the_way_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "thing"
    os.mkfifo(path)
    regular = tmp_path / "file"
    regular.touch()
    looked = regular.stat()
    monkeypatch.setattr(Path, "stat", lambda _self: looked)
    with pytest.raises(NotRegular, match="a pipe or a device"):
        read_bounded(path, 10)


def test_a_file_beyond_its_bound_is_refused_and_so_is_one_that_only_says_it_is_small(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 2049)
    with pytest.raises(TooLarge, match="larger than 2 KiB"):
        read_bounded(tmp_path / "large", 2048)
    assert Path("/proc/self/maps").stat().st_size == 0
    with pytest.raises(TooLarge):
        read_bounded(Path("/proc/self/maps"), 10)


@pytest.mark.parametrize("name", ["zero\0byte", "n" * 256, "missing", "missing/file"])
def test_a_name_that_leads_nowhere_is_an_error_of_the_system(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError):
        read_bounded(tmp_path / name, 10)


def test_a_link_to_itself_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OSError):
        read_bounded(tmp_path / "loop", 10)
