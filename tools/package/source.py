"""Which source a build is made from: the commit and its day, from git, or from the line that an sdist has."""

from __future__ import annotations

import subprocess
from pathlib import Path

SOURCE_FILE = "SOURCE"
"""An sdist's line: it has no git to ask."""

UNKNOWN = "unknown-source unknown-day\n"


def source_line(root: Path) -> str:
    """`COMMIT DATE`, the commit with a `+` behind it where files were changed since, and the day of the commit."""
    if (root / ".git").exists():
        commit, day = (_git(root, "log", "-1", f"--format={wanted}") for wanted in ("%h", "%cs"))
        if commit and day:
            return f"{commit}{'+' if _git(root, 'status', '--porcelain', '-uno') else ''} {day}\n"
    try:
        return (root / SOURCE_FILE).read_text(encoding="utf-8")
    except OSError:
        return UNKNOWN


def commit_time_s(root: Path) -> int:
    """Seconds since 1970 of the commit: what is built from it carries this time, whenever it is built."""
    return int(_git(root, "log", "-1", "--format=%ct") or 0)


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
