"""Hands a session to the history as it happens: after every rep, not at the end. Waits for nothing."""

from dataclasses import dataclass, replace

from calfcoach.coach.conductor import Coach, TimedEvent
from calfcoach.history.past import Place, Remarks, Unfinished
from calfcoach.history.store import History
from calfcoach.session.events import Event, EventKind


@dataclass(frozen=True)
class PauseMark:
    """A pause in a set: after how many completed reps of it (on the side worked) it came.

    `resumed`: the rep that was cut off started again.
    """

    block_number: int
    after_reps: int
    resumed: bool = False


STANDS_STILL = (EventKind.PAUSE, EventKind.HALT)


class Recorder:
    """Listens to a coach and keeps what it hears. The summary shows `pauses`, `paused_s` and `marks`; in a
    session that was cut off, the marks are only those since it was continued.

    `cut_off` is the session that this one goes on with; None begins a new one, of the person of that id.
    """

    def __init__(
        self, coach: Coach, history: History, cut_off: Unfinished | None = None, person_id: str | None = None
    ) -> None:
        self._pauses = 0
        self._paused_s = 0.0
        self.marks: list[PauseMark] = []
        self._coach = coach
        self._history = history
        self._cut_off, self._person_id = cut_off, person_id
        self._paused_at_s: float | None = None
        self._paused_by = EventKind.PAUSE
        self._ended = False
        self._rep_cut_off = False
        self._began_s = 0.0
        self._at_s = 0.0
        self._block = coach.machine.first_block
        coach.subscribe(self)

    def __call__(self, timed: TimedEvent) -> None:
        """Take an event in."""
        kind = timed.event.kind
        if kind is EventKind.SESSION:
            self._began_s = timed.t_s
            self._begin()
        self._at_s = timed.t_s - self._began_s
        if kind in (EventKind.RESUME, EventKind.UNDO) and self._ended:
            self._ended = False
            self._history.take_end_back(self._at_s)
        stood_still = self._paused_at_s is not None
        self._note_pause(timed)
        if kind in (EventKind.REP, EventKind.SET, EventKind.NOTICE):
            self.keep()
        elif kind is EventKind.RESUME and stood_still:
            self._mark_resumed()
        elif kind in (EventKind.FINISHED, EventKind.STOP):
            self._ended = True
            self.keep()
            self._history.end(
                "finished" if kind is EventKind.FINISHED else "stopped", self._pauses, self._paused_s, self._at_s
            )
        self._follow(timed.event)

    @property
    def goes_on(self) -> bool:
        """Whether it is a session that was cut off."""
        return self._cut_off is not None

    @property
    def said_before(self) -> Remarks:
        """What was said of the session before it was cut off."""
        return self._cut_off.session.remarks if self._cut_off is not None else Remarks()

    @property
    def pauses(self) -> int:
        """Pauses of the whole session."""
        return self._pauses + (self._cut_off.session.pauses if self._cut_off is not None else 0)

    @property
    def paused_s(self) -> float:
        """Seconds that the whole session was paused."""
        return self._paused_s + (self._cut_off.session.paused_s if self._cut_off is not None else 0.0)

    @property
    def keeps(self) -> bool:
        """Whether the history has the session, or has it safe until it can be written."""
        return self._history.keeps

    def keep(self) -> None:
        """Hand over the sets as they stand, corrections included."""
        self._history.keep(self._coach.machine.ledger.records, self._at_s)

    def _note_pause(self, timed: TimedEvent) -> None:
        """Note where somebody stood still and how long. Who stopped in place and then ended has not paused."""
        kind = timed.event.kind
        if kind in STANDS_STILL:
            if self._paused_at_s is None:
                self._pauses += 1
                self._paused_at_s = timed.t_s
                self._paused_by = kind
                self._mark(timed.event)
        elif self._paused_at_s is not None and kind not in (EventKind.NOTICE, EventKind.SET):
            if kind is EventKind.STOP and self._paused_by is EventKind.HALT:
                self._pauses -= 1
                self._unmark()
            else:
                self._paused_s += timed.t_s - self._paused_at_s
            self._paused_at_s = None

    def _begin(self) -> None:
        if self._cut_off is not None:
            self._history.go_on(self._coach.plan, self._cut_off)
            return
        ready = self._coach.station.ready
        device = (ready.device_id or None) if ready is not None else None
        self._history.begin(self._coach.plan, device, self._coach.offset_s, self._person_id)

    def _follow(self, event: Event) -> None:
        """Keep where the session is: the set it has come to, and the phase and rep where it stands or was stopped."""
        playing = self._coach.machine.playing
        if playing is None or event.kind is EventKind.FINISHED:
            return
        block, stands = playing.spec.number, event.kind in (*STANDS_STILL, EventKind.STOP)
        if stands or block != self._block:
            self._block = block
            phase = event.phase.value if stands and event.phase is not None else None
            place = Place(block, phase, event.rep if stands else None)
            self._history.at(place, self._at_s, self._pauses, self._paused_s)

    def _mark_resumed(self) -> None:
        """Note that the rep that the last pause cut off starts again."""
        if self._rep_cut_off:
            self.marks[-1] = replace(self.marks[-1], resumed=True)

    def _mark(self, event: Event) -> None:
        playing = self._coach.machine.playing
        self._rep_cut_off = event.phase is not None and playing is not None
        if event.phase is not None and playing is not None:
            record = self._coach.machine.ledger.current(playing.spec.number)
            done = record.counted_on(event.side) if record is not None else 0
            self.marks.append(PauseMark(playing.spec.number, done))

    def _unmark(self) -> None:
        if self._rep_cut_off:
            self.marks.pop()
            self._rep_cut_off = False
