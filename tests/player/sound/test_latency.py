"""Whatever a user's environment asks the server to hold, a healthy device plays and is not said to stand still."""

from __future__ import annotations

import pytest

from calfcoach.player.latency import LATENCY_VARIABLE
from calfcoach.player.protocol import Fault, Ready
from tests.player.sounds import Rig, train
from tests.pulse import PulseServer


# A number within what works becomes another's: 2000 is 250, and "x" is as if nothing was said.
@pytest.mark.parametrize(("says", "output"), [("2000", "qt"), ("x", "simpleaudio"), ("250", "simpleaudio")])
def test_whatever_it_says_a_healthy_device_plays(
    monkeypatch: pytest.MonkeyPatch, server: PulseServer, says: str, output: str
) -> None:
    from calfcoach.player.link import PlayerLink

    monkeypatch.setenv(LATENCY_VARIABLE, says)
    link = PlayerLink(output)
    try:
        rig = Rig(link, None)  # type: ignore[arg-type]
        rig.wait_for(Ready)
        link.load(1, train(8))
        link.play(1)
        rig.reach(1, 0.5)
        assert [report for report in rig.reports if isinstance(report, Fault)] == []
    finally:
        link.close()
