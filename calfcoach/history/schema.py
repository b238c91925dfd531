"""The tables of the history as they are now, and the changes that are written into them. Opens nothing.

Keys are UUIDs, text in the program and 16 bytes in the file, so that the histories of two machines can be put together
without doubling anything. A session's start is UTC in milliseconds with the local offset beside it; every other time
is counted from that start by a clock that only goes forward, so that it stays right when somebody sets the clock.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

SCHEMA_VERSION = 4

SAME_ROWS_FROM = 3
"""Since this schema tables have only got columns: a row that was written for it fits today's."""

ONLY_PERSON = str(UUID(int=1))
"""The person of a history in which nobody was named: the same on every machine."""

REP_PHASES = ("lower", "stretch", "contract", "squeeze", "hold")
"""The phases of a rep that have times."""

Value = str | int | float | None
"""What a field holds."""


@dataclass(frozen=True)
class Table:
    """One table: its columns, those that make up its key, and those that hold UUIDs."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ("id",)
    ids: frozenset[str] = frozenset({"id"})


PHASE_TIMES = tuple(f"{kind}_{what}_ms" for kind in ("planned", "performed") for what in ("start", *REP_PHASES))

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table("person", ("id", "name", "created_ms")),
        Table(
            "session",
            (
                *("id", "person_id", "started_ms", "utc_offset_s", "last_ms", "ended", "pauses", "paused_ms"),
                *("note", "effort", "pain", "device", "device_offset_ms", "changeover_s"),
                *("place_block", "place_phase", "place_rep", "run_id"),
            ),
            ids=frozenset({"id", "person_id", "run_id"}),
        ),
        Table(
            "session_item",
            (
                *("id", "session_id", "number", "exercise", "exercise_name", "variant", "variant_name"),
                *("start_phase", "dose", "load", "load_unit"),
            ),
            ids=frozenset({"id", "session_id"}),
        ),
        Table(
            "exercise_set",
            (
                *("id", "item_id", "attempt", "block_number", "set_number", "planned_reps", "counted_reps"),
                *("performed_reps", "complete", "repeated", "tension_ms", "load", "load_unit"),
                *("performed_left", "performed_right"),
            ),
            ids=frozenset({"id", "item_id"}),
        ),
        Table(
            "rep",
            ("set_id", "side", "number", "at_ms", "block_id", *PHASE_TIMES, "source", "uncertainty_ms"),
            key=("set_id", "side", "number"),
            ids=frozenset({"set_id"}),
        ),
    )
}
"""In the order in which rows may be written: what is referred to comes first."""


@dataclass(frozen=True)
class Change:
    """A row as it is from now on, or (`deleted`) one that is removed with all that belongs to it.

    Of a row that is there already `only` names the one column that is changed; empty, it stays as it is.

    Raises:
        ValueError: it fits no table; `row` lacks a part of the key, or has a field that there is not.
    """

    table: str
    row: Mapping[str, Value]
    deleted: bool = False
    only: str | None = None

    def __post_init__(self) -> None:
        table = TABLES.get(self.table)
        if table is None or not set(table.key) <= set(self.row) <= set(table.columns):
            raise ValueError(f"no row of the history: {self.table} {sorted(self.row)}")
        if self.deleted and table.key != ("id",):
            raise ValueError(f"a {self.table} is not removed by itself")
        if self.only and (self.only not in self.row or self.only in table.key):
            raise ValueError(f"a {self.table} has no {self.only} to change")
        for column, value in self.row.items():
            if not isinstance(value, str | int | float | None):
                raise ValueError(f"{self.table}.{column} holds no {type(value).__name__}")
            if column in table.ids and value is not None:
                UUID(str(value))

    @property
    def key(self) -> tuple[Value, ...]:
        """What tells this row from all others."""
        return (self.table, self.deleted, self.only, *(self.row[column] for column in TABLES[self.table].key))

    @property
    def statement(self) -> tuple[str, tuple[Any, ...]]:
        """The SQL that makes the change, and its values. Made twice it changes nothing more."""
        table = TABLES[self.table]
        if self.deleted:
            return f"DELETE FROM {self.table} WHERE id = ?", (to_file(table, "id", self.row["id"]),)
        changed = [column for column in self.row if column not in table.key and self.only in (None, column)]
        rest = [f"{column} = excluded.{column}" for column in changed]
        return (
            f"INSERT INTO {self.table} ({', '.join(self.row)}) VALUES ({', '.join('?' * len(self.row))})"
            f" ON CONFLICT ({', '.join(table.key)}) DO {'UPDATE SET ' + ', '.join(rest) if rest else 'NOTHING'}",
            tuple(to_file(table, column, value) for column, value in self.row.items()),
        )


def to_file(table: Table, column: str, value: Value) -> Value | bytes:
    """A field as the file has it."""
    return UUID(str(value)).bytes if column in table.ids and value is not None else value


def from_file(table: Table, column: str, value: Value | bytes) -> Value:
    """A field as the program has it."""
    if isinstance(value, bytes):
        return to_text(value) if column in table.ids else value.decode(errors="replace")
    return value


def to_text(value: bytes) -> str:
    """A UUID from the file as the program has it.

    Raises:
        ValueError: it is none.
    """
    if len(value) != 16:
        raise ValueError(f"no UUID: {value!r}")
    # Not through a UUID: a list has tens of thousands of them, and that takes three times as long.
    figures = value.hex()
    return f"{figures[:8]}-{figures[8:12]}-{figures[12:16]}-{figures[16:20]}-{figures[20:]}"


def new_id(at_ms: int | None = None) -> str:
    """A UUID (version 7) that sorts by the time it was made, so that new rows lie together at the end of the file."""
    at_ms = round(time.time() * 1000) if at_ms is None else at_ms
    return _version_7(at_ms, os.urandom(10))


def id_from(at_ms: int, name: bytes) -> str:
    """The UUID of something that had none: always the same for the same time and name (16 bytes and more)."""
    return _version_7(at_ms, name[:10])


def _version_7(at_ms: int, chance: bytes) -> str:
    bits = (max(at_ms, 0) & (1 << 48) - 1) << 80 | int.from_bytes(chance)
    bits = bits & ~(0xF << 76) | 7 << 76
    return str(UUID(int=bits & ~(0x3 << 62) | 2 << 62))
