"""What `calfcoach lint` is built on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calfcoach.errors import ExitCode, KnownError
from calfcoach.library.lint import lint_paths
from calfcoach.resources import assets_dir, exercises_dir


def test_the_shipped_files_are_clean() -> None:
    report = lint_paths([exercises_dir(), assets_dir() / "figures"])
    assert report.lines() == []
    assert report.ok
    assert len(report.files) >= 10
    assert json.loads(report.to_json()) == []


def test_folders_are_searched_and_a_file_is_judged_once(tmp_path: Path, small: str) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    path = below / "my-raise.yml"
    path.write_text(small.replace("sets: 3", "sets: x"))
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    report = lint_paths([tmp_path, path, tmp_path])
    assert report.files == (path,)
    assert json.loads(report.to_json()) == [
        {"file": str(path), "line": 26, "column": 9, "message": "'sets' is the text 'x'; a whole number was expected"}
    ]


def test_the_same_id_in_two_files(tmp_path: Path, small: str) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "my-raise.yaml").write_text(small)
    one, two = tmp_path / "one" / "my-raise.yaml", tmp_path / "two" / "my-raise.yaml"
    assert lint_paths([tmp_path]).lines() == [f"{two}:3:5: the id 'my-raise' is taken by {one}; give it another"]


def test_an_override_is_no_double_id(tmp_path: Path, donkey: str) -> None:
    (tmp_path / "donkey-calf-raise.yaml").write_text(donkey, encoding="utf-8")
    assert lint_paths([exercises_dir(), tmp_path]).ok


def test_a_path_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="there is no file or folder") as caught:
        lint_paths([tmp_path / "none.yaml"])
    assert caught.value.exit_code is ExitCode.REFUSED
    with pytest.raises(KnownError, match=r"there is no \.yaml or \.yml file in"):
        lint_paths([tmp_path])


def test_a_file_name_cannot_break_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a\nb\x1b[31m.yaml"
    path.write_text("x")
    line = lint_paths([path]).lines()[0]
    assert line.isprintable()
