"""What differs between systems in what is packed and started."""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.packaging.other_systems import RECIPES, on
from tools.package import __main__ as making
from tools.package import app

# tools/package/__main__.py


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_have_no_debian_package_and_are_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], system: str
) -> None:
    on(monkeypatch, system, making)
    assert making.main(["deb"]) == 0
    assert capsys.readouterr().out == "no Debian package on this system\n"


# tools/package/app.py


@pytest.mark.parametrize(("system", "finished"), [("linux", 1), ("darwin", 0), ("win32", 0)])
def test_libraries_are_shortened_on_linux_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, finished: int
) -> None:
    done: list[Path] = []
    monkeypatch.setattr(app, "_make_parts", lambda *_: None)
    monkeypatch.setattr(app, "run_pyinstaller", lambda *_: None)
    monkeypatch.setattr(app, "_finish_on_linux", lambda _, folder: done.append(folder))
    on(monkeypatch, system, app)
    folder = app.build(tmp_path)
    assert done == [folder] * finished


# tools/package/calfcoach.spec


@pytest.mark.parametrize(
    ("system", "programs", "icon", "bundles"),
    [
        ("linux", ["calfcoach"], "None", []),
        ("darwin", ["calfcoach", "calfcoach-window"], "calfcoach.icns", ["Calfcoach.app"]),
        ("win32", ["calfcoach", "calfcoach-window"], "calfcoach.ico", []),
    ],
)
def test_the_recipe_makes_what_each_system_starts(
    monkeypatch: pytest.MonkeyPatch, system: str, programs: list[str], icon: str, bundles: list[str]
) -> None:
    made: list[dict[str, Any]] = []
    bundled: list[str] = []
    analysis = SimpleNamespace(binaries=[], datas=[], pure=[], scripts=[])
    names = {
        "SPECPATH": str(RECIPES),
        "Analysis": lambda *_, **__: analysis,
        "PYZ": lambda *_: "modules",
        "EXE": lambda *_, **told: made.append(told),
        "COLLECT": lambda *_, **__: "folder",
        "BUNDLE": lambda *_, **told: bundled.append(told["name"]),
    }
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", SimpleNamespace(collect_submodules=lambda _: []))
    monkeypatch.setenv("CALFCOACH_MADE", "made")
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "platform", system)
    exec(compile((RECIPES / "calfcoach.spec").read_text(encoding="utf-8"), "calfcoach.spec", "exec"), names)
    assert ([each["name"] for each in made], bundled) == (programs, bundles)
    assert {Path(str(each["icon"])).name for each in made} == {icon}
    assert {each["version"] is not None for each in made} == {system == "win32"}


# tools/package/start.py


@pytest.mark.parametrize(("system", "path"), [("linux", "before"), ("darwin", "ours"), ("win32", "ours")])
def test_the_path_to_libraries_is_given_back_where_the_loader_changes_it(
    monkeypatch: pytest.MonkeyPatch, system: str, path: str
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "ours")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "before")
    monkeypatch.setattr("calfcoach.__main__.main", lambda: 0)
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(SystemExit):
        runpy.run_path(str(RECIPES / "start.py"), run_name="__main__")
    assert os.environ["LD_LIBRARY_PATH"] == path
