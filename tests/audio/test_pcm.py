from fractions import Fraction

import numpy as np
import pytest

from calfcoach.audio.pcm import CEILING, DITHER_FRAMES, KNEE, RATE, dither, frame_of, guard, to_pcm
from calfcoach.player import protocol


def test_the_player_and_the_mixer_count_the_same_frames():
    assert protocol.RATE == RATE


@pytest.mark.parametrize(
    ("seconds", "frame"), [("0", 0), ("1/3", 16_000), ("2.33", 111_840), ("1000000.5", 48_000_024_000)]
)
def test_a_moment_is_its_nearest_frame(seconds, frame):
    assert frame_of(Fraction(seconds)) == frame


@pytest.mark.parametrize("halves", range(-7, 8))
def test_between_two_frames_it_is_the_even_one(halves):
    assert frame_of(Fraction(halves, 2 * RATE)) == round(Fraction(halves, 2))
    assert frame_of(Fraction(halves, 2 * RATE) + Fraction(1, 10**9)) == round(
        Fraction(halves, 2) + Fraction(RATE, 10**9)
    )


def test_dither_never_falls_silent_and_is_never_heard():
    noise = dither(10 * RATE)
    assert set(np.unique(noise)) == {-2, -1, 1, 2}
    rms_db = 20 * np.log10(np.sqrt(np.mean((noise / 32768.0) ** 2)))
    assert rms_db < -84
    assert abs(noise.mean()) < 0.02
    power = np.abs(np.fft.rfft(noise[:DITHER_FRAMES] - noise[:DITHER_FRAMES].mean())) ** 2
    assert power.max() / power.mean() < 20  # no tone in it


@pytest.mark.parametrize("first", [0, 1, DITHER_FRAMES - 1, DITHER_FRAMES, 3 * DITHER_FRAMES + 17])
def test_dither_is_that_of_the_frame(first):
    assert np.array_equal(dither(1000, first), dither(first + 1000)[first:])


def test_the_guard_changes_nothing_below_its_knee():
    samples = np.linspace(-KNEE, KNEE, 1001, dtype=np.float32)
    assert np.array_equal(guard(samples), samples)
    assert guard(np.empty(0, np.float32)).size == 0


def test_the_guard_bends_without_a_corner_and_never_lets_more_through():
    samples = np.linspace(-10, 10, 400_001, dtype=np.float32)
    bent = guard(samples)
    steps = np.diff(bent.astype(np.float64)) / np.diff(samples.astype(np.float64))
    assert np.abs(bent).max() <= CEILING + 1e-6
    assert steps.min() >= -1e-2
    assert steps.max() <= 1 + 1e-2
    assert np.array_equal(bent, -bent[::-1])


def test_pcm_of_a_piece_is_the_piece_of_the_pcm():
    samples = np.random.RandomState(1).uniform(-1.5, 1.5, 5000).astype(np.float32)
    assert np.array_equal(to_pcm(samples, 100)[1234:], to_pcm(samples[1234:], 1334))
