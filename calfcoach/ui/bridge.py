"""Turns a coach into Qt signals: one timer that asks the coach to tick, and shows what it says. It decides nothing."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from calfcoach.coach.conductor import Coach, TimedEvent

FRAME_MS = 16
"""Between two pictures: 60 a second."""


class Bridge(QObject):
    """A coach as a Qt object. `viewed` carries a `View` for every frame, `happened` each `TimedEvent` before it."""

    viewed = Signal(object)
    happened = Signal(object)

    def __init__(self, coach: Coach, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.coach = coach
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.frame)
        coach.subscribe(self._tell)

    def run(self) -> None:
        """Begin to show frames."""
        self._timer.start()
        self.frame()

    def halt(self) -> None:
        """Show no more frames."""
        self._timer.stop()

    def frame(self) -> None:
        """Let everything happen that is due, and show it."""
        self.coach.tick()
        self.viewed.emit(self.coach.view())

    def _tell(self, timed: TimedEvent) -> None:
        self.happened.emit(timed)
