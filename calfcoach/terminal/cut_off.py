"""A session that was cut off, offered in the terminal before another one begins: go on, keep it as it is, or later.

Where nobody can be asked, or the session is to start at once, a line says what is offered. Knows no sound.
"""

from collections.abc import Callable

from calfcoach.errors import KnownError
from calfcoach.history.going_on import GoingOn, find_cut_off, going_on, now
from calfcoach.history.past import Unfinished
from calfcoach.history.store import History
from calfcoach.history.words import kept_as_it_is, line_of_cut_off
from calfcoach.library.collection import Library
from calfcoach.terminal.console import PatientConsole
from calfcoach.terminal.interrupt import noted_interrupts, stand_still
from calfcoach.terminal.keys import open_keys
from calfcoach.texts import printable, text

MOST_S = 1.0
"""How long the history may take to be ready before what it has is offered."""

LOOK_S = 0.1
"""Time between two looks for a key."""

GO_ON, KEEP, LATER = "G", "K", "N"


def going_on_in_terminal(
    history: History, instead: str, *, offer: bool, console: PatientConsole | None = None
) -> GoingOn | None:
    """What to go on with, made ready; None for a session as it was asked for. Without `offer` nobody is asked.

    `instead` is the name of the exercise that begins if the answer is "later".

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed; nothing was changed.
    """
    found = find_cut_off(history, MOST_S)
    if not found:
        return None
    shown = console if console is not None else PatientConsole()
    with noted_interrupts() as interrupts, open_keys() as keys:
        if not offer or not keys.live:
            _tell(shown, found[0])
            return None

        def pressed() -> str:
            interrupts.check()
            if interrupts.standstill:
                keys.let_go()
                stand_still()
                keys.take()
                interrupts.standstill = False
            return keys.read(LOOK_S)

        for each in found:
            answer = _ask(shown, each, instead, pressed)
            if answer == KEEP:
                history.leave(each)
                _say(shown, kept_as_it_is(each))
            elif answer == LATER:
                return None
            elif (ready := _made_ready(shown, each)) is not None:
                return ready
    return None


def _tell(console: PatientConsole, cut_off: Unfinished) -> None:
    told = text(
        "Cut off: {session}. `calfcoach --terminal` and the library in the window offer to go on with it.",
        session=line_of_cut_off(cut_off, now()),
    )
    _say(console, told)


def _ask(console: PatientConsole, cut_off: Unfinished, instead: str, pressed: Callable[[], str]) -> str:
    _say(console, text("Cut off: {session}.", session=line_of_cut_off(cut_off, now())))
    keys = text(
        "G goes on with it, K keeps it as it is, N begins {exercise} and asks again the next time.", exercise=instead
    )
    _say(console, keys)
    while True:
        key = pressed()
        if key in (GO_ON, KEEP, LATER):
            return key
        if key in ("Esc", "Ctrl+D"):
            return LATER


def _made_ready(console: PatientConsole, cut_off: Unfinished) -> GoingOn | None:
    try:
        return going_on(cut_off, Library.load())
    except KnownError as error:
        _say(console, f"{error}.")
        return None


def _say(console: PatientConsole, line: str) -> None:
    console.print(printable(line), markup=False, highlight=False, soft_wrap=True)
