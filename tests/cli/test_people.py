"""Several people and one history: each has their own, one is named, renamed, exported and deleted whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calfcoach.cli.parser import make_parser
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.last_time import last_lines
from calfcoach.history.past import Remarks
from calfcoach.history.people import named, people_in
from calfcoach.history.reader import Reader
from calfcoach.history.setup_reading import read_for_setup
from calfcoach.history.store import History, default_path
from calfcoach.request import read_request
from calfcoach.settings import Settings, SettingsStore
from tests.cli.conftest import Calf
from tests.histories import HANG_S, sessions_in
from tests.history.test_store import record
from tests.stories import exercise


def did(person: str | None, reps: int, pain: int = 0) -> None:
    history = History()
    key = None
    if person is not None:
        with Reader(default_path()) as reader:
            key = named(people_in(reader), person).id
    history.begin(plan_of(exercise(), Choices()), person_id=key)
    history.keep((record(reps),), 60.0)
    history.end("finished", 0, 0.0, 60.0)
    history.annotate(Remarks("", 5, pain))
    assert history.close(HANG_S)


@pytest.fixture
def two(calf: Calf) -> None:
    """Somebody without a name, and Anna."""
    did(None, 5)
    calf("history", "people", "--add", "Anna")
    did("Anna", 9)


@pytest.mark.usefixtures("two")
def test_everybody_is_named_with_their_sessions_and_can_get_another_name(calf: Calf) -> None:
    assert calf("history", "people").lines == ["No name  1 session", "Anna  1 session"]
    calf("history", "people", "--rename", "No name", "Ben")
    assert calf("history", "people", "--rename", "anna", "Anna K.").lines == ["Ben  1 session", "Anna K.  1 session"]
    did("Ben", 3)  # who begins a session keeps the name
    assert calf("history", "people").lines == ["Ben  2 sessions", "Anna K.  1 session"]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("people", "--add", "anna"), "there is somebody called anna already"),
        (("people", "--rename", "No name", "no Name"), "there is somebody called no Name already"),
        (("people", "--add", " "), "a name has 1 to 60 signs that can be shown"),
        (("people", "--rename", "Clara", "Eve"), "there is no one person Clara; known: No name, Anna"),
        (("export", "OUT.json", "--person", "Clara"), "there is no one person Clara; known: No name, Anna"),
        (("delete-person", "Clara", "--yes"), "there is no one person Clara; known: No name, Anna"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_what_cannot_be_is_said_and_changes_nothing(calf: Calf, words: tuple[str, ...], why: str) -> None:
    assert why in calf("history", *words).refusal
    assert calf("history", "people").lines == ["No name  1 session", "Anna  1 session"]


@pytest.mark.usefixtures("two")
def test_of_several_people_it_is_said_whose_a_session_is(calf: Calf) -> None:
    rows = calf("history", "list").lines[1:]
    assert sorted(row.split("  ")[2] for row in rows) == ["Anna: Donkey calf raise", "No name: Donkey calf raise"]
    assert calf("history", "list", "--person", "Anna").lines[1].split("  ")[2] == "Donkey calf raise"
    assert sorted(calf("history", "show", row[:13]).out.split(",")[0] for row in rows) == ["Anna", "No name"]
    sessions = json.loads(calf("history", "list", "--json").out)["sessions"]
    assert sorted(each["person"] for each in sessions) == ["Anna", "No name"]


@pytest.mark.usefixtures("two")
def test_one_person_is_exported_whole_and_nobody_else(calf: Calf, tmp_path: Path) -> None:
    calf("history", "export", tmp_path / "anna.json", "--person", "Anna")
    rows = json.loads((tmp_path / "anna.json").read_text())["rows"]
    assert [row["person"]["name"] for row in rows if "person" in row] == ["Anna"]
    assert [row["exercise_set"]["counted_reps"] for row in rows if "exercise_set" in row] == [9]
    calf("history", "export", tmp_path / "anna.csv", "--person", "Anna", "--layout", "strong")
    assert len((tmp_path / "anna.csv").read_text().splitlines()) == 2


@pytest.mark.usefixtures("two")
def test_one_person_is_deleted_whole_and_a_copy_brings_them_back(calf: Calf) -> None:
    answer = calf("history", "delete-person", "Anna", "--yes")
    assert calf("history", "people").lines == ["No name  1 session"]
    assert [session.reps for session in sessions_in()] == [(5,)]
    copy = answer.lines[-1].split("`")[1].removeprefix("calfcoach history restore ")
    calf("history", "restore", copy, "--yes")
    assert calf("history", "people").lines == ["No name  1 session", "Anna  1 session"]


@pytest.mark.usefixtures("two")
def test_last_time_and_the_pain_limit_are_each_persons_own() -> None:
    did("Anna", 10, pain=4)
    with Reader(default_path()) as reader:
        anna = named(people_in(reader), "Anna").id
    settings = Settings(person=anna, pain_limits={anna: 5})
    read = read_for_setup(default_path(), exercise(), settings)
    assert "10 reps" in last_lines(read.last)[0]
    assert "Pain was above" not in str(read.last)
    assert [person.shown for person in read.people] == ["No name", "Anna"]
    nobody = read_for_setup(default_path(), exercise(), Settings())
    assert "5 reps" in last_lines(nobody.last)[0]
    gone = read_for_setup(default_path(), exercise(), Settings(person="01a21d58-7914-7a28-bb31-49d75e049eb1"))
    assert gone.chosen is None


@pytest.mark.usefixtures("two")
def test_a_session_in_the_terminal_is_of_who_is_named(calf: Calf) -> None:
    hold = ("run", "iso-hold-calf", "--terminal", "--lead-in", 0, "--hold", 1, "--sets", 1, "--reps", 1)
    calf(*hold, "--audio", "silent", "--start", "--person", "Anna")
    assert calf("history", "people").lines == ["No name  1 session", "Anna  2 sessions"]
    assert "there is no one person Clara" in calf(*hold, "--start", "--person", "Clara").refusal


def test_whoever_is_alone_trains_in_the_terminal_and_who_was_deleted_does_not(calf: Calf) -> None:
    hold = ("run", "iso-hold-calf", "--terminal", "--lead-in", 0, "--hold", 0.5, "--sets", 1, "--reps", 1)
    silent = ("--audio", "silent", "--start")
    calf("history", "people", "--add", "Anna")
    calf(*hold, *silent)
    assert calf("history", "people").lines == ["Anna  1 session"]
    with Reader(default_path()) as reader:
        SettingsStore().change(person=named(people_in(reader), "Anna").id)
    calf("history", "delete-person", "Anna", "--yes")
    assert read_request(make_parser().parse_args([*map(str, hold), "--start"])).store.settings.person is None
    calf(*hold, *silent)
    assert calf("history", "people").lines == ["No name  1 session"]


def test_several_without_a_name_are_told_apart(calf: Calf) -> None:
    did(None, 5)
    history = History()
    key = "01a21d58-7914-7a28-bb31-49d75e049eb1"
    history.begin(plan_of(exercise(), Choices()), person_id=key)
    history.keep((record(3),), 60.0)
    assert history.close(HANG_S)
    assert calf("history", "people").lines == ["No name  1 session", "No name (49d75e049eb1)  1 session"]
    assert calf("history", "people", "--rename", "No name (49d75e049eb1)", "Eve").lines[1] == "Eve  1 session"
