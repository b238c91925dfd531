"""Looks at a history without changing it: is it readable, sound, of which schema, and what does an error mean."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})
BUSY_S = 2.0
"""How long a look waits for one who holds the file alone."""


class NotAHistory(Exception):
    """The file is a database, but not one of ours."""


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a history that is there to be read alone, on the thread that calls; nothing of it is changed.

    Raises:
        sqlite3.Error, OSError: it cannot be opened.
    """
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, "there is none", str(path))
    address = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(address, uri=True, timeout=BUSY_S, isolation_level=None)


def version_of(database: sqlite3.Connection) -> int:
    """The number of the schema; 0 for an empty file."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return int(version)


def has_tables(database: sqlite3.Connection) -> bool:
    """Whether there is anything in it."""
    return database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def is_sound(path: Path) -> bool:
    """Whether the file is a history, every page of which can be read and holds what it should.

    Raises:
        sqlite3.Error, OSError: that cannot be found out now.
    """
    try:
        with closing(open_to_read(path)) as database:
            if version_of(database) == 0 and has_tables(database):
                return False
            return [row[0] for row in database.execute("PRAGMA quick_check(1)")] == ["ok"]
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise


def is_busy(error: BaseException) -> bool:
    """Whether somebody else holds the file for the moment."""
    return isinstance(error, sqlite3.Error) and _code(error) in _BUSY


def is_damage(error: BaseException) -> bool:
    """Whether the error says that the file is spoilt or not a history."""
    return isinstance(error, NotAHistory) or (isinstance(error, sqlite3.Error) and _code(error) in _DAMAGED)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
