"""Puts changes into an open history: all of them in one transaction or none. Knows rows, not what they mean."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from calfcoach.history.schema import TABLES, Change

log = logging.getLogger(__name__)


def put_in(history: sqlite3.Connection, changes: Iterable[Change], is_sound: Callable[[], bool]) -> None:
    """Make changes in one transaction. Rows that belong to something which somebody else has removed go with it.

    `is_sound` is asked, where rows do not fit, whether it is the file that is spoilt.

    Raises:
        sqlite3.Error: they cannot be made now; nothing was changed.
    """
    changes = tuple(changes)
    try:
        _transact(history, changes)
    except sqlite3.IntegrityError:
        if not is_sound():
            raise
        _put_in_singly(history, changes)


def _transact(history: sqlite3.Connection, changes: Iterable[Change]) -> None:
    history.execute("BEGIN IMMEDIATE")
    try:
        # What is referred to may come later in the same transaction.
        history.execute("PRAGMA defer_foreign_keys = ON")
        for change in changes:
            history.execute(*change.statement)
        history.execute("COMMIT")
    except BaseException:
        if history.in_transaction:
            history.execute("ROLLBACK")
        raise


def _put_in_singly(history: sqlite3.Connection, changes: Iterable[Change]) -> None:
    for change in _in_order(changes):
        try:
            _transact(history, [change])
        except sqlite3.IntegrityError as error:
            log.warning("history: a row of %s belongs to nothing any more: %s", change.table, error)


def _in_order(changes: Iterable[Change]) -> Iterator[Change]:
    """What is referred to first; but what comes before or after a removal stays so: it may have been put back."""
    order = list(TABLES)
    for deleted, run in groupby(changes, key=lambda each: each.deleted):
        together = list(run)
        yield from together if deleted else sorted(together, key=lambda each: order.index(each.table))
