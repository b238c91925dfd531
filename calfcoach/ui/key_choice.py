"""Giving an action another key: who has that key now, and what the settings then say.

Refuses to know how a key is pressed and shown.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QKeySequence

from calfcoach.texts import text
from calfcoach.ui.keys import AUDIENCE_ACTIONS, MUST_KEEP, TOGETHER, Action, KeyMap, lends, name_of

Own = Mapping[str, Sequence[str]]


def users_of(own: Own, action: Action, key: QKeySequence) -> list[Action]:
    """The other actions that have a key where `action` works, and would lose it."""
    groups = [(*group, *AUDIENCE_ACTIONS) for group in TOGETHER]
    beside = {other.name: other for group in groups if action in group for other in group if other is not action}
    maps = (KeyMap(own, audience=True), KeyMap(own, audience=False))
    return [other for other in beside.values() if any(_loses(each, action, other, key) for each in maps)]


def _loses(key_map: KeyMap, action: Action, other: Action, key: QKeySequence) -> bool:
    is_lent = action in AUDIENCE_ACTIONS and lends(other, key)
    return key in key_map.sequences(other) and not is_lent


def with_key(own: Own, action: Action, key: QKeySequence) -> dict[str, list[str]]:
    """The settings' keys after `action` was given one key more. Actions that had this key lose it."""
    losing = {other.name for other in users_of(own, action, key)}
    changed = {
        name: [each for each in keys if QKeySequence(each) != key] for name, keys in own.items() if name in losing
    }
    kept = {name: list(keys) for name, keys in own.items() if name not in losing}
    if action in AUDIENCE_ACTIONS:  # actions that must keep a key do not lose one to it unless the settings say so
        kept |= {
            other.name: [each.toString() for each in KeyMap(own).sequences(other) if each != key]
            for other in MUST_KEEP
            if other.name in losing and other.name not in own
        }
    has = [each.toString() for each in _map_for(own, action).sequences(action)]
    return {**kept, **{name: keys for name, keys in changed.items() if keys}, action.name: [*has, key.toString()]}


def as_usual(own: Own, action: Action) -> dict[str, list[str]]:
    """The settings' keys after `action` got its usual keys back."""
    return {name: list(keys) for name, keys in own.items() if name != action.name}


def without_key(own: Own, action: Action, name: str) -> dict[str, list[str]]:
    """The settings' keys after `action` has lost each key that a person reads as `name`."""
    left = [each.toString() for each in _map_for(own, action).sequences(action) if name_of(each) != name]
    return {**{each: list(keys) for each, keys in own.items()}, action.name: left}


def refusal(own: Own, action: Action, key: QKeySequence) -> str:
    """Why `action` cannot have a key, in a sentence; empty if it can."""
    after = with_key(own, action, key)
    lost = set(KeyMap(after).given_back) - set(KeyMap(own).given_back)
    for other in (each for each in MUST_KEEP if each in lost or after.get(each.name) == []):
        return text("“{action}” would have no key any more. Give it another one first.", action=text(other.label))
    return ""


def losing_last(own: Own, action: Action, name: str) -> str:
    """Why a key cannot be taken from `action`, in a sentence; empty if it can."""
    if without_key(own, action, name)[action.name]:
        return ""
    return text("It is the only key for “{action}”. Give it another one first.", action=text(action.label))


def keys_of(own: Own, action: Action) -> list[str]:
    """The keys of an action, as a person reads them."""
    return _map_for(own, action).names(action)


def _map_for(own: Own, action: Action) -> KeyMap:
    """The keys in force while an action works."""
    return KeyMap(own, audience=action in AUDIENCE_ACTIONS)
