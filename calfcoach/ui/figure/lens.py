"""Paints the lens: the ankle in a circle, magnified, with block level and the heel's arc.

The body's parts are the figure's own. Refuses to know where on the screen a lens belongs.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from calfcoach.figure.limbs import PlantedLeg
from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import Pose
from calfcoach.ui.figure import things
from calfcoach.ui.figure.anatomy import Anatomy
from calfcoach.ui.figure.canvas import FigureCanvas, Inks
from calfcoach.ui.figure.stills import Key, Still, Stills, on_device, painted_on, pixel_ratio, still_of
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
        self._inside: Still | None = None
        """What is inside the rim, as painted last: `_pose` and `_key` tell when that is right."""
        self._pose: Pose | None = None
        self._key: Key = ()
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
        """`scale` and `mirrored` are the figure's own, pixels a body height; the rim lies half outside `radius`.

        The lens lies on the surface, and so do the corners of the square around it.
        """
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
        device = on_device(around, ratio)
        square = QRectF(device.x() / ratio, device.y() / ratio, device.width() / ratio, device.height() / ratio)

        def edge(inner: QPainter) -> None:
            corners = QPainterPath(circle)
            corners.addRect(square)
            inner.fillPath(corners, self._inks.brush("surface"))
            inner.strokePath(circle, QPen(self._inks.brush("border_strong"), rim))

        key = (view, phase.rgb(), device.x(), device.y(), device.width(), device.height(), ratio)
        if pose is not self._pose or key != self._key:
            self._paint_inside(device, ratio, lambda inner: self._paint_ankle(inner, view, pose, phase, around))
            self._pose, self._key = pose, key
        assert self._inside is not None
        self._inside.draw(painter)
        self._stills.draw(painter, ("rim", radius), around.adjusted(-rim, -rim, rim, rim), edge)

    def _paint_inside(self, device: QRect, ratio: float, paint: Callable[[QPainter], None]) -> None:
        """Paint all that is inside the rim on a square picture: Qt leaves out early what lies outside a picture, and a
        round clip would cost as much as a third of what it clips.
        """
        if self._inside is None or self._inside.picture.size() != device.size():
            self._inside = still_of(device, ratio, lambda _: None)
        picture = self._inside.picture
        picture.setDevicePixelRatio(ratio)
        self._inside = painted_on(picture, QPointF(device.left() / ratio, device.top() / ratio), paint)

    def _paint_ankle(self, painter: QPainter, view: FigureView, pose: Pose, phase: QColor, around: QRectF) -> None:
        def still(inner: QPainter) -> None:
            inner.fillRect(around.adjusted(-2, -2, 2, 2), self._inks.brush("raised"))
            self._paint_still(FigureCanvas(inner, view.transform(), self._inks), pose)

        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        self._stills.draw(painter, ("lens", view.scale, view.mirrored), around, still)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        canvas = FigureCanvas(painter, view.transform(), self._inks, phase)
        if self._shows_far_leg:
            canvas.parts(self._anatomy.far_leg(pose))
        canvas.parts(self._anatomy.near_leg(pose))
        for name in self._figure.lens.shows:
            things.paint_thing(canvas, self._things[name], pose, self._things)
        things.paint_heel(canvas, self._figure, pose)

    def _paint_still(self, canvas: FigureCanvas, pose: Pose) -> None:
        props = self._figure.props
        things.paint_floor(canvas, props.floor)
        things.paint_arc(canvas, self._figure, pose.ground)
        if props.block:
            things.paint_block(canvas, props.block)
