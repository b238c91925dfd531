"""Brushes and pens by role, and the filling of a body's parts with them.

Refuses to know which parts there are and in which order.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTransform

from calfcoach.ui.figure.anatomy import PHASE, Part
from calfcoach.ui.figure.colours import FigureColours


class Inks:
    """What one theme's colours paint with; each brush is made once."""

    def __init__(self, colours: FigureColours) -> None:
        self.colours = colours
        self._brushes: dict[str, QBrush] = {}

    def brush(self, role: str) -> QBrush:
        """The role's brush."""
        if role not in self._brushes:
            self._brushes[role] = QBrush(self.colours.colour(role))
        return self._brushes[role]

    def pen(self, role: str, width: float, *, round_ends: bool = False) -> QPen:
        """A pen in the role's colour; `width` in the painter's units."""
        cap = Qt.PenCapStyle.RoundCap if round_ends else Qt.PenCapStyle.FlatCap
        return QPen(self.brush(role), width, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.RoundJoin)

    def paint_parts(self, painter: QPainter, base: QTransform, parts: Iterable[Part], phase: QColor) -> None:
        """Fills (or strokes) the parts one over the other; `base` leads from body heights to pixels."""
        for part in parts:
            painter.setTransform(part.place * base)
            brush = QBrush(phase) if part.role == PHASE else self.brush(part.role)
            if part.width:
                cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
                painter.strokePath(part.path, QPen(brush, part.width, Qt.PenStyle.SolidLine, cap, join))
            else:
                painter.fillPath(part.path, brush)
        painter.setTransform(base)
