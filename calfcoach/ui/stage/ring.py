"""The ring: a solid arc for a moving phase, 20 segments for a still phase, an emptying arc for a rest.

The track and the ticks stand still and are painted once; the arc is painted in every frame, as a filled outline: to
stroke a line takes Qt twice as long. Refuses to know time: the fraction comes from the View.
"""

from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, floor, pi, sin

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
"""An arc is made of so many fixed stretches of the ring: where a curve ends changes how Qt rounds all of it."""

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
    path, circle = QPainterPath(), _circle(places)
    path.arcMoveTo(circle, 90.0 - 360.0 * low)
    path.arcTo(circle, 90.0 - 360.0 * low, -360.0 * (high - low))
    around = places.grid.ring.stroke / 2 * places.grid.u
    return path.boundingRect().adjusted(-around, -around, around, around)


def paint_track(canvas: Canvas, style: Style) -> None:
    """Paints the track below the arc."""
    colour = canvas.theme.colour("raised2")
    circle, width = _circle(canvas), canvas.grid.ring.stroke * canvas.grid.u
    path = _segments(_sides(circle), width, SEGMENTS) if style is Style.STILL else _band(circle, width, 0.0, 1.0)
    canvas.painter.fillPath(path, colour)


def paint_ticks(canvas: Canvas, style: Style, length_s: float) -> None:
    """Paints a tick for each second of a moving phase, none above 20 s."""
    if style is not Style.MOVING or not 0.0 < length_s <= MOST_TICKS:
        return
    role = "border" if canvas.theme.edges else "border_strong"
    ring, u = canvas.grid.ring, canvas.grid.u
    path = _ticks(_sides(_circle(canvas)), ring.stroke / 2 * u, u, length_s)
    canvas.painter.fillPath(path, canvas.theme.colour(role))


def paint_arc(canvas: Canvas, style: Style, fraction: float, colour: QColor, *, head: bool) -> None:
    """The arc in the phase's colour."""
    painter, width = canvas.painter, canvas.grid.ring.stroke * canvas.grid.u
    circle = _circle(canvas)
    if style is Style.STILL:
        painter.fillPath(_segments(_sides(circle), width, lit_segments(fraction)), colour)
        return
    start, span = (fraction, 1.0 - fraction) if style is Style.EMPTYING else (0.0, fraction)
    if span > 0.0 or head:
        painter.fillPath(_band(circle, width, start, span), colour)
    if head and style is Style.MOVING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(canvas.theme.colour("on_phase"))
        painter.drawEllipse(_on_ring(canvas, fraction), HEAD_DOT * width, HEAD_DOT * width)


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
        path.addEllipse(outer)
        path.addEllipse(inner)
        return path
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
def _segments(sides: tuple[float, float, float, float], width: float, count: int) -> QPainterPath:
    """The outlines of the first `count` segments of a ring."""
    path, circle, half = QPainterPath(), QRectF(*sides), width / 2
    outer, inner = circle.adjusted(-half, -half, half, half), circle.adjusted(half, half, -half, -half)
    each = 360.0 / SEGMENTS
    for index in range(count):
        begin, turned = 90.0 - index * each - GAP_DEG / 2, GAP_DEG - each
        path.arcMoveTo(outer, begin)
        path.arcTo(outer, begin, turned)
        path.arcTo(inner, begin + turned, -turned)
        path.closeSubpath()
    return path


@lru_cache(maxsize=4 * MOST_TICKS)
def _ticks(sides: tuple[float, float, float, float], half: float, u: float, length_s: float) -> QPainterPath:
    """The outlines of the ticks, one for each second; `half` is half the width of the ring's stroke, pixels."""
    circle, lines = QRectF(*sides), QPainterPath()
    middle, ring = circle.center(), circle.width() / 2 + half
    for second in range(ceil(length_s - EDGE_S)):
        angle = 2 * pi * second / length_s
        way = QPointF(sin(angle), -cos(angle))
        lines.moveTo(middle + way * (ring + _TICK[0] * u))
        lines.lineTo(middle + way * (ring + _TICK[1] * u))
    stroker = QPainterPathStroker(QPen(Qt.GlobalColor.black, STROKE.ring_tick * u))
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    return stroker.createStroke(lines)
