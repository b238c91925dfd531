"""Turns the tones down while a word is said, so that the word stands well over them.

A cue's onset stays: its word begins a tenth of a second later, and only then are the tones softer. A tick that falls
into a word is hardly softer: it is short, and it is there to be counted. Every gain follows from the number of its
frame alone. Knows no cue and makes no sound.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from calfcoach.audio.pcm import RATE, Samples

DUCK_DB = 20.0
"""How far the tones go down under a word at full volume. With it every shipped word is at least 15 dB over what sounds
with it (A-weighted, over its length): `tests/audio/test_ducking.py`."""

TICK_DUCKED = 0.15
"""A tick is turned down by this share of `DUCK_DB`: by 3 dB."""

DOWN = round(0.02 * RATE)
"""Frames before a word in which the tones go down."""

UP = round(0.04 * RATE)
"""Frames after a word in which they come back: less than the silence that is kept between a word and the next onset."""


@dataclass(frozen=True, slots=True)
class Ducking:
    """From `first` up to `last` (frames) the tones are heard times `gain`."""

    first: int
    last: int
    gain: float


def duck_gain(word_volume: float) -> float:
    """The gain of the tones under a word of this volume: who turns the words down hears more of the tones."""
    return float(10 ** (-DUCK_DB * min(word_volume, 1.0) / 20))


def joined(duckings: Sequence[Ducking]) -> tuple[Ducking, ...]:
    """The duckings in order; two are joined where the tones would come back only for a moment."""
    whole: list[Ducking] = []
    for one in sorted(duckings, key=lambda ducking: ducking.first):
        if whole and one.first - whole[-1].last < DOWN + UP:
            before = whole.pop()
            one = Ducking(before.first, max(before.last, one.last), min(before.gain, one.gain))
        whole.append(one)
    return tuple(whole)


def tone_gains(duckings: Sequence[Ducking], start: int, end: int) -> Samples | None:
    """The gain of the tones in the frames from `start` up to `end`; None where it is 1 throughout.

    `duckings` are those of a block, as `joined` gives them.
    """
    near = [one for one in duckings if one.first - DOWN < end and start < one.last + UP]
    if not near:
        return None
    gains = np.ones(end - start, np.float32)
    for one in near:
        gains[max(one.first - start, 0) : max(one.last - start, 0)] = one.gain
        _slope(gains, start, one.first - DOWN, one.first, (1.0, one.gain))
        _slope(gains, start, one.last, one.last + UP, (one.gain, 1.0))
    return gains


def _slope(gains: Samples, start: int, first: int, last: int, ends: tuple[float, float]) -> None:
    """Go straight from one gain to the other between two frames; `gains` begins with the frame `start`."""
    first_in, last_in = max(first, start), min(last, start + gains.size)
    if first_in < last_in:
        gains[first_in - start : last_in - start] = np.interp(np.arange(first_in, last_in), (first, last), ends)
