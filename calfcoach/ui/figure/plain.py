"""A plain body with a bar, for an exercise that has no figure of its own: the bar goes up and down with the phase.

It shows where the lift is, and claims nothing about how the exercise is done. Refuses to know which exercise it is.
"""

from collections.abc import Sequence
from math import hypot, sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

HOLD_LIFT = 0.5
"""Where the bar is in a hold: nobody has said where it belongs."""

_WIDEST = 0.95  # of the height
_LIMB, _BAR, _HEAD = 0.06, 0.03, 0.06
_HEAD_AT, _SHOULDERS_AT, _HIPS_AT = 0.185, 0.31, 0.59
_SHOULDERS, _HIPS, _FEET, _GRIP = 0.085, 0.045, 0.1, 0.22  # half as wide as what they name
_HALF_ARM = 0.17
_PLATE = 0.06  # half as high as a plate, its round ends apart
_BAR_AT = (0.62, _PLATE + _LIMB / 2)  # lowered, lifted: the plates end at the top of the room


def plain_start(phases: Sequence[str]) -> float:
    """Where the bar waits, given the names of a rep's phases in order: where the first one begins."""
    first = phases[0] if phases else "lower"
    return 1.0 if first in ("lower", "squeeze") else HOLD_LIFT if first == "hold" else 0.0


def paint_plain(painter: QPainter, room: QRectF, lift: float, body: QColor, bar: QColor) -> None:
    """Paint it as large as it fits into `room`, its feet on the lower edge; `lift` is 0 lowered to 1 lifted."""
    high = min(room.height(), room.width() / _WIDEST)
    origin = QPointF(room.center().x(), room.bottom() - high)

    def at(x: float, y: float) -> QPointF:
        return origin + QPointF(x * high, y * high)

    bar_y = _BAR_AT[0] + (_BAR_AT[1] - _BAR_AT[0]) * lift
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(body, _LIMB * high, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    trunk = [(-_SHOULDERS, _SHOULDERS_AT), (_SHOULDERS, _SHOULDERS_AT), (_HIPS, _HIPS_AT), (-_HIPS, _HIPS_AT)]
    painter.setBrush(body)
    painter.drawPolygon([at(x, y) for x, y in trunk])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for side in (-1, 1):
        painter.drawLine(at(side * _HIPS, _HIPS_AT), at(side * _FEET, 1 - _LIMB / 2))
        elbow_x, elbow_y = _elbow(bar_y)
        painter.drawPolyline(
            [at(side * _SHOULDERS, _SHOULDERS_AT), at(side * elbow_x, elbow_y), at(side * _GRIP, bar_y)]
        )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(body)
    painter.drawEllipse(at(0, _HEAD_AT), _HEAD * high, _HEAD * high)
    painter.setPen(QPen(bar, _BAR * high, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(at(-0.42, bar_y), at(0.42, bar_y))
    painter.setPen(QPen(bar, _LIMB * high, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for side in (-1, 1):
        painter.drawLine(at(side * 0.38, bar_y - _PLATE), at(side * 0.38, bar_y + _PLATE))
    painter.restore()


def _elbow(bar_y: float) -> tuple[float, float]:
    """Where the elbow is, out from the middle and down: both halves of the arm keep their length."""
    across, down = _GRIP - _SHOULDERS, bar_y - _SHOULDERS_AT
    apart = hypot(across, down)
    bent = sqrt(max(_HALF_ARM**2 - apart**2 / 4, 0.0)) / apart
    return (_SHOULDERS + _GRIP) / 2 - bent * down, (_SHOULDERS_AT + bar_y) / 2 + bent * across
