"""Builds the application in one folder with PyInstaller, and tells how large it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.package import contents, distributions, icons, icu, licences, systems
from tools.package.source import commit_time_s, source_line

SPEC = Path(__file__).with_name("calfcoach.spec")
MOST_BYTES = 150_000_000
"""The most bytes of the unpacked application: `make package` fails above it, so that a stray part is noticed."""


class TooBig(Exception):
    """More came along than is meant to."""


class TooLittle(Exception):
    """A library misses another one."""


def build(root: Path) -> Path:
    """Build the application of this system; returns its folder, `build/package/app/calfcoach`.

    Raises:
        TooBig: it is larger than `MOST_BYTES`; the largest files are named.
        TooLittle: a library was left out that another one needs.
        subprocess.CalledProcessError: PyInstaller failed; what it said stands in `build/package/pyinstaller.log`.
    """
    work = root / "build" / "package"
    shutil.rmtree(work, ignore_errors=True)
    made = work / "made"
    made.mkdir(parents=True)
    _make_parts(root, made)
    run_pyinstaller(root, work, made)
    folder = work / "app" / "calfcoach"
    if sys.platform == "linux":
        _finish_on_linux(root, folder)
    check_size(folder)
    return folder


def _make_parts(root: Path, made: Path) -> None:
    """What the recipe takes from a folder: the build's line, the icons, the licences, Windows' version information."""
    (made / "build.txt").write_text(f"application {source_line(root)}", encoding="utf-8")
    pictures = icons.draw(root / "assets" / "desktop" / "calfcoach.svg")
    (made / "calfcoach.ico").write_bytes(icons.ico(pictures))
    (made / "calfcoach.icns").write_bytes(icons.icns(pictures))
    for name in ("calfcoach", "calfcoach-window"):
        resource = systems.version_resource(systems.version_of(root), f"{name}.exe")
        (made / f"{name}.version").write_text(resource, encoding="utf-8")
    licences.collect(root, made / "licences", [])
    distributions.write_versions(made / "versions")


def run_pyinstaller(root: Path, work: Path, made: Path) -> None:
    """Call PyInstaller; it says much, and only what it says of a failure is wanted."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(work / "app"), "--workpath", str(work / "work"), str(SPEC)]
    env = {**os.environ, "CALFCOACH_MADE": str(made), "SOURCE_DATE_EPOCH": str(commit_time_s(root))}
    env |= {"PYTHONHASHSEED": "1", "QT_QPA_PLATFORM": "offscreen"}
    with (work / "pyinstaller.log").open("w", encoding="utf-8") as log:
        subprocess.run(command, cwd=root, env=env, stdout=log, stderr=log, check=True)


def _finish_on_linux(root: Path, folder: Path) -> None:
    """Shorten ICU's data, take away names that lead nowhere, and add the licences of the system's libraries."""
    inside = folder / "_internal"
    for library in (inside / "PySide6" / "Qt" / "lib").glob("libicudata.so.*"):
        icu.shorten(library)
    for name in inside.rglob("*"):
        if name.is_symlink() and not name.exists():
            name.unlink()
    strip_symbols(inside)
    forget_machine(inside)
    check_libraries(inside)
    systems_own = [
        Path("/usr/lib", f"{os.uname().machine}-linux-gnu", each.name)
        for each in inside.glob("lib*.so*")
        if not each.is_symlink() and contents.is_pythons(each.name)
    ]
    licences.collect(root, inside / "licences", [each for each in systems_own if each.exists()])


def strip_symbols(folder: Path) -> None:
    """Take the names of functions from libraries, which only who debugs them needs.

    Not from numpy's: they were rearranged after they were built, and strip breaks such a library.
    """
    for library in folder.rglob("*.so*"):
        if not library.is_symlink() and not library.relative_to(folder).parts[0].startswith("numpy"):
            subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)


def forget_machine(folder: Path) -> None:
    """Take from libraries the folders of this machine, where its Python looked for others; ours stand beside them.

    Raises:
        FileNotFoundError: patchelf is missing.
        subprocess.CalledProcessError: it refused a library.
    """
    for library in folder.rglob("*.so*"):
        if library.is_symlink() or not library.read_bytes().startswith(b"\x7fELF"):
            continue
        asked = subprocess.run(["patchelf", "--print-rpath", str(library)], capture_output=True, text=True, check=True)
        if asked.stdout.startswith("/"):
            subprocess.run(["patchelf", "--remove-rpath", str(library)], check=True)


def check_libraries(folder: Path) -> None:
    """See that each library finds those that it needs, in the application or on this system.

    Raises:
        TooLittle: with those that are missing.
    """
    env = {**os.environ, "LD_LIBRARY_PATH": str(folder), "LC_ALL": "C"}
    lost = set()
    for library in folder.rglob("*.so*"):
        if not library.is_symlink():
            asked = subprocess.run(["ldd", str(library)], env=env, capture_output=True, text=True, check=False)
            lost |= {line.split()[0] for line in asked.stdout.splitlines() if "not found" in line}
            lost |= {f"{library.name} itself ({asked.stderr.strip()})"} if asked.returncode else set()
    if lost:
        raise TooLittle(f"libraries of the application miss others: {', '.join(sorted(lost))}")


def installed_kb(folder: Path) -> int:
    """The KiB of a folder as a Debian package tells them: each file in whole ones, each folder and link one."""
    entries = list(folder.rglob("*"))
    files = [each for each in entries if each.is_file() and not each.is_symlink()]
    return sum(-(-each.stat().st_size // 1024) for each in files) + len(entries) - len(files)


def size_of(folder: Path) -> int:
    """The same in bytes."""
    return installed_kb(folder) * 1024


def check_size(folder: Path) -> None:
    """Tell the size, and refuse one that is too large.

    Raises:
        TooBig: with the largest files.
    """
    size = size_of(folder)
    if size <= MOST_BYTES:
        return
    files = sorted((each for each in folder.rglob("*") if each.is_file()), key=lambda each: -each.stat().st_size)
    largest = ", ".join(f"{each.relative_to(folder)} {each.stat().st_size / 1e6:.1f}" for each in files[:12])
    raise TooBig(f"the application has {size / 1e6:.1f} MB, more than {MOST_BYTES / 1e6:.0f}: {largest}")
