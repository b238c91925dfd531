"""What is heard before a session: one rep of it, without lead-in and without an end, and the sound check."""

from dataclasses import replace
from fractions import Fraction

import numpy as np

from calfcoach.audio.mixer import Renderer
from calfcoach.audio.pcm import Pcm, frame_of
from calfcoach.domain.plan import SessionPlan
from calfcoach.library.scheme_models import CueKey
from calfcoach.score.spoken import Spoken, SpokenKey, spoken_words
from calfcoach.score.timeline import Opening, SidePart, lay_out, planned_spec


def one_rep(plan: SessionPlan, renderer: Renderer) -> Pcm:
    """The first rep of a session, in the renderer's scheme."""
    spec = planned_spec(plan, 1)
    first = SidePart(spec.parts[0].side, 1, 1)
    spec = replace(spec, rest_s=Fraction(0), ready_s=Fraction(0), parts=(first,), opening=Opening.RESTART)
    block = lay_out(plan, spec)
    return renderer.render_block(plan, spec, block).pcm[: frame_of(block.duration)]


def sound_check(renderer: Renderer) -> Pcm:
    """A phase, its word and a tick, one after the other; no word in a scheme that says none."""
    lower, cues = CueKey.LOWER, renderer.scheme.cues
    in_scheme, _ = cues.get(lower, (None, ()))
    pieces = [renderer.signal(lower)]
    if in_scheme is not None and in_scheme.voice:
        say = in_scheme.say
        pieces.append(renderer.word(Spoken(SpokenKey.LOWER) if say is None else spoken_words(say)))
    pieces.append(renderer.signal(CueKey.TICK if CueKey.TICK in cues else CueKey.TEN))
    return np.concatenate(pieces)
