"""Any lift by a dose: where the dose may stand, and what is refused beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from calfcoach.cli.parser import make_parser
from calfcoach.request import read_request, session_from
from calfcoach.resources import exercises_dir, user_exercises_dir
from calfcoach.wording.any_lift import ANY_LIFT
from tests.cli.conftest import Calf

DOSE = "4x12 @ 3-1-2-0 rest 90 s"


@pytest.mark.parametrize(
    "words",
    [
        ("run", "donkey-calf-raise", DOSE, "--start"),
        ("run", "donkey-calf-raise", "--start", DOSE),
        ("run", "--start", "--audio", "silent", "donkey-calf-raise", "--lead-in", "5", DOSE),
        ("run", "--start", "donkey-calf-raise", DOSE),
    ],
)
def test_the_dose_may_stand_anywhere_behind_its_exercise(home: Path, words: tuple[str, ...]) -> None:
    options = make_parser().parse_args(words)
    assert (options.exercise, options.dose, options.start) == ("donkey-calf-raise", DOSE, True)
    (item,) = session_from(options)[1].items
    assert (item.dose.sets, item.dose.reps, item.dose.rest_s) == (4, 12, 90)


@pytest.mark.parametrize(
    "words",
    [
        ("--name", "Cable row", "2x3 @ 2-0-1-0"),
        ("2x3 @ 2-0-1-0", "--name", "Cable row"),
        ("--name", "Cable row", "2x3", "--tempo", "2-0-1-0"),
        ("--name", "Cable row", "--start", "2x3 @ 2-0-1-0"),
    ],
)
def test_beside_a_name_the_only_word_is_the_dose(home: Path, words: tuple[str, ...]) -> None:
    (item,) = session_from(make_parser().parse_args(("run", *words)))[1].items
    assert (item.exercise.id, item.exercise.name) == (ANY_LIFT, "Cable row")
    assert (item.dose.sets, item.dose.reps, str(item.dose.tempo)) == (2, 3, "2-0-1-0")


@pytest.mark.parametrize(
    ("words", "dose"),
    [
        (("1x1 @ 1-0-1-0",), (1, 1, "1-0-1-0", None)),
        (("3xmax @ 2-0-1-0 rest 90 s", "--start"), (3, "max", "2-0-1-0", None)),
        (("5x5",), (5, 5, "3-1-1-0", None)),
        (("2x5 @ 2-0-1-0", "--starts", "up"), (2, 5, "2-0-1-0", None)),
        (("12/10/8 @ 2-0-1-0 load 40 kg",), (3, (12, 10, 8), "2-0-1-0", None)),
        (("5x45 s holds",), (5, 1, "None", 45)),
        (("5 x 45s HOLD rest 2 min",), (5, 1, "None", 45)),
    ],
)
def test_a_dose_alone_coaches_any_lift(home: Path, words: tuple[str, ...], dose: tuple[object, ...]) -> None:
    (item,) = session_from(make_parser().parse_args(("run", *words)))[1].items
    assert (item.exercise.id, item.exercise.name) == (ANY_LIFT, "Any lift")
    assert (item.dose.sets, item.dose.reps, str(item.dose.tempo), item.dose.hold_s) == dose


def test_the_dose_may_stand_before_its_exercise(home: Path) -> None:
    (item,) = session_from(make_parser().parse_args(("run", "4x12 @ 3-1-2-0", "donkey-calf-raise")))[1].items
    assert (item.exercise.id, item.dose.sets) == ("donkey-calf-raise", 4)


def test_an_exercise_that_is_called_like_a_dose_is_that_exercise(home: Path, calf: Calf) -> None:
    folder = user_exercises_dir()
    folder.mkdir(parents=True)
    text = (exercises_dir() / "tibialis-raise.yaml").read_text(encoding="utf-8")
    text = text.replace("id: tibialis-raise", "id: 5x5\norigin: tibialis-raise").replace("Tibialis raise", "Five", 1)
    (folder / "5x5.yaml").write_text(text, encoding="utf-8")
    (item,) = session_from(make_parser().parse_args(("run", "5x5")))[1].items
    assert item.exercise.id == "5x5"


def test_a_dose_alone_is_refused_as_a_dose(calf: Calf) -> None:
    assert "is not understood in a dose" in calf("run", "3x3 foo", "--terminal").refusal
    assert "no movement takes less than 0.5 s" in calf("run", "1x1 @ 0.2-0-1-0", "--terminal").refusal
    assert "no exercise is called '4x12'" in calf("run", "4x12", "3x3", "--terminal").refusal


def test_a_tempo_in_the_place_of_an_exercise_says_what_to_write(calf: Calf) -> None:
    assert calf("run", "3-1-1-0", "--terminal").refusal.endswith("calfcoach run --tempo 3-1-1-0")


def test_window_and_render_read_the_dose_beside_a_name_too(calf: Calf, home: Path, tmp_path: Path) -> None:
    words = ("--name", "Cable row", "1x1 @ 1-0-1-0")
    request = read_request(make_parser().parse_args(("run", *words)))
    assert request.library.find(ANY_LIFT).exercise.name == "Cable row"
    assert (request.choices.sets, request.choices.reps, str(request.choices.tempo)) == (1, 1, "1-0-1-0")
    assert calf("render", *words, "-o", tmp_path / "a.wav").code == 0


def test_a_held_dose_beside_a_name_is_held(home: Path) -> None:
    (item,) = session_from(make_parser().parse_args(("run", "--name", "Plank", "3x20 s hold")))[1].items
    assert (item.exercise.name, item.dose.sets, item.dose.hold_s) == ("Plank", 3, 20)


def test_a_dose_beside_a_name_is_refused_as_a_dose(calf: Calf) -> None:
    for slip in ("1x1 @ 2-0-1-0-7-7", "1x1 qwe"):
        refusal = calf("run", "--terminal", "--name", "Cable row", slip).refusal
        assert "no exercise is called" not in refusal
    assert "0.5 s" in calf("run", "--terminal", "--name", "Cable row", "1x1 @ 0.2-0-1-0").refusal


@pytest.mark.parametrize("more", [(), ("--as-any-lift",)])
@pytest.mark.parametrize("how", [("1x1 @ 1-0-1-0",), ("--tempo", "1-0-1-0")])
def test_a_dose_is_no_way_round_the_floor_of_the_donkey_calf_raise(
    calf: Calf, how: tuple[str, ...], more: tuple[str, ...]
) -> None:
    refusal = calf("run", "--terminal", "--name", "Donkey calf raise", *more, *how).refusal
    assert "never coached as any lift" in refusal


def test_an_id_beside_a_name_is_refused_as_before(calf: Calf) -> None:
    for dose in ((), ("1x1 @ 1-0-1-0",)):
        refusal = calf("run", "donkey-calf-raise", *dose, "--terminal", "--name", "Cable row").refusal
        assert "--name is for any lift" in refusal
    words = ("run", "donkey calf rase", "--terminal", "--name", "X", "--tempo", "1-0-1-0", "--as-any-lift")
    assert "never coached as any lift" in calf(*words).refusal


def test_what_is_mixed_is_refused_as_before(calf: Calf) -> None:
    assert "third" in calf("run", "one", "--start", "two", "third").refusal
    assert "-o/--output" in calf("render", "donkey-calf-raise", DOSE).refusal
    assert "name an exercise" in calf("run").refusal
    assert make_parser().parse_args(("run", "--tempo", "-3-1-2-0", "x")).tempo == "-3-1-2-0"


def test_a_bare_tempo_opens_the_set_up_of_any_lift(home: Path) -> None:
    request = read_request(make_parser().parse_args(("run", "--tempo", "4-1-1-0")))
    assert request.plan is not None
    assert request.library.find(ANY_LIFT).exercise.name == "Any lift"
    assert request.choices.tempo == "4-1-1-0"
