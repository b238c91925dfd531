"""A session of the past as a person corrects it: what may be changed, within which bounds, and the rows that change.

Counted reps are never touched: what is said to have been done is kept beside them. Opens nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

from calfcoach.domain.amounts import Load
from calfcoach.domain.exercise import Side
from calfcoach.domain.prescription import MAX_REPS, MOST_LOAD
from calfcoach.history.past import PastSession, PastSet, Remarks
from calfcoach.history.reader import Reader
from calfcoach.history.resuming import session_row, set_row
from calfcoach.history.schema import Change
from calfcoach.history.transfer.rows import session_rows

MOST_NOTE = 2000
"""Characters of a note."""

MOST_SAID = 10
"""Effort and pain are from 0 to this."""


def with_reps(session: PastSession, set_id: str, reps: int, side: Side | None = None) -> PastSession:
    """The session with another number of reps in one set: on one side, or without `side` on every side that works.

    Raises:
        ValueError: the number is not within 0 and what a set may have; or there is no such set.
    """
    if not 0 <= reps <= MAX_REPS:
        raise ValueError(f"reps of a set are 0 to {MAX_REPS}")
    return _with_set(session, set_id, lambda done: _performed(done, reps, side))


def with_load(session: PastSession, set_id: str, load: Load | None) -> PastSession:
    """The session with another load in one set; with None the set has the load of its exercise, if that has one.

    Raises:
        ValueError: the load is beyond what an exercise may have; or there is no such set.
    """
    if load is not None and not 0 <= load.amount <= MOST_LOAD:
        raise ValueError(f"a load is 0 to {MOST_LOAD}")
    return _with_set(session, set_id, lambda done: replace(done, load=load))


def with_remarks(session: PastSession, said: Remarks) -> PastSession:
    """The session with other remarks of the person.

    Raises:
        ValueError: effort or pain is not within 0 and 10, or the note is too long.
    """
    if any(value is not None and not 0 <= value <= MOST_SAID for value in (said.effort, said.pain)):
        raise ValueError(f"effort and pain are 0 to {MOST_SAID}")
    if len(said.note) > MOST_NOTE:
        raise ValueError(f"a note has at most {MOST_NOTE} characters")
    return replace(session, remarks=said)


def changes(before: PastSession, after: PastSession) -> Iterator[Change]:
    """What has to be written to turn `before` into `after`: the same session with the same sets, corrected."""
    if before.remarks != after.remarks:
        yield Change("session", session_row(after))
    for old_item, item in zip(before.items, after.items, strict=True):
        for old, done in zip(old_item.sets, item.sets, strict=True):
            if old != done:
                yield Change("exercise_set", set_row(item, done))


def removal(session_id: str) -> Change:
    """The change that removes a session, with all that belongs to it."""
    return Change("session", {"id": session_id}, deleted=True)


def as_it_is(reader: Reader, session_id: str) -> list[Change]:
    """All rows of a session, which put it back when it was removed; none where there is no such session.

    Raises:
        HistoryUnreadable: the file cannot be read.
    """
    return [Change(table, row) for table, row in session_rows(reader, UUID(session_id).bytes)]


def _performed(done: PastSet, reps: int, side: Side | None) -> PastSet:
    if side is None:
        return replace(done, performed_reps=reps, performed_left=None, performed_right=None)
    left, right = (reps if each is side else done.done_on(each) for each in (Side.LEFT, Side.RIGHT))
    return replace(done, performed_reps=max(left, right), performed_left=left, performed_right=right)


def _with_set(session: PastSession, set_id: str, change: Callable[[PastSet], PastSet]) -> PastSession:
    if all(each.id != set_id for item in session.items for each in item.sets):
        raise ValueError(f"no set of this session: {set_id}")
    items = (
        replace(item, sets=tuple(change(each) if each.id == set_id else each for each in item.sets))
        for item in session.items
    )
    return replace(session, items=tuple(items))
