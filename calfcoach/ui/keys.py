"""The keys of the window: what has keys, the usual ones, and the person's own.

What is asked of a session comes from `calfcoach.session.commands`; what the window does by itself is declared here.
Knows the names of the actions and not what they do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from calfcoach.session.commands import CLICKER_KEYS, COMMANDS, SPECS, CommandKind, CommandSource, CommandSpec
from calfcoach.texts import marked, text
from calfcoach.wording.commands import WORDS

TAKES_EVERY_KEY = "takes_every_key"
"""The property of a part that waits for any key, to have it taught."""


@dataclass(frozen=True)
class Action:
    """Something a key can do. `label` (English) says it in the list of keys; `keys` are its usual ones, in Qt's
    notation. `name` is what the settings call it; that of a command is its kind.
    """

    name: str
    label: str
    keys: tuple[str, ...]


def _of(spec: CommandSpec) -> Action:
    return Action(spec.kind, WORDS[spec.kind].text, (*spec.window_keys, *spec.clicker_keys))


STAGE_ACTIONS = tuple(_of(spec) for spec in COMMANDS if _of(spec).keys and spec.kind is not CommandKind.START)
"""What works while a session runs."""

LOOK_ACTIONS = (
    Action("theme", marked("Next theme"), ("F6",)),
    Action("text_size", marked("Next text size"), ("F4",)),
    Action("motion", marked("Reduced motion"), ("F7",)),
    Action("flash", marked("Flash at each phase"), ("F8",)),
)
"""How everything looks."""

FULL_SCREEN = Action("full_screen", marked("Full screen"), ("F11",))

OF_THE_DESK_LIST = (*LOOK_ACTIONS, FULL_SCREEN)
"""What the list of keys over a set leaves out: there is room for what is needed there alone."""

WINDOW_ACTIONS = (
    FULL_SCREEN,
    Action("keys", marked("Show the keys"), ("?", "F1")),
    Action("audience", marked("Audience’s window"), ("F9",)),
    Action("change", marked("Another exercise"), ("F3",)),
    *LOOK_ACTIONS,
)
"""What works everywhere."""

DEMO_ACTIONS = (
    Action("demo_step", marked("Demonstration: next step"), ("Right", "D", "PgDown")),
    Action("demo_back", marked("Demonstration: step before"), ("Left", "A", "PgUp")),
    Action("demo_fault", marked("Demonstration: faults of this phase"), ("W",)),
    Action("demo_run", marked("Demonstration: repeat, freeze"), ("Space", "F5")),
    Action("demo_speed", marked("Demonstration: full, half, quarter speed"), ("S",)),
    Action("demo_sound", marked("Demonstration: sound"), ("M",)),
)
"""What works while a lift is shown and not trained."""

AUDIENCE_ACTIONS = (
    Action("freeze_audience", marked("Freeze the audience’s picture"), (".",)),
    Action("black_audience", marked("Audience’s picture black"), ("B",)),
)
"""What works everywhere while the audience's window is open. Its keys are a clicker's, which pause otherwise."""

LEAVE = Action("leave_screen", marked("Back"), ("Esc",))

START = _of(SPECS[CommandKind.START])

START_BY_CLICKER = "start_by_clicker"
"""What the start button of a clicker does where no session runs: it starts, or undoes what a line offers to undo."""

DESK_ACTIONS = (
    START,
    LEAVE,
    _of(SPECS[CommandKind.UNDO]),
    Action("search", marked("Search"), ("/", "Ctrl+F")),
    Action("history", marked("History"), ("H",)),
    Action("delete", marked("Delete the session"), ("Del",)),
    Action("favourite", marked("Favourite"), ("F",)),
    Action("next_card", marked("Next exercise"), ("PgDown",)),
    Action("card_before", marked("Exercise before"), ("PgUp",)),
    Action("save_picture", marked("Save the chart as a picture"), ("Ctrl+S",)),
)
"""What works on one screen where no session runs."""

TOGETHER = (
    (*STAGE_ACTIONS, *WINDOW_ACTIONS),
    (*WINDOW_ACTIONS, *DESK_ACTIONS),
    (*WINDOW_ACTIONS, LEAVE, *DEMO_ACTIONS),
)
"""The actions that work at the same time: of these no two can have the same key. What is done to an audience's window
works with each of these groups.
"""

ALL_ACTIONS = tuple(dict.fromkeys((*STAGE_ACTIONS, *WINDOW_ACTIONS, *DESK_ACTIONS, *DEMO_ACTIONS, *AUDIENCE_ACTIONS)))

MUST_KEEP = tuple(
    action for action in ALL_ACTIONS if action.name in (CommandKind.STOP, CommandKind.TOGGLE_PAUSE, LEAVE.name)
)
"""What may never be left without a key."""


class KeyMap:
    """The keys in force: the usual ones, or what the settings say for an action. Keys that do not exist are ignored.

    Qt does nothing at a key that two actions have, so one key has one action: a person's own key is taken from the
    action that usually has it, and of two actions that were given the same one the first keeps it. What may never be
    without a key gets a usual one back when it has none (`given_back` names those actions), whoever has that one.

    The actions on the audience's window have keys only while that is open (`audience`). Pausing then gives them its
    keys of a clicker for that time; no other action does. With `clicker_only` no key works that a clicker does not
    send. Pausing may then be left without a key: any other key of the clicker asks whether to pause.
    """

    def __init__(self, own: Mapping[str, Sequence[str]], *, audience: bool = False, clicker_only: bool = False) -> None:
        self.own, self.audience, self.clicker_only = own, audience, clicker_only
        self._keys: dict[str, list[QKeySequence]] = {}
        given = {action.name: _known(own[action.name]) for action in ALL_ACTIONS if own.get(action.name)}
        given = {name: keys for name, keys in given.items() if keys}
        for group in TOGETHER:
            taken = {keys.toString() for action in group for keys in self._keys.get(action.name, ())}
            fresh = [action for action in group if action.name not in self._keys]
            claimed = {keys.toString() for action in group for keys in given.get(action.name, ())}
            for action in fresh:
                wanted = given.get(action.name)
                if wanted is None:
                    elsewhere = claimed | _claimed_for_audience(action, given)
                    wanted = [keys for keys in _known(action.keys) if keys.toString() not in elsewhere]
                self._keys[action.name] = [keys for keys in wanted if keys.toString() not in taken]
                taken |= {keys.toString() for keys in wanted}
        self._keep_to_clicker()
        self.given_back: tuple[Action, ...] = ()
        while lost := [action for action in MUST_KEEP if not self._keys[action.name]]:
            self._give_back(lost[0])
        self._lend(given)
        self._keep_to_clicker()

    def _keep_to_clicker(self) -> None:
        """Leave out what no clicker sends, where only a clicker's keys are to work."""
        if self.clicker_only:
            self._keys = {
                name: [each for each in keys if is_of_clicker(each, self.own)] for name, keys in self._keys.items()
            }

    def _give_back(self, action: Action) -> None:
        """Give an action the first of its usual keys that may work, and take it from every other action.

        Of the actions that must keep a key, no two that work at the same time share a usual one: none loses what it got
        back.
        """
        usual = _known(action.keys)
        key = next(each for each in usual if not self.clicker_only or is_of_clicker(each, self.own))
        for other in {other.name for group in TOGETHER if action in group for other in group}:
            self._keys[other] = [each for each in self._keys[other] if each != key]
        self._keys[action.name] = [key]
        self.given_back += (action,)

    def _lend(self, given: Mapping[str, list[QKeySequence]]) -> None:
        """Give the actions on the audience's window their keys while it is open."""
        lender = CommandKind.TOGGLE_PAUSE
        taken = {keys.toString() for name, all_keys in self._keys.items() if name != lender for keys in all_keys}
        taken |= {keys.toString() for keys in self._keys[lender] if source_of(keys) is not CommandSource.CLICKER}
        for action in AUDIENCE_ACTIONS:
            wanted = given.get(action.name, _known(action.keys)) if self.audience else []
            self._keys[action.name] = [keys for keys in wanted if keys.toString() not in taken]
            taken |= {keys.toString() for keys in self._keys[action.name]}
        lent = {keys.toString() for action in AUDIENCE_ACTIONS for keys in self._keys[action.name]}
        self._keys[lender] = [keys for keys in self._keys[lender] if keys.toString() not in lent]

    def sequences(self, action: Action) -> list[QKeySequence]:
        """The keys of an action; none where all of them were given to others."""
        return list(self._keys[action.name])

    def sequences_of(self, action: Action, source: CommandSource) -> list[QKeySequence]:
        """Those of them that a presenter clicker sends, or those of a keyboard alone."""
        return [keys for keys in self._keys[action.name] if source_of(keys) is source]

    def names_of(self, action: Action, source: CommandSource) -> list[str]:
        """Those of a device, as a person reads them, each once."""
        return list(dict.fromkeys(map(name_of, self.sequences_of(action, source))))

    def names(self, action: Action) -> list[str]:
        """The keys of an action, each as a person reads it: any one of them will do."""
        # Enter has two names, and a keyboard two of it.
        return list(dict.fromkeys(name_of(keys) for keys in self.sequences(action)))

    def first(self, name: str) -> str:
        """The first key of an action, as a person reads it; empty where it has none."""
        return name_of(self._keys[name][0]) if self._keys[name] else ""

    def first_to_go_on(self, source: CommandSource | None = None) -> str:
        """The first key that goes on with a session that stands still, as a person reads it; empty if there is none.

        One of a device, if that has any: of a clicker rather F5 than a dot, which nobody reads from afar.
        """
        ways = (CommandKind.RESUME, CommandKind.TOGGLE_PAUSE)
        of_device = [keys for way in ways for keys in self._keys[way] if source_of(keys) is source]
        return name_of(of_device[0]) if of_device else next(filter(None, map(self.first, reversed(ways))), "")

    def first_of(self, name: str, source: CommandSource) -> str:
        """The first key of an action on a device (else on any), as a person reads it; empty where it has none."""
        keys = [each for each in self._keys[name] if source_of(each) is source]
        return name_of(keys[0]) if keys else self.first(name)


class KeysElsewhere(KeyMap):
    """A map without any key: for a screen while the keyboard belongs to what lies over it."""

    def __init__(self) -> None:
        super().__init__({})
        self._keys = {name: [] for name in self._keys}


def is_of_clicker(keys: QKeySequence, own: Mapping[str, Sequence[str]]) -> bool:
    """Whether a key may come from a clicker, a pedal or a headset: what those send, and what an action was taught
    (`own`) beside its usual keys. Esc is one of them: the start button of a clicker sends F5 and Esc in turns.
    """
    name = keys.toString()
    usual = {action.name: action.keys for action in ALL_ACTIONS}
    taught = {key for action, all_keys in own.items() for key in all_keys if key not in usual.get(action, ())}
    of_music = {key for spec in COMMANDS for key in spec.media_keys}
    return source_of(keys) is CommandSource.CLICKER or name == "Esc" or name in taught | of_music


def source_of(keys: QKeySequence) -> CommandSource:
    """The device a key is taken to come from: a keyboard has a clicker's keys too, and Qt does not tell them apart."""
    return CommandSource.CLICKER if keys.toString() in CLICKER_KEYS else CommandSource.KEY


def name_of(keys: QKeySequence) -> str:
    """A key as a person reads it."""
    name = keys.toString()
    return text(_NAMES[name]) if name in _NAMES else name


def _claimed_for_audience(action: Action, given: Mapping[str, list[QKeySequence]]) -> set[str]:
    """The keys that `action` loses because a person gave them to actions on the audience's window. Keys that `action`
    only lends are not lost, and an action that must keep a key loses none.
    """
    if action in MUST_KEEP:
        return set()
    all_keys = [keys for each in AUDIENCE_ACTIONS for keys in given.get(each.name, ())]
    return {keys.toString() for keys in all_keys if not lends(action, keys)}


def lends(action: Action, keys: QKeySequence) -> bool:
    """Whether an action has a key all the same, but not while the audience's window is open: pausing with a clicker."""
    return action.name == CommandKind.TOGGLE_PAUSE and source_of(keys) is CommandSource.CLICKER


def _known(texts: Sequence[str]) -> list[QKeySequence]:
    wanted = [QKeySequence(each) for each in texts]
    return [keys for keys in wanted if keys.toString()]


_NAMES = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "PgDown": marked("Page ↓"),
    "PgUp": marked("Page ↑"),
    "Return": marked("Enter"),
    "Enter": marked("Enter"),
    "Space": marked("Space"),
    "Del": marked("Del"),
    "Esc": marked("Esc"),
}
