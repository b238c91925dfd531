"""The time axis of one block: contiguous segments, each beginning where the one before it ends.

Times are exact (`Fraction` seconds from the start of the block), each computed from the plan and a count, never
added up along the way. Knows no frames, no sound and no clock.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from calfcoach.domain.exercise import Side
from calfcoach.domain.phases import Phase


class SegmentKind(StrEnum):
    """What a stretch of time is for: a phase of a rep, or the time around the reps."""

    READY = "ready"
    LOWER = "lower"
    STRETCH = "stretch"
    CONTRACT = "contract"
    SQUEEZE = "squeeze"
    HOLD = "hold"
    RELAX = "relax"
    REST = "rest"
    SWITCH = "switch"

    @property
    def phase(self) -> Phase | None:
        """The phase of a rep this is, None for ready, rest and switch."""
        return None if self in AROUND_REPS else Phase(self.value)


AROUND_REPS = frozenset({SegmentKind.READY, SegmentKind.REST, SegmentKind.SWITCH})


@dataclass(frozen=True)
class Segment:
    """One stretch of a block, from `start` to `end` (seconds from the block's start, exact, start < end).

    `set_number` counts from 1 within the exercise; a rest and a lead-in belong to the set they lead to. `rep`
    counts from 1 within the set and side, 0 outside a rep. `completes_rep`: the rep counts when this segment ends.
    """

    kind: SegmentKind
    start: Fraction
    end: Fraction
    set_number: int
    rep: int = 0
    side: Side | None = None
    loaded: bool = False
    estimated: bool = False
    completes_rep: bool = False

    @cached_property
    def duration(self) -> Fraction:
        """Seconds from start to end, > 0."""
        return self.end - self.start


@dataclass(frozen=True)
class Block:
    """Lead-in or rest and the set after it. `number` counts from 1 through the session; `segments` is never empty."""

    number: int
    segments: tuple[Segment, ...]

    @property
    def duration(self) -> Fraction:
        """Seconds of the whole block."""
        return self.segments[-1].end

    @cached_property
    def _starts(self) -> list[float]:
        return [float(segment.start) for segment in self.segments]

    @cached_property
    def duration_s(self) -> float:
        """Seconds of the whole block, as a float."""
        return float(self.duration)

    def index_at(self, position_s: float) -> int:
        """The index of the segment at a position; the first before the start, the last after the end."""
        return min(max(bisect_right(self._starts, position_s) - 1, 0), len(self.segments) - 1)

    def at(self, position_s: float) -> Segment:
        """The segment at a position; a boundary belongs to the segment that begins there."""
        return self.segments[self.index_at(position_s)]

    def rep(self, number: int, side: Side | None) -> tuple[Segment, ...]:
        """The phases of one rep in order; the relaxing that leads to it is no part of it.

        Raises:
            KeyError: the block has no such rep.
        """
        return self._reps[number, side]

    @cached_property
    def _reps(self) -> dict[tuple[int, Side | None], tuple[Segment, ...]]:
        found: dict[tuple[int, Side | None], list[Segment]] = {}
        for segment in self.segments:
            if segment.rep and segment.kind is not SegmentKind.RELAX:
                found.setdefault((segment.rep, segment.side), []).append(segment)
        return {rep: tuple(segments) for rep, segments in found.items()}

    def next_entry(self, earliest: Fraction) -> Fraction:
        """The first moment from `earliest` on at which sound may come in: never in the middle of a rep.

        Around the reps that is `earliest` itself, in a rep the next boundary of a rep, at most the block's end.
        """
        if earliest < self.duration and self.at(float(earliest)).kind in AROUND_REPS:
            return earliest
        for before, segment in pairwise(self.segments):
            new = segment.kind in AROUND_REPS or (before.rep, before.side) != (segment.rep, segment.side)
            if new and segment.start >= earliest:
                return segment.start
        return self.duration
