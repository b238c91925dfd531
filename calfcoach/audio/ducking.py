"""Turns the tones down while a word is said, so that the word stands well over them.

A cue's onset stays: its word begins a tenth of a second later, and only then are the tones softer. A tick that falls
into a word is hardly softer: it is short, and it is there to be counted. Every gain follows from the number of its
frame alone. Knows no cue and makes no sound.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from calfcoach.audio.pcm import RATE, Samples

DUCK_DB = 20.0
"""How far the tones go down under a word at full volume. With it every shipped word is at least 15 dB over what sounds
with it (A-weighted, over its length): `tests/audio/test_ducking.py`."""

TICK_DUCKED = 0.15
"""How much of that way (in dB) a tick goes: 3 dB."""

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
    """The same in order, made one where the tones would come back only to go down again."""
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
    frames = list(chain.from_iterable((one.first - DOWN, one.first, one.last, one.last + UP) for one in near))
    gains = list(chain.from_iterable((1.0, one.gain, one.gain, 1.0) for one in near))
    return np.interp(np.arange(start, end), frames, gains).astype(np.float32)
