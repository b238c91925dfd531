"""The writer: nobody waits for it, and it tries again until what was done is written."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.history import database, journal, opened
from calfcoach.history.schema import Change, new_id
from calfcoach.history.store import History, default_path
from tests.disk import room_for
from tests.histories import HANG_S, sessions_in, sessions_of
from tests.history.conftest import lock_held, lock_held_by_another_program
from tests.history.test_store import record, told

Open = Callable[..., History]
BESIDE = "history-unwritten-*.jsonl"


def beside() -> list[Path]:
    return list(default_path().parent.glob(BESIDE))


def until(is_so: Callable[[], bool]) -> None:
    """Wait for what another thread is about to do."""
    waiting = threading.Event()
    for _ in range(round(HANG_S / 0.01)):
        if is_so():
            return
        waiting.wait(0.01)
    pytest.fail("it never came to be")


@pytest.mark.parametrize("held", [lock_held, lock_held_by_another_program])
def test_a_session_begun_while_the_file_is_locked_is_kept(held: Any, plan: SessionPlan, open_history: Open) -> None:
    History().close()
    with held():
        history = open_history()
        history.begin(plan)
        history.keep((record(2),))
        until(lambda: bool(beside()))
        assert history.keeps
    assert told(sessions_of(history)) == [(None, (2,))]
    assert beside() == []
    assert history.problem is None


@pytest.mark.parametrize("held", [lock_held, lock_held_by_another_program])
def test_a_lock_for_a_whole_set_loses_nothing(held: Any, plan: SessionPlan, history: History) -> None:
    history.begin(plan)
    assert history.settle(HANG_S)
    with held():
        for reps in range(1, 11):
            history.keep((record(reps),))
        until(lambda: history.problem is not None)
        assert "database is locked" in str(history.problem)
        assert "kept beside it" in str(history.problem)
        assert history.keeps
    assert told(sessions_of(history)) == [(None, (10,))]
    assert history.problem is None


def test_what_is_unwritten_at_the_end_is_said_and_written_at_the_next_start(plan: SessionPlan) -> None:
    History().close()
    with lock_held_by_another_program():
        history = History()
        history.begin(plan)
        history.keep((record(3),))
        history.end("stopped", 0)
        assert not history.close()
        assert "kept beside it and written as soon as it can be" in str(history.problem)
    until(lambda: not history._writer._thread.is_alive())  # as the end of the program would
    assert sessions_in() == []
    [left] = beside()
    assert left.stat().st_mode & 0o777 == 0o600
    following = History()
    assert told(sessions_of(following)) == [("stopped", (3,))]
    following.close()
    assert beside() == []


KILLED = """
import os, signal, sys, time
from pathlib import Path
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.schema import Change, new_id
from calfcoach.history.store import History, default_path
from calfcoach.session.results import SetRecord
from tests.stories import exercise, rep_done
history = History()
history.begin(plan_of(exercise(), Choices()))
history.keep((SetRecord(1, 1, 10, (rep_done(1),)),))
while not any(path.stat().st_size for path in default_path().parent.glob("history-unwritten-*")):
    time.sleep(0.01)  # a thread of the program writes it and tells nobody
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_program_that_is_killed_while_the_file_is_locked_loses_nothing() -> None:
    History().close()
    with lock_held():
        subprocess.run([sys.executable, "-c", KILLED], check=False)
    following = History()
    assert told(sessions_of(following)) == [(None, (1,))]
    following.close()


def test_the_journal_of_a_program_that_runs_is_its_own(plan: SessionPlan, open_history: Open) -> None:
    History().close()
    with lock_held():
        running = open_history()
        running.begin(plan)
        until(lambda: bool(beside()))
    second = open_history()
    assert second.settle(HANG_S)
    running.keep((record(4),))
    assert told(sessions_of(running)) == [(None, (4,))]


@pytest.mark.parametrize("way", ["a folder in its place", "a full disk", "a file for a folder"])
def test_a_history_that_cannot_be_opened_at_the_start_is_opened_later(way: str, plan: SessionPlan) -> None:
    with in_the_way(way) as clear:
        history = History()
        history.begin(plan)
        history.keep((record(1),))
        until(lambda: history.problem is not None)
        clear()
        history.keep((record(2),))
        assert told(sessions_of(history)) == [(None, (2,))]
        assert history.problem is None
        history.close()


@contextmanager
def in_the_way(way: str) -> Iterator[Callable[[], None]]:
    path = default_path()
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    if way == "a full disk":
        room = room_for(0)
        room.__enter__()
        yield lambda: room.__exit__(None, None, None)
    elif way == "a file for a folder":
        path.parent.write_text("a file")
        yield path.parent.unlink
    else:
        path.mkdir(parents=True)
        yield path.rmdir


def test_a_disk_that_may_only_be_read_is_said_and_what_is_there_stays(
    plan: SessionPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = History()
    before.begin(plan)
    before.keep((record(5),))
    before.end("finished", 0)
    assert before.close(HANG_S)

    def refuse(_path: Path) -> None:
        error = sqlite3.OperationalError("attempt to write a readonly database")
        error.sqlite_errorcode = sqlite3.SQLITE_READONLY
        raise error

    def refuse_the_journal(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as read_only:
        read_only.setattr(database, "open_history", refuse)
        read_only.setattr(journal, "open_regular", refuse_the_journal)
        history = History()
        history.begin(plan)
        history.keep((record(1),))
        until(lambda: not history.keeps and history.problem is not None)
        assert "attempt to write a readonly database" in str(history.problem)
        assert "make room, or allow it to be written" in str(history.problem)
        assert told(sessions_in()) == [("finished", (5,))]
    history.keep((record(2),))
    assert told(sessions_of(history)) == [(None, (2,)), ("finished", (5,))]
    assert history.problem is None
    history.close()


def test_a_disk_that_does_not_answer_is_waited_for_by_nobody(
    plan: SessionPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening hangs until the very end, and everything is handed over as if nothing were the matter."""
    answers = threading.Event()
    opened = database.open_history

    def slowly(path: Path) -> sqlite3.Connection:
        assert answers.wait(HANG_S)
        return opened(path)

    monkeypatch.setattr(database, "open_history", slowly)
    history = History()
    history.begin(plan)
    for reps in range(1, 11):
        history.keep((record(reps),))
    history.end("finished", 0)
    assert not default_path().exists()
    answers.set()
    assert told(sessions_of(history)) == [("finished", (10,))]
    history.close()


def test_the_calling_thread_never_uses_the_database(plan: SessionPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    users: set[threading.Thread] = set()
    connect = sqlite3.connect

    def noted(*args: Any, **named: Any) -> sqlite3.Connection:
        users.add(threading.current_thread())
        return connect(*args, **named)

    monkeypatch.setattr(sqlite3, "connect", noted)
    # A connection belongs to the thread that opened it: SQLite's module refuses every other.
    history = History()
    history.begin(plan)
    history.keep((record(1),))
    history.end("finished", 0)
    assert history.close(HANG_S)
    assert users
    assert threading.current_thread() not in users


def test_a_rep_whose_session_another_program_removed_goes_with_it(plan: SessionPlan, history: History) -> None:
    history.begin(plan)
    history.keep((record(1),))
    assert history.settle(HANG_S)
    with sqlite3.connect(default_path()) as other:
        other.execute("PRAGMA foreign_keys = ON")
        other.execute("DELETE FROM session")
    other.close()
    history.keep((record(2),))
    assert history.settle(HANG_S)
    assert history.problem is None
    history.begin(plan)
    history.keep((record(5),))
    assert (None, (5,)) in told(sessions_of(history))


def test_a_file_put_in_its_place_meanwhile_is_written_to(plan: SessionPlan, history: History) -> None:
    history.begin(plan)
    history.keep((record(1),))
    assert history.settle(HANG_S)
    other = default_path().parent / "other.sqlite"
    History(other).close(HANG_S)
    other.replace(default_path())
    history.begin(plan)
    history.keep((record(2),))
    assert (None, (2,)) in told(sessions_of(history))


def test_what_was_removed_and_put_back_in_one_try_with_a_row_that_fits_nowhere_is_there(
    plan: SessionPlan, open_history: Open
) -> None:
    History().close()
    with lock_held_by_another_program():
        history = open_history()
        history.begin(plan)
        history.keep((record(2),))
        history.forget()
        assert history.remember()
        nowhere = Change("rep", {"set_id": new_id(), "side": "both", "number": 1})
        history.submit([nowhere])
        until(lambda: bool(beside()))
    assert told(sessions_of(history)) == [(None, (2,))]


def synced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files had been synced when each sync was done; grows as syncs are done."""
    done: list[int] = []
    monkeypatch.setattr(opened.OpenedHistory, "sync", _noted(opened.OpenedHistory.sync, done))
    return done


def _noted(sync: Callable[[opened.OpenedHistory], None], done: list[int]) -> Callable[[opened.OpenedHistory], None]:
    def noted(self: opened.OpenedHistory) -> None:
        sync(self)
        done.append(len(done) + 1)

    return noted


def test_a_rep_waits_for_no_sync_and_the_end_for_one(plan: SessionPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "SYNC_WITHIN_S", HANG_S)
    done = synced(monkeypatch)
    history = History()
    history.begin(plan)
    for reps in range(1, 4):
        history.keep((record(reps),))
        assert told(sessions_of(history)) == [(None, (reps,))]
    assert done == []
    assert history.close(HANG_S)
    assert done == [1]


def test_what_was_written_is_synced_soon_without_anything_more_to_write(
    plan: SessionPlan, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "SYNC_WITHIN_S", 0.01)
    done = synced(monkeypatch)
    history.begin(plan)
    until(lambda: bool(done))


def test_what_was_kept_beside_is_synced_before_it_is_removed_there(
    plan: SessionPlan, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert history.settle(HANG_S)
    monkeypatch.setattr(opened, "SYNC_WITHIN_S", HANG_S)
    done = synced(monkeypatch)
    with lock_held_by_another_program():
        history.begin(plan)
        until(lambda: bool(beside()))
        assert done == []
    assert history.settle(HANG_S)
    assert (done, beside()) == ([1], [])


def test_a_disk_that_refuses_to_sync_is_said_and_tried_again(
    plan: SessionPlan, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert history.settle(HANG_S)
    refused = threading.Event()

    def refuse(_descriptor: int) -> None:
        if not refused.is_set():
            refused.set()
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(opened, "SYNC_WITHIN_S", 0.0)
    monkeypatch.setattr(opened.os, "fsync", refuse)
    history.begin(plan)
    assert refused.wait(HANG_S)
    history.keep((record(1),))
    assert told(sessions_of(history)) == [(None, (1,))]
    until(lambda: history.problem is None)
