"""Whatever a user's environment asks the server to hold, a healthy device plays and is not said to stand still."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from calfcoach.player.latency import LATENCY_VARIABLE
from calfcoach.player.link import PlayerLink
from calfcoach.player.protocol import Fault, Ready
from tests.at_once import at_once
from tests.e2e.programs import until
from tests.player.sounds import Rig, train
from tests.pulse import PulseServer

SAID = {"2000": "qt", "x": "simpleaudio", "250": "simpleaudio"}
"""What it says, and the output. A number within what works becomes another's: 2000 is 250, and "x" is as if nothing was
said."""


def test_whatever_it_says_a_healthy_device_plays(monkeypatch: pytest.MonkeyPatch, server: PulseServer) -> None:
    def story(says: str) -> None:
        rig = Rig(links[says], None)  # type: ignore[arg-type]
        rig.wait_for(Ready)
        rig.link.load(1, train(8))
        rig.link.play(1)
        rig.reach(1, 0.5)
        assert [report for report in rig.reports if isinstance(report, Fault)] == []

    with ExitStack() as stack:
        links = {}
        for says, output in SAID.items():
            monkeypatch.setenv(LATENCY_VARIABLE, says)
            links[says] = link = PlayerLink(output)
            stack.callback(link.close)
            until(lambda link=link: link.pid)  # from now on the player has this variable
        at_once(story, SAID)
