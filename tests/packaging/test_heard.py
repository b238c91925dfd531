"""What is heard of the installed package is believed where the machine was not busy; nothing is played here."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.loopback import Result
from tests.real_sound import TRIES
from tools.package import heard
from tools.package.heard import Gym

WELL = Result("package", 9, 0.0, 0.0, 0.0, 0, 0)
SYSTEM: Any = SimpleNamespace(release="bookworm")


def tried(monkeypatch: pytest.MonkeyPatch, log: Path, failures: int, busy: bool) -> list[int]:
    """Let the set fail `failures` times, on a machine that is busy or not; how often it was tried."""
    tries: list[int] = []

    def once(*_: object) -> Result:
        tries.append(1)
        if len(tries) > failures:
            return WELL
        if busy:
            with log.open("a") as file:
                file.write(f"{time.monotonic()} missing 120.0\n")
        raise AssertionError("a sound 207 ms away")

    monkeypatch.setattr(heard, "_heard_once", once)
    return tries


def test_a_failure_on_a_busy_machine_is_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tries = tried(monkeypatch, tmp_path / "log", failures=2, busy=True)
    gym: Any = Gym(None, tmp_path / "log")  # type: ignore[arg-type]
    assert (heard.heard(SYSTEM, gym, [], {}), len(tries)) == (WELL, 3)


def test_a_failure_on_a_quiet_machine_is_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tries = tried(monkeypatch, tmp_path / "log", failures=1, busy=False)
    with pytest.raises(AssertionError, match="207 ms away"):
        heard.heard(SYSTEM, Gym(None, tmp_path / "log"), [], {})  # type: ignore[arg-type]
    assert len(tries) == 1


def test_a_machine_that_is_always_busy_has_proven_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tries = tried(monkeypatch, tmp_path / "log", failures=99, busy=True)
    with pytest.raises(AssertionError, match="the machine was busy, 5 times"):
        heard.heard(SYSTEM, Gym(None, tmp_path / "log"), [], {})  # type: ignore[arg-type]
    assert len(tries) == TRIES


@pytest.mark.parametrize(
    ("result", "why"),
    [(Result("", 9, 0, 0, 0, 1, 0), "1"), (Result("", 9, 0, 30, 30, 0, 0), "30")],
    ids=["missing", "late"],
)
def test_what_is_missing_or_late_is_no_proof(monkeypatch: pytest.MonkeyPatch, result: Result, why: str) -> None:
    monkeypatch.setattr(heard, "judge", lambda *_: result)
    monkeypatch.setattr(heard, "cues_of", lambda _: ([[]], 0))
    rows = [{"event": "phase", "t": 5.0, "position": 3.0, "block": 1}]
    with pytest.raises(AssertionError, match=why):
        heard._judged("package", None, 0.0, rows)  # type: ignore[arg-type]
