"""Copies of the history in a folder beside it: one a day in which anything changed, and one before what could harm it.

A copy is whole or not there. Knows nothing of what is in the history, nor how a copy is put back.
"""

import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from calfcoach.files.private import private_folder
from calfcoach.history.parts import database_file
from calfcoach.history.probing import is_sound, open_to_read

KEPT = 7
"""Copies of each kind that are kept."""

DAILY = "daily"

STEP_PAGES = 2048
"""Pages copied before it is asked whether to stop: 8 MB."""

MOST_WAIT_S = 2.0
TRY_AGAIN_S = 0.02
"""How long a copy waits for a program that has locked the file, and how often it tries."""

HEADER_BYTES = 100
"""Of a database file: https://www.sqlite.org/fileformat2.html, 1.3."""

_NAME = re.compile(r"history-(\d{8}T\d{6}Z)(?:-\d+)?-(?P<why>.+)\.sqlite")


def folder_of(path: Path) -> Path:
    """Where the copies of a history are."""
    return path.parent / "backups"


def copies_of(path: Path, why: str | None = None) -> list[Path]:
    """The copies there are, newest first; of one kind alone where that is named."""
    found = [(_NAME.fullmatch(each.name), each) for each in folder_of(path).glob("history-*.sqlite")]
    wanted = [each for match, each in found if match is not None and why in (None, match["why"])]
    return sorted(wanted, key=lambda each: each.name, reverse=True)


@dataclass(frozen=True)
class KeptCopy:
    """A copy: its file, when it was made (UTC), and why (`daily`, `by-hand`, `before-…`)."""

    path: Path
    made: datetime
    why: str


def kept_copies(path: Path) -> list[KeptCopy]:
    """The copies there are, newest first, with what their names say."""
    found = [(copy, _NAME.fullmatch(copy.name)) for copy in copies_of(path)]
    return [
        KeptCopy(copy, datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC), match["why"])
        for copy, match in found
        if match is not None
    ]


def make(path: Path, why: str) -> Path:
    """Copy a history as it is now; others may go on writing meanwhile. The oldest copies of its kind go.

    Raises:
        sqlite3.Error, OSError: no copy could be made; none is left half-made.
    """
    made = _copy(path, why)
    assert made is not None
    return made


def make_daily(path: Path, stop: Callable[[], bool] = lambda: False) -> Path | None:
    """Make the day's copy, where something changed since the last and none was made today (UTC).

    `stop` is asked from time to time whether to leave it.

    Raises:
        DamagedHistory: the history is damaged.
        sqlite3.Error, OSError: no copy could be made.
    """
    newest = next(iter(copies_of(path, DAILY)), None)
    if newest is not None and newest.name.startswith(f"history-{time.strftime('%Y%m%d', time.gmtime())}"):
        return None
    if _is_empty(path):
        return None
    try:
        return _copy(path, DAILY, stop, newest)
    except _NothingNew:
        return None


class DamagedHistory(Exception):
    """What was to be copied is spoilt. A copy of it would push a good one out."""


class _NothingNew(Exception):
    """No copy is wanted after all: it would be the same as the last one, or the program is ending."""


def _copy(path: Path, why: str, stop: Callable[[], bool] = lambda: False, unlike: Path | None = None) -> Path | None:
    """Copy, unless that would be the same as the copy `unlike`."""
    folder = folder_of(path)
    private_folder(folder)
    target = _free_name(folder, why)
    try:
        with database_file(target) as part:
            with closing(open_to_read(path)) as source, closing(sqlite3.connect(part)) as copy:
                copy_pages(source, copy, stop=stop)
                # One file alone: no other one has to go with it wherever it is taken.
                copy.execute("PRAGMA journal_mode = DELETE")
            if unlike is not None and _same(part, unlike):
                raise _NothingNew
            if why == DAILY and not is_sound(part):
                raise DamagedHistory
    except _NothingNew:
        return None
    for old in copies_of(path, why)[KEPT:]:
        with suppress(OSError):
            old.unlink()
    return target


def copy_pages(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    most_wait_s: float = MOST_WAIT_S,
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[float], object] = lambda _share: None,
) -> None:
    """Make one database the same as another, in one transaction. `backup` by itself waits for ever for a lock.
    What `progress` raises, which is told the share that is done, ends it.

    Raises:
        sqlite3.OperationalError: one of them was locked for too long.
        _NothingNew: it was told to stop.
    """
    until_s = time.monotonic() + most_wait_s

    def look(status: int, left: int, of_all: int) -> None:
        nonlocal until_s
        if status != sqlite3.SQLITE_DONE:  # then the other is replaced already, and nothing can be given up
            progress(1 - left / of_all if of_all else 1.0)
        if stop():
            raise _NothingNew
        if status not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            until_s = time.monotonic() + most_wait_s
        elif time.monotonic() > until_s:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = status
            raise error

    source.backup(target, pages=STEP_PAGES, progress=look, sleep=TRY_AGAIN_S)


def _free_name(folder: Path, why: str) -> Path:
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    names = [f"history-{stamp}-{why}.sqlite", *(f"history-{stamp}-{number}-{why}.sqlite" for number in range(2, 100))]
    return next(folder / name for name in names if not (folder / name).exists())


def _is_empty(path: Path) -> bool:
    with closing(open_to_read(path)) as database:
        return database.execute("SELECT 1 FROM session LIMIT 1").fetchone() is None


def _same(one: Path, other: Path) -> bool:
    """Whether two copies hold the same, their headers apart, which count how often a file was written."""
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as left, other.open("rb") as right:
        left.seek(HEADER_BYTES)
        right.seek(HEADER_BYTES)
        while piece := left.read(1 << 20):
            if piece != right.read(1 << 20):
                return False
    return True
