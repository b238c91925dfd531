"""Plane geometry for the figure: points, rotation, two bones that reach a target, smooth curves.

Pure numbers, y up, angles in degrees counter-clockwise. Refuses to know Qt, figures and files.
"""

from collections.abc import Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple


class Point(NamedTuple):
    """A point or a difference of two, in body heights."""

    x: float
    y: float

    def plus(self, dx: float, dy: float) -> "Point":
        """Shifted by (dx, dy)."""
        return Point(self.x + dx, self.y + dy)

    def toward(self, length: float, angle_deg: float) -> "Point":
        """The point `length` away in direction `angle_deg`."""
        angle = radians(angle_deg)
        return Point(self.x + length * cos(angle), self.y + length * sin(angle))


ORIGIN = Point(0.0, 0.0)


class Cubic(NamedTuple):
    """One piece of a Bézier curve: two control points and the end; it starts where the piece before it ended."""

    first: Point
    second: Point
    end: Point


def turned(point: tuple[float, float], angle_deg: float) -> Point:
    """`point` turned about (0, 0)."""
    angle = radians(angle_deg)
    x, y = point
    return Point(x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle))


def direction(start: Point, end: Point) -> float:
    """The direction from `start` to `end`, degrees in (-180, 180]."""
    return degrees(atan2(end.y - start.y, end.x - start.x))


def distance(a: Point, b: Point) -> float:
    """Body heights between two points."""
    return hypot(b.x - a.x, b.y - a.y)


def mix(a: float, b: float, share: float) -> float:
    """`a` at share 0, `b` at share 1."""
    return a + (b - a) * share


def two_bones(start: Point, target: Point, first: float, second: float, side: float) -> Point:
    """The joint between two bones of lengths `first` and `second` from `start` to `target`.

    `side` +1 bends to the left of the line from start to target, -1 to the right. A target out of reach is
    an error: no bone may be stretched, so the figure's file must be corrected.
    """
    line = Point(target.x - start.x, target.y - start.y)
    reach = hypot(*line)
    if not abs(first - second) < reach < first + second:
        raise ValueError(f"a target {reach:.4f} away is out of reach of bones of {first:.4f} and {second:.4f}")
    along = (first**2 - second**2 + reach**2) / (2 * reach)
    across = side * (first**2 - along**2) ** 0.5
    ux, uy = line.x / reach, line.y / reach
    return Point(start.x + along * ux - across * uy, start.y + along * uy + across * ux)


def smooth(points: Sequence[tuple[float, float]], *, closed: bool = False) -> list[Cubic]:
    """A uniform Catmull-Rom curve through `points`, as Bézier pieces; an open end uses its own tangent."""
    ends = ((points[-1],), (*points[:2],)) if closed else ((points[0],), (points[-1],))
    around = [*ends[0], *points, *ends[1]]
    # Numbers by name and not points, since a tendon is a new curve in every frame.
    return [
        Cubic(
            Point(bx + (cx - ax) / 6, by + (cy - ay) / 6), Point(cx - (dx - bx) / 6, cy - (dy - by) / 6), Point(cx, cy)
        )
        for (ax, ay), (bx, by), (cx, cy), (dx, dy) in zip(around, around[1:], around[2:], around[3:], strict=False)
    ]
