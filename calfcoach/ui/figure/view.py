"""Where a figure lies on a surface: from body heights (y up) to device-independent pixels (y down).

Refuses to know what is painted there.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from calfcoach.library.figure_models import Frame
from calfcoach.ui.figure.geometry import Point


@dataclass(frozen=True, slots=True)
class View:
    """`scale` pixels a body height; (x, y) is where the ball of the foot is."""

    scale: float
    x: float
    y: float

    def transform(self) -> QTransform:
        """For a painter."""
        return QTransform(self.scale, 0.0, 0.0, -self.scale, self.x, self.y)

    def point(self, point: Point) -> QPointF:
        """The pixel of a point."""
        return QPointF(self.x + self.scale * point.x, self.y - self.scale * point.y)

    def rect(self, frame: Frame) -> QRectF:
        """The pixels of a frame."""
        (left, right), (bottom, top) = frame.x, frame.y
        return QRectF(
            self.x + left * self.scale,
            self.y - top * self.scale,
            (right - left) * self.scale,
            (top - bottom) * self.scale,
        )

    def snapped(self, ratio: float) -> "View":
        """With the origin on a whole device pixel, so that a cached picture is copied, never resampled."""
        return View(self.scale, round(self.x * ratio) / ratio, round(self.y * ratio) / ratio)


def fit(frame: Frame, rect: QRectF, *, scale: float | None = None, align: float = 0.5) -> View:
    """The frame standing on the rect's lower edge; `align` 0 = left, 0.5 = middle, 1 = right.

    Without a `scale` it is the largest at which the whole frame is inside.
    """
    (left, right), (bottom, top) = frame.x, frame.y
    size = min(rect.width() / (right - left), rect.height() / (top - bottom)) if scale is None else scale
    spare = rect.width() - size * (right - left)
    return View(size, rect.left() + spare * align - size * left, rect.bottom() + size * bottom)
