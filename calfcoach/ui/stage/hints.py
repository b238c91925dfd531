"""Which keys are told at the top of the stage: those that do something now. Refuses to know what they do."""

from dataclasses import dataclass

from calfcoach.coach.view import View
from calfcoach.session.states import TABLE, State, Trigger
from calfcoach.ui.stage.header import KeyHint


@dataclass(frozen=True)
class StageKeys:
    """What is printed on the key of each action that is told on the stage; empty where it has none."""

    pause: str = "Space"
    skip: str = "→"
    back: str = "←"
    more_rest: str = "↑"
    leave: str = "Enter"
    keys: str = "?"


def hints(view: View, keys: StageKeys) -> tuple[KeyHint, ...]:
    """The keys of a moment and what they do. The two buttons of a rest and Resume have theirs on them."""
    state = view.state
    if state in (State.FINISHED, State.STOPPED):
        return _with_keys((keys.leave, "Summary"))
    told = [(keys.keys, "Keys")]
    if (state, Trigger.SKIP_SET) in TABLE and state is not State.PAUSED:
        told.insert(0, (" ".join(key for key in (keys.back, keys.skip) if key), "Set"))
    if state is State.READY:
        told.insert(0, (keys.more_rest, "+15 s"))
    if (state, Trigger.PAUSE) in TABLE:
        told.insert(0, (keys.pause, "Pause"))
    return _with_keys(*told)


def _with_keys(*told: KeyHint) -> tuple[KeyHint, ...]:
    return tuple((key, does) for key, does in told if key)
