"""Takes what can still be read out of a damaged history into a new one, and keeps the damaged one aside.

The new file is finished before the old one is touched. The rows are read by `salvage_rows`.
"""

import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from calfcoach.files.locks import locked
from calfcoach.files.private import private_file
from calfcoach.files.writing import whole_file
from calfcoach.history import database
from calfcoach.history.parts import database_file
from calfcoach.history.probing import is_sound, open_to_read, version_of
from calfcoach.history.salvage_rows import KEYS, copy_table, give_parents
from calfcoach.history.schema import SCHEMA_VERSION

MOST_WAIT_S = 60.0
"""How long one program waits for another that is looking through the damaged file already."""


@dataclass(frozen=True)
class Salvage:
    """What was kept of a damaged history: where it is aside, and how many rows of each table were read."""

    aside: Path
    rows: dict[str, int]

    @property
    def is_empty(self) -> bool:
        """Whether nothing could be read any more."""
        return not any(self.rows.values())


def set_aside(path: Path) -> Salvage | None:
    """Keep a damaged history aside and put a new one in its place, with all that could be read; None for a sound one.

    Where several programs find the damage at the same time, one does it.

    Raises:
        OSError, sqlite3.Error: it cannot be done now; the damaged file is where it was.
    """
    if not path.is_file():
        return None
    lock = path.parent / ".history-damage.lock"
    private_file(lock)
    with locked(lock, MOST_WAIT_S):
        return None if is_sound(path) else _replace(path)


def _replace(path: Path) -> Salvage:
    with database_file(path) as made:
        rows = _read_into(path, made)
        aside = _copy_aside(path)
        for suffix in ("-wal", "-shm"):
            # What belongs to the damaged file must not be taken for the new one's.
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    return Salvage(aside, rows)


def _copy_aside(path: Path) -> Path:
    aside = path.with_name(f"history-damaged-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}.sqlite")
    number = 2
    while aside.exists():
        aside = aside.with_name(f"{aside.stem.split('Z')[0]}Z-{number}.sqlite")
        number += 1
    for suffix in ("-wal", ""):
        source = path.with_name(path.name + suffix)
        if source.exists():
            with whole_file(aside.with_name(aside.name + suffix), private=True) as copy, source.open("rb") as damaged:
                shutil.copyfileobj(damaged, copy, 1 << 20)
    return aside


def _read_into(path: Path, made: Path) -> dict[str, int]:
    """Fill a new file with the rows of a damaged one; how many of each table."""
    with closing(sqlite3.connect(made, isolation_level=None)) as target, closing(open_to_read(path)) as damaged:
        # What is no text any more must not end the reading.
        damaged.text_factory = lambda raw: raw.decode("utf-8", "replace")
        version = _schema_of(damaged)
        database.bring_up_to_date(target, None, version)
        target.execute("BEGIN")
        rows = {table: copy_table(damaged, target, table, version) for table in KEYS[version]}
        give_parents(target, version)
        target.execute("COMMIT")
    return rows


def _schema_of(damaged: sqlite3.Connection) -> int:
    """The schema, by tables and columns where the number itself is spoilt; today's where nothing can be read."""
    try:
        version = version_of(damaged)
        made = dict(damaged.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    except sqlite3.DatabaseError:
        return SCHEMA_VERSION
    known = [each for each, tables in KEYS.items() if set(tables) <= set(made) and _has_columns(each, made)]
    return version if version in known else max(known, default=SCHEMA_VERSION)


def _has_columns(version: int, made: dict[str, str]) -> bool:
    """Whether the tables have what that schema brought; its tables alone do not tell 4 from 3."""
    return version < 4 or "performed_left" in str(made["exercise_set"])
