"""Puts two histories together: what one lacks is added, and of a session that both have the one that went further.

All of it is one transaction, which programs that run take part in. Nothing doubles, however often it is done; where a
set was gone on with on both machines, one of the two counts. Knows no file but the two.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from calfcoach.history.schema import ONLY_PERSON, TABLES, Change, to_text
from calfcoach.history.transfer.rows import Share
from calfcoach.history.whole import local_time

_ONLY = UUID(ONLY_PERSON).bytes

_AT_ONCE = 100
"""Sessions between two looks at whether to stop."""

_TOUCHED = """
CREATE TEMP TABLE touched AS
SELECT theirs.id, ours.id IS NULL AS is_new, coalesce(theirs.last_ms > ours.last_ms
        OR (theirs.last_ms = ours.last_ms AND ours.ended IS NULL AND theirs.ended IS NOT NULL), 1) AS is_further
    FROM other.session AS theirs LEFT JOIN main.session AS ours ON ours.id = theirs.id
    WHERE is_further
        OR (ours.note = '' AND theirs.note <> '')
        OR (ours.effort IS NULL AND theirs.effort IS NOT NULL)
        OR (ours.pain IS NULL AND theirs.pain IS NOT NULL)
        OR EXISTS (SELECT 1 FROM other.session_item AS item JOIN other.exercise_set AS theirs_too ON item_id = item.id
            WHERE session_id = theirs.id
            AND NOT EXISTS (SELECT 1 FROM main.exercise_set WHERE id = theirs_too.id))
    ORDER BY theirs.id
"""
"""Sessions that change: those that only the other has, that went further there, or that it knows more of."""

_BELONGS = {
    "session": "id IN ({})",
    "session_item": "session_id IN ({})",
    "exercise_set": "item_id IN (SELECT id FROM other.session_item WHERE session_id IN ({}))",
    "rep": "set_id IN (SELECT exercise_set.id FROM other.session_item JOIN other.exercise_set"
    " ON item_id = session_item.id WHERE session_id IN ({}))",
}
"""Which rows of a table belong to sessions."""

_REMARKS = """
UPDATE main.session SET
    note = CASE WHEN note = '' THEN (SELECT note FROM other.session WHERE id = main.session.id) ELSE note END,
    effort = coalesce(effort, (SELECT effort FROM other.session WHERE id = main.session.id)),
    pain = coalesce(pain, (SELECT pain FROM other.session WHERE id = main.session.id))
    WHERE id IN ({})
"""

_ONE_COUNTS = """
UPDATE main.exercise_set SET repeated = 1 WHERE id IN (
    SELECT id FROM (
        SELECT exercise_set.id, row_number() OVER (
            PARTITION BY session_id, block_number ORDER BY complete DESC, counted_reps DESC, attempt DESC,
            exercise_set.id DESC) AS place
        FROM main.session_item JOIN main.exercise_set ON item_id = session_item.id
        WHERE NOT repeated AND session_id IN ({})
    ) WHERE place > 1
)
"""


@dataclass(frozen=True)
class Unnamed:
    """The sessions of the other history that belong to its person without a name (every machine has one), and whose
    they would become here.

    `theirs` and `ours` are the names of these two people, empty where they have none.
    """

    sessions: int
    theirs: str
    ours: str


@dataclass(frozen=True)
class Survey:
    """What a merging would do: sessions that would be new, with their sets, reps and holds, and when the first and the
    last of them was; sessions that would know more than now; and sessions that stay as they are.
    `unnamed` is whose the sessions of the person without a name become, None where nobody is put together by that.
    """

    new: int
    sets: int
    reps: int
    holds: int
    first: datetime | None
    last: datetime | None
    changed: int
    same: int
    unnamed: Unnamed | None = None

    @property
    def does_nothing(self) -> bool:
        """Whether all of it is here already."""
        return not (self.new or self.changed)


def attach(history: sqlite3.Connection, other: Path) -> None:
    """Attach another history of the same schema as `other`, and find the sessions that would change.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    history.execute("ATTACH ? AS other", (str(other),))
    compare(history)


def compare(history: sqlite3.Connection) -> None:
    """Find the sessions that change, as both are now.

    Raises:
        sqlite3.Error: one of them cannot be read.
    """
    history.execute("DROP TABLE IF EXISTS temp.touched")
    history.execute(_TOUCHED)


_SETS_OF_HOLDS = (
    "SELECT exercise_set.id FROM other.exercise_set JOIN other.session_item ON session_item.id = item_id"
    " WHERE start_phase IS 'hold'"
)


def survey(history: sqlite3.Connection) -> Survey:
    """What a merging would do with the two as they are.

    Raises:
        sqlite3.Error: one of them cannot be read.
    """
    new = "SELECT id FROM temp.touched WHERE is_new"
    sessions = history.execute(
        f"SELECT started_ms, utc_offset_s FROM other.session WHERE id IN ({new}) ORDER BY started_ms"
    ).fetchall()
    times = [local_time(*row) for row in (sessions[:1] + sessions[-1:])]
    changed = _number(history, "SELECT count(*) FROM temp.touched WHERE NOT is_new")
    of_new = f"SELECT count(*) FROM other.rep WHERE {_BELONGS['rep'].format(new)}"
    holds = _number(history, f"{of_new} AND set_id IN ({_SETS_OF_HOLDS})")
    return Survey(
        new=len(sessions),
        sets=_number(history, f"SELECT count(*) FROM other.exercise_set WHERE {_BELONGS['exercise_set'].format(new)}"),
        reps=_number(history, of_new) - holds,
        holds=holds,
        first=times[0] if times else None,
        last=times[-1] if times else None,
        changed=changed,
        same=_number(history, "SELECT count(*) FROM other.session") - len(sessions) - changed,
        unnamed=_unnamed(history),
    )


def _unnamed(history: sqlite3.Connection) -> Unnamed | None:
    count = _number(
        history,
        "SELECT count(*) FROM temp.touched JOIN other.session ON session.id = touched.id"
        " WHERE is_new AND person_id = ?",
        _ONLY,
    )
    names = [
        history.execute(f"SELECT name FROM {which}.person WHERE id = ?", (_ONLY,)).fetchone()
        for which in ("other", "main")
    ]
    has_done = _number(history, "SELECT EXISTS (SELECT 1 FROM main.session WHERE person_id = ?)", _ONLY)
    theirs, ours = (name[0] if name is not None else "" for name in names)
    if not count or not (has_done or ours):
        return None
    return Unnamed(count, theirs, ours)


def give(history: sqlite3.Connection, person: Change | None) -> None:
    """Give the sessions of the other history's person without a name to somebody else; None gives them back.

    Raises:
        sqlite3.Error: it cannot be done.
    """
    history.execute(
        "CREATE TEMP TABLE IF NOT EXISTS unnamed AS SELECT session.id, name, created_ms FROM other.session"
        f" JOIN other.person ON person.id = person_id WHERE person_id = x'{_ONLY.hex()}'"
    )
    history.execute("CREATE TEMP TABLE IF NOT EXISTS given_to (id BLOB)")
    if person is not None:
        who = UUID(str(person.row["id"])).bytes, person.row["name"], person.row["created_ms"]
        history.execute("INSERT INTO temp.given_to SELECT ? WHERE ? NOT IN (SELECT id FROM other.person)", who[:1] * 2)
    else:
        who = history.execute("SELECT ?, name, created_ms FROM temp.unnamed LIMIT 1", (_ONLY,)).fetchone()
        if who is None:
            return  # there are no such sessions
    history.execute("INSERT INTO other.person (id, name, created_ms) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", who)
    history.execute("UPDATE other.session SET person_id = ? WHERE id IN (SELECT id FROM temp.unnamed)", who[:1])
    # A person who has no session left would be added without having done anything.
    history.execute(
        "DELETE FROM other.person WHERE (id = ? OR id IN (SELECT id FROM temp.given_to))"
        " AND NOT EXISTS (SELECT 1 FROM other.session WHERE person_id = person.id)",
        (_ONLY,),
    )
    compare(history)


def merge(history: sqlite3.Connection, progress: Share) -> None:
    """Write the rows of the other history into this one, within a transaction of the caller.

    Raises:
        sqlite3.Error: that cannot be done now.
    """
    for each in _people():
        history.execute(each)
    count = _number(history, "SELECT count(*) FROM temp.touched")
    for first in range(1, count + 1, _AT_ONCE):
        which = f"SELECT id FROM temp.touched WHERE rowid BETWEEN {first} AND {first + _AT_ONCE - 1}"
        for statement in _sessions(which):
            history.execute(statement)
        progress(min(first + _AT_ONCE, count) / count)


def new_people(history: sqlite3.Connection) -> list[str]:
    """The ids of people whom only the other has."""
    query = "SELECT id FROM other.person WHERE id NOT IN (SELECT id FROM main.person)"
    return [to_text(key) for (key,) in history.execute(query)]


def touched(history: sqlite3.Connection) -> list[tuple[bytes, bool]]:
    """The sessions that change, as the file has their ids, and whether each is new."""
    return [(key, bool(is_new)) for key, is_new in history.execute("SELECT id, is_new FROM temp.touched")]


def _people() -> Iterator[str]:
    columns = ", ".join(TABLES["person"].columns)
    yield (
        f"INSERT INTO main.person ({columns}) SELECT {columns} FROM other.person WHERE 1"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE person.name = ''"
    )


def _sessions(which: str) -> Iterator[str]:
    further, not_further = (f"{which} AND {word} is_further" for word in ("", "NOT"))
    for name in _BELONGS:
        yield _insert(name, further, _rest(name))
        yield _insert(name, not_further, "NOTHING")
    yield _REMARKS.format(not_further)
    yield _ONE_COUNTS.format(f"{which} AND NOT is_new")


def _insert(name: str, which: str, conflict: str) -> str:
    table = TABLES[name]
    columns = ", ".join(table.columns)
    return (
        f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM other.{name} WHERE {_BELONGS[name].format(which)}"
        f" ON CONFLICT ({', '.join(table.key)}) DO {conflict}"
    )


def _rest(name: str) -> str:
    """Take the other's row, but keep what was said here where nothing was said there."""
    said = {
        "note": "CASE WHEN excluded.note = '' THEN session.note ELSE excluded.note END",
        "effort": "coalesce(excluded.effort, session.effort)",
        "pain": "coalesce(excluded.pain, session.pain)",
    }
    table = TABLES[name]
    # Whose a session is was said here, maybe when it was taken in: it stays so.
    columns = [column for column in table.columns if column not in (*table.key, "person_id")]
    return "UPDATE SET " + ", ".join(f"{column} = {said.get(column, f'excluded.{column}')}" for column in columns)


def _number(history: sqlite3.Connection, query: str, *values: bytes) -> int:
    (found,) = history.execute(query, values).fetchone()
    return int(found)
