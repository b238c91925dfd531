"""The figure of the set-up: it repeats one rep at the chosen tempo.

It moves only while it is visible, and never with reduced motion or in an exercise without a moving phase.
Refuses to know how a body is solved and painted.
"""

from collections.abc import Callable, Iterable
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.floors import phase_lengths
from calfcoach.domain.phases import MOVEMENTS
from calfcoach.domain.plan import PlannedExercise
from calfcoach.ui.screens.figure_card import FigureCard
from calfcoach.ui.screens.kit import Kit

FRAME_MS = 50
"""Twenty frames a second are smooth enough for a movement that takes seconds; the stage has sixty."""


class MovingFigure(FigureCard):
    """A figure card that moves. `seconds_now` is any clock that only goes forward."""

    def __init__(
        self,
        kit: Kit,
        exercise: Exercise,
        pins: Iterable[tuple[str, str]] = (),
        *,
        still: bool = False,
        seconds_now: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(kit, exercise, pins)
        self._still, self._seconds_now = still, seconds_now
        self._phases: list[tuple[str, float]] = []
        self._began_s = seconds_now()
        self._shown: tuple[str, float] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.frame)

    def show_item(self, item: PlannedExercise) -> None:
        """Start a rep from its beginning, at the chosen tempo."""
        phases = [(one.phase.value, float(one.seconds)) for one in phase_lengths(item.exercise, item.dose)]
        if phases != self._phases:
            self._phases, self._began_s = phases, self._seconds_now()
        self._run()

    @property
    def is_moving(self) -> bool:
        """Whether it moves now."""
        return self._timer.isActive()

    def load(self) -> None:
        """Read the figure, then move."""
        super().load()
        self._began_s = self._seconds_now()
        self._run()

    def frame(self) -> None:
        """Show where in the rep it is now."""
        if self.window().isMinimized() or not self.is_read:
            return
        at = self._at(self._seconds_now() - self._began_s)
        if at != self._shown:  # in a pause the figure is still, so nothing is painted
            self._shown = at
            self.pose_at(*at)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Start moving when the widget is shown."""
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Stop moving when the widget is hidden."""
        super().hideEvent(event)
        self._timer.stop()

    def _run(self) -> None:
        moves = any(phase in MOVEMENTS for phase, _ in self._phases)
        if moves and not self._still and self.is_loaded and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    def _at(self, passed_s: float) -> tuple[str, float]:
        """The phase after this many seconds of reps without a break, and how much of it has passed (0 to 1)."""
        left = passed_s % sum(seconds for _, seconds in self._phases)
        for phase, seconds in self._phases:
            if left < seconds:
                return phase, left / seconds if phase in MOVEMENTS else 0.0
            left -= seconds
        return self._phases[-1][0], 1.0
