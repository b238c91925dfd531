"""A list of what is to be painted, in body heights, so that each window only has to map and paint it.

Refuses to know colours, pixels and what it is that is painted.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from calfcoach.ui.figure.canvas import HERE, FigureCanvas, Inks, Part
from calfcoach.ui.figure.stills import Still, on_device, still_of

_SMOOTH = 1
"""How far a smoothed edge may lie outside its outline, pixels."""


class Sketch:
    """Takes what a `FigureCanvas` takes, and paints it later, as often as wanted."""

    def __init__(self) -> None:
        self._parts: list[Part] = []

    def fill(self, path: QPainterPath, role: str) -> None:
        """Adds an outline."""
        self._parts.append(Part(path, HERE, role))

    def stroke(
        self,
        path: QPainterPath,
        role: str,
        width: float,
        *,
        round_ends: bool = False,
        dash: Sequence[float] | None = None,
    ) -> None:
        """Adds a line."""
        self._parts.append(Part(path, HERE, role, width, round_ends, dash))

    def parts(self, parts: Iterable[Part]) -> None:
        """Adds parts of a body."""
        self._parts.extend(parts)

    def add(self, other: "Sketch") -> None:
        """Adds all of another sketch."""
        self._parts.extend(other._parts)

    def area(self, to_pixels: QTransform) -> QRectF:
        """All that it covers, pixels, and a little more."""
        area = QRectF()
        for part in self._parts:
            half = part.width / 2
            area |= part.place.map(part.path).boundingRect().adjusted(-half, -half, half, half)
        return to_pixels.mapRect(area).adjusted(-_SMOOTH, -_SMOOTH, _SMOOTH, _SMOOTH)

    def paint(self, canvas: FigureCanvas) -> None:
        """Paint all of it, one over the other."""
        canvas.parts(self._parts)


def stills_of(
    sketches: Iterable[Sketch], to_pixels: QTransform, inks: Inks, ratio: float, within: QRectF | None = None
) -> Iterator[Still]:
    """A picture of each sketch, or of what of it lies `within` a rect: no larger than what is on it.

    `ratio` is device pixels a pixel.
    """

    def paint(sketch: Sketch, painter: QPainter) -> None:
        sketch.paint(FigureCanvas(painter, to_pixels, inks))

    for sketch in sketches:
        area = sketch.area(to_pixels)
        device = on_device(area if within is None else area & within, ratio)
        if not device.isEmpty():
            yield still_of(device, ratio, partial(paint, sketch))
