"""What a coach tells is kept as it happens, and telling it waits for no disk."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from calfcoach.coach.conductor import Coach, TimedEvent
from calfcoach.coach.recorder import Recorder
from calfcoach.coach.station import SoundStation
from calfcoach.coach.view import View
from calfcoach.domain.plan import SessionPlan
from calfcoach.history import database
from calfcoach.history.store import History, Place
from calfcoach.player.silent import SilentOutput
from calfcoach.session.clock import ManualClock
from calfcoach.session.commands import CommandKind
from tests.asking import ask
from tests.coach.players import BlankRenderer
from tests.histories import HANG_S, sessions_in, sessions_of
from tests.history.conftest import lock_held_by_another_program
from tests.stories import iso_hold, plan, planned

FRAME_S = 1 / 30
EventsInShort = list[tuple[float, str, int, int | None, int | None]]


class Session:
    """A session on a clock that is moved by hand, with or without a history."""

    def __init__(self, plan: SessionPlan, history: History | None) -> None:
        self.clock = ManualClock(1000.0)
        self.coach = Coach(plan, SoundStation(SilentOutput(self.clock)), BlankRenderer, self.clock)
        self.recorder = Recorder(self.coach, history) if history is not None else None
        self.told: EventsInShort = []
        self.frames: list[View] = []
        self.coach.subscribe(self._note)
        self.coach.tick()
        self.coach.start()

    def _note(self, timed: TimedEvent) -> None:
        event = timed.event
        self.told.append((timed.t_s, event.kind.value, event.block_id, event.set_number, event.rep))

    def run(self, seconds: float) -> None:
        until_s = self.clock() + seconds
        while self.clock() < until_s and self.coach.sounding:
            self.clock.tick(FRAME_S)
            self.coach.tick()
            self.frames.append(self.coach.view())

    def close(self) -> None:
        self.coach.close()


@pytest.fixture
def undisturbed() -> Iterator[Session]:
    session = Session(plan(), None)
    session.run(120.0)
    yield session
    session.close()


def test_with_a_lock_held_throughout_events_and_frames_are_as_without(undisturbed: Session, tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    History(path).close(HANG_S)
    with lock_held_by_another_program(path):
        history = History(path)
        session = Session(plan(), history)
        session.run(120.0)
        assert session.told == undisturbed.told
        assert session.frames == undisturbed.frames
        assert sessions_in(path) == []
    assert [(each.ended, each.reps) for each in sessions_of(history)] == [("finished", (2, 2))]
    session.close()
    history.close()


def test_with_a_disk_that_never_answers_events_and_frames_are_as_without(
    undisturbed: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()
    opened = database.open_history

    def never_yet(path: Path) -> sqlite3.Connection:
        assert answers.wait(HANG_S)
        return opened(path)

    monkeypatch.setattr(database, "open_history", never_yet)
    history = History(tmp_path / "history.sqlite")
    session = Session(plan(), history)
    session.run(120.0)  # were anything waited for, this would never come to its end
    assert session.told == undisturbed.told
    assert session.frames == undisturbed.frames
    answers.set()
    assert [(each.ended, each.reps) for each in sessions_of(history)] == [("finished", (2, 2))]
    session.close()
    history.close()


def test_each_rep_is_kept_with_when_it_counted_and_how_it_was_planned(tmp_path: Path) -> None:
    history = History(tmp_path / "history.sqlite")
    session = Session(plan(), history)
    session.run(5 + 6 + 6 + 1.0)
    [kept] = sessions_of(history)
    [done] = kept.items[0].sets
    assert [(rep.number, rep.planned_ms) for rep in done.rep_records] == [
        (1, {"start": 5000, "lower": 3000, "stretch": 1000, "contract": 2000}),
        (2, {"start": 11000, "lower": 3000, "stretch": 1000, "contract": 2000}),
    ]
    for rep, counted_ms in zip(done.rep_records, (11_000, 17_000), strict=True):
        assert rep.at_ms is not None
        assert 0 <= rep.at_ms - counted_ms <= 1000 * FRAME_S + 1
    assert (kept.ended, kept.device, kept.place) == (None, None, Place(2))
    session.close()
    history.close()


def test_a_stop_is_kept_with_its_place_and_a_pause_with_its_length(tmp_path: Path) -> None:
    history = History(tmp_path / "history.sqlite")
    session = Session(plan(), history)
    session.run(5 + 6 + 1.0)
    ask(session.coach, CommandKind.PAUSE)
    session.clock.tick(30.0)
    ask(session.coach, CommandKind.RESUME)
    session.run(3 + 1.5)
    ask(session.coach, CommandKind.STOP)
    [kept] = sessions_of(history)
    assert (kept.ended, kept.place) == (None, Place(1, "lower", 2)), "stopped in place, not ended"
    session.clock.tick(20.0)
    ask(session.coach, CommandKind.STOP)
    [kept] = sessions_of(history)
    assert (kept.ended, kept.reps, kept.pauses, kept.paused_s) == ("stopped", (1,), 1, pytest.approx(30.0, abs=0.1))
    assert kept.place == Place(1, "lower", 2)
    assert (session.recorder.pauses, len(session.recorder.marks)) == (1, 1), "who ends has not paused"
    session.close()
    history.close()


def test_a_session_of_two_exercises_is_kept_as_two(tmp_path: Path) -> None:
    history = History(tmp_path / "history.sqlite")
    both = SessionPlan((planned(sets=1, reps=1), planned(iso_hold(), sets=1, reps=1)))
    session = Session(both, history)
    session.run(300.0)
    [kept] = sessions_of(history)
    assert [(item.exercise, [each.reps for each in item.sets]) for item in kept.items] == [
        ("donkey-calf-raise", [1]),
        ("iso-hold", [1]),
    ]
    assert kept.ended == "finished"
    session.close()
    history.close()
