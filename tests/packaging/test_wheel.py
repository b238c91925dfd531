"""What is in the wheel, and what it asks for."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from .conftest import CHECKOUT


@pytest.fixture
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_it_works_everywhere(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")


@pytest.mark.parametrize("folder", ["assets", "exercises"])
def test_it_carries_every_shipped_file(sources: set[str], names: list[str], folder: str) -> None:
    shipped = {name for name in sources if name.startswith(folder + "/")}
    assert any(name.endswith(".yaml") for name in shipped)
    assert {f"calfcoach/_data/{name}" for name in shipped} <= set(names)


def test_it_carries_every_module(sources: set[str], names: list[str]) -> None:
    assert {name for name in sources if name.startswith("calfcoach/")} <= set(names)


def test_it_carries_nothing_else(names: list[str]) -> None:
    tops = {PurePosixPath(name).parts[0] for name in names}
    assert {top.split("-")[0] for top in tops} == {"calfcoach"}
    assert len(tops) == 3  # the package, its metadata, and what the desktop gets
    parts = {part for name in names for part in PurePosixPath(name).parts}
    assert not parts & {"tests", "benchmarks", "tools", "docs", "__pycache__", ".venv", "conftest.py"}
    assert not [name for name in names if PurePosixPath(name).name.startswith("test_")]


def test_the_desktop_gets_an_entry_and_its_icon(names: list[str]) -> None:
    shared = {name.partition(".data/data/")[2] for name in names if ".data/" in name}
    assert shared == {"share/applications/calfcoach.desktop", "share/icons/hicolor/scalable/apps/calfcoach.svg"}
    said = (CHECKOUT / "assets" / "desktop" / "calfcoach.desktop").read_text(encoding="utf-8").splitlines()
    assert said[0] == "[Desktop Entry]"
    assert {"Type=Application", "Exec=calfcoach", "Icon=calfcoach", "Terminal=false"} <= set(said)


def test_it_carries_its_licence(names: list[str]) -> None:
    assert [name for name in names if name.endswith(".dist-info/licenses/LICENSE")]


def test_a_qt_that_aborts_while_painting_is_kept_out() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    pins = [need for need in project["dependencies"] if need.lower().startswith("pyside6")]
    assert pins == ["PySide6>=6.11.3,<6.12"]
