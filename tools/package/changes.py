"""Reads CHANGELOG.md: one source of what changed, for the package, for shops of programs and for a release."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNRELEASED = "## Unreleased"
HEAD = re.compile(r"^## (?:(?P<version>\d+\.\d+\.\d+\S*) \((?P<day>\d{4}-\d\d-\d\d)\)|Unreleased)$")


@dataclass(frozen=True)
class Release:
    """A section of the changelog. Version and day are empty for what is not released yet."""

    version: str
    day: str
    changes: tuple[str, ...]


def releases(text: str) -> list[Release]:
    """The sections, newest first, each change as one line.

    Raises:
        ValueError: a heading is neither "Unreleased" nor "0.2.0 (2026-12-31)".
    """
    found: list[Release] = []
    for section in re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        match = HEAD.match(heading.strip())
        if match is None:
            raise ValueError(f"CHANGELOG.md has a heading that names no release: {heading}")
        changes = tuple(" ".join(each.split()) for each in re.split(r"^- ", body, flags=re.MULTILINE)[1:])
        found.append(Release(match["version"] or "", match["day"] or "", changes))
    return found


def released(text: str, version: str, day: str) -> str:
    """The changelog with what was unreleased as a release, and an empty section for what comes.

    Raises:
        ValueError: there is nothing to release, or this version is released already.
    """
    sections = releases(text)
    if not sections or sections[0].version or not sections[0].changes:
        raise ValueError("CHANGELOG.md has nothing under Unreleased")
    if any(each.version == version for each in sections):
        raise ValueError(f"{version} is released already")
    return text.replace(UNRELEASED, f"{UNRELEASED}\n\n## {version} ({day})", 1)
