"""list, show, lint, schema and tempo: what they tell, and to whom."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from calfcoach import __version__
from calfcoach.resources import exercises_dir
from tests.cli.conftest import Calf

SHIPPED = {"donkey-calf-raise", "standing-calf-raise-machine", "step-calf-raise-single", "iso-hold-calf"}


def test_list_names_every_exercise_a_line(calf: Calf) -> None:
    answer = calf("list")
    assert answer.code == 0
    assert {line.split()[0] for line in answer.lines} >= SHIPPED
    assert "donkey-calf-raise                Donkey calf raise" in answer.lines


def test_what_is_for_programs_alone_is_in_no_list_and_shown_by_its_id(calf: Calf) -> None:
    assert not [line for line in calf("list").lines if line.startswith("quick-rebound")]
    assert "quick-rebound" not in {row["id"] for row in json.loads(calf("list", "--json").out)["exercises"]}
    assert "Not to begin with" in calf("show", "quick-rebound").out


def test_list_as_json_tells_where_each_comes_from(calf: Calf, own: Callable[..., str]) -> None:
    path = own(("name: Donkey calf raise", "name: Our donkey"))
    told = json.loads(calf("list", "--json").out)
    assert told["problems"] == []
    rows = {row["id"]: row for row in told["exercises"]}
    assert set(rows) >= SHIPPED
    donkey = rows["donkey-calf-raise"]
    assert (donkey["name"], donkey["file"]) == ("Our donkey", path)
    assert donkey["origin"] == "own, in place of the shipped one"
    assert rows["iso-hold-calf"]["origin"] == "shipped"


def test_a_bad_file_is_told_and_hides_no_other(calf: Calf, own: Callable[..., str]) -> None:
    path = own(("schema: 1\n", "schema: 1\nspeed: 9\n"), name="mine")
    answer = calf("list")
    assert answer.code == 0
    assert {line.split()[0] for line in answer.lines} >= SHIPPED
    assert any(line.startswith(f"{path}:4:1: ") for line in answer.lines)
    [*_, problem] = json.loads(calf("list", "--json").out)["problems"]
    assert problem["file"] == path


def test_show_tells_everything_needed_before_a_set(calf: Calf) -> None:
    answer = calf("show", "donkey-calf-raise")
    assert answer.code == 0
    text = " ".join(answer.out.split())
    for needed in (
        "3-1-2-0 · 4 sets × 15 reps · 60 s rest",
        "Hinge to 90°",
        "No bouncing",
        "2–3 s down",
        "Straight back",
        "Toes in or out",
        "To finish",
        "Lower: never less than 2 s: faster lowering is less control",
        "Variant rail-belt: Rail + belt",
        "Robert Bovee",
    ):
        assert needed in text, needed


def test_what_there_is_not_is_refused_in_one_line(calf: Calf) -> None:
    assert "no exercise is called 'donkey'" in calf("show", "donkey").refusal
    assert "did you mean 'donkey-calf-raise'" in calf("show", "donkey-calf-rise").refusal
    for command in (("run", "--terminal"), ("render", "-o", "x.wav"), ("show",)):
        assert "nosuch" in calf(command[0], "nosuch", *command[1:]).refusal


def test_a_refused_override_is_not_passed_over(calf: Calf, own: Callable[..., str]) -> None:
    path = own(("    least_s: 2\n", "    least_s: 1\n"))
    refusal = calf("show", "donkey-calf-raise").refusal
    assert f"{path}:42:14: " in refusal
    assert "in Donkey calf raise it is never less than 2 s" in refusal
    assert calf("show", "iso-hold-calf").code == 0


def test_lint_is_satisfied_with_what_is_shipped(calf: Calf) -> None:
    answer = calf("lint", exercises_dir())
    assert (answer.code, answer.err) == (0, "")


def test_lint_tells_line_and_column_and_what_was_meant(calf: Calf, tmp_path: Path, own: Callable[..., str]) -> None:
    path = own(("summary:", "sumary:"), name="mine")
    answer = calf("lint", path)
    assert answer.code == 1
    assert any(line.startswith(f"{path}:8:1: ") and "did you mean 'summary'" in line for line in answer.lines)
    told = json.loads(calf("lint", path, "--json").out)
    assert any((problem["line"], problem["column"]) == (8, 1) for problem in told)
    missing = calf("lint", tmp_path / "nothing.yaml")
    assert missing.code in (1, 2)
    assert "nothing.yaml" in missing.out + missing.err


def test_schema_is_the_one_that_is_shipped(calf: Calf) -> None:
    told = json.loads(calf("schema").out)
    assert told == json.loads(calf("schema", "exercise").out)
    assert told == json.loads((exercises_dir() / "schema" / "exercise.schema.json").read_text(encoding="utf-8"))
    assert "exercise" in calf("schema", "nosuch").refusal


def test_tempo_as_json_is_exactly_what_the_design_shows(calf: Calf) -> None:
    answer = calf("tempo", "31X1", "--json")
    assert answer.out == (
        '{"notation": "3-1-X-1", "lower": 3.0, "stretch": 1.0, "contract": 1.0, "squeeze": 1.0, '
        '"explosive": ["contract"], "assisted": [], "implied": [], "rep_seconds": 6.0, "estimated": true}\n'
    )


@pytest.mark.parametrize("text", ["3-1-2-0", "2-1-2-0"])
def test_a_tempo_on_the_floor_or_above_passes(calf: Calf, text: str) -> None:
    told = json.loads(calf("tempo", text, "--exercise", "donkey-calf-raise", "--json").out)
    assert (told["notation"], told["estimated"]) == (text, False)


def test_a_tempo_is_explained_in_the_exercises_words(calf: Calf) -> None:
    answer = calf("tempo", "3120", "--exercise", "donkey-calf-raise")
    assert answer.lines[0] == "3-1-2-0"
    assert answer.lines[1] == "3 s down · 1 s stretch · 2 s up"
    assert answer.lines[2].split() == ["Lower", "3", "s"]
    assert answer.lines[-1] == "One rep takes 6 s."


def test_a_tempo_below_the_floor_is_refused_with_the_reason(calf: Calf) -> None:
    refusal = calf("tempo", "1-1-2-0", "--exercise", "donkey-calf-raise").refusal
    assert "1 s was asked for" in refusal
    assert "it is never less than 2 s" in refusal
    assert "less control" in refusal


@pytest.mark.parametrize(
    "text", ["", "3", "3-1", "a-b-c-d", "3-1-2-0-0", "-1-1-1-1", "nan-1-1-1", "3-1-2-" + "9" * 400]
)
def test_what_is_no_tempo_is_refused(calf: Calf, text: str) -> None:
    assert calf("tempo", "--", text).refusal


def test_a_minus_sign_is_told_as_one_and_not_as_an_option(calf: Calf) -> None:
    for words in (("tempo", "-3-1-2-0"), ("run", "donkey-calf-raise", "--terminal", "--tempo", "-3-1-2-0")):
        assert calf(*words).refusal.startswith("'-3-1-2-0' begins with a minus sign")


def test_a_tempo_with_the_way_up_first(calf: Calf) -> None:
    assert calf("tempo", "2-2-4", "--up-first").lines[:2] == ["4-0-2-2", "4 s down · 2 s up · 2 s squeeze"]
    usual = calf("tempo", "2-2-4", "--exercise", "standing-calf-raise-machine")
    assert usual.lines[0] == "2-2-4-0"
    assert any("2-2-4 would be 2 s up · 2 s squeeze · 4 s down" in line for line in usual.lines)


def test_a_refused_tempo_that_fits_with_the_way_up_first_says_so(calf: Calf) -> None:
    assert (
        "Written with the way up first" in calf("tempo", "1-2-4", "--exercise", "standing-calf-raise-machine").refusal
    )


def test_a_tempo_of_any_lift_says_that_nothing_is_known_of_it(calf: Calf) -> None:
    answer = calf("tempo", "3-1-1-0", "--name", "Back squat")
    assert answer.lines[:2] == ["3-1-1-0", "3 s down · 1 s stretch · 1 s up"]
    assert answer.lines[-1] == "Back squat: Calfcoach knows nothing of this lift."
    assert calf("tempo", "3-1-1-0", "--starts", "up").lines[1] == "1 s up · 3 s down · 1 s stretch"
    assert "no movement takes less than 0.5 s" in calf("tempo", "0.4-0-1-0", "--name", "Row").refusal


def test_a_name_is_no_way_round_a_floor_when_a_tempo_is_explained(calf: Calf) -> None:
    assert "never coached as any lift" in calf("tempo", "1-0-1-0", "--name", "Donkey raise", "--as-any-lift").refusal
    assert "did you mean 'standing" in calf("tempo", "1-0-1-0", "--name", "standing calf raises").refusal
    both = calf("tempo", "3-1-2-0", "--exercise", "donkey-calf-raise", "--name", "Row").refusal
    assert both == "--name is for any lift; Donkey calf raise is a known exercise"


def test_a_hold_has_no_tempo(calf: Calf) -> None:
    assert "hold" in calf("tempo", "3-1-2-0", "--exercise", "iso-hold-calf").refusal


def test_version_and_wrong_usage(calf: Calf) -> None:
    assert calf("--version").out == f"calfcoach {__version__} (checkout)\n"
    for words in (("nosuch",), ("render", "donkey-calf-raise"), ("--audio", "loud"), ("list", "--nosuch")):
        assert "--help" in calf(*words).refusal
