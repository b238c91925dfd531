"""The figure on the stage and the lens (magnifier) beside it: their pose and colour.

The pose follows from the View. Refuses to know how a body is solved and painted: that is `calfcoach.ui.figure`.
"""

import logging
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from calfcoach.coach.view import StripPhase, View
from calfcoach.domain.exercise import Side
from calfcoach.errors import KnownError
from calfcoach.figure.files import load_figure
from calfcoach.figure.motion import lift_at, moment_at
from calfcoach.ui.figure.painter import FigurePainter
from calfcoach.ui.figure.plain import HOLD_LIFT, paint_plain, plain_start
from calfcoach.ui.figure.stills import Repeated
from calfcoach.ui.stage.canvas import Canvas, Places
from calfcoach.ui.stage.grid import Grid
from calfcoach.ui.stage.spot import RunningSpot, reach
from calfcoach.ui.theme import Theme

log = logging.getLogger(__name__)

BODY_OF_LENS = 48.6 / 17.6
"""Height of the body that the lens magnifies, in radii of the lens."""


class FigureMoment(NamedTuple):
    """A figure's place in its movement: 0 stretched to 1 contracted; and how much the other leg helps, 0 to 1."""

    lift: float
    helping: float = 0.0


class Body:
    """Paints one exercise's figure in one theme; a plain body with a bar if the exercise has no figure."""

    def __init__(self, figure_id: str | None, theme: Theme, ratio: float) -> None:
        """`ratio` is device pixels a pixel."""
        self._painter: FigurePainter | None = None
        self._ratio = ratio
        self._plain = theme.colour("border_strong")
        self._phases: tuple[tuple[StripPhase, ...], list[str]] | None = None
        """The newest strip, and the names of its phases."""
        self._scale: tuple[Grid, RunningSpot, float] | None = None
        """Device pixels a body height, of figure or lens, for the newest grid and spot."""
        self._whole = Repeated(theme.colour("surface"))
        if figure_id is None:
            return
        try:
            self._figure = load_figure(figure_id)
        except KnownError:
            log.warning("the figure %s cannot be read", figure_id, exc_info=True)
            return
        self._painter = FigurePainter(self._figure, theme.figure)

    def moment(self, view: View, *, reduced_motion: bool) -> FigureMoment:
        """The moment of the movement that a View's phase and fraction stand for."""
        phase = view.kind.value if view.kind is not None else "ready"
        if self._phases is None or self._phases[0] is not view.strip:
            self._phases = (view.strip, [each.phase.value for each in view.strip])
        phases = self._phases[1]
        if self._painter is None:
            start, hold = plain_start(phases), HOLD_LIFT
            return FigureMoment(lift_at(phase, view.fraction, start=start, hold=hold, reduced_motion=reduced_motion))
        moment = moment_at(self._figure.file, phases, phase, view.fraction, reduced_motion=reduced_motion)
        return FigureMoment(*moment)

    def moved(
        self, places: Places, spot: RunningSpot, before: FigureMoment | None, moment: FigureMoment | None
    ) -> list[QRectF]:
        """The areas, pixels, in which two moments differ by more than a part of a pixel."""
        if before is None or moment is None:
            return reach(places, spot)
        return reach(places, spot) if self._shown(places, spot, before) != self._shown(places, spot, moment) else []

    def paint(
        self,
        canvas: Canvas,
        spot: RunningSpot,
        moment: FigureMoment,
        colour: QColor,
        side: Side | None,
        touched: Callable[[QRectF], bool],
    ) -> None:
        """Paint figure and lens in one pose, where their areas are `touched`. The near leg is the working leg: the
        left one if the figure faces left.
        """
        areas = reach(canvas, spot)
        moment = self._shown(canvas, spot, moment)
        mirrored = side is Side.LEFT
        if touched(areas[0]):
            self._paint_figure(canvas, spot, moment, colour, mirrored=mirrored)
        x, y, radius = spot.lens
        if self._painter is not None and radius and touched(areas[1]):
            size = radius * canvas.grid.u
            pose, middle = self._painter.pose(*moment), canvas.point(x, y)
            scale = self._lens_scale(canvas, spot)
            self._painter.paint_lens(canvas.painter, scale, middle, size, pose, colour, mirrored=mirrored)

    def _paint_figure(
        self, canvas: Canvas, spot: RunningSpot, moment: FigureMoment, colour: QColor, *, mirrored: bool
    ) -> None:
        painter, box = self._painter, canvas.rect(spot.box)
        if painter is None:
            paint_plain(canvas.painter, box, moment.lift, self._plain, colour)
            return
        pose, view, guide = painter.pose(*moment), painter.view(box, mirrored=mirrored), spot.lens[2] == 0
        self._whole.draw(
            canvas.painter,
            (moment, colour.rgb(), view, guide),
            view.rect(self._figure.file.frame).adjusted(-2, -2, 2, 2),
            lambda on: painter.paint(on, view, pose, colour, guide=guide),
        )

    def _shown(self, places: Places, spot: RunningSpot, moment: FigureMoment) -> FigureMoment:
        """The nearest moment that the larger one, figure or lens, can show as another one."""
        if self._painter is None:
            return moment
        if self._scale is None or self._scale[0] is not places.grid or self._scale[1] is not spot:
            figure = self._painter.view(places.rect(spot.box)).scale
            lens = self._lens_scale(places, spot) * self._figure.file.lens.magnification
            self._scale = (places.grid, spot, max(figure, lens) * self._ratio)
        return FigureMoment(*self._painter.steps.rounded(*moment, self._scale[2]))

    @staticmethod
    def _lens_scale(places: Places, spot: RunningSpot) -> float:
        """Pixels a body height of the body that the lens magnifies."""
        # Not the figure's own scale, which shrinks to make room for warnings.
        return spot.lens[2] * places.grid.u * BODY_OF_LENS
