"""The table of transitions, and that nothing goes past it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from calfcoach.score.segments import SegmentKind
from calfcoach.session.machine import SessionMachine
from calfcoach.session.states import TABLE, IllegalEvent, NotPossible, State, Trigger, entry, follow
from tests.stories import exercise, iso_hold, machine_at, plan, single_leg, snapshot

DESIGN = Path(__file__).parents[2] / "docs" / "design.md"

ENDS = {State.STOPPED, State.FINISHED}
STANDING = ENDS | {State.PAUSED, State.HALTED}
COMMANDS = {
    Trigger.START,
    Trigger.PAUSE,
    Trigger.RESUME_SET,
    Trigger.RESUME_REST,
    Trigger.SKIP_SET,
    Trigger.SKIP_REST,
    Trigger.BACK,
    Trigger.ASK_BACK,
    Trigger.ASK_SKIP,
    Trigger.EXTEND,
    Trigger.ADD_REP,
    Trigger.END_AFTER_REP,
    Trigger.HALT,
    Trigger.STOP,
    Trigger.UNDO_TO_SET,
    Trigger.UNDO_TO_REST,
}


def diagram() -> str:
    """The table as a Mermaid state diagram, one arrow a pair of states, its events listed on it."""
    arrows: dict[tuple[State, State], list[str]] = {}
    for (state, trigger), after in TABLE.items():
        arrows.setdefault((state, after), []).append(trigger.replace("-", " "))
    order = list(State)
    rows = sorted(arrows, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
    lines = [f"    {state} --> {after}: {', '.join(arrows[state, after])}" for state, after in rows]
    ends = [f"    {State.STOPPED} --> [*]", f"    {State.FINISHED} --> [*]"]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {State.SETUP}", *lines, *ends])


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("trigger", Trigger)
def test_every_pair_is_in_the_table_or_refused(state, trigger):
    if (state, trigger) in TABLE:
        assert follow(state, trigger) is TABLE[state, trigger]
    else:
        with pytest.raises(IllegalEvent) as refused:
            follow(state, trigger)
        assert (refused.value.state, refused.value.trigger) == (state, trigger)
        assert str(refused.value) == f"{trigger} is not possible in {state}"


def test_every_state_can_be_left_and_every_state_but_the_first_reached():
    assert {state for state, _ in TABLE} == set(State)
    assert set(TABLE.values()) == set(State) - {State.SETUP}


def test_every_trigger_is_of_use():
    assert {trigger for _, trigger in TABLE} == set(Trigger)


def test_an_entry_leads_to_the_state_of_its_segment():
    assert {entry(kind) for kind in SegmentKind} == set(Trigger) - COMMANDS - {Trigger.COMPLETE}
    for (_, trigger), after in TABLE.items():
        if trigger.startswith("enter-"):
            assert trigger == f"enter-{after}"


def test_an_end_is_left_only_by_a_hand_that_takes_it_back():
    undo = {Trigger.UNDO_TO_SET, Trigger.UNDO_TO_REST}
    assert {trigger for state, trigger in TABLE if state is State.FINISHED} == undo
    stopped = {trigger for state, trigger in TABLE if state is State.STOPPED}
    assert stopped == undo | {Trigger.RESUME_SET, Trigger.RESUME_REST}


def test_every_running_state_can_pause_stop_in_place_and_end():
    running = set(State) - STANDING - {State.SETUP}
    for trigger, after in ((Trigger.PAUSE, State.PAUSED), (Trigger.HALT, State.HALTED), (Trigger.STOP, State.STOPPED)):
        assert {state for state in running if TABLE.get((state, trigger)) is after} == running


def test_no_running_set_is_ended_or_started_again_without_a_question():
    in_set = set(State) - STANDING - {State.SETUP, State.READY, State.REST}
    for trigger, asked in ((Trigger.BACK, Trigger.ASK_BACK), (Trigger.SKIP_SET, Trigger.ASK_SKIP)):
        assert {state for state in in_set if (state, trigger) in TABLE} == set()
        assert {state for state in in_set if TABLE.get((state, asked)) is State.PAUSED} == in_set


def test_whatever_happens_the_end_can_still_be_reached():
    reaching = set(ENDS)
    while more := {state for (state, _), after in TABLE.items() if after in reaching} - reaching:
        reaching |= more
    assert reaching == set(State)


def test_nothing_enters_the_lowering_from_the_stretch_nor_the_lift_from_the_squeeze():
    for start, never in ((State.STRETCH, Trigger.ENTER_LOWER), (State.SQUEEZE, Trigger.ENTER_CONTRACT)):
        assert (start, never) not in TABLE


# The machine and the table.

POSITIONS: dict[State, Callable[[], SessionMachine]] = {
    State.SETUP: lambda: SessionMachine(plan()),
    State.READY: lambda: machine_at(plan(), 1),
    State.LOWER: lambda: machine_at(plan(), 6),
    State.STRETCH: lambda: machine_at(plan(), 8.5),
    State.CONTRACT: lambda: machine_at(plan(), 10),
    State.SQUEEZE: lambda: machine_at(plan(exercise(), tempo="3-1-2-1"), 11.5),
    State.HOLD: lambda: machine_at(plan(iso_hold()), 6),
    State.RELAX: lambda: machine_at(plan(iso_hold()), 36),
    State.REST: lambda: machine_at(plan(), 1, block=2),
    State.SWITCH: lambda: machine_at(plan(single_leg(), reps=1), 14),
    State.HALTED: lambda: _after(machine_at(plan(), 6), "halt"),
    State.STOPPED: lambda: _after(machine_at(plan(), 6), "stop"),
    State.FINISHED: lambda: machine_at(plan(sets=1), 17),
}
PAUSED_IN = [state for state in POSITIONS if state not in STANDING | {State.SETUP}]


def _after(machine: SessionMachine, command: str) -> SessionMachine:
    getattr(machine, command)()
    return machine


def _triggers(command: str) -> set[Trigger]:
    """What a command of the machine may mean, depending on where it is pressed."""

    def name(trigger: Trigger) -> str:
        return trigger.removeprefix("ask-").replace("-", "_")

    return {trigger for trigger in COMMANDS if name(trigger).startswith(command.removesuffix("_rest"))}


ALL_COMMANDS = ["pause", "halt", "resume", "skip", "back", "extend_rest", "add_rep", "end_after_rep", "stop"]


@pytest.mark.parametrize("command", ALL_COMMANDS)
@pytest.mark.parametrize("state", POSITIONS)
def test_a_command_does_what_the_table_says_or_changes_nothing(state, command):
    machine = POSITIONS[state]()
    assert machine.state is state
    allowed = {TABLE[state, trigger] for trigger in _triggers(command) if (state, trigger) in TABLE}
    before = snapshot(machine)
    if not allowed:
        with pytest.raises(IllegalEvent):
            getattr(machine, command)()
        assert snapshot(machine) == before
    else:
        getattr(machine, command)()
        assert machine.state in allowed


@pytest.mark.parametrize("state", POSITIONS)
def test_where_nothing_was_ended_there_is_nothing_to_undo(state):
    machine = POSITIONS[state]()
    machine.undoable = None
    before = snapshot(machine)
    with pytest.raises(NotPossible):
        machine.undo()
    assert snapshot(machine) == before


@pytest.mark.parametrize("command", ["pause", "extend_rest", "add_rep", "end_after_rep", "start"])
@pytest.mark.parametrize("state", PAUSED_IN)
def test_what_a_pause_does_not_allow_changes_nothing(state, command):
    machine = _after(POSITIONS[state](), "pause")
    before = snapshot(machine)
    with pytest.raises(IllegalEvent):
        getattr(machine, command)()
    assert snapshot(machine) == before


@pytest.mark.parametrize("command", ["resume", "skip", "back", "stop"])
@pytest.mark.parametrize("stand", ["pause", "halt"])
@pytest.mark.parametrize("state", PAUSED_IN)
def test_what_stands_still_can_be_left_in_four_ways(state, stand, command):
    machine = _after(POSITIONS[state](), stand)
    getattr(machine, command)()
    assert machine.state not in (State.PAUSED, State.HALTED)


@pytest.mark.parametrize("state", [state for state in POSITIONS if state is not State.SETUP])
def test_a_session_that_began_cannot_be_started(state):
    machine = POSITIONS[state]()
    before = snapshot(machine)
    with pytest.raises(IllegalEvent):
        machine.start()
    assert snapshot(machine) == before


# The page.


def test_the_page_shows_the_table():
    page = DESIGN.read_text(encoding="utf-8")
    section = page.split("## The state machine\n", 1)[1].split("\n## ", 1)[0]
    assert f"```mermaid\n{diagram()}\n```" in section


def test_the_diagram_has_every_pair_of_the_table_once():
    arrows = [line.strip() for line in diagram().splitlines()[1:]]
    shown = []
    for arrow in arrows:
        route, _, events = arrow.partition(": ")
        before, after = route.split(" --> ")
        shown += [(before, event.replace(" ", "-"), after) for event in events.split(", ") if event]
    assert sorted(shown) == sorted((state, trigger, after) for (state, trigger), after in TABLE.items())
    assert {arrow for arrow in arrows if "[*]" in arrow} == {
        "[*] --> setup",
        "stopped --> [*]",
        "finished --> [*]",
    }
