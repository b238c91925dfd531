"""A user's file may make a shipped exercise safer, never less safe."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from calfcoach.domain.parts import PhaseSpec
from calfcoach.domain.phases import Phase
from calfcoach.library.collection import Library
from calfcoach.library.entries import Origin
from calfcoach.library.lint import lint_paths
from calfcoach.library.overrides import with_shipped_how
from calfcoach.resources import exercises_dir

WHY = "faster lowering is less control, and less control is more risk"
FLOOR = f"in Donkey calf raise it is never less than 2 s: {WHY}"
INSTEAD = "add a warning of your own instead"


@pytest.fixture
def override(tmp_path: Path, donkey: str) -> Callable[..., list[str]]:
    """Put an edited donkey calf raise into the user's folder, check which one is in force; the problems' messages."""

    def run(*edits: tuple[str, str]) -> list[str]:
        text = donkey
        for old, new in edits:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path = tmp_path / "donkey-calf-raise.yaml"
        path.write_text(text, encoding="utf-8")
        library = Library.load(exercises_dir(), tmp_path)
        expected = Origin.SHIPPED if library.problems else Origin.OVERRIDE
        assert library.entries["donkey-calf-raise"].origin is expected
        assert lint_paths([path]).problems == library.problems
        return [problem.message for problem in library.problems]

    return run


LEAST = "    least_s: 2\n"
TEMPO = "tempo: 3-1-2-0"
BOUNCE_TEXT = "Springing out of the stretch can seriously hurt the calf."


def test_a_copy_and_a_safer_one_are_allowed(override: Callable[..., list[str]]) -> None:
    assert override() == []
    assert override(("name: Donkey calf raise", "name: Our donkey")) == []
    assert override((LEAST, "    least_s: 2.5\n"), ("advised_s: [2, 3]", "advised_s: [3, 4]")) == []
    assert (
        override(("warnings:\n  - id: flat", "warnings:\n  - {id: x, title: X, text: X, short: X}\n  - id: flat")) == []
    )
    assert override((TEMPO, "tempo: 2-1-2-0")) == []


def test_a_raised_floor_is_the_one_in_force(override: Callable[..., list[str]], tmp_path: Path) -> None:
    assert override((LEAST, "    least_s: 3\n"), ("advised_s: [2, 3]", "advised_s: [3, 4]")) == []
    exercise = Library.load(exercises_dir(), tmp_path).find("donkey-calf-raise").exercise
    assert exercise.spec(Phase.LOWER).least_s == Decimal(3)
    assert exercise.variant("rail-belt").spec(Phase.LOWER).least_s == Decimal(3)


@pytest.mark.parametrize(
    ("edits", "messages"),
    [
        ([(LEAST, "    least_s: 1\n")], [f"least_s 1 s was asked for Lower, {FLOOR}"]),
        ([(LEAST, "    least_s: 1.99\n")], [f"least_s 1.99 s was asked for Lower, {FLOOR}"]),
        ([(LEAST, "")], [f"no least_s was asked for Lower, {FLOOR}"]),
        ([(TEMPO, "tempo: 1-1-2-0")], [f"Lower 1 s was asked for, {FLOOR}"]),
        (
            [(LEAST, "    least_s: 1\n"), (TEMPO, "tempo: 1-1-2-0")],
            [f"least_s 1 s was asked for Lower, {FLOOR}", f"Lower 1 s was asked for, {FLOOR}"],
        ),
        (
            [("    name: Rail + belt\n", "    name: Rail + belt\n    phases: {lower: {least_s: 1, reason: haste}}\n")],
            [f"least_s 1 of lower was asked for, {FLOOR}"],
        ),
        (
            [(LEAST, f"{LEAST}    nominal_s: 1\n")],
            ["nominal_s 1 is below the floor, least_s 2"],
        ),
        (
            [("start_phase: lower", "start_phase: lower\nintended_rebound: true"), (TEMPO, "tempo: X-0-X-0")],
            [
                "a rebound was asked for, Donkey calf raise allows none: " + BOUNCE_TEXT,
                f"Lower 1 s was asked for, {FLOOR}",
            ],
        ),
        (
            [(f"    text: {BOUNCE_TEXT}\n", "    text: Bouncing is fine.\n")],
            [f"text of the warning 'no-bounce' was changed; Donkey calf raise has '{BOUNCE_TEXT}', {INSTEAD}"],
        ),
        (
            [("phases: every", "phases: [lower]")],
            [f"phases of the warning 'flat-back' was changed; Donkey calf raise has every, {INSTEAD}"],
        ),
        (
            [("phases: [stretch]", "phases: []")],
            [f"phases of the warning 'no-bounce' was changed; Donkey calf raise has [stretch], {INSTEAD}"],
        ),
        (
            [("    say: Straight back\n", "")],
            [f"say of the warning 'flat-back' was changed; Donkey calf raise has 'Straight back', {INSTEAD}"],
        ),
        (
            [("    short: Keep still. Never bounce here.\n", "    short: Bounce.\n")],
            [
                "short of the warning 'no-bounce' was changed; Donkey calf raise has "
                f"'Keep still. Never bounce here.', {INSTEAD}"
            ],
        ),
        (
            [("    say: Don't bounce\n    severity: danger\n", "    say: Don't bounce\n    severity: caution\n")],
            [f"severity of the warning 'no-bounce' was changed; Donkey calf raise has 'danger', {INSTEAD}"],
        ),
        (
            [("id: no-bounce", "id: bounce-away")],
            [f"the warning 'no-bounce' of Donkey calf raise is left out; carry it unchanged: '{BOUNCE_TEXT}'"],
        ),
        (
            [("      - id: stop-word\n", "      - id: other-word\n")],
            [
                "the warning 'stop-word' of Donkey calf raise (Rail + partner) is left out; carry it "
                "unchanged: 'At that word your partner gets off at once. Try it before the first set.'"
            ],
        ),
    ],
)
def test_less_safe_is_refused_and_the_shipped_one_stays(
    override: Callable[..., list[str]], edits: list[tuple[str, str]], messages: list[str]
) -> None:
    assert override(*edits) == messages


def test_a_tempo_exercise_does_not_become_a_hold(override: Callable[..., list[str]]) -> None:
    messages = override(("start_phase: lower", "start_phase: hold"), (TEMPO, "hold_s: 30"))
    assert (
        messages[0]
        == "a hold was asked for, Donkey calf raise has a tempo, and so has what takes its place or is a copy of it"
    )


def test_an_override_of_a_shipped_file_that_cannot_be_read_is_not_trusted(tmp_path: Path, small: str) -> None:
    for name, text in (
        ("shipped", small.replace("sets: 3", "sets: x")),
        ("own", small.replace("least_s: 2", "least_s: 1")),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "my-raise.yaml").write_text(text)
    library = Library.load(tmp_path / "shipped", tmp_path / "own")
    assert library.entries == {}
    assert [problem.message for problem in library.problems] == [
        "the shipped 'my-raise' has problems, so this cannot be compared with it",
        "'sets' is the text 'x'; a whole number was expected",
    ]


def test_how_a_phase_is_done_is_the_shipped_ones(override: Callable[..., list[str]], tmp_path: Path) -> None:
    shipped = Library.load(exercises_dir(), tmp_path).find("donkey-calf-raise").exercise
    said = "how: Lower the heels for two to three seconds, down to a comfortable stretch."
    assert override((said, "how: Contract the calves and come back up.")) == []
    own = Library.load(exercises_dir(), tmp_path).find("donkey-calf-raise").exercise
    assert own.spec(Phase.LOWER).how == shipped.spec(Phase.LOWER).how
    for variant in shipped.variants:
        assert own.variant(variant.id).spec(Phase.LOWER).how == shipped.variant(variant.id).spec(Phase.LOWER).how
    assert override((f"    {said}\n", "")) == []
    assert Library.load(exercises_dir(), tmp_path).find("donkey-calf-raise").exercise.spec(Phase.LOWER).how is not None


def test_how_a_phase_is_done_is_the_shipped_ones_in_every_variant(tmp_path: Path) -> None:
    shipped = Library.load(exercises_dir(), tmp_path).find("donkey-calf-raise").exercise
    lying = PhaseSpec(how="Come back up.")
    variants = tuple(variant.model_copy(update={"phases": {Phase.LOWER: lying}}) for variant in shipped.variants)
    added = variants[0].model_copy(update={"id": "mine"})
    own = with_shipped_how(shipped.model_copy(update={"variants": (*variants, added)}), shipped)
    assert {own.variant(variant.id).spec(Phase.LOWER).how for variant in own.variants} == {
        shipped.spec(Phase.LOWER).how
    }
