"""The event log: one whole line an event, in order, with the time of the paint that first showed it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from calfcoach.coach.conductor import TimedEvent
from calfcoach.coach.log import HELD_BACK_S, EventLog
from calfcoach.coach.view import View
from calfcoach.domain.exercise import Side
from calfcoach.domain.phases import Phase
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.errors import KnownError
from calfcoach.resources import config_dir, user_data_dir
from calfcoach.score.segments import SegmentKind
from calfcoach.session.events import Event, EventKind, Notice, NoticeKey
from calfcoach.session.machine import SessionMachine
from tests.disk import room_for
from tests.stories import exercise
from tests.views import view_of


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
    assert [row["text"] for row in rows(path)] == ["right side"]


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
    for path, what in ((tmp_path, "a folder"), (Path("/dev/full"), "a pipe or a device")):
        with pytest.raises(KnownError) as refused:
            EventLog(path)
        assert str(refused.value) == (
            f"cannot write the event log {path}: it is {what}, not a file; choose another file"
        )


def test_a_log_takes_one_session_after_another(path: Path, view: View) -> None:
    log = EventLog(path, painting=True)
    log(phase(100.0, 5.0))
    log.painted(100.03, replace(view, block_id=1, position_s=5.01, kind=SegmentKind.LOWER, rep=1))
    log(phase(101.0, 6.0, Phase.CONTRACT))
    log.end_session()
    assert [row["painted_t"] for row in rows(path)] == [100.03, None]
    # The next session has the same blocks; what was painted of the last one says nothing of them.
    log(phase(200.0, 5.0))
    log.close()
    assert [row["painted_t"] for row in rows(path)] == [100.03, None, None]


@pytest.mark.parametrize("cut_off", ["", '{"event": "ph'])
@pytest.mark.parametrize("before", ["", '{"event": "session", "t": 1.0}\n'])
def test_an_older_event_log_and_an_empty_file_are_written_anew(path: Path, before: str, cut_off: str) -> None:
    path.write_text(before + cut_off if before else "")
    EventLog(path).close()
    assert path.read_text() == ""


@pytest.mark.parametrize(
    "content",
    [b"my notes\n", b"{}\n", b"[]\n", b'{"event": "session"}', b"\xff\xfe\x00", b"[" * 200_000],
    ids=["text", "group", "list", "half", "binary", "deep"],
)
def test_a_file_that_is_no_event_log_is_replaced_only_where_that_is_said(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(
        KnownError, match="is there and is no event log; choose another file, or replace it with --force"
    ):
        EventLog(path)
    assert path.read_bytes() == content
    EventLog(path, replace=True).close()
    assert path.read_bytes() == b""


@pytest.mark.parametrize("name", ["history.sqlite", "history.sqlite-wal", "HISTORY-old.sqlite"])
def test_a_file_of_the_programs_own_is_never_replaced(home: Path, tmp_path: Path, name: str) -> None:
    user_data_dir().mkdir(parents=True)
    own = user_data_dir() / name
    own.write_text("reps")
    link = tmp_path / "events.jsonl"
    link.symlink_to(own)
    for path in (own, link):
        with pytest.raises(KnownError, match="it is a file of Calfcoach's own"):
            EventLog(path, replace=True)
    assert own.read_text() == "reps"


def test_nor_is_one_that_is_the_same_file_under_another_name(home: Path) -> None:
    config_dir().mkdir(parents=True)
    (config_dir() / "settings.json").write_text("{}")
    os.link(config_dir() / "settings.json", home / "events.jsonl")
    with pytest.raises(KnownError, match="it is a file of Calfcoach's own"):
        EventLog(home / "events.jsonl", replace=True)
    assert (config_dir() / "settings.json").read_text() == "{}"


def test_a_full_disk_ends_the_log_and_not_the_session(path: Path) -> None:
    log = EventLog(path)
    log(phase(1.0, 1.0))
    with room_for(path.stat().st_size):
        log(phase(2.0, 2.0))
        log.close()
    assert log.problem == f"the event log {path} cannot be written any more: File too large"
    assert [row["t"] for row in rows(path)] == [1.0]
