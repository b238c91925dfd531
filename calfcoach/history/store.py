"""The history's file: sessions and the sets in them, written as they happen.

A file of a newer Calfcoach is refused and left alone; one of an older is copied and brought up to date; one that is no
database is kept aside and a new one begun.
Where nothing can be written the session goes on, and `problem` says what is the matter.
"""

import json
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from calfcoach.domain.plan import SessionPlan
from calfcoach.resources import user_data_dir
from calfcoach.session.results import SetRecord

SCHEMA_VERSION = 2

_TABLES = """
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    exercise TEXT NOT NULL,
    variant TEXT,
    dose TEXT NOT NULL,
    ended TEXT,
    pauses INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    effort INTEGER,
    pain INTEGER
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
"""

_FROM_1_TO_2 = """
BEGIN IMMEDIATE;
ALTER TABLE session ADD COLUMN effort INTEGER;
ALTER TABLE session ADD COLUMN pain INTEGER;
PRAGMA user_version = 2;
COMMIT;
"""


@dataclass(frozen=True)
class Remarks:
    """What a person says of a session: a note, and effort and pain from 0 to 10, each None where nothing was said."""

    note: str = ""
    effort: int | None = None
    pain: int | None = None


@dataclass(frozen=True)
class PastSession:
    """One session as it is kept. `ended` is finished or stopped, None where the program was cut off."""

    id: int
    started_at: str
    exercise: str
    variant: str | None
    ended: str | None
    pauses: int
    remarks: Remarks
    reps: tuple[int, ...]


def default_path() -> Path:
    """Where the history is kept."""
    return user_data_dir() / "history.sqlite"


class History:
    """The history file. Every method does nothing where the file cannot be used; `problem` then says why."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path if path is not None else default_path()
        self.problem: str | None = None
        self._session: int | None = None
        self._failed = False
        self._database = self._open()

    def begin(self, plan: SessionPlan) -> None:
        """Begin a session; what follows belongs to it."""
        first = plan.items[0]
        dose = [item.dose.model_dump(mode="json", exclude={"tempo"}) | _tempo(item.dose.tempo) for item in plan.items]
        self._session = self._write(
            "INSERT INTO session (started_at, exercise, variant, dose) VALUES (?, ?, ?, ?)",
            time.strftime("%Y-%m-%dT%H:%M:%S%z"),
            first.exercise.id,
            first.variant_id,
            json.dumps(dose),
        )

    def keep(self, records: tuple[SetRecord, ...]) -> None:
        """Keep the sets as they stand now."""
        if self._session is None:
            return
        for attempt, record in enumerate(records, 1):
            counted = {side.value if side is not None else "both": len(reps) for side, reps in record.counted.items()}
            self._write(
                "INSERT OR REPLACE INTO exercise_set VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                self._session,
                attempt,
                record.block_number,
                record.set_number,
                record.planned_reps,
                json.dumps(counted),
                record.performed,
                record.complete,
                record.repeated,
            )

    def end(self, how: str, pauses: int) -> None:
        """Say how the session ended."""
        if self._session is not None:
            self._write("UPDATE session SET ended = ?, pauses = ? WHERE id = ?", how, pauses, self._session)

    def annotate(self, remarks: Remarks) -> None:
        """Keep what the person says with the session."""
        if self._session is not None:
            self._write(
                "UPDATE session SET note = ?, effort = ?, pain = ? WHERE id = ?",
                remarks.note,
                remarks.effort,
                remarks.pain,
                self._session,
            )

    @property
    def keeps(self) -> bool:
        """Whether the session under way is in the file, as far as it was written."""
        return self._database is not None and self._session is not None and not self._failed

    def forget(self) -> None:
        """Remove the session from the history, because the person asked for it."""
        if self._session is not None:
            self._write("DELETE FROM session WHERE id = ?", self._session)
        self._session = None

    def sessions(self) -> list[PastSession]:
        """All sessions, newest first."""
        if self._database is None:
            return []
        try:
            rows = self._database.execute(
                "SELECT id, started_at, exercise, variant, ended, pauses, note, effort, pain FROM session"
                " ORDER BY id DESC"
            ).fetchall()
            return [
                PastSession(number, at, exercise, variant, ended, pauses, Remarks(*said), self._reps_of(number))
                for number, at, exercise, variant, ended, pauses, *said in rows
            ]
        except (sqlite3.Error, ValueError) as error:
            self.problem = f"The history {self.path} cannot be read: {error}."
            return []

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def _reps_of(self, session: int) -> tuple[int, ...]:
        assert self._database is not None
        rows = self._database.execute(
            "SELECT counted_reps, performed_reps FROM exercise_set"
            " WHERE session_id = ? AND NOT repeated ORDER BY attempt",
            (session,),
        )
        return tuple(
            performed if performed is not None else max(json.loads(counted).values(), default=0)
            for counted, performed in rows
        )

    def _write(self, statement: str, *values: object) -> int | None:
        if self._database is None:
            return None
        try:
            with self._database:
                row = self._database.execute(statement, values).lastrowid
            self._failed = False
            return row
        except sqlite3.Error as error:
            self._failed = True
            self.problem = f"The history cannot be kept in {self.path}: {error}. The session goes on."
            return None

    def _open(self) -> sqlite3.Connection | None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return self._connect()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                self.problem = f"The history {self.path} cannot be opened: {error}. The session is not kept."
                return None
            return self._start_anew()
        except OSError as error:
            self.problem = f"The history {self.path} cannot be opened: {error.strerror}. The session is not kept."
            return None

    def _connect(self) -> sqlite3.Connection | None:
        database = sqlite3.connect(self.path, timeout=1.0)
        try:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version > SCHEMA_VERSION:
                database.close()
                self.problem = (
                    f"The history {self.path} is of a newer Calfcoach and is left alone; update to keep it up."
                )
                return None
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute("PRAGMA foreign_keys = ON")
            if version == 1:
                self._migrate(database)
            elif version == 0:
                database.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
        except (sqlite3.Error, OSError):
            database.close()
            raise
        return database

    def _migrate(self, database: sqlite3.Connection) -> None:
        """Bring a file of schema 1 up to date; as it was, it is kept beside."""
        beside = self.path.with_name("history-schema-1.sqlite")
        if not beside.exists():
            unfinished = beside.with_suffix(".part")
            unfinished.unlink(missing_ok=True)
            with closing(sqlite3.connect(unfinished)) as copy:
                database.backup(copy)
            unfinished.replace(beside)
        database.executescript(_FROM_1_TO_2)

    def _start_anew(self) -> sqlite3.Connection | None:
        aside = self.path.with_name(f"history-unreadable-{time.strftime('%Y%m%d-%H%M%S')}.sqlite")
        try:
            self.path.replace(aside)
            for suffix in ("-wal", "-shm"):
                # What belongs to the old file must not be taken for the new one's.
                beside = self.path.with_name(self.path.name + suffix)
                if beside.exists():
                    beside.replace(aside.with_name(aside.name + suffix))
            database = self._connect()
        except (OSError, sqlite3.Error) as error:
            self.problem = f"The history {self.path} is damaged and cannot be moved: {error}. The session is not kept."
            return None
        self.problem = f"The history was damaged; it is kept as {aside}, and a new one was begun."
        return database


def _tempo(tempo: object) -> dict[str, str]:
    return {} if tempo is None else {"tempo": str(tempo)}
