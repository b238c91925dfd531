"""The index of a folder of exercises: the verdicts on its files, kept so that a start need not read them all.

It is a copy of what can be found out again. A verdict is taken from it only where the file, what it leans on, the
shipped exercises and the program's own code are as they were; an index that is damaged, of another version, or not
there costs time and nothing else. What is chosen is read from its own file and judged again, whatever the index says.
"""

import json
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from calfcoach import __version__
from calfcoach.files.private import private_folder, read_private
from calfcoach.library.entries import Listing
from calfcoach.library.folder import Stamp, stamp
from calfcoach.library.problems import Problem
from calfcoach.library.verdict import Verdict
from calfcoach.resources import cache_dir
from calfcoach.texts import text

FROM_FILES = 100
"""Own files from which on an index is kept: fewer are read in a fifth of a second."""

MAX_BYTES = 64 << 20
"""An index of `folder.MAX_FILES` files has some megabytes."""

SETTLED_S = 2.0
"""A file that was written so short a time before it was read may be written again within the same tick of the disk's
clock, with the same stamp: its verdict is not kept. No file system's clock is coarser than FAT's two seconds."""

_FORMAT = 2
_CODE = ("domain", "library", "wording")
"""Packages whose rules and words are in a verdict."""


def index_path(index: str) -> Path:
    """The file of an index, by its name; it need not exist."""
    return cache_dir() / index


def read_index(folder: Path, basis: object, index: str) -> dict[str, Verdict]:
    """The verdicts on the files of a folder, by file name; none where the index of that name is no good.

    Never raises for what it holds.
    """
    try:
        data = read_private(index_path(index), MAX_BYTES)
        check, _, body = data.partition(b"\n")
        if int(check, 16) != zlib.crc32(body):
            return {}
        held = json.loads(body)
        if held["key"] != _key(folder, basis):
            return {}
        return {name: _verdict(folder, name, row) for name, row in held["rows"]}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def write_index(folder: Path, basis: object, verdicts: Mapping[str, Verdict], looked_ns: int, index: str) -> None:
    """Keep the verdicts on the files of a folder, by file name, in the index of that name; where that cannot be done
    nothing is kept.

    `looked_ns` is when the folder was looked at, before any file of it was read (ns since 1970).
    """
    from calfcoach.files.writing import replace_file  # loaded here: most starts write none

    rows = [(name, _row(one)) for name, one in verdicts.items() if _is_settled(one, looked_ns)]
    held = {"key": _key(folder, basis), "rows": rows}
    body = json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogateescape")
    path = index_path(index)
    with suppress(OSError, ValueError):
        private_folder(path.parent)
        replace_file(path, b"%08x\n%s" % (zlib.crc32(body), body), private=True)


def _is_settled(verdict: Verdict, looked_ns: int) -> bool:
    return verdict.stamp is not None and looked_ns - max(verdict.stamp[:2]) > SETTLED_S * 1e9


def _key(folder: Path, basis: object) -> str:
    """What has to be the same for any verdict to hold; the sentence stands for the language."""
    code = [stamp(path) for name in _CODE for path in sorted((Path(__file__).parents[1] / name).glob("*.py"))]
    return repr((_FORMAT, __version__, str(folder), basis, code, text("this file has just been changed")))


def _row(verdict: Verdict) -> list[object]:
    problems = [(each.line, each.column, each.message) for each in verdict.problems]
    return [verdict.stamp, verdict.kind, verdict.listing, problems, verdict.leans_on]


def _verdict(folder: Path, name: str, row: list[Any]) -> Verdict:
    at, kind, listing, problems, leans_on = row
    return Verdict(
        _stamp(at),
        kind,
        None if listing is None else _listing(listing),
        tuple(Problem(folder / name, *each) for each in problems),
        tuple((other, _stamp(then)) for other, then in leans_on),
    )


def _listing(row: Any) -> Listing:
    exercise_id, name, aliases, muscles, equipment, ways, *others, dangers, figure, start = row
    lists = tuple(aliases), tuple(muscles), tuple(equipment), tuple(ways)
    return Listing._make((exercise_id, name, *lists, *others, tuple(dangers), figure, start))


def _stamp(row: Any) -> Stamp | None:
    return None if row is None else tuple(row)
