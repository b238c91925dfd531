"""Makes the samples of a layer: tones that stand or glide, bands of noise, their envelopes.

Every sample follows from its number alone (the phase of a glide is integrated in closed form), so any stretch of
a layer can be made by itself. Knows no cue, no block and no file.
"""

from math import log, pi

import numpy as np
from numpy.typing import NDArray

from calfcoach.audio.pcm import RATE, Samples
from calfcoach.audio.randomness import random_normal
from calfcoach.library.scheme_models import Layer

_SEED = 20_000


def layer_samples(layer: Layer, frames: int, first: int, last: int, place: float, file: Samples | None) -> Samples:
    """The frames from `first` up to `last` of a layer that is `frames` long.

    `place` is where in its phase the cue is, 0 to 1; `file` the samples of the layer's sound file, if it has one.
    """
    # Half a frame in: the first frame already sounds, so an onset is exactly where its cue is.
    t = (np.arange(first, last) + 0.5) / RATE
    if file is not None:
        source = np.zeros(last - first, np.float32)
        piece = file[first:last]
        source[: piece.size] = piece
    elif layer.noise is not None:
        source = _noise(layer.noise, frames)[first:last]
    else:
        source = _tone(layer, t, frames / RATE, place)
    return source * _envelope(layer, t, frames / RATE)


def pitch_at(layer: Layer, t: float, seconds: float, place: float = 0.0) -> float:
    """The pitch (Hz) of a tone `t` seconds into its `seconds`."""
    assert layer.pitch is not None
    low, high = layer.pitch
    return float(low * (high / low) ** (place if layer.along == "phase" else t / seconds))


def _cycles(layer: Layer, t: NDArray[np.float64], seconds: float, place: float) -> NDArray[np.float64]:
    assert layer.pitch is not None
    start, end = layer.pitch
    if layer.along == "phase" or start == end:
        return pitch_at(layer, 0.0, seconds, place) * t
    steepness = log(end / start)
    return start * seconds / steepness * np.expm1(steepness * t / seconds)


def _tone(layer: Layer, t: NDArray[np.float64], seconds: float, place: float) -> Samples:
    cycles = _cycles(layer, t, seconds, place)
    ratios = layer.ratios or tuple(range(1, len(layer.partials) + 1))
    highest = max(layer.pitch or (0.0,))
    total = np.zeros(t.size, np.float32)
    for ratio, amplitude in zip(ratios, layer.partials, strict=True):
        if amplitude and ratio * highest < RATE / 2:
            turn = cycles * ratio
            turn -= np.floor(turn)
            total += np.float32(amplitude) * np.sin(turn.astype(np.float32) * np.float32(2 * pi))
    return total / np.float32(sum(layer.partials))


def _noise(band: tuple[float, float], frames: int) -> Samples:
    spectrum = np.fft.rfft(random_normal(_SEED, frames))
    hertz = np.fft.rfftfreq(frames, 1 / RATE)
    low, high = band
    # Half-octave slopes: a sharp edge would ring.
    octaves = np.log2(np.maximum(hertz, 1.0))
    rise = np.clip((octaves - np.log2(low)) * 2 + 1, 0, 1)
    fall = np.clip((np.log2(high) - octaves) * 2 + 1, 0, 1)
    noise = np.fft.irfft(spectrum * rise * fall, frames)
    shaped: Samples = (noise / np.abs(noise).max()).astype(np.float32)
    return shaped


def _envelope(layer: Layer, t: NDArray[np.float64], seconds: float) -> Samples:
    attack, release = _fades(layer, seconds)
    gain = np.full(t.size, 10 ** (layer.level / 20))
    if layer.decay is not None:
        gain *= np.exp(-t / layer.decay)
    if layer.swell:
        # The louder end is at `level`.
        way = t / seconds if layer.swell < 0 else t / seconds - 1
        gain *= 10 ** (layer.swell * way / 20)
    if layer.tremolo and layer.depth:
        gain *= 1 - layer.depth * (0.5 - 0.5 * np.cos(2 * pi * layer.tremolo * t))
    rising = t < attack
    gain[rising] *= 0.5 - 0.5 * np.cos(pi * t[rising] / attack)
    falling = t > seconds - release
    gain[falling] *= 0.5 - 0.5 * np.cos(pi * (seconds - t[falling]) / release)
    return gain.astype(np.float32)


def _fades(layer: Layer, seconds: float) -> tuple[float, float]:
    """Seconds of the fades in and out; a layer too short for both has them share its length."""
    both = layer.attack + layer.release
    scale = min(1.0, seconds / both)
    return layer.attack * scale, layer.release * scale
