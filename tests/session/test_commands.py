"""Every command is declared once, and what it says of its states is what the table says."""

from itertools import combinations

import pytest

from calfcoach.session.commands import (
    COMMANDS,
    SPECS,
    CommandKind,
    allowed,
    command_of_terminal_key,
    meant,
)
from calfcoach.session.states import ENDED, STANDING, TABLE, State, Trigger

RUNNING = set(State) - STANDING - {State.SETUP}
WAITING = {State.PAUSED, State.HALTED}


def test_every_kind_is_declared_once():
    assert [spec.kind for spec in COMMANDS if spec.kind in SPECS] == list(SPECS)
    assert set(SPECS) == set(CommandKind)
    assert len(COMMANDS) == len(SPECS)


def test_every_event_of_the_table_that_somebody_asks_for_has_a_command():
    reachable = {trigger for state, trigger in TABLE if any(allowed(kind, state) for kind in CommandKind)}
    assert reachable >= set(Trigger) - {Trigger.COMPLETE}


@pytest.mark.parametrize(
    ("kind", "states"),
    [
        (CommandKind.START, {State.SETUP}),
        (CommandKind.PAUSE, RUNNING),
        (CommandKind.RESUME, WAITING | {State.STOPPED}),
        (CommandKind.TOGGLE_PAUSE, RUNNING | WAITING | {State.STOPPED}),
        (CommandKind.BACK, RUNNING | WAITING),
        (CommandKind.SKIP, RUNNING | WAITING),
        (CommandKind.MORE_REST, {State.READY, State.REST}),
        (CommandKind.ADD_REP, RUNNING - {State.READY, State.REST}),
        (CommandKind.END_AFTER_REP, RUNNING - {State.READY, State.REST}),
        (CommandKind.ONE_DONE_LESS, set(State) - {State.SETUP}),
        (CommandKind.ONE_DONE_MORE, set(State) - {State.SETUP}),
        (CommandKind.STOP, set(State)),
        (CommandKind.HALT, RUNNING | {State.PAUSED}),
        (CommandKind.END, set(State) - ENDED),
        (CommandKind.UNDO, set(State) - {State.SETUP}),
        (CommandKind.LEAVE, {State.STOPPED, State.FINISHED}),
    ],
)
def test_the_states_that_allow_a_command(kind, states):
    assert SPECS[kind].states == states


def test_a_pause_and_a_stop_are_possible_wherever_a_set_runs():
    for state in RUNNING:
        assert allowed(CommandKind.PAUSE, state)
        assert allowed(CommandKind.STOP, state)
        assert meant(CommandKind.STOP, state) is CommandKind.HALT, "one key never ends for good"


def test_stop_says_three_times_a_little_more():
    meanings = [meant(CommandKind.STOP, state) for state in (State.LOWER, State.HALTED, State.STOPPED)]
    assert meanings == [CommandKind.HALT, CommandKind.END, CommandKind.LEAVE]
    assert meant(CommandKind.STOP, State.PAUSED) is CommandKind.HALT
    assert meant(CommandKind.STOP, State.SETUP) is CommandKind.END


def test_a_command_with_two_meanings_means_what_the_state_allows():
    for state in State:
        pause = meant(CommandKind.TOGGLE_PAUSE, state)
        waits = state in WAITING | {State.STOPPED}
        assert pause is (CommandKind.RESUME if waits else CommandKind.PAUSE)
        assert allowed(pause, state) is allowed(CommandKind.TOGGLE_PAUSE, state)
        assert allowed(meant(CommandKind.STOP, state), state)
        for kind in set(CommandKind) - {CommandKind.TOGGLE_PAUSE, CommandKind.STOP}:
            assert meant(kind, state) is kind


def test_no_key_has_two_commands_in_one_state():
    for first, second in combinations(COMMANDS, 2):
        both = first.states & second.states
        assert not both or not set(first.terminal_keys) & set(second.terminal_keys), (first.kind, second.kind)
        keys = [{*spec.window_keys, *spec.clicker_keys, *spec.media_keys} for spec in (first, second)]
        assert not keys[0] & keys[1] or not both, (first.kind, second.kind)


def test_a_terminal_key_asks_for_what_the_state_allows():
    assert command_of_terminal_key("Space", State.SETUP) is CommandKind.START
    assert command_of_terminal_key("Space", State.LOWER) is CommandKind.TOGGLE_PAUSE
    assert command_of_terminal_key("Enter", State.LOWER) is None
    assert command_of_terminal_key("Enter", State.FINISHED) is CommandKind.LEAVE
    assert command_of_terminal_key("+", State.LOWER) is None
    assert command_of_terminal_key("+", State.REST) is CommandKind.MORE_REST
    assert command_of_terminal_key("Up", State.LOWER) is None
    assert command_of_terminal_key("", State.LOWER) is None
