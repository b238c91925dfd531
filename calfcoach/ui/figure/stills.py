"""Keeps pictures of what does not move, one for each size, place on the pixel grid and screen ratio.

Refuses to know what is in a picture.
"""

from collections.abc import Callable, Iterable
from math import ceil, floor
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

Key = tuple[object, ...]
_PIXEL_BYTES = 4
_HAIR = 1e-4  # pixels
_NOTHING = QColor(Qt.GlobalColor.transparent)


def pixel_ratio(painter: QPainter) -> float:
    """Device pixels a device-independent pixel on what is painted to."""
    device = painter.device()
    return float(device.devicePixelRatio()) if device is not None else 1.0


class Repeated:
    """Keeps a picture of what is painted twice in the same way on a plain ground, and copies it from then on.

    What moves in every frame is painted as it is: a picture of it would cost time and be of no use.
    """

    def __init__(self, ground: QColor) -> None:
        self._ground = ground
        self._key: Key = ()
        self._still: Still | None = None

    def draw(self, painter: QPainter, key: Key, rect: QRectF, paint: Callable[[QPainter], None]) -> None:
        """Draws what `paint` paints inside `rect` (pixels of `painter`); `key` tells apart all that looks different."""
        ratio = pixel_ratio(painter)
        device = on_device(rect, ratio)
        full = (*key, device.x(), device.y(), device.width(), device.height(), ratio)
        if full != self._key:
            self._key, self._still = full, None
            paint(painter)
            return
        if self._still is None:
            self._still = still_of(device, ratio, paint, self._ground)
        self._still.draw(painter)


class Still(NamedTuple):
    """A picture, and where its upper left corner lies (pixels of the painter that it is for)."""

    picture: QPixmap
    corner: QPointF

    @property
    def bytes(self) -> int:
        """How much the picture takes."""
        return self.picture.width() * self.picture.height() * _PIXEL_BYTES

    def draw(self, painter: QPainter) -> None:
        """Draw it in its place."""
        painter.drawPixmap(self.corner, self.picture)


def on_device(rect: QRectF, ratio: float) -> QRect:
    """The whole device pixels that a rect (pixels of a painter) touches."""
    # A hair's breadth, so that an edge that is on a pixel's edge always falls to the same side.
    left, top = floor(rect.left() * ratio + _HAIR), floor(rect.top() * ratio + _HAIR)
    return QRect(left, top, ceil(rect.right() * ratio - _HAIR) - left, ceil(rect.bottom() * ratio - _HAIR) - top)


def still_of(device: QRect, ratio: float, paint: Callable[[QPainter], None], ground: QColor = _NOTHING) -> Still:
    """A picture of some device pixels on a ground, made by `paint`, which gets a painter with the usual coordinates."""
    corner = QPointF(device.left() / ratio, device.top() / ratio)
    picture = QPixmap(device.size())
    picture.setDevicePixelRatio(ratio)
    picture.fill(ground)
    return painted_on(picture, corner, paint)


def painted_on(picture: QPixmap, corner: QPointF, paint: Callable[[QPainter], None]) -> Still:
    """What `paint` paints over a picture that lies at `corner`; it gets a painter with the usual coordinates."""
    inner = QPainter(picture)
    try:
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner.translate(-corner)
        paint(inner)
    finally:
        inner.end()  # also when `paint` failed: a pixmap must not go while a painter is on it
    return Still(picture, corner)


class Stills:
    """The newest few pictures; the oldest goes first, since a window being resized never comes back to it."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._pictures: dict[Key, tuple[Still, ...]] = {}

    def draw(
        self,
        painter: QPainter,
        key: Key,
        rect: QRectF,
        paint: Callable[[QPainter], None],
        ground: QColor = _NOTHING,
    ) -> None:
        """Draws the picture of `rect` (pixels of `painter`) on a ground, made by `paint` the first time.

        `paint` gets a painter with the same coordinates. The rect is widened to whole device pixels.
        """
        ratio = pixel_ratio(painter)
        device = on_device(rect, ratio)
        if device.isEmpty():
            return
        full = (*key, device.width(), device.height(), ratio)
        (still,) = self._get(full, lambda: (still_of(device, ratio, paint, ground),))
        painter.drawPixmap(QPointF(device.left() / ratio, device.top() / ratio), still.picture)

    def draw_all(self, painter: QPainter, key: Key, make: Callable[[float], Iterable[Still]]) -> None:
        """Draws several pictures in their places, one over the other; `make` gets device pixels a pixel.

        `key` has all that moves them too.
        """
        ratio = pixel_ratio(painter)
        for still in self._get((*key, ratio), lambda: tuple(make(ratio))):
            still.draw(painter)

    def _get(self, key: Key, make: Callable[[], tuple[Still, ...]]) -> tuple[Still, ...]:
        stills = self._pictures.get(key)
        if stills is None:
            stills = self._pictures[key] = make()
            while len(self._pictures) > self._kept:
                del self._pictures[next(iter(self._pictures))]
        return stills
