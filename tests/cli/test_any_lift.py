"""Any lift: a tempo without a file, and no way round a floor."""

from __future__ import annotations

import csv
import shlex
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from calfcoach.cli.parser import make_parser
from calfcoach.domain.phases import Phase
from calfcoach.domain.prescribe import Choices, DoseRefused, prescribe
from calfcoach.errors import KnownError
from calfcoach.history.going_on import going_on
from calfcoach.history.past import PastItem, PastSession, Remarks, Unfinished
from calfcoach.library.collection import Library
from calfcoach.library.keeping import file_content
from calfcoach.request import read_request, session_from
from calfcoach.settings import SettingsStore, UsedLift
from calfcoach.wording.any_lift import ANY_LIFT, any_lift
from tests.cli.conftest import Calf


def plan(*words: str) -> object:
    return session_from(make_parser().parse_args(words))[1]


def test_a_tempo_is_enough(home: Path) -> None:
    (item,) = session_from(
        make_parser().parse_args(("run", "--tempo", "3-1-1-0", "--name", "Back squat", "--sets", "1"))
    )[1].items
    assert (item.exercise.id, item.exercise.name, str(item.dose.tempo)) == (ANY_LIFT, "Back squat", "3-1-1-0")
    assert [warning.id for warning in item.exercise.warnings] == ["sharp-pain", "in-control"]
    assert "knows nothing of this lift" in item.exercise.summary
    assert all(not spec.least_s for spec in item.exercise.phases.values())


def test_what_comes_first_is_chosen(home: Path) -> None:
    (item,) = session_from(make_parser().parse_args(("run", "--tempo", "2-0-1-1", "--starts", "up")))[1].items
    assert item.exercise.start_phase is Phase.CONTRACT
    (item,) = session_from(make_parser().parse_args(("run", "--tempo", "1-1-2", "--up-first")))[1].items
    assert str(item.dose.tempo) == "2-0-1-1"


def test_any_lift_may_be_held(home: Path) -> None:
    (item,) = session_from(make_parser().parse_args(("run", "--name", "Plank", "--hold", "20")))[1].items
    assert (item.dose.hold_s, item.exercise.name) == (Decimal(20), "Plank")


def test_the_window_finds_it_by_its_id(home: Path) -> None:
    request = read_request(make_parser().parse_args(("run", "--tempo", "3-1-1-0", "--name", "Row")))
    assert request.library.find(ANY_LIFT).exercise.name == "Row"
    assert request.library.reload().find(ANY_LIFT).exercise.name == "Row"
    assert request.plan is not None


def test_no_floor_but_the_half_second() -> None:
    assert prescribe(any_lift(), Choices(tempo="0.5-0-0.5-0")).rep_s == 1
    with pytest.raises(DoseRefused, match=r"no movement takes less than 0\.5 s"):
        prescribe(any_lift(), Choices(tempo="0.4-0-1-0"))


def test_it_renders(calf: Calf, tmp_path: Path) -> None:
    out = ("-o", tmp_path / "a.wav", "--cues", tmp_path / "a.csv")
    assert calf("render", "--tempo", "1-0-1-0", "--name", "Row", "--sets", 1, "--reps", 1, *out).code == 0
    with (tmp_path / "a.csv").open(newline="", encoding="utf-8") as file:
        assert {"lower", "contract"} == {row["phase"] for row in csv.DictReader(file) if row["kind"] == "phase"}


def test_it_is_coached_in_the_terminal_and_says_what_it_does_not_know(calf: Calf) -> None:
    words = (
        "--sets",
        1,
        "--reps",
        1,
        "--lead-in",
        0,
        "--audio",
        "silent",
        "--terminal",
        "--start",
        "--exit-when-finished",
    )
    answer = calf("run", "--tempo", "0.5-0-0.5-0", "--name", "Back squat", *words)
    assert answer.code == 0
    assert "Back squat" in answer.out
    assert "Calfcoach knows nothing of this lift." in answer.out


def test_an_unknown_id_that_is_near_to_nothing_offers_any_lift_with_what_was_typed(calf: Calf) -> None:
    refusal = calf("run", "back squat", "--tempo", "3-1-1-0").refusal
    assert refusal.endswith("calfcoach run --name 'back squat' --tempo 3-1-1-0")
    assert "nothing is known" in refusal


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ((), "--tempo 3-1-1-0"),
        (("5x5 @ 4-1-1-0 rest 3 min",), "'5x5 @ 4-1-1-0 rest 3 min'"),
        (("--sets", "3", "--reps", "12/10/8", "--tempo", "2-0-1-0"), "--tempo 2-0-1-0 --sets 3 --reps 12/10/8"),
        (("--hold", "30", "--rest", "1:30"), "--hold 30 --rest 90"),
    ],
)
def test_the_offer_takes_over_the_dose_that_was_asked_for(calf: Calf, words: tuple[str, ...], offered: str) -> None:
    refusal = calf("run", "bench press", *words).refusal
    command = refusal[refusal.index("calfcoach run") :]
    assert command == f"calfcoach run --name 'bench press' {offered}"
    plan(*shlex.split(command)[1:])


def test_an_unknown_id_near_to_a_known_one_offers_that_with_its_floor(calf: Calf) -> None:
    refusal = calf("run", "standing calf raises", "--tempo", "1-0-1-0").refusal
    assert "did you mean 'standing-calf-raise-machine'?" in refusal
    assert "2 s or more" in refusal
    assert "--as-any-lift" in refusal


def test_the_second_answer_is_taken_where_it_is_not_the_donkey_calf_raise(home: Path) -> None:
    words = ("run", "standing calf raises", "--tempo", "1-0-1-0", "--as-any-lift")
    (item,) = session_from(make_parser().parse_args(words))[1].items
    assert (item.exercise.id, item.exercise.name) == (ANY_LIFT, "standing calf raises")


DONKEYS = [
    "donkey-calf-rase",
    "Mule raise",
    "jackass raises",
    "Donkey raise",
    "donkey calf raises",
    "Donkey Calf Raise",
    "calf raise donkey",
    "raise-calf-donkey",
    "DONKEYCALFRAISE",
    "don key calf raise",
    "donky calf raise",
    "weighted donkey calf raise",
    "donkey machine",
    "donkey",
    "donkeys",
    "Donkey heel raise",
    "dоnkey calf raise",
    "d\u200bonkey calf ra\u200bise",
    "ⓓⓞⓝⓚⓔⓨ calf raise",
    "ｄｏｎｋｅｙ raise",
    "d0nkey ca1f raise",
    "donkey_calf_raise",
    "Dônkey cålf räise",
    "donkey cr",
    "fast donkey",
    "donkey on smith",
    "donkey pump",
    "Donkey-Wadenheben",
    "d o n k e y raise",
    "donkee calf raise",
    "ԁоոkеу calf raise",
    "𝐝𝐨𝐧𝐤𝐞𝐲 raise",
    "ᴅᴏɴᴋᴇʏ ʀᴀɪꜱᴇ",
    "donkey calf raise 2",
    "bent over calf raises",
    "hip hinge calf raise",
    "calf raise, hips hinged 90°",
    "calf raise with a partner on my back",
    "calf raise with someone sitting on the hips",
    "mule calf raise",
    "hinged heel raise",
]


@pytest.mark.parametrize("typed", DONKEYS)
@pytest.mark.parametrize("option", ["id", "name"])
def test_the_donkey_calf_raise_is_never_any_lift(home: Path, typed: str, option: str) -> None:
    asked = (typed,) if option == "id" else ("--name", typed)
    with pytest.raises(KnownError) as refused:
        plan("run", *asked, "--tempo", "1-0-1-0", "--as-any-lift")
    assert "did you mean 'donkey-calf-raise'?" in str(refused.value)
    assert "never coached as any lift" in str(refused.value)


def test_what_is_for_any_lift_is_refused_beside_a_known_exercise(calf: Calf) -> None:
    for words in (("--name", "X"), ("--as-any-lift",), ("--starts", "up")):
        assert "is for any lift" in calf("run", "donkey-calf-raise", "--terminal", *words).refusal


def test_what_is_done_twice_in_the_terminal_is_kept_in_one_step(calf: Calf, home: Path) -> None:
    words = ("--sets", 1, "--reps", 1, "--lead-in", 0, "--audio", "silent", "--terminal", "--start")
    lift = ("run", "--tempo", "0.5-0-0.5-0", "--name", "Back squat", *words, "--exit-when-finished")
    assert "no lift is remembered as 'back squat'" in calf("keep", "back squat").refusal
    assert "keeps it" not in calf(*lift).err
    assert "'Back squat' was begun once" in calf("keep", "back squat").refusal
    assert "Done twice: calfcoach keep 'Back squat' keeps it as an exercise of yours." in calf(*lift).err
    kept = calf("keep", "back squat")
    assert kept.code == 0
    assert "calfcoach run back-squat" in kept.out
    assert calf("lint", kept.out.split(": ")[1].splitlines()[0]).code == 0
    assert "0.5-0-0.5-0" in calf("show", "back-squat").out
    said = "'Back squat' is your own exercise 'back-squat'; begin it with: calfcoach run back-squat"
    assert said in calf(*lift).refusal
    assert "did you mean 'back-squat'?" in calf("run", "--name", "back squats", "--tempo", "3-1-1-0").refusal


def test_what_could_not_be_kept_is_not_offered_to_be_kept(calf: Calf) -> None:
    words = ("--sets", 1, "--reps", 1, "--lead-in", 0, "--audio", "silent", "--terminal", "--start")
    lift = ("run", "--tempo", "0.5-0-0.5-0", "--name", "calf raises", "--as-any-lift", *words, "--exit-when-finished")
    assert calf(*lift).code == 0
    assert "calfcoach keep" not in calf(*lift).err
    assert "a copy keeps its floors and warnings" in calf("keep", "calf raises").refusal


@pytest.mark.parametrize("written", ["0.4-0-1-0", "3-0.3-1-0", "1-0-0.1-0"])
def test_the_half_second_holds_without_an_exercise_too(calf: Calf, written: str) -> None:
    assert "0.5 s" in calf("tempo", written).refusal
    assert calf("tempo", "0.5-0-0.5-0").code == 0


def test_any_lift_is_asked_for_by_its_id_too(home: Path, calf: Calf) -> None:
    (item,) = session_from(make_parser().parse_args(("run", "any-lift")))[1].items
    assert (item.exercise.id, str(item.dose.tempo)) == (ANY_LIFT, "3-1-1-0")
    (item,) = session_from(make_parser().parse_args(("run", "any-lift", "--name", "Row")))[1].items
    assert item.exercise.name == "Row"
    assert "never coached as any lift" in calf("run", "any-lift", "--name", "Donkey raise", "--terminal").refusal


def test_no_file_takes_the_id_of_any_lift(calf: Calf, tmp_path: Path) -> None:
    content = file_content(ANY_LIFT, "Back squat", UsedLift())
    (tmp_path / "any-lift.yaml").write_bytes(content)
    answer = calf("lint", tmp_path)
    assert answer.code == 1
    assert "the id 'any-lift' is that of every lift without a file" in answer.out


@pytest.mark.parametrize("name", ["Donkey raise, fast", "My donkeys", "Mule calf raise", "Hip hinge calf raise"])
def test_a_kept_lift_that_is_renamed_by_hand_has_the_floor_of_the_donkey_calf_raise(
    calf: Calf, tmp_path: Path, name: str
) -> None:
    (tmp_path / "my-lift.yaml").write_bytes(file_content("my-lift", name, UsedLift(dose="3x5 @ 1-0-1-0 rest 60 s")))
    answer = calf("lint", tmp_path)
    assert answer.code == 1
    assert "in Donkey calf raise it is never less than 2 s" in answer.out
    (tmp_path / "my-lift.yaml").write_bytes(file_content("my-lift", "Donkey kick", UsedLift()))
    assert calf("lint", tmp_path).code == 0


def test_a_name_in_the_settings_is_no_way_round_either(calf: Calf) -> None:
    SettingsStore().change(lifts={"Donkey raise": UsedLift(dose="3x5 @ 1-0-1-0 rest 60 s", uses=2)})
    assert "is, or nearly is, the name of Donkey calf raise" in calf("keep", "Donkey raise").refusal


def test_a_history_written_by_hand_is_no_way_round_either() -> None:
    item = PastItem("1", 1, ANY_LIFT, "Donkey raise", None, None, "lower", {}, None, ())
    session = PastSession(
        "1", "1", datetime(2026, 1, 1, tzinfo=UTC), None, 0.0, 0, 0.0, Remarks(), None, None, None, None, None, (item,)
    )
    with pytest.raises(KnownError, match="Donkey calf raise is never coached as any lift"):
        going_on(Unfinished(session, item, 1, 1, 0, session.started), Library.load())
