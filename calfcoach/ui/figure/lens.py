"""Paints the lens: the ankle in a circle, magnified, with block level and the heel's arc.

The body's parts are the figure's own. Refuses to know where on the screen a lens belongs.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from calfcoach.figure.limbs import PlantedLeg
from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import Pose
from calfcoach.ui.figure import things
from calfcoach.ui.figure.anatomy import Anatomy
from calfcoach.ui.figure.canvas import FigureCanvas, Inks
from calfcoach.ui.figure.stills import Stills, pixel_ratio
from calfcoach.ui.figure.view import FigureView

RIM = 0.0222  # of the radius: 0.39 u on a lens of 17.6 u


class LensPainter:
    """Paints one figure's ankle."""

    def __init__(self, figure: FigureFile, anatomy: Anatomy, inks: Inks, stills: Stills) -> None:
        self._figure = figure
        self._anatomy = anatomy
        self._inks = inks
        self._stills = stills
        props = figure.props
        self._things = {**props.behind, **props.between, **props.front}
        # A leg that only stands there would fill the lens and tells nothing.
        self._shows_far_leg = not isinstance(figure.far_side.leg, PlantedLeg)

    def paint(
        self,
        painter: QPainter,
        scale: float,
        middle: QPointF,
        radius: float,
        pose: Pose,
        phase: QColor,
        *,
        mirrored: bool,
    ) -> None:
        """`scale` and `mirrored` are the figure's own, pixels a body height; the rim lies half outside `radius`."""
        lens = self._figure.lens
        ratio = pixel_ratio(painter)
        large = scale * lens.magnification
        middle = QPointF(round(middle.x() * ratio) / ratio, round(middle.y() * ratio) / ratio)
        x, y = pose.ground.plus(*lens.focus)
        ahead = -large * x if mirrored else large * x
        view = FigureView(large, middle.x() - ahead, middle.y() + large * y, mirrored).snapped(ratio)
        rim = RIM * radius
        circle = QPainterPath()
        circle.addEllipse(middle, radius, radius)
        around = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)

        def still(inner: QPainter) -> None:
            inner.fillPath(circle, self._inks.brush("raised"))
            inner.setClipPath(circle)
            self._paint_still(FigureCanvas(inner, view.transform(), self._inks), pose)

        def edge(inner: QPainter) -> None:
            inner.strokePath(circle, QPen(self._inks.brush("border_strong"), rim))

        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._stills.draw(painter, ("lens", large, radius, mirrored), around, still)
        painter.setClipPath(circle, Qt.ClipOperation.IntersectClip)
        canvas = FigureCanvas(painter, view.transform(), self._inks, phase)
        if self._shows_far_leg:
            canvas.parts(self._anatomy.far_leg(pose))
        canvas.parts(self._anatomy.near_leg(pose))
        for name in lens.shows:
            things.paint_thing(canvas, self._things[name], pose, self._things)
        things.paint_heel(canvas, self._figure, pose)
        painter.restore()
        self._stills.draw(painter, ("rim", radius), around.adjusted(-rim, -rim, rim, rim), edge)

    def _paint_still(self, canvas: FigureCanvas, pose: Pose) -> None:
        props = self._figure.props
        things.paint_floor(canvas, props.floor)
        things.paint_arc(canvas, self._figure, pose.ground)
        if props.block:
            things.paint_block(canvas, props.block)
