"""Two folders become one library; changes are seen; nothing of it costs much."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from calfcoach.errors import KnownError
from calfcoach.library import files, judging
from calfcoach.library.collection import Library
from calfcoach.library.entries import Origin
from calfcoach.resources import exercises_dir


def put(folder: Path, text: str, name: str = "my-raise.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_own_exercises_stand_beside_the_shipped_ones(tmp_path: Path, small: str) -> None:
    path = put(tmp_path, small)
    library = Library.load(exercises_dir(), tmp_path)
    assert library.problems == ()
    entry = library.find("my-raise")
    assert (entry.origin, entry.path, entry.exercise.name) == (Origin.OWN, path, "My raise")
    assert library.find("donkey-calf-raise").origin is Origin.SHIPPED
    names = [exercise.name for exercise in library.exercises.values()]
    assert names == sorted(names, key=str.casefold)


def test_the_folders_of_the_program_are_the_default(home: Path, small: str) -> None:
    folder = home / "data" / "calfcoach" / "exercises"
    folder.mkdir(parents=True)
    put(folder, small)
    assert Library.load().find("my-raise").origin is Origin.OWN


def test_an_unknown_id_is_answered_with_a_suggestion() -> None:
    library = Library.load(exercises_dir(), None)
    with pytest.raises(
        KnownError, match=r"^no exercise is called 'donky-calf-raise'; did you mean 'donkey-calf-raise'\?$"
    ):
        library.find("donky-calf-raise")
    with pytest.raises(KnownError, match=r"^no exercise is called 'zzz'; 'calfcoach list' shows all$"):
        library.find("zzz")


def test_of_the_one_exercise_that_is_wanted_at_once_no_other_file_is_read(
    tmp_path: Path, small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, small)
    put(tmp_path, "kind: exercise", "spoilt.yaml")
    shipped = shutil.copytree(exercises_dir(), tmp_path / "shipped")  # of which nothing was read before
    read: list[str] = []
    monkeypatch.setattr(judging, "load_file", lambda path: read.append(path.stem) or files.load_file(path))
    library = Library.load(shipped, tmp_path, only="heel-drop-bent")
    assert (list(library.entries), library.problems, read) == (["heel-drop-bent"], (), ["heel-drop-bent"])
    whole = library.reload()
    assert sorted(read) == sorted([*whole.entries, "spoilt"])
    assert whole == Library.load(shipped, tmp_path)


def test_of_a_file_of_ones_own_everything_is_read_that_it_may_be_a_copy_of(tmp_path: Path, small: str) -> None:
    put(tmp_path, small)
    assert Library.load(exercises_dir(), tmp_path, only="my-raise") == Library.load(exercises_dir(), tmp_path)


def test_an_exercise_kept_out_by_its_file_says_so(tmp_path: Path, small: str) -> None:
    path = put(tmp_path, small.replace("sets: 3", "sets: x"))
    with pytest.raises(KnownError) as caught:
        Library.load(exercises_dir(), tmp_path).find("my-raise")
    message = f"{path}:26:9: 'sets' is the text 'x'; a whole number was expected"
    assert str(caught.value) == f"the exercise 'my-raise' cannot be used: {message}"


def test_a_save_is_seen_and_nothing_else_is_read_again(
    tmp_path: Path, small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, small)
    library = Library.load(exercises_dir(), tmp_path)
    read: list[Path] = []

    def counted(path: Path) -> files.LoadedFile:
        read.append(path)
        return files.load_file(path)

    monkeypatch.setattr(judging, "load_file", counted)
    assert library.reload() is library
    assert read == []
    put(tmp_path, small.replace("My raise", "Our raise"))
    again = library.reload()
    assert read == [path]
    assert again.find("my-raise").exercise.name == "Our raise"
    # An editor that writes beside and renames, with the same size and time.
    new = put(tmp_path, small.replace("My raise", "Their raise"), "my-raise.new")
    os.utime(new, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    new.rename(path)
    assert again.reload().find("my-raise").exercise.name == "Their raise"
    path.unlink()
    assert "my-raise" not in again.reload().entries


def test_an_edited_override_falls_back_and_comes_back(tmp_path: Path, donkey: str) -> None:
    path = put(tmp_path, donkey, "donkey-calf-raise.yaml")
    library = Library.load(exercises_dir(), tmp_path)
    assert library.find("donkey-calf-raise").origin is Origin.OVERRIDE
    path.write_text(donkey.replace("least_s: 2", "least_s: 1"), encoding="utf-8")
    library = library.reload()
    assert library.find("donkey-calf-raise").origin is Origin.SHIPPED
    assert len(library.problems) == 1
    path.write_text(donkey, encoding="utf-8")
    assert library.reload().find("donkey-calf-raise").origin is Origin.OVERRIDE


def test_what_editors_leave_and_what_lies_in_subfolders_is_not_read(tmp_path: Path, small: str) -> None:
    for name in (".my-raise.yaml", "my-raise.yaml~", "notes.txt"):
        put(tmp_path, small, name)
    put(tmp_path / "programs", small)
    library = Library.load(exercises_dir(), tmp_path)
    assert "my-raise" not in library.entries
    assert library.problems == ()


def test_another_kind_of_file_and_a_double_id_are_told(tmp_path: Path, small: str) -> None:
    first = put(tmp_path, small)
    second = put(tmp_path, small, "my-raise.yml")
    library = Library.load(exercises_dir(), tmp_path)
    assert library.find("my-raise").path == first
    assert [str(problem) for problem in library.problems] == [
        f"{second}:1:1: the id 'my-raise' is taken by my-raise.yaml; keep one"
    ]


def test_a_folder_that_is_not_there_or_no_folder(tmp_path: Path) -> None:
    assert Library.load(exercises_dir(), tmp_path / "none").problems == ()
    file = tmp_path / "file"
    file.touch()
    library = Library.load(exercises_dir(), file)
    assert [problem.message for problem in library.problems] == ["this folder cannot be read: Not a directory"]
    assert len(library.entries) >= 4
