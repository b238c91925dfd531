"""Which keys do what, and the person's own."""

import pytest

from calfcoach.session.commands import COMMANDS, CommandKind, CommandSource
from calfcoach.ui.keys import ALL_ACTIONS, DESK_ACTIONS, MUST_KEEP, STAGE_ACTIONS, TOGETHER, WINDOW_ACTIONS, KeyMap
from tools import key_table

BY_NAME = {action.name: action for action in ALL_ACTIONS}


def keys(own, name):
    return [each.toString() for each in KeyMap(own).sequences(BY_NAME[name])]


def test_the_usual_keys():
    assert keys({}, "pause") == ["Space", ".", "B"]
    assert keys({}, "skip") == ["Right", "S", "PgDown"]
    assert keys({}, "start") == ["Ctrl+Return", "F10", "F5"]


def test_the_persons_own_keys_replace_the_usual_ones():
    assert keys({"pause": ["P", "F9"]}, "pause") == ["P", "F9"]
    assert keys({"pause": ["P"]}, "skip") == ["Right", "S", "PgDown"]


@pytest.mark.parametrize("nonsense", [[], ["nonsense"], ["", "Ctrl+"], ["no such key"]], ids=str)
def test_keys_that_do_not_exist_leave_the_usual_ones(nonsense):
    assert keys({"pause": nonsense}, "pause") == ["Space", ".", "B"]


def test_a_key_that_is_taken_from_another_action_is_no_longer_its():
    own = {"stop": ["Space"]}
    assert keys(own, "stop") == ["Space"]
    assert keys(own, "pause") == [".", "B"]


def test_of_two_actions_with_the_same_own_key_the_first_keeps_it():
    own = {"pause": ["X"], "stop": ["X", "Q"]}
    assert keys(own, "pause") == ["X"]
    assert keys(own, "stop") == ["Q"]


def test_unknown_actions_are_ignored():
    assert keys({"fly": ["Space"]}, "pause") == ["Space", ".", "B"]


@pytest.mark.parametrize(
    "own", [{}, {"stop": ["Space"]}, {"keys": ["Right"]}, {"full_screen": ["Esc"]}, {"start": ["F11"]}], ids=str
)
def test_no_key_has_two_actions_at_the_same_time(own):
    key_map = KeyMap(own)
    for together in ((*STAGE_ACTIONS, *WINDOW_ACTIONS), (*DESK_ACTIONS, *WINDOW_ACTIONS)):
        all_keys = [each.toString() for action in together for each in key_map.sequences(action)]
        assert len(all_keys) == len(set(all_keys))


def test_keys_are_shown_as_they_are_on_the_keyboard():
    assert KeyMap({}).names(BY_NAME["skip"]) == ["→", "S", "Page ↓"]
    assert KeyMap({}).names(BY_NAME["leave"]) == ["Enter"]
    assert KeyMap({}).first("skip") == "→"
    assert KeyMap({"next_card": ["/", "Ctrl+F"]}).first("search") == ""


def test_every_command_with_keys_is_in_the_list_and_none_twice():
    assert {action.name for action in (*STAGE_ACTIONS, DESK_ACTIONS[0])} == {
        spec.kind for spec in COMMANDS if spec.window_keys or spec.clicker_keys
    }
    assert len({action.name for action in ALL_ACTIONS}) == len(ALL_ACTIONS)


def test_a_clickers_keys_are_told_apart_from_a_keyboards():
    key_map = KeyMap({"pause": ["P", "PgDown"]})
    assert [each.toString() for each in key_map.sequences_of(BY_NAME["pause"], CommandSource.KEY)] == ["P"]
    assert [each.toString() for each in key_map.sequences_of(BY_NAME["pause"], CommandSource.CLICKER)] == ["PgDown"]
    assert [each.toString() for each in KeyMap({}).sequences_of(BY_NAME["back"], CommandSource.CLICKER)] == ["PgUp"]


def test_the_table_of_the_user_guide_is_what_the_keys_do():
    page = key_table.PAGE.read_text(encoding="utf-8")
    assert key_table.with_table(page) == page, "run python -m tools.key_table"
    rows = [line for line in page.splitlines() if line.startswith("|")]
    for spec in COMMANDS:
        if spec.kind is not CommandKind.START and (keys := KeyMap({}).first(spec.kind) if spec.window_keys else ""):
            assert sum(line.startswith(f"| `{keys}`") for line in rows) == 1, spec.kind


def test_with_a_clicker_alone_only_its_keys_are_told():
    key_map = KeyMap({}, clicker_only=True)
    assert key_map.names(BY_NAME["pause"]) == [".", "B"]
    assert key_map.names(BY_NAME["skip"]) == ["Page ↓"]
    assert key_map.names(BY_NAME["stop"]) == ["Esc"]
    assert key_map.names(BY_NAME["keys"]) == []
    assert key_map.first("search") == ""


TAKEN = {"stop": ["Q"], "leave_screen": ["Q"], "pause": ["Q"], "theme": ["Q"]}
LEFT_WITH_A_KEYBOARD = {"theme": ["F6", "Esc"], "leave_screen": ["F6"], "stop": ["Blah"]}


@pytest.mark.parametrize("clicker_only", [False, True])
@pytest.mark.parametrize(
    "own",
    [
        {},
        TAKEN,
        LEFT_WITH_A_KEYBOARD,
        {"stop": ["Space", ".", "B"], "pause": ["Esc"], "add_rep": ["H"]},
        {"audience": ["Esc"], "keys": ["H"], "flash": ["Space", ".", "B"]},
    ],
    ids=["usual", "one key for all", "left with a keyboard", "swapped", "taken by the window"],
)
def test_whatever_the_settings_say_stop_pause_and_back_have_a_key_of_their_own(own, clicker_only):
    key_map = KeyMap(own, clicker_only=clicker_only)
    for action in MUST_KEEP:
        assert key_map.sequences(action), action.name
    for together in TOGETHER:
        all_keys = [each.toString() for action in together for each in key_map.sequences(action)]
        assert len(all_keys) == len(set(all_keys))


def test_what_got_a_usual_key_back_is_told():
    assert KeyMap({}).given_back == ()
    assert [action.name for action in KeyMap(TAKEN).given_back] == ["stop"]
    assert keys(TAKEN, "stop") == ["Esc"], "pause keeps Q, as the first that has it"
    by_clicker = KeyMap(LEFT_WITH_A_KEYBOARD, clicker_only=True)
    assert [action.name for action in by_clicker.given_back] == ["stop", "leave_screen"]


def test_with_a_clicker_alone_and_an_audience_the_start_button_goes_on():
    key_map = KeyMap({}, audience=True, clicker_only=True)
    assert (key_map.first("pause"), key_map.first_to_go_on()) == ("", "F5")
    assert KeyMap({}).first_to_go_on() == "Space"
    assert KeyMap({}).first_to_go_on(CommandSource.CLICKER) == "F5"
    assert KeyMap({"resume_only": ["Ctrl+R"]}).first_to_go_on(CommandSource.CLICKER) == "."
    assert KeyMap({"theme": ["F5"]}, audience=True, clicker_only=True).first_to_go_on() == ""
