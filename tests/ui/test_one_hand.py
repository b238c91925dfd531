"""Everything by one hand on the keyboard: no two keys far apart at once, and what is urgent under either hand."""

from __future__ import annotations

import pytest

from calfcoach.session.commands import CommandKind, meant
from calfcoach.session.states import ENDED
from calfcoach.ui.keys import ALL_ACTIONS, AUDIENCE_ACTIONS, DEMO_ACTIONS, KeyMap
from calfcoach.ui.quick_change import STEPS

LEFT = {*"QWERTASDFGZXCVB12345", "Esc", "F1", "F2", "F3", "F4", "F5", "Space", "Tab"}
"""What a left hand reaches on any keyboard, its thumb included; the letters where QWERTY and QWERTZ agree, and Z."""

RIGHT = {
    *"YUIOPHJKLNM67890.,+-/",
    *("Left", "Right", "Up", "Down", "PgUp", "PgDown", "Home", "End", "Del", "Return", "Enter", "Space"),
    *("F6", "F7", "F8", "F9", "F10", "F11", "F12"),
}
"""What a right hand reaches."""

CHORDS_OF_A_HAND = {"Ctrl": LEFT - {"Esc"}, "Shift": LEFT}
"""A modifier at the left edge of a keyboard goes with what is under the same hand."""

MEANS_THE_SAME = {"leave": "stop"}
"""Where a session is over, the key that stops leaves too."""

BY_NAME = {action.name: action for action in ALL_ACTIONS}
KEYS = KeyMap({}, audience=True)


def keys_of(name: str) -> list[str]:
    names = (name, MEANS_THE_SAME[name]) if name in MEANS_THE_SAME else (name,)
    return [keys.toString() for each in names for keys in KEYS.sequences(BY_NAME[each])]


def by(hand: set[str], key: str) -> bool:
    """Whether a hand alone can press a key; a modifier only with what lies under the same hand."""
    *modifiers, last = key.split("+") if key != "+" else ["+"]
    if not modifiers:
        return last in hand
    return hand is LEFT and all(last in CHORDS_OF_A_HAND.get(each, ()) for each in modifiers)


@pytest.mark.parametrize("name", BY_NAME)
def test_one_hand_is_enough_for_every_action(name: str) -> None:
    assert [key for key in keys_of(name) if by(LEFT, key) or by(RIGHT, key)], keys_of(name)


@pytest.mark.parametrize("hand", [LEFT, RIGHT], ids=["left", "right"])
@pytest.mark.parametrize("name", ["start", "pause", "stop", "skip", "undo", "leave"])
def test_what_is_urgent_is_under_either_hand(hand: set[str], name: str) -> None:
    assert [key for key in keys_of(name) if by(hand, key)], keys_of(name)


@pytest.mark.parametrize("name", ["demo_step", "demo_back", "demo_run"])
def test_a_demonstration_goes_on_and_back_under_either_hand(name: str) -> None:
    for hand in (LEFT, RIGHT):
        assert [key for key in keys_of(name) if by(hand, key)], keys_of(name)


def test_where_stopping_leaves_it_is_the_same_command() -> None:
    assert {meant(CommandKind.STOP, state) for state in ENDED} == {CommandKind.LEAVE}


def test_the_list_of_exercises_is_gone_through_with_the_arrows_or_with_tab() -> None:
    """Enter and F5 choose, Esc leaves; letters search, one at a time."""
    steps = {key.name.removeprefix("Key_") for key in STEPS}
    assert {"Down", "Up", "Tab", "Backtab", "PageDown", "PageUp"} == steps


def test_nothing_of_a_demonstration_or_of_an_audience_needs_a_chord() -> None:
    for action in (*DEMO_ACTIONS, *AUDIENCE_ACTIONS):
        assert all("+" not in key or key == "+" for key in keys_of(action.name)), action.name
