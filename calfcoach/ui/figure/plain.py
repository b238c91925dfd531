"""A plain body with a bar, for an exercise that has no figure of its own: the bar goes up and down with the phase.

It shows where the lift is, and claims nothing about how the exercise is done. Refuses to know which exercise it is.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

HOLD_LIFT = 0.5
"""Where the bar is in a hold: nobody has said where it belongs."""

_WIDEST = 0.95  # of the height
_LIMB, _BAR, _HEAD = 0.07, 0.035, 0.075
_HIPS, _SHOULDERS = 0.55, 0.25
_BAR_AT = (0.52, 0.06)  # lowered, lifted


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
    painter.setPen(QPen(body, _LIMB * high, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(at(0, _SHOULDERS), at(0, _HIPS))
    for side in (-1, 1):
        painter.drawLine(at(0, _HIPS), at(side * 0.1, 1 - _LIMB / 2))
        painter.drawLine(at(0, _SHOULDERS), at(side * 0.2, bar_y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(body)
    painter.drawEllipse(at(0, _SHOULDERS - 0.12), _HEAD * high, _HEAD * high)
    painter.setPen(QPen(bar, _BAR * high, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(at(-0.42, bar_y), at(0.42, bar_y))
    painter.setPen(QPen(bar, _LIMB * high, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for side in (-1, 1):
        painter.drawLine(at(side * 0.38, bar_y - 0.06), at(side * 0.38, bar_y + 0.06))
    painter.restore()
