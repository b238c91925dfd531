"""Conducts one session: asks the player where the sound is, advances the machine, tells everyone what happened.

Whoever runs it (a window's frame timer, the terminal's loop) calls `tick` often; a tick that comes late loses
nothing. The sound is the clock. Where there is none, or it falls away in the middle of a set, time carries on from
the monotonic clock without a jump, and the sound joins in again at the next rep.

Knows no screen and no key. Which command is allowed when is the machine's table.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from calfcoach.coach.blocks import BlockMaker, BlockRenderer, frames_of
from calfcoach.coach.first_sound import FirstSound
from calfcoach.coach.inbox import Inbox
from calfcoach.coach.playback import Playback
from calfcoach.coach.seen import Seen
from calfcoach.coach.station import SoundStation
from calfcoach.coach.view import STANDING, Moment, View, view_at
from calfcoach.domain.plan import SessionPlan
from calfcoach.player.protocol import BlockPosition, Fault, Ready, Report
from calfcoach.score.cues import tail_s
from calfcoach.session.clock import Clock
from calfcoach.session.commands import Command, CommandKind, CommandSource, allowed, meant
from calfcoach.session.events import Event, EventKind, Notice, NoticeKey
from calfcoach.session.machine import Playing, SessionMachine
from calfcoach.session.states import ENDED, NotPossible, State

log = logging.getLogger(__name__)

WAIT_FOR_SOUND_S = 3.0
"""How long a start waits for a device to wake before the session goes on without it (docs/design.md, "Sound").
That nothing is heard is told later, and only where the device does not start: see `FirstSound`."""

NO_START = "No sound: the device does not start; check its connection. The set goes on in time."

REJOIN_AHEAD_S = 0.35
"""Time given to a new player to take a block over and start it on time."""

ASLEEP_S = 2.0
"""A machine that slept longer than this was suspended: the set is paused."""


@dataclass(frozen=True)
class TimedEvent:
    """An event and the clock time at which it was emitted."""

    event: Event
    t_s: float


OBEYED_BY: dict[CommandKind, Callable[[SessionMachine], list[Event]]] = {
    CommandKind.START: SessionMachine.start,
    CommandKind.PAUSE: SessionMachine.pause,
    CommandKind.RESUME: SessionMachine.resume,
    CommandKind.BACK: SessionMachine.back,
    CommandKind.SKIP: SessionMachine.skip,
    CommandKind.MORE_REST: SessionMachine.extend_rest,
    CommandKind.ADD_REP: SessionMachine.add_rep,
    CommandKind.END_AFTER_REP: SessionMachine.end_after_rep,
    CommandKind.ONE_DONE_LESS: lambda machine: machine.correct_last_set(-1),
    CommandKind.ONE_DONE_MORE: lambda machine: machine.correct_last_set(+1),
    CommandKind.STOP: SessionMachine.stop,
}
"""What the machine does for each command that has one meaning."""


def _never_asleep() -> float:
    return 0.0


def _no_offset(_device_id: str) -> float:
    return 0.0


class Coach:
    """One session, from `prepare` on the set-up screen to `close`.

    `clock` is the one the output's reports are in; `asleep` tells the seconds the machine has been suspended so far.
    `offset_for` tells of a device, by its id, how many seconds later than it says the sound reaches the ear: the
    picture waits for that (see `Seen`). It is asked again whenever a device answers; `offset_s` is what it said last.
    `left` tells that after the end somebody wanted no more of the way out.
    """

    def __init__(
        self,
        plan: SessionPlan,
        station: SoundStation,
        make_renderer: Callable[[], BlockRenderer],
        clock: Clock,
        asleep: Callable[[], float] = _never_asleep,
        offset_for: Callable[[str], float] = _no_offset,
    ) -> None:
        self.plan = plan
        self.machine = SessionMachine(plan)
        self.station = station
        self._offset_for = offset_for
        self.offset_s = offset_for(station.ready.device_id if station.ready is not None else "")
        self._output = station.output
        self._no_start: str | None = None
        self._clock = clock
        self._asleep = asleep
        self._slept_s = asleep()
        self._maker = BlockMaker(plan, station.output, make_renderer)
        self._playback = Playback()
        self._first_sound = FirstSound()
        self._seen = Seen(self.machine)
        self._listeners: list[Callable[[TimedEvent], None]] = []
        self._on: Playing | None = None
        self._asked_s = 0.0
        self._finished_s: float | None = None
        self._inbox = Inbox()
        self.left = False

    def subscribe(self, listener: Callable[[TimedEvent], None]) -> None:
        """Have every event from now on told to `listener`, on the thread that ticks."""
        self._listeners.append(listener)

    # Time.

    def prepare(self) -> None:
        """Wake the device and render the first block, so that Start is heard at once."""
        self._output.wake()
        self._maker.prepare(self.machine.preview())

    def start(self) -> None:
        """Begin the session.

        Raises:
            IllegalEvent: it has begun already.
        """
        events = self.machine.start()
        self._put_on()
        self._tell(events)

    def tick(self) -> None:
        """Take in what the output reports, let everything happen that is due by now, and obey what was sent."""
        self._let_time_pass()
        self._obey_inbox()

    def _let_time_pass(self) -> None:
        now = self._clock()
        had_problem = self.problem is not None
        for report in self.station.poll():
            self._take(report, now, had_problem)
        self._maker.deliver()
        if self._maker.problem is not None and self._no_start is None:
            self._no_start = self._maker.problem
            self._notice_sound(self._no_start)
        self._pause_after_sleep()
        if self.machine.state in (State.SETUP, *STANDING):
            return
        if self._playback.started_s is None and now - self._asked_s > WAIT_FOR_SOUND_S:
            self._run_without_sound(now)
        self._look_for_start(now)
        self._advance(now)

    @property
    def now_s(self) -> float:
        """Seconds of its clock, which commands are dated by."""
        return self._clock()

    @property
    def sounding(self) -> bool:
        """Whether the session runs, or has finished and its closing cues may still be heard."""
        if self.machine.state is not State.FINISHED:
            return self.machine.state not in (State.SETUP, State.STOPPED)
        playing = self.machine.playing
        if self.left or self._finished_s is None or playing is None or not self.station.audible:
            return False
        return self._clock() - self._finished_s < tail_s(self.plan, playing.spec)

    @property
    def problem(self) -> str | None:
        """What is wrong with the sound now, in one sentence."""
        return self.station.problem or self._no_start

    def view(self) -> View:
        """What is to be seen now."""
        return view_at(self.plan, self._moment(), self.problem)

    # Commands.

    def obey(self, command: Command) -> bool:
        """Do what somebody asks for, at once; whether it was possible. What is not possible changes nothing.

        What was sent before is obeyed first. Only for the thread that ticks; the others `send`.
        """
        self._obey_inbox()
        return self._obey(command)

    def send(self, command: Command) -> bool:
        """Have a command obeyed at the next tick, in order. For any thread, and for a signal's handler.

        False where more were sent since the last tick than anybody can mean; pause and stop are taken all the same.
        """
        return self._inbox.put(command)

    def close(self) -> None:
        """Let go of the worker. The output is its owner's to close."""
        self._output.stop()
        self._maker.close()

    # Inside.

    def _moment(self) -> Moment:
        # What has not begun to sound has no place yet that the ear could be before.
        offset_s = self.offset_s if self._playback.started_s is not None else max(self.offset_s, 0.0)
        return self._seen.moment(self._playback.position(self._clock()) - offset_s)

    def _obey_inbox(self) -> None:
        for command in self._inbox.take_out():
            self._obey(command)

    def _obey(self, command: Command) -> bool:
        silenced = self._silence_for(command.kind)
        self._let_time_pass()
        before, was = self._moment(), self.machine.state
        kind = meant(command.kind, was)
        try:
            events = self._events_of(kind)
        except NotPossible as refused:
            log.info("%s from %s is ignored: %s", command.kind, command.source, refused)
            if silenced:
                self._output.resume()
            return False
        self._seen.commanded(before)
        self._sound_like(kind, was)
        self._tell(events)
        return True

    def _silence_for(self, kind: CommandKind) -> bool:
        """Pause and stop silence the sound before anything else is done: no event that is due, and nobody who is told
        of it, may delay that.
        """
        state = self.machine.state
        if meant(kind, state) not in (CommandKind.PAUSE, CommandKind.STOP) or not allowed(kind, state):
            return False
        self._output.pause()
        return True

    def _events_of(self, kind: CommandKind) -> list[Event]:
        if kind is not CommandKind.LEAVE:
            return OBEYED_BY[kind](self.machine)
        if self.machine.state not in ENDED:
            raise NotPossible("the session has not ended")
        self.left = True
        return []

    def _sound_like(self, kind: CommandKind, was: State) -> None:
        """Bring the sound to what a command has made of the session, which was in a state before."""
        if kind is CommandKind.PAUSE:
            self._maker.drop_pending()
            if self.station.ready is not None:
                self._maker.say_paused()
        elif kind in (CommandKind.STOP, CommandKind.LEAVE):
            self._maker.drop_pending()
            self._output.stop()
        elif self.machine.state is State.FINISHED:
            if was is not State.FINISHED:
                self._close_early()
        else:
            self._put_on()

    def _close_early(self) -> None:
        """The last set was skipped: go to the closing cues, so that the way out is heard all the same."""
        assert self._on is not None
        self._maker.drop_pending()
        self._output.play(self._on.block_id, frames_of(self._on.block.duration))

    def _tell(self, events: list[Event]) -> None:
        now = self._clock()
        for event in events:
            if event.kind is EventKind.FINISHED:
                self._finished_s = now
            for listener in self._listeners:
                listener(TimedEvent(event, now))

    def _notice_sound(self, problem: str) -> None:
        self._notice(Notice(NoticeKey.SOUND_PROBLEM, {"problem": problem}))

    def _notice(self, notice: Notice) -> None:
        segment = self.machine.segment
        self._tell(
            [
                Event(
                    EventKind.NOTICE,
                    self._on.block_id if self._on is not None else 0,
                    self.machine.position_s,
                    segment.kind.phase if segment is not None else None,
                    segment.set_number if segment is not None else None,
                    notice=notice,
                )
            ]
        )

    def _put_on(self) -> None:
        """Bring the output to what the machine plays now."""
        playing, before = self.machine.playing, self._on
        if playing is None or playing is before or self.machine.state in (State.STOPPED, State.FINISHED):
            return
        self._on = playing
        if before is not None and before.block_id == playing.block_id:
            assert playing.changed_from_s is not None
            self._maker.patch(playing, playing.changed_from_s)
            return
        self._asked_s = self._clock()
        self._maker.drop_pending()
        if self.station.ready is None and self.problem is not None:
            self._run_without_sound(self._asked_s)
        else:
            self._playback.wait(playing.block_id)
            self._first_sound.put_on()
            if self.station.ready is not None:
                self._hand_over(playing)
                self._queue_upcoming()

    def _hand_over(self, playing: Playing) -> None:
        """Have a block played as soon as it is rendered: from its start, or from where time has come without it."""

        def play() -> None:
            self._first_sound.handed_over()
            started = self._playback.started_s
            if started is None:
                self._output.play(playing.block_id)
                return
            join = playing.block.next_entry(Fraction(self._clock() - started + REJOIN_AHEAD_S))
            self._output.play(playing.block_id, frames_of(join), started + float(join))

        def play_what_is_on() -> None:
            if self._on is None or self._on.block_id == playing.block_id:
                play()
            else:  # its end has passed while it was being rendered
                self._maker.drop_pending()
                self._rejoin()

        self._maker.load(playing, play_what_is_on)

    def _queue_upcoming(self) -> None:
        upcoming = self.machine.upcoming
        if upcoming is not None and self.station.ready is not None:
            self._maker.load(upcoming, lambda: self._output.queue(upcoming.block_id))

    def _run_without_sound(self, now: float) -> None:
        assert self._on is not None
        self._playback.run(self._on.block_id, now)

    def _look_for_start(self, now: float) -> None:
        if self._first_sound.never_starts(now, rendering=self._maker.rendering) and self.problem is None:
            self._no_start = NO_START
            self._notice_sound(NO_START)

    def _advance(self, now: float) -> None:
        assert self._on is not None
        position = self._playback.position(now)
        while True:
            on = self._on
            events = self.machine.advance(on.block_id, max(position, self.machine.position_s))
            if not self._went_on(on):
                self._tell(events)
                return
            self._asked_s = now
            self._tell(events)
            position = self._playback.position(now)

    def _went_on(self, before: Playing) -> bool:
        """Whether the block has ended by itself; the queued one plays then, and is followed from its planned start."""
        playing = self.machine.playing
        if playing is None or playing.block_id == before.block_id:
            return False
        self._on = playing
        self._seen.ended(before, playing.block_id)
        self._playback.follow(playing.block_id, before.block.duration_s)
        self._maker.keep_only(playing.block_id)
        self._queue_upcoming()
        return True

    def _pause_after_sleep(self) -> None:
        slept = self._asleep()
        if slept - self._slept_s > ASLEEP_S:
            log.info("the machine slept %.0f s", slept - self._slept_s)
            self.send(Command(CommandKind.PAUSE, CommandSource.PROGRAM, self._clock()))
        self._slept_s = slept

    def _take(self, report: Report, now: float, had_problem: bool) -> None:
        self._first_sound.reported()
        match report:
            case BlockPosition(t_s=t_s, block=block, position_s=position_s):
                self._heard(block, t_s, position_s)
            case Ready(device_id=device_id):
                self._no_start = None
                self.offset_s = self._offset_for(device_id)
                self._rejoin()
            case Fault(kind="failed", text=text):
                self._notice_sound(text)
            case Fault(text=text):
                self._first_sound.failed()
                self._maker.drop_pending()
                if not had_problem:
                    self._notice_sound(text)
                if self._on is not None and self._playback.started_s is None:
                    self._run_without_sound(now)
            case _:
                pass

    def _heard(self, block: int, t_s: float, position_s: float) -> None:
        upcoming = self.machine.upcoming
        if upcoming is not None and block == upcoming.block_id and self._on is not None:
            # The player went on by itself while nobody looked: complete what is behind it first.
            events = self.machine.advance(block, max(position_s, 0.0))
            self._went_on(self._on)
            self._tell(events)
        if self._on is not None and block == self._on.block_id:
            self._first_sound.heard()
            if self._no_start is NO_START:
                self._no_start = None
        self._playback.report(block, t_s, position_s)

    def _rejoin(self) -> None:
        """A player is up (again): play from where the session is, joining in at the next rep."""
        on = self._on
        if on is None or self.machine.state in STANDING:
            return
        self._hand_over(on)
        self._queue_upcoming()
