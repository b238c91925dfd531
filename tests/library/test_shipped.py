"""The index of the shipped exercises: what it saves a start, and that no exercise is ever taken from it."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from calfcoach.errors import KnownError
from calfcoach.library import files, index, judging, shipped
from calfcoach.library.collection import Library
from calfcoach.library.entries import Entry, Listing
from calfcoach.resources import exercises_dir
from calfcoach.wording.any_lift import any_lift


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some of the shipped exercises in a folder of their own, lying there for a while."""
    monkeypatch.setattr(index, "SETTLED_S", -60.0)
    copied = tmp_path / "shipped"
    copied.mkdir()
    found = sorted(exercises_dir().glob("*.yaml"))[:4]
    for path in {*found, exercises_dir() / "donkey-calf-raise.yaml"}:
        shutil.copy(path, copied)
    return copied


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the shipped files that are read, as a program reads them that has just started."""
    names: list[str] = []
    monkeypatch.setattr(judging, "load_file", lambda path: names.append(path.stem) or files.load_file(path))
    return names


def test_what_is_listed_of_any_lift_is_what_would_be_listed_of_the_whole() -> None:
    entry = Entry.of_any_lift(exercises_dir())
    assert entry.listing == Listing.of(entry.exercise) == Listing.of(any_lift())


def start(folder: Path) -> Library:
    """Load the library as a program does that has read nothing before."""
    shipped._read.cache_clear()
    return Library.load(folder, folder / "none")


def test_the_second_start_reads_none_and_lists_the_same(folder: Path, read: list[str]) -> None:
    first = start(folder)
    assert sorted(read) == sorted(first.entries)
    read.clear()
    again = start(folder)
    assert read == []
    assert again == first
    assert again.find("donkey-calf-raise").exercise == first.find("donkey-calf-raise").exercise
    assert read == ["donkey-calf-raise"], "only what is wanted is read"
    assert again.reload() is again


def test_a_file_that_has_changed_is_read_anew(folder: Path, read: list[str]) -> None:
    start(folder)
    path = folder / "donkey-calf-raise.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: Donkey calf raise", "name: Donkey"), "utf-8")
    read.clear()
    assert start(folder).find("donkey-calf-raise").listing.name == "Donkey"
    assert read == ["donkey-calf-raise"]


def test_a_file_that_changes_after_the_start_is_not_quietly_taken(folder: Path) -> None:
    start(folder)
    library = start(folder)
    path = folder / "donkey-calf-raise.yaml"
    os.utime(path, (1_000_000, 1_000_000))
    with pytest.raises(KnownError, match="has just been changed"):
        _ = library.find("donkey-calf-raise").exercise
    assert library.reload().find("donkey-calf-raise").exercise.id == "donkey-calf-raise"


def test_what_somebody_writes_into_the_index_lowers_no_floor(folder: Path) -> None:
    phases = start(folder).find("donkey-calf-raise").exercise.phases
    path = index.index_path(shipped.INDEX)
    body = path.read_bytes().partition(b"\n")[2].replace(b"Donkey calf raise", b"Something else!!!")
    path.write_bytes(b"%08x\n%s" % (zlib.crc32(body), body))
    entry = start(folder).find("donkey-calf-raise")
    assert entry.listing.name == "Something else!!!", "the index is in use"
    assert entry.exercise.name == "Donkey calf raise"
    assert entry.exercise.phases == phases


@pytest.mark.parametrize("spoilt", [b"", b"nonsense", b"00000000\n{}", b"\xff" * 100])
def test_a_damaged_index_costs_time_and_nothing_else(folder: Path, spoilt: bytes) -> None:
    first = start(folder)
    index.index_path(shipped.INDEX).write_bytes(spoilt)
    assert start(folder) == first


def test_where_nothing_can_be_written_every_file_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "private_folder", lambda _folder: (_ for _ in ()).throw(OSError(28, "no space")))
    assert start(folder) == start(folder)
    assert not index.index_path(shipped.INDEX).exists()


def test_a_shipped_file_with_problems_is_told_from_the_index_too(folder: Path, read: list[str]) -> None:
    (folder / "spoilt.yaml").write_text("kind: exercise\n", "utf-8")
    first = start(folder)
    read.clear()
    again = start(folder)
    assert read == []
    assert again.problems == first.problems
    assert {problem.file.name for problem in again.problems} == {"spoilt.yaml"}
