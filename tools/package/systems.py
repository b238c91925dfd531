"""What Windows and macOS want to know of the application: its version, its names, and that it asks for nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

NAME = "Calfcoach"
BUNDLE_ID = "org.calfcoach.Calfcoach"
COPYRIGHT = "The Calfcoach makers, MIT licence"
MAC_OLDEST = "13.0"
"""The oldest macOS that the Qt of the lock runs on."""

SMALLER_RIGHTS = {"uac_admin": False, "uac_uiaccess": False}
"""Windows: the program runs with the rights of whoever starts it, and reaches into no other program's window."""


def version_of(root: Path) -> str:
    """The version, from the one place where it is written."""
    source = (root / "calfcoach" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', source, re.MULTILINE)
    if found is None:
        raise ValueError("calfcoach/__init__.py states no version")
    return found[1]


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """Four numbers, as Windows wants them: `0.1.0` is 0, 1, 0, 0."""
    numbers = [int(each) for each in re.findall(r"\d+", version)[:3]]
    first, second, third = [*numbers, 0, 0, 0][:3]
    return first, second, third, 0


def version_resource(version: str, file: str) -> str:
    """Windows' version information, as PyInstaller reads it from a file."""
    numbers = version_numbers(version)
    told = {
        "CompanyName": COPYRIGHT.split(",")[0],
        "FileDescription": f"{NAME}, a rep-tempo coach",
        "FileVersion": version,
        "InternalName": file.removesuffix(".exe"),
        "LegalCopyright": COPYRIGHT,
        "OriginalFilename": file,
        "ProductName": NAME,
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in told.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, "
        f"fileType=0x1, subtype=0x0, date=(0, 0)), kids=[StringFileInfo([StringTable('040904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def bundle_facts(version: str) -> dict[str, Any]:
    """The Info.plist of macOS. No key that asks for the microphone, the camera or a folder: nothing of that is used."""
    return {
        "CFBundleName": NAME,
        "CFBundleDisplayName": NAME,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "NSHumanReadableCopyright": COPYRIGHT,
        "NSHighResolutionCapable": True,
        "LSMinimumSystemVersion": MAC_OLDEST,
        "LSApplicationCategoryType": "public.app-category.healthcare-fitness",
    }
