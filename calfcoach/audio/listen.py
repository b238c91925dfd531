"""What is heard before a session: one rep of it, without lead-in and without an end, and the sound check."""

import numpy as np

from calfcoach.audio.mixer import Renderer
from calfcoach.audio.pcm import Pcm, frame_of
from calfcoach.domain.plan import SessionPlan
from calfcoach.library.scheme_models import CueKey
from calfcoach.score.rep_alone import rep_alone
from calfcoach.score.spoken import Spoken, SpokenKey, spoken_words


def one_rep(
    plan: SessionPlan, renderer: Renderer, times_slower: int = 1, first_phase: int = 0, phases: int = 99
) -> Pcm:
    """The first rep of a session in the renderer's scheme; or `phases` of its phases, from `first` (0) on."""
    spec, block = rep_alone(plan, times_slower)
    heard = block.segments[first_phase : first_phase + phases]
    return renderer.render_block(plan, spec, block).pcm[frame_of(heard[0].start) : frame_of(heard[-1].end)]


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
