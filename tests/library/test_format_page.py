"""The page on the format names every key, and its example is sound."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from calfcoach.domain import exercise, parts, prescription
from calfcoach.library.yaml_source import MAX_DEPTH, MAX_NODES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "exercise-format.md").read_text(encoding="utf-8")
MODELS = (
    exercise.Exercise,
    parts.Muscle,
    parts.Step,
    parts.PhaseSpec,
    parts.SafetyWarning,
    parts.Tip,
    parts.Evidence,
    parts.Variant,
    parts.Source,
    prescription.Prescription,
)


def test_the_example_is_sound(lint: Callable[..., list[str]]) -> None:
    example = re.search(r"```yaml\n(kind: exercise\n.*?)```", PAGE, re.DOTALL)
    assert example is not None
    assert lint(example[1], "wall-calf-raise.yaml") == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_named(model: type[parts.Model]) -> None:
    assert [name for name in model.model_fields if f"`{name}`" not in PAGE] == []


def test_the_bounds_are_those_of_the_reader() -> None:
    assert f"{MAX_DEPTH} levels and {MAX_NODES // 1000} 000 values" in PAGE
    assert f"1 to {prescription.MAX_SETS} |" in PAGE
    assert f"1 to {prescription.MAX_REPS} |" in PAGE


def test_the_problems_shown_are_those_told(lint: Callable[..., list[str]], small: str) -> None:
    assert "unknown key 'phase'; did you mean 'phases'?" in PAGE
    lines = lint(small.replace("phases:\n", "phase:\n").replace("sets: 3", "sets: four"))
    assert [line.split(": ", 1)[1] for line in lines] == [
        "unknown key 'phase'; did you mean 'phases'?",
        "'sets' is the text 'four'; a whole number was expected",
    ]
