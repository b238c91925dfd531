"""Paints the lens: the ankle in a circle, magnified, with block level and the heel's arc.

The body's parts are the figure's own. Refuses to know where on the screen a lens belongs.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from calfcoach.figure.pose import Pose
from calfcoach.ui.figure.canvas import FigureCanvas, Inks
from calfcoach.ui.figure.moving_parts import MovingParts
from calfcoach.ui.figure.quarters import QuarterPictures
from calfcoach.ui.figure.stills import Key, Still, Stills, on_device, painted_on, pixel_ratio, still_of
from calfcoach.ui.figure.view import FigureView

RIM = 0.0222  # of the radius: 0.39 u on a lens of 17.6 u


class LensPainter:
    """Paints one figure's ankle."""

    def __init__(self, moving: MovingParts, inks: Inks, stills: Stills, pictures: QuarterPictures) -> None:
        self._moving = moving
        self._figure = moving.figure.file
        self._inks = inks
        self._stills = stills
        self._pictures = pictures
        self._whole: Still | None = None
        """The lens as painted last: `_pose` and `_key` tell when that is right."""
        self._pose: Pose | None = None
        self._key: Key = ()

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
        circle = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        around = circle.adjusted(-rim, -rim, rim, rim)
        device = on_device(around, ratio)
        key = (view, phase.rgb(), device.x(), device.y(), device.width(), device.height(), ratio)

        def paint(inner: QPainter) -> None:
            self._paint_ankle(inner, view, pose, phase, around)
            self._paint_rim(inner, circle, around, rim)

        if pose is not self._pose or key != self._key:
            self._paint_all(device, ratio, paint)
            self._pose, self._key = pose, key
        assert self._whole is not None
        self._whole.draw(painter)

    def _paint_all(self, device: QRect, ratio: float, paint: Callable[[QPainter], None]) -> None:
        """Paint the lens on a square picture: Qt leaves out early what lies outside a picture, and a round clip would
        cost as much as a third of what it clips.
        """
        if self._whole is None or self._whole.picture.size() != device.size():
            self._whole = still_of(device, ratio, lambda _: None, self._inks.brush("surface").color())
        picture = self._whole.picture
        picture.setDevicePixelRatio(ratio)
        self._whole = painted_on(picture, QPointF(device.left() / ratio, device.top() / ratio), paint)

    def _paint_ankle(self, painter: QPainter, view: FigureView, pose: Pose, phase: QColor, around: QRectF) -> None:
        to_pixels = view.transform()

        def behind(inner: QPainter) -> None:
            for sketch in self._moving.behind_lens(pose):
                sketch.paint(FigureCanvas(inner, to_pixels, self._inks))

        key, raised = ("lens", view.scale, view.mirrored, around.x(), around.y()), self._inks.brush("raised").color()
        self._stills.draw(painter, key, around, behind, raised)
        self._moving.of_lens(pose).paint(FigureCanvas(painter, to_pixels, self._inks, phase, self._pictures))

    def _paint_rim(self, painter: QPainter, circle: QRectF, around: QRectF, rim: float) -> None:
        """The rim, and the surface in the corners outside it."""

        def edge(inner: QPainter) -> None:
            path = QPainterPath()
            path.addEllipse(circle)
            corners = QPainterPath(path)
            corners.addRect(around.adjusted(-1, -1, 1, 1))
            inner.fillPath(corners, self._inks.brush("surface"))
            inner.strokePath(path, QPen(self._inks.brush("border_strong"), rim))

        self._stills.draw(painter, ("rim", rim), around, edge)
