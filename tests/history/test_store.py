"""The history: what was completed is kept, through crashes, full disks and damaged files."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.store import SCHEMA_VERSION, History, Remarks, default_path
from calfcoach.session.results import SetRecord
from tests.stories import exercise, rep_done


@pytest.fixture
def plan() -> SessionPlan:
    return plan_of(exercise(), Choices())


@pytest.fixture
def history() -> Iterator[History]:
    made = History()
    yield made
    made.close()


def record(reps: int, number: int = 1, **changes: object) -> SetRecord:
    done = tuple(rep_done(rep) for rep in range(1, reps + 1))
    return SetRecord(number, number, 10, done, **changes)  # type: ignore[arg-type]


def again() -> list[tuple[str | None, tuple[int, ...]]]:
    """What the next run of the program finds."""
    with_fresh_eyes = History()
    try:
        assert with_fresh_eyes.problem is None
        return [(session.ended, session.reps) for session in with_fresh_eyes.sessions()]
    finally:
        with_fresh_eyes.close()


def test_a_session_is_kept_as_it_happens(history: History, plan: SessionPlan) -> None:
    history.begin(plan)
    assert again() == [(None, ())]
    history.keep((record(4),))
    assert again() == [(None, (4,))]
    history.keep((record(10, complete=True), record(3, 2)))
    history.end("stopped", 1)
    history.annotate(Remarks("left calf <b>tight</b>", 7, 0))
    assert again() == [("stopped", (10, 3))]
    [session] = history.sessions()
    assert (session.exercise, session.variant, session.pauses) == ("donkey-calf-raise", None, 1)
    assert session.remarks == Remarks("left calf <b>tight</b>", 7, 0)


def test_reps_are_what_the_person_says_and_a_repeated_set_does_not_add(history: History, plan: SessionPlan) -> None:
    history.begin(plan)
    history.keep((record(10, repeated=True), record(10, performed=7), record(8, 2, performed=0)))
    history.end("finished", 0)
    assert again() == [("finished", (7, 0))]


def test_the_newest_session_comes_first_and_one_can_be_forgotten(history: History, plan: SessionPlan) -> None:
    for reps in (1, 2):
        history.begin(plan)
        history.keep((record(reps),))
        history.end("finished", 0)
    assert again() == [("finished", (2,)), ("finished", (1,))]
    history.forget()
    history.annotate(Remarks("of nothing"))
    history.keep((record(9),))
    assert again() == [("finished", (1,))]
    assert history.problem is None


CRASH = """
import os, signal
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.store import History
from calfcoach.session.results import SetRecord
from tests.stories import exercise, rep_done
history = History()
history.begin(plan_of(exercise(), Choices()))
history.keep((SetRecord(1, 1, 10, (rep_done(1),)),))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_rep_is_there_after_a_crash() -> None:
    for sessions in (1, 2):
        subprocess.run([sys.executable, "-c", CRASH], check=False)
        assert again() == [(None, (1,))] * sessions


def test_a_newer_history_is_left_alone(plan: SessionPlan) -> None:
    History().close()
    with sqlite3.connect(default_path()) as database:
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    database.close()
    before = default_path().read_bytes()
    history = History()
    assert history.problem is not None
    assert "of a newer Calfcoach and is left alone" in history.problem
    history.begin(plan)
    history.keep((record(1),))
    history.end("finished", 0)
    assert history.sessions() == []
    history.close()
    assert default_path().read_bytes() == before


def test_a_damaged_history_is_kept_aside_and_a_new_one_begun(plan: SessionPlan) -> None:
    default_path().parent.mkdir(parents=True, exist_ok=True)
    default_path().write_bytes(b"no database" * 1000)
    wal = default_path().with_name("history.sqlite-wal")
    wal.write_bytes(b"of the old one")
    history = History()
    assert history.problem is not None
    assert history.problem.startswith("The history was damaged; it is kept as ")
    [kept] = default_path().parent.glob("history-unreadable-*.sqlite")
    assert kept.read_bytes() == b"no database" * 1000
    history.begin(plan)
    history.keep((record(2),))
    history.close()
    assert again() == [(None, (2,))]


def test_a_history_that_breaks_later_is_told_and_harms_nothing(plan: SessionPlan) -> None:
    first = History()
    for _ in range(50):
        first.begin(plan)
        first.keep((record(5),))
    first.close()
    data = bytearray(default_path().read_bytes())
    data[4096:] = b"\x55" * (len(data) - 4096)
    default_path().write_bytes(data)
    history = History()
    history.begin(plan)
    history.keep((record(1),))
    assert history.sessions() == []
    assert history.problem is not None
    history.close()


def test_a_place_that_cannot_be_written_is_told(plan: SessionPlan, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    for path in (tmp_path / "file" / "history.sqlite", tmp_path):
        history = History(path)
        assert history.problem is not None
        assert "cannot be opened" in history.problem
        history.begin(plan)
        history.keep((record(1),))
        history.end("finished", 0)
        assert history.sessions() == []
        history.close()


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process may grow meanwhile."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_and_what_was_kept_stays(plan: SessionPlan) -> None:
    history = History()
    history.begin(plan)
    history.keep((record(1),))
    history.end("stopped", 0)
    with full_disk():
        history.begin(plan)
        history.keep((record(2),))
        history.end("finished", 0)
    assert history.problem is not None
    assert "cannot be kept" in history.problem
    assert "constraint" not in history.problem
    history.close()
    assert again() == [("stopped", (1,))]


def of_schema_1(plan: SessionPlan) -> None:
    """A history as the first Calfcoach left it."""
    history = History()
    history.begin(plan)
    history.keep((record(3),))
    history.annotate(Remarks("as it was"))
    history.close()
    with sqlite3.connect(default_path()) as database:
        database.executescript(
            "ALTER TABLE session DROP COLUMN effort; ALTER TABLE session DROP COLUMN pain; PRAGMA user_version = 1;"
        )
    database.close()


def test_a_history_of_the_first_schema_is_copied_and_brought_up_to_date(plan: SessionPlan) -> None:
    of_schema_1(plan)
    history = History()
    assert history.problem is None
    history.begin(plan)
    history.annotate(Remarks("now", 10, 3))
    assert [session.remarks for session in history.sessions()] == [Remarks("now", 10, 3), Remarks("as it was")]
    history.close()
    assert again() == [(None, ()), (None, (3,))]
    with sqlite3.connect(default_path().with_name("history-schema-1.sqlite")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
        assert copy.execute("SELECT note FROM session").fetchall() == [("as it was",)]
    copy.close()
    assert list(default_path().parent.glob("*.part*")) == []


def test_a_history_that_cannot_be_copied_is_left_as_it_is(plan: SessionPlan) -> None:
    of_schema_1(plan)
    before = default_path().read_bytes()
    default_path().with_name("history-schema-1.part").mkdir()
    history = History()
    assert history.problem is not None
    assert "The session is not kept" in history.problem
    history.begin(plan)
    assert not history.keeps
    history.close()
    assert default_path().read_bytes() == before


def test_it_knows_whether_the_session_is_kept(history: History, plan: SessionPlan) -> None:
    assert not history.keeps
    history.begin(plan)
    assert history.keeps
    with full_disk():
        history.keep((record(2),))
        assert not history.keeps
    history.keep((record(2),))
    assert history.keeps
