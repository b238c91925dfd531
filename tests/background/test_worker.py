"""Jobs beside the picture: taken over by whoever asked for them, cancelled, and no thread left behind."""

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError

import pytest

from calfcoach.background.worker import Worker
from calfcoach.errors import KnownError

LONG_S = 30.0


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker("test-worker")
    yield made
    made.close(wait=True)


def threads() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name.startswith("test-worker")]


def test_jobs_are_done_in_a_row_on_a_thread_of_their_own(worker: Worker) -> None:
    assert not worker.used
    order: list[int] = []
    jobs = [worker.submit(lambda n=n: order.append(n) or threading.current_thread().name) for n in range(5)]
    assert {job.result(LONG_S) for job in jobs} == {threads()[0]}
    assert order == [0, 1, 2, 3, 4]
    assert all(job.done and job.failure is None for job in jobs)


def test_an_error_of_ours_is_logged_with_its_traceback_even_if_nobody_takes_it_over(
    worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("ours")

    job = worker.submit(broken)
    assert job.wait(LONG_S)
    assert isinstance(job.failure, ZeroDivisionError)
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert "test-worker" in record.getMessage()
    assert record.exc_info is not None and record.exc_info[0] is ZeroDivisionError


def test_an_error_of_the_users_world_is_for_the_owner_alone(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    def refused() -> None:
        raise KnownError("the disk is full")

    job = worker.submit(refused)
    assert job.wait(LONG_S)
    with pytest.raises(KnownError, match="the disk is full"):
        job.result()
    assert caplog.records == []


def test_a_job_that_has_not_begun_never_does(worker: Worker) -> None:
    go_on = threading.Event()
    done: list[str] = []
    first = worker.submit(lambda: go_on.wait(LONG_S))
    second = worker.submit(lambda: done.append("second"))
    second.cancel()
    go_on.set()
    assert first.result(LONG_S)
    assert worker.submit(lambda: None).wait(LONG_S)
    assert done == []
    assert second.done and isinstance(second.failure, CancelledError)


def test_a_job_that_has_begun_is_asked_to_end_early(worker: Worker) -> None:
    begun, stop = threading.Event(), threading.Event()

    def work() -> str:
        begun.set()
        assert stop.wait(LONG_S)
        return "ended early"

    job = worker.submit(work, on_cancel=stop.set)
    assert begun.wait(LONG_S)
    assert not job.done
    job.cancel()
    job.cancel()
    assert job.result(LONG_S) == "ended early"


@pytest.mark.parametrize("wait", [True, False])
def test_to_close_cancels_all_and_leaves_no_thread(wait: bool) -> None:
    worker = Worker("test-worker")
    begun, stop = threading.Event(), threading.Event()
    running = worker.submit(lambda: begun.set() or stop.wait(LONG_S), on_cancel=stop.set)
    waiting = worker.submit(lambda: None)
    assert begun.wait(LONG_S)
    (thread,) = (each for each in threading.enumerate() if each.name.startswith("test-worker"))
    worker.close(wait=wait)
    worker.close(wait=wait)
    thread.join(LONG_S)
    assert threads() == []
    assert running.result(LONG_S)
    assert isinstance(waiting.failure, CancelledError)
    assert worker.submit(lambda: 7).result(LONG_S) == 7, "it can be used again"
    worker.close(wait=True)
    assert threads() == []
