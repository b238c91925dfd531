"""Fills and strokes paths given in body heights, in the colours of roles.

Every path is mapped to pixels before the painter sees it: Qt flattens a curve ten times slower when it is
small and the painter's transform large (measured: 200 µs instead of 17 µs for a leg). Refuses to know which
paths there are.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QTransform

from calfcoach.ui.figure.colours import FigureColours

PHASE = "phase"  # the role of what is painted in the running phase's colour
_FLAT, _ROUND = Qt.PenCapStyle.FlatCap, Qt.PenCapStyle.RoundCap


HERE = QTransform()
"""The place of what is not moved."""


class Part(NamedTuple):
    """One thing to fill, or to stroke when it has a width (body heights)."""

    path: QPainterPath
    place: QTransform
    role: str
    width: float = 0.0
    round_ends: bool = True
    dash: Sequence[float] | None = None


class Shapes(Protocol):
    """What takes shapes in body heights: a canvas, which paints them at once, or a sketch."""

    def fill(self, path: QPainterPath, role: str) -> None:
        """Fills a path."""

    def stroke(
        self,
        path: QPainterPath,
        role: str,
        width: float,
        *,
        round_ends: bool = False,
        dash: Sequence[float] | None = None,
    ) -> None:
        """Strokes a path, `width` and the dash's two lengths in body heights."""


class Inks:
    """What one theme's colours paint with; each brush is made once."""

    def __init__(self, colours: FigureColours) -> None:
        self._colours = colours
        self._brushes: dict[str, QBrush] = {}

    def brush(self, role: str) -> QBrush:
        """The role's brush."""
        if role not in self._brushes:
            self._brushes[role] = QBrush(self._colours.colour(role))
        return self._brushes[role]


class FigureCanvas:
    """A painter whose coordinates are pixels, and the way from body heights (y up) to them."""

    def __init__(self, painter: QPainter, base: QTransform, inks: Inks, phase: QColor | None = None) -> None:
        self.painter = painter
        self._base = base
        self._inks = inks
        self._scale = abs(base.m11())
        self._phase = QBrush(phase) if phase is not None else None

    def brush(self, role: str) -> QBrush:
        """The role's brush, `PHASE` being the running phase's."""
        return self._phase if role == PHASE and self._phase is not None else self._inks.brush(role)

    def fill(self, path: QPainterPath, role: str) -> None:
        """Fills a path."""
        self.painter.fillPath(self._base.map(path), self.brush(role))

    def stroke(
        self,
        path: QPainterPath,
        role: str,
        width: float,
        *,
        round_ends: bool = False,
        dash: Sequence[float] | None = None,
    ) -> None:
        """Strokes a path, `width` and the dash's two lengths in body heights."""
        self.painter.strokePath(self._base.map(path), self._pen(role, width, round_ends=round_ends, dash=dash))

    def parts(self, parts: Iterable[Part]) -> None:
        """Fills (or strokes) the parts, one over the other."""
        painter, base = self.painter, self._base
        for path, place, role, width, round_ends, dash in parts:
            placed = path * (base if place is HERE else place * base)  # half the time of `map`, which takes many types
            if width:
                painter.strokePath(placed, self._pen(role, width, round_ends=round_ends, dash=dash))
            else:
                painter.fillPath(placed, self.brush(role))

    def _pen(self, role: str, width: float, *, round_ends: bool, dash: Sequence[float] | None) -> QPen:
        cap = _ROUND if round_ends else _FLAT
        pen = QPen(self.brush(role), width * self._scale, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.RoundJoin)
        if dash:
            pen.setDashPattern([length / width for length in dash])
        return pen
