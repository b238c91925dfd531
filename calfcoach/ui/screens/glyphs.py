"""Small drawn signs of the desk screens: numbered disc, phase disc, warning triangle. Drawn, never from a font."""

from functools import lru_cache
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QWidget

from calfcoach.domain.phases import Phase
from calfcoach.score.segments import SegmentKind
from calfcoach.ui.fonts import font
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.theme import STROKE


@lru_cache(8)  # it is painted with every card, and all of them have one size
def star(radius: float) -> QPainterPath:
    """A star of five points round 0, 0, one of them up."""
    corners = [
        QPointF(sin(turn * pi / 5), -cos(turn * pi / 5)) * (radius if turn % 2 == 0 else radius * 0.45)
        for turn in range(10)
    ]
    path = QPainterPath()
    path.addPolygon(QPolygonF([*corners, corners[0]]))
    return path


class NumberDisc(QWidget):
    """A number on a filled disc, as the pins on the figure have it."""

    def __init__(self, kit: Kit, number: int) -> None:
        super().__init__()
        self._kit, self._number = kit, number
        kit.size(self, width=28, height=28)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Disc and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._kit.theme.colour("accent"))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(self._kit.theme.colour("on_accent"))
        painter.setFont(font("heading", self._kit.scale * 0.9))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class PhaseDisc(QWidget):
    """A phase's shape on a disc in its colour; an outline while the phase has no time.

    The shape is missing until `load`: it comes from the stage's modules, and the first frame does not wait for them.
    """

    def __init__(self, kit: Kit, phase: Phase) -> None:
        super().__init__()
        self._kit, self._kind = kit, SegmentKind(phase.value)
        self._active = True
        self._shape: QPainterPath | None = None
        kit.size(self, width=20, height=20)

    def load(self) -> None:
        """Get the shape, and paint it from now on."""
        from calfcoach.ui.stage.shapes import UNIT, shape

        self._shape = QTransform.fromScale(1 / UNIT, 1 / UNIT).map(shape(self._kind))
        self.update()

    def set_active(self, active: bool) -> None:
        """Fill the disc, or only outline it."""
        self._active = active
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Disc and shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = self.width() / 2
        line = half * 0.1
        if self._active:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._kit.theme.phase(self._kind))
        else:
            painter.setPen(QPen(self._kit.theme.colour("border_strong"), line))
        painter.drawEllipse(QRectF(self.rect()).adjusted(line, line, -line, -line))
        if self._shape is not None:
            place = QTransform().translate(half, half).scale(half * 0.5, half * 0.5)
            colour = self._kit.theme.colour("on_phase" if self._active else "muted")
            painter.fillPath(place.map(self._shape), colour)
        painter.end()


class DoneSign(QWidget):
    """A tick on a disc."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        kit.size(self, width=36, height=36)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Disc and tick."""
        unit = self.width() / 36
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._kit.theme.phase(SegmentKind.CONTRACT))
        painter.drawEllipse(QRectF(self.rect()))
        pen = QPen(self._kit.theme.colour("on_phase"), 3.2 * unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline([QPointF(x, y) * unit for x, y in ((11.5, 18.5), (16, 23), (25, 13.5))])
        painter.end()


class WarningSign(QWidget):
    """The triangle that goes with every warning."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        kit.size(self, width=24, height=22)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Outline, stroke and dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = self.width(), self.height()
        line = STROKE.desk_warning * height / 22
        pen = QPen(self._kit.theme.colour("danger"), line)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        middle = width / 2
        painter.drawPolygon(
            QPolygonF([QPointF(middle, line), QPointF(width - line, height - line), QPointF(line, height - line)])
        )
        painter.drawLine(QPointF(middle, height * 0.40), QPointF(middle, height * 0.64))
        painter.drawPoint(QPointF(middle, height * 0.78))
        painter.end()
