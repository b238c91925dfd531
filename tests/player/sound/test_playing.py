"""What is really heard through each output, recorded behind a private sound server."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from calfcoach.player.link import PlayerLink
from calfcoach.player.protocol import BlockPosition, Ended, Ready
from tests.player.sounds import EVERY_S, Rig, planned, train, worst_ms
from tests.pulse import RATE, PulseServer, Recorder

both = pytest.mark.parametrize("output", ["qt", "simpleaudio"], scope="module")
EXACT_MS = 1.0
POSITION_MS = 20.0
"""Position against what is heard; the recorder's own zero is known to about 10 ms."""


@pytest.fixture(scope="module")
def player(output: str, canary_log: Path) -> Iterator[Rig]:
    """A player that is awake, for all tests here with its output, because waking takes it two seconds."""
    with pytest.MonkeyPatch.context() as patch, PulseServer(canary_log=canary_log) as server:
        for name, value in server.vars.items():
            patch.setenv(name, value)
        with Recorder(server) as recorder:
            link = PlayerLink(output)
            try:
                rig = Rig(link, recorder)
                rig.wait_for(Ready)
                yield rig
            finally:
                link.close()


@pytest.fixture
def rig(player: Rig) -> Rig:
    player.begin_afresh()
    return player


@both
def test_a_block_is_heard_in_place_and_its_position_told(rig: Rig) -> None:
    rig.link.load(1, train(8))
    rig.link.play(1)
    rig.wait_for(Ended)
    heard = rig.heard()
    assert worst_ms(heard, planned(8)) <= EXACT_MS
    told = [r for r in rig.reports if isinstance(r, BlockPosition)]
    zeros = [r.t_s - r.position_s for r in told[len(told) // 3 :]]
    assert abs(np.median(heard - planned(8)) - np.median(zeros)) * 1000 <= POSITION_MS
    assert all(a.position_s <= b.position_s for a, b in pairwise(told))


@both
def test_what_is_queued_follows_without_being_asked(rig: Rig) -> None:
    for block in (1, 2, 3):
        rig.link.load(block, train(4))
    rig.link.play(1)
    rig.link.queue(2)
    rig.link.queue(3)
    ends = [rig.wait(lambda r, b=block: isinstance(r, Ended) and r.block == b) for block in (1, 2, 3)]  # type: ignore[misc]
    assert worst_ms(rig.heard(), planned(12)) <= EXACT_MS
    times = [end.t_s for end in ends if isinstance(end, Ended)]
    assert np.diff(times) == pytest.approx([1.0, 1.0], abs=0.02)


@both
def test_a_block_grows_and_shrinks_while_it_plays(rig: Rig) -> None:
    whole = np.frombuffer(train(12), "<i2")
    cut = round(8 * EVERY_S * RATE)
    rig.link.load(1, whole[:cut].tobytes())
    rig.link.load(2, train(3))
    rig.link.play(1)
    rig.link.queue(2)
    rig.reach(1, 0.2)
    rig.link.patch(1, cut, whole[cut:].tobytes())
    rig.reach(1, 0.5)
    shorter = round(10 * EVERY_S * RATE)
    rig.link.patch(1, shorter, b"")
    rig.wait(lambda r: isinstance(r, Ended) and r.block == 2)
    assert worst_ms(rig.heard(), planned(13)) <= EXACT_MS


@both
def test_a_pause_is_silent_within_100_ms_and_goes_on_where_it_stopped(rig: Rig) -> None:
    tone = (np.sin(np.arange(RATE * 2) * 2 * np.pi * 440 / RATE) * 8000).astype("<i2")
    rig.link.load(1, tone.tobytes() + train(2))
    rig.link.play(1)
    rig.reach(1, 0.6)
    rig.heard()
    asked_s = time.monotonic()
    rig.link.pause()
    deadline_s = time.monotonic() + 0.7
    while time.monotonic() < deadline_s:
        rig.link.poll()
        time.sleep(0.01)
    samples = rig.recorder.samples
    loud = np.nonzero(np.abs(samples) > 0.05)[0][-1] / RATE + rig.recorder.origin_s
    assert loud - asked_s <= 0.130  # 100 ms, and what the recorder's zero is uncertain by
    assert np.any(np.diff(samples[-RATE // 10 :]) != 0)  # kept awake by dither; the canary is a constant
    assert np.max(np.abs(samples[-RATE // 10 :])) < 0.001
    rig.link.resume()
    rig.wait_for(Ended)
    assert worst_ms(rig.heard(), planned(2)) <= EXACT_MS


@pytest.mark.parametrize("output", ["qt"], scope="module")
def test_a_pause_is_as_long_as_it_was_asked_for(rig: Rig) -> None:
    tone = (np.sin(np.arange(RATE * 4) * 2 * np.pi * 440 / RATE) * 8000).astype("<i2")
    rig.link.load(1, tone.tobytes() + train(2))
    rig.link.play(1)
    rig.reach(1, 0.6)
    rig.heard()
    rig.link.pause()
    paused_s = time.monotonic()
    time.sleep(0.7)
    rig.link.resume()
    asked_s = time.monotonic() - paused_s
    rig.wait_for(Ended)
    loud = np.flatnonzero(np.abs(rig.recorder.samples) > 0.05) / RATE
    silent_s = np.max(np.diff(loud[loud > loud[-1] - 5]))
    assert abs(silent_s - asked_s) * 1000 <= POSITION_MS


@both
@pytest.mark.parametrize("ahead_s", [0.3, 1.8])
def test_a_block_starts_at_the_time_asked_for(rig: Rig, ahead_s: float) -> None:
    rig.link.load(1, train(4))
    at_s = time.monotonic() + ahead_s
    rig.link.play(1, 0, at_s)
    rig.wait_for(Ended)
    heard = rig.heard()
    assert worst_ms(heard, planned(4)) <= EXACT_MS
    assert abs(np.median(heard - planned(4, at_s))) <= 0.06


@both
def test_a_late_start_joins_where_the_block_would_be(rig: Rig) -> None:
    rig.link.load(1, train(8))
    start_s = time.monotonic() - 1.05
    rig.link.play(1, 0, start_s)
    rig.wait_for(Ended)
    heard = rig.heard()
    assert len(heard) in (3, 4)
    assert abs(np.median(heard - planned(8, start_s)[-len(heard) :])) <= 0.06


@both
def test_the_volume_follows_at_once(rig: Rig) -> None:
    tone = (np.sin(np.arange(RATE * 3) * 2 * np.pi * 440 / RATE) * 16000).astype("<i2")
    rig.link.load(1, tone.tobytes())
    rig.link.play(1)
    rig.reach(1, 0.8)
    rig.link.volume(0.25)
    rig.reach(1, 1.3)
    quiet = np.max(np.abs(rig.recorder.samples[-RATE // 10 :]))
    assert 0.08 < quiet < 0.17
    rig.link.volume(1.0)
    rig.reach(1, 1.8)
    assert np.max(np.abs(rig.recorder.samples[-RATE // 10 :])) > 0.4


@both
def test_stop_is_silent_and_forgets(rig: Rig) -> None:
    rig.link.load(1, train(8))
    rig.link.load(2, train(2))
    rig.link.play(1)
    rig.link.queue(2)
    rig.reach(1, 0.45)
    rig.link.stop()
    rig.link.load(3, train(2))
    rig.link.play(3)
    rig.wait(lambda r: isinstance(r, Ended) and r.block == 3)
    assert len(rig.heard()) in (4, 5)
    rig.link.play(1, 0)  # replaced, but still loaded
    rig.link.play(99)
    rig.link.queue(99)
    rig.link.patch(99, 0, b"")
    rig.reach(1, 0.1)
