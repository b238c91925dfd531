"""The states of a session and the table that says what may follow what.

Theory of operation
1. A session is in one state. It starts in `setup` and ends in `finished` or `stopped`. Nothing leaves those two by
   itself; a hand may undo the end, or go on with what was stopped.
2. Two kinds of event come in. An *entry* (`enter …`) says that the position crossed into a segment; a *command*
   (pause, skip, …) is what somebody pressed.
3. The table maps (state, event) to the next state. What is not in it raises `IllegalEvent` and changes nothing.
4. A command that lays a block out leads to the state of the first segment it makes (`start`, `back` and `skip rest`
   to `ready`, `skip set` to `rest`); the entry into that segment follows at once and is legal from there. A rest
   of 0 s is passed without an entry.
5. `add rep`, `end after rep` and `extend` of a running rest change what is to come, not the state. `extend` in the
   lead-in goes back to the rest.
6. A pause inside a rep, a lead-in or a change of sides resumes through `ready` or `switch`; a pause inside a rest
   resumes into the rest.
7. What ends or throws away reps of a running set is asked for twice: `ask back` and `ask skip` pause and ask in place,
   `back` and `skip set` act from there. So is what changes the countdown on which a class starts, also where it stands
   still. `halt` stops in place; only `stop` ends.
8. `undo …` takes the last end or restart back: into the set through `ready`, or into the rest.
9. `complete` is the end of the last block. It comes from a phase, from a change of sides that was skipped, or from
   a last set that was ended while it stood still.

`NotPossible` and `IllegalEvent` are errors of the programmer: who gives a command looks first whether it is possible.

Knows no times: what is crossed when is the machine's business (`calfcoach.session.machine`).
"""

from collections.abc import Iterator
from enum import StrEnum

from calfcoach.score.segments import SegmentKind


class State(StrEnum):
    """Where a session is."""

    SETUP = "setup"
    READY = "ready"
    LOWER = "lower"
    STRETCH = "stretch"
    CONTRACT = "contract"
    SQUEEZE = "squeeze"
    HOLD = "hold"
    RELAX = "relax"
    REST = "rest"
    SWITCH = "switch"
    PAUSED = "paused"
    HALTED = "halted"
    """Stopped in place: nothing is lost, and nothing runs until somebody says how it goes on."""
    STOPPED = "stopped"
    FINISHED = "finished"


class Trigger(StrEnum):
    """What can happen to a session."""

    ENTER_READY = "enter-ready"
    ENTER_LOWER = "enter-lower"
    ENTER_STRETCH = "enter-stretch"
    ENTER_CONTRACT = "enter-contract"
    ENTER_SQUEEZE = "enter-squeeze"
    ENTER_HOLD = "enter-hold"
    ENTER_RELAX = "enter-relax"
    ENTER_REST = "enter-rest"
    ENTER_SWITCH = "enter-switch"
    START = "start"
    PAUSE = "pause"
    RESUME_SET = "resume-set"
    RESUME_REST = "resume-rest"
    SKIP_SET = "skip-set"
    SKIP_REST = "skip-rest"
    BACK = "back"
    ASK_BACK = "ask-back"
    ASK_SKIP = "ask-skip"
    EXTEND = "extend"
    ADD_REP = "add-rep"
    END_AFTER_REP = "end-after-rep"
    COMPLETE = "complete"
    HALT = "halt"
    STOP = "stop"
    UNDO_TO_SET = "undo-to-set"
    UNDO_TO_REST = "undo-to-rest"


class NotPossible(Exception):
    """What was asked for is not possible now. Nothing was changed."""


class IllegalEvent(NotPossible):
    """An event that the state does not allow. Nothing was changed."""

    def __init__(self, state: State, trigger: Trigger) -> None:
        super().__init__(f"{trigger} is not possible in {state}")
        self.state = state
        self.trigger = trigger


def entry(kind: SegmentKind) -> Trigger:
    """The event of crossing into a segment."""
    return Trigger(f"enter-{kind.value}")


ENDED = frozenset({State.FINISHED, State.STOPPED})
"""The states in which a session is over."""

STANDING = frozenset({State.PAUSED, State.HALTED, *ENDED})
"""The states in which no time passes."""

_FIRST = (State.LOWER, State.CONTRACT, State.HOLD)
_IN_REP = (State.LOWER, State.STRETCH, State.CONTRACT, State.SQUEEZE, State.HOLD)
_IN_SET = (*_IN_REP, State.RELAX, State.SWITCH)
_RUNNING = (State.READY, State.REST, *_IN_SET)

_ENTRIES: dict[State, tuple[State, ...]] = {
    State.REST: (State.REST, State.READY, *_FIRST),
    State.READY: (State.READY, State.SWITCH, *_FIRST),
    State.SWITCH: (State.SWITCH, *_FIRST),
    State.LOWER: (State.STRETCH, State.CONTRACT),
    State.STRETCH: (State.CONTRACT,),
    State.CONTRACT: (State.SQUEEZE, State.LOWER),
    State.SQUEEZE: (State.LOWER,),
    State.HOLD: (State.RELAX, State.HOLD),
    State.RELAX: (State.HOLD,),
}


def _entry_rows() -> Iterator[tuple[State, Trigger, State]]:
    for state, followers in _ENTRIES.items():
        for follower in followers:
            yield state, Trigger(f"enter-{follower.value}"), follower
    for state in _IN_REP:
        # Where a set ends; a rest of 0 s leads straight to the next set's first phase.
        for after in (State.REST, State.READY, State.SWITCH):
            yield state, Trigger(f"enter-{after.value}"), after


def _command_rows() -> Iterator[tuple[State, Trigger, State]]:
    for state in _IN_SET:
        yield state, Trigger.ASK_SKIP, State.PAUSED
        yield state, Trigger.ADD_REP, state
        yield state, Trigger.END_AFTER_REP, state
        yield state, Trigger.COMPLETE, State.FINISHED
    yield State.READY, Trigger.ASK_SKIP, State.PAUSED
    for state in (State.READY, *_IN_SET):
        yield state, Trigger.ASK_BACK, State.PAUSED
    for state in _RUNNING:
        yield state, Trigger.PAUSE, State.PAUSED
        yield state, Trigger.HALT, State.HALTED
        yield state, Trigger.STOP, State.STOPPED
    for state in (State.READY, State.REST):
        yield state, Trigger.BACK, State.READY
        yield state, Trigger.SKIP_REST, State.READY
        yield state, Trigger.EXTEND, State.REST
    yield State.SETUP, Trigger.START, State.READY
    yield State.SETUP, Trigger.STOP, State.STOPPED
    yield from _standing_rows()


def _standing_rows() -> Iterator[tuple[State, Trigger, State]]:
    """What leaves a session that stands still, and what undoes an end or a restart from wherever it has led to."""
    yield State.PAUSED, Trigger.HALT, State.HALTED
    for state in (State.PAUSED, State.HALTED):
        yield state, Trigger.ASK_BACK, State.PAUSED
        yield state, Trigger.ASK_SKIP, State.PAUSED
        yield state, Trigger.SKIP_REST, State.READY
        yield state, Trigger.SKIP_SET, State.REST
        yield state, Trigger.BACK, State.READY
        yield state, Trigger.COMPLETE, State.FINISHED
        yield state, Trigger.STOP, State.STOPPED
    for state in (State.PAUSED, State.HALTED, State.STOPPED):
        yield state, Trigger.RESUME_SET, State.READY
        yield state, Trigger.RESUME_REST, State.REST
    for state in (*_RUNNING, *STANDING):
        yield state, Trigger.UNDO_TO_SET, State.READY
        yield state, Trigger.UNDO_TO_REST, State.REST


TABLE = {(state, trigger): after for state, trigger, after in (*_entry_rows(), *_command_rows())}
"""(state, event) → state; what is missing is illegal."""


def follow(state: State, trigger: Trigger) -> State:
    """The state after an event.

    Raises:
        IllegalEvent: the table has no such row.
    """
    try:
        return TABLE[state, trigger]
    except KeyError:
        raise IllegalEvent(state, trigger) from None
