"""What a figure is made of before it is painted: outlines and lines in body heights (y up), in the colours of roles.

Refuses to know colours and painters.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QTransform

PHASE = "phase"  # the role of what is painted in the running phase's colour
_SMOOTH = 1  # pixels that a smoothed edge may lie outside its outline


HERE = QTransform()
"""The place of what is not moved."""


class Part(NamedTuple):
    """One thing to fill, or to stroke when it has a width (body heights)."""

    path: QPainterPath
    place: QTransform
    role: str
    width: float = 0.0
    round_ends: bool = True
    dash: Sequence[float] | None = None


class Bar(NamedTuple):
    """A straight line with flat ends, which Qt paints in a third of the time of any other; all in body heights."""

    start: tuple[float, float]
    end: tuple[float, float]
    role: str
    width: float


class Rigid:
    """Parts that keep their places to each other and never turn, none in the phase's colour. They lie about a point of
    their own, wherever that is in a pose.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = tuple(parts)
        self.bounds = bounds(self.parts)


class PlacedRigid(NamedTuple):
    """Rigid parts, and where their point is."""

    rigid: Rigid
    at: tuple[float, float]


Element = Part | PlacedRigid | Bar
"""What a sketch is made of."""


def flat(elements: Iterable[Element]) -> Iterator[Part]:
    """The same as parts alone."""
    for element in elements:
        if isinstance(element, PlacedRigid):
            there = QTransform.fromTranslate(*element.at)
            yield from (part._replace(place=part.place * there) for part in element.rigid.parts)
        elif isinstance(element, Bar):
            path = QPainterPath()
            path.moveTo(*element.start)
            path.lineTo(*element.end)
            yield Part(path, HERE, element.role, element.width, round_ends=False)
        else:
            yield element


def bounds(elements: Iterable[Element]) -> QRectF:
    """All that they cover, body heights."""
    area = QRectF()
    for part in flat(elements):
        half = part.width / 2
        area |= part.place.map(part.path).boundingRect().adjusted(-half, -half, half, half)
    return area


def area_on(to_pixels: QTransform, bounds: QRectF) -> QRectF:
    """The pixels that bounds cover, and a little more."""
    return to_pixels.mapRect(bounds).adjusted(-_SMOOTH, -_SMOOTH, _SMOOTH, _SMOOTH)
