"""Turns a coach into Qt signals: a timer that asks the coach to tick, and shows what it says. It decides nothing."""

from math import ceil

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from calfcoach.coach.conductor import Coach, TimedEvent

FRAME_MS = 16
"""Time between two pictures: 60 a second."""

AHEAD_MS = 120
"""From the beginning of a phase until the next one is told: when its first frames are over, and long before its end."""


class Bridge(QObject):
    """A coach as a Qt object. `viewed` carries a `View` for every frame, `happened` each `TimedEvent` before it.

    `coming` carries the `View` that comes next by itself, once in every phase, for what is to be prepared.

    `seen` says that everybody has been shown the frame: what ends a session waits for it, so that nothing is shown
    after the end.
    """

    viewed = Signal(object)
    coming = Signal(object)
    happened = Signal(object)
    seen = Signal()

    def __init__(self, coach: Coach, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.coach = coach
        self._timer = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.frame)
        self._turn = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._turn.timeout.connect(self.frame)
        self._ahead = QTimer(self, interval=AHEAD_MS, singleShot=True)
        self._ahead.timeout.connect(self._look_ahead)
        self._shown: tuple[object, ...] = ()
        coach.subscribe(self._tell)

    def run(self) -> None:
        """Begin to show frames."""
        self._timer.start()
        self.frame()

    def halt(self) -> None:
        """Show no more frames."""
        self._timer.stop()
        self._turn.stop()
        self._ahead.stop()

    def frame(self) -> None:
        """Let everything happen that is due, and show it."""
        self.coach.tick()
        view = self.coach.view()
        self.viewed.emit(view)
        self.seen.emit()
        left_ms = view.seconds_left * 1000
        if self._timer.isActive() and 0 < left_ms < FRAME_MS:
            # The next thing begins before the next frame: a frame of its own, so that it is seen when it is heard.
            self._turn.start(ceil(left_ms))
        shown = (view.block_id, view.kind, view.rep, view.state)
        if self._timer.isActive() and shown != self._shown:
            self._shown = shown
            self._ahead.start()

    def _look_ahead(self) -> None:
        view = self.coach.view_ahead()
        if view is not None:
            self.coming.emit(view)

    def _tell(self, timed: TimedEvent) -> None:
        self.happened.emit(timed)
