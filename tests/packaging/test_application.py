"""What the application, the Debian package and the pages of desktops are made of; nothing is built here."""

from __future__ import annotations

import ast
import configparser
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from tools.package import app, contents, deb, icons, icu, metainfo, prove, start, systems
from tools.package.changes import Release

from .conftest import CHECKOUT

DESKTOP = CHECKOUT / "assets" / "desktop"
SPEC = CHECKOUT / "tools" / "package" / "calfcoach.spec"
WHEELS = "/home/ada/calfcoach/.venv/lib/python3.12/site-packages"


# What comes along


@pytest.mark.parametrize(
    "target",
    [
        "PySide6/QtCore.abi3.so",
        "PySide6/QtMultimedia.pyd",
        "PySide6/libpyside6.abi3.so.6.11",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt6Gui.dll",
        "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui",
        "PySide6/Qt/lib/libicuuc.so.73",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "libQt6Core.so.6",
        "numpy.libs/libscipy_openblas64_-32a4b2a6.so",
        "calfcoach/_data/assets/voice/en/words.yaml",
        "calfcoach/_data/exercises/donkey-calf-raise.yaml",
    ],
)
def test_what_is_used_comes_along(target: str) -> None:
    assert contents.is_kept(target, f"{WHEELS}/{target}")


@pytest.mark.parametrize(
    "target",
    [
        "PySide6/QtQuick.abi3.so",
        "PySide6/QtWebEngineCore.pyd",
        "PySide6/Qt/lib/libQt6Pdf.so.6",
        "PySide6/Qt6Quick.dll",
        "PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml",
        "PySide6/Qt/lib/libavcodec.so.61",
        "PySide6/Qt/lib/libQt6FFmpegStub-ssl.so.3",
        "PySide6/avcodec-61.dll",
        "PySide6/opengl32sw.dll",
        "opengl32sw.dll",
        "pyqtgraph/colors/maps/CET-C1.csv",
        "numpy/_core/_multiarray_tests.cp312-win_amd64.pyd",
        "PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "libQt6Quick.so.6",
        "libavutil.so.59",
        "calfcoach/_data/assets/locale/calfcoach.pot",
    ],
)
def test_what_is_not_used_stays_out(target: str) -> None:
    assert not contents.is_kept(target, f"{WHEELS}/{target}")


def test_of_a_systems_libraries_those_come_along_that_python_needs() -> None:
    kept = {
        name: contents.is_kept(name, f"/lib/x86_64-linux-gnu/{name}") for name in ("libsqlite3.so.0", "libX11.so.6")
    }
    assert kept == {"libsqlite3.so.0": True, "libX11.so.6": False}
    assert contents.is_kept("libpython3.12.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.12.so.1.0")
    assert not contents.is_kept("libzstd.so.1", "/usr/lib/x86_64-linux-gnu/libzstd.so.1")


def test_only_modules_of_qt_that_the_program_or_a_library_asks_for_come_along() -> None:
    asked = set()
    for path in (CHECKOUT / "calfcoach").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "PySide6" in text:
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                    asked.add((node.module or "").split(".")[1])
    assert asked <= contents.QT_MODULES
    assert contents.QT_MODULES - asked == {"QtNetwork", "QtSvg"}, "asked for by QtMultimedia and by pyqtgraph"


def test_the_recipe_packs_no_tighter_asks_for_no_rights_and_carries_every_shipped_file() -> None:
    recipe = SPEC.read_text(encoding="utf-8")
    calls = [node for node in ast.walk(ast.parse(recipe)) if isinstance(node, ast.Call)]
    for name in ("EXE", "COLLECT"):
        (call,) = [each for each in calls if ast.unparse(each.func) == name]
        told = {each.arg: ast.unparse(each.value) for each in call.keywords}
        assert told["upx"] == "False"
    assert systems.SMALLER_RIGHTS == {"uac_admin": False, "uac_uiaccess": False}
    for folder in ("assets", "exercises"):
        assert f'(str(ROOT / "{folder}"), "calfcoach/_data/{folder}")' in recipe
    assert 'collect_submodules("calfcoach")' in recipe


def test_an_application_that_is_too_large_is_refused_with_its_largest_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "small").write_bytes(b"1" * 10)
    monkeypatch.setattr(app, "MOST_BYTES", 2048)
    app.check_size(tmp_path)
    (tmp_path / "large").write_bytes(b"1" * 1025)
    with pytest.raises(app.TooBig, match=r"more than 0: large 0\.0, small"):
        app.check_size(tmp_path)


def test_the_size_is_counted_as_a_package_tells_it(tmp_path: Path) -> None:
    """Each file in whole KiB, each folder and link as one: Debian's Policy, Installed-Size."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_bytes(b"1" * 1025)
    (tmp_path / "link").symlink_to("folder")
    assert (app.installed_kb(tmp_path), app.size_of(tmp_path)) == (4, 4096)
    package = tmp_path / "package"
    shutil.copytree(tmp_path / "folder", package / "opt")
    deb._put_control(CHECKOUT, package, "1.0", "amd64")
    assert "\nInstalled-Size: 3\n" in (package / "DEBIAN" / "control").read_text(encoding="utf-8")


def test_other_programs_get_the_library_path_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/calfcoach/_internal")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/local/lib")
    start.give_back_library_path()
    assert (start.os.environ.get("LD_LIBRARY_PATH"), "LD_LIBRARY_PATH_ORIG" in start.os.environ) == (
        "/usr/local/lib",
        False,
    )
    start.give_back_library_path()
    assert "LD_LIBRARY_PATH" not in start.os.environ


def test_of_icu_the_rules_of_sorting_stay_and_names_of_units_go() -> None:
    kept = ["coll/root.res", "coll/ucadata.icu", "coll/de.res", "root.res", "zoneinfo64.res", "nfkc.nrm"]
    gone = ["coll/zh.res", "unit/de.res", "curr/fr.res", "de.res", "brkitr/thaidict.dict", "ibm-37_P100-1995.cnv"]
    assert [each for each in (*kept, *gone) if icu.is_kept(each)] == kept


# Windows and macOS


def test_windows_is_told_the_version_and_the_names() -> None:
    told = systems.version_resource("1.2.3", "calfcoach.exe")
    ast.parse(told, mode="eval")
    assert "filevers=(1, 2, 3, 0)" in told
    assert "StringStruct('ProductVersion', '1.2.3')" in told
    assert "StringStruct('OriginalFilename', 'calfcoach.exe')" in told


def test_macos_is_told_the_version_and_asked_for_nothing() -> None:
    facts = systems.bundle_facts("1.2.3")
    assert (facts["CFBundleShortVersionString"], facts["NSHighResolutionCapable"]) == ("1.2.3", True)
    assert [name for name in facts if name.endswith("UsageDescription")] == []


def test_the_workflow_builds_tests_and_starts_on_three_systems() -> None:
    text = (CHECKOUT / ".github" / "workflows" / "packages.yml").read_text(encoding="utf-8")
    job = yaml.safe_load(text)["jobs"]["application"]
    systems_named = [each["system"].split("-")[0] for each in job["strategy"]["matrix"]["include"]]
    assert systems_named == ["ubuntu", "windows", "macos"]
    done = "\n".join(step.get("run", "") for step in job["steps"])
    for wanted in ("--require-hashes", "pytest", "-m tools.package", '"$STARTED" doctor', "finished"):
        assert wanted in done


PYTHONS_STEPS = ("Set up on Windows and macOS, from the lock", "Test what every system has", "Build")


@pytest.mark.skipif(sys.platform == "win32", reason="its programs are no scripts")
@pytest.mark.parametrize("number", range(3))
def test_each_step_of_the_workflow_finds_its_systems_python(tmp_path: Path, number: int) -> None:
    """As the CI's shell runs them: what fails first ends the step. The Python writes down what it is asked."""
    text = (CHECKOUT / ".github" / "workflows" / "packages.yml").read_text(encoding="utf-8")
    job = yaml.safe_load(text)["jobs"]["application"]
    system = job["strategy"]["matrix"]["include"][number]
    python = tmp_path / (".venv/Scripts/python.exe" if "windows" in system["system"] else ".venv/bin/python")
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@" >> asked\n', encoding="utf-8")
    python.chmod(0o755)
    (tmp_path / "path").mkdir()
    shutil.copy(python, tmp_path / "path" / "python")
    given = {
        name: re.sub(r"\$\{\{ matrix\.(\w+) }}", lambda found: system[found[1]], word)
        for name, word in job["env"].items()
    }
    env = {**given, "PATH": f"{tmp_path / 'path'}:/usr/bin:/bin"}
    for step in [each for each in job["steps"] if each.get("name") in PYTHONS_STEPS]:
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        assert subprocess.run(shell, cwd=tmp_path, env=env, check=False).returncode == 0, step["name"]
    asked = [" ".join(line.split()[:3]) for line in (tmp_path / "asked").read_text(encoding="utf-8").splitlines()]
    assert asked == ["-m venv .venv", "-m pip install", "-m pip install", "-m pytest -q", "-m tools.package"]


# Icons


@pytest.fixture(scope="module")
def pictures(qapp: Any) -> dict[int, bytes]:
    return icons.draw(DESKTOP / "calfcoach.svg")


def test_the_icon_is_drawn_in_every_size(pictures: dict[int, bytes]) -> None:
    for size, picture in pictures.items():
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack(">II", picture[16:24]) == (size, size)
    assert tuple(pictures) == icons.SIZES


def test_windows_icon_file_leads_to_each_of_its_pictures(pictures: dict[int, bytes]) -> None:
    data = icons.ico(pictures)
    kind, count = struct.unpack("<HH", data[2:6])
    assert (kind, count) == (1, len(icons.ICO_SIZES))
    for number, size in enumerate(icons.ICO_SIZES):
        width, *_, length, at = struct.unpack("<BBBBHHII", data[6 + 16 * number : 22 + 16 * number])
        assert (width or 256, data[at : at + length]) == (size, pictures[size])


def test_macos_icon_file_is_as_long_as_it_says_and_has_each_picture(pictures: dict[int, bytes]) -> None:
    data = icons.icns(pictures)
    assert (data[:4], struct.unpack(">I", data[4:8])[0]) == (b"icns", len(data))
    at, found = 8, {}
    while at < len(data):
        length = struct.unpack(">I", data[at + 4 : at + 8])[0]
        found[data[at : at + 4].decode()] = data[at + 8 : at + length]
        at += length
    assert found == {kind: pictures[size] for kind, size in icons.ICNS_TYPES.items()}


# The desktop and the package


def test_the_desktop_entry_has_what_a_desktop_asks_for() -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DESKTOP / "calfcoach.desktop", encoding="utf-8")
    assert parser.sections() == ["Desktop Entry"]
    entry = parser["Desktop Entry"]
    wanted = {"Type": "Application", "Exec": "calfcoach", "Icon": "calfcoach", "Terminal": "false"}
    assert {name: entry[name] for name in wanted} == wanted
    assert entry["Categories"].endswith(";")
    assert {"Sports", "Utility"} <= set(entry["Categories"].split(";"))


def test_the_page_of_a_shop_names_the_entry_and_every_release(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [Release("", "", ("New",)), Release("0.2.0", "2026-11-27", ("Louder & clearer <beeps>",))]
    monkeypatch.setattr(metainfo, "releases", lambda _: made)
    page = ElementTree.fromstring(metainfo.metainfo(CHECKOUT).encode())
    assert page.findtext("id") == systems.BUNDLE_ID
    assert page.findtext("launchable") == "calfcoach.desktop"
    assert page.findtext("project_license") == "MIT"
    assert [(each.get("version"), each.get("date")) for each in page.iter("release")] == [("0.2.0", "2026-11-27")]
    assert page.findtext("releases/release/description/ul/li") == "Louder & clearer <beeps>"


def test_the_package_needs_what_the_set_up_of_a_checkout_installs() -> None:
    needs = deb.depends(CHECKOUT).split(", ")
    assert {"libxcb-cursor0", "libpulse0", "libasound2t64 | libasound2", "libegl1"} <= set(needs)
    assert [each for each in needs if "python" in each] == []


def test_the_page_of_the_package_has_no_empty_field() -> None:
    page = deb.control("0.2.0", "amd64", 150000, "libc6")
    fields = dict(line.split(": ", 1) for line in page.splitlines() if not line.startswith(" "))
    assert (fields["Package"], fields["Version"], fields["Installed-Size"]) == ("calfcoach", "0.2.0", "150000")
    assert all(fields.values())
    assert "{" not in page
    assert max(map(len, page.splitlines()[9:])) <= 80


def test_debians_changelog_has_each_release_with_its_day() -> None:
    found = [Release("", "", ("Now " * 30,)), Release("0.1.0", "2026-01-02", ("It counts.",))]
    text = deb.changelog(found, "0.2.0", 0)
    assert text.startswith("calfcoach (0.2.0) stable; urgency=medium\n\n  * Now Now")
    assert text.endswith(f"  * It counts.\n\n -- {deb.MAINTAINER}  Fri, 02 Jan 2026 00:00:00 +0000\n")
    assert max(len(line) for line in text.splitlines() if not line.startswith(" -- ")) <= 80


def test_nothing_of_a_package_names_this_machine() -> None:
    for path in (CHECKOUT / "tools" / "package").rglob("*"):
        if path.suffix in (".py", ".spec") or path.parent.name == "debian":
            assert str(CHECKOUT) not in path.read_text(encoding="utf-8")


def test_without_root_the_proof_says_so_and_fails_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(prove, "check_files", lambda _: None)
    monkeypatch.setattr(prove, "validate", lambda _: None)
    monkeypatch.setattr(prove, "OUT", tmp_path)
    monkeypatch.setattr(prove, "_architecture", lambda: "amd64")
    (tmp_path / f"calfcoach_{systems.version_of(CHECKOUT)}_amd64.deb").write_bytes(b"")
    assert prove.main([]) == 0
    assert capsys.readouterr().out == "not proven on bare machines: a bare system needs root: sudo make test-package\n"
