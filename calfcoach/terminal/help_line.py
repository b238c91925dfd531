"""What the terminal tells of its keys: those that do something in a state, and what.

All of it comes from `calfcoach.session.commands` and its words. Refuses to know what the commands do.
"""

from collections.abc import Iterator
from itertools import groupby

from calfcoach.session.commands import COMMANDS, SPECS, CommandKind, CommandSpec, meant
from calfcoach.session.states import State
from calfcoach.texts import marked, text
from calfcoach.wording.commands import WORDS

_KEY_LABELS = {"Space": marked("space"), "Enter": marked("Enter")}


def help_entries(state: State, undo: bool = False) -> Iterator[str]:
    """Each key with what it does in a state: `space pause`; keys for the same thing stand together.

    `undo`: there is something that can be undone.
    """
    told = (spec for spec in COMMANDS if spec.terminal_keys and state in spec.states and _short(spec, state))
    # Going on is told with the key that also pauses.
    left_out = {CommandKind.RESUME} if undo else {CommandKind.RESUME, CommandKind.UNDO}
    told = (spec for spec in told if spec.kind not in left_out)
    for short, specs in groupby(told, lambda spec: _short(spec, state)):
        keys = " ".join(key_label(spec.kind) for spec in specs)
        yield f"{keys} {text(short)}"


def key_label(kind: CommandKind) -> str:
    """The first key of a command as a person reads it."""
    key = SPECS[kind].terminal_keys[0]
    return text(_KEY_LABELS[key]) if key in _KEY_LABELS else key.lower()


def _short(spec: CommandSpec, state: State) -> str:
    return WORDS[meant(spec.kind, state)].short
