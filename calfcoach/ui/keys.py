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
    Action("search", "Search (in the library)", ("/", "Ctrl+F")),
)
"""What works on one screen. Clickers send F5 to begin a show."""

ALL_ACTIONS = (*STAGE_ACTIONS, *WINDOW_ACTIONS, *DESK_ACTIONS)


class KeyMap:
    """The keys in force: the usual ones, or what the settings say for an action. Keys that do not exist are ignored."""

    def __init__(self, own: Mapping[str, Sequence[str]]) -> None:
        self._own = own

    def sequences(self, action: Action) -> list[QKeySequence]:
        """The keys of an action."""
        wanted = [QKeySequence(text) for text in self._own.get(action.name, action.keys)]
        known = [keys for keys in wanted if not keys.isEmpty()]
        return known or [QKeySequence(text) for text in action.keys]

    def shown(self, action: Action) -> str:
        """The keys of an action as a person reads them."""
        return "  ".join(_NAMES.get(text := keys.toString(), text) for keys in self.sequences(action))


_NAMES = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "PgDown": "Page ↓", "PgUp": "Page ↑"}
