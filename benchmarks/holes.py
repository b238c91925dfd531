"""How many holes a set has on a busy machine: python -m benchmarks holes --seconds 60.

A set is played by a player of this program while four processes do nothing but work, into a private PulseAudio with a
null sink, and what the sink was given is recorded. A pilot tone lies under the set, another under a reference stream
that a second program (pacat, with a second of buffer) plays into the same sink. A hole is more than 5 ms without the
pilot. Where the reference has one too the server itself did not run; that hole is taken off.

Before and after are played in turn, three times each. Before is this program as it was: at the usual priority and with
100 ms in the server. `CALFCOACH_OTHER_TREE` names the checkout of another version to be played beside them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.loopback import TAIL_S
from calfcoach.audio.mixer import Renderer
from calfcoach.audio.schemes import load_scheme
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.score.timeline import lay_out, planned_spec
from tests.pulse import RATE, PulseServer, Recorder

TIMES = 3
BUSY = 4
HOLE_S = 0.005
PILOT_HZ, REFERENCE_HZ = 17_000, 19_000
"""Above what a cue has in it; both whole numbers of periods in what is averaged, so neither sees the other."""

PILOT = 0.1
AVERAGED = RATE // 500
NEAR_S = 0.1
"""A hole of the reference so near is the same trouble of the server's."""

ROOT = Path(__file__).resolve().parents[1]

PLAY = """
import sys, time
sys.path.insert(0, sys.argv[1])
from calfcoach.player.link import PlayerLink
from calfcoach.player.protocol import Ended, Fault, Ready
link = PlayerLink("qt")
pcm = open(sys.argv[2], "rb").read()
faults, playing, ended = 0, False, False
while not ended:
    for report in link.poll():
        if isinstance(report, Ready) and not playing:
            playing = True
            link.load(1, pcm)
            link.play(1)
            print("playing", time.monotonic(), flush=True)
        if isinstance(report, Fault):
            faults += 1
            ended = playing
            print("fault", report.kind, file=sys.stderr)
        ended = ended or isinstance(report, Ended)
        if type(report).__name__ == "Hole" and playing:
            print("hole", flush=True)
    time.sleep(0.02)  # a link is asked for reports: it tells of none by itself
print("faults", faults, time.monotonic(), flush=True)
link.close()
"""


@dataclass(frozen=True)
class Heard:
    """What one playing was like."""

    holes: int
    longest_ms: float
    servers: int
    told: int
    faults: int
    load: float


def a_set(seconds: float) -> bytes:
    """A set of about `seconds` in the usual sounds, with the pilot under it."""
    exercise = Library.load(user_dir=Path("nowhere")).exercises["donkey-calf-raise"]
    reps = max(1, int(seconds / 7))
    plan = plan_of(exercise, Choices(tempo="3-1-2-1", sets=1, reps=reps, lead_in_s=Decimal(3)))
    spec = planned_spec(plan, 1)
    sound = Renderer(load_scheme("beeps")).render_block(plan, spec, lay_out(plan, spec)).pcm.astype(np.float64)
    return (sound * 0.8 + tone(PILOT_HZ, len(sound))).astype("<i2").tobytes()


def tone(pitch_hz: int, frames: int) -> NDArray[np.float64]:
    """A pilot."""
    return np.asarray(PILOT * 32767 * np.sin(2 * np.pi * pitch_hz * np.arange(frames) / RATE))


def holes(recording: NDArray[np.float32], pitch_hz: int) -> list[tuple[float, float]]:
    """Start and length, in seconds, of each place without the pilot."""
    turned = recording * np.exp(-2j * np.pi * pitch_hz * np.arange(len(recording)) / RATE)
    sums = np.concatenate(([0], np.cumsum(turned)))
    level = np.abs(sums[AVERAGED:] - sums[:-AVERAGED]) / AVERAGED * 2
    there = level > PILOT / 2
    edges = np.flatnonzero(np.diff(there.astype(np.int8)))
    first = edges[0] + 1 if len(edges) and not there[0] else 0
    gaps, gone_at = [], None
    for edge in edges:
        if there[edge]:
            gone_at = edge
        elif gone_at is not None and gone_at >= first:
            gaps.append((gone_at / RATE, (edge - gone_at) / RATE))
    return [gap for gap in gaps if gap[1] > HOLE_S]


@contextmanager
def busy() -> Iterator[None]:
    """Processes that do nothing but work."""
    working = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(BUSY)]
    try:
        yield
    finally:
        for process in working:
            process.kill()
            process.wait()


@contextmanager
def reference(server: PulseServer, folder: Path, seconds: float) -> Iterator[None]:
    """The stream of another program."""
    path = folder / "reference"
    path.write_bytes(tone(REFERENCE_HZ, round(seconds * RATE)).astype("<i2").tobytes())
    command = ["pacat", "--raw", f"--rate={RATE}", "--channels=1", "--format=s16le", "--latency-msec=1000", str(path)]
    with subprocess.Popen(command, env=server.env, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.kill()


def played(tree: Path, pcm: Path, seconds: float, env: dict[str, str]) -> Heard:
    """Play it once on a server of its own, beside the busy ones."""
    with PulseServer() as server, reference(server, pcm.parent, seconds + 120), Recorder(server) as recorder, busy():
        command = [sys.executable, "-c", PLAY, str(tree), str(pcm)]
        done = subprocess.run(command, env={**server.env, **env}, stdout=subprocess.PIPE, text=True, check=True)
        load = os.getloadavg()[0]
        time.sleep(TAIL_S)
        origin_s = recorder.origin_s
        samples = recorder.stop()
    rows = [line.split() for line in done.stdout.splitlines()]
    told = {row[0]: row[1:] for row in rows}
    begun_s = float(told["playing"][0]) - origin_s
    ended_s = begun_s + seconds
    # What is heard before the pilot begins and after it ends is no hole.
    ours = [gap for gap in holes(samples, PILOT_HZ) if begun_s < gap[0] < ended_s and gap[0] + gap[1] < ended_s + 5]
    theirs = [at_s for at_s, _ in holes(samples, REFERENCE_HZ)]
    own = [gap for gap in ours if not any(abs(gap[0] - at_s) < NEAR_S for at_s in theirs)]
    longest_ms = 1000 * max((length_s for _, length_s in own), default=0.0)
    counted = sum(row[0] == "hole" for row in rows)
    return Heard(len(own), longest_ms, len(ours) - len(own), counted, int(told["faults"][0]), load)


BEFORE = {"CALFCOACH_SOUND_PRIORITY": "usual", "PULSE_LATENCY_MSEC": "100"}


def main(seconds: float = 60.0) -> None:
    """Print a table."""
    ways: list[tuple[str, Path, dict[str, str]]] = [("before", ROOT, BEFORE), ("after", ROOT, {})]
    if other := os.environ.get("CALFCOACH_OTHER_TREE"):
        ways.insert(0, ("the other version", Path(other), {}))
    print(f"{'':20}{'holes':>7}{'longest ms':>12}{'server’s':>10}{'counted':>9}{'faults':>8}{'load':>7}")
    with tempfile.TemporaryDirectory() as folder:
        pcm = Path(folder, "set")
        pcm.write_bytes(a_set(seconds))
        length_s = pcm.stat().st_size / 2 / RATE
        for _ in range(TIMES):
            for name, tree, env in ways:
                heard = played(tree, pcm, length_s, env)
                print(
                    f"{name:20}{heard.holes:7}{heard.longest_ms:12.0f}{heard.servers:10}{heard.told:9}"
                    f"{heard.faults:8}{heard.load:7.1f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
