"""Writes a session into the history as it happens: after every rep, not at the end."""

from calfcoach.coach.conductor import Coach, TimedEvent
from calfcoach.history.store import History
from calfcoach.session.events import EventKind


class Recorder:
    """Listens to a coach and keeps what it hears. `pauses` and `paused_s` count what the summary tells."""

    def __init__(self, coach: Coach, history: History) -> None:
        self.pauses = 0
        self.paused_s = 0.0
        self._coach = coach
        self._history = history
        self._paused_at_s: float | None = None
        coach.subscribe(self)

    def __call__(self, timed: TimedEvent) -> None:
        """Take an event in."""
        kind = timed.event.kind
        if kind is EventKind.SESSION:
            self._history.begin(self._coach.plan)
        elif kind in (EventKind.REP, EventKind.SET, EventKind.NOTICE):
            self.keep()
        elif kind is EventKind.PAUSE:
            self.pauses += 1
            self._paused_at_s = timed.t_s
        elif kind in (EventKind.FINISHED, EventKind.STOP):
            self.keep()
            self._history.end("finished" if kind is EventKind.FINISHED else "stopped", self.pauses)
        if kind is not EventKind.PAUSE and self._paused_at_s is not None:
            self.paused_s += timed.t_s - self._paused_at_s
            self._paused_at_s = None

    def keep(self) -> None:
        """Write the sets as they stand, corrections included."""
        self._history.keep(self._coach.machine.ledger.records)
