"""The figure of an exercise standing still, with or without numbered pins; for cards on the desk screens."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfcoach.domain.exercise import Exercise
from calfcoach.score.segments import SegmentKind
from calfcoach.ui.fonts import font
from calfcoach.ui.theme import Theme

if TYPE_CHECKING:
    from calfcoach.ui.figure.painter import FigurePainter


class FigureCard(QWidget):
    """Paints one exercise's figure where its first phase begins; nothing where it has none.

    Nothing is painted before `load`, so that the first frame does not wait for figures to be read.
    """

    def __init__(self, exercise: Exercise, theme: Theme, pins: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(f"{exercise.name}, side view")
        self.setMinimumSize(QSize(120, 90))
        self._pins = tuple(pins)
        self._scale = 1.0
        self._theme = theme
        self._exercise = exercise
        self._painter: FigurePainter | None = None

    def load(self) -> None:
        """Read the figure, and paint it from now on."""
        # Loaded here: reading and solving figures is no part of the first frame.
        from calfcoach.figure.files import load_figure
        from calfcoach.figure.motion import start_lift
        from calfcoach.figure.solver import solve
        from calfcoach.ui.figure.painter import FigurePainter

        exercise = self._exercise
        if exercise.figure is None or self._painter is not None:
            return
        figure = load_figure(exercise.figure)
        self._painter = FigurePainter(figure, self._theme.figure)
        self._pose = solve(figure.file, start_lift(figure.file, exercise.playback))
        self._colour = self._theme.phase(SegmentKind(exercise.playback[0].value))
        self.update()

    def set_scale(self, scale: float) -> None:
        """Scale the pins with the text around."""
        self._scale = scale
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The figure, and its pins."""
        if self._painter is None:
            return
        painter = QPainter(self)
        margin = 12 * self._scale
        view = self._painter.view(QRectF(self.rect()).adjusted(margin, margin, -margin, -margin))
        self._painter.paint(painter, view, self._pose, self._colour, guide=bool(self._pins))
        if self._pins:
            painter.setFont(font("label", self._scale))
            self._painter.paint_pins(painter, view, self._pose, self._pins, radius=12.0 * self._scale)
        painter.end()
