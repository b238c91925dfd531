"""Paints the things around the body: floor, block, machine, load, heel guide.

Refuses to know bodies, pixels and caches.
"""

from collections.abc import Iterable, Mapping
from math import cos, radians, sin

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QTransform

from calfcoach.figure.geometry import Point
from calfcoach.figure.pose import Pose
from calfcoach.figure.props import (
    Block,
    Box,
    Cushion,
    Disc,
    Floor,
    HeelGuide,
    Lever,
    Line,
    Painted,
    Person,
    Plates,
    Props,
)
from calfcoach.ui.figure.canvas import PHASE, Canvas
from calfcoach.ui.figure.paths import disc

_PIVOT = Painted(role="machine_part", edge="block_edge", edge_width=0.004)
_PLATE_RADIUS = 0.004  # body heights
_HERE = QTransform()


def stands_still(thing: object) -> bool:
    """Whether the thing looks the same in every pose."""
    return isinstance(thing, Box) or (isinstance(thing, Line | Disc) and thing.follows is None)


def centre(thing: object, pose: Pose) -> Point:
    """The middle of a thing in a pose (of a line, its beginning): where a marker named after it sits."""
    if isinstance(thing, Box):
        left, bottom, right, top = thing.rect
        return Point((left + right) / 2, (bottom + top) / 2)
    if isinstance(thing, Cushion):
        return pose.joint(thing.follows).plus(*thing.offset)
    if isinstance(thing, Person):
        return pose.joint(thing.follows).plus(*thing.seat)
    if isinstance(thing, Lever):
        return Point(*thing.pivot)
    if isinstance(thing, Line | Disc):
        base = pose.joint(thing.follows) if thing.follows else Point(0.0, 0.0)
        return base.plus(*(thing.centre if isinstance(thing, Disc) else thing.points[0]))
    raise TypeError(type(thing).__name__)


def paint_floor(canvas: Canvas, floor: Floor) -> None:
    """The line everything stands on."""
    half = floor.width / 2
    canvas.stroke(
        _line([(floor.from_x + half, floor.y), (floor.to_x - half, floor.y)]), "border", floor.width, round_ends=True
    )


def paint_block(canvas: Canvas, block: Block) -> None:
    """The block and its bright upper edge."""
    left, _, right, top = block.rect
    canvas.fill(_rect(block.rect, block.radius), "machine_part")
    half = block.top_edge_width / 2
    edge = _line([(left + block.radius + half, top - half), (right - block.radius, top - half)])
    canvas.stroke(edge, "block_edge", block.top_edge_width, round_ends=True)


def paint_arc(canvas: Canvas, guide: HeelGuide, angles: tuple[float, float]) -> None:
    """The heel's arc, from the lowest to the highest foot angle (degrees)."""
    r = guide.arc_radius
    box = QRectF(-r, -r, 2 * r, 2 * r)
    low, high = angles
    path = QPainterPath()
    # Qt's angles run clockwise when y points up: a flat heel is at 180, and heel-up turns on from there.
    path.arcMoveTo(box, 180 + low)
    path.arcTo(box, 180 + low, high - low)
    canvas.stroke(path, "border_strong", guide.width, round_ends=True)


def paint_heel(canvas: Canvas, props: Props, foot_deg: float) -> None:
    """The heel on its arc, and block level as a dashed line over the foot: a heel under it is seen to be.

    On a floor there is no such line: nothing gets under it.
    """
    guide = props.heel_guide
    if props.block:
        level = _line([(guide.level_line[0], 0.0), (guide.level_line[1], 0.0)])
        canvas.stroke(level, "block_edge", guide.level_width, dash=guide.dash)
    angle = radians(180 - foot_deg)
    at = (guide.arc_radius * cos(angle), guide.arc_radius * sin(angle))
    canvas.fill(disc(at, guide.dot_radius + guide.dot_edge_width / 2), "surface")
    canvas.fill(disc(at, guide.dot_radius - guide.dot_edge_width / 2), PHASE)


def paint_thing(canvas: Canvas, thing: object, pose: Pose, things: Mapping[str, object]) -> None:
    """Any thing but a person."""
    if isinstance(thing, Box):
        _paint_rect(canvas, thing, thing.rect, thing.radius)
    elif isinstance(thing, Cushion):
        width, height = thing.size
        middle = centre(thing, pose)
        place = QTransform().translate(middle.x, middle.y).rotate(thing.rotation_deg)
        shape = (-width / 2, -height / 2, width / 2, height / 2)
        _paint_rect(canvas, thing, shape, thing.radius, place)
    elif isinstance(thing, Line):
        _paint_line(canvas, thing, pose)
    elif isinstance(thing, Disc):
        _paint_disc(canvas, centre(thing, pose), thing.radius, thing)
    elif isinstance(thing, Lever):
        _paint_lever(canvas, thing, centre(things[thing.through], pose))


def _paint_rect(
    canvas: Canvas, thing: Painted, rect: tuple[float, float, float, float], radius: float, place: QTransform = _HERE
) -> None:
    # Two fills, the edge's first: a third of the time of a stroke.
    half = thing.edge_width / 2 if thing.edge else 0.0
    if thing.edge:
        canvas.fill(place.map(_rect(rect, radius, half)), thing.edge)
    canvas.fill(place.map(_rect(rect, radius, -half)), thing.role)


def _paint_disc(canvas: Canvas, at: tuple[float, float], radius: float, thing: Painted) -> None:
    half = thing.edge_width / 2 if thing.edge else 0.0
    if thing.edge:
        canvas.fill(disc(at, radius + half), thing.edge)
    canvas.fill(disc(at, radius - half), thing.role)


def _paint_line(canvas: Canvas, thing: Line, pose: Pose) -> None:
    base = pose.joint(thing.follows) if thing.follows else Point(0.0, 0.0)
    path = _line([base.plus(*point) for point in thing.points])
    if thing.edge:
        canvas.stroke(path, thing.edge, thing.width + thing.edge_width, round_ends=thing.round_ends)
    canvas.stroke(path, thing.role, thing.width, round_ends=thing.round_ends, dash=thing.dash)


def _paint_lever(canvas: Canvas, lever: Lever, pad: Point) -> None:
    bar = [Point(*lever.pivot), pad.plus(*lever.offset)]
    if lever.plates:
        bar.append(pad.plus(*lever.plates.offset))
    canvas.stroke(_line(bar), lever.role, lever.width)
    _paint_disc(canvas, lever.pivot, lever.pivot_radius, _PIVOT)
    if lever.plates:
        _paint_plates(canvas, lever.plates, bar[-1])


def _paint_plates(canvas: Canvas, plates: Plates, at: Point) -> None:
    last = len(plates.size) - 1
    half = plates.edge_width / 2 if plates.edge else 0.0
    edges, faces = QPainterPath(), QPainterPath()
    for index, (width, height) in enumerate(plates.size):
        x = at.x - (last - index) * plates.pitch
        rect = (x - width / 2, at.y - height / 2, x + width / 2, at.y + height / 2)
        edges.addPath(_rect(rect, _PLATE_RADIUS, half))
        faces.addPath(_rect(rect, _PLATE_RADIUS, -half))
    edges.setFillRule(Qt.FillRule.WindingFill)  # neighbours' edges overlap
    if plates.edge:
        canvas.fill(edges, plates.edge)
    canvas.fill(faces, plates.role)


def _line(points: Iterable[tuple[float, float]]) -> QPainterPath:
    path = QPainterPath()
    for number, point in enumerate(points):
        if number:
            path.lineTo(*point)
        else:
            path.moveTo(*point)
    return path


def _rect(rect: tuple[float, float, float, float], radius: float, wider: float = 0.0) -> QPainterPath:
    left, bottom, right, top = rect
    path = QPainterPath()
    box = QRectF(left - wider, bottom - wider, right - left + 2 * wider, top - bottom + 2 * wider)
    path.addRoundedRect(box, max(radius + wider, 0.0), max(radius + wider, 0.0))
    return path
