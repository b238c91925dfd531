"""The version has one source, and every build says which it is."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import calfcoach
from calfcoach import build, resources
from calfcoach.cli import main
from tools.package import source, systems

from .conftest import CHECKOUT, Environment, run


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the line of a build would be."""
    path = tmp_path / "build.txt"
    monkeypatch.setattr(build, "build_file", lambda: path)
    return path


def test_the_version_is_written_once() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"] == "calfcoach/__init__.py"
    assert systems.version_of(CHECKOUT) == calfcoach.__version__


def test_a_checkout_says_that_it_is_one() -> None:
    assert not resources.build_file().exists()
    assert build.version_told() == f"{calfcoach.__version__} (checkout)"


@pytest.mark.parametrize("kind", ["wheel", "application"])
def test_a_build_says_its_kind_its_commit_and_its_day(note: Path, kind: str) -> None:
    note.write_text(f"{kind} 1a2b3c4 2026-11-27\n")
    assert build.version_told() == f"{calfcoach.__version__} ({kind}, built from 1a2b3c4 of 2026-11-27)"


@pytest.mark.parametrize("line", [b"", b"wheel\n", b"strange 1a2b3c4 2026-11-27\n", b"\xff\xfe\n"])
def test_a_line_that_cannot_be_read_is_left_out(note: Path, line: bytes) -> None:
    note.write_bytes(line)
    assert build.version_told() == calfcoach.__version__


def test_a_program_without_a_console_says_nothing_and_ends_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0


def test_the_wheel_says_that_it_is_one(wheel: Path, installed: Environment, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        line = archive.read("calfcoach/_data/build.txt").decode()
    assert re.fullmatch(r"wheel \S+ \S+\n", line)
    _, commit, day = line.split()
    told = run(installed.folder / "bin" / "calfcoach", "--version", cwd=tmp_path).stdout
    assert told == f"calfcoach {calfcoach.__version__} (wheel, built from {commit} of {day})\n"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.invalid", "-c", "commit.gpgsign=false")
    env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z"}
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True, env=env)


def test_the_source_of_a_build_is_its_commit_and_whether_files_were_changed_since(tmp_path: Path) -> None:
    assert source.source_line(tmp_path) == source.UNKNOWN
    (tmp_path / source.SOURCE_FILE).write_text("1a2b3c4 2026-11-27\n")
    assert source.source_line(tmp_path) == "1a2b3c4 2026-11-27\n", "an sdist has it from its own file"
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    clean = source.source_line(tmp_path)
    assert re.fullmatch(r"[0-9a-f]{7,} 2026-01-02\n", clean)
    assert source.commit_time_s(tmp_path) == 1767323045
    (tmp_path / source.SOURCE_FILE).write_text("changed\n")
    assert source.source_line(tmp_path) == clean.replace(" ", "+ ")


def test_the_hook_of_the_build_finds_its_part_by_its_path() -> None:
    found = runpy.run_path(str(CHECKOUT / "tools" / "package" / "source.py"))
    assert found["source_line"](CHECKOUT) == source.source_line(CHECKOUT)
