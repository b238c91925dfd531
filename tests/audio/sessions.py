"""Sessions, renderers and voices for the tests of the sound."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import numpy as np

from calfcoach.audio.bank import VoiceBank
from calfcoach.audio.mixer import Rendered, Renderer
from calfcoach.audio.pcm import RATE, Samples
from calfcoach.audio.schemes import Scheme, load_scheme
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.library.scheme_models import CueKey
from calfcoach.resources import assets_dir, exercises_dir
from calfcoach.score.cues import Cue, block_cues
from calfcoach.score.segments import Block
from calfcoach.score.spoken import Spoken
from calfcoach.score.timeline import BlockSpec, lay_out, planned_spec, resumed
from calfcoach.wording.cues import spoken_text

SHIPPED = assets_dir() / "schemes"
SCHEMES = sorted(path.stem for path in SHIPPED.glob("*.yaml"))
PHASES = tuple(CueKey)[:6]


@cache
def shipped_scheme(name: str) -> Scheme:
    """A shipped scheme, read once."""
    return load_scheme(name, [SHIPPED])


def renderer(scheme: str = "beeps", voice: VoiceBank | None = None) -> Renderer:
    return Renderer(shipped_scheme(scheme), voice=voice)


def block_of(plan: SessionPlan, number: int = 1) -> tuple[BlockSpec, Block]:
    spec = planned_spec(plan, number)
    return spec, lay_out(plan, spec)


def rendered(plan: SessionPlan, number: int = 1, by: Renderer | None = None) -> Rendered:
    return (by or renderer()).render_block(plan, *block_of(plan, number))


@cache
def shipped_plans(reps: int = 3) -> tuple[tuple[str, SessionPlan], ...]:
    """A short session of every shipped exercise in every variant."""
    found = []
    for name, exercise in Library.load(exercises_dir(), Path("nowhere")).exercises.items():
        for variant in [None, *(variant.id for variant in exercise.variants)]:
            hold_s = Decimal(6) if exercise.is_hold else None
            dose = Choices(variant, hold_s=hold_s, sets=2, reps=reps, rest_s=Decimal(16), lead_in_s=Decimal(4))
            found.append((f"{name} {variant or ''}", plan_of(exercise, dose)))
    return tuple(found)


@cache
def different_plans(reps: int = 3) -> tuple[tuple[str, SessionPlan], ...]:
    """Of the short sessions of the shipped exercises one of each shape: its phases, their lengths, its sides."""
    found: dict[object, tuple[str, SessionPlan]] = {}
    for name, session in shipped_plans(reps):
        _, block = block_of(session, session.total_sets)
        found.setdefault(tuple((s.kind, s.start, s.end, s.side) for s in block.segments), (name, session))
    return tuple(found.values())


def resumed_blocks(session: SessionPlan) -> Iterator[tuple[BlockSpec, Block]]:
    """The last block as it goes on after a pause in its second rep, and after one in its rest."""
    spec, block = block_of(session, session.total_sets)
    for at in (float(next(s.end for s in block.segments if s.rep == 2)) - 0.1, 5.0):
        again = resumed(spec, block, at)
        yield again, lay_out(session, again)


def as_floats(pcm: np.ndarray) -> Samples:
    return pcm.astype(np.float32) / 32768


@cache
def _hum(text: str, loudness: float) -> Samples:
    frames = round(0.06 * len(text) * RATE)
    turns = 2 * np.pi * 150 * np.arange(frames) / RATE
    return (loudness * np.sin(turns) * np.hanning(frames)).astype(np.float32)


class Talker:
    """A voice that needs 60 ms for each letter and shortens nothing."""

    def __init__(self, loudness: float = 0.3) -> None:
        self.loudness = loudness

    def word_for(self, spoken: Spoken, slot_s: float) -> Samples | None:
        word = _hum(spoken_text(spoken), self.loudness)
        return word if word.size <= slot_s * RATE else None

    def as_said(self, spoken: Spoken, _frames: int) -> str:
        return spoken_text(spoken)


def blocks(plan: SessionPlan) -> Iterator[tuple[BlockSpec, Block]]:
    for number in range(1, plan.total_sets + 1):
        yield block_of(plan, number)


def cued(plan: SessionPlan) -> list[tuple[Block, tuple[Cue, ...]]]:
    """The blocks of a session with their cues, which are the same in every scheme."""
    return [(block, block_cues(plan, spec, block)) for spec, block in blocks(plan)]
