"""The sound check in the terminal's set-up: offered on a new device, one key, and never in the way."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from calfcoach.coach.conductor import Coach
from calfcoach.coach.recorder import Recorder
from calfcoach.coach.station import SoundStation
from calfcoach.history.store import History
from calfcoach.session.clock import ManualClock
from calfcoach.settings import SettingsStore
from calfcoach.terminal.console import PatientConsole
from calfcoach.terminal.front import TerminalFront
from calfcoach.terminal.interrupt import Interrupts
from calfcoach.terminal.sound_offer import SoundOffer
from tests.coach.players import BlankRenderer, FragilePlayer
from tests.stories import plan

MOST_LOOKS = 1_000_000
OFFER = "A speaker is new here. c plays a phase, a word and a tick on it."
SECOND = bytes(2 * 48_000)


class SetUp:
    """The set-up in a terminal, where somebody presses each key as soon as what it waits for is on the screen."""

    live = True

    def __init__(self, folder: Path, *script: tuple[str, str], known: bool = False) -> None:
        self.clock = ManualClock()
        self.player = FragilePlayer(self.clock)
        self.store = SettingsStore(folder / "settings.json")
        self.store.change(volumes={"master": 0.3}, known_devices={"speaker": True} if known else {})
        self.out = io.StringIO()
        self._script = list(script)
        self._looks = 0
        station = SoundStation(self.player)
        coach = Coach(plan(), station, lambda: BlankRenderer(), self.clock)  # type: ignore[arg-type, return-value]
        history = History(folder / "history.sqlite")
        offer = SoundOffer(station, self.store, lambda: SECOND)
        recorder = Recorder(coach, history)
        front = TerminalFront(coach, PatientConsole(self.out), self, "auto", recorder, Interrupts(), (), offer)
        self.begins = front.set_up(skip=False)
        for each in (offer, coach, history):
            each.close()

    def read(self, timeout_s: float) -> str:
        self.clock.tick(timeout_s)
        self._looks += 1
        assert self._looks < MOST_LOOKS, f"never seen: {self._script[0][0]}"
        if self._script and self._script[0][0] in self.out.getvalue():
            return self._script.pop(0)[1]
        return ""

    def take(self) -> None: ...

    def let_go(self) -> None: ...

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.out.getvalue().splitlines()]

    @property
    def played(self) -> int:
        return [call[0] for call in self.player.asked].count("play")


@pytest.fixture
def set_up(tmp_path: Path) -> Callable[..., SetUp]:
    return lambda *script, known=False: SetUp(tmp_path, *script, known=known)


def test_a_new_device_offers_it_and_one_key_plays_it_louder_if_wanted(set_up: Callable[..., SetUp]) -> None:
    done = set_up((OFFER, "C"), ("too soft?", "+"), ("too soft? + plays it louder, c once more.\nNot", "Enter"))
    assert done.begins
    assert done.played == 2
    assert done.store.settings.volumes.master == pytest.approx(0.6, abs=0.01)
    assert done.lines.count(OFFER) == 1
    assert "Enter starts, c lets you hear the sound, q quits." in done.lines


def test_nobody_has_to_and_a_start_falls_silent_first(set_up: Callable[..., SetUp]) -> None:
    done = set_up((OFFER, "Enter"))
    assert (done.begins, done.played) == (True, 0)
    midway = set_up((OFFER, "C"), (OFFER, "Enter"))
    assert midway.begins
    assert "Not heard" not in midway.out.getvalue()


def test_a_known_device_is_not_asked_about_but_can_be_checked(set_up: Callable[..., SetUp]) -> None:
    done = set_up(("c lets you hear", "+"), ("c lets you hear", "C"), ("Not heard", "Q"), known=True)
    assert (done.begins, done.played) == (False, 1)
    assert done.store.settings.volumes.master == 0.3, "what was not played is not made louder"
    assert OFFER not in done.lines
