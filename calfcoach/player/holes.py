"""Counts the holes in a stream: moments at which a device that should have played went without.

After a hole everything is heard later by its length, for good. So the time at which second 0 of the stream was heard,
as the reports have it, steps forward; a report that was only late lets it come back. Knows no device and reads no
clock.
"""

from __future__ import annotations

HOLE_S = 0.005
"""A shorter one is not told from an uneven report."""

SETTLED_S = 0.5
"""Seconds after which the start of a stream is known: the time a report counts for (`player.follow.WINDOW_S`)."""

STAYS_S = 1.0
"""A step must last this long, twice `SETTLED_S`, to count as a hole; at the end of a stream half of it is enough."""

DRIFT = 0.01
"""Share of a small difference that is taken over with every look: two clocks drift apart by up to 0.1 ms a second."""


class HoleCounter:
    """Follows one stream from its start."""

    def __init__(self) -> None:
        self._begun_s: float | None = None
        self._zero_s = 0.0
        self._step: tuple[float, float] | None = None

    def look(self, t_s: float, zero_t_s: float) -> float | None:
        """At `t_s` second 0 seems to have been heard at `zero_t_s`: the length of a hole found now, or None."""
        if self._begun_s is None:
            self._begun_s = t_s
        if t_s - self._begun_s < SETTLED_S:
            self._zero_s = zero_t_s
            return None
        later_s = zero_t_s - self._zero_s
        if later_s < HOLE_S:
            self._step = None
            self._zero_s += min(later_s, 0.0) or DRIFT * later_s
            return None
        since_s, least_s = self._step or (t_s, later_s)
        least_s = min(least_s, later_s)
        self._step = (since_s, least_s)
        if t_s - since_s < STAYS_S:
            return None
        self._step = None
        self._zero_s += least_s
        return least_s

    def end(self, t_s: float) -> float | None:
        """The stream ends at `t_s`: the length of a hole near its end, or None."""
        step, self._step = self._step, None
        return step[1] if step and t_s - step[0] >= SETTLED_S else None
