"""Makes the output play what the machine plays: renders its blocks, hands them over, follows where the sound is.

Where there is no sound, or it falls away in the middle of a set, time carries on from the monotonic clock without a
jump, and the sound joins in again at the next rep. Refuses to know commands, events and who is told of what: what is
newly wrong with the sound is returned as one sentence.
"""

from collections.abc import Callable
from fractions import Fraction

from calfcoach.coach.blocks import BlockMaker, BlockRenderer, frames_of
from calfcoach.coach.first_sound import FirstSound
from calfcoach.coach.playback import Playback
from calfcoach.coach.softer import wanted
from calfcoach.coach.station import SoundStation
from calfcoach.player.protocol import BlockPosition, Fault, Ready, Report
from calfcoach.session.clock import Clock
from calfcoach.session.machine import Playing, SessionMachine
from calfcoach.session.states import STANDING, State
from calfcoach.setting_values import SOFTER, Softer
from calfcoach.texts import marked, text

WAIT_FOR_SOUND_S = 3.0
"""How long a start waits for a device to wake before the session goes on without it (docs/design.md, "Sound").
That nothing is heard is told later, and only where the device does not start: see `FirstSound`."""

NO_START = marked("No sound: the device does not start; check its connection. The set goes on in time.")

REJOIN_AHEAD_S = 0.35
"""Time given to a new player to take a block over and start it on time."""


class SessionSound:
    """The sound of one session. It reads what `machine` plays and never changes it.

    `on` is the block that was put on last, None before the start. `offset_s` is how many seconds after the time that
    the device in use reports a sound reaches the ear; `offset_for` is asked again whenever a device answers.
    """

    def __init__(
        self,
        machine: SessionMachine,
        station: SoundStation,
        make_renderer: Callable[[], BlockRenderer],
        clock: Clock,
        offset_for: Callable[[str], float],
        softer: Softer = SOFTER.default,
    ) -> None:
        self._softer: Softer = softer
        self._others_softer = False
        self.on: Playing | None = None
        self.offset_s = offset_for(station.ready.device_id if station.ready is not None else "")
        self._machine = machine
        self._station = station
        self._output = station.output
        self._clock = clock
        self._offset_for = offset_for
        self._maker = BlockMaker(machine.plan, station.output, make_renderer, wants_said=softer == "said")
        self._playback = Playback()
        self._first_sound = FirstSound()
        self._no_start: str | None = None
        self._asked_s = 0.0

    @property
    def problem(self) -> str | None:
        """What is wrong with the sound now, in one sentence."""
        return self._station.problem or self._no_start

    @property
    def position_s(self) -> float:
        """Seconds of the running block that the device plays now; never goes back within a block."""
        return self._playback.position(self._clock())

    @property
    def heard_s(self) -> float:
        """Seconds of the running block that reach the ear now, below 0 before it."""
        # Before the sound begins a negative offset does not count: the ear cannot be ahead of a block not heard yet.
        offset_s = self.offset_s if self._playback.started_s is not None else max(self.offset_s, 0.0)
        return self.position_s - offset_s

    def prepare(self) -> None:
        """Wake the device and render the first block, so that Start is heard at once."""
        self._output.wake()
        self._maker.prepare(self._machine.preview())

    def close(self) -> None:
        """Let go of the worker. The output is its owner's to close."""
        self._ask_others(softer=False)
        self._output.stop()
        self._maker.close()

    # What the machine has done.

    def put_on(self) -> None:
        """Make the output play what the machine plays now."""
        playing, before = self._machine.playing, self.on
        if playing is None or playing is before or self._machine.state in (State.STOPPED, State.FINISHED):
            return
        self.on = playing
        if before is not None and before.block_id == playing.block_id:
            assert playing.changed_from_s is not None
            self._maker.patch(playing, playing.changed_from_s)
            return
        self._asked_s = self._clock()
        self._maker.drop_pending()
        if self._station.ready is None and self.problem is not None:
            self._run_without_sound(self._asked_s)
        else:
            self._playback.wait(playing.block_id)
            self._first_sound.put_on()
            if self._station.ready is not None:
                self._hand_over(playing)
                self._queue_upcoming()

    def follow(self, before: Playing, playing: Playing) -> None:
        """The block `before` has ended by itself; the queued one plays now, from where the plan begins it."""
        self.on = playing
        self._asked_s = self._clock()
        self._playback.follow(playing.block_id, before.block.duration_s)
        self._maker.keep_only(playing.block_id)
        self._queue_upcoming()

    def go_to_closing_cues(self) -> None:
        """The last set was skipped: play its closing cues, so that the way out is heard all the same."""
        assert self.on is not None
        self._maker.drop_pending()
        self._output.play(self.on.block_id, frames_of(self.on.block.duration))

    def silence(self) -> None:
        """Fall silent now, and stand still."""
        self._output.pause()

    def unsilence(self) -> None:
        """Go on from where `silence` stopped."""
        self._output.resume()

    def say_paused(self) -> None:
        """Play the signal of a pause in place of what was playing."""
        self._maker.drop_pending()
        if self._station.ready is not None:
            self._maker.say_paused()

    def stop(self) -> None:
        """Fall silent, and drop what was to be played."""
        self._maker.drop_pending()
        self._output.stop()

    # What the output reports, and time.

    def deliver(self) -> str | None:
        """Hand over what has been rendered; what is newly wrong with that."""
        self._maker.deliver()
        if self._maker.problem is None or self._no_start is not None:
            return None
        self._no_start = self._maker.problem
        return self._no_start

    def soften_others(self) -> None:
        """Have other programs played softer or as before, as it is wanted now. For every tick."""
        said = self._maker.said.get(self.on.block_id, ()) if self.on is not None else ()
        self._ask_others(wanted(self._softer, self._machine.state, said, self.position_s))

    def _ask_others(self, softer: bool) -> None:
        if softer is not self._others_softer:
            self._others_softer = softer
            self._output.soften_others(softer)

    def look_for_start(self) -> str | None:
        """Go on without a device that does not wake, and judge one that never starts; what is newly wrong with it.

        For every tick of a session under way.
        """
        now = self._clock()
        if self._playback.started_s is None and now - self._asked_s > WAIT_FOR_SOUND_S:
            self._run_without_sound(now)
        if not self._first_sound.never_starts(now, rendering=self._maker.rendering) or self.problem is not None:
            return None
        self._no_start = text(NO_START)
        return self._no_start

    def take(self, report: Report, had_problem: bool) -> str | None:
        """Take in what the output reports; what is newly wrong. `had_problem`: something was, before this tick."""
        self._first_sound.reported()
        match report:
            case BlockPosition():
                self._take_position(report)
            case Ready(device_id=device_id):
                self._no_start = None
                self.offset_s = self._offset_for(device_id)
                self._rejoin()
            case Fault(kind="failed", text=text):
                return text
            case Fault(text=text):
                self._lose()
                return None if had_problem else text
        return None

    # Inside.

    def _take_position(self, report: BlockPosition) -> None:
        if self.on is not None and report.block == self.on.block_id:
            self._first_sound.heard()
            if self._no_start == text(NO_START):
                self._no_start = None
        self._playback.report(report.block, report.t_s, report.position_s)

    def _lose(self) -> None:
        self._first_sound.failed()
        self._maker.drop_pending()
        if self.on is not None and self._playback.started_s is None:
            self._run_without_sound(self._clock())

    def _hand_over(self, playing: Playing) -> None:
        """Play a block as soon as it is rendered: from its start, or from where the session has come meanwhile."""

        def play() -> None:
            self._first_sound.handed_over()
            started = self._playback.started_s
            if started is None:
                self._output.play(playing.block_id)
                return
            join = playing.block.next_entry(Fraction(self._clock() - started + REJOIN_AHEAD_S))
            self._output.play(playing.block_id, frames_of(join), started + float(join))

        def play_what_is_on() -> None:
            if self.on is None or self.on.block_id == playing.block_id:
                play()
            else:  # its end has passed while it was being rendered
                self._maker.drop_pending()
                self._rejoin()

        self._maker.load(playing, play_what_is_on)

    def _queue_upcoming(self) -> None:
        upcoming = self._machine.upcoming
        if upcoming is not None and self._station.ready is not None:
            self._maker.load(upcoming, lambda: self._output.queue(upcoming.block_id))

    def _run_without_sound(self, now_s: float) -> None:
        assert self.on is not None
        self._playback.run(self.on.block_id, now_s)

    def _rejoin(self) -> None:
        """A player is up (again): play from where the session is, joining in at the next rep."""
        on = self.on
        if on is None or self._machine.state in STANDING:
            return
        self._hand_over(on)
        self._queue_upcoming()
