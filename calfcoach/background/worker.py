"""Work beside the picture and the keys: one thread that does jobs in a row, whose owner looks now and then.

A job is taken over by polling (`done`, then `result`) on the thread of whoever owns it, so nothing here calls back.
An error that is not of the user's world is logged with its traceback where it happens, also if nobody takes the job
over. Knows nothing of what is done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from typing import Any, Generic, TypeVar

from calfcoach.errors import KnownError

log = logging.getLogger(__name__)

Made = TypeVar("Made")


class Job(Generic[Made]):
    """One piece of work, waiting, under way or done. Only its worker makes one."""

    def __init__(self, future: Future[Made], on_cancel: Callable[[], None] | None) -> None:
        self._future = future
        self._on_cancel = on_cancel

    @property
    def done(self) -> bool:
        """Whether `result` answers at once."""
        return self._future.done()

    def result(self, most_s: float | None = None) -> Made:
        """What was made; waits for it, at most `most_s` seconds.

        Raises:
            TimeoutError: It is not done by then.
            CancelledError: It was cancelled before it was begun.
            Exception: Whatever the work raised.
        """
        return self._future.result(most_s)

    @property
    def failure(self) -> BaseException | None:
        """What a job that is done raised, None where it made something."""
        return CancelledError() if self._future.cancelled() else self._future.exception()

    def wait(self, most_s: float) -> bool:
        """Wait until it is done, `most_s` seconds at most, and return whether it is. From any thread."""
        return not wait([self._future], most_s).not_done

    def cancel(self) -> None:
        """Let it not begin; where it has begun, ask it to end early, as far as it listens. May be called twice."""
        if not self._future.cancel() and not self._future.done() and self._on_cancel is not None:
            self._on_cancel()


class Worker:
    """A thread of that name, begun with the first job; after `close` the next job begins another."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pool: ThreadPoolExecutor | None = None
        self._jobs: list[Job[Any]] = []

    @property
    def used(self) -> bool:
        """Whether there is a thread now."""
        return self._pool is not None

    def submit(self, work: Callable[[], Made], on_cancel: Callable[[], None] | None = None) -> Job[Made]:
        """Have `work` done after all that was submitted before.

        `on_cancel` is called, on the thread that cancels, to have work end early that has begun.
        """
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, self._name)
        job = Job(self._pool.submit(self._logged, work), on_cancel)
        self._jobs = [each for each in self._jobs if not each.done]
        self._jobs.append(job)
        return job

    def close(self, *, wait: bool = False) -> None:
        """Cancel every job and let the thread end with the one it is at; `wait` for that, or not."""
        for job in self._jobs:
            job.cancel()
        self._jobs = []
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=wait)

    def _logged(self, work: Callable[[], Made]) -> Made:
        try:
            return work()
        except KnownError:
            raise
        except Exception:
            log.exception('the job "%s" failed', self._name)
            raise
