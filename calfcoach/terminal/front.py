"""Runs a session in the terminal: set-up, live picture, keys, summary. The coach decides, this shows and asks.

With a terminal it redraws a live picture; without one it prints a line an event.
"""

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from rich.live import Live

from calfcoach.coach.conductor import Coach, TimedEvent
from calfcoach.coach.media_keys import MediaKeys
from calfcoach.coach.recorder import Recorder
from calfcoach.coach.sound import require
from calfcoach.session.commands import Command, CommandKind, CommandSource, command_of_terminal_key
from calfcoach.session.events import EventKind
from calfcoach.session.outcome import stopped_at
from calfcoach.terminal.console import PatientConsole
from calfcoach.terminal.help_line import key_label
from calfcoach.terminal.interrupt import Interrupts, noted_interrupts, stand_still
from calfcoach.terminal.keys import Keys, open_keys
from calfcoach.terminal.lines import line_of
from calfcoach.terminal.screen import draw
from calfcoach.terminal.sound_offer import SoundOffer
from calfcoach.terminal.words import (
    print_dose,
    print_finish,
    print_going_on,
    print_past,
    print_setup,
    print_summary,
    print_warnings,
)
from calfcoach.texts import text
from calfcoach.wording.any_lift import ANY_LIFT
from calfcoach.wording.events import event_text

FRAME_S = 1 / 25
"""Time between two pictures: quick enough for a bar that moves, slow enough for a terminal over a slow line."""

STANDSTILL_FRAMES = 10
"""Frames between a pause by Ctrl-Z and standing still: the player has fallen silent by then, and has said so."""

WARM_UP_S = 3.0
"""How long the set-up waits for a device to wake where nobody presses a key."""

END_OF_INPUT = "Ctrl+D"


class TerminalFront:
    """One session in the terminal."""

    def __init__(
        self,
        coach: Coach,
        console: PatientConsole,
        keys: Keys,
        audio: str,
        recorder: Recorder,
        interrupts: Interrupts,
        past: Sequence[str] = (),
        sound_offer: SoundOffer | None = None,
    ) -> None:
        self._coach = coach
        self._sound_offer = sound_offer
        self._past = past
        self._interrupts = interrupts
        self._audio = audio
        self._recorder = recorder
        self._console = console
        self._keys = keys
        self._started_s: float | None = None
        coach.subscribe(self._on_event)

    def set_up(self, skip: bool) -> bool:
        """Show the set-up and wait for Enter where there are keys; False where the person rather quits.

        With `skip` the steps are left out; what the tempo means and the warnings are not: they stand above the lead-in.

        Raises:
            EnvironmentLacks: the output asked for by name cannot work on this machine.
        """
        self._coach.prepare()
        if skip:
            for item in self._coach.plan.items:
                if item.exercise.id == ANY_LIFT:
                    self._console.print(f"{item.exercise.summary}.")
                print_dose(self._console, item)
                print_warnings(self._console, item.exercise.name, item.exercise.warnings)
        elif self._recorder.goes_on:
            print_going_on(self._console, *self._coach.plan.block_item(self._coach.machine.first_block))
        else:
            print_setup(self._console, self._coach.plan)
        print_past(self._console, self._past)
        if skip or not self._keys.live:
            self._wait_for_sound()
            require(self._audio, self._coach.station.fault)
            return True
        return self._wait_for_start()

    def _wait_for_start(self) -> bool:
        self._print_start_keys()
        while True:
            self._coach.tick()
            require(self._audio, self._coach.station.fault)
            self._offer_sound_check()
            key = self._read()
            if self._sound_offer is not None:
                self._sound_offer.press(key)
            if self._interrupts.standstill:
                self._stand_still()
                self._print_start_keys()
            wanted = command_of_terminal_key(key, self._coach.machine.state)
            if wanted is CommandKind.START:
                if self._sound_offer is not None:
                    self._sound_offer.close()
                return True
            if wanted is CommandKind.STOP or key == END_OF_INPUT:
                return False

    def _offer_sound_check(self) -> None:
        line = self._sound_offer.line() if self._sound_offer is not None else None
        if line is not None:
            self._console.print(line, soft_wrap=True)

    def _print_start_keys(self) -> None:
        start, stop = key_label(CommandKind.START), key_label(CommandKind.STOP)
        line = text("{start} starts, {stop} quits.", start=start, stop=stop)
        if self._sound_offer is not None:
            line = text("{start} starts, c lets you hear the sound, {stop} quits.", start=start, stop=stop)
        self._console.print(line, style="bold")

    def run(self) -> None:
        """Run the session to its end, and show the way out and the summary."""
        with self._live() as live:
            self._started_s = time.monotonic()
            self._coach.start()
            self._follow(live)
        while self._is_going_on():
            self._stand_still()
            with self._live() as live:
                self._follow(live)
        self.summarise()

    def _follow(self, live: object) -> None:
        """Show the session until it ends or is to stand still."""
        while self._is_going_on() and not self._interrupts.standstill:
            self._coach.tick()
            if isinstance(live, Live):
                live.update(draw(self._coach.view()), refresh=True)
            self._press(self._read())
            if self._console.deaf and not self._coach.station.audible:
                # Nobody reads the output, and there is no sound that anybody could hear.
                self._command(CommandKind.END, CommandSource.PROGRAM)
                self._coach.left = True

    def _is_going_on(self) -> bool:
        """Whether the session runs, is heard, or has an end that a key can still undo."""
        coach = self._coach
        return coach.sounding or (self._keys.live and not coach.left and coach.view().offers.undo is not None)

    def _stand_still(self) -> None:
        """Give the terminal back to its shell, in silence; when the shell lets the program go on it is paused."""
        if self._command(CommandKind.PAUSE, CommandSource.PROGRAM):
            key = key_label(CommandKind.TOGGLE_PAUSE)
            paused = text("Paused. When the shell lets it go on (fg), {key} goes on with the set.", key=key)
            self._console.print(paused)
            for _ in range(STANDSTILL_FRAMES):
                self._coach.tick()
                self._read()
        self._keys.let_go()
        stand_still()
        self._keys.take()
        self._interrupts.standstill = False

    def summarise(self) -> None:
        """Print how to get out safely where the last set was done, and what was done where anything was begun."""
        if self._started_s is None:
            return
        machine, stopped = self._coach.machine, stopped_at(self._coach.machine)
        if stopped is None:
            print_finish(self._console, self._coach.view().exercise)
        print_summary(self._console, self._coach.plan, machine.ledger, self._recorder.pauses, stopped)

    def _live(self) -> AbstractContextManager[object]:
        if not self._console.shows_pictures:
            return nullcontext()
        return Live(console=self._console, auto_refresh=False, transient=True)

    def _wait_for_sound(self) -> None:
        until = time.monotonic() + WARM_UP_S
        while time.monotonic() < until and self._coach.station.ready is None and self._coach.problem is None:
            self._coach.tick()
            self._read()

    def _read(self) -> str:
        """The next key within a frame. A signal that came in is raised here, where nothing is half done."""
        key = self._keys.read(FRAME_S)
        self._interrupts.check()
        return key

    def _press(self, key: str) -> None:
        if key:
            self._coach.attend()
        kind = command_of_terminal_key(key, self._coach.machine.state)
        if kind is not None:
            self._command(kind, CommandSource.KEY)

    def _command(self, kind: CommandKind, source: CommandSource) -> bool:
        return self._coach.obey(Command(kind, source, self._coach.now_s))

    def _on_event(self, timed: TimedEvent) -> None:
        if self._started_s is None:
            # Before the set there is no picture that could say it.
            if timed.event.kind is EventKind.NOTICE:
                self._console.print(f"! {event_text(timed.event)}", markup=False, highlight=False, soft_wrap=True)
        elif not self._console.shows_pictures:
            line = line_of(timed, self._coach.view(), self._started_s)
            if line is not None:
                self._console.print(line, markup=False, highlight=False, soft_wrap=True)


def run_in_terminal(
    coach: Coach,
    recorder: Recorder,
    audio: str,
    skip_setup: bool,
    console: PatientConsole | None = None,
    past: Sequence[str] = (),
    sound_offer: SoundOffer | None = None,
) -> None:
    """Coach a whole session in the terminal; `audio` is the output that was asked for, `past` what was last time.

    `sound_offer` is the sound check for its set-up; it is closed before the first set. None where there is no sound.

    Raises:
        EnvironmentLacks: that output cannot work on this machine.
        KeyboardInterrupt: Ctrl-C was pressed; the session was stopped and its summary printed.
        SystemExit: the same when the program was ended or its terminal hung up.
    """
    with noted_interrupts() as interrupts, open_keys() as keys:
        shown = console if console is not None else PatientConsole()
        front = TerminalFront(coach, shown, keys, audio, recorder, interrupts, past, sound_offer)
        media_keys = MediaKeys(coach)
        try:
            if front.set_up(skip_setup):
                media_keys.hold()
                front.run()
        except (KeyboardInterrupt, SystemExit):
            coach.obey(Command(CommandKind.END, CommandSource.PROGRAM, coach.now_s))
            front.summarise()
            raise
        finally:
            media_keys.release()
