"""Giving an action another key: who has that key now, and what the settings then say.

Refuses to know how a key is pressed and shown.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QKeySequence

from calfcoach.session.commands import CommandKind
from calfcoach.texts import text
from calfcoach.ui.keys import (
    ALL_ACTIONS,
    AUDIENCE_ACTIONS,
    DEMO_ACTIONS,
    DESK_ACTIONS,
    LEAVE,
    STAGE_ACTIONS,
    WINDOW_ACTIONS,
    Action,
    KeyMap,
)

TOGETHER = (
    (*STAGE_ACTIONS, *WINDOW_ACTIONS),
    (*DESK_ACTIONS, *WINDOW_ACTIONS),
    (*DEMO_ACTIONS, *WINDOW_ACTIONS, LEAVE),
    AUDIENCE_ACTIONS,
)
"""The actions that work at the same time: of these no two can have the same key."""

MUST_KEEP = (CommandKind.STOP, CommandKind.TOGGLE_PAUSE, LEAVE.name)
"""What may never be left without a key."""

Own = Mapping[str, Sequence[str]]


def users_of(own: Own, action: Action, key: QKeySequence) -> list[Action]:
    """The other actions that have a key where `action` works, and would lose it."""
    key_map = KeyMap(own)
    beside = {other.name: other for group in TOGETHER if action in group for other in group if other is not action}
    return [other for other in beside.values() if key in key_map.sequences(other)]


def with_key(own: Own, action: Action, key: QKeySequence) -> dict[str, list[str]]:
    """The settings' keys when `action` has a key besides those it has; nobody else has it then."""
    losing = {other.name for other in users_of(own, action, key)}
    changed = {
        name: [each for each in keys if QKeySequence(each) != key] for name, keys in own.items() if name in losing
    }
    kept = {name: list(keys) for name, keys in own.items() if name not in losing}
    has = [each.toString() for each in _map_for(own, action).sequences(action)]
    return {**kept, **{name: keys for name, keys in changed.items() if keys}, action.name: [*has, key.toString()]}


def as_usual(own: Own, action: Action) -> dict[str, list[str]]:
    """The settings' keys when `action` has its usual ones."""
    return {name: list(keys) for name, keys in own.items() if name != action.name}


def refusal(own: Own, action: Action, key: QKeySequence) -> str:
    """Why `action` cannot have a key, in a sentence; empty if it can."""
    after = KeyMap(with_key(own, action, key))
    for other in ALL_ACTIONS:
        if other.name in MUST_KEEP and not after.sequences(other):
            return text("“{action}” would have no key any more. Give it another one first.", action=text(other.label))
    return ""


def keys_of(own: Own, action: Action) -> list[str]:
    """The keys of an action, as a person reads them."""
    return _map_for(own, action).names(action)


def _map_for(own: Own, action: Action) -> KeyMap:
    """The keys in force while an action works."""
    return KeyMap(own, audience=action in AUDIENCE_ACTIONS)
