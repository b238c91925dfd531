"""The history: what was completed is kept as it happens, through crashes, full disks and files of other versions."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest

from calfcoach.domain.exercise import Side
from calfcoach.domain.plan import SessionPlan
from calfcoach.history.past import PastSession
from calfcoach.history.resuming import records_of
from calfcoach.history.schema import SCHEMA_VERSION
from calfcoach.history.store import History, Place, Remarks, default_path
from calfcoach.session.results import SetRecord
from tests.disk import room_for
from tests.histories import HANG_S, sessions_in, sessions_of
from tests.stories import iso_hold, planned, rep_done, single_leg

SessionsInShort = list[tuple[str | None, tuple[int, ...]]]


def record(reps: int, number: int = 1, **changes: object) -> SetRecord:
    done = tuple(rep_done(rep) for rep in range(1, reps + 1))
    return SetRecord(number, number, 10, done, **changes)  # type: ignore[arg-type]


def told(sessions: Iterable[PastSession]) -> SessionsInShort:
    return [(session.ended, session.reps) for session in sessions]


def kept(history: History) -> SessionsInShort:
    """What is in the file when the history has written what it was given."""
    return told(sessions_of(history))


def test_a_session_is_kept_as_it_happens(history: History, plan: SessionPlan) -> None:
    history.begin(plan)
    assert kept(history) == [(None, ())]
    history.keep((record(4),))
    assert kept(history) == [(None, (4,))]
    history.keep((record(10, complete=True), record(3, 2)))
    history.end("stopped", 1, 12.5)
    history.annotate(Remarks("left calf <b>tight</b>", 7, 0))
    assert kept(history) == [("stopped", (10, 3))]
    [session] = sessions_of(history)
    assert (session.items[0].exercise, session.items[0].variant) == ("donkey-calf-raise", None)
    assert (session.pauses, session.paused_s) == (1, 12.5)
    assert session.remarks == Remarks("left calf <b>tight</b>", 7, 0)


def test_every_rep_has_its_planned_times_and_when_it_counted(history: History, plan: SessionPlan) -> None:
    history.begin(plan, "speaker", 0.12)
    history.keep((record(1),), 11.0)
    history.keep((record(2),), 17.25)
    [session] = sessions_of(history)
    [done] = session.items[0].sets
    assert [(rep.side, rep.number, rep.at_ms, rep.source) for rep in done.rep_records] == [
        ("both", 1, 11_000, "score"),
        ("both", 2, 17_250, "score"),
    ]
    phases = rep_done(2).planned
    lengths = {each.phase.value: round((each.end_s - each.start_s) * 1000) for each in phases}
    assert done.rep_records[1].planned_ms == {"start": round(phases[0].start_s * 1000), **lengths}
    assert done.rep_records[1].performed_ms == {}
    assert done.tension_s == pytest.approx(2 * float(phases[-1].end_s - phases[0].start_s))
    assert (session.device, session.device_offset_ms, session.lasted_s) == ("speaker", 120.0, 17.25)


def test_reps_are_what_the_person_says_and_a_repeated_set_does_not_add(history: History, plan: SessionPlan) -> None:
    history.begin(plan)
    history.keep((record(10, repeated=True), record(10, performed={None: 7}), record(8, 2, performed={None: 0})))
    history.end("finished", 0)
    assert kept(history) == [("finished", (7, 0))]


def test_sides_are_kept_apart(history: History) -> None:
    history.begin(SessionPlan((planned(single_leg()),)))
    done = tuple(rep_done(rep, side) for side in (Side.LEFT, Side.RIGHT) for rep in (1, 2))
    history.keep((SetRecord(1, 1, 2, done),))
    [session] = sessions_of(history)
    [only] = session.items[0].sets
    assert [(rep.side, rep.number) for rep in only.rep_records] == [
        ("left", 1), ("right", 1), ("left", 2), ("right", 2),
    ] or [(rep.side, rep.number) for rep in only.rep_records] == [
        ("left", 1), ("left", 2), ("right", 1), ("right", 2),
    ]  # fmt: skip
    assert session.reps == (2,)


def test_what_was_corrected_on_a_side_is_kept_and_found_again(history: History) -> None:
    plan = SessionPlan((planned(single_leg()),))
    history.begin(plan)
    done = tuple(rep_done(rep, side) for side in (Side.LEFT, Side.RIGHT) for rep in (1, 2))
    history.keep((SetRecord(1, 1, 2, done, {Side.RIGHT: 5}), SetRecord(2, 2, 2, done, {None: 1})))
    [session] = sessions_of(history)
    first, second = session.items[0].sets
    assert (first.performed_reps, first.performed_left, first.performed_right) == (5, 2, 5)
    assert [(each.done_on(Side.LEFT), each.done_on(Side.RIGHT)) for each in (first, second)] == [(2, 5), (1, 1)]
    assert (first.counted_on(Side.RIGHT), second.performed_left) == (2, None)
    assert [each.performed for each in records_of(plan, session)] == [{Side.LEFT: 2, Side.RIGHT: 5}, {None: 1}]


def test_several_exercises_of_a_session_are_kept_as_several(history: History) -> None:
    plan = SessionPlan((planned(), planned(iso_hold())))
    history.begin(plan)
    history.keep((record(2), record(2, 2), SetRecord(3, 1, 2, (rep_done(1),))))
    [session] = sessions_of(history)
    assert [(item.exercise, [each.set_number for each in item.sets]) for item in session.items] == [
        ("donkey-calf-raise", [1, 2]),
        ("iso-hold", [1]),
    ]
    assert session.items[0].dose["tempo"] == "3-1-2-0"
    assert session.items[1].dose["hold_s"] == "30"
    assert session.reps == (2, 2, 1)


def test_where_it_was_stopped_is_kept(history: History, plan: SessionPlan) -> None:
    history.begin(plan)
    history.keep((record(4, complete=True),), 40.0)
    history.at(Place(2, "lower", 4), 80.0)
    history.end("stopped", 0, 0.0, 80.0)
    [session] = sessions_of(history)
    assert session.place == Place(2, "lower", 4)
    assert session.lasted_s == 80.0


def test_the_newest_session_comes_first_and_one_can_be_forgotten(plan: SessionPlan) -> None:
    minutes = count()
    now = datetime(2026, 1, 1, tzinfo=timezone.utc)  # noqa: UP017
    history = History(now=lambda: now + timedelta(minutes=next(minutes)))
    for reps in (1, 2):
        history.begin(plan)
        history.keep((record(reps),))
        history.end("finished", 0)
    assert kept(history) == [("finished", (2,)), ("finished", (1,))]
    history.forget()
    history.annotate(Remarks("of nothing"))
    history.keep((record(9),))
    assert kept(history) == [("finished", (1,))]
    assert history.problem is None
    history.close()


def test_a_session_in_which_nothing_was_done_is_not_kept(history: History, plan: SessionPlan) -> None:
    history.begin(plan)
    history.at(Place(1, "lower", 1), 5.0)
    history.end("stopped", 1, 2.0, 5.0)
    history.at(Place(1, "lower", 1), 5.0)
    history.annotate(Remarks("of nothing"))
    assert kept(history) == []
    assert not history.keeps


def test_one_that_goes_on_after_its_end_is_kept_after_all(history: History, plan: SessionPlan) -> None:
    history.begin(plan)
    history.end("stopped", 0, 0.0, 5.0)
    history.take_end_back(9.0)
    assert history.keeps
    assert kept(history) == [(None, ())]
    history.keep((record(3),), 30.0)
    history.end("stopped", 0, 0.0, 31.0)
    assert kept(history) == [("stopped", (3,))]


def test_one_of_which_somebody_says_that_reps_were_done_is_kept_after_all(history: History, plan: SessionPlan) -> None:
    history.begin(plan)
    history.end("stopped", 0)
    history.keep((replace(record(0), performed={None: 4}),))
    assert kept(history) == [("stopped", (4,))]


CRASH = """
import os, signal
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.store import History
from calfcoach.session.results import SetRecord
from tests.stories import exercise, rep_done
history = History()
history.begin(plan_of(exercise(), Choices()))
history.keep((SetRecord(1, 1, 10, (rep_done(1),)),))
assert history.settle(60)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_rep_is_there_after_a_crash() -> None:
    for sessions in (1, 2):
        subprocess.run([sys.executable, "-c", CRASH], check=False)
        assert told(sessions_in()) == [(None, (1,))] * sessions


def test_a_newer_history_is_left_alone(plan: SessionPlan) -> None:
    History().close()
    with closing(sqlite3.connect(default_path())) as database:
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = {path: path.read_bytes() for path in default_path().parent.iterdir()}
    history = History()
    history.begin(plan)
    history.keep((record(1),))
    history.end("finished", 0)
    assert history.settle(HANG_S)
    assert history.problem is not None
    assert "of a newer Calfcoach and is left alone" in history.problem
    assert not history.keeps
    history.close()
    assert {path: path.read_bytes() for path in default_path().parent.iterdir()} == before


def test_a_place_that_cannot_be_written_is_told(plan: SessionPlan, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    for path in (tmp_path / "file" / "history.sqlite", tmp_path):
        history = History(path)
        history.begin(plan)
        history.keep((record(1),))
        history.end("finished", 0)
        assert not history.close(0.1)
        assert history.problem is not None
        assert f"The history {path} cannot be written: " in history.problem


def test_a_full_disk_is_told_and_what_was_done_on_it_is_kept_when_there_is_room(plan: SessionPlan) -> None:
    history = History()
    history.begin(plan)
    history.keep((record(1),))
    history.end("stopped", 0)
    assert history.settle(HANG_S)
    with room_for(0):
        history.keep((record(2),))
        assert not history.settle(0.5)
        assert history.problem is not None
        assert "cannot be written" in history.problem
        assert "is lost when the program ends" in history.problem
        assert not history.keeps
    assert kept(history) == [("stopped", (2,))]
    assert history.keeps
    assert history.problem is None
    history.close()


@pytest.fixture
def log_of_changes(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    from calfcoach.history.writer import Writer

    made: list[str] = []
    write = Writer.write

    def noted(self: Writer, changes: Iterable[object]) -> None:
        listed = list(changes)
        made.append(" ".join(change.table for change in listed))  # type: ignore[attr-defined]
        write(self, listed)  # type: ignore[arg-type]

    monkeypatch.setattr(Writer, "write", noted)

    def taken() -> list[str]:
        found, made[:] = list(made), []
        return found

    return taken


def test_only_what_changed_is_written(
    history: History, plan: SessionPlan, log_of_changes: Callable[[], list[str]]
) -> None:
    history.begin(plan)
    first, second = record(10, complete=True), record(1, 2)
    history.keep((first,), 60.0)
    log_of_changes()
    history.keep((first, second), 90.0)
    assert log_of_changes() == ["exercise_set rep session"]
    history.keep((first, second), 90.0)
    assert log_of_changes() == [""]
    history.keep((first, second.with_rep(rep_done(2))), 96.0)
    assert log_of_changes() == ["exercise_set rep session"]
