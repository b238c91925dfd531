"""The sound goes on in time after its player was killed, and on another device."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from calfcoach.player.link import PlayerLink
from calfcoach.player.protocol import BlockPosition, Devices, Fault, Ready
from tests.at_once import at_once
from tests.player.sounds import EVERY_S, Rig, onsets, started_on, train
from tests.pulse import PulseServer, Recorder

Listen = Callable[[str], Rig]
both = pytest.mark.parametrize("output", ["qt", "simpleaudio"])

MOST_APART_S = 0.02
"""The most that sound may be off after a hand-over."""


def _from_grid(heard: NDArray[np.float64], zero_s: float) -> NDArray[np.float64]:
    """How far each click is from where the first device's clicks would have gone on."""
    half = EVERY_S / 2
    return (heard - zero_s + half) % EVERY_S - half


@both
def test_a_killed_player_is_replaced_and_rejoins_in_time(listen: Listen, output: str) -> None:
    rig = listen(output)
    rig.wait_for(Ready)
    rig.link.load(1, train(60))
    rig.link.play(1)
    there = rig.reach(1, 0.3)
    zero_s = there.t_s - there.position_s
    before = rig.heard()
    assert rig.link.pid is not None
    os.kill(rig.link.pid, signal.SIGKILL)
    fault = rig.wait_for(Fault)
    assert isinstance(fault, Fault)
    assert fault.kind == "died"
    rig.wait_for(Ready)
    rig.link.load(1, train(60))
    rig.link.play(1, 0, zero_s)
    again = rig.reach(1, 0.6)
    assert again.t_s - again.position_s == pytest.approx(zero_s, abs=MOST_APART_S)
    rig.reach(1, again.position_s + 0.5)
    heard = rig.heard()
    after = heard[heard > again.t_s]
    assert len(after) >= 2
    assert abs(float(np.median(_from_grid(after, before[0])))) <= MOST_APART_S
    assert len([r for r in rig.reports if isinstance(r, Fault)]) == 1


def _moves(how: str, server: PulseServer, link: PlayerLink, gym: Recorder, phones: Recorder) -> None:
    rig = Rig(link, phones)
    devices = rig.wait_for(Devices)
    assert isinstance(devices, Devices)
    assert {each.id for each in devices.devices} == {"gym", "phones"}
    rig.wait_for(Ready)
    link.load(1, train(60))
    link.play(1)
    there = rig.reach(1, 1.0)
    # Before the default changes: the server takes a recorder of the old one along.
    zero_s = float(np.median(onsets(gym.samples) % EVERY_S)) + gym.origin_s
    if how == "chosen":
        link.device("phones")
    else:
        server.pactl("set-default-sink", "phones")
    ready = rig.wait_for(Ready)
    assert isinstance(ready, Ready)
    assert ready.device_id == "phones"
    assert "0" not in {line.split()[1] for line in server.pactl("list", "short", "sink-inputs").splitlines()}
    moved = rig.wait_for(BlockPosition)
    assert isinstance(moved, BlockPosition)
    again = rig.reach(1, moved.position_s + 1.5)
    assert again.t_s - again.position_s == pytest.approx(there.t_s - there.position_s, abs=MOST_APART_S)
    heard = rig.heard()
    server.pactl("load-module", "module-null-sink", "sink_name=third")
    rig.wait(lambda r: isinstance(r, Devices) and len(r.devices) == 3)
    assert len(heard) >= 6
    assert abs(float(np.median(_from_grid(heard, zero_s)))) <= MOST_APART_S + 0.005
    told = [report.position_s for report in rig.reports if isinstance(report, BlockPosition)]
    assert told == sorted(told)
    assert not [report for report in rig.reports if isinstance(report, Fault)]


def test_another_device_goes_on_in_time(canary_log: Path) -> None:
    """One that is chosen, and one that becomes the default: each on a server of its own, at the same time."""
    with ExitStack() as stack:
        worlds = {}
        for how in ("chosen", "default"):
            server = stack.enter_context(PulseServer(("gym", "phones"), canary_log))
            heard = [stack.enter_context(Recorder(server, sink)) for sink in server.sinks]
            link = stack.enter_context(started_on(server, "qt"))
            worlds[how] = server, link, *heard
        at_once(lambda how: _moves(how, *worlds[how]), worlds)
