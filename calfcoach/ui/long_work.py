"""Long work beside the window: how far it is, a question half-way, and giving it up. On one thread from start to end.

Knows nothing of what is done.
"""

import queue
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from calfcoach.background.worker import Worker
from calfcoach.errors import KnownError

LOOK_MS = 50
"""Time between two looks at how far it is."""


class GivenUp(Exception):
    """The work is not wanted any more."""


class Steps:
    """What the work says and asks on its thread. Every call raises `GivenUp` once it is not wanted any more."""

    def __init__(self) -> None:
        self.share = 0.0
        self.question: object = None
        self._given_up = threading.Event()
        self._answers: queue.SimpleQueue[object] = queue.SimpleQueue()

    def tell(self, share: float) -> None:
        """Say which share (0 to 1) is done."""
        if self._given_up.is_set():
            raise GivenUp
        self.share = share

    def ask(self, question: object) -> Any:
        """Ask the window something and wait for the answer."""
        self.question = question
        answer = self._answers.get()
        self.tell(0.0)
        return answer

    # On the window's thread.

    def answer(self, answer: object) -> None:
        """Let the work go on with this answer."""
        self.question = None
        self._answers.put(answer)

    def give_up(self) -> None:
        """Have the work end at its next call."""
        self._given_up.set()
        self._answers.put(None)


class LongWork(QObject):
    """Does a work once. `moved` carries the share done, `question_asked` a question that is to be answered.

    The last signal is one of three: `done` with what the work returned, `failed` with a sentence, or `given_up`. After
    `close` there is no signal. An error that is a bug goes into the log and ends the work as given up.
    """

    moved = Signal(float)
    question_asked = Signal(object)
    done = Signal(object)
    failed = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QObject, name: str, work: Callable[[Steps], object]) -> None:
        super().__init__(parent)
        self._steps = Steps()
        self._told: object = None
        self._worker = Worker(name)
        self._job = self._worker.submit(lambda: _until_given_up(work, self._steps), on_cancel=self._steps.give_up)
        self._watch = QTimer(self, interval=LOOK_MS)
        self._watch.timeout.connect(self._look)
        self._watch.start()

    def answer(self, answer: object) -> None:
        """Answer the question."""
        self._told = None
        self._steps.answer(answer)

    def give_up(self) -> None:
        """Have it end; `given_up` comes when it has."""
        self._steps.give_up()

    def close(self) -> None:
        """Have it end, and say nothing any more."""
        self._watch.stop()
        self._worker.close()

    def _look(self) -> None:
        if self._job.done:
            self._watch.stop()
            self._worker.close()
            self._tell_the_end()
            return
        self.moved.emit(self._steps.share)
        question = self._steps.question
        if question is not None and question is not self._told:
            self._told = question
            self.question_asked.emit(question)

    def _tell_the_end(self) -> None:
        failure = self._job.failure
        if isinstance(failure, KnownError):
            self.failed.emit(str(failure))
        elif failure is not None or self._job.result() is GivenUp:
            self.given_up.emit()
        else:
            self.done.emit(self._job.result())


def _until_given_up(work: Callable[[Steps], object], steps: Steps) -> object:
    try:
        return work(steps)
    except GivenUp:
        return GivenUp
