"""A list of what is to be painted, in body heights, so that each window only has to map and paint it.

Refuses to know colours, pixels and what it is that is painted.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from calfcoach.ui.figure.canvas import FigureCanvas, Inks
from calfcoach.ui.figure.elements import HERE, Bar, Element, Part, PlacedRigid, Rigid, area_on, bounds, flat
from calfcoach.ui.figure.stills import Still, on_device, still_of


class Sketch:
    """Takes what a `FigureCanvas` takes, and paints it later, as often as wanted."""

    def __init__(self) -> None:
        self._elements: list[Element] = []

    def fill(self, path: QPainterPath, role: str) -> None:
        """Adds an outline."""
        self._elements.append(Part(path, HERE, role))

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
        self._elements.append(Part(path, HERE, role, width, round_ends, dash))

    def bar(self, start: tuple[float, float], end: tuple[float, float], role: str, width: float) -> None:
        """Adds a straight line with flat ends."""
        self._elements.append(Bar(start, end, role, width))

    def place(self, rigid: Rigid, at: tuple[float, float]) -> None:
        """Adds rigid parts."""
        self._elements.append(PlacedRigid(rigid, at))

    def elements(self, elements: Iterable[Element]) -> None:
        """Adds what a body is made of."""
        self._elements.extend(elements)

    def rigid(self) -> Rigid:
        """All of it as one, if nothing is in the phase's colour."""
        return Rigid(flat(self._elements))

    def area(self, to_pixels: QTransform) -> QRectF:
        """All that it covers, pixels, and a little more."""
        return area_on(to_pixels, bounds(self._elements))

    def paint(self, canvas: FigureCanvas) -> None:
        """Paint all of it, one over the other."""
        canvas.elements(self._elements)


def stills_of(sketches: Iterable[Sketch], to_pixels: QTransform, inks: Inks, ratio: float) -> Iterator[Still]:
    """A picture of each sketch, no larger than what is on it.

    `ratio` is device pixels a pixel.
    """

    def paint(sketch: Sketch, painter: QPainter) -> None:
        sketch.paint(FigureCanvas(painter, to_pixels, inks))

    for sketch in sketches:
        device = on_device(sketch.area(to_pixels), ratio)
        if not device.isEmpty():
            yield still_of(device, ratio, partial(paint, sketch))
