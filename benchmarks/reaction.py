"""How soon a command is heard: python -m benchmarks reaction.

Start is asked of the coach as the window does it, on a device woken two seconds before: from the command to the first
sound of the lead-in. Pause, going on, a softer volume and stop are asked of the player while it plays a steady tone.
Recorded behind the null sink of a private PulseAudio; the recorder's own latency (about 10 ms) is in every figure.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy as np

from calfcoach.coach.conductor import Coach
from calfcoach.coach.sound import make_renderer
from calfcoach.coach.station import SoundStation
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.player.link import PlayerLink
from calfcoach.player.protocol import Ready
from calfcoach.settings import Settings
from tests.player.sounds import Rig
from tests.pulse import RATE, PulseServer, Recorder

TIMES = 8
WOKEN_S = 2.0
SETTLED_S = 0.6
"""How long is recorded after a command: some times the 0.1 s that the slowest takes (docs/design.md, "Sound")."""

FRAME_S = 0.016
LOUD = 0.02
"""Dither is ±0.00003 of full scale, the tone 0.3, each cue above 0.05."""

SOFTER = 0.3
GAP_S = 0.03
TONE = (9830 * np.sin(2 * np.pi * 1000 * np.arange(8 * RATE) / RATE)).astype("<i2").tobytes()


def first_ms(recorder: Recorder, at_s: float) -> float:
    """Milliseconds from a moment to the first loud sample."""
    begin = round((at_s - recorder.origin_s) * RATE)
    return float(np.argmax(np.abs(recorder.samples[begin:]) > LOUD)) / RATE * 1000


def last_ms(recorder: Recorder, at_s: float, least: float = LOUD) -> float:
    """Milliseconds from a moment to the end of what is loud without a gap."""
    begin = round((at_s - recorder.origin_s) * RATE)
    loud = np.flatnonzero(np.abs(recorder.samples[begin:]) > least)
    if not len(loud):
        return 0.0
    gaps = np.flatnonzero(np.diff(loud) > GAP_S * RATE)
    return float(loud[gaps[0] if len(gaps) else -1]) / RATE * 1000


def starts(server: PulseServer, output: str, scheme: str) -> list[float]:
    """From Start to the first sound, each on a station of its own."""
    exercise = Library.load(user_dir=Path("nowhere")).exercises["donkey-calf-raise"]
    plan = plan_of(exercise, Choices(sets=3, reps=15, tempo="3-1-2-1", lead_in_s=Decimal(5)))
    told = []
    for _ in range(TIMES):
        with Recorder(server) as recorder:
            station = SoundStation(PlayerLink(output))
            coach = Coach(plan, station, make_renderer(scheme, Settings()), time.monotonic)
            coach.prepare()
            run(coach, WOKEN_S)
            at_s = time.monotonic()
            coach.start()
            run(coach, 2 * SETTLED_S)
            coach.close()
            station.close()
            told.append(first_ms(recorder, at_s))
    return told


def run(coach: Coach, seconds: float) -> None:
    """Tick as the window does."""
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s:
        coach.tick()
        time.sleep(FRAME_S)  # the time between two frames, as in a window


def commands(server: PulseServer, output: str) -> dict[str, list[float]]:
    """From each command to what is heard of it."""
    told: dict[str, list[float]] = {"pause": [], "go on": [], "softer": [], "stop": []}
    with Recorder(server) as recorder:
        link = PlayerLink(output)
        rig = Rig(link, recorder)
        rig.wait_for(Ready)
        for number in range(TIMES):
            link.load(number, TONE)
            link.play(number)
            rig.reach(number, 0.5)
            told["pause"].append(last_ms(recorder, asked(link.pause)))
            told["go on"].append(first_ms(recorder, asked(link.resume)))
            told["softer"].append(last_ms(recorder, asked(lambda: link.volume(SOFTER)), 0.2))
            told["stop"].append(last_ms(recorder, asked(link.stop)))
            link.volume(1.0)
        link.close()
    return told


def asked(command: Callable[[], object]) -> float:
    """Give a command; its moment, once all of it has been heard."""
    at_s = time.monotonic()
    command()
    time.sleep(SETTLED_S)
    return at_s


def main() -> None:
    """Print a table."""
    print(f"load {os.getloadavg()[0]:.1f}; milliseconds, {TIMES} times each")
    print(f"{'output':14}{'command':24}{'median':>8}{'worst':>8}")
    with PulseServer() as server:
        before = dict(os.environ)
        os.environ.update(server.vars)
        try:
            for output in ("qt", "simpleaudio"):
                rows = {f"start, {scheme}": starts(server, output, scheme) for scheme in ("beeps", "voice-beeps")}
                for name, told in (rows | commands(server, output)).items():
                    print(f"{output:14}{name:24}{np.median(told):8.0f}{max(told):8.0f}", flush=True)
        finally:
            os.environ.clear()
            os.environ.update(before)


if __name__ == "__main__":
    main()
