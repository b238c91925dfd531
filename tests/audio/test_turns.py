"""A turn is heard when it is: an onset detector that knows no cue finds every phase within 5 ms, in every scheme."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.sounds import in_db
from calfcoach.audio.mixer import Renderer
from calfcoach.audio.pcm import RATE
from tests.audio.sessions import SCHEMES, as_floats, rendered, shipped_scheme
from tests.stories import plan

HOP, WINDOW, BEFORE, NEAR = 48, 480, 10, 50
"""Frames from one spectrum to the next (1 ms) and of one (10 ms); spectra back to compare with, and around a peak."""


def onsets(samples: np.ndarray) -> np.ndarray:
    """Where the spectrum between 1 and 6 kHz grows most (spectral flux), in seconds: all peaks above a third of the
    highest.
    """
    padded = np.concatenate([np.zeros(WINDOW // 2), samples])
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP] * np.hanning(WINDOW)
    hertz = np.fft.rfftfreq(WINDOW, 1 / RATE)
    band = np.abs(np.fft.rfft(frames, axis=1))[:, (hertz >= 1000) & (hertz <= 6000)]
    loud = np.log10(1 + 2000 * band / WINDOW)
    flux = np.pad(np.maximum(loud[BEFORE:] - loud[:-BEFORE], 0).sum(axis=1), (BEFORE // 2, NEAR))
    highest = np.lib.stride_tricks.sliding_window_view(np.pad(flux, NEAR), 2 * NEAR + 1).max(axis=1)
    return np.flatnonzero((flux == highest) & (flux > flux.max() / 3)) * HOP / RATE


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("tempo", ["2-0-2-0", "3-1-2-1"])
def test_an_onset_detector_finds_every_phase_within_5_ms(scheme: str, tempo: str) -> None:
    sound = rendered(plan(tempo=tempo, reps=3, sets=1), by=Renderer(shipped_scheme(scheme)))
    found = onsets(as_floats(sound.pcm).astype(np.float64))
    for cue in sound.cues:
        if cue.kind == "phase":
            assert np.abs(found - cue.frame / RATE).min() <= 0.005, cue


def test_glide_leaves_its_turns_room_to_stand_out() -> None:
    """Its movement is 2 dB softer than it once was: the peaks are 14 dB over the mean, then 12.7."""
    sound = rendered(plan(tempo="2-0-2-0", reps=3, sets=1), by=Renderer(shipped_scheme("glide")))
    phases = [cue.frame for cue in sound.cues if cue.kind == "phase"]
    reps = as_floats(sound.pcm).astype(np.float64)[phases[0] : phases[-1]]
    assert in_db(float(np.abs(reps).max())) - in_db(float(np.sqrt((reps**2).mean()))) >= 14
