"""Outlines as painter paths, each in the frame of its own bone, so that a frame only moves them.

A bone's frame starts at its upper joint and runs down the bone; its +y is the body's front (the back, for
the trunk, whose frame runs up). Refuses to know poses and colours.
"""

from collections.abc import Iterable, Sequence
from math import acos, cos, degrees, sin

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QTransform

from calfcoach.figure.body import CalfSide, Disc2, Muscle, MusclePoint, Outlines
from calfcoach.figure.geometry import Point, mix, smooth, turned

# Qt unites and cuts paths with a tolerance meant for pixels: body heights are too small for it.
_LARGE = QTransform.fromScale(1000.0, 1000.0)
_SMALL = QTransform.fromScale(1e-3, 1e-3)
_COARSE = 250.0

KNEE = 0.0360  # body heights from the joint to the front of a bent knee
WELL_BENT_DEG = 55.0

Track = Iterable[tuple[float, float]]


def curve(path: QPainterPath, points: Sequence[tuple[float, float]], *, closed: bool = False) -> None:
    """Adds the smooth curve through `points`; the path must already be at the first of them."""
    for piece in smooth(points, closed=closed):
        path.cubicTo(*piece.first, *piece.second, *piece.end)


def loop(points: Sequence[tuple[float, float]]) -> QPainterPath:
    """A closed smooth outline."""
    path = QPainterPath()
    path.moveTo(*points[0])
    curve(path, points, closed=True)
    path.closeSubpath()
    return path


def limb(front: Sequence[tuple[float, float]], back: Sequence[tuple[float, float]]) -> QPainterPath:
    """Two smooth edges, both listed from top to bottom, joined by straight lines."""
    path = QPainterPath()
    path.moveTo(*front[0])
    curve(path, front)
    upward = list(reversed(back))
    path.lineTo(*upward[0])
    curve(path, upward)
    path.closeSubpath()
    return path


def disc(centre: tuple[float, float], radius: float) -> QPainterPath:
    """A circle."""
    return ellipse(centre, (radius, radius))


def half_disc(radius: float) -> QPainterPath:
    """The half of a circle about the origin on the side of +y."""
    path = QPainterPath()
    path.moveTo(radius, 0.0)
    path.arcTo(QRectF(-radius, -radius, 2 * radius, 2 * radius), 0, -180)  # clockwise for Qt, since y points up
    path.closeSubpath()
    return path


def ellipse(centre: tuple[float, float], radii: tuple[float, float]) -> QPainterPath:
    """An ellipse with its axes along x and y."""
    path = QPainterPath()
    path.addEllipse(QRectF(centre[0] - radii[0], centre[1] - radii[1], 2 * radii[0], 2 * radii[1]))
    return path


def taper(length: float, radius: tuple[float, float]) -> QPainterPath:
    """Two circles, at 0 and at `length` along x, and their common tangents."""
    first, second = radius
    touch = acos((first - second) / length)
    angle = degrees(touch)
    path = QPainterPath()
    path.moveTo(first * cos(touch), first * sin(touch))
    path.lineTo(length + second * cos(touch), second * sin(touch))
    # Qt counts angles clockwise when y points up, hence the signs.
    path.arcTo(QRectF(length - second, -second, 2 * second, 2 * second), -angle, 2 * angle)
    path.lineTo(first * cos(touch), -first * sin(touch))
    path.arcTo(QRectF(-first, -first, 2 * first, 2 * first), angle, 360 - 2 * angle)
    path.closeSubpath()
    return path


def joined(paths: Iterable[QPainterPath]) -> QPainterPath:
    """One path covering all of `paths`, with no seam where they overlap."""
    whole = QPainterPath()
    for path in paths:
        whole = whole.united(_LARGE.map(path))
    return _SMALL.map(whole)


def rimmed(paths: Iterable[QPainterPath], width: float) -> QPainterPath:
    """One path covering all of `paths` and about `width` around them; coarse, since nobody sees its own edge."""
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * width * _COARSE)
    stroker.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    whole = QPainterPath()
    for path in paths:
        large = QTransform.fromScale(_COARSE, _COARSE).map(path)
        whole = whole.united(large).united(stroker.createStroke(large))
    return QTransform.fromScale(1 / _COARSE, 1 / _COARSE).map(whole.simplified())


def cut(path: QPainterPath, start: float, end: float) -> QPainterPath:
    """The part of a bone's outline between `start` and `end` (body heights along the bone)."""
    keep = QPainterPath()
    keep.addRect(QRectF(start, -1.0, end - start, 2.0))
    return _SMALL.map(_LARGE.map(path).intersected(_LARGE.map(keep)))


def at_bone(outline: Track, length: float, side: float) -> list[tuple[float, float]]:
    """Shares of a bone and half-widths as points; `side` +1 is the front, -1 the back."""
    return [(share * length, side * half) for share, half in outline]


def leg(outlines: Outlines, thigh: float, shank: float, flexion_deg: float, lift: float) -> QPainterPath:
    """Thigh and shank in one path, in the shank's frame; one piece, since two show a seam at the knee."""

    def edge(
        upper: Track, lower: Track, side: float, between_them: Sequence[tuple[float, float]] = ()
    ) -> list[tuple[float, float]]:
        bent: list[tuple[float, float]] = [turned((x - thigh, y), flexion_deg) for x, y in at_bone(upper, thigh, side)]
        return [*bent, *between_them, *at_bone(lower, shank, side)]

    # A well-bent knee is round in front; behind it, where the edges cross, nothing is left out.
    cap = [turned((0.0, KNEE), flexion_deg / 2)] if flexion_deg >= WELL_BENT_DEG else []
    path = limb(
        edge(outlines.thigh.front, outlines.shank.front, 1.0, cap),
        edge(outlines.thigh.back, between(outlines.shank.back, lift), -1.0),
    )
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def between(side: CalfSide, lift: float) -> list[tuple[float, float]]:
    """The back of the shank at `lift`."""
    return [
        (mix(low[0], high[0], lift), mix(low[1], high[1], lift))
        for low, high in zip(side.stretched, side.contracted, strict=True)
    ]


class MuscleShape:
    """The muscle's outline at any lift, in the shank's frame."""

    def __init__(self, muscle: Muscle, shank: float) -> None:
        self._muscle = muscle
        self._shank = shank
        self._front = 1.0 if muscle.side == "front" else -1.0

    def outline(self, lift: float) -> QPainterPath:
        """The belly: short and thick when contracted, long and thin when stretched."""
        return loop([self._place(point, lift) for point in self._muscle.outline])

    def tendon(self, lift: float, end: Point) -> QPainterPath:
        """The line from the belly to `end` (given in the shank's frame), to be stroked."""
        share, depth = self._muscle.tendon.via
        points = [self._place(self._muscle.tendon.starts, lift), (share * self._shank, depth), end]
        path = QPainterPath()
        path.moveTo(*points[0])
        curve(path, points)
        return path

    def _place(self, point: MusclePoint, lift: float) -> tuple[float, float]:
        low, high = self._muscle.stretched, self._muscle.contracted
        along = {
            "knee": 0.0,
            "peak": mix(low.peak_t, high.peak_t, lift),
            "end": mix(low.belly_ends_t, high.belly_ends_t, lift),
        }
        across = {"axis": 0.0, "peak": self._front * mix(low.peak_depth, high.peak_depth, lift)}
        return (along[point.t[0]] + point.t[1]) * self._shank, across[point.depth[0]] + point.depth[1]


def hinge(data: Disc2) -> QPainterPath:
    """The round part that closes the gap between the turned foot and the flat toes."""
    return disc(data.centre, data.radius)
