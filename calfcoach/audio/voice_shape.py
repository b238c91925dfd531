"""Shapes a raw spoken word for playing: 48 kHz, trimmed to its onset, of even loudness, with soft ends.

Every step is a pure function of its input, so that the same raw word always gives the same bytes. Knows no files
and no synthesiser.
"""

import numpy as np
from numpy.typing import NDArray

from calfcoach.audio.voice_loudness import RATE, loudness, true_peak

TARGET_LUFS = -19.0
"""As loud as a voice can be with `CEILING_DBTP` and only the bursts of a t or a p held back."""

CEILING_DBTP = -3.0
"""The highest true peak of a word: 2 dB below the −1 dBTP that everything together has to keep."""

ONSET_DB = -32.0
"""A word begins where its level over 5 ms first comes this close to its loudest 5 ms: that lies inside a soft th."""

END_DB = -44.0
FADE_IN_S = 0.003
FADE_OUT_S = 0.012
_WINDOW_S = 0.005
_PRE_ROLL_S = 0.003
_TAIL_S = 0.012
_HOLD_S = 0.002
_BETWEEN_SAMPLES_DB = 0.4
"""How far a true peak may rise above the samples of speech, which has little above 12 kHz."""

_ROUNDS = 6
_NEAR_ENOUGH_DB = 0.02
_TAPS_A_SIDE = 48
_KAISER_BETA = 9.0


def shape(raw: NDArray[np.floating], rate: int) -> NDArray[np.int16]:
    """A raw word (mono, −1 to 1, `rate` a divisor of 48 000) as it is played; empty if there is nothing in it."""
    word = trim(resample(np.asarray(raw, np.float64), rate))
    if not len(word):
        return np.zeros(0, np.int16)
    return np.round(level(fade(word)) * 32767).astype(np.int16)


def level(word: NDArray[np.float64]) -> NDArray[np.float64]:
    """The word at `TARGET_LUFS`, its peaks held under `CEILING_DBTP`.

    Holding a peak back takes a little loudness, which the next round gives back to all of the word.
    """
    gain = 0.0
    held = word
    for _ in range(_ROUNDS):
        missing = TARGET_LUFS - loudness(held)
        if abs(missing) < _NEAR_ENOUGH_DB:
            break
        gain += missing
        held = hold_back(word * 10 ** (gain / 20))
    over = max(true_peak(held) - CEILING_DBTP, 0)
    return held * 10 ** (-over / 20)


def hold_back(word: NDArray[np.float64]) -> NDArray[np.float64]:
    """The word with what is above the ceiling turned down, smoothly, over the 4 ms around it."""
    ceiling = 10 ** ((CEILING_DBTP - _BETWEEN_SAMPLES_DB) / 20)
    if np.abs(word).max() <= ceiling:
        return word
    half = round(_HOLD_S * RATE)
    wanted = np.minimum(ceiling / np.maximum(np.abs(word), 1e-9), 1.0)
    around = np.pad(wanted, 2 * half, constant_values=1.0)
    least = np.lib.stride_tricks.sliding_window_view(around, 2 * half + 1).min(axis=1)
    smooth = np.hanning(2 * half + 3)[1:-1]
    return word * np.convolve(least, smooth / smooth.sum(), mode="valid")


def resample(samples: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """The samples at 48 kHz, through a linear-phase low-pass at the old rate's half.

    Raises:
        ValueError: 48 000 is not a multiple of the rate.
    """
    factor, odd = divmod(RATE, rate)
    if odd:
        raise ValueError(f"a voice at {rate} Hz cannot be resampled: 48000 is not a multiple of it")
    if factor == 1 or not len(samples):
        return samples
    half = _TAPS_A_SIDE * factor
    taps = np.sinc(np.arange(-half, half + 1) / factor) * np.kaiser(2 * half + 1, _KAISER_BETA)
    spread = np.zeros(len(samples) * factor)
    spread[::factor] = samples
    return np.convolve(spread, taps)[half : half + len(spread)]


def trim(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """The samples from a few milliseconds before the onset to the last of the word's sound; empty for silence."""
    level = _level(samples)
    if not len(level) or level.max() <= 1e-5:
        return samples[:0]
    relative = 20 * np.log10(np.maximum(level, 1e-9) / level.max())
    first = int(np.argmax(relative > ONSET_DB))
    last = len(relative) - 1 - int(np.argmax(relative[::-1] > END_DB))
    return samples[max(first - round(_PRE_ROLL_S * RATE), 0) : last + round(_TAIL_S * RATE)]


def fade(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """The samples with raised-cosine ends."""
    faded = samples.copy()
    for seconds, end in ((FADE_IN_S, slice(None)), (FADE_OUT_S, slice(None, None, -1))):
        count = min(round(seconds * RATE), len(faded))
        faded[end][:count] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(count) / count)
    return faded


def _level(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """The root mean square over the 5 ms around each sample."""
    size = round(_WINDOW_S * RATE)
    sums = np.cumsum(np.concatenate([np.zeros(size // 2 + 1), samples**2, np.zeros(size - size // 2 - 1)]))
    return np.sqrt(np.maximum(sums[size:] - sums[:-size], 0) / size) if len(samples) else samples
