"""The figure on the stage and the lens (magnifier) beside it: their pose and colour.

The pose follows from the View. Refuses to know how a body is solved and painted: that is `calfcoach.ui.figure`.
"""

import logging
from typing import NamedTuple

from PySide6.QtGui import QColor

from calfcoach.coach.view import View
from calfcoach.domain.exercise import Side
from calfcoach.errors import KnownError
from calfcoach.figure.files import load_figure
from calfcoach.figure.motion import lift_at, moment_at
from calfcoach.figure.pose import Pose
from calfcoach.figure.solver import solve
from calfcoach.ui.figure.painter import FigurePainter
from calfcoach.ui.figure.plain import HOLD_LIFT, paint_plain, plain_start
from calfcoach.ui.stage.canvas import Canvas
from calfcoach.ui.stage.spot import RunningSpot
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

    def __init__(self, figure_id: str | None, theme: Theme) -> None:
        self._painter: FigurePainter | None = None
        self._plain = theme.colour("border_strong")
        self._solved: tuple[FigureMoment, Pose] | None = None
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
        phases = [each.phase.value for each in view.strip]
        if self._painter is None:
            start, hold = plain_start(phases), HOLD_LIFT
            return FigureMoment(lift_at(phase, view.fraction, start=start, hold=hold, reduced_motion=reduced_motion))
        moment = moment_at(self._figure.file, phases, phase, view.fraction, reduced_motion=reduced_motion)
        return FigureMoment(*moment)

    def paint(self, canvas: Canvas, spot: RunningSpot, moment: FigureMoment, colour: QColor, side: Side | None) -> None:
        """Paint figure and lens in one pose. The near leg is the working leg: the left one if the figure faces left."""
        if self._painter is None:
            paint_plain(canvas.painter, canvas.rect(spot.box), moment.lift, self._plain, colour)
            return
        pose = self._pose(moment)
        mirrored = side is Side.LEFT
        view = self._painter.view(canvas.rect(spot.box), mirrored=mirrored)
        x, y, radius = spot.lens
        self._painter.paint(canvas.painter, view, pose, colour, guide=radius == 0)
        if radius:
            size = radius * canvas.grid.u
            scale = size * BODY_OF_LENS  # not the figure's own scale, which shrinks to make room for warnings
            middle = canvas.point(x, y)
            self._painter.paint_lens(canvas.painter, scale, middle, size, pose, colour, mirrored=mirrored)

    def _pose(self, moment: FigureMoment) -> Pose:
        if self._solved is None or self._solved[0] != moment:
            self._solved = (moment, solve(self._figure.file, *moment))
        return self._solved[1]
