"""Where a figure lies on a surface: from body heights (y up) to device-independent pixels (y down).

Refuses to know what is painted there.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from calfcoach.figure.geometry import Point
from calfcoach.figure.models import Frame


@dataclass(frozen=True, slots=True)
class FigureView:
    """`scale` pixels a body height; (x, y) is where the ball of the foot is.

    `mirrored`: it faces left, and the near limbs are the left ones.
    """

    scale: float
    x: float
    y: float
    mirrored: bool = False

    def transform(self) -> QTransform:
        """For a painter."""
        return QTransform(self._across, 0.0, 0.0, -self.scale, self.x, self.y)

    def point(self, point: Point) -> QPointF:
        """The pixel of a point."""
        return QPointF(self.x + self._across * point.x, self.y - self.scale * point.y)

    def rect(self, frame: Frame) -> QRectF:
        """The pixels of a frame."""
        (left, right), (bottom, top) = frame.x, frame.y
        return QRectF(
            self.x + min(left * self._across, right * self._across),
            self.y - top * self.scale,
            (right - left) * self.scale,
            (top - bottom) * self.scale,
        )

    def snapped(self, ratio: float) -> "FigureView":
        """With the origin on a whole device pixel, so that a cached picture is copied, never resampled."""
        return replace(self, x=round(self.x * ratio) / ratio, y=round(self.y * ratio) / ratio)

    @property
    def _across(self) -> float:
        """Pixels to the right for a body height forward."""
        return -self.scale if self.mirrored else self.scale


def fit(frame: Frame, rect: QRectF, *, mirrored: bool = False) -> FigureView:
    """The frame in the middle of the rect's lower edge, as large as it is whole inside."""
    (left, right), (bottom, top) = frame.x, frame.y
    size = min(rect.width() / (right - left), rect.height() / (top - bottom))
    spare = rect.width() - size * (right - left)
    behind = size * (right if mirrored else -left)
    return FigureView(size, rect.left() + spare / 2 + behind, rect.bottom() + size * bottom, mirrored)
