"""Which keys are told at the top of the stage: those of commands that the state allows and no button shows.

Refuses to know what the commands do and which state allows them.
"""

from collections.abc import Iterator
from itertools import groupby

from calfcoach.coach.view import View
from calfcoach.session.commands import COMMANDS, CommandKind, CommandSpec
from calfcoach.session.states import ENDED, State
from calfcoach.texts import text
from calfcoach.ui.keys import KeyMap
from calfcoach.ui.stage.header import KeyCap, KeyHint
from calfcoach.wording.commands import WORDS
from calfcoach.wording.stage import undo_text

_NOT_TOLD = {
    State.REST: {CommandKind.MORE_REST, CommandKind.SKIP, CommandKind.BACK},  # two buttons have their keys on them
    State.PAUSED: set(CommandKind) - {CommandKind.UNDO},  # one large button has
    State.HALTED: set(CommandKind) - {CommandKind.UNDO},  # the line of what it was stopped at has
    State.READY: {CommandKind.SKIP, CommandKind.BACK},  # there they do not skip a set
}


def hints(view: View, keys: KeyMap) -> tuple[KeyHint, ...]:
    """The keys of a moment and what they do; a command without a key is not told."""
    told = [*_command_hints(view, keys)]
    if view.state not in ENDED and (key := keys.first("keys")):
        told.append(KeyHint((KeyCap(key, text("Keys"), "keys"),), text("Keys")))
    # What is there for ten seconds has its place before all others.
    return tuple(sorted(told, key=lambda hint: bool(hint.large)))


def _command_hints(view: View, keys: KeyMap) -> Iterator[KeyHint]:
    for hint, specs in groupby(filter(lambda spec: _is_told(spec, view), COMMANDS), _hint):
        caps = [KeyCap(keys.first(spec.kind), text(WORDS[spec.kind].text), spec.kind) for spec in specs]
        if with_key := tuple(cap for cap in caps if cap.key):
            large = undo_text(view) if with_key[0].action is CommandKind.UNDO else ""
            yield KeyHint(with_key, text(hint), large)


def _is_told(spec: CommandSpec, view: View) -> bool:
    if spec.kind is CommandKind.UNDO and view.offers.undo is None:
        return False
    if spec.kind is CommandKind.STOP and view.state in ENDED:
        return False  # Enter is told for the same
    return bool(_hint(spec)) and view.state in spec.states and spec.kind not in _NOT_TOLD.get(view.state, ())


def _hint(spec: CommandSpec) -> str:
    return WORDS[spec.kind].hint
