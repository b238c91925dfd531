"""An exercise as short as the format allows, with a floor: its lines are counted on in the tests beside this."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calfcoach.library.lint import lint_paths
from calfcoach.resources import exercises_dir

SMALL = """\
kind: exercise
schema: 1
id: my-raise
name: My raise
summary: A calf raise of my own
muscles:
  - name: Gastrocnemius
setup:
  - title: Stand
    text: Stand on the block.
finish:
  - title: Step off
    text: One foot, then the other.
phases:
  lower:
    least_s: 2
    reason: it is a test
warnings:
  - id: no-bounce
    title: No bouncing
    text: It hurts.
    short: Keep still.
    phases: [stretch]
prescription:
  tempo: 3-1-2-0
  sets: 3
  reps: 10
  rest_s: 60
sources:
  - title: Myself
"""


@pytest.fixture
def small() -> str:
    return SMALL


@pytest.fixture
def donkey() -> str:
    return (exercises_dir() / "donkey-calf-raise.yaml").read_text(encoding="utf-8")


@pytest.fixture
def lint(tmp_path: Path) -> Callable[..., list[str]]:
    """Lint one text or bytes as `my-raise.yaml` (or another name); the lines without the folder."""

    def run(content: str | bytes, name: str = "my-raise.yaml") -> list[str]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        lines = lint_paths([path]).lines()
        assert all(line.startswith(f"{path}:") for line in lines)
        return [line.removeprefix(f"{tmp_path}/") for line in lines]

    return run
