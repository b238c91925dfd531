"""One rep by itself, at its own speed or slower: what is listened to before a session, and what is demonstrated."""

from dataclasses import replace
from fractions import Fraction

from calfcoach.domain.plan import SessionPlan
from calfcoach.score.segments import Block
from calfcoach.score.timeline import BlockSpec, Opening, SidePart, lay_out, planned_spec


def rep_alone(plan: SessionPlan, times_slower: int = 1) -> tuple[BlockSpec, Block]:
    """The first rep of a session as a block, without lead-in; every phase takes `times_slower` times as long."""
    spec = planned_spec(plan, 1)
    first = SidePart(spec.parts[0].side, 1, 1)
    spec = replace(spec, rest_s=Fraction(0), ready_s=Fraction(0), parts=(first,), opening=Opening.RESTART)
    block = lay_out(plan, spec)
    slower = (replace(each, start=each.start * times_slower, end=each.end * times_slower) for each in block.segments)
    return spec, Block(block.number, tuple(slower))
