"""`calfcoach sound-check`: a phase, a word and a tick, as often and as loud as somebody wants it."""

import argparse
import sys
import time

from calfcoach.cli.schemes import checked_scheme
from calfcoach.cli.stderr import write_line
from calfcoach.coach.listen import Listening
from calfcoach.coach.sound import make_sound_check, open_output
from calfcoach.coach.sound_check import CheckState, SoundCheck
from calfcoach.coach.station import SoundStation
from calfcoach.errors import EnvironmentLacks, ExitCode
from calfcoach.request import store_from
from calfcoach.terminal.console import PlainConsole
from calfcoach.texts import text

LOOK_S = 0.02
MOST_WAIT_S = 10.0
"""How long a device may take to wake: what takes longer is told as its own problem by then."""


def sound_check(options: argparse.Namespace) -> int:
    """Play it; where there is a keyboard ask whether it was heard, and remember the device that it was heard on.

    Raises:
        EnvironmentLacks: nothing can be heard here.
    """
    store = store_from(options)
    make = make_sound_check(checked_scheme(options.scheme, store), store.settings)
    station = SoundStation(open_output(options.audio or store.settings.audio, store.settings))
    listening = Listening(station)
    check, console = SoundCheck(listening, station, store), PlainConsole()
    try:
        _wait_for_device(station)
        console.print(text("A phase, a word, a tick on {device}.", device=check.offer or _device_of(station)))
        check.begin(make)
        while _ask(check, listening, station):
            check.louder(make)
            if check.state is CheckState.AT_FULL:
                console.print(text("Turn up the speaker."))
    finally:
        listening.close()
        station.close()
    if store.problem is not None:
        write_line(store.problem)
    return ExitCode.DONE


def _wait_for_device(station: SoundStation) -> None:
    until = time.monotonic() + MOST_WAIT_S
    station.output.wake()
    while not station.audible:
        station.poll()
        if station.problem is not None or not station.output.needs_pcm or time.monotonic() > until:
            raise EnvironmentLacks(station.problem or text("nothing can be heard: there is no sound device in use"))
        time.sleep(LOOK_S)


def _device_of(station: SoundStation) -> str:
    name = station.ready.device_name if station.ready is not None else ""
    return name or text("This device")


def _ask(check: SoundCheck, listening: Listening, station: SoundStation) -> bool:
    """Let it play to its end, and ask; whether it is to be played louder."""
    while listening.under_way:
        listening.take(station.poll())
        time.sleep(LOOK_S)
    if listening.problem is not None:
        raise EnvironmentLacks(listening.problem)
    if not sys.stdin.isatty():
        return False
    try:
        answer = input(text("Enter: I hear it.  +: louder.  q: quit.") + " ").strip()
    except EOFError:
        return False
    if not answer:
        check.heard()
    return answer == "+"
