"""What becomes of other people's music while a set is played."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from calfcoach.player.protocol import Ended, Ready
from tests.e2e.programs import MOST_S
from tests.player.sounds import Rig, softer_comes_to, train
from tests.pulse import RATE, PulseServer, Recorder

Listen = Callable[[str], Rig]

TUNE = """
import array, math, sys
second = array.array("h", (round(8000 * math.sin(2 * math.pi * 440 * n / 48000)) for n in range(48000))).tobytes()
while True:
    sys.stdout.buffer.write(second)
"""


@pytest.fixture
def music(server: PulseServer) -> Iterator[None]:
    """Somebody's music: a tone at a quarter of full scale."""
    env = {**server.env, "PULSE_PROP": "media.role=music"}
    command = f"python3 -c '{TUNE}' | pacat --raw --rate=48000 --channels=1 --format=s16le --latency-msec=50"
    with subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "sh", "-c", f"exec 2>&-; {command}"], env=env) as player:
        yield
        server.kill()
        player.kill()


def level(recorder: Recorder) -> float:
    """The peak of the last 0.1 s."""
    return float(np.max(np.abs(recorder.samples[-RATE // 10 :])))


def settles(recorder: Recorder, wanted: Callable[[float], bool], within_s: float = MOST_S) -> bool:
    """Whether the level becomes as wanted."""
    deadline_s = time.monotonic() + within_s
    while time.monotonic() < deadline_s:
        if wanted(level(recorder)):
            return True
        time.sleep(0.02)  # the level is looked for in what is recorded, which comes without an event
    return False


def test_music_is_ducked_as_long_as_it_is_asked_for_where_the_server_does_it(
    server: PulseServer, music: None, listen: Listen
) -> None:
    server.pactl("load-module", "module-role-ducking", "trigger_roles=a11y")
    with Recorder(server) as recorder:
        assert settles(recorder, lambda peak: peak > 0.2)
        rig = listen("simpleaudio")  # qt asks below; who asks is no output's business
        rig.wait_for(Ready)
        assert not settles(recorder, lambda peak: peak < 0.05, within_s=0.5)
        for _ in range(2):
            rig.link.soften_others(True)
            assert settles(recorder, lambda peak: peak < 0.05)
            rig.link.soften_others(False)
            assert settles(recorder, lambda peak: peak > 0.2)
        rig.link.soften_others(True)
        assert settles(recorder, lambda peak: peak < 0.05)
        rig.link.close()
        assert settles(recorder, lambda peak: peak > 0.2)


def test_what_asks_is_silent_and_a_set_plays_through_it(listen: Listen, server: PulseServer) -> None:
    rig = listen("qt")
    rig.wait_for(Ready)
    rig.link.load(1, train(6))
    rig.link.play(1)
    rig.reach(1, 0.3)
    rig.link.soften_others(True)
    rig.reach(1, 0.9)
    assert softer_comes_to(server, True)
    rig.link.soften_others(False)
    rig.wait_for(Ended)
    assert softer_comes_to(server, False)
    assert len(rig.heard()) == 6


def test_music_plays_on_where_the_server_is_as_it_comes(server: PulseServer, music: None, listen: Listen) -> None:
    server.pactl("load-module", "module-role-cork")
    server.pactl("load-module", "module-role-ducking")
    with Recorder(server) as recorder:
        assert settles(recorder, lambda peak: peak > 0.2)
        listen("qt").wait_for(Ready)
        assert not settles(recorder, lambda peak: peak < 0.2, within_s=1.0)
