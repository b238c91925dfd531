"""Lays a session plan out in blocks, and lays a running block out anew when it is changed.

A block is described by a small `BlockSpec`; every change while it runs (more rest, one rep more, ending early,
resuming after a pause) is a new spec, laid out by the same function. So what is played after a change is made by
the rules it would have been made by from the start.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate

from calfcoach.domain.exercise import Side
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.score.segments import Block, Segment, SegmentKind

RESUME_LEAD_IN_S = Fraction(3)
"""The 3-2-1 before a rep is started afresh after a pause: docs/design.md, "The state machine"."""

CHANGE_AHEAD_S = Fraction(6, 5)
"""How far ahead a rep boundary must be to be changed: the player's 1 s device buffer and some air."""


OPEN_PART_S = 120
"""How far ahead an open set is laid out: a set that may have 200 reps is not rendered whole before its first one."""

OPEN_AHEAD_S = 60
"""The least that is laid out ahead in an open set. Only a program that stands still for longer would let it end."""


class Opening(StrEnum):
    """How a block comes to be played, which decides the cues it opens with."""

    START = "start"
    AFTER_SET = "after-set"
    RESUME = "resume"
    """After it stood still in a rest or a lead-in."""

    GO_ON = "go-on"
    """After it stood still in a set that was begun."""

    RESTART = "restart"

    ANEW = "anew"
    """A class's countdown that was made longer, or begun again: nothing stood still, but the time of day that it was
    to end at holds no more.
    """


@dataclass(frozen=True)
class SidePart:
    """The reps of one side (None: both together) of a set, numbers from `first_rep` to `last_rep`, both played.

    `open`: the set goes on until the person ends it; `last_rep` is only how far it is laid out by now.
    """

    side: Side | None
    first_rep: int
    last_rep: int
    open: bool = False


@dataclass(frozen=True)
class BlockSpec:
    """All that a block is laid out from. Times in exact seconds; a time of 0 leaves its segment out.

    `switch_first_s` is what is left of a change of sides that was interrupted, before the first part. `countdown`: the
    time before the reps is the plan's countdown, on which a class starts, and no lead-in.
    """

    number: int
    rest_s: Fraction
    ready_s: Fraction
    parts: tuple[SidePart, ...]
    opening: Opening
    switch_first_s: Fraction = Fraction(0)
    countdown: bool = False


@dataclass(frozen=True)
class Timeline:
    """A whole session as planned, block after block."""

    plan: SessionPlan
    blocks: tuple[Block, ...]

    @property
    def duration(self) -> Fraction:
        """Seconds of the whole session, without pauses."""
        return sum((block.duration for block in self.blocks), Fraction(0))


def lay_out_session(plan: SessionPlan) -> Timeline:
    """The whole session as planned."""
    return Timeline(plan, tuple(lay_out(plan, planned_spec(plan, n)) for n in range(1, plan.total_sets + 1)))


def planned_spec(plan: SessionPlan, number: int) -> BlockSpec:
    """The spec of a block (from 1) as planned: the rest before it, of which the last seconds are its lead-in.

    Raises:
        IndexError: there is no such block.
    """
    item, set_number = plan.block_item(number)
    ready = Fraction(item.dose.lead_in_s)
    countdown = number == 1 and plan.countdown_s is not None
    if number == 1:
        ready = ready if plan.countdown_s is None else Fraction(plan.countdown_s)
        total = ready
    elif set_number == 1:
        total = Fraction(plan.changeover_s)
    else:
        total = Fraction(item.dose.rest_s)
    ready = min(ready, total)
    parts = tuple(_planned_part(item, side, set_number) for side in item.sides)
    opening = Opening.START if number == 1 else Opening.AFTER_SET
    return BlockSpec(number, total - ready, ready, parts, opening, countdown=countdown)


def _planned_part(item: PlannedExercise, side: Side | None, set_number: int) -> SidePart:
    reps = item.dose.reps_in(set_number)
    return SidePart(side, 1, reps) if reps is not None else _open_part(item, SidePart(side, 1, 0))


def _open_part(item: PlannedExercise, part: SidePart) -> SidePart:
    """The part of an open set laid out `OPEN_PART_S` further; at the most reps there may be it is open no more."""
    more = max(int(OPEN_PART_S // (item.rep_s + item.gap_s)), 1)
    last_rep = min(part.last_rep + more, item.most_reps)
    return replace(part, last_rep=last_rep, open=last_rep < item.most_reps)


def laid_out_further(plan: SessionPlan, spec: BlockSpec, block: Block, position_s: float) -> BlockSpec | None:
    """The spec of an open set that is laid out further, None where enough of it is or where it is not open."""
    part = spec.parts[-1]
    if not part.open or block.duration - Fraction(position_s) >= OPEN_AHEAD_S:
        return None
    item, _ = plan.block_item(spec.number)
    return replace(spec, parts=(*spec.parts[:-1], _open_part(item, part)))


def lay_out(plan: SessionPlan, spec: BlockSpec) -> Block:
    """The block of a spec: rest, ready, then the reps of each side with the change of sides between them."""
    return Block(spec.number, tuple(_segments(plan, spec)))


def _segments(plan: SessionPlan, spec: BlockSpec) -> Iterator[Segment]:
    item, set_number = plan.block_item(spec.number)
    first_side = spec.parts[0].side
    at = Fraction(0)
    around = (
        (SegmentKind.REST, spec.rest_s),
        (SegmentKind.SWITCH, spec.switch_first_s),
        (SegmentKind.READY, spec.ready_s),
    )
    for kind, seconds in around:
        if seconds > 0:
            yield Segment(kind, at, at + seconds, set_number, side=first_side)
            at += seconds
    switch = Fraction(item.dose.switch_s)
    for part in spec.parts:
        if part is not spec.parts[0] and switch > 0:
            yield Segment(SegmentKind.SWITCH, at, at + switch, set_number, side=part.side)
            at += switch
        yield from _reps(item, part, set_number, at)
        count = part.last_rep - part.first_rep + 1
        at += count * item.rep_s + (count - 1) * item.gap_s


def _reps(item: PlannedExercise, part: SidePart, set_number: int, start: Fraction) -> Iterator[Segment]:
    offsets = tuple(accumulate((length.seconds for length in item.rep), initial=Fraction(0)))
    period = item.rep_s + item.gap_s
    for rep in range(part.first_rep, part.last_rep + 1):
        rep_start = start + (rep - part.first_rep) * period
        if item.gap_s > 0 and rep > part.first_rep:
            # The relaxing leads to the rep after it, so that a pause in it resumes with that rep.
            yield Segment(SegmentKind.RELAX, rep_start - item.gap_s, rep_start, set_number, rep, part.side)
        for index, length in enumerate(item.rep):
            yield Segment(
                SegmentKind(length.phase.value),
                rep_start + offsets[index],
                rep_start + offsets[index + 1],
                set_number,
                rep,
                part.side,
                length.loaded,
                length.estimated,
                completes_rep=index == len(item.rep) - 1,
            )


def with_more_rest(spec: BlockSpec, seconds: Fraction) -> BlockSpec:
    """The block with a longer rest before its lead-in."""
    return replace(spec, rest_s=spec.rest_s + seconds)


def counted_down(spec: BlockSpec, seconds: Fraction) -> BlockSpec:
    """The block of a countdown that is changed: `seconds` of it are still to come."""
    return replace(spec, ready_s=seconds, opening=Opening.ANEW)


def with_last_rep(spec: BlockSpec, side: Side | None, last_rep: int) -> BlockSpec:
    """The block with another last rep of one side; `last_rep` at least the side's first."""
    parts = tuple(replace(part, last_rep=last_rep, open=False) if part.side is side else part for part in spec.parts)
    return replace(spec, parts=parts)


def resumed(spec: BlockSpec, block: Block, position_s: float, lead_in_s: Fraction = RESUME_LEAD_IN_S) -> BlockSpec:
    """The block as it goes on after it stood still at a position.

    Inside a rep: a lead-in and that rep afresh. Inside a rest, a lead-in, a change of sides or the relaxing between
    holds: what was left of it. Never less than `lead_in_s` before a rep, which is a 3-2-1 after a pause.
    """
    segment = block.at(position_s)
    left = max(segment.end - Fraction(position_s), Fraction(0))
    if segment.kind is SegmentKind.REST:
        return replace(spec, rest_s=max(left, lead_in_s - spec.ready_s), opening=Opening.RESUME)
    parts = _parts_from(spec, segment)
    if segment.kind is SegmentKind.SWITCH:
        return BlockSpec(spec.number, Fraction(0), Fraction(0), parts, Opening.GO_ON, max(left, lead_in_s))
    waiting = segment.kind in (SegmentKind.READY, SegmentKind.RELAX)
    ready = max(left, lead_in_s) if waiting else lead_in_s
    begun = segment.rep > 0 or spec.opening is Opening.GO_ON
    opening = Opening.GO_ON if begun else Opening.RESUME
    counting = spec.countdown and segment.kind is SegmentKind.READY
    return BlockSpec(spec.number, Fraction(0), ready, parts, opening, countdown=counting)


def restarted(plan: SessionPlan, number: int, ready_s: Fraction) -> BlockSpec:
    """A set from its first rep, after a lead-in and no rest."""
    planned = planned_spec(plan, number)
    return replace(planned, rest_s=Fraction(0), ready_s=ready_s, opening=Opening.RESTART, countdown=False)


def _parts_from(spec: BlockSpec, segment: Segment) -> tuple[SidePart, ...]:
    sides = [part.side for part in spec.parts]
    rest = spec.parts[sides.index(segment.side) :]
    if segment.rep == 0:
        return rest
    return (replace(rest[0], first_rep=segment.rep), *rest[1:])
