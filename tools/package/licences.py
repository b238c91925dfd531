"""Collects the licence of everything that is in the application: a folder for each part, and one page over all."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.metadata import distribution
from pathlib import Path

from tools.package import distributions

TEXTS = Path(__file__).with_name("licences")
"""The whole texts of the licences that Qt's packages name and do not carry, and what others have in Qt; ICU's below."""

QT = ("pyside6", "pyside6-essentials", "pyside6-addons", "shiboken6")
QT_TOLD = (
    "with Qt for Python, under the GNU Lesser General Public Licence, version 3. Their libraries stand in the folder "
    "PySide6 as files of their own, unchanged but for the data of ICU, which is shortened, and can be replaced by "
    "others of the same version. Their source: https://download.qt.io/official_releases/QtForPython/. What others have "
    "in them is named in parts-of-qt.txt"
)
VOICE_TOLD = "MIT, as a part of Calfcoach. It is synthetic speech; what made it is under Apache-2.0"
ICU_TOLD = "Unicode licence for data files and software; with Qt on Linux"


def collect(root: Path, target: Path, system_libraries: list[Path]) -> list[str]:
    """Fill a folder with the licences; returns the lines of the page over all, `README.txt` there.

    Raises:
        LookupError: something that comes along says nowhere what its licence is.
    """
    shutil.rmtree(target, ignore_errors=True)
    lines = [_put(target, "calfcoach", [root / "LICENSE"], "MIT")]
    for each in distributions.running():
        name = each.metadata["Name"].lower().replace("_", "-")
        if name in QT:
            continue
        files = distributions.licence_files(each)
        lines.append(_put(target, f"{name} {each.version}", files, distributions.licence_named(each)))
    lines.append(_put(target, "qt", sorted(TEXTS.glob("*.txt")), QT_TOLD))
    lines.append(_put(target, "icu", sorted((TEXTS / "icu").glob("*.txt")), ICU_TOLD))
    python = distributions.pythons_licence()
    lines.append(_put(target, "python", [python] if python else [], "Python Software Foundation License 2"))
    loader = distributions.licence_files(distribution("pyinstaller"))
    lines.append(_put(target, "pyinstaller's loader", loader, "GPL 2 with the exception for what is bundled"))
    fonts = sorted((root / "assets" / "fonts").glob("*.txt"))
    lines.append(_put(target, "fonts", fonts, "SIL Open Font License 1.1"))
    voice = root / "assets" / "voice" / "en"
    lines.append(_put(target, "voice", [root / "LICENSE", voice / "SOURCE.md", voice / "LICENSE"], VOICE_TOLD))
    lines += [
        _put(target, package, [Path("/usr/share/doc", package, "copyright")], "as its copyright says")
        for package in sorted({_package_of(library) for library in system_libraries})
    ]
    (target / "README.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return lines


def _put(target: Path, name: str, files: list[Path], told: str) -> str:
    there = [file for file in files if file.is_file()]
    if not there:
        raise LookupError(f"no text of the licence of {name} is to be found")
    folder = target / name.split(" ")[0].removesuffix("'s")
    folder.mkdir(parents=True, exist_ok=True)
    for file, place in places(there).items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, folder / place)
    return f"{name}: {told} (in {folder.name}/)"


def places(files: list[Path]) -> dict[Path, Path]:
    """Where each file goes: below the folder that all have in common as it was, because many have the same name."""
    common = os.path.commonpath([file.parent for file in files])
    return {file: file.relative_to(common) for file in files}


def _package_of(library: Path) -> str:
    """The Debian package that a library of the system comes from."""
    whole = [str(library), str(library.resolve())]
    for name in [*whole, *(each.removeprefix("/usr") for each in whole)]:  # /lib is /usr/lib, and both are written
        done = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    raise LookupError(f"no package has {library}")
