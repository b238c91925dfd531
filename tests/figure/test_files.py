from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from calfcoach.errors import KnownError
from calfcoach.figure.body import BodyFile
from calfcoach.figure.files import load_figure, read_figure
from calfcoach.figure.models import FigureFile
from calfcoach.library.files import load_file
from calfcoach.resources import assets_dir
from tests.ui.figure.shared import IDS

FOLDER = assets_dir() / "figures"


def data(name: str = "donkey-machine") -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def test_the_figures_that_the_exercises_need_are_there() -> None:
    assert {
        "donkey-machine",
        "donkey-rail-partner",
        "donkey-rail-belt",
        "standing-machine",
        "step-single",
        "hold",
        "hold-bent",
    } <= set(IDS)


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_file_is_sound_and_named_after_its_id(path: Path) -> None:
    loaded = load_file(path)
    assert loaded.problems == ()
    assert isinstance(loaded.content, FigureFile | BodyFile)
    assert loaded.content.id == path.stem


@pytest.mark.parametrize("figure_id", [name for name in IDS if name.startswith("donkey")])
def test_all_variants_of_an_exercise_have_the_markers_of_its_steps(figure_id: str) -> None:
    assert {"grip", "hip", "pad", "knee"} <= load_figure(figure_id).file.markers.keys()


def test_a_limb_of_the_wrong_length_is_named_with_both_lengths() -> None:
    bad = data()
    bad["poses"]["stretched"]["joints"]["knee"] = [-0.0465, 0.2757]
    with pytest.raises(ValidationError, match=r"poses\.stretched: ankle to knee is 0\.\d+, segments say 0\.2460"):
        FigureFile.model_validate(bad)


def test_all_wrong_limbs_are_reported_at_once() -> None:
    bad = data()
    bad["segments"]["trunk"] = 0.3
    with pytest.raises(ValidationError) as caught:
        FigureFile.model_validate(bad)
    assert "poses.stretched: hip to shoulder" in str(caught.value)
    assert "poses.contracted: hip to shoulder" in str(caught.value)


def changed(path: tuple[str, ...], value: object) -> dict[str, Any]:
    """A sound figure with one value replaced."""
    bad = copy.deepcopy(data())
    place = bad
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return bad


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("props", "front", "lever", "through"), "pat", "'pat', which is no cushion here"),
        (("markers", "grip", "at"), "hand", "'hand' is unknown; known are .*grip"),
        (("frame", "x"), [0.7, -0.2], r"x: \[left, right\]"),
    ],
)
def test_a_bad_figure_is_refused_with_the_reason(path: tuple[str, ...], value: object, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        FigureFile.model_validate(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value", "kind"),
    [
        (("rule", "knee_flexion"), 14, "extra_forbidden"),
        (("rule", "hip_x"), float("nan"), "finite_number"),
        (("schema",), 2, "literal_error"),
        (("facing",), "left", "literal_error"),
        (("props", "front", "pad", "role"), "pink", "literal_error"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_where_it_stands(path: tuple[str, ...], value: object, kind: str) -> None:
    """What pydantic says about it is not ours; which part it refuses is."""
    with pytest.raises(ValidationError) as caught:
        FigureFile.model_validate(changed(path, value))
    [problem] = caught.value.errors()
    assert set(path) <= set(problem["loc"])
    assert problem["type"] == kind


def test_a_calf_needs_as_many_points_at_both_ends() -> None:
    body = yaml.safe_load((FOLDER / "bodies" / "adult.yaml").read_text(encoding="utf-8"))
    body["outlines"]["shank"]["back"]["stretched"].pop()
    with pytest.raises(ValidationError, match="same number of points"):
        BodyFile.model_validate(body)


def test_a_missing_or_bad_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        read_figure(tmp_path / "none.yaml")
    bad = tmp_path / "bad.yaml"
    bad.write_text("kind: figure\nschema: 1\nid: bad\n", encoding="utf-8")
    with pytest.raises(KnownError, match=r"bad\.yaml"):
        read_figure(bad)
