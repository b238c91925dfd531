"""Writes the history on a thread of its own: what waits goes in as one transaction, tried again until it succeeds.

Whoever has something to keep only adds it to a queue; no disk, no lock and no damaged file is ever waited for there.
What cannot be written is put into a journal beside the history at once, so that it outlives the program. Knows
rows, not what they mean.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from calfcoach.history import backup, database, salvage, telling
from calfcoach.history.journal import Journal
from calfcoach.history.opened import OpenedHistory
from calfcoach.history.pending import Pending
from calfcoach.history.presence import Presence
from calfcoach.history.probing import NotAHistory, is_busy, is_damage
from calfcoach.history.schema import Change
from calfcoach.history.telling import Kept

log = logging.getLogger(__name__)

FIRST_RETRY_S = 0.05
LAST_RETRY_S = 2.0
"""Time between two tries: twice as long each time, up to the second number."""

BUSY_FOR_S = 2.0
"""A lock that is held no longer than this is not reported to the person."""


class Writer:
    """Writes to a history. `told` are sentences about what happened to it before, `fault` says what is wrong now."""

    def __init__(self, path: Path) -> None:
        self.told: list[str] = []
        self.fault: str | None = None
        self.kept = Kept.WRITTEN
        self.refused = False
        self._path = path
        self._pending = Pending()
        self._journal = Journal(path)
        self._presence = Presence(path)
        self._changed = threading.Condition()
        self._busy = True
        self._closing = False
        self._suspected = False
        self._give_up_s = float("inf")
        self._failing_since_s: float | None = None
        self._retry_s = FIRST_RETRY_S
        self._history = OpenedHistory(path)
        self._copying: threading.Thread | None = None
        # Not waited for by the interpreter: a disk that never answers must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="history", daemon=True)
        self._thread.start()

    @property
    def run_id(self) -> str:
        """The id of this run of the program; `presence.running` tells whether it still goes on."""
        return self._presence.run_id

    # For any thread. None of these waits for a disk.

    def write(self, changes: Iterable[Change]) -> None:
        """Hand changes over."""
        if not self.refused:
            self._pending.add(changes)
            with self._changed:
                self._changed.notify_all()

    def suspect(self) -> None:
        """Have the file looked through for damage, because reading it went wrong."""
        with self._changed:
            self._suspected = not self.refused
            self._changed.notify_all()

    # For those who may wait.

    def settle(self, limit_s: float) -> bool:
        """Wait until everything that was handed over is written, `limit_s` seconds at most; True if it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._is_idle or not self._thread.is_alive(), limit_s)

    def close(self, limit_s: float) -> bool:
        """Write what waits and end the thread, within about `limit_s` seconds; True if everything is in the history."""
        with self._changed:
            self._closing = True
            self._give_up_s = time.monotonic() + limit_s * 0.75
            self._changed.notify_all()
        self._thread.join(limit_s)
        if self._copying is not None:
            self._copying.join(limit_s)
        return not len(self._pending)

    @property
    def _is_idle(self) -> bool:
        return not (self._busy or self._has_work) and (self._history.is_open or self.refused)

    @property
    def _has_work(self) -> bool:
        return bool(len(self._pending)) or self._suspected

    # On the thread.

    def _run(self) -> None:
        try:
            while self._step():
                pass
        finally:
            self._history.close()
            self._journal.close()
            self._presence.end()
            with self._changed:
                self._changed.notify_all()

    def _step(self) -> bool:
        """Do what can be done now, and wait for more; False when it is time to end."""
        done = self._try(self._work)
        with self._changed:
            self._busy = False
            self._changed.notify_all()
            all_done = done and not self._has_work  # something may have come since it was looked
            if self._closing and (all_done or time.monotonic() >= self._give_up_s):
                return False
            if not done:
                self._changed.wait(FIRST_RETRY_S if self._closing else self._retry_s)
                self._retry_s = min(self._retry_s * 2, LAST_RETRY_S)
            elif not self._has_work:
                self._changed.wait_for(lambda: self._closing or self._has_work, self._history.sync_in_s)
            self._busy = True
        return True

    def _try(self, work: Callable[[], None]) -> bool:
        """Try the work; whether it was done. If not, the reason is told, and what waits is put into the journal."""
        try:
            work()
        except database.NewerHistory:
            self._refuse()
        except (sqlite3.Error, OSError, NotAHistory) as error:
            log.info("history: %s", error)
            self._failed(error)
            return False
        except Exception as error:  # a bug of ours must not cost what comes after it
            log.exception("history")
            self._failed(error)
            return False
        else:
            if not self.refused:
                self._succeeded()
        return True

    def _work(self) -> None:
        if self.refused:
            self._pending.written(self._pending.all())
            return
        if self._suspected:
            self._suspected = False
            self._history.close()
            self._set_aside()
        self._open()
        changes = self._pending.all()
        if changes:
            self._history.put_in(changes)
            self._pending.written(changes)
        # What is in the journal outlives a power cut already, and must still do so when the journal is gone.
        if self._history.sync_in_s == 0 or not self._journal.is_empty:
            self._history.sync()

    def _open(self) -> None:
        self._history.ensure()
        self._presence.show()
        if self._copying is None:
            # Not on this thread: what is done meanwhile has to be written at once.
            copying = threading.Thread(target=self._copy, name="history copy", daemon=True)
            copying.start()
            self._copying = copying  # only now: whoever closes it waits for a thread that runs

    def _copy(self) -> None:
        try:
            backup.make_daily(self._path, stop=lambda: self._closing)
        except backup.DamagedHistory:
            self.suspect()
        except (sqlite3.Error, OSError) as error:
            log.warning("history: no copy of the day could be made: %s", error)

    def _succeeded(self) -> None:
        if self._failing_since_s is not None or self.kept is not Kept.WRITTEN:
            log.info("history: written again")
        self._journal.drop()
        self.fault, self.kept = None, Kept.WRITTEN
        self._failing_since_s = None
        self._retry_s = FIRST_RETRY_S

    def _failed(self, error: Exception) -> None:
        now_s = time.monotonic()
        first = self._failing_since_s is None
        since_s = self._failing_since_s = now_s if self._failing_since_s is None else self._failing_since_s
        kept = self._keep_beside()
        busy = is_busy(error)
        if not busy:
            self._history.close()
            # To look through a large file takes time: not at each try while the disk is full.
            if (first or is_damage(error)) and self._set_aside():
                self._retry_s = FIRST_RETRY_S
                return
        if not busy or now_s - since_s > BUSY_FOR_S or self._closing:
            self.fault = telling.of_fault(self._path, error, kept)
        self.kept = kept

    def _set_aside(self) -> bool:
        """Begin a new file where the history is damaged; whether that was done."""
        try:
            found = salvage.set_aside(self._path)
        except (sqlite3.Error, OSError) as error:
            log.info("history: it cannot be looked through or set aside: %s", error)
            return False
        if found is not None:
            self.told.append(telling.of_damage(found))
        return found is not None

    def _keep_beside(self) -> Kept:
        try:
            self._journal.keep(self._pending.all())
        except OSError as error:
            log.info("history: nothing can be kept beside it either: %s", error)
            return Kept.NOWHERE
        return Kept.BESIDE

    def _refuse(self) -> None:
        self.refused = True
        self.kept = Kept.NOWHERE
        self.fault = telling.of_newer(self._path)
        self._pending.written(self._pending.all())
