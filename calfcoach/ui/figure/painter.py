"""Paints a figure in a pose: what stands still from a kept picture, the rest anew in every frame.

Pixels are device-independent; the painter given in may be shifted but not scaled, so that a kept picture
lands on whole pixels. Refuses to know time: the pose and the phase's colour come from outside.
"""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from calfcoach.figure.files import Figure
from calfcoach.figure.geometry import Point
from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import Pose
from calfcoach.figure.steps import LiftSteps
from calfcoach.ui.figure import things
from calfcoach.ui.figure.canvas import FigureCanvas, Inks
from calfcoach.ui.figure.colours import FigureColours
from calfcoach.ui.figure.lens import LensPainter
from calfcoach.ui.figure.moving_parts import moving_parts
from calfcoach.ui.figure.pins import paint_pins
from calfcoach.ui.figure.quarters import QuarterPictures
from calfcoach.ui.figure.sketch import stills_of
from calfcoach.ui.figure.stills import Stills, pixel_ratio
from calfcoach.ui.figure.view import FigureView, fit

_KEPT = 6  # a stage, its lens and an audience window, each before and after a change of size
PIN_RADIUS = 12.0  # pixels


class FigurePainter:
    """Paints one figure in one theme's colours."""

    def __init__(self, figure: Figure, colours: FigureColours) -> None:
        self._file = figure.file
        self._moving = moving_parts(figure)
        self._inks = Inks(colours)
        self._stills = Stills(_KEPT)
        self._pictures = QuarterPictures()
        self._lens = LensPainter(self._moving, self._inks, self._stills, self._pictures)
        props = figure.file.props
        self._things = {**props.behind, **props.between, **props.front}

    @property
    def file(self) -> FigureFile:
        """What is painted."""
        return self._file

    def view(self, rect: QRectF, *, mirrored: bool = False) -> FigureView:
        """Where the figure lies when it stands on the lower edge of `rect`; see `view.fit`."""
        return fit(self._file.frame, rect, mirrored=mirrored)

    def pose(self, lift: float, helping: float = 0.0) -> Pose:
        """The pose at a lift, as `solve` has it; painters of the same figure share it, and what belongs to it."""
        return self._moving.pose(lift, helping)

    @property
    def steps(self) -> LiftSteps:
        """How finely the figure's movement is divided."""
        return self._moving.steps

    def paint(self, painter: QPainter, view: FigureView, pose: Pose, phase: QColor, *, guide: bool = False) -> None:
        """The whole figure; `guide` adds block level and heel arc, for where there is no lens."""
        view = view.snapped(pixel_ratio(painter))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_still(painter, view, pose, guide)
        canvas = FigureCanvas(painter, view.transform(), self._inks, phase, self._pictures)
        self._moving.of_figure(pose, guide=guide).paint(canvas)
        painter.restore()

    def paint_lens(
        self,
        painter: QPainter,
        scale: float,
        middle: QPointF,
        radius: float,
        pose: Pose,
        phase: QColor,
        *,
        mirrored: bool = False,
    ) -> None:
        """The ankle in a circle of `radius` pixels; `scale` and `mirrored` are those of the figure's own view."""
        self._lens.paint(painter, scale, middle, radius, pose, phase, mirrored=mirrored)

    def paint_pins(
        self,
        painter: QPainter,
        view: FigureView,
        pose: Pose,
        pins: Iterable[tuple[str, str]],
        *,
        radius: float = PIN_RADIUS,
    ) -> None:
        """Pins by marker name and label. A name the figure has no marker for is left out."""
        markers = self._file.markers
        placed = [
            (at, at.plus(*markers[name].label), label)
            for name, label in pins
            if name in markers
            for at in [self.marker(name, pose)]
        ]
        paint_pins(painter, [(view.point(a), view.point(b), label) for a, b, label in placed], radius, self._inks)

    def marker(self, name: str, pose: Pose) -> Point:
        """Where the marker's dot is in a pose, body heights; KeyError for an unknown name."""
        marker = self._file.markers[name]
        thing = self._things.get(marker.at)
        base = pose.joint(marker.at) if thing is None else things.centre(thing, pose)
        return base.plus(*marker.offset)

    def _paint_still(self, painter: QPainter, view: FigureView, pose: Pose, guide: bool) -> None:
        self._stills.draw_all(
            painter,
            ("figure", view, guide),
            lambda ratio: stills_of(self._moving.behind(pose, guide=guide), view.transform(), self._inks, ratio),
        )
