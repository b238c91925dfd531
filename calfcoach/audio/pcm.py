"""Frames: seconds into frames, samples into 16-bit PCM, the guard against overload, the dither against sleep.

All of it works on each frame by itself, so a piece of a block is the same whether it is made alone or with the rest.
Knows no cue and no file.
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from calfcoach.audio.randomness import random_bits

RATE = 48_000
"""Frames per second: docs/design.md, "Time"."""

FULL_SCALE = 32767

KNEE = 0.70
"""Linear amplitude (−3.1 dBFS) up to which the guard changes nothing; the schemes' own cues stay below it."""

CEILING = 0.82
"""Linear amplitude (−1.7 dBFS) the guard never lets through; the rest up to −1 dBFS is for peaks between samples."""

DITHER_FRAMES = 1 << 16
_DITHER = np.array([-2, -1, 1, 2], np.int16)[random_bits(RATE, DITHER_FRAMES) >> np.uint64(62)]

Samples = NDArray[np.float32]
"""Mono samples, full scale ±1."""

Pcm = NDArray[np.int16]
"""Mono 16-bit frames at `RATE`."""


def frame_of(seconds: Fraction) -> int:
    """The frame nearest to a moment; of two as near the even one."""
    # As `round(seconds * RATE)`, which would make three fractions on the way; this is asked for thousands of times.
    frames, rest = divmod(seconds.numerator * RATE, seconds.denominator)
    over = 2 * rest - seconds.denominator
    return frames + (over > 0 or (over == 0 and frames % 2))


def dither(frames: int, from_frame: int = 0) -> Pcm:
    """Inaudible noise of ±1 and ±2 steps (−86 dBFS), never zero: Bluetooth speakers sleep on digital silence.

    It depends on nothing but the number of the frame.
    """
    at = from_frame % DITHER_FRAMES
    return np.resize(np.roll(_DITHER, -at), frames)


def guard(samples: Samples) -> Samples:
    """The samples, those above `KNEE` bent smoothly towards `CEILING`; no step between samples grows."""
    size = np.abs(samples)
    if samples.size == 0 or size.max() <= KNEE:
        return samples
    room = np.float32(CEILING - KNEE)
    bent = np.float32(KNEE) + room * np.tanh((size - np.float32(KNEE)) / room)
    return np.where(size > KNEE, np.copysign(bent, samples), samples)


def to_pcm(samples: Samples, from_frame: int) -> Pcm:
    """Guarded 16-bit PCM with the dither of the frames from `from_frame` on."""
    steps: Pcm = np.rint(guard(samples) * np.float32(FULL_SCALE)).astype(np.int16)
    steps += dither(samples.size, from_frame)
    return steps
