"""Style advice is told apart from problems, keeps no file out and fails no check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calfcoach.library.collection import Library
from calfcoach.library.lint import lint_paths

EXERCISE = """\
kind: exercise
schema: 1
id: my-raise
name: My raise
summary: A raise of my own
muscles: [{name: Calf}]
setup:
  - title: Stand
    text: Stand on the block.
finish:
  - title: Step off
    text: Step off.
phases:
  contract:
    label: Heels up
warnings:
  - {id: pain, title: Pain, text: It ends the set., short: Stop at pain., phases: every}
prescription: 3x12 @ 3-1-2-0 rest 60 s
sources: [{title: Myself}]
"""

EDITS = {
    "a step of three sentences": (
        "text: Stand on the block.",
        "text: Stand. Breathe. Bend.",
        "9:11: advice: a step of 3 sentences is not read; make it two steps",
    ),
    "a step that is too long": (
        "text: Stand on the block.",
        f"text: Stand {'very ' * 20}still.",
        "9:11: advice: a step of more than 90 characters is not read at a glance",
    ),
    "a warning without a phase": (
        ", phases: every}",
        "}",
        "17:5: advice: this warning names no phase, so it is shown before the first set alone; give it 'phases', "
        "or an empty list where that is meant",
    ),
    "a label that is too long": (
        "label: Heels up",
        "label: Heels up as they go\n    short: Heels up",
        "15:12: advice: a label of more than 16 characters does not fit the stage",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_advice_names_its_line_and_fails_nothing(tmp_path: Path, name: str) -> None:
    old, new, line = EDITS[name]
    assert EXERCISE.count(old) == 1
    path = tmp_path / "my-raise.yaml"
    path.write_text(EXERCISE.replace(old, new), encoding="utf-8")
    report = lint_paths([path])
    assert report.ok
    assert report.lines() == [f"{path}:{line}"]
    assert [row["advice"] for row in json.loads(report.to_json())] == [True]
    assert "my-raise" in Library.load(user_dir=tmp_path).entries


def test_where_something_is_wrong_there_is_no_advice(tmp_path: Path) -> None:
    path = tmp_path / "my-raise.yaml"
    path.write_text(EXERCISE.replace(", phases: every}", "}").replace("3x12", "0x0"), encoding="utf-8")
    report = lint_paths([path])
    assert [line.split(": ", 1)[0] for line in report.lines()] == [f"{path}:18:15"] * len(report.problems)
    assert not report.ok
    assert report.advice == ()


def test_a_warning_that_says_it_is_for_the_set_up_alone_gets_none(tmp_path: Path) -> None:
    path = tmp_path / "my-raise.yaml"
    path.write_text(EXERCISE.replace("phases: every", "phases: []"), encoding="utf-8")
    assert lint_paths([path]).lines() == []


def test_a_good_file_gets_none(tmp_path: Path) -> None:
    path = tmp_path / "my-raise.yaml"
    path.write_text(EXERCISE, encoding="utf-8")
    assert lint_paths([path]).lines() == []
