"""What the keys do: one table of actions, their usual keys (presenter clickers included), and the person's own.

Knows the names of the actions and not what they do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence


@dataclass(frozen=True)
class Action:
    """Something a key can do. `label` says it in the list of keys; `keys` are its usual ones, in Qt's notation."""

    name: str
    label: str
    keys: tuple[str, ...]


STAGE_ACTIONS = (
    Action("pause", "Pause, go on", ("Space", ".", "B")),
    Action("skip", "Skip the rest, end the set", ("Right", "PgDown")),
    Action("back", "Set from the start, in a rest the last one again", ("Left", "PgUp")),
    Action("more_rest", "15 s more rest", ("Up", "+")),
    Action("add_rep", "One rep more", ("A",)),
    Action("end_after_rep", "End after this rep", ("Down", "E")),
    Action("stop", "Stop", ("Esc",)),
    Action("leave", "When it is done: to the summary", ("Return", "Enter")),
)
"""What works while a session runs. Clickers send PgUp and PgDown for back and forth, `.` or `B` for a black screen."""

WINDOW_ACTIONS = (
    Action("full_screen", "Full screen", ("F11",)),
    Action("keys", "Show the keys", ("?", "F1")),
)
"""What works everywhere."""

DESK_ACTIONS = (
    Action("start", "Start (on the set-up screen)", ("Ctrl+Return", "F5")),
    Action("leave_screen", "Back to the library", ("Esc",)),
    Action("search", "Search (in the library)", ("/", "Ctrl+F")),
)
"""What works on one screen. Clickers send F5 to begin a show."""

ALL_ACTIONS = (*STAGE_ACTIONS, *WINDOW_ACTIONS, *DESK_ACTIONS)


class KeyMap:
    """The keys in force: the usual ones, or what the settings say for an action. Keys that do not exist are ignored.

    Qt does nothing at a key that two actions have, so one key has one action: a person's own key is taken from the
    action that usually has it, and of two actions that were given the same one the first keeps it.
    """

    def __init__(self, own: Mapping[str, Sequence[str]]) -> None:
        self._keys: dict[str, list[QKeySequence]] = {}
        given = {action.name: _known(own[action.name]) for action in ALL_ACTIONS if own.get(action.name)}
        given = {name: keys for name, keys in given.items() if keys}
        for group in ((*STAGE_ACTIONS, *WINDOW_ACTIONS), (*WINDOW_ACTIONS, *DESK_ACTIONS)):
            taken = {keys.toString() for action in WINDOW_ACTIONS for keys in self._keys.get(action.name, ())}
            fresh = [action for action in group if action.name not in self._keys]
            claimed = {keys.toString() for action in group for keys in given.get(action.name, ())}
            for action in fresh:
                wanted = given.get(action.name)
                if wanted is None:
                    wanted = [keys for keys in _known(action.keys) if keys.toString() not in claimed]
                self._keys[action.name] = [keys for keys in wanted if keys.toString() not in taken]
                taken |= {keys.toString() for keys in wanted}

    def sequences(self, action: Action) -> list[QKeySequence]:
        """The keys of an action; none where all of them were given to others."""
        return list(self._keys[action.name])

    def shown(self, action: Action) -> str:
        """The keys of an action as a person reads them."""
        # Enter has two names, and a keyboard two of it.
        return "  ".join(dict.fromkeys(_name(keys) for keys in self.sequences(action)))

    def first(self, name: str) -> str:
        """The first key of an action, as a person reads it; empty where it has none."""
        return _name(self._keys[name][0]) if self._keys[name] else ""


def _name(keys: QKeySequence) -> str:
    text = keys.toString()
    return _NAMES.get(text, text)


def _known(texts: Sequence[str]) -> list[QKeySequence]:
    wanted = [QKeySequence(text) for text in texts]
    return [keys for keys in wanted if keys.toString()]


_NAMES = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "PgDown": "Page ↓", "PgUp": "Page ↑", "Return": "Enter"}
