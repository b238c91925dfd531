"""What could not be written into the history, kept beside it until it can be: a line of JSON a change.

Each program that runs has a file of its own, which it holds locked; what is found unlocked was left by one that ended.
A line that is cut off or spoilt is passed over. Knows no SQL.
"""

import json
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from calfcoach.files.locks import try_lock
from calfcoach.files.private import give_to_owner, private_folder
from calfcoach.files.reading import open_regular
from calfcoach.history.schema import SAME_ROWS_FROM, SCHEMA_VERSION, Change
from calfcoach.texts import text

log = logging.getLogger(__name__)

MOST_BYTES = 16_000_000
"""A journal does not grow beyond this: a session of an hour has about half a megabyte."""

_NAME = "history-unwritten-*.jsonl"
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class JournalFull(OSError):
    """The journal may not grow any more."""


class Journal:
    """The journal of this program, made when there is something to keep in it and removed when there is not."""

    def __init__(self, history: Path) -> None:
        self._history = history
        self._path: Path | None = None
        self._file: IO[bytes] | None = None
        self._size = 0
        self._kept: dict[int, Change] = {}

    def keep(self, changes: Iterable[Change]) -> None:
        """Have changes on disk; those that are there already are not written again.

        Raises:
            OSError: they cannot be.
        """
        new = [change for change in changes if id(change) not in self._kept]
        if not new:
            return
        lines = b"".join(line_of(change) for change in new)
        if self._size + len(lines) > MOST_BYTES:
            raise JournalFull(text("the file beside it is full"))
        file = self._opened()
        file.seek(self._size)  # half a line, left by a disk that was full, is overwritten
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
        self._size += len(lines)
        self._kept |= {id(change): change for change in new}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept in it."""
        return not self._kept

    def drop(self) -> None:
        """Remove the journal: all that is in it has been written and synced."""
        self.close()
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink()
        self._path = None
        self._size = 0
        self._kept.clear()

    def close(self) -> None:
        """Let go of the journal and leave it where it is, for the next start."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            private_folder(self._history.parent)
            self._path = self._history.parent / _NAME.replace("*", os.urandom(8).hex())
            descriptor = open_regular(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_LINK)
            give_to_owner(descriptor)
            try_lock(descriptor)
            self._file = os.fdopen(descriptor, "r+b")
        return self._file


@contextmanager
def left_behind(history: Path) -> Iterator[list[Change]]:
    """What programs that have ended could not write. Removed when the block ends without an error."""
    found: list[Change] = []
    with ExitStack() as open_files:
        taken: list[tuple[Path, IO[bytes]]] = []
        for path in sorted(history.parent.glob(_NAME)):
            with suppress(OSError):
                file: IO[bytes] = os.fdopen(open_regular(path, os.O_RDWR | _NO_LINK), "r+b")
                open_files.callback(file.close)
                if try_lock(file.fileno()) and (changes := _changes(path, file)) is not None:
                    found += changes
                    taken.append((path, file))
        yield found
        for path, taken_file in taken:
            taken_file.close()
            with suppress(OSError):
                path.unlink()


def line_of(change: Change) -> bytes:
    """A change as a line of JSON."""
    deleted = {"deleted": True} if change.deleted else {}
    only = {"only": change.only} if change.only is not None else {}
    row = {"schema": SCHEMA_VERSION, "table": change.table, "row": dict(change.row), **deleted, **only}
    return json.dumps(row, ensure_ascii=True).encode() + b"\n"


def is_of_today(schema: object) -> bool:
    """Whether a row of that schema can be written into today's tables."""
    return isinstance(schema, int) and SAME_ROWS_FROM <= schema <= SCHEMA_VERSION


def _changes(path: Path, file: IO[bytes]) -> list[Change] | None:
    """The changes in a journal; None where they are another schema's, and its program's to write."""
    found = []
    for number, line in enumerate(file.read(MOST_BYTES).split(b"\n"), 1):
        try:
            read = json.loads(line) if line else None
            if read is not None and not is_of_today(read["schema"]):
                return None
            if read is not None:
                found.append(
                    Change(str(read["table"]), dict(read["row"]), bool(read.get("deleted", False)), read.get("only"))
                )
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            log.warning("%s, line %d is passed over: %s", path, number, error)
    return found
