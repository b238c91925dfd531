"""Paints the things around the body: floor, block, machine, load, heel guide. In body heights, y up.

The painter it is given already carries the view's transform. Refuses to know bodies and caches.
"""

from collections.abc import Mapping
from math import cos, radians, sin

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from calfcoach.library.figure_props import Block, Box, Cushion, Disc, Floor, HeelGuide, Lever, Line, Painted
from calfcoach.ui.figure.geometry import Point
from calfcoach.ui.figure.inks import Inks
from calfcoach.ui.figure.pose import Pose


def stands_still(thing: object) -> bool:
    """Whether the thing looks the same in every pose."""
    return isinstance(thing, Box) or (isinstance(thing, Line | Disc) and thing.follows is None)


def centre(thing: object, pose: Pose) -> Point:
    """The middle of a thing in a pose: where a marker named after it sits."""
    if isinstance(thing, Box):
        left, bottom, right, top = thing.rect
        return Point((left + right) / 2, (bottom + top) / 2)
    if isinstance(thing, Cushion):
        return pose.joint(thing.follows).plus(*thing.offset)
    if isinstance(thing, Lever):
        return Point(*thing.pivot)
    if isinstance(thing, Line | Disc):
        base = pose.joint(thing.follows) if thing.follows else Point(0.0, 0.0)
        first = thing.centre if isinstance(thing, Disc) else thing.points[0]
        return base.plus(*first)
    raise TypeError(type(thing).__name__)


def paint_floor(painter: QPainter, floor: Floor, inks: Inks) -> None:
    """The line everything stands on."""
    painter.setPen(inks.pen("border", floor.width, round_ends=True))
    half = floor.width / 2
    painter.drawLine(QLineF(floor.from_x + half, floor.y, floor.to_x - half, floor.y))


def paint_block(painter: QPainter, block: Block, inks: Inks) -> None:
    """The block and its bright upper edge."""
    left, bottom, right, top = block.rect
    _fill(painter, inks, "machine_part")
    painter.drawRoundedRect(QRectF(left, bottom, right - left, top - bottom), block.radius, block.radius)
    half = block.top_edge_width / 2
    painter.setPen(inks.pen("block_edge", block.top_edge_width, round_ends=True))
    painter.drawLine(QLineF(left + block.radius + half, top - half, right - block.radius, top - half))


def paint_thing(painter: QPainter, thing: object, pose: Pose, things: Mapping[str, object], inks: Inks) -> None:
    """Any thing but a person."""
    if isinstance(thing, Box):
        left, bottom, right, top = thing.rect
        _ink(painter, thing, inks)
        painter.drawRoundedRect(QRectF(left, bottom, right - left, top - bottom), thing.radius, thing.radius)
    elif isinstance(thing, Cushion):
        _paint_cushion(painter, thing, centre(thing, pose), inks)
    elif isinstance(thing, Line):
        _paint_line(painter, thing, pose, inks)
    elif isinstance(thing, Disc):
        _ink(painter, thing, inks)
        middle = centre(thing, pose)
        painter.drawEllipse(QPointF(*middle), thing.radius, thing.radius)
    elif isinstance(thing, Lever):
        _paint_lever(painter, thing, centre(things[thing.through], pose), inks)


def _fill(painter: QPainter, inks: Inks, role: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.brush(role))


def _ink(painter: QPainter, thing: Painted, inks: Inks) -> None:
    painter.setBrush(inks.brush(thing.role))
    if thing.edge:
        painter.setPen(inks.pen(thing.edge, thing.edge_width))
    else:
        painter.setPen(Qt.PenStyle.NoPen)


def _paint_cushion(painter: QPainter, thing: Cushion, middle: Point, inks: Inks) -> None:
    painter.save()
    painter.translate(QPointF(*middle))
    painter.rotate(thing.rotation_deg)
    _ink(painter, thing, inks)
    width, height = thing.size
    painter.drawRoundedRect(QRectF(-width / 2, -height / 2, width, height), thing.radius, thing.radius)
    painter.restore()


def _paint_line(painter: QPainter, thing: Line, pose: Pose, inks: Inks) -> None:
    base = pose.joint(thing.follows) if thing.follows else Point(0.0, 0.0)
    line = QPolygonF([QPointF(base.x + x, base.y + y) for x, y in thing.points])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if thing.edge:
        painter.setPen(inks.pen(thing.edge, thing.width + thing.edge_width, round_ends=thing.round_ends))
        painter.drawPolyline(line)
    pen = inks.pen(thing.role, thing.width, round_ends=thing.round_ends)
    if thing.dash:
        pen.setDashPattern([length / thing.width for length in thing.dash])
    painter.setPen(pen)
    painter.drawPolyline(line)


def _paint_lever(painter: QPainter, lever: Lever, pad: Point, inks: Inks) -> None:
    bar = [QPointF(*lever.pivot), QPointF(*pad.plus(*lever.offset))]
    if lever.plates:
        bar.append(QPointF(*pad.plus(*lever.plates.offset)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(inks.pen(lever.role, lever.width))
    painter.drawPolyline(QPolygonF(bar))
    painter.setBrush(inks.brush("machine_part"))
    painter.setPen(inks.pen("block_edge", 0.004))
    painter.drawEllipse(bar[0], lever.pivot_radius, lever.pivot_radius)
    if lever.plates is None:
        return
    plates = lever.plates
    last = len(plates.size) - 1
    painter.setBrush(inks.brush(plates.role))
    painter.setPen(inks.pen("surface", plates.edge_width))
    for index, (width, height) in enumerate(plates.size):
        x = bar[2].x() - (last - index) * plates.pitch
        plate = QRectF(x - width / 2, bar[2].y() - height / 2, width, height)
        painter.drawRoundedRect(plate, 0.004, 0.004)


def paint_guide(painter: QPainter, guide: HeelGuide, angles: tuple[float, float], inks: Inks) -> None:
    """The dashed line at block level, and the arc from the lowest to the highest foot angle (degrees)."""
    pen = inks.pen("block_edge", guide.level_width)
    pen.setDashPattern([length / guide.level_width for length in guide.dash])
    painter.setPen(pen)
    painter.drawLine(QLineF(guide.level_line[0], 0.0, guide.level_line[1], 0.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(inks.pen("border_strong", guide.width, round_ends=True))
    r = guide.arc_radius
    low, high = angles
    # Qt's angles run clockwise when y points up: 180 is where a flat heel is, heel-up turns from there.
    painter.drawArc(QRectF(-r, -r, 2 * r, 2 * r), round((180 + low) * 16), round((high - low) * 16))


def paint_heel_dot(painter: QPainter, guide: HeelGuide, foot_deg: float, phase: QColor, inks: Inks) -> None:
    """Where the heel is on its arc."""
    angle = radians(180 - foot_deg)
    at = QPointF(guide.arc_radius * cos(angle), guide.arc_radius * sin(angle))
    painter.setBrush(phase)
    painter.setPen(inks.pen("surface", guide.dot_edge_width))
    painter.drawEllipse(at, guide.dot_radius, guide.dot_radius)
