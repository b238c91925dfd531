"""What somebody may ask of a session: every kind of command, declared once with its keys and states.

A command is a value: what is asked, by what it was given, and when. `COMMANDS` declares each kind. The keys of window
and terminal, the keys told on the stage, the list of keys and the help line are all made from it, in its order.

Where a command is possible is read off the one table in `calfcoach.session.states`. Being allowed by the state is
necessary, not always enough: the last rep cannot be added to when it is ending.

The words for a command are in `calfcoach.wording.commands`. Keys are named as Qt names them ("Space", "PgDown",
"Ctrl+Return"), a letter by its capital. Refuses to know who obeys, and what a keyboard is.
"""

from dataclasses import dataclass
from enum import StrEnum

from calfcoach.domain.exercise import Side
from calfcoach.session.states import ENDED, TABLE, State, Trigger


class CommandKind(StrEnum):
    """What can be asked. The values are the names under which the settings keep a person's own keys."""

    START = "start"
    TOGGLE_PAUSE = "pause"
    PAUSE = "pause_only"
    RESUME = "resume_only"
    SKIP = "skip"
    BACK = "back"
    MORE_REST = "more_rest"
    ADD_REP = "add_rep"
    END_AFTER_REP = "end_after_rep"
    ONE_DONE_LESS = "one_done_less"
    ONE_DONE_MORE = "one_done_more"
    STOP = "stop"
    HALT = "halt_only"
    END = "end_only"
    UNDO = "undo"
    LEAVE = "leave"


class CommandSource(StrEnum):
    """By what a command was given. `SCREEN` is anything pressed on a screen, by mouse, finger or Enter; `PROGRAM` is
    the program itself: it was put to sleep, stopped or closed.
    """

    KEY = "key"
    CLICKER = "clicker"
    MEDIA_KEY = "media-key"
    SCREEN = "screen"
    PHONE = "phone"
    CAMERA = "camera"
    PROGRAM = "program"


@dataclass(frozen=True)
class Command:
    """Something asked of a session at `at_s`, seconds of the clock that the coach is given.

    `side` is the one side that a correction of the last set is meant for; None is each that worked.
    """

    kind: CommandKind
    source: CommandSource
    at_s: float
    side: Side | None = None


@dataclass(frozen=True)
class CommandSpec:
    """How a kind of command is declared.

    `states` are those that allow it. `window_keys` are the usual keys of a keyboard in the window, `clicker_keys` those
    that presenter clickers send, `media_keys` those for music on keyboards and headsets, `terminal_keys` those of the
    terminal.
    """

    kind: CommandKind
    states: frozenset[State]
    window_keys: tuple[str, ...] = ()
    clicker_keys: tuple[str, ...] = ()
    media_keys: tuple[str, ...] = ()
    terminal_keys: tuple[str, ...] = ()


def _allowing(*triggers: Trigger) -> frozenset[State]:
    """The states in which the table has a row for one of these events."""
    return frozenset(state for state, trigger in TABLE if trigger in triggers)


_BEGUN = frozenset(State) - _allowing(Trigger.START)
_CAN_PAUSE = _allowing(Trigger.PAUSE)
_CAN_RESUME = _allowing(Trigger.RESUME_SET, Trigger.RESUME_REST)
_CAN_HALT = _allowing(Trigger.HALT)
_CAN_END = _allowing(Trigger.STOP)

COMMANDS: tuple[CommandSpec, ...] = (
    CommandSpec(
        CommandKind.TOGGLE_PAUSE,
        _CAN_PAUSE | _CAN_RESUME,
        window_keys=("Space",),
        clicker_keys=(".", "B"),
        media_keys=("Toggle Media Play/Pause",),
        terminal_keys=("Space",),
    ),
    CommandSpec(CommandKind.PAUSE, _CAN_PAUSE, media_keys=("Media Pause",)),
    CommandSpec(
        CommandKind.RESUME, _CAN_RESUME, clicker_keys=("F5",), media_keys=("Media Play",), terminal_keys=("F5",)
    ),
    CommandSpec(
        CommandKind.BACK,
        _allowing(Trigger.BACK, Trigger.ASK_BACK),
        window_keys=("Left",),
        clicker_keys=("PgUp",),
        media_keys=("Media Previous",),
        terminal_keys=("B", "PgUp"),
    ),
    CommandSpec(
        CommandKind.SKIP,
        _allowing(Trigger.SKIP_SET, Trigger.SKIP_REST, Trigger.ASK_SKIP),
        window_keys=("Right", "S"),
        clicker_keys=("PgDown",),
        media_keys=("Media Next",),
        terminal_keys=("S", "PgDown"),
    ),
    CommandSpec(
        CommandKind.MORE_REST,
        _allowing(Trigger.EXTEND),
        window_keys=("Up", "+"),
        terminal_keys=("+", "="),
    ),
    CommandSpec(
        CommandKind.ADD_REP,
        _allowing(Trigger.ADD_REP),
        window_keys=("A",),
        terminal_keys=("A",),
    ),
    CommandSpec(
        CommandKind.END_AFTER_REP,
        _allowing(Trigger.END_AFTER_REP),
        window_keys=("Down", "E"),
        terminal_keys=("E",),
    ),
    CommandSpec(
        CommandKind.ONE_DONE_LESS,
        _BEGUN,
        terminal_keys=("[",),
    ),
    CommandSpec(
        CommandKind.ONE_DONE_MORE,
        _BEGUN,
        terminal_keys=("]",),
    ),
    CommandSpec(
        CommandKind.STOP,
        _CAN_HALT | _CAN_END | ENDED,
        window_keys=("Esc", "H"),
        media_keys=("Media Stop",),
        terminal_keys=("Q", "Esc"),
    ),
    CommandSpec(CommandKind.HALT, _CAN_HALT),
    CommandSpec(CommandKind.END, _CAN_END),
    CommandSpec(
        CommandKind.UNDO,
        _allowing(Trigger.UNDO_TO_SET, Trigger.UNDO_TO_REST),
        window_keys=("Ctrl+Z", "U"),
        terminal_keys=("U",),
    ),
    CommandSpec(
        CommandKind.LEAVE,
        ENDED,
        window_keys=("Return", "Enter"),
        terminal_keys=("Enter",),
    ),
    CommandSpec(
        CommandKind.START,
        _allowing(Trigger.START),
        window_keys=("Ctrl+Return", "F10"),
        clicker_keys=("F5",),
        terminal_keys=("Enter", "Space"),
    ),
)
"""Every kind of command, in the order in which they are told."""

SPECS = {spec.kind: spec for spec in COMMANDS}

CLICKER_KEYS = frozenset(key for spec in COMMANDS for key in spec.clicker_keys)
"""What presenter clickers send."""


UNDO_S = 10.0
"""How long what was ended or thrown away can be undone."""

END_AFTER_S = 20.0
"""A session that is stopped in place ends by itself when nobody has pressed a key for this time."""

UNSEEN_S = 0.7
"""After a screen has changed by itself, keys that confirm, save or discard do nothing for this time: they were meant
for what stood there before. Our default; people see a change in 0.3 s and stop a movement in about as long."""


def meant(kind: CommandKind, state: State) -> CommandKind:
    """What a command with several meanings asks for in a state: pause or go on; stop in place, then end, then leave."""
    if kind is CommandKind.TOGGLE_PAUSE:
        return CommandKind.RESUME if state in _CAN_RESUME else CommandKind.PAUSE
    if kind is not CommandKind.STOP:
        return kind
    if state in _CAN_HALT:
        return CommandKind.HALT
    return CommandKind.LEAVE if state in ENDED else CommandKind.END


def allowed(kind: CommandKind, state: State) -> bool:
    """Whether a state allows a command."""
    return state in SPECS[kind].states


def command_of_terminal_key(key: str, state: State) -> CommandKind | None:
    """What a key of the terminal asks for in a state; None for nothing. One key may have several commands, of which a
    state allows one.
    """
    return next((spec.kind for spec in COMMANDS if key in spec.terminal_keys and state in spec.states), None)
