"""The sound check before the first set on a device: offered, answered, and not offered again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from calfcoach.audio.listen import sound_check
from calfcoach.audio.mixer import SIGNAL_S, Renderer
from calfcoach.audio.pcm import RATE
from calfcoach.audio.voice import VoiceBank
from calfcoach.coach.listen import Listening
from calfcoach.coach.sound_check import CheckState, SoundCheck, is_new, remember
from calfcoach.coach.station import SoundStation
from calfcoach.player.silent import SilentOutput
from calfcoach.session.clock import ManualClock
from calfcoach.settings import SettingsStore
from tests.audio.sessions import SCHEMES, shipped_scheme
from tests.coach.players import FragilePlayer


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "settings.json")


@pytest.fixture
def station() -> SoundStation:
    made = SoundStation(FragilePlayer(ManualClock()))
    made.poll()
    return made


def test_it_is_offered_until_it_was_heard_and_again_on_another_device(
    station: SoundStation, store: SettingsStore
) -> None:
    check = SoundCheck(Listening(station), station, store)
    assert check.offer == "A speaker"
    check.begin(lambda: b"")
    assert (check.state, check.offer) == (CheckState.ASKED, "A speaker")
    check.heard()
    assert (check.state, check.offer) == (CheckState.NONE, None)
    assert SettingsStore(store.path).settings.known_devices == {"speaker": True}
    assert isinstance(station.output, FragilePlayer)
    station.output.revive("blue")
    station.poll()
    assert check.offer == "A speaker"


def test_who_begins_a_set_on_it_is_not_asked_any_more(station: SoundStation, store: SettingsStore) -> None:
    assert is_new(station, store)
    remember(station, store)
    assert not is_new(station, store)


def test_where_nothing_can_be_heard_nothing_is_offered_or_remembered(store: SettingsStore) -> None:
    silent = SoundStation(SilentOutput(ManualClock()))
    silent.poll()
    check = SoundCheck(Listening(silent), silent, store)
    remember(silent, store)
    check.begin(lambda: b"")
    assert (check.offer, check.state, store.settings.known_devices) == (None, CheckState.NONE, {})


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_phase_a_word_and_a_tick_are_heard(scheme: str) -> None:
    player = Renderer(shipped_scheme(scheme), voice=VoiceBank.standard())
    pcm = sound_check(player)
    signal = int(SIGNAL_S * RATE)
    speaks = player.scheme.cues["lower"][0].voice  # type: ignore[index]
    assert (pcm.size > 2 * signal) is speaks
    for piece in (pcm[: RATE // 2], pcm[signal : pcm.size - signal], pcm[-signal:]):
        assert piece.size == 0 or np.abs(piece).max() > 300
