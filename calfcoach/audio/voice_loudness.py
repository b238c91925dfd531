"""How loud a spoken word is and how high it peaks, by the measures of ITU-R BS.1770-5.

Works on whole words at 48 kHz, mono, −1 to 1. Knows no files and changes nothing.
"""

import math

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
"""Frames a second."""

_BLOCK = RATE * 4 // 10
_STEP = RATE // 10
"""Frames of the standard's gating block of 400 ms, and from one to the next."""

_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0
_OFFSET = -0.691
_SILENCE = -120.0
_RING_S = 0.25
"""Room for the filters to ring out: the slower one, a high-pass at 38 Hz, has fallen by 100 dB after 0.1 s."""

_OVERSAMPLING = 4
"""The true-peak meter's (BS.1770-5, annex 2)."""

_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""BS.1770-5, annex 1, tables 1 and 2: numerator and denominator at 48 kHz."""


def loudness(samples: NDArray[np.floating]) -> float:
    """The loudness of a word in LUFS, −120 for silence: the middle between the lowest and the highest of `readings`."""
    found = readings(samples)
    return (min(found) + max(found)) / 2


def readings(samples: NDArray[np.floating]) -> tuple[float, ...]:
    """What meters that follow the standard may show for one word, in LUFS.

    The standard measures programmes. A word has one to a few of its 400 ms blocks, and what is read depends on what
    is done with the sound after the last whole one: nothing, or a block filled up with silence; or the word is taken
    as one block of its own length, without gates. Below 400 ms, where there is no whole block, only the latter two
    are possible. The readings for "eight" are 2 dB apart.
    """
    power = k_weighted(samples) ** 2
    if not len(power):
        return (_SILENCE,)
    whole = _level(float(power.mean()))
    filled = _gated(np.concatenate([power, np.zeros(-(len(power) - _BLOCK) % _STEP + max(_BLOCK - len(power), 0))]))
    return (whole, filled) if len(power) < _BLOCK else (whole, filled, _gated(power))


def true_peak(samples: NDArray[np.floating]) -> float:
    """The highest peak in dBTP, between the samples too; −120 for silence."""
    if not len(samples):
        return _SILENCE
    padded = np.concatenate([np.zeros(256), samples, np.zeros(256)])
    spectrum = np.fft.rfft(padded)
    fine = np.fft.irfft(spectrum, len(padded) * _OVERSAMPLING) * _OVERSAMPLING
    peak = max(float(np.abs(fine).max()), float(np.abs(samples).max()))
    return max(20 * math.log10(peak), _SILENCE) if peak > 0 else _SILENCE


def k_weighted(samples: NDArray[np.floating]) -> NDArray[np.float64]:
    """The samples through the standard's two filters; as long as they were."""
    size = len(samples) + round(_RING_S * RATE)
    around = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    response = np.ones_like(around)
    for above, below in (_SHELF, _HIGH_PASS):
        response *= np.polyval(above[::-1], around) / np.polyval(below[::-1], around)
    return np.fft.irfft(np.fft.rfft(samples, size) * response, size)[: len(samples)]


def _gated(power: NDArray[np.float64]) -> float:
    blocks = [float(power[at : at + _BLOCK].mean()) for at in range(0, len(power) - _BLOCK + 1, _STEP)]
    heard = [block for block in blocks if _level(block) > _ABSOLUTE_GATE]
    if not heard:
        return _SILENCE
    gate = _level(sum(heard) / len(heard)) + _RELATIVE_GATE
    heard = [block for block in heard if _level(block) > gate]
    return _level(sum(heard) / len(heard))


def _level(mean_square: float) -> float:
    return _OFFSET + 10 * math.log10(mean_square) if mean_square > 1e-12 else _SILENCE
