"""Reads the rows of a damaged table: a page that cannot be read costs the rows on it and no more.

A table is read from its start and from its end as far as that goes; what lies between is asked for by key, one row
after the other. The keys come from the indexes and from the rows that refer to it. A row that is kept although what
it belongs to is lost gets a stand-in for that. Knows no files.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from calfcoach.history.schema import ONLY_PERSON

MOST_NUMBERS = 200_000
"""Numbered rows that are asked for one by one; more cannot come from one person's sets."""

UNKNOWN = "unknown"
"""The exercise of a set of which nothing more could be read."""

_OLD = {"session": "id", "exercise_set": "rowid"}

_NOW = {"person": "id", "session": "id", "session_item": "id", "exercise_set": "id", "rep": "set_id"}

KEYS = {1: _OLD, 2: _OLD, 3: _NOW, 4: _NOW}
"""The tables of each schema, what is referred to first, and the column that each is sorted by."""

_SETS = (("exercise_set", "id", "set_of_item", "item_id, attempt"),)
_NAMED_IN = {
    "session": (
        ("session", "id", "session_by_start", "started_ms"),
        ("session_item", "session_id", "item_of_session", "session_id, number"),
    ),
    "session_item": (
        ("session_item", "id", "item_of_session", "session_id, number"),
        ("session_item", "id", "item_by_exercise", "exercise, session_id"),
        ("exercise_set", "item_id", "set_of_item", "item_id, attempt"),
    ),
    "exercise_set": _SETS,
    "rep": _SETS,
}
"""Where else the keys of a table are found: table, column, index, and how that is sorted."""

_STAND_INS = {
    2: (
        "INSERT INTO session (id, started_at, exercise, dose, ended)"
        f" SELECT DISTINCT session_id, '', '{UNKNOWN}', '[]', 'stopped' FROM exercise_set"
        " WHERE session_id NOT IN (SELECT id FROM session)",
    ),
    3: (
        # A stand-in bears the id of what it stands for, or of what it was made for.
        "INSERT INTO exercise_set (id, item_id, attempt, block_number, set_number, planned_reps, counted_reps,"
        " complete, repeated) SELECT set_id, set_id, 1, 1, 1, max(number), max(number), 0, 0 FROM rep"
        " WHERE set_id NOT IN (SELECT id FROM exercise_set) GROUP BY set_id",
        "INSERT INTO session_item (id, session_id, number, exercise, dose)"
        f" SELECT DISTINCT item_id, item_id, 1, '{UNKNOWN}', '{{}}' FROM exercise_set"
        " WHERE item_id NOT IN (SELECT id FROM session_item)",
        "INSERT INTO session (id, person_id, started_ms, utc_offset_s, ended)"
        " SELECT DISTINCT session_id, :person, ms_of(session_id), 0, 'stopped' FROM session_item"
        " WHERE session_id NOT IN (SELECT id FROM session)",
        "INSERT INTO person (id, name, created_ms) SELECT DISTINCT person_id, '', 0 FROM session"
        " WHERE person_id NOT IN (SELECT id FROM person)",
    ),
}

_KINDS: dict[str, tuple[type, ...]] = {"INTEGER": (int,), "REAL": (float, int), "TEXT": (str,), "BLOB": (bytes,)}

_Row = tuple[Any, ...]
_Key = int | bytes


def copy_table(damaged: sqlite3.Connection, target: sqlite3.Connection, table: str, version: int) -> int:
    """Copy all rows of a table that can be read and hold what they should; how many."""
    declared = {row[1]: _KINDS[row[2]] for row in target.execute(f"PRAGMA table_info({table})")}
    insert = f"INSERT OR IGNORE INTO {table} ({', '.join(declared)}) VALUES ({', '.join('?' * len(declared))})"
    count = 0
    for row in _rows(damaged, table, list(declared), version):
        if all(value is None or isinstance(value, kinds) for value, kinds in zip(row, declared.values(), strict=True)):
            with suppress(sqlite3.IntegrityError):
                count += target.execute(insert, row).rowcount
    return count


def give_parents(target: sqlite3.Connection, version: int) -> None:
    """Make a stand-in for every lost row that a saved row belongs to."""
    target.create_function("ms_of", 1, lambda identity: int.from_bytes(identity[:6], "big"))
    for statement in _STAND_INS[min(max(version, 2), 3)]:
        target.execute(statement, {"person": UUID(ONLY_PERSON).bytes} if ":person" in statement else {})


def _rows(damaged: sqlite3.Connection, table: str, columns: list[str], version: int) -> Iterator[_Row]:
    """Every row that can be read; some come twice."""
    key = KEYS[version][table]
    select = f"SELECT {key}, {', '.join(columns)} FROM {table} NOT INDEXED"
    # The reps of a set lie on more than one page: what is before a spoilt one and what is after it.
    by = "set_id {0}, side {0}, number {0}" if table == "rep" else f"{key} {{0}}"
    ends: list[_Key | None] = []
    for direction in ("ASC", "DESC"):
        ends.append(None)
        for row, whole in _until_error(damaged, f"{select} ORDER BY {by.format(direction)}"):
            if row is not None:
                ends[-1] = row[0]
                yield row[1:]
            elif whole:
                return
    for wanted in _numbers(*ends) if version < 3 else _names(damaged, table, *ends):
        for direction in ("ASC", "DESC") if table == "rep" else ("ASC",):
            query = f"{select} WHERE {key} = ? ORDER BY {by.format(direction)}"
            found = _until_error(damaged, query, (wanted,))
            yield from (row[1:] for row, _ in found if row is not None)


def _until_error(
    damaged: sqlite3.Connection, query: str, values: tuple[_Key, ...] = ()
) -> Iterator[tuple[_Row | None, bool]]:
    """The rows of a query as far as they can be read; at the end None, and whether that was all."""
    count = 0
    try:
        for row in damaged.execute(query, values):
            count += 1
            yield row, False
        yield None, True
    except sqlite3.DatabaseError:
        # Python's sqlite3 reads the next row before it returns one, and so loses the row before the error.
        with suppress(sqlite3.DatabaseError):
            for row in damaged.execute(f"{query} LIMIT 1 OFFSET {count}", values):
                yield row, False
        yield None, False


def _numbers(low: _Key | None, high: _Key | None) -> range:
    """The numbers that rows may have from one to another; None is the table's end."""
    start = low if isinstance(low, int) else 1
    end = high if isinstance(high, int) else start + MOST_NUMBERS
    return range(start, min(end, start + MOST_NUMBERS) + 1)


def _names(damaged: sqlite3.Connection, table: str, low: _Key | None, high: _Key | None) -> list[bytes]:
    """The UUIDs of a table that are known from elsewhere, from one to another; None is the table's end."""
    named: set[bytes] = set()
    for source, column, index, order in _NAMED_IN.get(table, ()):
        for direction in ("ASC", "DESC"):
            sort = ", ".join(f"{each} {direction}" for each in order.split(", "))
            query = f"SELECT {column} FROM {source} INDEXED BY {index} ORDER BY {sort}"
            named |= {row[0] for row, _ in _until_error(damaged, query) if row and isinstance(row[0], bytes)}
    least, most = low if isinstance(low, bytes) else b"", high if isinstance(high, bytes) else b"\xff" * 17
    return sorted(each for each in named if least <= each <= most)
