"""Paints numbered pins on a figure: a dot where to look, a line, and a disc with the step's number.

Refuses to know the steps' words.
"""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from calfcoach.ui.figure.canvas import Inks

_DOT = 0.28  # of the disc's radius
_LINE = 0.14
_DIGIT = 1.1  # font size


def paint_pins(painter: QPainter, pins: Iterable[tuple[QPointF, QPointF, str]], radius: float, inks: Inks) -> None:
    """Each pin: where it points, where its disc is (pixels), what the disc says. In the painter's own font."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = painter.font()
    font.setPixelSize(max(1, round(_DIGIT * radius)))
    font.setBold(True)
    painter.setFont(font)
    for point, disc, label in pins:
        painter.setPen(QPen(inks.brush("text"), _LINE * radius))
        painter.drawLine(point, disc)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inks.brush("text"))
        painter.drawEllipse(point, _DOT * radius, _DOT * radius)
        painter.drawEllipse(disc, radius, radius)
        painter.setPen(QPen(inks.brush("surface"), 1.0))
        box = QRectF(disc.x() - radius, disc.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)
    painter.restore()
