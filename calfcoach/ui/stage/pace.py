"""How often the figure is painted: in every frame, or thirty times a second where a frame takes long.

Ring, digits and word are painted in every frame whatever happens; only the figure may be a frame late. Refuses to know
how anything is painted: the times are handed in.
"""

from calfcoach.coach.view import View

SLOW_MS = 8.0
"""From this time for a frame on, half of what a frame has, the figure is painted thirty times a second."""

FAST_MS = 6.0
"""Below it the figure is painted in every frame again."""

SELDOM_S = 1 / 30 - 1e-3
_NEWEST = 0.1
"""The share of the newest frame in the average."""

_MOST_MS = 60.0
"""What counts of a frame at most: a single one, however long, makes nothing slow."""


class FigurePace:
    """`is_slow` tells that the figure is painted thirty times a second."""

    def __init__(self) -> None:
        self.is_slow = False
        self._average_ms = 0.0

    def took(self, ms: float) -> None:
        """Take in how long a frame with the figure in it took, in milliseconds."""
        self._average_ms += _NEWEST * (min(ms, _MOST_MS) - self._average_ms)
        self.is_slow = self._average_ms > (FAST_MS if self.is_slow else SLOW_MS)

    def is_due(self, painted: View | None, view: View) -> bool:
        """Whether the figure is to be painted at a moment; `painted` is the moment at which it was painted last."""
        if not self.is_slow or painted is None or painted.block_id != view.block_id:
            return True
        return abs(view.position_s - painted.position_s) >= SELDOM_S
