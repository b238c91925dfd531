"""Fills and strokes paths given in body heights, in the colours of roles.

Every path is mapped to pixels before the painter sees it: Qt flattens a curve ten times slower when it is
small and the painter's transform large (measured: 200 µs instead of 17 µs for a leg). What does not turn is copied
from pictures: 2 µs instead of 12 µs for a path as large as a forearm. Refuses to know which paths there are.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QTransform

from calfcoach.ui.figure.colours import FigureColours
from calfcoach.ui.figure.elements import HERE, PHASE, Bar, Element, PlacedRigid, Rigid, area_on
from calfcoach.ui.figure.quarters import QuarterPictures
from calfcoach.ui.figure.stills import Still, on_device, pixel_ratio, still_of

_FLAT, _ROUND = Qt.PenCapStyle.FlatCap, Qt.PenCapStyle.RoundCap


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
    """A painter whose coordinates are pixels, and the way from body heights (y up) to them.

    With `pictures`, rigid parts are copied from there, at the nearest quarter of a device pixel.
    """

    def __init__(
        self,
        painter: QPainter,
        base: QTransform,
        inks: Inks,
        phase: QColor | None = None,
        pictures: QuarterPictures | None = None,
    ) -> None:
        self.painter = painter
        self._base = base
        self._inks = inks
        self._scale = abs(base.m11())
        self._phase = QBrush(phase) if phase is not None else None
        self._pictures = pictures
        self._ratio = pixel_ratio(painter)

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

    def bar(self, start: tuple[float, float], end: tuple[float, float], role: str, width: float) -> None:
        """Strokes a straight line with flat ends."""
        self.painter.setPen(self._pen(role, width, round_ends=False, dash=None))
        self.painter.drawLine(self._base.map(QLineF(*start, *end)))

    def place(self, rigid: Rigid, at: tuple[float, float]) -> None:
        """Paints rigid parts."""
        base = self._base
        if self._pictures is None:
            there = QTransform.fromTranslate(*at) * base
            FigureCanvas(self.painter, there, self._inks).elements(rigid.parts)
            return
        x, y = base.m11() * at[0] + base.dx(), base.m22() * at[1] + base.dy()
        key = (rigid, base.m11())
        self._pictures.draw(self.painter, key, (x, y), self._ratio, partial(self._picture_of, rigid))

    def elements(self, elements: Iterable[Element]) -> None:
        """Paints them, one over the other."""
        painter, base = self.painter, self._base
        for element in elements:
            if isinstance(element, PlacedRigid):
                self.place(*element)
                continue
            if isinstance(element, Bar):
                self.bar(*element)
                continue
            path, place, role, width, round_ends, dash = element
            placed = path * (base if place is HERE else place * base)  # half the time of `map`, which takes many types
            if width:
                painter.strokePath(placed, self._pen(role, width, round_ends=round_ends, dash=dash))
            else:
                painter.fillPath(placed, self.brush(role))

    def _picture_of(self, rigid: Rigid, x: float, y: float) -> Still:
        """Rigid parts about a place in pixels."""
        base = QTransform(self._base.m11(), 0.0, 0.0, self._base.m22(), x, y)
        device = on_device(area_on(base, rigid.bounds), self._ratio)
        return still_of(device, self._ratio, lambda inner: FigureCanvas(inner, base, self._inks).elements(rigid.parts))

    def _pen(self, role: str, width: float, *, round_ends: bool, dash: Sequence[float] | None) -> QPen:
        cap = _ROUND if round_ends else _FLAT
        pen = QPen(self.brush(role), width * self._scale, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.RoundJoin)
        if dash:
            pen.setDashPattern([length / width for length in dash])
        return pen
