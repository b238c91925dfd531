"""`make release ARGS="0.2.0"`: a version, its section of the changelog, a commit, a tag, and what was built with sums.

The tree must be clean and its tests are CI's business. What is built is built from the tagged commit. Nothing is sent
anywhere: the last line says how.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tools.package import systems
from tools.package.changes import released

ROOT = Path(__file__).resolve().parents[2]
VERSION = re.compile(r"\d+\.\d+\.\d+")
SUMS = "SHA256SUMS"


class Refused(Exception):
    """No release can be made; the message says why."""


def main(words: list[str]) -> int:
    """Make the release of the version that is named; 2 where it is refused."""
    if len(words) != 1:
        print('usage: make release ARGS="0.2.0"', file=sys.stderr)
        return 2
    try:
        made = release(ROOT, words[0], datetime.now(UTC).date().isoformat(), build)
    except (Refused, ValueError) as error:
        print(f"release: {error}", file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as error:
        print(f"release: {error}", file=sys.stderr)
        return 1
    print(f"{len(made)} files and {SUMS} in dist/; to publish: git push --follow-tags")
    return 0


def release(root: Path, version: str, day: str, build: Callable[[Path], list[Path]]) -> list[Path]:
    """Write version and changelog, commit, tag, build, sum up; returns the files that were built.

    Where building fails the commit and the tag are taken back, so the same call can be made again.

    Raises:
        Refused: the version is none or not newer, the tree has changes, or the tag is there.
        ValueError: the changelog has nothing to release.
        subprocess.CalledProcessError: git or the build failed.
    """
    check(root, version)
    write_version(root, version, day)
    _git(root, "commit", "--quiet", "-am", f"Release {version}")
    _git(root, "tag", "-a", f"v{version}", "-m", f"Calfcoach {version}")
    try:
        made = build(root)
        write_sums(made)
    except BaseException:
        _git(root, "tag", "-d", f"v{version}")
        _git(root, "reset", "--quiet", "--hard", "HEAD~1")
        raise
    return made


def check(root: Path, version: str) -> None:
    """Refuse what cannot be a release.

    Raises:
        Refused: with the reason.
    """
    if not VERSION.fullmatch(version):
        raise Refused(f"{version} is no version such as 0.2.0")
    current = systems.version_of(root)
    tags = _git(root, "tag", "--list", "v*").split()
    if f"v{version}" in tags:
        raise Refused(f"there is a tag v{version} already")
    newer = systems.version_numbers(version) > systems.version_numbers(current)
    if not newer and not (version == current and not tags):  # the first release is the version that stands there
        raise Refused(f"{version} is not newer than {current}")
    if _git(root, "status", "--porcelain"):
        raise Refused("there are changes that are not committed")


def write_version(root: Path, version: str, day: str) -> None:
    """Put the version where it is written, and the changelog's section under its name."""
    changelog = root / "CHANGELOG.md"
    text = released(changelog.read_text(encoding="utf-8"), version, day)
    place = root / "calfcoach" / "__init__.py"
    source = place.read_text(encoding="utf-8")
    place.write_text(source.replace(f'"{systems.version_of(root)}"', f'"{version}"'), encoding="utf-8")
    changelog.write_text(text, encoding="utf-8")


def write_sums(made: list[Path]) -> Path:
    """The SHA-256 of each file, as `sha256sum --check` reads it, beside them."""
    sums = made[0].parent / SUMS
    lines = (f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in sorted(made))
    sums.write_text("".join(lines), encoding="ascii")
    return sums


def build(root: Path) -> list[Path]:
    """Build everything; the files in `dist/` that have this version in their names."""
    subprocess.run([sys.executable, "-m", "tools.package"], cwd=root, check=True)
    version = systems.version_of(root)
    return [
        each for each in sorted((root / "dist").iterdir()) if f"-{version}" in each.name or f"_{version}_" in each.name
    ]


def _git(root: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
