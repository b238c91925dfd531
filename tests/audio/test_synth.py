from __future__ import annotations

import numpy as np
import pytest

from calfcoach.audio.pcm import RATE
from calfcoach.audio.synth import layer_samples, pitch_at
from calfcoach.library.scheme_models import Layer


def made(layer: Layer, seconds: float, place: float = 0.0) -> np.ndarray:
    frames = round(seconds * RATE)
    return layer_samples(layer, frames, 0, frames, place, None)


def pitch_of(samples: np.ndarray) -> float:
    """Hz, by the crossings of zero."""
    rising = np.flatnonzero((samples[:-1] < 0) & (samples[1:] >= 0))
    crossings = rising + samples[rising] / (samples[rising] - samples[rising + 1])
    return RATE * (crossings.size - 1) / (crossings[-1] - crossings[0])


@pytest.mark.parametrize("seconds", [0.5, 2, 3, 7.25])
def test_a_glide_begins_and_lands_on_its_pitches(seconds):
    glide = made(Layer(pitch=(1319, 330), level=-6), seconds)
    near = round(0.03 * RATE)
    assert pitch_of(glide[:near]) == pytest.approx(1319 * (330 / 1319) ** (0.015 / seconds), rel=0.005)
    assert pitch_of(glide[-near:]) == pytest.approx(330 * (1319 / 330) ** (0.015 / seconds), rel=0.005)
    middle = glide.size // 2
    assert pitch_of(glide[middle - near : middle + near]) == pytest.approx((1319 * 330) ** 0.5, rel=0.005)


def test_a_pitch_along_the_phase_stands_where_the_cue_is():
    tick = Layer(pitch=(1000, 2000), along="phase", level=-6)
    assert [pitch_of(made(tick, 0.2, place)) for place in (0, 0.5, 1)] == pytest.approx(
        [1000, 2**0.5 * 1000, 2000], rel=1e-3
    )
    assert pitch_at(tick, 0.1, 0.2, 0.5) == pytest.approx(1414.2, rel=1e-4)


@pytest.mark.parametrize(
    "layer",
    [
        Layer(pitch=(300, 3000), partials=(1, 0.5, 0.25), level=-3, tremolo=5, depth=0.5, swell=6),
        Layer(pitch=1000, ratios=(0.5, 1.5), partials=(1, 0.5), level=-3, decay=0.1),
        Layer(noise=(500, 2000), seconds=1, level=-3),
    ],
)
def test_any_stretch_of_a_layer_is_that_stretch_of_the_whole(layer):
    frames = RATE
    whole = layer_samples(layer, frames, 0, frames, 0, None)
    piece = layer_samples(layer, frames, 12_345, 23_456, 0, None)
    assert np.abs(whole[12_345:23_456] - piece).max() < 1e-6


@pytest.mark.parametrize("seconds", [0.005, 0.012, 0.1, 3])
def test_it_begins_at_once_and_fades_in_and_out(seconds):
    layer = Layer(pitch=1000, partials=(1, 0.5), attack=0.003, release=0.01, level=0)
    sound = made(layer, seconds)
    assert sound[0] != 0
    assert abs(sound[0]) < 1e-3
    assert abs(sound[-1]) < 1e-3
    assert np.abs(sound).max() <= 1
    assert np.flatnonzero(np.abs(sound) > np.abs(sound).max() / 2)[0] < 0.005 * RATE


def test_the_level_is_the_peak_whatever_the_partials():
    for partials in ((1.0,), (1, 1), (1, 0.5, 0.5, 0.3)):
        assert np.abs(made(Layer(pitch=440, partials=partials, level=-6), 1)).max() <= 10 ** (-6 / 20) + 1e-6


def test_a_swell_reaches_its_level_at_its_louder_end():
    for swell in (-12, 12):
        sound = made(Layer(pitch=1000, level=-6, swell=swell), 2)
        quarters = [np.abs(part).max() for part in np.array_split(sound, 8)]
        assert (quarters == sorted(quarters)) is (swell > 0)
        assert max(quarters) == pytest.approx(10 ** (-6 / 20), rel=0.12)


def test_a_partial_above_what_can_be_heard_is_left_out():
    sound = made(Layer(pitch=9000, partials=(1, 1, 1), level=0), 0.5)
    spectrum = np.abs(np.fft.rfft(sound))
    assert spectrum[round(18_000 * 0.5)] > 1000
    assert spectrum[round((48_000 - 27_000) * 0.5)] < 1


def test_noise_keeps_to_its_band():
    noise = made(Layer(noise=(1000, 2000), seconds=1, attack=0.1, release=0.1, level=0), 1)
    power = np.abs(np.fft.rfft(noise)) ** 2
    assert power[700:2900].sum() / power.sum() > 0.999
