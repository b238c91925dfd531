"""Reads the history for a page, on a worker: a slow disk or a lock never freezes the picture.

Knows which questions wait for an answer, but not what they ask.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from calfcoach.background.worker import Job, Worker
from calfcoach.errors import KnownError
from calfcoach.history.reader import Reader

if TYPE_CHECKING:
    from calfcoach.history.store import History

LOOK_MS = 5
"""Time between two checks for an answer."""

SETTLE_S = 0.5
"""How long a question waits until changes just handed over are written. Unwritten ones are then missing from it."""


class HistoryReading(QObject):
    """Questions to the history, answered in their order on the thread that asks. Close it together with its page.

    Every question opens the file anew: one that was replaced or removed meanwhile is seen as it is. `failed` says in a
    sentence why a question has no answer.
    """

    failed = Signal(str)

    def __init__(self, history: "History") -> None:
        super().__init__()
        self._history = history
        self._worker = Worker("history-page")
        self._asked: list[tuple[Job[Any], Callable[[Any], object]]] = []
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self._look)

    def ask(self, work: Callable[[Reader], Any], then: Callable[[Any], object]) -> None:
        """Have `work` called with a reader on the worker, and then `then` with what `work` returned."""

        def read() -> object:
            self._history.settle(SETTLE_S)
            with Reader(self._history.path) as reader:
                return work(reader)

        self._asked.append((self._worker.submit(read), then))
        self._looking.start()

    def forget(self) -> None:
        """Drop all questions asked so far: something else is wanted now."""
        for job, _ in self._asked:
            job.cancel()
        self._asked = []

    def close(self) -> None:
        """Drop all questions, and answer no further ones."""
        self._looking.stop()
        self._asked = []
        self._worker.close()

    def _look(self) -> None:
        while self._asked and self._asked[0][0].done:
            job, then = self._asked.pop(0)
            try:
                found = job.result()
            except KnownError as error:
                self.failed.emit(str(error))
            else:
                then(found)
        if not self._asked:
            self._looking.stop()
