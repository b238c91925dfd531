"""Opens the history's file: private, with our schema, in one transaction even if others open it at the same time.

Knows nothing of what is written into it. A file of a newer Calfcoach is refused before anything of it is touched.
"""

import os
import sqlite3
from pathlib import Path

from calfcoach.files.private import private_file, private_folder
from calfcoach.files.reading import open_regular
from calfcoach.history import backup
from calfcoach.history.migrations import MIGRATIONS
from calfcoach.history.probing import NotAHistory, has_tables, version_of
from calfcoach.history.schema import SCHEMA_VERSION

BUSY_S = 0.25
"""How long SQLite itself waits for a lock; whoever wants it still tries again."""

_MAGIC = b"SQLite format 3\0"
_VERSION_AT = slice(60, 64)
"""Where a file begins and has its user version: https://www.sqlite.org/fileformat2.html, 1.3."""

_MOST_VERSIONS = 1000
"""A number beyond is no schema's: the file is damaged."""


_held: set[Path] = set()
"""Histories that a writer of this process has open."""


class NewerHistory(Exception):
    """The file is of a newer Calfcoach. It was not touched."""


def open_history(path: Path) -> sqlite3.Connection:
    """Open the history for writing, made or brought up to date where needed. Reads never see half a change.

    Raises:
        NewerHistory: it is of a newer Calfcoach.
        NotAHistory: it is a database of somebody else's.
        sqlite3.Error, OSError: it cannot be opened now, or is damaged (see `is_damage`); nothing was changed.
    """
    look_over(path)
    database = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        # What is done in one go (an import, an undo) outlives a power cut as soon as it is said to be done.
        database.execute("PRAGMA synchronous = FULL")
        bring_up_to_date(database, path)
        database.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        database.close()
        raise
    return database


def hold(path: Path) -> None:
    """Have this history looked over by nobody of this process until `let_go`: it is open, so it was looked over."""
    _held.add(path.absolute())


def let_go(path: Path) -> None:
    """It is not open any more."""
    _held.discard(path.absolute())


def look_over(path: Path) -> None:
    """See that the file is there, is private and is not of a newer program, unless this process has it open.

    A file that is opened by hand and closed again takes with it all locks that SQLite has on it in the same process:
    https://www.sqlite.org/howtocorrupt.html, 2.2.

    Raises:
        NewerHistory, OSError: as `open_history`.
    """
    if path.absolute() not in _held:
        private_folder(path.parent)
        private_file(path)
        refuse_newer(path)


def refuse_newer(path: Path) -> None:
    """Raise for a file of a newer program. It is read by hand, because SQLite would leave files of its own there.

    Raises:
        NewerHistory: it is of a newer Calfcoach.
        OSError: it cannot be read.
    """
    with os.fdopen(open_regular(path), "rb") as file:
        header = file.read(_VERSION_AT.stop)
    version = int.from_bytes(header[_VERSION_AT], "big")
    if header.startswith(_MAGIC) and SCHEMA_VERSION < version <= _MOST_VERSIONS:
        raise NewerHistory


def bring_up_to_date(database: sqlite3.Connection, path: Path | None, to: int = SCHEMA_VERSION) -> None:
    """Take a file through the steps it lacks, each with a backup before it; a new one through all of them at once.

    The version is read when the file is locked, so that several may try it at the same time. No `path` makes no backup.

    Raises:
        NewerHistory, NotAHistory, sqlite3.Error, OSError: as `open_history`.
    """
    while version_of(database) != to:
        database.execute("BEGIN IMMEDIATE")
        try:
            version = version_of(database)
            if version > to:
                raise NewerHistory if version <= _MOST_VERSIONS else NotAHistory
            if version == 0:
                _make(database, to)
            elif version < to:
                if path is not None:
                    backup.make(path, f"before-schema-{version + 1}")
                MIGRATIONS[version](database)
                database.execute(f"PRAGMA user_version = {version + 1}")
            database.execute("COMMIT")
        except BaseException:
            if database.in_transaction:
                database.execute("ROLLBACK")
            raise


def _make(database: sqlite3.Connection, to: int) -> None:
    if has_tables(database):
        raise NotAHistory
    for step in MIGRATIONS[:to]:
        step(database)
    database.execute(f"PRAGMA user_version = {to}")
