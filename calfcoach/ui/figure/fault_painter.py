"""Paints the right way and a fault of one figure, for two places side by side: as large, and standing alike.

A fault of the foot has the ankle in a lens beside it, where the difference is. Pixels are device-independent;
refuses to know words, themes and where on a screen this is.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from calfcoach.figure.faults import beside, wrong_figure
from calfcoach.figure.files import Figure
from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import Pose
from calfcoach.figure.solver import solve
from calfcoach.figure.wrong import WrongPose
from calfcoach.ui.figure.colours import FigureColours
from calfcoach.ui.figure.fault_marks import paint_cross, paint_fast, paint_ring, paint_to_and_fro
from calfcoach.ui.figure.painter import FigurePainter
from calfcoach.ui.figure.stills import Stills
from calfcoach.ui.figure.view import FigureView

_LENS = 0.30  # its radius, of the height of the place, where there is room beside the figure
_LEAST_LENS = 0.2
_GAP = 0.04  # of the place's height, between figure and lens
_IN_FRONT = 0.35  # of the cross, over the figure: enough to be crossed out, and to be seen all the same
_LOOK = 0.062  # body heights: the ring around what is wrong
_BODY_OF_LENS = 48.6 / 17.6  # as on the stage: height of the magnified body in radii of the lens
_KEPT = 2  # pictures of the cross: before and after a change of size
_OF_FOOT = ("ball", "heel", "ankle", "toe")


@dataclass(frozen=True)
class FaultMoment:
    """Where a figure is in its movement: lift and help as `figure.motion` has them; the phase's colour; faces left."""

    lift: float
    helping: float
    phase: QColor
    mirrored: bool = False


class FaultPainter:
    """One fault of one figure in one theme's colours. `danger` is what a fault is crossed out with."""

    def __init__(self, figure: Figure, wrong: WrongPose, colours: FigureColours, danger: QColor) -> None:
        changed = wrong_figure(figure, wrong)
        self._wrong, self._danger, self._edge = wrong, danger, colours.colour("surface")
        self._stills = Stills(_KEPT)
        self._right_painter = FigurePainter(beside(figure, changed), colours)
        self._wrong_painter = FigurePainter(changed, colours)

    @property
    def _needs_lens(self) -> bool:
        """Whether the fault is in the foot, and not in how the body is held."""
        return self._wrong.bounce is not None or self._wrong.within is not None or self._wrong.look_at in _OF_FOOT

    def paint_right(self, painter: QPainter, place: QRectF, moment: FaultMoment) -> None:
        """The right way in its place."""
        self._paint(painter, self._right_painter, place, moment)

    def paint_wrong(self, painter: QPainter, place: QRectF, moment: FaultMoment) -> None:
        """The fault in its place, crossed out, with its marks: the cross lies behind it and shines through it."""
        file, ink, edge = self._wrong_painter.file, self._danger, self._edge
        pose = solve(file, moment.lift, moment.helping)
        room, lens = self._split(file, place)
        view = self._wrong_painter.view(room, mirrored=moment.mirrored)
        if lens is not None:
            view = _lens_view(file, pose, *lens, mirrored=moment.mirrored)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._cross(painter, place)
        self._paint(painter, self._wrong_painter, place, moment)
        painter.setOpacity(_IN_FRONT)
        self._cross(painter, place)
        painter.setOpacity(1.0)
        if self._wrong.within is not None:
            paint_fast(painter, file, pose, view, ink, edge)
        if self._wrong.bounce is not None:
            paint_to_and_fro(painter, file, pose, view, ink, edge)
        if self._wrong.look_at is not None:
            paint_ring(painter, view.point(pose.joint(self._wrong.look_at)), _LOOK * view.scale, ink, edge)
        painter.restore()

    def _cross(self, painter: QPainter, place: QRectF) -> None:
        self._stills.draw(painter, ("cross",), place, lambda inner: paint_cross(inner, place, self._danger))

    def _paint(self, painter: QPainter, figure: FigurePainter, place: QRectF, moment: FaultMoment) -> None:
        room, lens = self._split(figure.file, place)
        pose = solve(figure.file, moment.lift, moment.helping)
        view = figure.view(room, mirrored=moment.mirrored)
        figure.paint(painter, view, pose, moment.phase, guide=lens is None)
        if lens is not None:
            middle, radius = lens
            scale = radius * _BODY_OF_LENS
            figure.paint_lens(painter, scale, middle, radius, pose, moment.phase, mirrored=moment.mirrored)

    def _split(self, file: FigureFile, place: QRectF) -> tuple[QRectF, tuple[QPointF, float] | None]:
        """The figure's room, and middle and radius of the lens beside it, if the foot matters and there is room."""
        if not self._needs_lens:
            return place, None
        gap = _GAP * place.height()
        (left, right), (bottom, top) = file.frame.x, file.frame.y
        wide = place.height() * (right - left) / (top - bottom)
        radius = min((place.width() - wide - gap) / 2, _LENS * place.height())
        if radius < _LEAST_LENS * place.height():
            radius = _LEAST_LENS * place.height()
        if place.width() < 5 * radius:
            return place, None
        room = place.adjusted(0, 0, -(2 * radius + gap), 0)
        return room, (QPointF(place.right() - radius, place.bottom() - radius - gap), radius)


def _lens_view(file: FigureFile, pose: Pose, middle: QPointF, radius: float, *, mirrored: bool) -> FigureView:
    """Where the figure lies that is seen in a lens, as the lens itself has it."""
    scale = radius * _BODY_OF_LENS * file.lens.magnification
    x, y = pose.ground.plus(*file.lens.focus)
    return FigureView(scale, middle.x() - (-scale if mirrored else scale) * x, middle.y() + scale * y, mirrored)
