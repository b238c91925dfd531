"""What ships with the program or is needed by it, under which licence, and its text.

It is read off what is installed; the application in one folder has a page of its own over what it is made of.
"""

import platform
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from calfcoach import __version__
from calfcoach.resources import assets_dir, licences_page
from calfcoach.texts import text

OURS = "MIT"
_MOST = 60
"""Letters of a licence that are shown: some packages have the whole text where its name belongs."""

_NAMED = re.compile(r"(.+?)\s+licen[sc]e", re.IGNORECASE)
"""A licence by its name in words, as some packages have it in place of its identifier (SPDX)."""

_NUMBERED = {"BSD": "BSD-3-Clause"}
"""The identifier of what is named without its number: colorama's."""

_ON_THE_PAGE = re.compile(r"(.+?): (.+) \(in ([^()]+)/\)")
"""A line of the application's page: what it is, its licence, the folder of the texts (tools/package/licences.py)."""

_OF_A_TEXT = ("licen", "copying", "notice")
"""How the name of a file with a licence begins, in small letters."""


class Licensed(NamedTuple):
    """Something with a licence. `files` are its texts; none where its package brings none along."""

    name: str
    version: str
    licence: str
    files: tuple[Path, ...] = ()

    @property
    def line(self) -> str:
        """Name, version and licence in one line."""
        named = " ".join(part for part in (self.name, self.version) if part)
        short = self.licence if len(self.licence) <= _MOST else f"{self.licence[: _MOST - 1]}…"
        return text("{name} · {licence}", name=named, licence=short)

    @property
    def words(self) -> str:
        """All of its texts, one after the other; a sentence where there is none."""
        told = [self.licence] if len(self.licence) > _MOST else []
        texts = [file.read_text(encoding="utf-8", errors="replace").strip() for file in self.files if file.is_file()]
        return "\n\n".join(dict.fromkeys(told + texts)) or text("Its package has no text of the licence.")


def licences(page: Path | None = None) -> tuple[Licensed, ...]:
    """The program, its font and voice, Python, and every package that is needed and installed here, also by others.

    `page` is the application's page over the licences in it (by default the one beside the program): where there is
    one, it names them.
    """
    page = licences_page() if page is None else page
    if page.is_file():
        return tuple(_on_the_page(page))
    own = tuple(_files_of(distribution("calfcoach"))) if _is_installed("calfcoach") else ()
    voice = assets_dir() / "voice" / "en"
    # assets/fonts/OFL.txt and assets/voice/en/SOURCE.md: what made the recordings is under Apache-2.0, they are ours.
    shipped = (
        Licensed("Calfcoach", __version__, OURS, own),
        Licensed("Inter", "", "OFL-1.1", (assets_dir() / "fonts" / "OFL.txt",)),
        Licensed(text("Voice"), "", OURS, (*own, voice / "SOURCE.md", voice / "LICENSE")),
        Licensed("Python", platform.python_version(), "PSF-2.0", _pythons_files()),
    )
    return (*shipped, *sorted(map(_licensed, _needed()), key=lambda each: each.name.lower()))


def _on_the_page(page: Path) -> Iterator[Licensed]:
    for line in page.read_text(encoding="utf-8").splitlines():
        if found := _ON_THE_PAGE.fullmatch(line):
            name, licence, folder = found.groups()
            files = sorted(file for file in (page.parent / folder).rglob("*") if file.is_file())
            yield Licensed(name, "", licence, tuple(files))


def _needed() -> list[Distribution]:
    """The packages that run the program here: what it needs, and what those need, without extras."""
    found: dict[str, Distribution] = {}
    waiting = ["calfcoach"]
    while waiting:
        name = waiting.pop()
        if name in found or not _is_installed(name):  # not needed on this system, or it runs from a mere folder
            continue
        found[name] = package = distribution(name)
        waiting += [
            re.sub(r"[-_.]+", "-", match[0]).lower()
            for each in package.requires or []
            if "extra ==" not in each and (match := re.match(r"[\w.-]+", each))
        ]
    found.pop("calfcoach", None)
    return list(found.values())


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def _licensed(package: Distribution) -> Licensed:
    told = package.metadata.json  # the fields of core metadata, in small letters
    licence = str(told.get("license_expression") or told.get("license") or "").partition("\n")[0].strip()
    classes = [line.rpartition(":: ")[2] for line in told.get("classifier") or () if line.startswith("License ::")]
    named = licence or ", ".join(classes) or "?"
    return Licensed(package.name, package.version, _identifier(named)[:_MOST], _files_of(package))


def _identifier(named: str) -> str:
    """A licence as all others are spelt."""
    short = match[1].replace(" ", "-") if (match := _NAMED.fullmatch(named)) else named
    return _NUMBERED.get(short, short)


def _files_of(package: Distribution) -> tuple[Path, ...]:
    """The texts that a package has of its licence, and of those of what is inside it."""
    found = [Path(str(file.locate())) for file in package.files or () if file.name.lower().startswith(_OF_A_TEXT)]
    return tuple(sorted(file for file in found if not file.suffix.startswith(".py") and file.is_file()))


def _pythons_files() -> tuple[Path, ...]:
    minor = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = (
        Path(sys.base_prefix, "lib", minor, "LICENSE.txt"),
        Path(sys.base_prefix, "LICENSE.txt"),
        Path("/usr/share/doc", minor, "copyright"),
    )
    return tuple(place for place in places if place.is_file())[:1]
