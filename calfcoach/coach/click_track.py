"""The clicks that a person taps along with, played on a station, and when the device says each was played.

Whoever owns the station polls it and hands the reports on. Knows no tap and no screen.
"""

import math
from array import array
from collections.abc import Sequence
from statistics import median

from calfcoach.coach.calibration import PERIOD_S, beats
from calfcoach.coach.listen import SAMPLE_BLOCKS
from calfcoach.coach.station import SoundStation
from calfcoach.player.programme import dither
from calfcoach.player.protocol import RATE, SAMPLE_BYTES, BlockPosition, Ended, Fault, Pcm, Report

BEFORE_S = 1.2
"""Two beats before the first click, so that a speaker that sleeps has woken."""

LASTS_S = BEFORE_S + beats()[-1] + 2 * PERIOD_S
"""Seconds of the whole track."""

CLICK_S, CLICK_HZ, CLICK_PEAK = 0.03, 1800.0, 0.6


def click() -> bytes:
    """One click: a definite onset (1 ms) and an exponential end, 16-bit mono."""
    frames = round(CLICK_S * RATE)

    def sample(frame: int) -> int:
        rise = min(frame / (RATE / 1000), 1.0)
        fall = math.exp(-6 * frame / frames) * min((frames - frame) / (RATE / 333), 1.0)
        return round(32767 * CLICK_PEAK * rise * fall * math.sin(2 * math.pi * CLICK_HZ * frame / RATE))

    return array("h", (sample(frame) for frame in range(frames))).tobytes()


def track() -> bytes:
    """The whole track: clicks at `BEFORE_S` + `beats()` in dither."""
    frames = round(LASTS_S * RATE)
    made = bytearray((dither() * math.ceil(LASTS_S))[: frames * SAMPLE_BYTES])
    one = click()
    for beat in beats():
        start = round((BEFORE_S + beat) * RATE) * SAMPLE_BYTES
        made[start : start + len(one)] = one
    return bytes(made)


class ClickTrack:
    """The clicks, once. `problem` is a sentence when the sound fell away; `over` when the last was played."""

    def __init__(self, station: SoundStation) -> None:
        self.problem: str | None = None
        self.over = False
        self._station = station
        self._block: int | None = None
        self._starts: list[float] = []

    def begin(self) -> None:
        """Play it from its beginning."""
        self.stop()
        self.over, self.problem, self._starts = False, None, []
        self._block = next(SAMPLE_BLOCKS)
        output = self._station.output
        pcm: Pcm | int = track() if output.needs_pcm else round(LASTS_S * RATE)
        output.load(self._block, pcm)
        output.play(self._block)

    def take(self, reports: Sequence[Report]) -> None:
        """Take in what the station reported."""
        for report in reports:
            match report:
                case BlockPosition(t_s=t_s, block=block, position_s=position_s) if block == self._block:
                    self._starts.append(t_s - position_s)
                case Ended(block=block) if block == self._block:
                    self._block, self.over = None, True
                case Fault(text=text) if self._block is not None:
                    self._block, self.problem = None, text

    def heard(self) -> tuple[float, ...]:
        """When each click was played according to the device; empty before it has said anything."""
        if not self._starts:
            return ()
        start = median(self._starts)
        return tuple(start + BEFORE_S + beat for beat in beats())

    def stop(self) -> None:
        """Fall silent."""
        if self._block is not None:
            self._block = None
            self._station.output.stop()
