"""All rows of a history one by one, each session's together, for every export. Holds at most one session in memory.

Reads through a `Reader`; writes nothing.
"""

from collections.abc import Callable, Iterator
from uuid import UUID

from calfcoach.history.reader import Reader
from calfcoach.history.schema import Value

TableRow = tuple[str, dict[str, Value]]
"""The name of a table and one row of it."""

Share = Callable[[float], None]
"""Called with the share (0 to 1) that is done; it raises to stop the work."""


def all_rows(reader: Reader, progress: Share = lambda _share: None, person_id: str | None = None) -> Iterator[TableRow]:
    """People, then session after session, oldest first: itself, each exercise with its sets, each set with its reps.

    With `person_id` that person alone, whole.

    What others write meanwhile is not seen.

    Raises:
        HistoryUnreadable: the file cannot be read.
    """
    reader.rows("BEGIN")
    try:
        one = () if person_id is None else (UUID(person_id).bytes,)
        yield from _table(reader, "person", "WHERE id = ?" if one else "ORDER BY created_ms, id", *one)
        keys = session_keys(reader, person_id)
        for number, (key,) in enumerate(keys):
            yield from session_rows(reader, key)
            progress((number + 1) / len(keys))
    finally:
        reader.rows("ROLLBACK")


def session_keys(reader: Reader, person_id: str | None) -> list[tuple[bytes]]:
    """The keys of the sessions of a person, or of everybody, oldest first.

    Raises:
        HistoryUnreadable: the file cannot be read.
    """
    if person_id is None:
        return reader.rows("SELECT id FROM session ORDER BY started_ms, id")
    query = "SELECT id FROM session WHERE person_id = ? ORDER BY started_ms, id"
    return reader.rows(query, (UUID(person_id).bytes,))


def session_rows(reader: Reader, key: bytes) -> Iterator[TableRow]:
    """All rows of one session.

    Raises:
        HistoryUnreadable: the file cannot be read.
    """
    yield from _table(reader, "session", "WHERE id = ?", key)
    for item in _keys(reader, "SELECT id FROM session_item WHERE session_id = ? ORDER BY number, id", key):
        yield from _table(reader, "session_item", "WHERE id = ?", item)
        for each in _keys(reader, "SELECT id FROM exercise_set WHERE item_id = ? ORDER BY attempt, id", item):
            yield from _table(reader, "exercise_set", "WHERE id = ?", each)
            yield from _table(reader, "rep", "WHERE set_id = ? ORDER BY coalesce(at_ms, number), side, number", each)


def _keys(reader: Reader, query: str, key: bytes) -> list[bytes]:
    return [found for (found,) in reader.rows(query, (key,))]


def _table(reader: Reader, name: str, which: str, *values: bytes) -> Iterator[TableRow]:
    return ((name, row) for row in reader.table(name, which, *values))
