"""The distributions that the application is made of: those that running asks for, and what these ask for."""

from __future__ import annotations

import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

OURS = "calfcoach"
EXTRAS = {"": None, "simpleaudio": "simpleaudio"}
"""What comes along besides what is always asked for: the second way to play, where it can be had."""

LICENCE_NAMES = ("licen", "copying", "notice", "copyright", "authors")


def running() -> list[Distribution]:
    """Every distribution that the application runs on, without our own, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(OURS, extra) for extra in EXTRAS]
    while waiting:
        name, extra = waiting.pop()
        try:
            each = distribution(name)
        except PackageNotFoundError:  # an extra that this system has not
            continue
        if name != OURS and canonicalize_name(name) in found:
            continue
        found[canonicalize_name(name)] = each
        for line in each.requires or ():
            need = Requirement(line)
            # What an extra asks for is named with the extra alone.
            if need.marker is None or need.marker.evaluate({"extra": extra}):
                waiting.append((need.name, ""))
    found.pop(OURS)
    return [found[name] for name in sorted(found)]


def write_versions(folder: Path) -> None:
    """Write what the program is told of versions with (`calfcoach doctor`): the head of each one's METADATA."""
    for each in running():
        name = each.metadata["Name"]
        head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {each.version}\n"
        place = folder / f"{canonicalize_name(name).replace('-', '_')}-{each.version}.dist-info"
        place.mkdir(parents=True)
        (place / "METADATA").write_text(head, encoding="utf-8")


def licence_files(each: Distribution) -> list[Path]:
    """The texts that a distribution has of its licence."""
    files = [Path(str(file.locate())) for file in each.files or () if _is_licence(file.name)]
    return sorted(file for file in files if file.is_file())


def licence_named(each: Distribution) -> str:
    """The licence in the distribution's own words."""
    told = each.metadata.get("License-Expression") or each.metadata.get("License") or ""
    classes = [line.rpartition(":: ")[2] for line in each.metadata.get_all("Classifier") or () if "License ::" in line]
    return told.splitlines()[0] if told and len(told.splitlines()[0]) < 80 else ", ".join(classes)


def _is_licence(name: str) -> bool:
    return name.lower().startswith(LICENCE_NAMES) and not name.endswith((".py", ".pyc"))


def pythons_licence() -> Path | None:
    """The licence of the Python that comes along; None where it has none beside it."""
    minor = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = [
        Path(sys.base_prefix, "lib", minor, "LICENSE.txt"),
        Path(sys.base_prefix, "LICENSE.txt"),
        Path("/usr/share/doc", minor, "copyright"),
    ]
    return next((place for place in places if place.is_file()), None)
