"""The history's file as the writer's thread holds it: opened when it is needed, and anew when it was replaced.

Knows no queue and no thread; everything here may wait for a disk.
"""

import logging
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from calfcoach.files.private import FILE_MODE, tighten, tighten_with_files
from calfcoach.history import backup, database
from calfcoach.history.journal import left_behind
from calfcoach.history.probing import is_sound
from calfcoach.history.schema import Change
from calfcoach.history.transaction import put_in
from calfcoach.history.transfer import undo

log = logging.getLogger(__name__)


class OpenedHistory:
    """The file of a history, open or not."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database: sqlite3.Connection | None = None
        self._inode: tuple[int, int] | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is open."""
        return self._database is not None

    def ensure(self) -> None:
        """Have it open, with what earlier runs could not write in it; another file in its place is opened instead.

        Raises:
            NewerHistory, NotAHistory, sqlite3.Error, OSError: as `open_history`.
        """
        if self._database is not None and self._inode != self._inode_now():
            self.close()
        if self._database is not None:
            return
        self._database = database.open_history(self._path)
        self._inode = self._inode_now()
        for each in self._path.parent.glob("history*"):
            tighten(each, each.stat(), FILE_MODE)
        for folder in (backup.folder_of(self._path), undo.folder_of(self._path)):
            tighten_with_files(folder)
        try:
            with left_behind(self._path) as changes:
                if changes:
                    self.put_in(changes)
                    log.info("history: %d rows that an earlier run could not write are in it now", len(changes))
        except BaseException:
            self.close()  # so that it is tried again
            raise

    def put_in(self, changes: Iterable[Change]) -> None:
        """Write changes in one transaction.

        Raises:
            sqlite3.Error: they cannot be written now.
        """
        assert self._database is not None
        put_in(self._database, changes, lambda: is_sound(self._path))

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _inode_now(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
