"""Changes that wait to be written: the last of each row alone, in an order in which they can be. Knows no file."""

import threading
from collections.abc import Iterable

from calfcoach.history.schema import Change, Value


class Pending:
    """A queue that any thread may add to. It grows with the rows that are touched, not with how often."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._changes: dict[tuple[Value, ...], Change] = {}
        self._removals = 0

    def __len__(self) -> int:
        return len(self._changes)

    def add(self, changes: Iterable[Change]) -> None:
        """Add changes; each takes the place of an earlier one of the same row."""
        with self._guard:
            for change in changes:
                self._removals += change.deleted
                if self._removals:
                    # What is put back after a removal has to come after it.
                    self._changes.pop(change.key, None)
                self._changes[change.key] = change

    def all(self) -> tuple[Change, ...]:
        """What waits now, in the order in which it is to be written."""
        with self._guard:
            return tuple(self._changes.values())

    def written(self, changes: Iterable[Change]) -> None:
        """Let go of what was written; a row that was changed once more meanwhile goes on waiting."""
        with self._guard:
            for change in changes:
                if self._changes.get(change.key) is change:
                    del self._changes[change.key]
            if not self._changes:
                self._removals = 0
