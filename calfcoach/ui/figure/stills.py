"""Keeps pictures of what does not move, one for each size, place on the pixel grid and screen ratio.

Refuses to know what is in a picture.
"""

from collections.abc import Callable
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

Key = tuple[object, ...]
_HAIR = 1e-4  # pixels


def pixel_ratio(painter: QPainter) -> float:
    """Device pixels a device-independent pixel on what is painted to."""
    device = painter.device()
    return float(device.devicePixelRatio()) if device is not None else 1.0


class Stills:
    """The newest few pictures; the oldest goes first, since a window being resized never comes back to it."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._pictures: dict[Key, QPixmap] = {}

    def draw(self, painter: QPainter, key: Key, rect: QRectF, paint: Callable[[QPainter], None]) -> None:
        """Draws the picture of `rect` (pixels of `painter`), made by `paint` the first time.

        `paint` gets a painter with the same coordinates. The rect is widened to whole device pixels.
        """
        ratio = pixel_ratio(painter)
        # A hair's breadth, so that an edge that is on a pixel's edge always falls to the same side.
        left, top = floor(rect.left() * ratio + _HAIR), floor(rect.top() * ratio + _HAIR)
        width = ceil(rect.right() * ratio - _HAIR) - left
        height = ceil(rect.bottom() * ratio - _HAIR) - top
        if width <= 0 or height <= 0:
            return
        full = (*key, width, height, ratio)
        picture = self._pictures.get(full)
        if picture is None:
            picture = self._make(QPointF(left / ratio, top / ratio), (width, height), ratio, paint)
            self._pictures[full] = picture
            while len(self._pictures) > self._kept:
                del self._pictures[next(iter(self._pictures))]
        painter.drawPixmap(QPointF(left / ratio, top / ratio), picture)

    @staticmethod
    def _make(corner: QPointF, size: tuple[int, int], ratio: float, paint: Callable[[QPainter], None]) -> QPixmap:
        picture = QPixmap(*size)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        inner = QPainter(picture)
        try:
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            inner.translate(-corner)
            paint(inner)
        finally:
            inner.end()  # also when `paint` failed: a pixmap must not go while a painter is on it
        return picture
