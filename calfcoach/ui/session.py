"""One session in the window: the coach and all that listens to it, put together and taken apart again.

Whoever shows it connects to `bridge`. It knows no screen.
"""

import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from calfcoach.coach.conductor import Coach, TimedEvent
from calfcoach.coach.log import EventLog
from calfcoach.coach.recorder import Recorder
from calfcoach.coach.sound import make_renderer, seconds_asleep
from calfcoach.coach.station import SoundStation
from calfcoach.coach.view import View
from calfcoach.domain.plan import SessionPlan
from calfcoach.history.store import History
from calfcoach.session.events import EventKind
from calfcoach.session.states import State
from calfcoach.settings import Settings
from calfcoach.ui.awake import Awake
from calfcoach.ui.bridge import Bridge

SHOW_FINISH_S = 8.0
"""How long the way out is shown on the stage before the summary comes by itself."""


class Session(QObject):
    """A session from its start to its end. `over` is emitted once, when the summary may come."""

    over = Signal()

    def __init__(
        self,
        plan: SessionPlan,
        station: SoundStation,
        history: History,
        settings: Settings,
        scheme: str,
        events: Path | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        device = station.ready.device_id if station.ready is not None else ""
        offset_s = settings.offsets_ms.get(device, 0.0) / 1000
        renderer = make_renderer(scheme, settings.volumes)
        self.coach = Coach(plan, station, renderer, time.monotonic, seconds_asleep, offset_s)
        self.bridge = Bridge(self.coach, self)
        self.recorder = Recorder(self.coach, history)
        self.log = EventLog(events, painting=True) if events is not None else None
        if self.log is not None:
            self.coach.subscribe(self.log)
        self._awake = Awake()
        self._over = False
        self._started_s = self._ended_s = time.monotonic()
        self._leave_at_s: float | None = None
        self.bridge.happened.connect(self._happened)
        self.bridge.viewed.connect(self._look_for_the_end)

    @property
    def took_s(self) -> float:
        """Seconds from the start to the last rep, or to the stop."""
        return self._ended_s - self._started_s

    @property
    def finished(self) -> bool:
        """Whether it was played to its end."""
        return self.coach.machine.state is State.FINISHED

    def start(self) -> None:
        """Begin."""
        self._started_s = time.monotonic()
        self._awake.hold()
        self.coach.prepare()
        self.coach.start()
        self.bridge.run()

    def painted(self, view: View, painted_t: float) -> None:
        """A picture was painted; the event log wants to know when."""
        if self.log is not None:
            self.log.painted(painted_t, view)

    def leave_now(self) -> None:
        """Do not show the way out any longer than the closing cues take."""
        self._leave_at_s = 0.0

    def close(self) -> None:
        """Take it apart; a session under way is stopped, what was completed is kept."""
        self.coach.stop()
        self.bridge.halt()
        self._awake.release()
        self.coach.close()
        if self.log is not None:
            self.log.close()

    def _happened(self, timed: TimedEvent) -> None:
        if timed.event.kind in (EventKind.FINISHED, EventKind.STOP):
            self._ended_s = timed.t_s
            if self._leave_at_s is None:
                self._leave_at_s = timed.t_s + (SHOW_FINISH_S if timed.event.kind is EventKind.FINISHED else 0.0)

    def _look_for_the_end(self, _view: View) -> None:
        ended = self.coach.machine.state in (State.FINISHED, State.STOPPED)
        if self._over or not ended or self.coach.sounding:
            return
        if self._leave_at_s is not None and time.monotonic() >= self._leave_at_s:
            self._over = True
            self.bridge.halt()
            self._awake.release()
            self.over.emit()
