"""What ships with the program or is needed by it, and under which licence: read off what is installed."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import NamedTuple

from calfcoach import __version__
from calfcoach.texts import text

OURS = "MIT"
_MOST = 60
"""Letters of a licence that are shown: some packages have the whole text where its name belongs."""


class Licensed(NamedTuple):
    """Something with a licence."""

    name: str
    version: str
    licence: str


def licences() -> tuple[Licensed, ...]:
    """The program, its font and voice, and every package that it needs and that is installed here, by name."""
    found = []
    for package in _needed():
        try:
            found.append(_licensed(distribution(package)))
        except PackageNotFoundError:
            continue
    # assets/fonts/OFL.txt and assets/voice/en/SOURCE.md: what made the recordings is under Apache-2.0, they are ours.
    shipped = (Licensed("Inter", "", "SIL-OFL-1.1"), Licensed(text("Voice"), "", OURS))
    return (Licensed("Calfcoach", __version__, OURS), *shipped, *sorted(found))


def _needed() -> list[str]:
    """The packages that the program needs, without its extras."""
    try:
        wanted = distribution("calfcoach").requires or []
    except PackageNotFoundError:  # it runs from a folder that nobody installed
        return []
    return [match[0] for each in wanted if "extra ==" not in each and (match := re.match(r"[\w.-]+", each))]


def _licensed(package: Distribution) -> Licensed:
    told = package.metadata.json  # the fields of core metadata, in small letters
    licence = str(told.get("license_expression") or told.get("license") or "").partition("\n")[0]
    return Licensed(package.name, package.version, licence.strip()[:_MOST] or "?")
