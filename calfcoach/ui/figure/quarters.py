"""Keeps pictures of what moves without turning: one for every quarter of a device pixel, then it is copied.

Finer than an eye follows. Refuses to know what is in a picture.
"""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from calfcoach.ui.figure.stills import Key, Still

_STEPS = 4  # of a device pixel, across and down
_MOST_BYTES = 16 << 20
"""Measured at 3840×2160: 3 MB for a figure and its lens, 6 MB with a partner. The rest is for a new size."""


class QuarterPictures:
    """At most 16 MB of pictures, but always the newest: the oldest go first."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: dict[Key, Still] = {}
        self._bytes = 0

    @property
    def bytes(self) -> int:
        """How much the kept pictures take."""
        return self._bytes

    def draw(
        self,
        painter: QPainter,
        key: Hashable,
        at: tuple[float, float],
        ratio: float,
        make: Callable[[float, float], Still],
    ) -> None:
        """Draws what lies about a place in pixels; `ratio` is device pixels a pixel.

        `make` paints it about another place, less than a device pixel from (0, 0); `key` tells apart all that looks
        different.
        """
        step = _STEPS * ratio
        column, row = round(at[0] * step), round(at[1] * step)
        full = (key, ratio, column % _STEPS, row % _STEPS)
        still = self._kept.get(full)
        if still is None:
            still = self._keep(full, make(column % _STEPS / step, row % _STEPS / step))
        corner = still.corner
        painter.drawPixmap(
            QPointF(column // _STEPS / ratio + corner.x(), row // _STEPS / ratio + corner.y()), still.picture
        )

    def _keep(self, key: Key, still: Still) -> Still:
        self._kept[key] = still
        self._bytes += still.bytes
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            self._bytes -= self._kept.pop(next(iter(self._kept))).bytes
        return still
