"""Every schema the history ever had, as numbered steps: step n brings a file of schema n to n + 1.

A new file goes through all of them, so there is one way to the tables of today. Each step runs inside a transaction of
the caller's. Knows no files.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from calfcoach.history.schema import ONLY_PERSON, id_from

_REP_TIMES = [
    f"{kind}_{what}_ms"
    for kind in ("planned", "performed")
    for what in ("start", "lower", "stretch", "contract", "squeeze", "hold")
]

_TO_1 = """
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    exercise TEXT NOT NULL,
    variant TEXT,
    dose TEXT NOT NULL,
    ended TEXT,
    pauses INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT ''
);
CREATE TABLE exercise_set (
    session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    attempt INTEGER NOT NULL,
    block_number INTEGER NOT NULL,
    set_number INTEGER NOT NULL,
    planned_reps INTEGER NOT NULL,
    counted_reps TEXT NOT NULL,
    performed_reps INTEGER,
    complete INTEGER NOT NULL,
    repeated INTEGER NOT NULL,
    PRIMARY KEY (session_id, attempt)
)
"""

_TO_2 = """
ALTER TABLE session ADD COLUMN effort INTEGER;
ALTER TABLE session ADD COLUMN pain INTEGER
"""

_TO_3 = f"""
ALTER TABLE exercise_set RENAME TO old_set;
ALTER TABLE session RENAME TO old_session;
CREATE TABLE person (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    created_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE session (
    id BLOB PRIMARY KEY NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    started_ms INTEGER NOT NULL,
    utc_offset_s INTEGER NOT NULL,
    last_ms INTEGER NOT NULL DEFAULT 0,
    ended TEXT,
    pauses INTEGER NOT NULL DEFAULT 0,
    paused_ms INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    effort INTEGER,
    pain INTEGER,
    device TEXT,
    device_offset_ms REAL,
    changeover_s TEXT,
    place_block INTEGER,
    place_phase TEXT,
    place_rep INTEGER,
    run_id BLOB
) WITHOUT ROWID;
CREATE INDEX session_by_start ON session (started_ms);
CREATE INDEX session_of_person ON session (person_id, started_ms);
CREATE INDEX session_unfinished ON session (started_ms) WHERE ended IS NULL;
CREATE TABLE session_item (
    id BLOB PRIMARY KEY NOT NULL,
    session_id BLOB NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    exercise TEXT NOT NULL,
    exercise_name TEXT NOT NULL DEFAULT '',
    variant TEXT,
    variant_name TEXT,
    start_phase TEXT,
    dose TEXT NOT NULL,
    load REAL,
    load_unit TEXT
) WITHOUT ROWID;
CREATE INDEX item_of_session ON session_item (session_id, number);
CREATE INDEX item_by_exercise ON session_item (exercise, session_id);
CREATE TABLE exercise_set (
    id BLOB PRIMARY KEY NOT NULL,
    item_id BLOB NOT NULL REFERENCES session_item (id) ON DELETE CASCADE,
    attempt INTEGER NOT NULL,
    block_number INTEGER NOT NULL,
    set_number INTEGER NOT NULL,
    planned_reps INTEGER NOT NULL,
    counted_reps INTEGER NOT NULL,
    performed_reps INTEGER,
    complete INTEGER NOT NULL,
    repeated INTEGER NOT NULL,
    tension_ms INTEGER NOT NULL DEFAULT 0,
    load REAL,
    load_unit TEXT
) WITHOUT ROWID;
CREATE INDEX set_of_item ON exercise_set (item_id, attempt);
CREATE TABLE rep (
    set_id BLOB NOT NULL REFERENCES exercise_set (id) ON DELETE CASCADE,
    side TEXT NOT NULL,
    number INTEGER NOT NULL,
    at_ms INTEGER,
    block_id INTEGER,
    {", ".join(f"{column} INTEGER" for column in _REP_TIMES)},
    source TEXT,
    uncertainty_ms INTEGER,
    PRIMARY KEY (set_id, side, number)
) WITHOUT ROWID
"""


_TO_4 = """
ALTER TABLE exercise_set ADD COLUMN performed_left INTEGER;
ALTER TABLE exercise_set ADD COLUMN performed_right INTEGER
"""


def _each(database: sqlite3.Connection, script: str) -> None:
    # Not executescript: it commits first, and the step would no longer be one with the version's number.
    for statement in script.split(";"):
        database.execute(statement)


def _to_1(database: sqlite3.Connection) -> None:
    _each(database, _TO_1)


def _to_2(database: sqlite3.Connection) -> None:
    _each(database, _TO_2)


def _to_3(database: sqlite3.Connection) -> None:
    _each(database, _TO_3)
    sessions = database.execute(
        "SELECT id, started_at, exercise, variant, dose, ended, pauses, note, effort, pain FROM old_session ORDER BY id"
    ).fetchall()
    if sessions:
        database.execute("INSERT INTO person VALUES (?, '', ?)", (UUID(ONLY_PERSON).bytes, 0))
    for session in sessions:
        _move_session(database, session)
    database.execute("DROP TABLE old_set")
    database.execute("DROP TABLE old_session")


def _to_4(database: sqlite3.Connection) -> None:
    _each(database, _TO_4)


def _move_session(database: sqlite3.Connection, session: tuple[Any, ...]) -> None:
    import hashlib  # loaded here, for old files alone: with it comes all of OpenSSL, 3.5 MB

    old_id, started_at, exercise, variant, dose, ended, pauses, note, effort, pain = session
    started_ms, offset_s = _utc(str(started_at))
    # The same from the same old file, wherever and whenever it is brought up to date.
    name = hashlib.sha256(repr((old_id, *session)).encode()).digest()
    session_id, item_id = (_bytes(id_from(started_ms, name[at:])) for at in (0, 10))
    database.execute(
        "INSERT INTO session (id, person_id, started_ms, utc_offset_s, ended, pauses, note, effort, pain)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (session_id, UUID(ONLY_PERSON).bytes, started_ms, offset_s, ended, pauses, note, effort, pain),
    )
    database.execute(
        "INSERT INTO session_item (id, session_id, number, exercise, variant, dose) VALUES (?, ?, 1, ?, ?, ?)",
        (item_id, session_id, exercise, variant, _first_dose(dose)),
    )
    sets = database.execute(
        "SELECT attempt, block_number, set_number, planned_reps, counted_reps, performed_reps, complete, repeated"
        " FROM old_set WHERE session_id = ? ORDER BY attempt",
        (old_id,),
    ).fetchall()
    for attempt, block, number, planned, counted, performed, complete, repeated in sets:
        set_id = _bytes(id_from(started_ms, hashlib.sha256(name + repr(attempt).encode()).digest()))
        reps = list(_counted(counted))
        most = max((reps_on for _, reps_on in reps), default=0)
        database.execute(
            "INSERT INTO exercise_set (id, item_id, attempt, block_number, set_number, planned_reps, counted_reps,"
            " performed_reps, complete, repeated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (set_id, item_id, attempt, block, number, planned, most, performed, complete, repeated),
        )
        database.executemany(
            "INSERT INTO rep (set_id, side, number) VALUES (?, ?, ?)",
            ((set_id, side, rep) for side, reps_on in reps for rep in range(1, reps_on + 1)),
        )


def _bytes(identity: str) -> bytes:
    return UUID(identity).bytes


def _utc(started_at: str) -> tuple[int, int]:
    """Milliseconds of UTC and the local offset in seconds; 0 for what is no time."""
    try:
        at = datetime.fromisoformat(started_at).astimezone() if started_at else None
        offset = datetime.fromisoformat(started_at).utcoffset() if started_at else None
    except (ValueError, OverflowError):
        at, offset = None, None
    if at is None:
        return 0, 0
    return round(at.timestamp() * 1000), round((offset or at.utcoffset() or timedelta()).total_seconds())


def _first_dose(dose: object) -> str:
    """The dose of the only exercise that a session had; they were kept in a list."""
    try:
        doses = json.loads(str(dose))
    except (ValueError, RecursionError):
        return "{}"
    first = doses[0] if isinstance(doses, list) and doses else {}
    return json.dumps(first) if isinstance(first, dict) else "{}"


def _counted(counted: object) -> Iterator[tuple[str, int]]:
    """The reps counted on each side, as many as a set may have."""
    try:
        sides = json.loads(str(counted))
    except (ValueError, RecursionError):
        return
    for side, reps in sides.items() if isinstance(sides, dict) else ():
        if isinstance(reps, int) and side in ("both", "left", "right"):
            yield side, max(0, min(reps, 200))


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_to_1, _to_2, _to_3, _to_4)
"""The steps in order. One that was in a release is never changed."""
