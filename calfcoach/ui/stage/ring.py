"""The ring: a solid arc for a moving phase, 20 segments for a still phase, an emptying arc for a rest.

All is painted as filled outlines: to stroke a line takes Qt twice as long. Refuses to know time, which comes with the
View, and what is kept from frame to frame.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, floor, pi, sin
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPainterPathStroker, QPen

from calfcoach.coach.view import EDGE_S, View
from calfcoach.score.segments import SegmentKind
from calfcoach.session.states import State
from calfcoach.ui.stage.canvas import Canvas, Places
from calfcoach.ui.stage.grid import Grid, GridBox
from calfcoach.ui.theme import STROKE

SEGMENTS = 20
GAP_DEG = 5.0
HEAD_DOT = 0.27
MOST_TICKS = 20
_STRETCHES = 12
"""Equal stretches of the ring that arcs are made of: where a curve ends changes how Qt rounds all of it."""

PARTS = 6
"""Of the ring: what is kept of an arc changes when its end comes into another part. Each is some whole stretches."""

_SMOOTH = 1
"""How far a smoothed edge may lie outside its outline, pixels."""

_TICK = (1.2, 2.8)  # from the stroke's outer edge, u
TICKS_END = _TICK[1] + STROKE.ring_tick
"""Where the ticks end, from the stroke's outer edge, u."""


class Style(StrEnum):
    """The way in which the ring shows a stretch of time."""

    MOVING = "moving"
    STILL = "still"
    EMPTYING = "emptying"
    FILLING = "filling"


_STYLES = {
    SegmentKind.LOWER: Style.MOVING,
    SegmentKind.CONTRACT: Style.MOVING,
    SegmentKind.STRETCH: Style.STILL,
    SegmentKind.SQUEEZE: Style.STILL,
    SegmentKind.HOLD: Style.STILL,
    SegmentKind.REST: Style.EMPTYING,
    SegmentKind.RELAX: Style.EMPTYING,
}


class ShownArc(NamedTuple):
    """What the ring shows: a share of 0 to 1 in a style and a colour; a moving one has a `head`, a dot."""

    style: Style
    fraction: float
    colour: QColor
    head: bool


def style_of(view: View) -> Style:
    """The ring's style at a moment; solid and full at the end."""
    if view.kind is None or view.state in (State.FINISHED, State.STOPPED, State.HALTED):
        return Style.FILLING
    return _STYLES.get(view.kind, Style.FILLING)


def shown_fraction(view: View, *, reduced_motion: bool) -> float:
    """How full the arc is, 0 to 1; with reduced motion, a second that has begun counts as a whole one."""
    if view.state is State.FINISHED:
        return 1.0
    if not reduced_motion or view.fraction >= 1.0:
        return view.fraction
    total = view.seconds_left / (1.0 - view.fraction)
    if total <= 0.0:
        return view.fraction
    passed = floor(total - view.seconds_left + EDGE_S)
    return min((passed + (style_of(view) is not Style.EMPTYING)) / total, 1.0)


def lit_segments(fraction: float) -> int:
    """How many of the 20 segments are lit: none before the start, one from the first moment."""
    return min(max(ceil(fraction * SEGMENTS - 1e-9), 0), SEGMENTS)


def looks_alike(before: View, view: View, *, reduced_motion: bool) -> bool:
    """Whether the arc is the same at two moments of one phase: in a still phase it changes only by whole segments."""
    fractions = [shown_fraction(each, reduced_motion=reduced_motion) for each in (before, view)]
    if style_of(view) is Style.STILL:
        return lit_segments(fractions[0]) == lit_segments(fractions[1])
    return fractions[0] == fractions[1]


def reach(grid: Grid, *, ticks: bool = False) -> GridBox:
    """The area of the ring, with its `ticks` or without, u."""
    ring = grid.ring
    around = ring.radius + ring.stroke / 2 + (TICKS_END if ticks else 0.1)
    return GridBox(ring.x - around, ring.y - around, 2 * around, 2 * around)


def changed(places: Places, style: Style, fractions: tuple[float, float]) -> QRectF:
    """The area in which the arc differs between two fractions, pixels."""
    low, high = sorted(fractions)
    if style is Style.STILL:
        low, high = lit_segments(low) / SEGMENTS, lit_segments(high) / SEGMENTS
    else:
        low, high = floor(low * _STRETCHES) / _STRETCHES, min(ceil(high * _STRETCHES) / _STRETCHES, 1.0)
    around = places.grid.ring.stroke / 2 * places.grid.u
    return _reach_of_arc(_sides(_circle(places)), low, high).adjusted(-around, -around, around, around)


def part_of(arc: ShownArc) -> int:
    """The part of the ring in which the arc's moving end is."""
    return min(floor(arc.fraction * PARTS), PARTS - 1)


def lies_in_part(arc: ShownArc) -> bool:
    """Whether all of the arc lies in the part of the ring in which its moving end is."""
    return part_of(arc) == (PARTS - 1 if arc.style is Style.EMPTYING else 0)


def part_reach(places: Places, part: int) -> QRectF:
    """The area outside which an arc is the same while its moving end is in one part, pixels."""
    around = places.grid.ring.stroke / 2 * places.grid.u
    reached = _reach_of_arc(_sides(_circle(places)), part / PARTS, (part + 1) / PARTS)
    return reached.adjusted(-around - _SMOOTH, -around - _SMOOTH, around + _SMOOTH, around + _SMOOTH)


def paint_track(canvas: Canvas, style: Style, part: int | None = None) -> None:
    """Paints the track below the arc; of a `part` no more than is seen in `part_reach`."""
    colour = canvas.theme.colour("raised2")
    circle, width = _circle(canvas), canvas.grid.ring.stroke * canvas.grid.u
    if style is Style.STILL:
        paint_segments(canvas, 0, SEGMENTS, colour)
    elif part is None:
        canvas.painter.fillPath(_track(circle, width, 0, _STRETCHES), colour)
    else:
        canvas.painter.fillPath(_near_part(circle, width, part), colour)


def paint_ticks(canvas: Canvas, style: Style, length_s: float, touched: Callable[[QRectF], bool]) -> None:
    """Paints a tick for each second of a moving phase, none above 20 s, where they are `touched`."""
    if style is not Style.MOVING or not 0.0 < length_s <= MOST_TICKS:
        return
    colour = canvas.theme.colour("border" if canvas.theme.edges else "border_strong")
    ring, u = canvas.grid.ring, canvas.grid.u
    # Each by itself: Qt goes through every row of pixels between them if they are one path.
    for path, around in _ticks(_sides(_circle(canvas)), ring.stroke / 2 * u, u, length_s):
        if touched(around):
            canvas.painter.fillPath(path, colour)


def paint_arc(canvas: Canvas, arc: ShownArc, part: int | None = None) -> None:
    """The arc, whole or no more than is seen in the `part_reach` of the part where its end is, or of the one before."""
    painter, width = canvas.painter, canvas.grid.ring.stroke * canvas.grid.u
    circle = _circle(canvas)
    if arc.style is Style.STILL:
        paint_segments(canvas, 0, lit_segments(arc.fraction), arc.colour)
        return
    start, end = (arc.fraction, 1.0) if arc.style is Style.EMPTYING else (0.0, arc.fraction)
    if end > start or arc.head:
        path = _band(circle, width, start, end - start) if part is None else _near(circle, width, part, start, end)
        painter.fillPath(path, arc.colour)
    if arc.head and arc.style is Style.MOVING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(canvas.theme.colour("on_phase"))
        painter.drawEllipse(_on_ring(canvas, arc.fraction), HEAD_DOT * width, HEAD_DOT * width)


def paint_segments(canvas: Canvas, lit: int, count: int, colour: QColor) -> None:
    """The segments of a still phase after the first `lit` ones, up to `count`."""
    width = canvas.grid.ring.stroke * canvas.grid.u
    canvas.painter.fillPath(_segments(_sides(_circle(canvas)), width, lit, count), colour)


def _near(circle: QRectF, width: float, part: int, start: float, end: float) -> QPainterPath:
    """An arc as it is in a part of the ring: no more than a stretch longer, and with what comes into the part over
    twelve o'clock from the arc's other end.
    """
    if end - start >= 1.0 - EDGE_S:
        return _near_part(circle, width, part)
    spare = 1 / _STRETCHES
    low, high = max(start, part / PARTS - spare), min(end, (part + 1) / PARTS + spare)
    path = _band(circle, width, low, high - low)
    if part == 0 and high < end:
        path.addPath(_band(circle, width, end - spare, spare))
    if part == PARTS - 1 and low > start:
        path.addPath(_band(circle, width, start, spare))
    return path


def _circle(places: Places) -> QRectF:
    """The middle of the stroke."""
    ring, u = places.grid.ring, places.grid.u
    middle = places.point(ring.x, ring.y)
    return QRectF(middle.x() - ring.radius * u, middle.y() - ring.radius * u, 2 * ring.radius * u, 2 * ring.radius * u)


def _on_ring(canvas: Canvas, fraction: float) -> QPointF:
    """A place on the middle of the ring's stroke."""
    ring = canvas.grid.ring
    radius, angle = ring.radius * canvas.grid.u, 2 * pi * fraction
    return canvas.point(ring.x, ring.y) + QPointF(radius * sin(angle), -radius * cos(angle))


def _band(circle: QRectF, width: float, start: float, span: float) -> QPainterPath:
    """The outline of an arc with round ends, from `start` on, clockwise, both in turns; of the whole ring from 1 on."""
    path, half = QPainterPath(), width / 2
    outer, inner = circle.adjusted(-half, -half, half, half), circle.adjusted(half, half, -half, -half)
    if span >= 1.0 - EDGE_S:
        return _track(circle, width, 0, _STRETCHES)
    # Qt's angles are degrees, counter-clockwise, from three o'clock.
    begin, turned = 90.0 - 360.0 * start, -360.0 * span
    path.setFillRule(Qt.FillRule.WindingFill)  # the ends of a nearly full arc lie on each other
    shares = _places_between(start, start + span)
    angles = [90.0 - 360.0 * share for share in shares]
    path.arcMoveTo(outer, begin)
    for angle, to in pairwise(angles):
        path.arcTo(outer, angle, to - angle)
    path.arcTo(_end(circle, half, begin + turned), begin + turned, -180.0)
    for angle, to in pairwise(reversed(angles)):
        path.arcTo(inner, angle, to - angle)
    path.arcTo(_end(circle, half, begin), begin + 180.0, -180.0)
    path.closeSubpath()
    return path


def _track(circle: QRectF, width: float, first: int, count: int) -> QPainterPath:
    """The outline of `count` stretches of the ring from `first` on, with straight ends; all of them are the whole."""
    path, half, each = QPainterPath(), width / 2, 360.0 / _STRETCHES
    outer, inner = circle.adjusted(-half, -half, half, half), circle.adjusted(half, half, -half, -half)
    path.arcMoveTo(outer, 90.0 - first * each)
    for index in range(first, first + count):
        path.arcTo(outer, 90.0 - index * each, -each)
    if count == _STRETCHES:
        path.closeSubpath()
        path.arcMoveTo(inner, 90.0 - first * each)
    for index in reversed(range(first, first + count)):
        path.arcTo(inner, 90.0 - (index + 1) * each, each)
    path.closeSubpath()
    return path


def _near_part(circle: QRectF, width: float, part: int) -> QPainterPath:
    """The outline of a part of the ring, and a stretch more on both sides."""
    each = _STRETCHES // PARTS
    return _track(circle, width, part * each - 1, each + 2)


def _places_between(low: float, high: float) -> list[float]:
    """Both, and the ends of all stretches between them."""
    first, end = floor(low * _STRETCHES + EDGE_S) + 1, ceil(high * _STRETCHES - EDGE_S)
    return [low, *(index / _STRETCHES for index in range(first, end)), high]


def _end(circle: QRectF, half: float, angle_deg: float) -> QRectF:
    """The square around an arc's round end."""
    angle, reach = angle_deg * pi / 180.0, circle.width() / 2
    x, y = circle.center().x() + reach * cos(angle), circle.center().y() - reach * sin(angle)
    return QRectF(x - half, y - half, 2 * half, 2 * half)


def _sides(rect: QRectF) -> tuple[float, float, float, float]:
    return rect.x(), rect.y(), rect.width(), rect.height()


@lru_cache(maxsize=2 * SEGMENTS)
def _segments(sides: tuple[float, float, float, float], width: float, first: int, count: int) -> QPainterPath:
    """The outlines of the segments of a ring from `first` (counted from 0) up to `count`."""
    path, circle, half = QPainterPath(), QRectF(*sides), width / 2
    outer, inner = circle.adjusted(-half, -half, half, half), circle.adjusted(half, half, -half, -half)
    each = 360.0 / SEGMENTS
    for index in range(first, count):
        begin, turned = 90.0 - index * each - GAP_DEG / 2, GAP_DEG - each
        path.arcMoveTo(outer, begin)
        path.arcTo(outer, begin, turned)
        path.arcTo(inner, begin + turned, -turned)
        path.closeSubpath()
    return path


@lru_cache(maxsize=4 * _STRETCHES)
def _reach_of_arc(sides: tuple[float, float, float, float], low: float, high: float) -> QRectF:
    """What lies around a thin arc from `low` to `high`, turns."""
    path, circle = QPainterPath(), QRectF(*sides)
    path.arcMoveTo(circle, 90.0 - 360.0 * low)
    path.arcTo(circle, 90.0 - 360.0 * low, -360.0 * (high - low))
    return path.boundingRect()


@lru_cache(maxsize=4 * MOST_TICKS)
def _ticks(
    sides: tuple[float, float, float, float], half: float, u: float, length_s: float
) -> list[tuple[QPainterPath, QRectF]]:
    """The outlines of the ticks, one for each second; `half` is half the width of the ring's stroke, pixels."""
    circle = QRectF(*sides)
    middle, ring = circle.center(), circle.width() / 2 + half
    stroker = QPainterPathStroker(QPen(Qt.GlobalColor.black, STROKE.ring_tick * u))
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    ticks = []
    for second in range(ceil(length_s - EDGE_S)):
        angle = 2 * pi * second / length_s
        way = QPointF(sin(angle), -cos(angle))
        line = QPainterPath(middle + way * (ring + _TICK[0] * u))
        line.lineTo(middle + way * (ring + _TICK[1] * u))
        outline = stroker.createStroke(line)
        ticks.append((outline, outline.boundingRect().adjusted(-1, -1, 1, 1)))
    return ticks
