"""The shapes of the phases, and a few other signs, as paths of half-size `UNIT` around (0, 0), y down.

Shapes are drawn, never taken from a font, so that they look the same everywhere. Refuses to know colours.
"""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QTransform

from calfcoach.score.segments import SegmentKind
from calfcoach.ui.theme import STROKE

UNIT = 100.0
"""Qt breaks curves into lines as if this unit were a pixel, so a small unit would show corners."""

Lines = tuple[tuple[tuple[float, float], ...], ...]

_ARROW_DOWN: Lines = (((0, -80), (0, 79)), ((-57, 22), (0, 80), (57, 22)))
_TWO_BARS: Lines = (((-32, -68), (-32, 68)), ((32, -68), (32, 68)))
_STANDING: Lines = (((-29, -77), (-29, 27)), ((29, -77), (29, 27)), ((-80, 78), (80, 78)))
_OPPOSITE: Lines = (
    ((-76, -36), (75, -36)),
    ((42, -70), (76, -36), (42, -2)),
    ((76, 36), (-75, 36)),
    ((-42, 2), (-76, 36), (-42, 70)),
)
_CHECK: Lines = (((-62, 6), (-18, 50), (62, -42)),)
_CROSS: Lines = (((-58, -58), (58, 58)), ((58, -58), (-58, 58)))


def _stroked(lines: Lines, width: float = STROKE.glyph * UNIT) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        path.moveTo(QPointF(*line[0]))
        for point in line[1:]:
            path.lineTo(QPointF(*point))
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    stroker.setCurveThreshold(0.02)
    return stroker.createStroke(path).simplified()


def _flipped(path: QPainterPath) -> QPainterPath:
    return QTransform.fromScale(1.0, -1.0).map(path)


def _triangle() -> QPainterPath:
    path = QPainterPath(QPointF(-45, -68))
    path.lineTo(72, 0)
    path.lineTo(-45, 68)
    path.closeSubpath()
    return path


def _crescent() -> QPainterPath:
    moon, bite = QPainterPath(), QPainterPath()
    moon.addEllipse(QPointF(0, 0), 83, 83)
    bite.addEllipse(QPointF(70, -46), 68, 68)
    return moon.subtracted(bite)


@cache
def shape(kind: SegmentKind) -> QPainterPath:
    """The shape shown beside the word of a phase or of a time around the reps."""
    if kind is SegmentKind.READY:
        return _triangle()
    if kind in (SegmentKind.REST, SegmentKind.RELAX):
        return _crescent()
    if kind in (SegmentKind.CONTRACT, SegmentKind.SQUEEZE):
        return _flipped(_stroked(_ARROW_DOWN if kind is SegmentKind.CONTRACT else _STANDING))
    lines = {
        SegmentKind.LOWER: _ARROW_DOWN,
        SegmentKind.STRETCH: _STANDING,
        SegmentKind.HOLD: _TWO_BARS,
        SegmentKind.SWITCH: _OPPOSITE,
    }
    return _stroked(lines[kind])


@cache
def check_mark() -> QPainterPath:
    """The sign for done."""
    return _stroked(_CHECK)


@cache
def cross() -> QPainterPath:
    """The sign for wrong."""
    return _stroked(_CROSS)


@cache
def two_bars() -> QPainterPath:
    """The sign for paused: two broad bars, as on a music player."""
    path = QPainterPath()
    for left in (-53, 16):
        path.addRoundedRect(QRectF(left, -66, 37, 132), 8, 8)
    return path


@cache
def square() -> QPainterPath:
    """The sign for stopped for good."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(-54, -54, 108, 108), 9, 9)
    return path


@cache
def danger() -> QPainterPath:
    """A triangle with an exclamation mark in it, all strokes."""
    outline = _stroked((((0, -80), (92, 78), (-92, 78), (0, -80)),), 19)
    outline.addPath(_stroked((((0, -20), (0, 22)),), 21))
    dot = QPainterPath()
    dot.addEllipse(QPointF(0, 50), 11.5, 11.5)
    outline.addPath(dot)
    return outline
