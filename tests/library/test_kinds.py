"""The registry of kinds, and the JSON Schema that editors use."""

from __future__ import annotations

import json
from typing import Any

import pytest

from calfcoach.domain.exercise import Exercise
from calfcoach.errors import KnownError
from calfcoach.library.fields import keys_at
from calfcoach.library.kinds import KINDS, schema_for
from calfcoach.resources import exercises_dir

EDITOR_LINE = "# yaml-language-server: $schema=schema/exercise.schema.json"


def test_the_shipped_schema_is_the_models() -> None:
    shipped = json.loads((exercises_dir() / "schema" / "exercise.schema.json").read_text(encoding="utf-8"))
    assert shipped == schema_for("exercise"), "calfcoach schema exercise > exercises/schema/exercise.schema.json"


def test_every_shipped_exercise_points_at_the_schema() -> None:
    for path in exercises_dir().glob("*.yaml"):
        assert path.read_text(encoding="utf-8").splitlines()[0] == EDITOR_LINE
        assert (path.parent / EDITOR_LINE.split("=")[1]).is_file()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_schema_with_its_head(kind: str) -> None:
    schema = schema_for(kind)
    assert schema["properties"]["kind"]["const"] == kind
    assert schema["properties"]["schema"]["const"] == 1
    assert schema["required"][:2] == ["kind", "schema"]
    assert schema["additionalProperties"] is False


def test_every_part_of_an_exercise_is_explained_to_the_editor() -> None:
    parts: dict[str, Any] = schema_for("exercise")["$defs"]
    assert [name for name, part in parts.items() if not part.get("description")] == []


def test_an_unknown_kind_is_answered_with_a_suggestion() -> None:
    with pytest.raises(KnownError, match="did you mean 'exercise'"):
        schema_for("exercize")


def test_keys_are_found_wherever_a_model_has_them() -> None:
    assert keys_at(Exercise, ("setup", 3)) == ["title", "text", "marker"]
    assert keys_at(Exercise, ("phases",)) == ["lower", "stretch", "contract", "squeeze", "hold", "relax"]
    assert "least_s" in keys_at(Exercise, ("variants", 0, "phases", "lower"))
    assert keys_at(Exercise, ("name",)) == []
    assert keys_at(Exercise, ("nowhere", 1)) == []
