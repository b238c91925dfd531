"""The history's file as the writer's thread holds it: opened when it is needed, and anew when it was replaced.

What was put in outlives the program at once, and a power cut once it is synced: `SYNC_WITHIN_S` later at most. A sync
takes longer than all else together (17 ms on a slow disk), and a rep that would wait for it could not be written in 5.

Knows no queue and no thread; everything here may wait for a disk.
"""

import logging
import os
import sqlite3
import time
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

SYNC_WITHIN_S = 0.5
"""What was written is synced no later than this: a completed rep outlives a power cut one second later."""


class OpenedHistory:
    """The file of a history, open or not."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database: sqlite3.Connection | None = None
        self._inode: tuple[int, int] | None = None
        self._unsynced_since_s: float | None = None

    @property
    def sync_in_s(self) -> float | None:
        """Seconds until what was put in has to be synced, 0 where it is time; None where all of it is."""
        if self._unsynced_since_s is None:
            return None
        return max(self._unsynced_since_s + SYNC_WITHIN_S - time.monotonic(), 0.0)

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
        # No sync with each change. SQLite still syncs before it moves anything from its log into the file, so whatever
        # comes after the last sync, the file stays whole: https://www.sqlite.org/pragma.html#pragma_synchronous
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._inode = self._inode_now()
        database.hold(self._path)
        for each in self._path.parent.glob("history*"):
            tighten(each, each.stat(), FILE_MODE)
        for folder in (backup.folder_of(self._path), undo.folder_of(self._path)):
            tighten_with_files(folder)
        try:
            with left_behind(self._path) as changes:
                if changes:
                    self.put_in(changes)
                    self.sync()
                    log.info("history: %d rows that an earlier run could not write are in it now", len(changes))
        except BaseException:
            self.close()  # so that it is tried again
            raise

    def put_in(self, changes: Iterable[Change]) -> None:
        """Write changes in one transaction. `sync_in_s` says when they have to be synced.

        Raises:
            sqlite3.Error: they cannot be written now.
        """
        assert self._database is not None
        put_in(self._database, changes, lambda: is_sound(self._path))
        if self._unsynced_since_s is None:
            self._unsynced_since_s = time.monotonic()

    def sync(self) -> None:
        """Have all that was put in outlive a power cut.

        Raises:
            OSError: the disk refuses to.
        """
        # SQLite's own lock is on the other two files, so that nobody's is lost when this one is closed again.
        with suppress(FileNotFoundError), Path(f"{self._path}-wal").open("rb+") as wal:
            os.fsync(wal.fileno())
        self._unsynced_since_s = None

    def close(self) -> None:
        """Let go of the file, synced."""
        if self._database is not None:
            if self._unsynced_since_s is not None:
                with suppress(OSError):
                    self.sync()
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None
            database.let_go(self._path)

    def _inode_now(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
