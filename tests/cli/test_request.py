"""What the window is asked for: read before there is a window, refused in the same words as everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calfcoach.cli.parser import make_parser
from calfcoach.errors import KnownError
from calfcoach.library.collection import Library
from calfcoach.request import Request, read_request, scheme_from, session_from
from calfcoach.setting_values import SCHEME_AT_FIRST
from calfcoach.settings import SettingsStore


def requested(*words: str) -> Request:
    return read_request(make_parser().parse_args(words))


def test_without_a_command_everything_is_read(home: Path) -> None:
    found = requested()
    assert (found.plan, found.scheme, found.log) == (None, None, None)
    assert found.library == Library.load()


def test_an_exercise_comes_with_its_plan_and_the_scheme_of_the_settings(home: Path) -> None:
    found = requested("run", "donkey-calf-raise", "--sets", "2")
    assert found.plan is not None
    assert (found.plan.items[0].dose.sets, found.choices.sets) == (2, 2)
    assert found.scheme == found.store.settings.scheme
    assert list(found.library.entries) == ["donkey-calf-raise"]
    assert found.plan.items[0].exercise.warnings == (
        Library.load().find("donkey-calf-raise").exercise.variant(None).warnings
    )


def test_a_name_that_is_not_there_is_answered_with_one_that_is(home: Path) -> None:
    with pytest.raises(KnownError, match="did you mean 'donkey-calf-raise'"):
        requested("run", "donkey-calf-rise")


def test_a_file_of_ones_own_that_is_refused_is_not_passed_over(home: Path, own: Callable[..., str]) -> None:
    own(("tempo: 3-1-2-0", "tempo: 1-1-2-0"))
    with pytest.raises(KnownError, match="your own donkey-calf-raise is refused"):
        requested("run", "donkey-calf-raise")


def test_window_terminal_and_render_read_the_same_request(home: Path) -> None:
    words = ("run", "donkey-calf-raise", "--sets", "2", "--rest", "40", "--variant", "rail-belt")
    assert requested(*words).plan == session_from(make_parser().parse_args(words))[1]


def test_where_the_scheme_of_the_settings_is_gone_window_and_terminal_play_and_say_the_same(home: Path) -> None:
    SettingsStore().change(scheme="sold")
    found = requested("run", "donkey-calf-raise")
    assert (found.scheme, found.scheme_problem) == scheme_from(None, SettingsStore())
    assert found.scheme == SCHEME_AT_FIRST
    assert found.scheme_problem is not None
    assert found.scheme_problem.startswith("The settings ask for a sound that is gone: there is no scheme 'sold'")
    assert found.scheme_problem.endswith(f"{SCHEME_AT_FIRST} is played instead.")


def test_how_much_is_said_and_the_room_are_those_of_this_run(home: Path) -> None:
    found = requested("run", "donkey-calf-raise", "--said", "counts", "--room", "loud")
    assert (found.store.settings.said, found.store.settings.room) == ("counts", "loud")
    assert SettingsStore().settings.said == "everything"


SESSION_OPTIONS = [
    "--events",
    "a.jsonl",
    "--person",
    "Anna",
    "--terminal",
    "--start",
    "--audio",
    "silent",
    "--force",
    "--fullscreen",
    "--audience",
    "--exit-when-finished",
]
ANNAS = {
    "events": Path("a.jsonl"),
    "person": "Anna",
    "terminal": True,
    "start": True,
    "audio": "silent",
    "force": True,
    "fullscreen": True,
    "audience": True,
    "exit_when_finished": True,
}
NOTHING_SAID = {name: False if value is True else None for name, value in ANNAS.items()}


def session_options(*words: str) -> dict[str, object]:
    options = vars(make_parser().parse_args(words))
    return {name: options[name] for name in ANNAS}


def test_session_options_are_the_same_before_and_behind_run() -> None:
    assert session_options(*SESSION_OPTIONS) == ANNAS
    assert session_options(*SESSION_OPTIONS, "run", "donkey-calf-raise") == ANNAS
    assert session_options("run", "donkey-calf-raise", *SESSION_OPTIONS) == ANNAS
    assert session_options(*SESSION_OPTIONS[:5], "run", "donkey-calf-raise", *SESSION_OPTIONS[5:]) == ANNAS
    assert session_options() == session_options("run", "donkey-calf-raise") == NOTHING_SAID


def test_behind_run_has_the_last_word() -> None:
    assert session_options("--person", "Anna", "run", "--person", "Bert")["person"] == "Bert"


@pytest.mark.parametrize(
    ("option", "command"),
    [
        ("--audio silent", "sound-check"),
        ("--person Anna", "history list"),
        ("--person Anna", "history export a.json"),
    ],
)
def test_other_commands_keep_what_stands_before_them_too(option: str, command: str) -> None:
    name, value = option.removeprefix("--").split()
    assert getattr(make_parser().parse_args([*option.split(), *command.split()]), name) == value
    assert getattr(make_parser().parse_args(command.split()), name) is None


COMMANDS = [
    "list",
    "show x",
    "lint x",
    "schema",
    "tempo 3-1-1-0",
    "keep x",
    "doctor",
    "render x -o a.wav",
    "sound-check",
]
COMMANDS += ["history show", "history import x", "history people", "history delete-person x", "history undo-import"]
PERSON_TOO = ["history list", "history export a.json"]


@pytest.mark.parametrize("command", COMMANDS + PERSON_TOO)
@pytest.mark.parametrize(
    "option", ["--terminal", "--start", "--fullscreen", "--audience", "--events a.jsonl", "--person Anna"]
)
def test_a_session_option_is_refused_where_it_would_do_nothing(
    option: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if option.startswith("--person") and command in PERSON_TOO:
        return
    with pytest.raises(SystemExit) as end:
        make_parser().parse_args([*option.split(), *command.split()])
    assert end.value.code == 2
    said = capsys.readouterr().err
    title = " ".join(["calfcoach", *command.split()[: 2 if command.startswith("history") else 1]])
    assert said.startswith(f"calfcoach: {title} does not use {option.split()[0]}, which is for a session")
    assert said.count("\n") == 1


def test_the_help_of_run_names_the_session_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        make_parser().parse_args(["run", "--help"])
    told = capsys.readouterr().out
    assert [option for option in SESSION_OPTIONS if option.startswith("--") and option not in told] == []
    assert "SUPPRESS" not in told


def test_events_before_run_are_written(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    log = requested("--events", str(file), "run", "donkey-calf-raise").log
    assert log is not None
    log.close()
    assert file.exists()


def test_a_person_before_run_has_to_be_known(home: Path) -> None:
    with pytest.raises(KnownError, match="Anna"):
        requested("--person", "Anna", "run", "donkey-calf-raise")


def test_a_tempo_in_the_dose_may_be_written_with_the_lift_first(home: Path) -> None:
    words = ("run", "donkey-calf-raise", "--up-first")
    for dose, tempo in (("1x2 @ 2-2-4", "4-0-2-2"), ("1x2 @ X-1-3-1", "3-1-X-1")):
        (item,) = session_from(make_parser().parse_args((*words, dose)))[1].items
        assert str(item.dose.tempo) == tempo
    with pytest.raises(KnownError, match="give the tempo too"):
        session_from(make_parser().parse_args((*words, "1x2")))


def test_a_tempo_in_the_place_of_a_dose_is_told_where_it_goes(home: Path) -> None:
    with pytest.raises(
        KnownError, match="3-1-2-0 is a tempo; in a dose it stands behind an @, or write --tempo 3-1-2-0"
    ):
        session_from(make_parser().parse_args(("run", "donkey-calf-raise", "3-1-2-0")))
