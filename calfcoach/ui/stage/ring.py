"""The ring: a solid arc for a moving phase, 20 segments for a still phase, an emptying arc for a rest.

The track and the ticks stand still and are painted once; the arc is painted in every frame. Refuses to know time:
the fraction comes from the View.
"""

from enum import StrEnum
from math import ceil, cos, floor, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from calfcoach.coach.view import EDGE_S, View
from calfcoach.score.segments import SegmentKind
from calfcoach.session.states import State
from calfcoach.ui.stage.canvas import Canvas
from calfcoach.ui.theme import STROKE

SEGMENTS = 20
GAP_DEG = 5.0
HEAD_DOT = 0.27
MOST_TICKS = 20
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


def paint_track(canvas: Canvas, style: Style, ticks_s: float) -> None:
    """Paints the track below the arc. `ticks_s` is the phase's length: one tick a second, none for 0 or above 20 s."""
    painter, ring, u = canvas.painter, canvas.grid.ring, canvas.grid.u
    colour = canvas.theme.colour("raised2")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if style is Style.STILL:
        _paint_segments(painter, _circle(canvas), colour, ring.stroke * u, 0, SEGMENTS)
    else:
        painter.setPen(QPen(colour, ring.stroke * u))
        painter.drawEllipse(_circle(canvas))
    if style is Style.MOVING and 0.0 < ticks_s <= MOST_TICKS:
        _paint_ticks(canvas, ticks_s)


def paint_arc(canvas: Canvas, style: Style, fraction: float, colour: QColor, *, head: bool) -> None:
    """The arc in the phase's colour."""
    painter, width = canvas.painter, canvas.grid.ring.stroke * canvas.grid.u
    if style is Style.STILL:
        _paint_segments(painter, _circle(canvas), colour, width, 0, lit_segments(fraction))
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    start, span = (fraction, 1.0 - fraction) if style is Style.EMPTYING else (0.0, fraction)
    if span >= 1.0:
        painter.drawEllipse(_circle(canvas))
    elif span > 0.0 or head:
        # drawArc takes 16ths of a degree, which is visibly jerky on a big ring; a path takes any angle.
        path = QPainterPath()
        path.arcMoveTo(_circle(canvas), 90.0 - 360.0 * start)
        path.arcTo(_circle(canvas), 90.0 - 360.0 * start, -360.0 * max(span, 1e-4))
        painter.drawPath(path)
    if head and style is Style.MOVING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(canvas.theme.colour("on_phase"))
        painter.drawEllipse(_on_ring(canvas, fraction, 0.0), HEAD_DOT * width, HEAD_DOT * width)


def _circle(canvas: Canvas) -> QRectF:
    ring, u = canvas.grid.ring, canvas.grid.u
    middle = canvas.point(ring.x, ring.y)
    return QRectF(middle.x() - ring.radius * u, middle.y() - ring.radius * u, 2 * ring.radius * u, 2 * ring.radius * u)


def _on_ring(canvas: Canvas, fraction: float, outside: float) -> QPointF:
    """A place on the ring, `outside` u from the middle of its stroke."""
    ring = canvas.grid.ring
    reach = (ring.radius + outside) * canvas.grid.u
    angle = 2 * pi * fraction
    return canvas.point(ring.x, ring.y) + QPointF(reach * sin(angle), -reach * cos(angle))


def _paint_segments(painter: QPainter, circle: QRectF, colour: QColor, width: float, first: int, end: int) -> None:
    if end <= first:
        return
    path = QPainterPath()
    each = 360.0 / SEGMENTS
    for index in range(first, end):
        start = 90.0 - index * each - GAP_DEG / 2
        path.arcMoveTo(circle, start)
        path.arcTo(circle, start, GAP_DEG - each)
    painter.strokePath(path, QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))


def _paint_ticks(canvas: Canvas, length_s: float) -> None:
    painter, half = canvas.painter, canvas.grid.ring.stroke / 2
    role = "border" if canvas.theme.edges else "border_strong"
    width = STROKE.ring_tick * canvas.grid.u
    painter.setPen(QPen(canvas.theme.colour(role), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for second in range(ceil(length_s - EDGE_S)):
        fraction = second / length_s
        painter.drawLine(_on_ring(canvas, fraction, half + _TICK[0]), _on_ring(canvas, fraction, half + _TICK[1]))
