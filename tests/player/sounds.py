"""Clicks to play and to find again, and a link with a recorder around it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from numpy.typing import NDArray

from calfcoach.player.link import PlayerLink
from calfcoach.player.protocol import BlockPosition, Report
from tests.e2e.programs import until
from tests.pulse import MOST_S, RATE, PulseServer, Recorder

CLICK = (np.random.default_rng(7).standard_normal(480) * 8000).astype("<i2")
EVERY_S = 0.25
FIRST_S = 0.1


def train(clicks: int) -> bytes:
    """A block of clicks, `EVERY_S` apart, the first at `FIRST_S`."""
    block = np.zeros(round(clicks * EVERY_S * RATE), "<i2")
    for each in range(clicks):
        start = round((FIRST_S + each * EVERY_S) * RATE)
        block[start : start + len(CLICK)] = CLICK
    return block.tobytes()


def onsets(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """Seconds of each click in a recording."""
    if len(samples) < len(CLICK):
        return np.empty(0)
    shape = CLICK.astype(np.float32) / 32768
    match = np.correlate(samples, shape, "valid")
    least = 0.4 * float(shape @ shape)
    found, at = [], 0
    while at < len(match):
        if match[at] < least:
            at += 1
            continue
        peak = at + int(np.argmax(match[at : at + len(CLICK)]))
        found.append(peak / RATE)
        at = peak + RATE // 10
    return np.array(found)


@contextmanager
def started_on(server: PulseServer, output: str) -> Iterator[PlayerLink]:
    """A player on one of several servers: its process has the server's variables, this one keeps its own."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.vars.items():
            patch.setenv(name, value)
        link = PlayerLink(output)
        until(lambda: link.pid)  # from now on the player has them
    try:
        yield link
    finally:
        link.close()


class Rig:
    """A link being listened to; remembers every report."""

    def __init__(self, link: PlayerLink, recorder: Recorder) -> None:
        self.link = link
        self.recorder = recorder
        self.reports: list[Report] = []
        self._from_frame = 0

    def begin_afresh(self) -> None:
        """Stop what plays and forget what was reported and heard."""
        self.link.stop()
        self.link.volume(1.0)
        self.heard()
        self.link.poll()
        self.reports.clear()

    def wait(self, wanted: Callable[[Report], bool]) -> Report:
        """The first further report that is wanted."""
        deadline_s = time.monotonic() + MOST_S
        while time.monotonic() < deadline_s:
            found = None
            for report in self.link.poll():
                self.reports.append(report)
                found = report if found is None and wanted(report) else found
            if found is not None:
                return found
            time.sleep(0.005)  # a link is asked for reports: it tells of none by itself
        raise AssertionError(f"not reported: {[r for r in self.reports if not isinstance(r, BlockPosition)]}")

    def wait_for(self, kind: type[Report]) -> Report:
        """The first further report of a kind."""
        return self.wait(lambda report: isinstance(report, kind))

    def reach(self, block: int, position_s: float) -> BlockPosition:
        """Wait until a position is heard."""
        found = self.wait(lambda r: isinstance(r, BlockPosition) and r.block == block and r.position_s >= position_s)
        assert isinstance(found, BlockPosition)
        return found

    def heard(self) -> NDArray[np.float64]:
        """The monotonic times of all clicks since the last call, waiting a moment for the recorder."""
        until_frame = len(self.recorder.samples) + RATE // 4
        deadline_s = time.monotonic() + MOST_S
        while len(samples := self.recorder.samples) < until_frame:
            assert time.monotonic() < deadline_s, "the recorder hears nothing any more"
            time.sleep(0.01)  # the recorder's thread tells of nothing
        new = onsets(samples[self._from_frame :]) + self._from_frame / RATE + self.recorder.origin_s
        self._from_frame = len(samples)
        return new


def planned(clicks: int, start_s: float = 0.0) -> NDArray[np.float64]:
    """Where `clicks` clicks of a train lie."""
    return start_s + FIRST_S + np.arange(clicks) * EVERY_S


def worst_ms(heard: NDArray[np.float64], expected: NDArray[np.float64]) -> float:
    """The worst error, after taking away what all have in common (the start, which the position tells)."""
    assert len(heard) == len(expected), (heard, expected)
    error = heard - expected
    return float(np.max(np.abs(error - np.median(error)))) * 1000


def softer_is_asked(server: PulseServer) -> bool:
    """Whether there is a stream that asks for other programs to be softer."""
    return 'media.role = "a11y"' in server.pactl("list", "sink-inputs")


def softer_comes_to(server: PulseServer, wanted: bool) -> bool:
    """Whether what is asked of other programs soon is as wanted."""
    deadline_s = time.monotonic() + MOST_S
    while softer_is_asked(server) is not wanted:
        if time.monotonic() > deadline_s:
            return False
        time.sleep(0.02)  # the server is asked by a command
    return True
