"""Paints the things around the body: floor, block, machine, load, heel guide.

Refuses to know bodies, pixels and caches.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QTransform

from calfcoach.figure.geometry import ORIGIN, Point, turned
from calfcoach.figure.legs import pivot_point
from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import Pose
from calfcoach.figure.props import (
    Block,
    Box,
    Cushion,
    Disc,
    Floor,
    Lever,
    Line,
    Painted,
    Person,
    Plates,
    Strap,
)
from calfcoach.ui.figure.canvas import FigureCanvas
from calfcoach.ui.figure.elements import HERE, PHASE, Part, Rigid
from calfcoach.ui.figure.paths import disc
from calfcoach.ui.figure.sketch import Sketch

Shapes = FigureCanvas | Sketch
"""What takes shapes in body heights: a canvas paints them at once, a sketch keeps them."""

_PIVOT = Painted(role="machine_part", edge="block_edge", edge_width=0.004)
_PLATE_RADIUS = 0.004  # body heights
_KEPT = 256  # rigid things of figures in use


def stands_still(thing: object) -> bool:
    """Whether the thing looks the same in every pose."""
    if isinstance(thing, Strap):
        return all(point.rides is None for point in thing.points)
    return isinstance(thing, Box) or (isinstance(thing, Line | Disc) and thing.follows is None)


def centre(thing: object, pose: Pose) -> Point:
    """The middle of a thing in a pose (of a line or a strap, its beginning): where a marker named after it sits."""
    if isinstance(thing, Box):
        left, bottom, right, top = thing.rect
        return Point((left + right) / 2, (bottom + top) / 2)
    if isinstance(thing, Cushion):
        return pose.place(thing.offset, thing.follows)
    if isinstance(thing, Person):
        return pose.place(thing.seat, thing.follows)
    if isinstance(thing, Lever):
        return Point(*thing.pivot)
    if isinstance(thing, Line | Disc):
        return pose.place(thing.centre if isinstance(thing, Disc) else thing.points[0], thing.follows)
    if isinstance(thing, Strap):
        return pose.place(thing.points[0].at, thing.points[0].rides)
    raise TypeError(type(thing).__name__)


def paint_floor(canvas: Shapes, floor: Floor) -> None:
    """The line everything stands on."""
    half = floor.width / 2
    canvas.stroke(
        _line([(floor.from_x + half, floor.y), (floor.to_x - half, floor.y)]), "border", floor.width, round_ends=True
    )


def paint_block(canvas: Shapes, block: Block) -> None:
    """The block and its bright upper edge."""
    left, _, right, top = block.rect
    canvas.fill(_rect(block.rect, block.radius), "machine_part")
    half = block.top_edge_width / 2
    edge = _line([(left + block.radius + half, top - half), (right - block.radius, top - half)])
    canvas.stroke(edge, "block_edge", block.top_edge_width, round_ends=True)


class Arc(NamedTuple):
    """What the heel's arc, or the toes', turns about: from (0, 0) of the ground, and the direction of a flat foot."""

    middle: Point
    flat_deg: float

    @classmethod
    def of(cls, figure: FigureFile) -> "Arc":
        """The arc of a figure: beside the heel, or before the toes where the foot turns about heel or ankle."""
        rule = figure.rule
        middle = turned(pivot_point(figure.segments.foot, rule.pivot), rule.ground_deg)
        return cls(middle, rule.ground_deg + (180.0 if rule.pivot == "ball" else 0.0))


def paint_arc(canvas: Shapes, figure: FigureFile, arc: Arc, ground: Point) -> None:
    """The arc, from the one key pose's foot angle to the other's; `ground` is where the ground's origin is."""
    guide, poses = figure.props.heel_guide, figure.poses
    r = guide.arc_radius
    x, y = ground.plus(*arc.middle)
    box = QRectF(x - r, y - r, 2 * r, 2 * r)
    low, high = (arc.flat_deg - pose.angles_deg.foot for pose in (poses.stretched, poses.contracted))
    path = QPainterPath()
    # Qt's angles run clockwise when y points up.
    path.arcMoveTo(box, -low)
    path.arcTo(box, -low, low - high)
    canvas.stroke(path, "border_strong", guide.width, round_ends=True)


def paint_heel(canvas: Shapes, figure: FigureFile, arc: Arc, pose: Pose) -> None:
    """The heel (or the toes) on its arc, and block level as a dashed line over the foot.

    So a heel under the block is seen to be. On a floor there is no such line: nothing gets under it.
    """
    guide = figure.props.heel_guide
    if figure.props.block:
        canvas.place(_rigid_level(guide.level_line, guide.level_width, guide.dash), ORIGIN)
    middle = pose.ground.plus(*arc.middle)
    at = middle.toward(guide.arc_radius, arc.flat_deg - pose.near_leg.foot_deg)
    canvas.place(_rigid_disc(guide.dot_radius + guide.dot_edge_width / 2, "surface"), at)
    canvas.fill(disc(at, guide.dot_radius - guide.dot_edge_width / 2), PHASE)


def paint_thing(canvas: Shapes, thing: object, pose: Pose, things: Mapping[str, object]) -> None:
    """Any thing but a person."""
    if isinstance(thing, Box):
        canvas.place(_rigid_rect(thing.rect, thing.radius, *_paints(thing)), ORIGIN)
    elif isinstance(thing, Cushion):
        width, height = thing.size
        shape = (-width / 2, -height / 2, width / 2, height / 2)
        canvas.place(_rigid_rect(shape, thing.radius, *_paints(thing), thing.rotation_deg), centre(thing, pose))
    elif isinstance(thing, Line):
        _paint_line(canvas, thing, pose)
    elif isinstance(thing, Strap):
        _paint_strap(canvas, thing, pose)
    elif isinstance(thing, Disc):
        canvas.place(_rigid_disc(thing.radius, *_paints(thing)), centre(thing, pose))
    elif isinstance(thing, Lever):
        _paint_lever(canvas, thing, centre(things[thing.through], pose))


def _paints(thing: Painted) -> tuple[str, str | None, float]:
    """Its role, its edge's role, the edge's width."""
    return thing.role, thing.edge, thing.edge_width


@lru_cache(_KEPT)
def _rigid_rect(
    rect: tuple[float, float, float, float],
    radius: float,
    role: str,
    edge: str | None,
    edge_width: float,
    rotation_deg: float = 0.0,
) -> Rigid:
    place = QTransform().rotate(rotation_deg)
    # Two fills, the edge's first: a third of the time of a stroke.
    half = edge_width / 2 if edge else 0.0
    around = [Part(_rect(rect, radius, half), place, edge)] if edge else []
    return Rigid([*around, Part(_rect(rect, radius, -half), place, role)])


@lru_cache(_KEPT)
def _rigid_level(ends: tuple[float, float], width: float, dash: tuple[float, float]) -> Rigid:
    path = _line([(ends[0], 0.0), (ends[1], 0.0)])
    return Rigid([Part(path, HERE, "block_edge", width, round_ends=False, dash=dash)])


@lru_cache(_KEPT)
def _rigid_disc(radius: float, role: str, edge: str | None = None, edge_width: float = 0.0) -> Rigid:
    half = edge_width / 2 if edge else 0.0
    around = [Part(disc(ORIGIN, radius + half), HERE, edge)] if edge else []
    return Rigid([*around, Part(disc(ORIGIN, radius - half), HERE, role)])


def _paint_line(canvas: Shapes, thing: Line, pose: Pose) -> None:
    path = _line([pose.place(point, thing.follows) for point in thing.points])
    if thing.edge:
        canvas.stroke(path, thing.edge, thing.width + thing.edge_width, round_ends=thing.round_ends)
    canvas.stroke(path, thing.role, thing.width, round_ends=thing.round_ends, dash=thing.dash)


def _paint_strap(canvas: Shapes, strap: Strap, pose: Pose) -> None:
    path = _line([pose.place(point.at, point.rides) for point in strap.points])
    if strap.edge:
        canvas.stroke(path, strap.edge, strap.width + strap.edge_width, round_ends=True)
    canvas.stroke(path, strap.role, strap.width, round_ends=True)


def _paint_lever(canvas: Shapes, lever: Lever, pad: Point) -> None:
    pivot, bend = Point(*lever.pivot), pad.plus(*lever.offset)
    canvas.bar(pivot, bend, lever.role, lever.width)
    if lever.plates:
        canvas.bar(bend, pad.plus(*lever.plates.offset), lever.role, lever.width)
        canvas.place(_rigid_disc(lever.width / 2, lever.role), bend)
    canvas.place(_rigid_disc(lever.pivot_radius, *_paints(_PIVOT)), pivot)
    if lever.plates:
        canvas.place(_rigid_plates(lever.plates), pad.plus(*lever.plates.offset))


@lru_cache(_KEPT)
def _rigid_plates(plates: Plates) -> Rigid:
    last = len(plates.size) - 1
    half = plates.edge_width / 2 if plates.edge else 0.0
    edges, faces = QPainterPath(), QPainterPath()
    for index, (width, height) in enumerate(plates.size):
        x = -(last - index) * plates.pitch
        rect = (x - width / 2, -height / 2, x + width / 2, height / 2)
        edges.addPath(_rect(rect, _PLATE_RADIUS, half))
        faces.addPath(_rect(rect, _PLATE_RADIUS, -half))
    edges.setFillRule(Qt.FillRule.WindingFill)  # neighbours' edges overlap
    around = [Part(edges, HERE, plates.edge)] if plates.edge else []
    return Rigid([*around, Part(faces, HERE, plates.role)])


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
