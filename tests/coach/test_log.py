"""The event log: one whole line an event, in order, with the time of the paint that first showed it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from calfcoach.coach.conductor import TimedEvent
from calfcoach.coach.log import HELD_BACK_S, EventLog
from calfcoach.coach.view import View, view_of
from calfcoach.domain.exercise import Side
from calfcoach.domain.phases import Phase
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.errors import KnownError
from calfcoach.session.events import Event, EventKind, Notice, NoticeKey
from calfcoach.session.machine import SessionMachine
from tests.stories import exercise


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.jsonl"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def phase(t_s: float, position_s: float, which: Phase = Phase.LOWER) -> TimedEvent:
    return TimedEvent(Event(EventKind.PHASE, 1, position_s, which, 1, 1), t_s)


@pytest.fixture
def view() -> View:
    """The picture of a session's first moment."""
    machine = SessionMachine(plan_of(exercise(), Choices()))
    machine.start()
    return view_of(machine, 0.0)


def test_a_row_has_the_keys_of_the_design_in_their_order(path: Path) -> None:
    log = EventLog(path)
    log(phase(12.5, 5.0))
    no_sound = Notice(NoticeKey.SOUND_PROBLEM, {"problem": "Kein Ton: »Gerät«\n{}"})
    log(TimedEvent(Event(EventKind.NOTICE, 0, 0.0, notice=no_sound), 13.0))
    first, second = path.read_text(encoding="utf-8").splitlines()
    assert first == (
        '{"event": "phase", "t": 12.5, "painted_t": null, "block": 1, "position": 5.0, "phase": "lower", '
        '"set": 1, "rep": 1, "text": ""}'
    )
    assert json.loads(second)["text"] == "Kein Ton: »Gerät«\n{}"
    log.close()


def test_the_side_is_told_in_the_text(path: Path) -> None:
    log = EventLog(path)
    log(TimedEvent(Event(EventKind.SWITCH, 1, 40.0, set_number=1, side=Side.RIGHT), 1.0))
    log.close()
    assert [row["text"] for row in rows(path)] == ["right leg"]


def test_a_row_waits_for_the_paint_that_shows_it(path: Path, view: View) -> None:
    log = EventLog(path, painting=True)
    log(phase(100.0, 5.0))
    log.painted(100.01, replace(view, block_id=1, position_s=4.99))
    assert rows(path) == []
    log.painted(100.03, replace(view, block_id=1, position_s=5.01))
    log.painted(100.05, replace(view, block_id=1, position_s=5.03))
    assert [(row["t"], row["painted_t"]) for row in rows(path)] == [(100.0, 100.03)]
    log.close()


def test_a_phase_that_was_over_before_any_paint_stays_unpainted(path: Path, view: View) -> None:
    log = EventLog(path, painting=True)
    log(phase(100.0, 5.0))
    log(phase(100.0, 8.0, Phase.STRETCH))
    log.painted(100.1, replace(view, block_id=1, position_s=8.2))
    log.close()
    assert [(row["phase"], row["painted_t"]) for row in rows(path)] == [("lower", None), ("stretch", 100.1)]


def test_what_a_hidden_window_never_paints_is_written_all_the_same(path: Path) -> None:
    log = EventLog(path, painting=True)
    log(phase(100.0, 5.0))
    log(phase(100.0 + HELD_BACK_S, 8.0, Phase.STRETCH))
    assert [row["phase"] for row in rows(path)] == ["lower"]
    log.close()
    assert [(row["phase"], row["painted_t"]) for row in rows(path)] == [("lower", None), ("stretch", None)]


def test_a_log_that_cannot_be_made_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"cannot write the event log .*: Is a directory; choose another file"):
        EventLog(tmp_path)


def test_a_full_disk_ends_the_log_and_not_the_session() -> None:
    log = EventLog(Path("/dev/full"))
    for t_s in (1.0, 2.0):
        log(phase(t_s, t_s))
    log.close()
    assert log.problem == "the event log /dev/full cannot be written any more: No space left on device"
