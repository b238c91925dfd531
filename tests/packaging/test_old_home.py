"""The proof of an upgrade meets files of earlier versions; here the program of the checkout is what meets them."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tools.package import old_home
from tools.package.bare import HOME

from .conftest import CHECKOUT, run


class Home:
    """In place of a bare system: a folder, in which the person's commands are the checkout's."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def as_person(self, *words: str, env: dict[str, str]) -> str:
        folders = {name: f"{self.root}{path}" for name, path in env.items()}
        command = [sys.executable, "-m", *words]
        done = run(*command, cwd=CHECKOUT, **{**os.environ, **folders})
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(old_home, "SCHEMAS", (1,))  # every step of the migration, for the price of one set
    return Home(tmp_path)


def test_old_files_are_brought_up_to_date_and_all_in_them_is_kept(home: Any) -> None:
    old_home.lay(home)
    old_home.meet(home)


def test_a_program_that_forgets_old_files_proves_nothing(home: Any) -> None:
    old_home.lay(home)
    home.as_person = lambda *_, **__: json.dumps({"sessions": []})
    with pytest.raises(AssertionError, match="of schema 1"):
        old_home.meet(home)
    assert (home.root / HOME.lstrip("/") / "schema-1").is_dir()
