"""The terminal tells the keys that do something now, and no others."""

import pytest

from calfcoach.session.commands import SPECS, CommandKind, command_of_terminal_key
from calfcoach.session.states import State
from calfcoach.terminal.help_line import help_entries, key_label


def test_the_keys_of_a_set_a_rest_a_pause_and_the_end():
    around = ["b back", "s skip"]
    corrections = "[ ] reps of the last set"
    in_set = ["space pause", *around, "a one rep more", "e end after this rep", corrections, "q stop"]
    assert list(help_entries(State.LOWER)) == in_set
    assert list(help_entries(State.REST)) == ["space pause", *around, "+ more rest", corrections, "q stop"]
    assert list(help_entries(State.PAUSED)) == ["space go on", *around, corrections, "q stop"]
    assert list(help_entries(State.HALTED)) == ["space go on", *around, corrections, "q end"]
    assert list(help_entries(State.FINISHED)) == [corrections, "q Enter summary"]
    assert list(help_entries(State.FINISHED, undo=True)) == [corrections, "q summary", "u undo", "Enter summary"]


@pytest.mark.parametrize("state", State)
def test_every_key_that_is_told_does_something(state):
    told = {key for entry in help_entries(state) for key in entry.split()}
    for kind, spec in SPECS.items():
        if spec.terminal_keys and key_label(kind) in told and kind is not CommandKind.START:
            assert command_of_terminal_key(spec.terminal_keys[0], state) is not None
