"""The list of sessions by week, read piece by piece: first which sessions there are, then each week when it is seen.

Reads through a `Reader`: of a list of any length only the keys are read, and the lines that are looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from uuid import UUID

from calfcoach.history.exercise_keys import exercise_key
from calfcoach.history.past import SessionLine, Totals
from calfcoach.history.people import names_in
from calfcoach.history.reader import LINE, LOCAL_WEEK, Reader, conditions, line_of, monday
from calfcoach.history.schema import to_text
from calfcoach.wording.any_lift import ANY_LIFT

_AT_ONCE = 500
"""Sessions that one query asks for: far below the places that SQLite takes in a statement."""


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to: a person (id), an exercise (key), words in notes and names; None and '' are all."""

    person_id: str | None = None
    exercise: str | None = None
    search: str = ""


@dataclass(frozen=True)
class WeekOfSessions:
    """A week from its Monday on, and the ids of its sessions, newest first."""

    monday: date
    session_ids: tuple[str, ...]


@dataclass(frozen=True)
class DoneExercise:
    """An exercise that was done: its key, the name it had last, in how many sessions; whether its reps are holds."""

    key: str
    name: str
    sessions: int
    is_hold: bool = False


def weeks_of_sessions(reader: Reader, wanted: Wanted) -> list[WeekOfSessions]:
    """Which sessions there are, week by week, newest first.

    Raises:
        HistoryUnreadable: the file cannot be read.
    """
    where, values = conditions(wanted.person_id, wanted.exercise, wanted.search)
    query = f"SELECT {LOCAL_WEEK} AS week, id FROM session{where} ORDER BY started_ms DESC, id DESC"
    # By the local week first: a journey to the west may have a Sunday after a Monday.
    rows = sorted(reader.rows(query, values), key=lambda row: -int(row[0]))
    return [
        WeekOfSessions(monday(week), tuple(to_text(key) for _, key in found))
        for week, found in groupby(rows, key=lambda row: row[0])
    ]


def lines_of_sessions(reader: Reader, session_ids: Sequence[str], *, whose: bool) -> dict[str, SessionLine]:
    """The lines of sessions by their ids; one that was removed meanwhile is missing. `whose`: with who trained, where
    there are several people.

    Raises:
        HistoryUnreadable: the file cannot be read.
    """
    found: dict[str, SessionLine] = {}
    under_way, names = reader.under_way(), names_in(reader) if whose else {}
    for first in range(0, len(session_ids), _AT_ONCE):
        keys = tuple(UUID(each).bytes for each in session_ids[first : first + _AT_ONCE])
        rows = reader.rows(f"SELECT {LINE} FROM session WHERE id IN ({', '.join('?' * len(keys))})", keys)
        lines = (line_of(row, under_way) for row in rows)
        found |= {line.id: replace(line, person=names.get(line.person_id, "")) for line in lines}
    return found


def exercises_done(reader: Reader) -> list[DoneExercise]:
    """Every exercise that was ever done, what was done most often first.

    Raises:
        HistoryUnreadable: the file cannot be read.
    """
    # The name that goes with the greatest id, so the last one: https://www.sqlite.org/lang_select.html, 3.1.
    query = (
        "SELECT exercise, exercise_name, count(*), start_phase, max(session_id) FROM session_item"
        f" GROUP BY exercise, CASE exercise WHEN '{ANY_LIFT}' THEN folded(exercise_name) END"
    )
    found = [
        DoneExercise(exercise_key(exercise, name), name or exercise, count, start == "hold")
        for exercise, name, count, start, _ in reader.rows(query)
    ]
    return sorted(found, key=lambda each: (-each.sessions, each.name))


def totals(lines: Sequence[SessionLine]) -> Totals:
    """What sessions come to."""
    return Totals(
        len(lines),
        sum(line.sets for line in lines),
        sum(line.reps for line in lines),
        sum(line.holds for line in lines),
        sum(line.tension_s for line in lines),
    )
