"""One rep of a session to listen to, before it is begun: as it will be heard, without lead-in and without an end."""

from dataclasses import replace
from fractions import Fraction

from calfcoach.audio.mixer import Renderer
from calfcoach.audio.pcm import Pcm, frame_of
from calfcoach.domain.plan import SessionPlan
from calfcoach.score.timeline import Opening, SidePart, lay_out, planned_spec


def one_rep(plan: SessionPlan, renderer: Renderer) -> Pcm:
    """The first rep of a session, in the renderer's scheme."""
    spec = planned_spec(plan, 1)
    first = SidePart(spec.parts[0].side, 1, 1)
    spec = replace(spec, rest_s=Fraction(0), ready_s=Fraction(0), parts=(first,), opening=Opening.RESTART)
    block = lay_out(plan, spec)
    return renderer.render_block(plan, spec, block).pcm[: frame_of(block.duration)]
