"""Whether every phase of a half-hour session lies where it should: python -m benchmarks.onsets.

A session is written as `calfcoach render` writes it. In the file each phase's cue is looked for by correlation with
its own waveform, and its place compared with two others: the cue list's, and the one that integers give (start of the
rep plus what comes before in it). The baseline is what adding up would do: the same seconds, accumulated as the
32-bit floats that sound libraries like to count in.
"""

import csv
import tempfile
import wave
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from calfcoach.audio.mixer import Renderer
from calfcoach.audio.pcm import RATE
from calfcoach.audio.render import render_session
from calfcoach.audio.schemes import load_scheme
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.library.scheme_models import CueKey
from calfcoach.score.timeline import lay_out_session

LOOK_FRAMES = 480
"""How far on each side a cue is looked for: 10 ms."""

WAVE_FRAMES = RATE // 5

Frames = NDArray[np.int64]


def planned_frames(plan: SessionPlan) -> list[tuple[int, str, Fraction]]:
    """Frame, phase and seconds of each phase, from the exact times of the score."""
    rows = []
    before = Fraction(0)
    for block in lay_out_session(plan).blocks:
        rows += [
            (round((before + segment.start) * RATE), segment.kind.phase.value, segment.duration)
            for segment in block.segments
            if segment.kind.phase is not None
        ]
        before += block.duration
    return rows


def lag(pcm: NDArray[np.int16], frame: int, shape: NDArray[np.float32]) -> int:
    """By how many frames a waveform lies later than `frame`."""
    start = frame - LOOK_FRAMES
    piece = np.zeros(2 * LOOK_FRAMES + len(shape), np.float32)
    cut = pcm[max(start, 0) : start + len(piece)]
    piece[max(-start, 0) : max(-start, 0) + len(cut)] = cut
    return int(np.correlate(piece, shape, "valid").argmax()) - LOOK_FRAMES


def accumulated(frames: list[int]) -> int:
    """The worst error, in frames, of adding up seconds in 32-bit floats."""
    at = np.float32(frames[0] / RATE)
    worst = 0
    for this, following in pairwise(frames):
        at = np.float32(at + np.float32((following - this) / RATE))
        worst = max(worst, abs(round(float(at) * RATE) - following))
    return worst


def main() -> None:
    exercise = Library.load(user_dir=Path("nowhere")).exercises["donkey-calf-raise"]
    print(f"{'tempo':10}{'phases':>8}{'first rep':>12}{'last rep':>12}{'worst':>8}{'list − plan':>14}{'added up':>12}")
    for tempo in ("3-1-2-1", "2.7-0.7-1.1-0.7"):
        plan = plan_of(exercise, Choices(tempo=tempo, sets=10, reps=15, rest_s=Decimal(90)))
        renderer = Renderer(load_scheme("beeps"))
        with tempfile.TemporaryDirectory() as folder:
            sound, cues = Path(folder, "session.wav"), Path(folder, "session.csv")
            render_session(plan, renderer, sound, cues)
            with wave.open(str(sound)) as file:
                pcm = np.frombuffer(file.readframes(file.getnframes()), np.int16)
            with cues.open(newline="", encoding="utf-8") as text:
                listed = [int(row["frame"]) for row in csv.DictReader(text) if row["kind"] == "phase"]
        planned = planned_frames(plan)
        shapes = {
            (phase, seconds): renderer.wave(CueKey(phase), seconds)[:WAVE_FRAMES] for _, phase, seconds in planned
        }
        lags = [lag(pcm, frame, shapes[phase, seconds]) for frame, phase, seconds in planned]
        apart = max(abs(frame - row[0]) for frame, row in zip(listed, planned, strict=True))
        each = len({phase for _, phase, _ in planned})
        first, last = (max(map(abs, part)) for part in (lags[:each], lags[-each:]))
        worst = max(map(abs, lags))
        row = f"{tempo:17}{len(lags):>4}{first:>9}{last:>12}{worst:>10}{apart:>12}{accumulated(listed):>12}"
        print(f"{row}   (frames of 1/48 000 s)")


if __name__ == "__main__":
    main()
