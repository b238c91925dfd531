"""The player killed, hung, without a device, without a server, without its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from calfcoach.player.link import PlayerLink
from calfcoach.player.protocol import Fault, Ready
from tests.e2e.programs import until
from tests.player.sounds import Rig, train
from tests.pulse import PulseServer, in_shared_memory

Listen = Callable[[str], Rig]
both = pytest.mark.parametrize("output", ["qt", "simpleaudio"])


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in "ZX"


@both
def test_the_sound_comes_back_after_the_server_was_restarted(listen: Listen, server: PulseServer, output: str) -> None:
    rig = listen(output)
    rig.wait_for(Ready)
    rig.link.load(1, train(40))
    rig.link.play(1)
    rig.reach(1, 0.5)
    server.kill()
    fault = rig.wait_for(Fault)
    assert isinstance(fault, Fault)
    assert fault.kind == "lost"
    server.start()
    rig.wait_for(Ready)
    rig.link.load(1, train(8))
    rig.link.play(1)
    rig.reach(1, 0.3)


@pytest.mark.parametrize("output", ["auto", "qt", "simpleaudio"])
def test_no_device_is_said_once_and_a_new_one_is_found(server: PulseServer, output: str) -> None:
    server.kill()
    link = PlayerLink(output)
    try:
        rig = Rig(link, None)  # type: ignore[arg-type]
        fault = rig.wait_for(Fault)
        assert isinstance(fault, Fault)
        assert fault.kind == "no-device"
        link.load(1, train(2))
        link.play(1)
        server.start()
        rig.wait_for(Ready)
        assert [r for r in rig.reports if isinstance(r, Fault)] == [fault]
    finally:
        link.close()


def test_auto_takes_qt(listen: Listen) -> None:
    ready = listen("auto").wait_for(Ready)
    assert isinstance(ready, Ready)
    assert (ready.output, ready.device_id) == ("qt", "gym")


def test_a_hung_player_stops_nobody_and_is_replaced(listen: Listen) -> None:
    rig = listen("qt")
    rig.wait_for(Ready)
    rig.link.load(1, train(40))
    rig.link.play(1)
    rig.reach(1, 0.3)
    assert rig.link.pid is not None
    os.kill(rig.link.pid, signal.SIGSTOP)
    for block in range(2, 12):
        # More than the pipe holds, which nobody empties.
        rig.link.load(block, bytes(1_000_000))
        rig.link.play(block)
    fault = rig.wait_for(Fault)
    assert isinstance(fault, Fault)
    assert fault.kind == "lost"
    rig.wait_for(Ready)


def test_a_hung_player_can_be_closed(listen: Listen) -> None:
    rig = listen("qt")
    rig.wait_for(Ready)
    pid = rig.link.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    rig.link.load(1, bytes(5_000_000))
    rig.link.close()
    assert not _alive(pid)


def test_a_link_can_be_closed_at_any_moment(server: PulseServer) -> None:
    for delay_s in (0.0, 0.005, 0.03, 0.1):
        link = PlayerLink("qt")
        time.sleep(delay_s)  # so far it has got with its start when it is closed
        link.close()
        assert link.pid is None


PARENT = """
import sys, time
from calfcoach.player.link import PlayerLink
from calfcoach.player.protocol import BlockPosition, Ready
heavy = {"numpy", "PySide6", "simpleaudio", "multiprocessing"} & set(sys.modules)
assert not heavy, heavy
link = PlayerLink(sys.argv[1])
link.load(1, bytes(96000 * 60))
ready = False
while True:
    for report in link.poll():
        if isinstance(report, Ready):
            link.play(1)
        if isinstance(report, BlockPosition):
            if not ready:
                print(link.pid, flush=True)
            ready = True
    time.sleep(0.01)  # a link is asked for reports, as by the window's timer
"""


@both
@pytest.mark.parametrize("stopped", [False, True], ids=["running", "hung"])
def test_a_player_does_not_outlive_its_parent(server: PulseServer, output: str, stopped: bool) -> None:
    before = in_shared_memory()
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, output], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        player = int(parent.stdout.readline())
        assert _alive(player)
        if stopped:
            os.kill(player, signal.SIGSTOP)
        parent.send_signal(signal.SIGINT if not stopped else 0)
        parent.kill()
        until(lambda: not _alive(player), lambda: f"player {player} lives on")
        parent.communicate()
    assert in_shared_memory() <= before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTSTP])
def test_a_key_to_the_whole_group_leaves_the_player_playing(listen: Listen, number: signal.Signals) -> None:
    rig = listen("qt")
    rig.wait_for(Ready)
    rig.link.load(1, train(8))
    rig.link.play(1)
    rig.reach(1, 0.2)
    assert rig.link.pid is not None
    os.kill(rig.link.pid, number)
    os.kill(rig.link.pid, signal.SIGHUP)
    rig.reach(1, 1.0)
