"""What the sound server is told of the stream."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from calfcoach.player.protocol import Ready
from tests.player.sounds import Rig, softer_comes_to
from tests.pulse import PulseServer

Listen = Callable[[str], Rig]


@pytest.mark.parametrize("output", ["qt", "simpleaudio"])
def test_the_stream_says_whose_it_is_and_asks_for_nothing(listen: Listen, server: PulseServer, output: str) -> None:
    listen(output).wait_for(Ready)
    told = server.pactl("list", "sink-inputs")
    assert 'application.name = "Calfcoach"' in told
    assert 'application.icon_name = "calfcoach"' in told
    assert "a11y" not in told


def test_a_player_that_takes_over_goes_on_asking(listen: Listen, server: PulseServer) -> None:
    rig = listen("qt")
    rig.wait_for(Ready)
    rig.link.soften_others(True)
    assert softer_comes_to(server, True)
    assert rig.link.pid is not None
    os.kill(rig.link.pid, signal.SIGKILL)
    rig.wait_for(Ready)
    assert softer_comes_to(server, True)
