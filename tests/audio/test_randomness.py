"""The numbers behind dither and noise are random enough, and the same on every machine."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from calfcoach.audio.randomness import random_bits, random_normal


def test_it_is_the_published_row() -> None:
    # The reference code of the paper, begun at 1234567.
    expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431]
    assert random_bits(1234567, 4).tolist() == expected


def test_a_longer_row_begins_as_the_shorter_one() -> None:
    assert (random_bits(7, 100)[:10] == random_bits(7, 10)).all()
    assert (random_bits(7, 100) != random_bits(8, 100)).all()


@pytest.mark.parametrize("seed", [0, 20_000, 2**62])
def test_normal_numbers_are_normal(seed: int) -> None:
    numbers = random_normal(seed, 200_000)
    assert np.isfinite(numbers).all()
    assert abs(numbers.mean()) < 0.01
    assert abs(numbers.std() - 1) < 0.01
    assert abs((np.abs(numbers) < 1).mean() - 0.6827) < 0.005
    assert abs(np.corrcoef(numbers[:-1], numbers[1:])[0, 1]) < 0.01


def test_the_program_loads_no_module_of_random_numbers() -> None:
    code = "import sys, calfcoach.audio.synth, calfcoach.audio.render; print('numpy.random' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
