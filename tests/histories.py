"""What a test asks of a history: all of its sessions, whole, as the file has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from calfcoach.history.database import open_history
from calfcoach.history.past import PastSession
from calfcoach.history.reader import Reader
from calfcoach.history.schema import ONLY_PERSON, Change, Value, new_id, to_text
from calfcoach.history.store import History, default_path

HANG_S = 60.0
"""Only a writer that hangs takes so long."""


def sessions_in(path: Path | None = None) -> list[PastSession]:
    """The sessions in the file, newest first; those too that no list shows, because nothing was done in them yet."""
    with Reader(path or default_path()) as reader:
        keys = reader.rows("SELECT id FROM session ORDER BY started_ms DESC, id DESC")
        found = [reader.whole(to_text(key)) for (key,) in keys]
    return [session for session in found if session is not None]


def sessions_of(history: History) -> list[PastSession]:
    """The sessions of a history when it has written what it was given."""
    assert history.settle(HANG_S), history.problem
    return sessions_in(history.path)


SIDES = ("left", "right")


def as_kept(
    at: datetime,
    exercise: str = "donkey-calf-raise",
    reps: Sequence[int] = (12, 10),
    *,
    name: str = "",
    sides: Sequence[str] = ("both",),
    loads: Sequence[float | None] = (),
    said: dict[str, Value] | None = None,
    person: str = ONLY_PERSON,
) -> Iterator[Change]:
    """The rows of a session of one exercise: three sets of twelve were planned, these reps were done in each set."""
    ms = round(at.timestamp() * 1000)
    session, item = new_id(ms), new_id(ms)
    offset_s = round((at.utcoffset() or timedelta()).total_seconds())
    row: dict[str, Value] = {"id": session, "person_id": person, "started_ms": ms, "utc_offset_s": offset_s}
    row |= {"last_ms": 600_000, "ended": "finished", "pauses": 1, "paused_ms": 12_000, "note": ""}
    yield Change("session", row | (said or {}))
    start = "hold" if exercise == "iso-hold-calf" else "lower"
    dose = '{"sets": 3, "reps": 12, "rest_s": "60", "tempo": "3-1-2-0"}'
    of_item: dict[str, Value] = {"id": item, "session_id": session, "number": 1, "exercise": exercise}
    yield Change("session_item", of_item | {"exercise_name": name, "start_phase": start, "dose": dose})
    for number, done in enumerate(reps, 1):
        load = loads[number - 1] if number <= len(loads) else None
        of_set: dict[str, Value] = {"id": new_id(ms + number * 100_000), "item_id": item, "attempt": number}
        of_set |= {"block_number": number, "set_number": number, "planned_reps": 12, "counted_reps": done}
        of_set |= {"complete": int(done == 12), "repeated": 0, "tension_ms": done * 6000}
        yield Change("exercise_set", of_set | {"load": load, "load_unit": None if load is None else "kg"})
        for side in sides:
            for rep in range(1, done + 1):
                key: dict[str, Value] = {"set_id": of_set["id"], "side": side, "number": rep}
                yield Change("rep", key | {"at_ms": number * 100_000 + rep * 6000, "planned_lower_ms": 3000})


def of_two_exercises(at: datetime) -> Iterator[Change]:
    """The rows of a session of donkey calf raises and calf holds."""
    first = list(as_kept(at, "donkey-calf-raise", (12,), name="Donkey calf raise"))
    yield from first
    session = next(each.row["id"] for each in first if each.table == "session")
    for change in as_kept(at, "iso-hold-calf", (5,), name="Calf hold"):
        if change.table == "session_item":
            yield Change(change.table, change.row | {"session_id": session, "number": 2})
        elif change.table == "exercise_set":
            yield Change(change.table, change.row | {"attempt": 2, "block_number": 4})
        elif change.table == "rep":
            yield change


def put(*sessions: Iterator[Change], path: Path | None = None) -> None:
    """Put sessions into a history that nobody else has open yet."""
    path = path or default_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(open_history(path)) as history:
        history.execute("BEGIN")
        history.execute(*Change("person", {"id": ONLY_PERSON, "name": "", "created_ms": 0}).statement)
        for changes in sessions:
            for change in changes:
                history.execute(*change.statement)
        history.execute("COMMIT")
