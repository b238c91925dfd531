"""Runs commands: in this process where that shows the same, as a program of its own where it does not."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from calfcoach.cli import main
from calfcoach.resources import exercises_dir, user_exercises_dir


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def refusal(self) -> str:
        """The one line that says why, without the program's name."""
        assert self.code in (2, 3), self
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        assert self.err.startswith("calfcoach"), self.err
        return self.err.rstrip("\n").split(": ", 1)[1]


Calf = Callable[..., Answer]


@pytest.fixture
def _own_log() -> Iterator[None]:
    """Take back what a command did to the logging of this process."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.fixture
def calf(capsys: pytest.CaptureFixture[str], _own_log: None) -> Calf:
    """A command in this process."""

    def run(*words: object) -> Answer:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:
            code = int(str(ended.code))
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


def program(*words: object, before: tuple[str, ...] = (), **options: object) -> Answer:
    """A command as a program of its own; `before` is a program that starts it."""
    command = [*before, sys.executable, "-m", "calfcoach", *map(str, words)]
    env = {**os.environ, "PYTHONUNBUFFERED": "", **options.pop("env", {})}  # type: ignore[dict-item]
    given: dict[str, object] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "timeout": 600, **options}
    done = subprocess.run(command, env=env, stderr=subprocess.PIPE, text=True, check=False, **given)  # type: ignore[call-overload]
    return Answer(done.returncode, done.stdout or "", done.stderr)


@pytest.fixture
def own() -> Callable[..., str]:
    """Put an edited copy of the shipped donkey calf raise among the person's own files."""

    def put(*edits: tuple[str, str], name: str = "donkey-calf-raise") -> str:
        text = (exercises_dir() / "donkey-calf-raise.yaml").read_text(encoding="utf-8")
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        user_exercises_dir().mkdir(parents=True, exist_ok=True)
        path = user_exercises_dir() / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return put
