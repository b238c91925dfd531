"""Paints what tells a wrong figure apart without colour: a cross over it, and arrows beside a foot that moves wrongly.

Refuses to know which fault it is, and its words.
"""

from math import atan2, cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from calfcoach.figure.geometry import mix
from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import Pose
from calfcoach.ui.figure.things import Arc
from calfcoach.ui.figure.view import FigureView

CROSS = 0.036
"""How broad a bar of the cross is: a share of the height of what is crossed out."""

_EDGE = 0.45  # what a mark has around it, in its own widths
_WIDTH, _HEAD, _OUTSIDE = 0.012, 0.034, 0.003  # body heights: an arrow's line and head, and how far beside the arc
_LEAST_WAY_DEG = 34.0  # of an arrow: a foot that moves less has one that is long enough to be seen
_STEPS = 12
_RING = 0.16  # of its radius


def paint_cross(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    """Two bars from corner to corner of a rect, pixels."""
    width = CROSS * rect.height()
    inside = rect.adjusted(width, width, -width, -width)
    path = QPainterPath()
    for start, end in (
        (inside.topLeft(), inside.bottomRight()),
        (inside.topRight(), inside.bottomLeft()),
    ):
        path.moveTo(start)
        path.lineTo(end)
    painter.strokePath(path, QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))


def paint_fast(painter: QPainter, file: FigureFile, pose: Pose, view: FigureView, ink: QColor, edge: QColor) -> None:
    """An arrow with three heads along the way that the heel, or the toes, take from contracted to stretched."""
    way = _way(file, pose, view, 1.0, 0.0, _OUTSIDE)
    path = _line(way)
    size = min(_HEAD * view.scale, path.length() / 3)
    for at in (_STEPS, _STEPS * 3 // 4, _STEPS // 2):
        _head(path, way[at - 1], way[at], size)
    _stroke(painter, path, _WIDTH * view.scale, ink, edge)


def paint_to_and_fro(
    painter: QPainter, file: FigureFile, pose: Pose, view: FigureView, ink: QColor, edge: QColor
) -> None:
    """An arrow with a head at each end along the heel's, or the toes', whole way, and a line beside it."""
    way = _way(file, pose, view, 1.0, 0.0, _OUTSIDE)
    path = _line(way)
    size = min(_HEAD * view.scale, _line(way).length() / 3)
    _head(path, way[-2], way[-1], size)
    _head(path, way[1], way[0], size)
    beside = _way(file, pose, view, 0.8, 0.2, _OUTSIDE - _HEAD)
    path.addPath(_line(beside))
    _stroke(painter, path, _WIDTH * view.scale, ink, edge)


def paint_ring(painter: QPainter, at: QPointF, radius: float, ink: QColor, edge: QColor) -> None:
    """A ring around what is wrong, pixels."""
    path = QPainterPath()
    path.addEllipse(at, radius, radius)
    _stroke(painter, path, _RING * radius, ink, edge)


def _way(file: FigureFile, pose: Pose, view: FigureView, first: float, last: float, outside: float) -> list[QPointF]:
    """Points on an arc outside the heel's (or the toes'), from one lift to another, pixels."""
    arc, poses = Arc.of(file), file.poses
    middle = pose.ground.plus(*arc.middle)
    low, high = poses.stretched.angles_deg.foot, poses.contracted.angles_deg.foot
    beyond = max(_LEAST_WAY_DEG - abs(high - low), 0.0) / 2
    low, high = (low - beyond, high + beyond) if high > low else (low + beyond, high - beyond)
    feet = [mix(low, high, lift) for lift in (first, last)]
    radius = file.props.heel_guide.arc_radius + outside
    shares = (step / _STEPS for step in range(_STEPS + 1))
    return [view.point(middle.toward(radius, arc.flat_deg - mix(feet[0], feet[1], share))) for share in shares]


def _line(points: list[QPointF]) -> QPainterPath:
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    return path


def _head(path: QPainterPath, before: QPointF, tip: QPointF, size: float) -> None:
    heading = atan2(tip.y() - before.y(), tip.x() - before.x())
    for number, side in enumerate((-1, 1)):
        back = heading + pi + side * pi / 4.5
        corner = tip + QPointF(size * cos(back), size * sin(back))
        if number:
            path.lineTo(corner)
        else:
            path.moveTo(corner)
            path.lineTo(tip)


def _stroke(painter: QPainter, path: QPainterPath, width: float, ink: QColor, edge: QColor) -> None:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    for colour, wide in ((edge, width * (1 + 2 * _EDGE)), (ink, width)):
        painter.strokePath(path, QPen(colour, wide, Qt.PenStyle.SolidLine, cap, join))
