"""The index of a large folder: what it saves, and that it is never believed where anything has changed."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from calfcoach.errors import KnownError
from calfcoach.library import collection, files, index, judging
from calfcoach.library.collection import Library
from calfcoach.library.folder import stamp
from calfcoach.resources import exercises_dir
from tests.library.conftest import SMALL

COUNT = 6


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is large enough for an index: one exercise, copies of it, a file with a problem."""
    monkeypatch.setattr(collection, "FROM_FILES", COUNT)
    monkeypatch.setattr(collection, "MOST_KEPT", 0)
    folder = tmp_path / "own"
    folder.mkdir()
    for number in range(COUNT - 2):
        write(folder, f"copy-{number}", origin="my-raise")
    write(folder, "my-raise")
    write(folder, "spoilt", ("sets: 3", "sets: x"))
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the own files that are read."""
    names: list[str] = []

    def noted(path: Path) -> files.LoadedFile:
        if path.parent != exercises_dir():
            names.append(path.stem)
        return files.load_file(path)

    monkeypatch.setattr(judging, "load_file", noted)
    return names


def write(folder: Path, name: str, *edits: tuple[str, str], origin: str | None = None) -> None:
    said = SMALL.replace("id: my-raise", f"id: {name}" + (f"\norigin: {origin}" if origin else ""), 1)
    for old, new in edits:
        assert old in said
        said = said.replace(old, new, 1)
    path = folder / f"{name}.yaml"
    path.write_text(said, encoding="utf-8")
    # As if it had lain there for a while: what has just been written is not kept.
    os.utime(path, (1_000_000, 1_000_000 + len(said)))


def load(folder: Path) -> Library:
    return Library.load(exercises_dir(), folder)


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    # The change time of a file cannot be set back.
    monkeypatch.setattr(index, "SETTLED_S", -60.0)


def test_the_second_start_reads_none_of_them_and_knows_the_same(own: Path, read: list[str]) -> None:
    first = load(own)
    assert sorted({*read}) == sorted(path.stem for path in own.iterdir())
    assert [problem.file.stem for problem in first.problems] == ["spoilt"]
    read.clear()
    again = load(own)
    assert read == []
    assert again == first
    assert again.find("copy-1").exercise == first.find("copy-1").exercise
    assert {*read} == {"copy-1", "my-raise"}, "the exercise itself is read, and judged with what it is a copy of"


def test_a_file_that_was_saved_is_read_and_what_was_made_from_it_too(own: Path, read: list[str]) -> None:
    load(own)
    write(own, "my-raise", ("least_s: 2", "least_s: 3"), ("3-1-2-0", "4-1-2-0"))
    read.clear()
    library = load(own)
    assert {*read} == {"my-raise", *(f"copy-{number}" for number in range(COUNT - 2))}
    assert "copy-1" not in library.entries, "its floor is below the one it was made from now"
    assert any("copy-1.yaml" in str(problem) for problem in library.problems)


def test_a_file_more_one_less_and_one_mended_are_seen(own: Path, read: list[str]) -> None:
    load(own)
    (own / "copy-0.yaml").unlink()
    write(own, "new-one")
    write(own, "spoilt")
    read.clear()
    library = load(own)
    assert sorted(read) == ["new-one", "spoilt"]
    assert "copy-0" not in library.entries
    assert {"new-one", "spoilt"} <= library.entries.keys()
    assert library.problems == ()


def test_other_rules_or_another_language_make_it_anew(own: Path, read: list[str], monkeypatch) -> None:
    load(own)
    for change in (("__version__", "0.0.0"), ("_FORMAT", 99), ("_CODE", ("ui",)), ("text", lambda said: said.upper())):
        read.clear()
        with monkeypatch.context() as patch:
            patch.setattr(index, *change)
            load(own)
        assert len({*read}) == COUNT, change
        read.clear()
        load(own)  # written anew for what is in force again


def test_another_folder_has_nothing_of_it(own: Path, read: list[str], tmp_path: Path) -> None:
    load(own)
    read.clear()
    load(own.rename(tmp_path / "elsewhere"))
    assert len({*read}) == COUNT


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"My raise", b"My rpise", 1),
        lambda data: b"not an index",
        lambda data: checked(b"[1, 2]"),
        lambda data: checked(b'{"key": 1}'),
        lambda data: checked(data.partition(b"\n")[2].replace(b"rows", b"rowz")),
        lambda data: checked(data.partition(b"\n")[2].replace(b'"my-raise.yaml",[', b'"my-raise.yaml",[[1],[', 1)),
        lambda data: checked(b"[" * 100_000),
        lambda data: checked(b"\xff\xfe"),
    ],
)
def test_a_damaged_index_costs_time_and_nothing_else(own: Path, read: list[str], spoil) -> None:
    first = load(own)
    path = index.index_path(collection.INDEX)
    path.write_bytes(spoil(path.read_bytes()))
    read.clear()
    assert load(own) == first
    assert len({*read}) == COUNT
    read.clear()
    assert load(own) == first
    assert read == [], "it was made anew"


def checked(body: bytes) -> bytes:
    return b"%08x\n%s" % (zlib.crc32(body), body)


def test_where_no_index_can_be_written_everything_is_read(own: Path, read: list[str]) -> None:
    index.index_path(collection.INDEX).parent.parent.mkdir(parents=True, exist_ok=True)
    index.index_path(collection.INDEX).parent.write_text("a file in its place")
    first = load(own)
    assert load(own) == first


def test_what_was_just_written_is_not_kept(own: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SETTLED_S", 3600.0)
    load(own)
    read.clear()
    load(own)
    assert len({*read}) == COUNT


def test_an_index_that_lies_brings_no_exercise_below_its_floor(own: Path) -> None:
    """Whoever writes an index themselves gets a card; the exercise behind it is read, judged, and refused."""
    load(own)
    before = told(own / "copy-1.yaml")
    write(own, "copy-1", ("least_s: 2", "least_s: 1"), origin="my-raise")
    path = index.index_path(collection.INDEX)
    body = path.read_text(encoding="utf-8").partition("\n")[2]
    assert before in body
    path.write_bytes(checked(body.replace(before, told(own / "copy-1.yaml")).encode()))
    entry = load(own).find("copy-1")
    with pytest.raises(KnownError, match=r"the exercise 'copy-1' cannot be used: .*copy-1\.yaml"):
        _ = entry.exercise


def told(path: Path) -> str:
    """The stamp of a file as the index has it."""
    return json.dumps(stamp(path), separators=(",", ":"))


def test_an_origin_that_changes_after_the_folder_was_read_gives_no_copy(own: Path) -> None:
    library = load(own)
    assert library.find("copy-3").exercise.id == "copy-3"
    write(own, "my-raise", ("least_s: 2", "least_s: 3"), ("3-1-2-0", "4-1-2-0"))
    with pytest.raises(KnownError, match="its file has just been changed"):
        _ = library.find("copy-2").exercise


def test_a_file_that_changes_after_the_folder_was_read_gives_no_exercise(own: Path) -> None:
    library = load(own)
    write(own, "copy-2", ("My raise", "Our raise"), origin="my-raise")
    with pytest.raises(KnownError, match="its file has just been changed"):
        _ = library.find("copy-2").exercise
    (own / "copy-2.yaml").unlink()
    with pytest.raises(KnownError, match="cannot be read"):
        _ = library.find("copy-2").exercise
    assert "copy-2" not in library.reload().entries


def at_once(folder: Path) -> Library:
    return Library.load(exercises_dir(), folder, at_once=True)


def test_a_crowd_of_which_nothing_is_known_may_be_left_for_later(own: Path, read: list[str]) -> None:
    library = at_once(own)
    assert read == []
    assert library.unread == {path.stem for path in own.iterdir()}
    assert library.problems == ()
    assert {entry.path.parent for entry in library.entries.values()} == {exercises_dir()}
    whole = library.read_on(lambda: False)
    assert whole.unread == frozenset()
    assert whole == Library.load(exercises_dir(), own)
    read.clear()
    assert at_once(own) == whole, "by the index: nothing is left for later any more"
    assert read == []


def test_it_is_read_on_from_where_it_was_left(own: Path, read: list[str]) -> None:
    for number in range(10, 20):
        write(own, f"copy-{number}", origin="my-raise")
    some = at_once(own).read_on(lambda: len({*read}) >= 2)
    assert COUNT < len(some.unread) < COUNT + 10
    assert len(some.entries) > len(Library.load(exercises_dir(), own / "none").entries)
    before = {*read}
    read.clear()
    assert some.reload(at_once=True) is some
    assert some.read_on(lambda: False).unread == frozenset()
    assert {*read} & before <= {"my-raise"}, "no file is read twice but what others are copies of"


def test_what_stands_for_a_shipped_exercise_is_never_left_for_later(own: Path, read: list[str]) -> None:
    text = (exercises_dir() / "tibialis-raise.yaml").read_text(encoding="utf-8")
    (own / "tibialis-raise.yaml").write_text(text.replace("name: Tibialis raise", "name: Mine", 1), encoding="utf-8")
    library = at_once(own)
    assert {*read} == {"tibialis-raise"}
    assert library.entries["tibialis-raise"].listing.name == "Mine"


def test_one_that_was_left_is_found_by_its_id(own: Path, read: list[str]) -> None:
    library = at_once(own)
    assert library.find("copy-1").exercise.origin == "my-raise"
    assert {*read} == {"copy-1", "my-raise"}
    with pytest.raises(KnownError, match="'spoilt' cannot be used"):
        library.find("spoilt")
    with pytest.raises(KnownError, match="no exercise is called 'nobody'"):
        library.find("nobody")
    assert Library.load(exercises_dir(), own, only="copy-1", at_once=True).entries["copy-1"].listing.id == "copy-1"


def test_a_file_that_was_saved_before_it_was_read_is_read_as_it_is_now(own: Path) -> None:
    library = at_once(own)
    write(own, "copy-0", ("name: My raise", "name: Another"))
    (own / "copy-1.yaml").unlink()
    whole = library.read_on(lambda: False)
    assert whole.entries["copy-0"].listing.name == "Another"
    assert "copy-1" not in whole.entries
