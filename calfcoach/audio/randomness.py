"""Random numbers that are the same for ever: a cue sounds the same with every version of every library.

SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"): each number is a mixed-up
place in a row, so that a whole row is made at once. numpy's own module for it takes 3 MB and 15 ms to load.
"""

import numpy as np
from numpy.typing import NDArray

_STEP, _FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
"""The constants of the paper's reference code."""


def random_bits(seed: int, count: int) -> NDArray[np.uint64]:
    """`count` numbers of 64 random bits; the same for the same seed (0 to 2**63)."""
    mixed = np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * _STEP
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    return mixed ^ (mixed >> np.uint64(31))


def random_normal(seed: int, count: int) -> NDArray[np.float64]:
    """`count` numbers of a normal distribution with mean 0 and deviation 1 (Box and Muller 1958)."""
    unit = (random_bits(seed, 2 * count) >> np.uint64(11)).astype(np.float64) * 2.0**-53
    radius, turn = 1.0 - unit[:count], unit[count:]  # of 0 there is no logarithm
    return np.sqrt(-2.0 * np.log(radius)) * np.cos(2 * np.pi * turn)
