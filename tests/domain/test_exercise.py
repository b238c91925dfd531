"""What goes together in an exercise, and what a variant makes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from calfcoach.domain.base import Inconsistent
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.phases import Phase

Make = Callable[..., Exercise]
BOUNCE = {"id": "no-bounce", "title": "No bouncing", "text": "It hurts.", "short": "Still.", "phases": ["stretch"]}
BACK = {"id": "flat-back", "title": "Flat back", "text": "It hurts.", "short": "Flat back.", "phases": "every"}
PHASES = {
    "lower": {"label": "Lower the heels", "short": "Lower", "least_s": 2, "advised_s": [2, 3], "reason": "a test"}
}


def variant(**given: Any) -> list[dict[str, Any]]:
    return [{"id": "other", "name": "Other", **given}]


def findings(make: Make, **given: Any) -> list[tuple[tuple[str | int, ...], str]]:
    with pytest.raises(ValidationError) as caught:
        make(**given)
    found = []
    for error in caught.value.errors():
        problem = error["ctx"]["error"]
        assert isinstance(problem, Inconsistent)
        found += [((*error["loc"], *path), message) for path, message in problem.findings]
    return found


def test_a_variant_changes_what_it_says_and_nothing_else(make: Make) -> None:
    exercise = make(
        phases=PHASES,
        warnings=[BOUNCE],
        figure="one",
        variants=variant(
            phases={"lower": {"least_s": 3, "reason": "another test", "advised_s": [3, 4]}},
            warnings=[BACK],
            setup=[{"title": "Other", "text": "Other."}],
        ),
    )
    performed = exercise.variant("other")
    lower = performed.spec(Phase.LOWER)
    assert (lower.least_s, lower.reason, lower.short) == (3, "another test", "Lower")
    assert [warning.id for warning in performed.warnings] == ["no-bounce", "flat-back"]
    assert [step.title for step in performed.setup] == ["Other"]
    assert (performed.figure, performed.prescription) == ("one", exercise.prescription)
    assert exercise.spec(Phase.LOWER).least_s == 2


def test_a_variant_that_does_not_speak_of_the_floor_keeps_it(make: Make) -> None:
    exercise = make(phases=PHASES, variants=variant(phases={"lower": {"how": "Slowly."}}))
    lower = exercise.variant("other").spec(Phase.LOWER)
    assert (lower.least_s, lower.reason, lower.how, lower.label) == (2, "a test", "Slowly.", "Lower the heels")


def test_the_first_variant_is_the_usual_one(make: Make) -> None:
    assert make(variants=variant(figure="two")).variant(None).figure == "two"
    assert make().variant(None) == make()
    with pytest.raises(KeyError):
        make().variant("other")


def test_everything_that_does_not_go_together_is_found_at_once(make: Make) -> None:
    found = findings(
        make,
        phases={"hold": {}},
        warnings=[BOUNCE, {**BACK, "id": "no-bounce"}, {**BACK, "id": "never", "phases": ["relax"]}],
        prescription={"hold_s": 30, "sets": 1, "reps": 1, "rest_s": 0},
        variants=[*variant(), *variant()],
    )
    assert [path for path, _ in found] == [
        ("phases", "hold"),
        ("prescription",),
        ("warnings", 2, "phases", 0),
        ("warnings", 1, "id"),
        ("variants", 1, "id"),
    ]


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"phases": {"lower": {"least_s": 1, "reason": "x"}}}, ("phases", "lower", "least_s")),
        ({"phases": {"lower": {"least_s": 4, "reason": "x"}}}, ("phases", "lower", "advised_s")),
        ({"phases": {"lower": {"nominal_s": 1}}}, ("phases", "lower", "nominal_s")),
        ({"warnings": [{**BOUNCE, "text": "It is fine."}]}, ("warnings", 0)),
        ({"warnings": [BACK, BACK]}, ("warnings", 1, "id")),
    ],
)
def test_a_variant_cannot_make_it_less_safe(make: Make, given: dict[str, Any], path: tuple[str | int, ...]) -> None:
    found = findings(make, phases=PHASES, warnings=[BOUNCE], variants=variant(**given))
    assert [where for where, _ in found] == [("variants", 0, *path)]


def test_a_phase_needs_the_reason_of_its_floor_and_a_short_form_of_a_long_name(make: Make) -> None:
    found = findings(make, phases={"lower": {"least_s": 2, "label": "Lower the heels", "advised_s": [1, 3]}})
    assert [path for path, _ in found] == [
        ("phases", "lower", "least_s"),
        ("phases", "lower", "advised_s"),
        ("phases", "lower", "label"),
    ]


@pytest.mark.parametrize("start", ["stretch", "squeeze", "relax"])
def test_nothing_starts_in_a_pause(make: Make, start: str) -> None:
    assert findings(make, start_phase=start)[0][0] == ("start_phase",)


def test_the_warnings_of_a_phase_come_before_those_of_every_phase(make: Make) -> None:
    exercise = make(warnings=[BACK, BOUNCE])
    assert [warning.id for warning in exercise.warnings_in(Phase.STRETCH)] == ["no-bounce", "flat-back"]
    assert [warning.id for warning in exercise.warnings_in(Phase.LOWER)] == ["flat-back"]


@pytest.mark.parametrize("name", ["3-4-sit-up", "4", "21s", "a-1", "x" * 64])
def test_an_id_may_begin_with_a_digit(make: Make, name: str) -> None:
    assert make(id=name).id == name


@pytest.mark.parametrize("name", ["", "-a", "a-", "3--4", "A", "a b", "ä", "٣", "x" * 65])
def test_an_id_is_small_letters_digits_and_single_hyphens(make: Make, name: str) -> None:
    with pytest.raises(ValidationError):
        make(id=name)


def test_a_phase_has_the_name_of_its_exercise_or_its_usual_one(make: Make) -> None:
    exercise = make(phases=PHASES)
    names = [str(exercise.name_of(phase)) for phase in (Phase.LOWER, Phase.STRETCH)]
    assert names == ["Lower the heels", "Stretch"]


@pytest.mark.parametrize("text", ["two\nlines", "bell\x07", "right\u202eto left", ""])
def test_a_line_of_text_is_a_line_of_text(make: Make, text: str) -> None:
    with pytest.raises(ValidationError):
        make(name=text)


def test_text_is_text(make: Make) -> None:
    assert make(name="<b>Übung</b> 👣").name == "<b>Übung</b> 👣"
