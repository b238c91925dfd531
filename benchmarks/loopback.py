"""How exactly a session is heard while the main process is stalled: played, recorded behind a null sink, compared.

Run `python -m benchmarks.loopback --seconds 300` from the checkout. Everything here takes a list of `(time_s,
waveform)` and a recording, so it serves a click train as well as a rendered session. It starts its own PulseAudio.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from calfcoach.player.link import PlayerLink
from calfcoach.player.protocol import Ended, Fault, Ready
from tests.pulse import RATE, PulseServer, Recorder

Wave = NDArray[np.float32]
Cues = Sequence[tuple[float, Wave]]

SEARCH_S = 0.4
"""How far from its place a cue is looked for; less than half the least distance between two cues."""

HEARD_LEAST = 0.5
"""The least correlation (1 = the very same samples) at which a cue counts as heard."""


TAIL_S = 0.5
"""How long is still recorded after the end: what was played last is on its way through server and recorder."""


@dataclass(frozen=True)
class Result:
    """How a session was heard; milliseconds are |heard − planned| within a block, the block's own start taken off."""

    name: str
    cues: int
    p50_ms: float
    p99_ms: float
    worst_ms: float
    missing: int
    doubled: int
    faults: int = 0

    HEAD = f"{'way of playing':34}{'cues':>6}" + "".join(
        f"{each:>9}" for each in ("p50 ms", "p99 ms", "max ms", "missing", "doubled", "faults")
    )

    def __str__(self) -> str:
        times = f"{self.p50_ms:9.2f}{self.p99_ms:9.2f}{self.worst_ms:9.2f}"
        return f"{self.name:34}{self.cues:6}{times}{self.missing:9}{self.doubled:9}{self.faults:9}"


def similarity(recording: Wave, wave: Wave) -> Wave:
    """For each place in the recording how alike what is heard there is to `wave`: 1 for the same but for its level."""
    if len(recording) < len(wave):
        return np.zeros(0, np.float32)
    size = 1 << (len(recording) + len(wave) - 1).bit_length()
    product = np.fft.irfft(np.fft.rfft(recording, size) * np.conj(np.fft.rfft(wave, size)), size)
    product = product[: len(recording) - len(wave) + 1]
    energy = np.concatenate(([0.0], np.cumsum(recording.astype(np.float64) ** 2)))
    local = energy[len(wave) :] - energy[: len(energy) - len(wave)]
    scale = np.sqrt(np.maximum(local, 1e-6) * float(np.sum(wave.astype(np.float64) ** 2)))
    return np.asarray(product / scale, np.float32)


def find(recording: Wave, cues: Cues, start_s: float) -> list[list[float]]:
    """For each cue the seconds at which it was heard around `start_s + time_s`; none where it is missing."""
    found = []
    for time_s, wave in cues:
        begin = max(0, round((start_s + time_s - SEARCH_S) * RATE))
        until = max(0, round((start_s + time_s + SEARCH_S) * RATE) + len(wave))
        match = similarity(recording[begin:until], wave)
        places: list[float] = []
        while len(match) and float(match.max()) >= HEARD_LEAST:
            peak = int(match.argmax())
            places.append((begin + peak) / RATE)
            match[max(0, peak - len(wave)) : peak + len(wave)] = 0
        found.append(places)
    return found


def judge(name: str, recording: Wave, blocks: Iterable[tuple[float, Cues]], faults: int = 0) -> Result:
    """Compare; each block is the second of the recording at which it should begin, and its cues."""
    errors: list[float] = []
    missing = doubled = cues_total = 0
    for start_s, cues in blocks:
        found = find(recording, cues, start_s)
        offsets = [places[0] - time_s for places, (time_s, _) in zip(found, cues, strict=True) if places]
        zero_s = float(np.median(offsets)) if offsets else 0.0
        errors += [abs(each - zero_s) * 1000 for each in offsets]
        missing += sum(not places for places in found)
        doubled += sum(len(places) > 1 for places in found)
        cues_total += len(cues)
    p50, p99 = np.percentile(errors, [50, 99]) if errors else (float("nan"), float("nan"))
    worst = max(errors, default=float("nan"))
    return Result(name, cues_total, float(p50), float(p99), worst, missing, doubled, faults)


def click_train(seconds: float, every_s: float = 0.5) -> tuple[NDArray[np.int16], Cues]:
    """A block of clicks and where they are; neighbours differ, so that none is taken for another."""
    random = np.random.default_rng(11)
    shapes = [(random.standard_normal(480) * 8000).astype("<i2") for _ in range(4)]
    pcm = np.zeros(round(seconds * RATE), np.int16)
    cues = []
    for count in range(int((seconds - 0.3) / every_s)):
        at_s = 0.2 + count * every_s
        shape = shapes[count % len(shapes)]
        pcm[round(at_s * RATE) : round(at_s * RATE) + len(shape)] = shape
        cues.append((at_s, shape.astype(np.float32) / 32768))
    return pcm, cues


class Stalls:
    """Stalls the thread that conducts (500 ms every 3 s) and holds the interpreter for 1 s twice.

    `step` is called by the conducting loop; the holding happens in a thread, through a C call that keeps the GIL.
    """

    def __init__(self, seconds: float, every_s: float = 3.0, stall_s: float = 0.5, holds: int = 2) -> None:
        self._every_s, self._stall_s = every_s, stall_s
        self._begun_s = time.monotonic()
        self._next_s = self._begun_s + every_s
        self._stop = threading.Event()
        self._holds = [seconds * (each + 1) / (holds + 1) for each in range(holds)]
        self._thread = threading.Thread(target=self._hold, name="holder")
        self._thread.start()

    def step(self) -> None:
        """Stall now, if it is time."""
        if time.monotonic() >= self._next_s:
            self._next_s += self._every_s
            time.sleep(self._stall_s)  # the stall itself

    def _hold(self) -> None:
        usleep = ctypes.PyDLL(None).usleep
        for at_s in self._holds:
            if self._stop.wait(self._begun_s + at_s - time.monotonic()):
                return
            usleep(1_000_000)

    def close(self) -> None:
        """No more."""
        self._stop.set()
        self._thread.join()


def play_link(output: str, blocks: Sequence[bytes], seconds: float) -> tuple[float, int]:
    """Play blocks in a row under stalls: the monotonic time asked for their start, and how many faults were told."""
    link = PlayerLink(output)
    stalls = None
    faults = 0
    try:
        start_s = 0.0
        deadline_s = time.monotonic() + seconds + 30
        while time.monotonic() < deadline_s:
            for report in link.poll():
                if isinstance(report, Ready) and stalls is None:
                    for number, block in enumerate(blocks):
                        link.load(number, block)
                    start_s = time.monotonic()
                    link.play(0)
                    for number in range(1, len(blocks)):
                        link.queue(number)
                    stalls = Stalls(seconds)
                faults += isinstance(report, Fault)
                if isinstance(report, Ended) and report.block == len(blocks) - 1:
                    return start_s, faults
            if stalls is not None:
                stalls.step()
            time.sleep(0.01)  # a link is asked for reports: it tells of none by itself
        return start_s, faults + 1
    finally:
        if stalls is not None:
            stalls.close()
        link.close()


def measure(name: str, play: Callable[[], tuple[float, int]], blocks: Sequence[tuple[float, Cues]]) -> Result:
    """Record while `play` plays; `blocks` are their starts in seconds from the first one's, and their cues."""
    with PulseServer() as server:
        before = dict(os.environ)
        os.environ.update(server.vars)
        try:
            with Recorder(server) as recorder:
                start_s, faults = play()
                time.sleep(TAIL_S)
                origin_s = recorder.origin_s
                recording = recorder.stop()
        finally:
            os.environ.clear()
            os.environ.update(before)
    placed = [(start_s - origin_s + at_s, cues) for at_s, cues in blocks]
    return judge(name, recording, placed, faults)


def main() -> int:
    """Measure both outputs and the naive way under the same load, and print a table."""
    from benchmarks.naive import play_naively

    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--block-seconds", type=float, default=60.0)
    options = parser.parse_args()
    count = max(1, round(options.seconds / options.block_seconds))
    each_s = options.seconds / count
    pcm, cues = click_train(each_s)
    blocks = [(number * each_s, cues) for number in range(count)]
    pcms = [pcm.tobytes()] * count
    whole = [(at_s + time_s, wave) for at_s, block in blocks for time_s, wave in block]
    print(Result.HEAD)
    for output in ("qt", "simpleaudio"):
        print(measure(f"calfcoach, {output}", partial(play_link, output, pcms, options.seconds), blocks), flush=True)
    print(measure("timer and one play_buffer a beep", lambda: play_naively(whole, Stalls), blocks), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
