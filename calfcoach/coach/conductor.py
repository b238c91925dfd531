"""Conducts one session: asks the player where the sound is, advances the machine, tells everyone what happened.

Whoever runs it (a window's frame timer, the terminal's loop) calls `tick` often; a tick that comes late loses
nothing. The sound is the clock; how blocks come to be heard, and what is done without a device, is the business of
`calfcoach.coach.session_sound`.

Knows no screen and no key. Which command is allowed when is the machine's table.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from calfcoach.coach.blocks import BlockRenderer
from calfcoach.coach.inbox import Inbox
from calfcoach.coach.limits import TimeLimits
from calfcoach.coach.seen import Seen
from calfcoach.coach.session_sound import SessionSound
from calfcoach.coach.station import SoundStation
from calfcoach.coach.view import Moment, Offers, OpenQuestion, View, next_of, view_at
from calfcoach.domain.plan import SessionPlan
from calfcoach.player.protocol import BlockPosition, Report
from calfcoach.score.cues import tail_s
from calfcoach.session.clock import Clock
from calfcoach.session.commands import Command, CommandKind, CommandSource, allowed, meant
from calfcoach.session.events import Event, EventKind, Notice, NoticeKey
from calfcoach.session.machine import Playing, Question, SessionMachine
from calfcoach.session.results import DoneBefore
from calfcoach.session.states import ENDED, STANDING, NotPossible, State
from calfcoach.setting_values import SOFTER, Softer

log = logging.getLogger(__name__)

ASLEEP_S = 2.0
"""A machine that slept longer than this was suspended: the set is paused."""


@dataclass(frozen=True)
class TimedEvent:
    """An event and the clock time at which it was emitted."""

    event: Event
    t_s: float


OBEYED_BY: Mapping[CommandKind, Callable[[SessionMachine], list[Event]]] = {
    CommandKind.START: SessionMachine.start,
    CommandKind.PAUSE: SessionMachine.pause,
    CommandKind.RESUME: SessionMachine.resume,
    CommandKind.BACK: SessionMachine.back,
    CommandKind.SKIP: SessionMachine.skip,
    CommandKind.MORE_REST: SessionMachine.extend_rest,
    CommandKind.ADD_REP: SessionMachine.add_rep,
    CommandKind.END_AFTER_REP: SessionMachine.end_after_rep,
    CommandKind.HALT: SessionMachine.halt,
    CommandKind.END: SessionMachine.stop,
    CommandKind.UNDO: SessionMachine.undo,
}
"""What the machine does for each command of which it needs to know no more than the kind."""


CORRECTIONS: Mapping[CommandKind, int] = {CommandKind.ONE_DONE_LESS: -1, CommandKind.ONE_DONE_MORE: +1}
"""By how many reps the last set is corrected."""


YES_OF_A_CLASS: Mapping[Question, CommandKind] = {
    Question.START_NOW: CommandKind.SKIP,
    Question.COUNTDOWN_AGAIN: CommandKind.BACK,
}
"""The yes to what is asked in the countdown of a class. A second press at once is no answer: a button that is clicked
twice and a clicker that bounces would set a whole room going.
"""

SILENCING = frozenset({CommandKind.PAUSE, CommandKind.HALT, CommandKind.END, CommandKind.BACK, CommandKind.SKIP})
"""The commands that silence the sound first of all. Back and skip are among them because they pause a running set or
jump to another block."""


def _never_asleep() -> float:
    return 0.0


def _no_offset(_device_id: str) -> float:
    return 0.0


class Coach:
    """One session, from `prepare` on the set-up screen to `close`.

    `clock` is the one the output's reports are in; `asleep` tells the seconds the machine has been suspended so far.
    `offset_for` takes a device's id and returns how many seconds after the time that the device reports a sound reaches
    the ear: the picture waits for that (see `Seen`). It is asked again when a device answers; `offset_s` is the last.
    `done_before` is what was done of a session that was cut off and goes on here.
    `softer` says when other programs are asked to be softer.
    `left` is True when somebody has chosen, after the end, to skip the rest of the way out.
    """

    def __init__(
        self,
        plan: SessionPlan,
        station: SoundStation,
        make_renderer: Callable[[], BlockRenderer],
        clock: Clock,
        asleep: Callable[[], float] = _never_asleep,
        offset_for: Callable[[str], float] = _no_offset,
        done_before: DoneBefore | None = None,
        softer: Softer = SOFTER.default,
    ) -> None:
        self.plan = plan
        self.machine = SessionMachine(plan, done_before)
        self.station = station
        self._clock = clock
        self._asleep = asleep
        self._slept_s = asleep()
        self._sound = SessionSound(self.machine, station, make_renderer, clock, offset_for, softer)
        self._seen = Seen(self.machine)
        self._listeners: list[Callable[[TimedEvent], None]] = []
        self._limits = TimeLimits(self.machine)
        self._asked_by = CommandSource.KEY
        self._finished_s: float | None = None
        self._inbox = Inbox()
        self.left = False

    def subscribe(self, listener: Callable[[TimedEvent], None]) -> None:
        """Have every event from now on told to `listener`, on the thread that ticks."""
        self._listeners.append(listener)

    # Time.

    def prepare(self) -> None:
        """Wake the device and render the first block, so that Start is heard at once."""
        self._sound.prepare()

    def start(self) -> None:
        """Begin the session.

        Raises:
            IllegalEvent: it has begun already.
        """
        events = self.machine.start()
        self._sound.put_on()
        self._tell(events)

    def tick(self) -> None:
        """Take in what the output reports, let everything happen that is due by now, and obey what was sent."""
        self._let_time_pass()
        self._obey_inbox()
        if self._limits.is_left_alone(self._clock()):
            self._obey(Command(CommandKind.END, CommandSource.PROGRAM, self._clock()))
        self._sound.soften_others()

    def _let_time_pass(self) -> None:
        had_problem = self.problem is not None
        for report in self.station.poll():
            self._take(report, had_problem)
        self._notice_sound(self._sound.deliver())
        self._pause_after_sleep()
        self._limits.let_pass(self._clock())
        if self.machine.state in (State.SETUP, *STANDING):
            return
        self._notice_sound(self._sound.look_for_start())
        self._advance()

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
        return self._sound.problem

    def view(self) -> View:
        """What is to be seen now."""
        now, machine = self._clock(), self.machine
        asked = OpenQuestion(machine.question, self._asked_by) if machine.question is not None else None
        undoable = machine.undoable.what if machine.undoable is not None else None
        offers = Offers(asked, undoable, self._limits.undo_left_s(now), self._limits.end_left_s(now))
        return view_at(self.plan, self._moment(), self.problem, offers, self._has_reps)

    def view_ahead(self) -> View | None:
        """What is to be seen when what runs now has ended by itself; None where nothing comes, or it is not known."""
        ahead = next_of(self._moment())
        # The set that runs is done by then.
        return view_at(self.plan, ahead, self.problem, has_reps=self._will_have_reps) if ahead is not None else None

    @property
    def offset_s(self) -> float:
        """How many seconds after the time that the device in use reports a sound reaches the ear."""
        return self._sound.offset_s

    def _has_reps(self, block: int) -> bool:
        return self.machine.ledger.current(block) is not None

    def _will_have_reps(self, block: int) -> bool:
        playing = self.machine.playing
        return (playing is not None and block == playing.spec.number) or self._has_reps(block)

    # Commands.

    def obey(self, command: Command) -> bool:
        """Do what somebody asks for, at once; whether it was possible. What is not possible changes nothing.

        What was sent before is obeyed first. Only for the thread that ticks; the others `send`.
        """
        self.attend()
        self._obey_inbox()
        return self._obey(command)

    def attend(self) -> None:
        """Somebody is there: a session that is stopped in place waits for them. Only for the thread that ticks."""
        self._limits.attended(self._clock())

    def send(self, command: Command) -> bool:
        """Have a command obeyed at the next tick, in order. For any thread, and for a signal's handler.

        False where more were sent since the last tick than anybody can mean; pause and stop are taken all the same.
        """
        return self._inbox.put(command)

    def close(self) -> None:
        """Let go of the worker. The output is its owner's to close."""
        self._sound.close()

    # Inside.

    def _moment(self) -> Moment:
        return self._seen.moment(self._sound.heard_s)

    def _obey_inbox(self) -> None:
        for command in self._inbox.take_out():
            self.attend()
            self._obey(command)

    def _obey(self, command: Command) -> bool:
        silenced = self._silence_for(command.kind)
        self._let_time_pass()
        before, was = self._moment(), self.machine.state
        kind = meant(command.kind, was)
        try:
            events = self._events_of(kind, command)
        except NotPossible as refused:
            log.info("%s from %s is ignored: %s", command.kind, command.source, refused)
            if silenced:
                self._sound.unsilence()
            return False
        self._asked_by = command.source
        if was in ENDED and self.machine.state not in ENDED:
            self.left = False  # another end comes, with a way out of its own
        self._limits.obeyed(self._clock())
        self._seen.commanded(before)
        self._sound_like(kind, was)
        self._sound.soften_others()
        self._tell(events)
        return True

    def _silence_for(self, kind: CommandKind) -> bool:
        """Silence the sound at once if a command makes the session stand still; whether it did.

        This comes before everything else: neither an event that is due nor a listener to it may delay the silence.
        """
        state = self.machine.state
        if meant(kind, state) not in SILENCING or state in STANDING or not allowed(kind, state):
            return False
        self._sound.silence()
        return True

    def _events_of(self, kind: CommandKind, given: Command) -> list[Event]:
        if kind in CORRECTIONS:
            return self.machine.correct_last_set(CORRECTIONS[kind], given.side)
        if self._is_unseen_yes(kind):
            raise NotPossible("the question cannot have been seen yet")
        if kind is not CommandKind.LEAVE:
            return OBEYED_BY[kind](self.machine)
        if self.machine.state not in ENDED:
            raise NotPossible("the session has not ended")
        if given.kind is CommandKind.LEAVE and self._limits.is_unseen(self._clock()):
            raise NotPossible("the end cannot have been seen yet")
        self.left = True
        return []

    def _is_unseen_yes(self, kind: CommandKind) -> bool:
        """Whether it says yes to a question of a class that is asked too short a time."""
        question = self.machine.question
        if question is None or YES_OF_A_CLASS.get(question) is not kind:
            return False
        return self._limits.is_question_unseen(self._clock())

    def _sound_like(self, kind: CommandKind, was: State) -> None:
        """Bring the sound to what a command has made of the session, which was in a state before."""
        state = self.machine.state
        if kind is CommandKind.LEAVE or (state is not was and state in (State.HALTED, State.STOPPED)):
            self._sound.stop()
        elif state not in STANDING:
            self._sound.put_on()
        elif state is not was and state is State.PAUSED:
            self._sound.say_paused()
        elif state is not was and state is State.FINISHED:
            self._sound.go_to_closing_cues()

    def _tell(self, events: list[Event]) -> None:
        now = self._clock()
        for event in events:
            if event.kind is EventKind.FINISHED:
                self._finished_s = now
                if self.machine.undoable is None:
                    self._limits.finished_by_itself(now)
            for listener in self._listeners:
                listener(TimedEvent(event, now))

    def _notice_sound(self, problem: str | None) -> None:
        if problem is not None:
            self._notice(Notice(NoticeKey.SOUND_PROBLEM, {"problem": problem}))

    def _notice(self, notice: Notice) -> None:
        segment, on = self.machine.segment, self._sound.on
        self._tell(
            [
                Event(
                    EventKind.NOTICE,
                    on.block_id if on is not None else 0,
                    self.machine.position_s,
                    segment.kind.phase if segment is not None else None,
                    segment.set_number if segment is not None else None,
                    notice=notice,
                )
            ]
        )

    def _advance(self) -> None:
        while True:
            on = self._sound.on
            assert on is not None
            events = self.machine.advance(on.block_id, max(self._sound.position_s, self.machine.position_s))
            went_on = self._went_on(on)
            self._tell(events)
            if not went_on:
                self._sound.put_on()  # an open set may have been laid out further
                return

    def _went_on(self, before: Playing) -> bool:
        """Whether the block has ended by itself; the next one is followed then."""
        playing = self.machine.playing
        if playing is None or playing.block_id == before.block_id:
            return False
        self._seen.ended(before, playing.block_id)
        self._sound.follow(before, playing)
        return True

    def _pause_after_sleep(self) -> None:
        slept = self._asleep()
        if slept - self._slept_s > ASLEEP_S:
            log.info("the machine slept %.0f s", slept - self._slept_s)
            self.send(Command(CommandKind.PAUSE, CommandSource.PROGRAM, self._clock()))
        self._slept_s = slept

    def _take(self, report: Report, had_problem: bool) -> None:
        on, upcoming = self._sound.on, self.machine.upcoming
        goes_on = isinstance(report, BlockPosition) and upcoming is not None and report.block == upcoming.block_id
        if isinstance(report, BlockPosition) and goes_on and on is not None:
            # The player went on by itself while nobody looked: complete what is behind it first.
            events = self.machine.advance(report.block, max(report.position_s, 0.0))
            self._went_on(on)
            self._tell(events)
        self._notice_sound(self._sound.take(report, had_problem))
