"""Something looked up on a worker while the window goes on, and handed over on the window's thread.

Knows nothing of what is looked up.
"""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from calfcoach.background.worker import Worker

LOOK_MS = 50
"""Time between two checks for the result."""

Found = TypeVar("Found")


class LookedUp(QObject, Generic[Found]):
    """Looks up once. `work` is given something that tells when its result is no longer wanted; `then` gets the result.

    An error goes into the log, and `then` is not called.
    """

    def __init__(
        self, parent: QObject, name: str, work: Callable[[Callable[[], bool]], Found], then: Callable[[Found], None]
    ) -> None:
        super().__init__(parent)
        given_up = threading.Event()
        self._then = then
        self._worker = Worker(name)
        self._job = self._worker.submit(lambda: work(given_up.is_set), on_cancel=given_up.set)
        self._watch = QTimer(self, interval=LOOK_MS)
        self._watch.timeout.connect(self._take)
        self._watch.start()

    @property
    def is_over(self) -> bool:
        """Whether the result was handed over, or is no longer wanted. Tests wait for this."""
        return not self._watch.isActive()

    def close(self) -> None:
        """Stop the work; no result is handed over any more."""
        self._watch.stop()
        self._worker.close()

    def _take(self) -> None:
        if self._job.done:
            self.close()
            if self._job.failure is None:
                self._then(self._job.result())
