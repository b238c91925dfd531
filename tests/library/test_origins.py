"""A copy keeps the floors and warnings of what it was made from: ten ways to get round that, each refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from calfcoach.library.collection import Library
from calfcoach.library.keeping import file_content
from calfcoach.library.lint import lint_paths
from calfcoach.resources import exercises_dir
from calfcoach.settings import UsedLift

DONKEY = (exercises_dir() / "donkey-calf-raise.yaml").read_text(encoding="utf-8")
FLOOR = "least_s: 2"
OWN_NAME = ("name: Donkey calf raise", "name: My way")

Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Write an edited copy of the donkey calf raise into a folder of one's own, under another id."""

    def write(*edits: tuple[str, str], name: str = "my-way", origin: str | None = "donkey-calf-raise") -> Path:
        said = DONKEY.replace("id: donkey-calf-raise", f"id: {name}", 1)
        if origin is not None:
            said = said.replace(f"id: {name}", f"id: {name}\norigin: {origin}", 1)
        for old, new in edits:
            assert old in said, old
            said = said.replace(old, new, 1)
        path = tmp_path / f"{name}.yaml"
        path.write_text(said, encoding="utf-8")
        return path

    return write


def refused(folder: Path, name: str = "my-way") -> list[str]:
    """What is said of the file, by the library and by lint alike; it is not in force."""
    library = Library.load(user_dir=folder)
    assert name not in library.entries
    told = [problem.message for problem in library.problems if problem.file.stem == name]
    assert [problem.message for problem in lint_paths([folder]).problems if problem.file.stem == name] == told
    return told


def test_a_copy_that_keeps_everything_is_in_force(put: Put, tmp_path: Path) -> None:
    put(OWN_NAME)
    library = Library.load(user_dir=tmp_path)
    assert library.problems == ()
    assert library.entries["my-way"].exercise.origin == "donkey-calf-raise"
    assert lint_paths([tmp_path]).ok


def test_a_floor_may_rise(put: Put, tmp_path: Path) -> None:
    put(OWN_NAME, (FLOOR, "least_s: 2.5"), ("advised_s: [2, 3]", "advised_s: [2.5, 3]"))
    assert "my-way" in Library.load(user_dir=tmp_path).entries


def warning_left_out() -> tuple[str, str]:
    start = DONKEY.index("  - id: ", DONKEY.index("\nwarnings:"))
    end = DONKEY.index("  - id: ", start + 5)
    return DONKEY[start:end], ""


WAYS = {
    "a lower floor": [OWN_NAME, (FLOOR, "least_s: 1")],
    "no floor": [OWN_NAME, (f"    {FLOOR}\n", "")],
    "a warning left out": [OWN_NAME, warning_left_out()],
    "a warning made harmless": [OWN_NAME, ("short: Keep still. Never bounce here.", "short: Do as you like.")],
    "a rebound": [OWN_NAME, ("start_phase: lower", "start_phase: lower\nintended_rebound: true")],
    "a dose below the floor": [OWN_NAME, ("tempo: 3-1-2-0", "tempo: 1-1-2-0")],
}


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_cannot_be_less_safe(put: Put, tmp_path: Path, way: str) -> None:
    put(*WAYS[way])
    assert refused(tmp_path)


def test_leaving_the_origin_out_is_no_way_round(put: Put, tmp_path: Path) -> None:
    put(OWN_NAME, (FLOOR, "least_s: 1"), origin=None)
    assert any("write 'origin: donkey-calf-raise'" in told for told in refused(tmp_path))


def test_another_origin_without_a_floor_is_no_way_round(put: Put, tmp_path: Path) -> None:
    put(OWN_NAME, (FLOOR, "least_s: 1"), origin="stretch-towel")
    assert any("this is a copy of Donkey calf raise" in told for told in refused(tmp_path))


@pytest.mark.parametrize("name", ["Dоnkey calf raise", "Raise calf donkey", "DONKEY CALF RAISE", "Dônkey calf raise"])
def test_new_steps_under_the_old_name_are_no_way_round(put: Put, tmp_path: Path, name: str) -> None:
    path = put(("name: Donkey calf raise", f"name: {name}"), (FLOOR, "least_s: 1"), origin=None)
    said = path.read_text(encoding="utf-8")
    path.write_text(said.replace("text: Grip a rail,", "text: Hold a rail,", 1), encoding="utf-8")
    assert any("in Donkey calf raise it is never less than 2 s" in told for told in refused(tmp_path))


def test_a_copy_of_a_copy_goes_back_to_the_first(put: Put, tmp_path: Path) -> None:
    put(OWN_NAME, (FLOOR, "least_s: 1"), name="middle")
    put(("name: Donkey calf raise", "name: Last"), (FLOOR, "least_s: 1"), name="last", origin="middle")
    assert any("in Donkey calf raise it is never less than 2 s" in told for told in refused(tmp_path, "last"))


def test_an_origin_that_does_not_exist(put: Put, tmp_path: Path) -> None:
    put(OWN_NAME, origin="nobody")
    assert any("no exercise is called 'nobody'" in told for told in refused(tmp_path))


def test_origins_in_a_circle(put: Put, tmp_path: Path) -> None:
    put(OWN_NAME, name="one", origin="two")
    put(("name: Donkey calf raise", "name: Other"), name="two", origin="one")
    put(("name: Donkey calf raise", "name: Self"), name="self", origin="self")
    for name in ("one", "two", "self"):
        assert any("go round in a circle" in told for told in refused(tmp_path, name))


def test_other_files_are_unharmed_and_the_line_is_told(put: Put, tmp_path: Path) -> None:
    put(OWN_NAME, origin="nobody")
    put(("name: Donkey calf raise", "name: Good"), name="good")
    library = Library.load(user_dir=tmp_path)
    assert "good" in library.entries
    (problem, *_) = library.problems
    line = (tmp_path / "my-way.yaml").read_text().split("\n").index("origin: nobody") + 1
    assert (problem.line, problem.column) == (line, 9)


def test_300_aliases_and_ids_that_differ_by_case(put: Put, tmp_path: Path) -> None:
    aliases = ", ".join(f"a{number}" for number in range(300))
    start = DONKEY.index("aliases:")
    put(OWN_NAME, (DONKEY[start : DONKEY.index("\n", start)], f"aliases: [{aliases}]"))
    assert any("at most 60" in told for told in refused(tmp_path))
    path = put(OWN_NAME, name="my-other")
    path.rename(tmp_path / "My-Other.yaml")
    assert any("differ" in problem.message for problem in Library.load(user_dir=tmp_path).problems)


def test_the_refusal_of_a_copy_reads_right(put: Put, tmp_path: Path) -> None:
    put(OWN_NAME, ("start_phase: lower", "start_phase: contract"), warning_left_out())
    told = refused(tmp_path)
    assert any("Donkey calf raise starts with lower, and so does what" in line for line in told)
    assert any("of Donkey calf raise is left out; carry it unchanged" in line for line in told)
    assert not any("another id" in line or "the shipped" in line for line in told)


def setup_of(said: str) -> str:
    """The set-up of an exercise's file, with its key."""
    start = said.index("\nsetup:") + 1
    return said[start : said.index("\nfinish:") + 1]


def indented(said: str) -> str:
    return "".join(f"    {line}\n" for line in said.splitlines())


def less_one_step(said: str) -> str:
    at = setup_of(said).index("  - title:", 10)
    return setup_of(said)[:at]


OTHER_SETUP = "setup:\n  - title: Stand\n    text: On something firm, in good shoes.\n"
NO_FLOOR = (f"    {FLOOR}\n", "")
SEVEN_MORE = {
    "a word added to every step": [
        OWN_NAME,
        (setup_of(DONKEY), re.sub(r"(    text: .*[^\n])\.\n", r"\1, okay.\n", setup_of(DONKEY))),
        NO_FLOOR,
    ],
    "its name as that of a variant": [
        OWN_NAME,
        (setup_of(DONKEY), OTHER_SETUP),
        ("  - id: machine\n    name: Machine\n", "  - id: machine\n    name: Donkey calf raise\n"),
        NO_FLOOR,
    ],
    "a step left out": [OWN_NAME, (setup_of(DONKEY), less_one_step(DONKEY)), NO_FLOOR],
    "a step reworded": [OWN_NAME, ("text: Grip a rail,", "text: Seize a rail,"), NO_FLOOR],
    "other letters, capitals and order": [
        OWN_NAME,
        ("Fold at the hips to a right angle", "to a right ANGLE fold аt the   hips"),
        NO_FLOOR,
    ],
    "its steps in a variant alone": [
        OWN_NAME,
        (setup_of(DONKEY), OTHER_SETUP),
        ("  - id: machine\n    name: Machine\n", f"  - id: machine\n    name: Machine\n{indented(setup_of(DONKEY))}"),
        NO_FLOOR,
    ],
    "its name as another name": [
        ("name: Donkey calf raise", "name: My way"),
        ("aliases: [Donkey raise, Bent-over calf raise]", "aliases: [Hips up, Donkey raises]"),
        (setup_of(DONKEY), OTHER_SETUP),
        NO_FLOOR,
    ],
}


@pytest.mark.parametrize("way", SEVEN_MORE)
def test_seven_more_ways_are_none(put: Put, tmp_path: Path, way: str) -> None:
    put(*SEVEN_MORE[way], origin=None)
    assert any("in Donkey calf raise it is never less than 2 s" in told for told in refused(tmp_path))


def test_an_origin_with_a_lower_floor_is_no_way_round(tmp_path: Path) -> None:
    said = (exercises_dir() / "dumbbell-calf-raise.yaml").read_text(encoding="utf-8")
    said = said.replace("id: dumbbell-calf-raise", "id: my-way\norigin: step-calf-raise-double", 1)
    said = said.replace("name: Dumbbell calf raise", "name: My way", 1).replace("least_s: 2", "least_s: 1", 1)
    (tmp_path / "my-way.yaml").write_text(said, encoding="utf-8")
    assert any("this is a copy of Dumbbell calf raise" in told for told in refused(tmp_path))


@pytest.mark.parametrize("alias", ["Soleus machine", "seated  CALF-raise"])
def test_another_name_of_a_shipped_one_has_its_floor(tmp_path: Path, alias: str) -> None:
    lift = UsedLift(dose="3x5 @ 1-0-1-0 rest 60 s")
    said = file_content("my-way", "My way", lift).decode().replace("name: My way", f"name: My way\naliases: [{alias}]")
    (tmp_path / "my-way.yaml").write_text(said, encoding="utf-8")
    assert any("in Seated calf raise it is never less than 2 s" in told for told in refused(tmp_path))


def lift(folder: Path, name: str, *lines: str, dose: str = "3x5 @ 0.5-0-0.5-0 rest 60 s") -> None:
    said = file_content("my-own", name, UsedLift(dose=dose)).decode()
    (folder / "my-own.yaml").write_text("".join((said, *(f"{line}\n" for line in lines))), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "line", "origin"),
    [
        ("Standing calf raises", "", "standing-calf-raise-machine"),
        ("Calf press, my way", "", "leg-press-calf-raise"),
        ("My own", "aliases: [Tibialis raises]", "tibialis-raise"),
        ("Eselwadenheben", "figure: donkey-machine", "donkey-calf-raise"),
        ("Eselwadenheben", "figure: donkey-rail-belt", "donkey-calf-raise"),
    ],
)
def test_nearly_a_name_or_the_figure_of_a_shipped_one_has_to_say_so(
    tmp_path: Path, name: str, line: str, origin: str
) -> None:
    lift(tmp_path, name, line)
    told = refused(tmp_path, "my-own")
    assert any(f"write 'origin: {origin}'" in each for each in told)
    assert any("it is never less than" in each for each in told)
    lift(tmp_path, name, line, f"origin: {origin}")
    assert any("it is never less than" in each for each in refused(tmp_path, "my-own"))
    lift(tmp_path, name, line, "origin: stretch-towel")
    assert any("it is never less than" in each for each in refused(tmp_path, "my-own")), (
        "another origin is no way round"
    )


@pytest.mark.parametrize("name", ["Back squat", "Hack squat", "Donkey kick", "My raise", "Wall calf raise"])
def test_another_lift_needs_no_origin(tmp_path: Path, name: str) -> None:
    lift(tmp_path, name)
    assert "my-own" in Library.load(user_dir=tmp_path).entries


def test_every_shipped_exercise_may_be_copied_under_another_id(tmp_path: Path) -> None:
    for path in exercises_dir().glob("*.yaml"):
        said = path.read_text(encoding="utf-8")
        said = said.replace(f"id: {path.stem}", f"id: mine-{path.stem}\norigin: {path.stem}", 1)
        (tmp_path / f"mine-{path.stem}.yaml").write_text(said, encoding="utf-8")
    assert lint_paths([tmp_path]).lines() == []
