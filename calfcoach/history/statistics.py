"""What one exercise came to, week by week. Reads through a `Reader`; draws nothing."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from calfcoach.domain.amounts import LB_KG
from calfcoach.history.exercise_keys import is_exercise
from calfcoach.history.past import WeekOfExercise
from calfcoach.history.reader import LOCAL_WEEK, Reader, monday

_BY_SESSION = f"""
SELECT {LOCAL_WEEK} AS week, count(*), sum(reps), sum(reps * kg), max(kg), sum(tension_ms), effort, pain FROM (
    SELECT session_id, started_ms, utc_offset_s, effort, pain, tension_ms,
        coalesce(performed_reps, counted_reps) AS reps,
        coalesce(exercise_set.load, session_item.load)
            * CASE coalesce(exercise_set.load_unit, session_item.load_unit) WHEN 'lb' THEN {LB_KG} ELSE 1 END AS kg
    FROM session_item JOIN session ON session.id = session_id JOIN exercise_set ON item_id = session_item.id
    {{of_exercise}} AND NOT repeated AND (? IS NULL OR person_id = ?)
) GROUP BY session_id ORDER BY week
"""


def weekly(reader: Reader, exercise: str, person_id: str | None = None) -> list[WeekOfExercise]:
    """The weeks in which an exercise was done, by its key (`exercise_keys`); oldest first.

    Raises:
        HistoryUnreadable: the file cannot be read.
    """
    person = UUID(person_id).bytes if person_id is not None else None
    of_exercise, which = is_exercise(exercise)
    rows = reader.rows(_BY_SESSION.format(of_exercise=of_exercise), (*which, person, person))
    return [_week(week, list(sessions)) for week, sessions in groupby(rows, key=lambda row: row[0])]


def _week(week: int, sessions: list[tuple[Any, ...]]) -> WeekOfExercise:
    _, sets, reps, volumes, heaviest, tension_ms, efforts, pains = zip(*sessions, strict=True)
    effort = _given(efforts)
    return WeekOfExercise(
        monday(week),
        len(sessions),
        sum(sets),
        sum(reps),
        sum(_given(volumes)),
        max(_given(heaviest), default=None),
        sum(tension_ms) / 1000,
        sum(effort) / len(effort) if effort else None,
        max(_given(pains), default=None),
    )


def _given(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if value is not None]
