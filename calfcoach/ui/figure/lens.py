"""Paints the lens: the ankle in a circle, magnified, with block level and the heel's arc.

The body's parts are the figure's own. Refuses to know where on the screen a lens belongs.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from calfcoach.library.figure_models import FigureFile
from calfcoach.ui.figure import things
from calfcoach.ui.figure.anatomy import Anatomy
from calfcoach.ui.figure.inks import Inks
from calfcoach.ui.figure.pose import Pose
from calfcoach.ui.figure.stills import Stills, pixel_ratio
from calfcoach.ui.figure.view import View

RIM = 0.0222  # of the radius: 0.39 u on a lens of 17.6 u


class LensPainter:
    """Paints one figure's ankle."""

    def __init__(self, figure: FigureFile, anatomy: Anatomy, inks: Inks, stills: Stills) -> None:
        self._figure = figure
        self._anatomy = anatomy
        self._inks = inks
        self._stills = stills

    def paint(self, painter: QPainter, scale: float, middle: QPointF, radius: float, pose: Pose, phase: QColor) -> None:
        """`scale` is the figure's own, pixels a body height; `middle` and `radius` are the circle's."""
        lens = self._figure.lens
        ratio = pixel_ratio(painter)
        large = scale * lens.magnification
        middle = QPointF(round(middle.x() * ratio) / ratio, round(middle.y() * ratio) / ratio)
        x, y = lens.focus
        view = View(large, middle.x() - large * x, middle.y() + large * y).snapped(ratio)
        circle = QPainterPath()
        circle.addEllipse(middle, radius, radius)
        around = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)

        def still(inner: QPainter) -> None:
            inner.fillPath(circle, self._inks.brush("raised"))
            inner.setClipPath(circle)
            inner.setTransform(view.transform() * inner.transform())
            things.paint_floor(inner, self._figure.props.floor, self._inks)
            things.paint_guide(inner, self._figure.props.heel_guide, self._angles(), self._inks)
            if self._figure.props.block:
                things.paint_block(inner, self._figure.props.block, self._inks)

        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._stills.draw(painter, ("lens", large, radius), around, still)
        base = view.transform() * painter.transform()
        painter.setClipPath(circle, Qt.ClipOperation.IntersectClip)
        self._inks.paint_parts(painter, base, self._anatomy.far_leg(pose), phase)
        self._inks.paint_parts(painter, base, self._anatomy.near_leg(pose), phase)
        things.paint_heel_dot(painter, self._figure.props.heel_guide, pose.near_leg.foot_deg, phase, self._inks)
        painter.restore()
        self._paint_rim(painter, middle, radius)

    def _angles(self) -> tuple[float, float]:
        poses = self._figure.poses
        return poses.stretched.angles_deg.foot, poses.contracted.angles_deg.foot

    def _paint_rim(self, painter: QPainter, middle: QPointF, radius: float) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = RIM * radius
        painter.setPen(self._inks.pen("border_strong", width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius - width / 2, radius - width / 2)
        painter.restore()
