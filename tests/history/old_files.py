"""Histories as earlier versions of Calfcoach left them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from calfcoach.history.database import bring_up_to_date
from calfcoach.history.store import default_path

TABLES = """
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    exercise TEXT NOT NULL,
    variant TEXT,
    dose TEXT NOT NULL,
    ended TEXT,
    pauses INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT ''{and_two}
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
);
PRAGMA user_version = {version};
"""

DOSE = [{"relax_s": "5", "sets": 2, "reps": 10, "rest_s": "20", "lead_in_s": "5", "switch_s": "10", "tempo": "3-1-2-0"}]


def make_old(version: int, path: Path | None = None, sessions: int = 1) -> None:
    """Make a history of schema 1, 2 or 3, each session with one set of three reps; 3 as it came of 2."""
    path = path or default_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    and_two = ",\n    effort INTEGER,\n    pain INTEGER" if version >= 2 else ""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.executescript(TABLES.format(and_two=and_two, version=min(version, 2)))
        for number in range(1, sessions + 1):
            database.execute(
                "INSERT INTO session (id, started_at, exercise, dose, ended, note)"
                " VALUES (?, ?, 'donkey-calf-raise', ?, 'finished', 'as it was')",
                (number, f"2025-03-{number % 28 + 1:02d}T18:30:00+0100", json.dumps(DOSE)),
            )
            database.execute(
                "INSERT INTO exercise_set VALUES (?, 1, 1, 1, 10, ?, NULL, 1, 0)", (number, json.dumps({"both": 3}))
            )
        if version >= 2:
            database.execute("UPDATE session SET effort = 7, pain = 2")
        database.commit()
        if version == 3:
            bring_up_to_date(database, None, 3)
