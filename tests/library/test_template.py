"""A new exercise from the template is sound, has a free name, and is written over nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from calfcoach.errors import KnownError
from calfcoach.library.collection import Library
from calfcoach.library.lint import lint_paths
from calfcoach.library.template import new_exercise
from calfcoach.resources import exercises_dir


def test_it_is_in_the_library_as_it_is_and_nothing_is_to_be_said_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "exercises"
    path = new_exercise(folder, ())
    assert path == folder / "my-exercise.yaml"
    assert lint_paths([path]).lines() == []
    assert Library.load(exercises_dir(), folder).find("my-exercise").exercise.name == "My exercise"


def test_each_has_a_name_of_its_own_and_none_is_written_over(tmp_path: Path) -> None:
    mine = tmp_path / "my-exercise.yml"
    mine.write_text("mine")
    (tmp_path / "my-exercise-2.yaml").mkdir()
    made = [new_exercise(tmp_path, {"my-exercise-3"}) for _ in range(2)]
    assert [path.name for path in made] == ["my-exercise-4.yaml", "my-exercise-5.yaml"]
    assert mine.read_text() == "mine"
    assert lint_paths(made).ok
    names = [Library.load(exercises_dir(), tmp_path).find(path.stem).listing.name for path in made]
    assert names == ["My exercise 4", "My exercise 5"]


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KnownError, match=r"^no exercise can be written in .*file: "):
        new_exercise(tmp_path / "file", ())


def test_every_comment_tells_of_a_key_that_is_there(tmp_path: Path) -> None:
    said = new_exercise(tmp_path, ()).read_text(encoding="utf-8")
    for key in ("least_s", "start_phase", "one_side_at_a_time", "position", "sources"):
        assert f"{key}:" in said
