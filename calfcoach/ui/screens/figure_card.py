"""The still figure of an exercise, with or without numbered pins, for cards on the desk screens."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calfcoach.domain.phases import Phase
from calfcoach.score.segments import SegmentKind
from calfcoach.texts import text
from calfcoach.ui.figure.plain import HOLD_LIFT, paint_plain, plain_start
from calfcoach.ui.fonts import font
from calfcoach.ui.screens.kit import Kit

if TYPE_CHECKING:
    from calfcoach.figure.files import Figure
    from calfcoach.ui.figure.stills import Stills


class HasFigure(Protocol):
    """What is asked of an exercise: one that is listed answers it too."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def figure(self) -> str | None:
        """The id of its figure."""

    @property
    def playback(self) -> tuple[Phase, ...]:
        """The phases of one rep in the order they are performed."""


class FigureCard(QWidget):
    """Paints one exercise's figure at the start of its first phase; a plain body with a bar where it has no figure.

    Nothing is painted before `load`, so that the window's first frame does not wait for figures. After that, a
    figure is read when its card is first visible, one figure for each Qt event, since a library has many.
    """

    def __init__(self, kit: Kit, exercise: HasFigure, pins: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(text("{exercise}, seen from the side", exercise=exercise.name))
        self.setMinimumSize(QSize(120, 90))
        self._pins = tuple(pins)
        self._kit, self._exercise = kit, exercise
        self._figure: Figure | None = None
        self._wanted = False
        self.stills: Stills | None = None
        """Pictures that are shared with other cards: of hundreds of exercises many have the same figure."""
        self.is_loaded = False
        """Whether the figure may be painted, because the window's first frame has been shown."""
        phases = [phase.value for phase in exercise.playback]
        self._phase, self.lift = phases[0], plain_start(phases)
        self._theme = kit.theme
        """The theme that the painter was made for."""
        kit.follow(self, lambda _scale: self.update())

    def load(self) -> None:
        """Read the figure as soon as the card is visible, and paint it from then on."""
        self._wanted = self._figure is None and self._exercise.figure is not None
        self.is_loaded = True
        self.update()

    @property
    def is_read(self) -> bool:
        """Whether there is something to paint: the figure, or a plain body where the exercise has no figure."""
        return self._figure is not None or (self.is_loaded and self._exercise.figure is None)

    def pose_at(self, phase: str, fraction: float) -> None:
        """Show a moment of a rep in the colour of its phase; do nothing before the figure is read."""
        from calfcoach.figure.motion import lift_at, moment_at
        from calfcoach.figure.solver import solve

        phases = [each.value for each in self._exercise.playback]
        self._phase = phase
        if self._figure is None:
            self.lift = lift_at(phase, fraction, start=plain_start(phases), hold=HOLD_LIFT)
        else:
            self.lift, helping = moment_at(self._figure.file, phases, phase, fraction)
            self._pose = solve(self._figure.file, self.lift, helping)
        self.update()

    def read(self) -> None:
        """Read the figure now; do nothing if it is read already or the exercise has none."""
        # Imported here, so that the window's first frame does not wait for these modules.
        from calfcoach.figure.files import load_figure
        from calfcoach.figure.motion import start_lift
        from calfcoach.figure.solver import solve

        exercise = self._exercise
        if exercise.figure is None or self._figure is not None:
            return
        self._figure = load_figure(exercise.figure)
        self._pose = solve(self._figure.file, start_lift(self._figure.file, exercise.playback))
        self._make_painter(self._figure)
        self.update()

    def _make_painter(self, figure: "Figure") -> None:
        from calfcoach.ui.figure.painter import FigurePainter

        self._theme = self._kit.theme
        self._painter = FigurePainter(figure, self._theme.figure)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The figure, and its pins."""
        if self._figure is None:
            if self._wanted:
                self._wanted = False
                QTimer.singleShot(0, self, self.read)
            elif self._exercise.figure is None:
                self._paint_plain()
            return
        if self._theme is not self._kit.theme:
            self._make_painter(self._figure)
        painter = QPainter(self)
        if self.stills is None:
            self._paint_figure(painter)
        else:
            key = (self._exercise.figure, self._theme.name, self._phase, self._kit.scale, self._pose)
            self.stills.draw(painter, key, QRectF(self.rect()), self._paint_figure)
        painter.end()

    def _paint_figure(self, painter: QPainter) -> None:
        scale = self._kit.scale
        colour = self._theme.phase(SegmentKind(self._phase))
        margin = 12 * scale
        view = self._painter.view(QRectF(self.rect()).adjusted(margin, margin, -margin, -margin))
        self._painter.paint(painter, view, self._pose, colour, guide=bool(self._pins))
        if self._pins:
            painter.setFont(font("label", scale))
            self._painter.paint_pins(painter, view, self._pose, self._pins, radius=12.0 * scale)

    def _paint_plain(self) -> None:
        painter, theme, margin = QPainter(self), self._kit.theme, 18 * self._kit.scale
        room = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        bar = theme.phase(SegmentKind(self._phase))
        paint_plain(painter, room, self.lift, theme.colour("border_strong"), bar)
        painter.end()
