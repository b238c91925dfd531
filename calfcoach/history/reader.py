"""Reads the history: lists, one session whole, what was left unfinished. Writes nothing and waits for no writer.

A reader has a connection of its own and belongs to the thread that made it; several may read while the history is
written. A history that is not there yet is an empty one.
"""

import json
import sqlite3
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from calfcoach.errors import KnownError
from calfcoach.history.backup import folder_of
from calfcoach.history.exercise_keys import folded_name, is_exercise
from calfcoach.history.past import (
    PastSession,
    Remarks,
    SessionLine,
    Unfinished,
    Week,
)
from calfcoach.history.place import where_cut_off
from calfcoach.history.presence import running
from calfcoach.history.schema import SCHEMA_VERSION, TABLES, Value, from_file, to_text
from calfcoach.history.whole import load_of, local_time, whole_session
from calfcoach.texts import text

BUSY_S = 2.0
"""How long a read waits while the file is being made; it never waits for one that is written to."""

LOCAL_WEEK = "(((started_ms / 1000 + utc_offset_s) / 86400 + 3) / 7)"
"""Weeks since the Monday before 1970, in the time of the place where the session was."""

SOMETHING_DONE = (
    "EXISTS (SELECT 1 FROM session_item JOIN exercise_set ON item_id = session_item.id"
    " WHERE session_id = session.id AND coalesce(performed_reps, counted_reps) > 0)"
)
"""The condition that a rep was done in a session."""

_MOST_MS = 2**63 - 1
"""No session starts later: the largest whole number of SQLite."""

_FIRST_MONDAY = date(1969, 12, 29)

LINE = (
    "id, person_id, started_ms, utc_offset_s, ended, note, effort, pain,"
    " (SELECT json_group_array(coalesce(nullif(exercise_name, ''), exercise)) FROM (SELECT exercise, exercise_name"
    " FROM session_item WHERE session_id = session.id ORDER BY number)),"
    " (SELECT json_array(count(*), sum(coalesce(performed_reps, counted_reps)),"
    " sum(iif(start_phase IS 'hold', coalesce(performed_reps, counted_reps), 0)), sum(tension_ms)) FROM exercise_set"
    " JOIN session_item ON session_item.id = item_id WHERE session_id = session.id AND NOT repeated),"
    " (SELECT json_group_array(json_array(load, load_unit)) FROM (SELECT"
    " coalesce(exercise_set.load, session_item.load) AS load,"
    " coalesce(exercise_set.load_unit, session_item.load_unit) AS load_unit"
    " FROM exercise_set JOIN session_item ON session_item.id = item_id"
    " WHERE session_id = session.id AND NOT repeated AND coalesce(exercise_set.load, session_item.load) IS NOT NULL"
    " GROUP BY 1, 2 ORDER BY min(attempt))),"
    " run_id"
)
"""The columns of `session` that `line_of` makes a line of."""


class HistoryUnreadable(KnownError):
    """The history cannot be read now."""


class Reader:
    """The history as it can be read from one thread; a `with` closes it.

    Raises:
        HistoryUnreadable: by the constructor and by every method, where the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database: sqlite3.Connection | None = None
        with self.told():
            if path.exists() and path.stat().st_size:
                address = f"{path.absolute().as_uri()}?mode=rw"
                self._database = sqlite3.connect(address, uri=True, timeout=BUSY_S, isolation_level=None)
                # Not opened read-only: such a connection, when closed last, leaves SQLite's two other files behind.
                self._database.execute("PRAGMA query_only = ON")
                self._database.create_function("folded", 1, folded_name, deterministic=True)
                self._check()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def people(self) -> list[tuple[str, str]]:
        """Everybody there is: id and name; the name is empty where none was given."""
        return [(to_text(key), name) for key, name in self.rows("SELECT id, name FROM person ORDER BY created_ms, id")]

    def weeks(self, person_id: str | None = None) -> list[Week]:
        """The weeks in which there was a session, newest first."""
        where, values = conditions(person_id, None, None)
        query = f"SELECT {LOCAL_WEEK} AS week, count(*) FROM session{where} GROUP BY week ORDER BY week DESC"
        return [Week(monday(week), count) for week, count in self.rows(query, values)]

    def sessions(self, *, search: str | None = None, limit: int = 50) -> list[SessionLine]:
        """The newest sessions, at most `limit`, newest first; with `search` those with its words in note or name."""
        where, values = conditions(None, None, search)
        query = f"SELECT {LINE} FROM session{where} ORDER BY started_ms DESC, id DESC LIMIT ?"
        under_way = self.under_way()
        return [line_of(row, under_way) for row in self.rows(query, (*values, limit))]

    def whole(self, session_id: str, *, reps: bool = True) -> PastSession | None:
        """One session with its sets, and (`reps`) every rep; None where there is none of that id."""
        return whole_session(self.table, session_id, reps)

    def beginning(self, id_start: str) -> list[str]:
        """The ids of sessions that begin with `id_start`, at most two: one is meant, or it is not clear which."""
        query = "SELECT id FROM session WHERE lower(hex(id)) LIKE ? || '%' LIMIT 2"
        figures = "".join(sign for sign in id_start.casefold() if sign in "0123456789abcdef")
        return [to_text(key) for (key,) in self.rows(query, (figures,))] if figures else []

    def last_of(
        self,
        exercise: str,
        person_id: str | None = None,
        variants: tuple[str | None, ...] | None = None,
        now_ms: int | None = None,
    ) -> PastSession | None:
        """The last session with an exercise in which a rep of it was done, without its reps one by one.

        `exercise` is its key (`exercise_keys.exercise_key`).
        `variants` are the ids that the wanted variant may be kept as (see `Exercise.kept_as`); None takes any variant.
        What is later than `now_ms` (UTC, the clock's time where it is not given) was dated by a clock that was wrong
        then or is now; it is the last only where there is no other.
        """
        of_exercise, which = is_exercise(exercise)
        if not self.rows(f"SELECT 1 FROM session_item {of_exercise} LIMIT 1", which):
            return None  # or all sessions would be looked through
        of_variant = ""
        if variants is not None:
            of_variant = f" AND ({' OR '.join(['variant IS ?'] * len(variants))})"
        of_person = " AND person_id = ?" if person_id is not None else ""
        # From the newest session on: what is done often is found in the first few.
        query = (
            f"SELECT id FROM session WHERE started_ms <= ?{of_person} AND EXISTS (SELECT 1 FROM session_item"
            f" {of_exercise} AND session_id = session.id{of_variant} AND EXISTS (SELECT 1 FROM exercise_set"
            " WHERE item_id = session_item.id AND NOT repeated AND coalesce(performed_reps, counted_reps) > 0))"
            " ORDER BY started_ms DESC, id DESC LIMIT 1"
        )
        values = (*((UUID(person_id).bytes,) if person_id is not None else ()), *which, *(variants or ()))
        now_ms = round(time.time() * 1000) if now_ms is None else now_ms
        for latest_ms in (now_ms, _MOST_MS):
            for (key,) in self.rows(query, (latest_ms, *values)):
                return self.whole(to_text(key), reps=False)
        return None

    def unfinished(self) -> list[Unfinished]:
        """Sessions that were cut off, and the set that each was in, newest first; none that is under way somewhere."""
        query = "SELECT id FROM session WHERE ended IS NULL ORDER BY started_ms DESC, id DESC"
        whole = (self.whole(to_text(key)) for (key,) in self.rows(query))
        under_way = self.under_way()
        ended = [session for session in whole if session is not None and session.run_id not in under_way]
        return [found for session in ended if (found := where_cut_off(session)) is not None]

    def under_way(self) -> set[str]:
        """The runs of the program that are on now: a session of theirs that has not ended is under way."""
        return running(self._path)

    # For the other readers of this package.

    def rows(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query; none where there is no history yet."""
        if self._database is None:
            return []
        with self.told():
            return self._database.execute(query, values).fetchall()

    def table(self, name: str, which: str, *values: Value | bytes) -> Iterator[dict[str, Any]]:
        """The rows of a table by their columns, UUIDs as text; `which` is what follows its name in SQL."""
        table = TABLES[name]
        for row in self.rows(f"SELECT {', '.join(table.columns)} FROM {name} {which}", values):
            given: dict[str, Any] = dict(zip(table.columns, row, strict=True))
            for column in table.ids:
                if type(value := given[column]) is bytes:
                    given[column] = to_text(value)
            if bytes in map(type, given.values()):  # what somebody else has put where a text belongs
                given = {column: from_file(table, column, value) for column, value in given.items()}
            yield given

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn an error of SQLite or of the system into `HistoryUnreadable`, with one sentence."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise HistoryUnreadable(
                    text(
                        "The history {path} is damaged. The next start of Calfcoach sets it aside and keeps what can"
                        " still be read; copies of it are in {folder}.",
                        path=self._path,
                        folder=folder_of(self._path),
                    )
                ) from None
            raise HistoryUnreadable(
                text("The history {path} cannot be read: {error}. Try again.", path=self._path, error=error)
            ) from None

    # Inside.

    def _check(self) -> None:
        ((version,),) = self.rows("PRAGMA user_version")
        if version > SCHEMA_VERSION:
            raise HistoryUnreadable(
                text("The history {path} is of a newer Calfcoach; update to read it.", path=self._path)
            )
        if version < SCHEMA_VERSION:
            # Whoever writes is about to bring it up to date; until then there is nothing to be read.
            self.close()


def monday(week: int) -> date:
    """The Monday of a week as `LOCAL_WEEK` counts them; the first one for a week that no calendar has."""
    try:
        return _FIRST_MONDAY + timedelta(weeks=week)
    except OverflowError:
        return _FIRST_MONDAY


def conditions(person_id: str | None, exercise: str | None, search: str | None) -> tuple[str, tuple[Any, ...]]:
    """The condition on sessions that is asked for, and its values. One that is under way, or was cut off, is left out
    until something was done in it; one that has ended without is not kept in the first place.
    """
    parts: list[str] = [f"(ended IS NOT NULL OR {SOMETHING_DONE})"]
    values: list[Any] = []
    if person_id is not None:
        parts.append("person_id = ?")
        values.append(UUID(person_id).bytes)
    if exercise is not None:
        of_exercise, which = is_exercise(exercise)
        parts.append(f"id IN (SELECT session_id FROM session_item {of_exercise})")
        values += which
    for word in (search or "").split():
        parts.append(
            "(note LIKE ? ESCAPE '\\' OR id IN (SELECT session_id FROM session_item WHERE exercise LIKE ? ESCAPE '\\'"
            " OR exercise_name LIKE ? ESCAPE '\\' OR variant_name LIKE ? ESCAPE '\\'))"
        )
        values += ["%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"] * 4
    return " WHERE " + " AND ".join(parts), tuple(values)


def line_of(row: tuple[Any, ...], under_way: Collection[str]) -> SessionLine:
    """A session of a list, from a row of `LINE`; `under_way` are the runs of the program that are on now."""
    key, person, started_ms, offset_s, ended, note, effort, pain, exercises, sums, loads, run_id = row
    sets, reps_and_holds, holds, tension_ms = json.loads(sums)
    return SessionLine(
        to_text(key),
        to_text(person),
        local_time(started_ms, offset_s),
        ended,
        Remarks(note, effort, pain),
        tuple(json.loads(exercises)),
        sets,
        (reps_and_holds or 0) - (holds or 0),
        holds or 0,
        (tension_ms or 0) / 1000,
        tuple(load_of(amount, unit) for amount, unit in json.loads(loads)),
        ended is None and isinstance(run_id, bytes) and to_text(run_id) in under_way,
    )
