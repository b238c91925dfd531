"""One session in the window: the coach and all that listens to it, put together and taken apart again.

Whoever shows it connects to `bridge`. It knows no screen.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from calfcoach.coach.conductor import Coach, TimedEvent
from calfcoach.coach.media_keys import MediaKeys
from calfcoach.coach.sound import make_renderer
from calfcoach.coach.view import View
from calfcoach.domain.plan import SessionPlan
from calfcoach.session.commands import Command, CommandKind, CommandSource, allowed
from calfcoach.session.events import EventKind
from calfcoach.session.states import ENDED, State
from calfcoach.ui.awake import Awake
from calfcoach.ui.backstage import Backstage
from calfcoach.ui.bridge import Bridge

if TYPE_CHECKING:
    from calfcoach.coach.recorder import Recorder
    from calfcoach.history.going_on import GoingOn
    from calfcoach.history.past import Remarks

SHOW_FINISH_S = 8.0
"""How long the way out is shown on the stage before the summary comes by itself."""


class Session(QObject):
    """A session from its start to its end. `ended` is emitted when nothing more is to be done, `over` when the
    summary may come. `went_on` is emitted when an end was undone or a stopped session continues; `ended` and `over`
    will then be emitted once more.
    """

    ended = Signal()
    over = Signal()
    went_on = Signal()

    def __init__(
        self,
        plan: SessionPlan,
        backstage: Backstage,
        scheme: str,
        parent: QObject,
        going_on: "GoingOn | None" = None,
        *,
        for_class: bool = False,
    ) -> None:
        """`going_on` is the session that was cut off and goes on with `plan`; None begins a new one.

        `for_class`: a group trains, and nothing is kept.
        """
        super().__init__(parent)
        station, settings = backstage.station, backstage.settings
        renderer = make_renderer(scheme, settings)
        self._clock = backstage.clock
        self.for_class = for_class
        self._going_on = going_on
        done_before = going_on.done_before if going_on is not None else None
        self.coach = Coach(
            plan,
            station,
            renderer,
            backstage.clock,
            backstage.asleep,
            settings.offset_s,
            done_before,
            settings.softer,
        )
        self.bridge = Bridge(self.coach, self)
        self._backstage = backstage
        self._recorder: Recorder | None = None
        self.log = backstage.log
        if self.log is not None:
            self.coach.subscribe(self.log)
        self._awake = Awake()
        self._media_keys = MediaKeys(self.coach)
        self._over = self._halted = False
        self._started_s = self._ended_s = self._clock()
        self._leave_at_s: float | None = None
        self._leaves_soon = False
        self.ended_by_hand = False
        """Whether a person has just ended the session; else it has ended by itself."""
        self.bridge.happened.connect(self._happened)
        self.bridge.seen.connect(self._look_for_the_end)

    @property
    def recorder(self) -> "Recorder":
        """What keeps the session; it is there from `start` on, but not for a class."""
        assert self._recorder is not None
        return self._recorder

    @property
    def said_before(self) -> "Remarks | None":
        """The remarks kept with the session before it was continued; None for a new one."""
        return self._going_on.cut_off.session.remarks if self._going_on is not None else None

    @property
    def took_s(self) -> float:
        """Seconds from the start to the last rep, or to the stop; what was done before it was cut off is added."""
        before_s = self._going_on.cut_off.session.lasted_s if self._going_on is not None else 0.0
        return before_s + self._ended_s - self._started_s

    @property
    def problems(self) -> list[str]:
        """What could not be written of it."""
        return [self.log.problem] if self.log is not None and self.log.problem is not None else []

    def start(self) -> None:
        """Begin."""
        if not self.for_class:
            # Made here: the history is no part of the first frame.
            from calfcoach.coach.recorder import Recorder

            cut_off = self._going_on.cut_off if self._going_on is not None else None
            person = self._backstage.settings.person
            self._recorder = Recorder(self.coach, self._backstage.history, cut_off, person)
        self._started_s = self._clock()
        self._awake.hold()
        self.coach.prepare()
        self.coach.start()
        self._media_keys.hold()
        self.bridge.run()

    def command(self, kind: CommandKind, source: CommandSource) -> None:
        """Have the coach do something now; what is not possible does nothing."""
        was_over = self._is_over
        self.coach.obey(Command(kind, source, self.coach.now_s))
        if self._is_over and (self.coach.left or not was_over):
            self.ended_by_hand = True

    def key(self, kind: CommandKind, source: CommandSource) -> None:
        """Like `command`, for a key of the window. The key that continues a session undoes instead while nothing stands
        still and something can be undone, because a clicker has no key for undo. A media key never undoes.
        """
        view = self.coach.view()
        idle = kind is CommandKind.RESUME and not allowed(kind, view.state)
        if idle and source is not CommandSource.MEDIA_KEY and view.offers.undo is not None:
            kind = CommandKind.UNDO
        self.command(kind, source)

    def send(self, kind: CommandKind, source: CommandSource) -> None:
        """Like `command`, but from another thread or a signal's handler; it is done with the next frame."""
        self.coach.send(Command(kind, source, self.coach.now_s))

    def painted(self, view: View, painted_t: float) -> None:
        """A picture was painted; the event log wants to know when."""
        if self.log is not None:
            self.log.painted(painted_t, view)

    def leave_soon(self) -> None:
        """Show the way out only until the closing cues are over."""
        self._leaves_soon = True

    @property
    def can_go_on(self) -> bool:
        """Whether it was stopped in the middle, and can be gone on with where it was."""
        machine = self.coach.machine
        return machine.state is State.STOPPED and machine.playing is not None

    @property
    def undo_left_s(self) -> float:
        """Seconds in which what ended it can be undone; 0 where nothing can."""
        return self.coach.view().offers.undo_left_s

    def go_on(self, kind: CommandKind, source: CommandSource) -> bool:
        """After the summary: undo the end, or go on (`UNDO`, `RESUME`) where it was; whether that was possible."""
        self._backstage.station.output.wake()
        if not self.coach.obey(Command(kind, source, self.coach.now_s)):
            return False
        self._awake.hold()
        self._media_keys.hold()
        self.bridge.run()
        return True

    def rest(self) -> None:
        """Stop showing frames for now; the session can still be continued."""
        self.bridge.halt()
        self._awake.release()
        self._media_keys.release()
        if self.log is not None:
            self.log.end_session()

    def close(self) -> None:
        """Take it apart; a session under way is ended, what was completed is kept."""
        self.command(CommandKind.END, CommandSource.PROGRAM)
        self.rest()
        self.coach.close()

    def _happened(self, timed: TimedEvent) -> None:
        kind = timed.event.kind
        if kind is EventKind.HALT:
            self._ended_s = timed.t_s
        elif kind in (EventKind.FINISHED, EventKind.STOP):
            if kind is EventKind.FINISHED or not self._halted:
                self._ended_s = timed.t_s
            # Of a class that was stopped too: no summary follows that would show the way out.
            shows = kind is EventKind.FINISHED or self.for_class
            shown_s = SHOW_FINISH_S if shows and not self._leaves_soon else 0.0
            self._leave_at_s = timed.t_s + shown_s
            self.ended.emit()
        elif kind in (EventKind.RESUME, EventKind.UNDO) and self._leave_at_s is not None:
            self._over = self.ended_by_hand = False
            self._leave_at_s = None
            self.went_on.emit()
        self._halted = kind is EventKind.HALT

    @property
    def _is_over(self) -> bool:
        return self.coach.machine.state in ENDED

    def _look_for_the_end(self) -> None:
        if self._over or not self._is_over or self.coach.sounding:
            return
        if self.coach.left or (self._leave_at_s is not None and self._clock() >= self._leave_at_s):
            self._over = True
            self.rest()
            self.over.emit()
