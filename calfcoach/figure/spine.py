"""A bent back: an arc of the trunk's own length between hip and shoulder, and the trunk's outline along it.

Refuses to know which figure has one. A bend is in degrees between both ends: positive rounds the back.
"""

from math import cos, radians, sin

from calfcoach.figure.body import Trunk
from calfcoach.figure.geometry import Point


def chord(length: float, bend_deg: float) -> float:
    """How far hip and shoulder are apart when a trunk of `length` is bent."""
    half = radians(bend_deg) / 2
    return length * sin(half) / half if half else length


def bent_trunk(trunk: Trunk, length: float, bend_deg: float) -> Trunk:
    """The outline along the arc, in shares of the chord as outlines are; it is for painting, so no bound is checked."""
    if not bend_deg:
        return trunk
    return trunk.model_copy(
        update={
            "back": _along(trunk.back, length, bend_deg, 1.0),
            "belly": _along(trunk.belly, length, bend_deg, -1.0),
        }
    )


def on_arc(share: float, length: float, bend_deg: float, off: float = 0.0) -> Point:
    """A point of the arc, and `off` to the side of the back from it; hip at (0, 0), shoulder on +x."""
    bend = radians(bend_deg)
    heading, radius = bend * (0.5 - share), length / bend
    x, y = radius * (sin(bend / 2) - sin(heading)), radius * (cos(heading) - cos(bend / 2))
    return Point(x - off * sin(heading), y + off * cos(heading))


def _along(
    outline: tuple[tuple[float, float], ...], length: float, bend_deg: float, side: float
) -> tuple[tuple[float, float], ...]:
    across = chord(length, bend_deg)
    places = [on_arc(share, length, bend_deg, side * half) for share, half in outline]
    return tuple((place.x / across, side * place.y) for place in places)
