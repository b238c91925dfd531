"""Which keys are shown at the top of the stage: those of allowed commands that have no button with their key.

Refuses to know what the commands do and in which state they are allowed.
"""

from collections.abc import Iterator
from itertools import groupby

from calfcoach.coach.view import View
from calfcoach.session.commands import COMMANDS, CommandKind, CommandSpec, allowed, meant
from calfcoach.session.states import ENDED, State
from calfcoach.texts import text
from calfcoach.ui.keys import KeyMap
from calfcoach.ui.stage.key_row import KeyCap, KeyHint
from calfcoach.wording.commands import GO_ON_AGAIN, LEAVE_CLASS, WORDS, CommandWords
from calfcoach.wording.stage import undo_text

_NOT_SHOWN = {
    State.REST: {CommandKind.MORE_REST, CommandKind.SKIP, CommandKind.BACK},  # two buttons have their keys on them
    State.PAUSED: set(CommandKind) - {CommandKind.UNDO},  # one large button shows its key
    State.HALTED: set(CommandKind) - {CommandKind.UNDO},  # the line that says where it was stopped shows the key
    State.READY: {CommandKind.SKIP, CommandKind.BACK},  # before the first rep these two do not skip a set
}


def hints(view: View, keys: KeyMap) -> tuple[KeyHint, ...]:
    """The keys shown at a moment and what they do; a command without a key is left out."""
    told = [*_command_hints(view, keys)]
    if view.state not in ENDED and (key := keys.first("keys")):
        told.append(KeyHint((KeyCap(key, text("Keys"), "keys"),), text("Keys")))
    # The undo comes last, where the row begins to be filled (from the right): it is possible for ten seconds only.
    return tuple(sorted(told, key=lambda hint: bool(hint.large)))


def _command_hints(view: View, keys: KeyMap) -> Iterator[KeyHint]:
    shown = filter(lambda spec: _is_shown(spec, view), COMMANDS)
    for hint, specs in groupby(shown, lambda spec: _words(spec, view).hint):
        caps = [KeyCap(_key(spec.kind, view, keys), text(_words(spec, view).text), spec.kind) for spec in specs]
        if with_key := tuple(cap for cap in caps if cap.key):
            large = undo_text(view) if with_key[0].action is CommandKind.UNDO else ""
            yield KeyHint(with_key, text(hint), large)


def _key(kind: CommandKind, view: View, keys: KeyMap) -> str:
    """The key of a command; of undo also the one that goes on, where nothing stands still: a clicker has no other."""
    if kind is CommandKind.UNDO and not allowed(CommandKind.RESUME, view.state):
        return keys.first(kind) or keys.first(CommandKind.RESUME)
    return keys.first(kind)


def _is_shown(spec: CommandSpec, view: View) -> bool:
    if spec.kind is CommandKind.UNDO and view.offers.undo is None:
        return False
    if spec.kind is CommandKind.STOP and view.state in ENDED:
        return False  # Enter is already shown for the same
    if spec.kind is CommandKind.MORE_REST and view.countdown:
        return False  # a button has its key on it
    if view.state not in spec.states or spec.kind in _NOT_SHOWN.get(view.state, ()):
        return False
    return bool(_words(spec, view).hint)


def _words(spec: CommandSpec, view: View) -> CommandWords:
    if view.for_class and spec.kind is CommandKind.LEAVE:
        return LEAVE_CLASS
    pauses = spec.kind is CommandKind.TOGGLE_PAUSE
    return GO_ON_AGAIN if pauses and meant(spec.kind, view.state) is CommandKind.RESUME else WORDS[spec.kind]
