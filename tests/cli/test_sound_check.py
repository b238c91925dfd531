"""`calfcoach sound-check` without a device, and with one that nobody answers for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calfcoach.cli import sound_check as command
from calfcoach.cli.parser import make_parser
from calfcoach.errors import EnvironmentLacks, ExitCode
from calfcoach.session.clock import ManualClock
from calfcoach.settings import SettingsStore
from tests.coach.players import FragilePlayer


def run(*words: str) -> int:
    return command.sound_check(make_parser().parse_args(["sound-check", *words]))


@pytest.fixture
def player(monkeypatch: pytest.MonkeyPatch) -> FragilePlayer:
    clock = ManualClock()
    made = FragilePlayer(clock)
    monkeypatch.setattr(command, "open_output", lambda *_: made)
    monkeypatch.setattr("time.sleep", clock.tick)
    return made


def test_without_sound_it_says_so(home: Path) -> None:
    with pytest.raises(EnvironmentLacks, match="no sound device"):
        run("--audio", "silent")


def answers(monkeypatch: pytest.MonkeyPatch, *given: str) -> Callable[[], list[str]]:
    left = list(given)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: left.pop(0))
    return lambda: left


def test_who_hears_it_says_so_and_the_device_is_known(
    home: Path, player: FragilePlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    SettingsStore().change(volumes={"master": 0.3})
    left = answers(monkeypatch, "+", "")
    assert run() == ExitCode.DONE
    assert left() == []
    assert SettingsStore().settings.known_devices == {"speaker": True}
    assert SettingsStore().settings.volumes.master == pytest.approx(0.6, abs=0.01)
    assert len([each for each in player.asked if each[0] == "play"]) == 2


def test_who_hears_nothing_leaves_and_is_asked_the_next_time(
    home: Path, player: FragilePlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, "q")
    assert run() == ExitCode.DONE
    assert SettingsStore().settings.known_devices == {}
