"""The wrong poses of the shipped figures: possible, as long as the body is, different from the right way, and whole."""

from __future__ import annotations

import copy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from calfcoach.domain.exercise import Exercise
from calfcoach.figure.faults import beside, findings, wrong_figure, wrong_file, wrong_moment
from calfcoach.figure.files import load_figure
from calfcoach.figure.geometry import Point, distance
from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import Pose
from calfcoach.figure.solver import solve
from calfcoach.figure.spine import chord, on_arc
from calfcoach.figure.wrong import FAULT_KINDS, WrongPose
from calfcoach.library.collection import Library
from calfcoach.library.lint import lint_paths
from calfcoach.resources import assets_dir
from calfcoach.wording.faults import wrong_caption
from tests.figure.test_solver import EXACT, lengths
from tests.ui.figure.shared import IDS

ALL = [(name, wrong) for name in IDS for wrong in load_figure(name).file.wrong]
EACH = pytest.mark.parametrize(("figure_id", "wrong"), ALL, ids=[f"{n}-{w.shows}" for n, w in ALL])

NOT_TO_BE_SEEN = {
    "sharp-pain": "a feeling",
    "keep-breathing": "breath is not seen",
    "band": "a look at the band before the set",
    "stop": "the machine's own stop, swung in before the knees come out",
    "safeties": "set before the set",
    "stop-word": "a word",
    "mid-portion": "for whom it is",
    "not-insertional": "for whom it is",
    "later": "for whom it is",
    "level-hips": "seen from the front or from behind, not from the side",
}
"""The warnings of which a picture from the side can show no fault, and why."""


def exercises() -> list[Exercise]:
    return list(Library.load(user_dir=Path("nowhere")).exercises.values())


def test_every_warning_that_can_be_seen_from_the_side_has_its_wrong_pose_in_each_figure() -> None:
    missing = []
    for exercise in exercises():
        figures = {exercise.figure, *(each.figure for each in exercise.variants)} - {None}
        for figure_id in figures:
            shown = {wrong.warning for wrong in load_figure(str(figure_id)).file.wrong}
            missing += [
                (exercise.id, figure_id, warning.id)
                for warning in exercise.warnings
                if warning.id not in shown and warning.id not in NOT_TO_BE_SEEN
            ]
    assert missing == []


def test_what_cannot_be_seen_is_a_warning_of_some_exercise() -> None:
    known = {warning.id for each in exercises() for warning in each.warnings}
    known |= {warning.id for each in exercises() for variant in each.variants for warning in variant.warnings}
    assert NOT_TO_BE_SEEN.keys() <= known


@EACH
def test_limbs_keep_their_length_and_the_back_its_own_along_the_bend(figure_id: str, wrong: WrongPose) -> None:
    right = load_figure(figure_id).file
    changed = wrong_file(right, wrong)
    for lift in (0.0, 0.5, 1.0):
        for name, (measured, said) in lengths(solve(changed, lift), changed.segments).items():
            assert measured == pytest.approx(said, abs=EXACT), name
    kept = changed.segments.model_copy(update={"trunk": right.segments.trunk})
    assert kept == right.segments, "nothing but the distance from hip to shoulder differs"
    if wrong.bend_deg:
        length = right.segments.trunk
        arc = [on_arc(step / 200, length, wrong.bend_deg) for step in range(201)]
        assert sum(distance(a, b) for a, b in pairwise(arc)) == pytest.approx(length, rel=1e-4)
        assert distance(arc[0], arc[-1]) == pytest.approx(changed.segments.trunk, rel=1e-6)


def test_a_bend_rounds_the_back_outwards_and_arches_it_inwards() -> None:
    assert chord(0.288, 0.0) == 0.288
    assert on_arc(0.5, 0.288, 60.0).y > 0.03
    assert on_arc(0.5, 0.288, -60.0).y < -0.03


def moved_most(right: Pose, wrong: Pose) -> float:
    """How far the joint is away that differs most, body heights; along the arc's middle a back counts too."""
    names = ("knee", "hip", "shoulder", "head", "elbow", "grip", "heel", "ball")
    return max(distance(right.joint(name), wrong.joint(name)) for name in names)


@EACH
def test_a_fault_looks_clearly_different_while_it_is_shown(figure_id: str, wrong: WrongPose) -> None:
    """By a head's breadth of a joint somewhere, or by the thing that is not where it belongs."""
    right = load_figure(figure_id)
    file = wrong_figure(right, wrong).file
    hold = "hold" in figure_id or "stretch" in figure_id or figure_id == "wall-sit"
    phases = ["hold"] if hold else ["lower", "stretch", "contract", "squeeze"]
    phase = "hold" if hold else "lower" if wrong.within else "stretch"
    most = 0.0
    for share in (0.1, 0.2, 0.5, 0.999):
        good = wrong_moment(right.file, WrongPose(warning="x", shows="heel-up", bend_deg=1), phases, phase, share, 2)
        bad = wrong_moment(file, wrong, phases, phase, share, 2)
        most = max(most, moved_most(solve(right.file, *good), solve(file, *bad)))
    most = max([most, *(distance(Point(0, 0), Point(*by)) for by in wrong.moved.values())])
    assert most > 0.018


@EACH
def test_its_frame_has_room_for_both_and_they_stand_on_one_line(figure_id: str, wrong: WrongPose) -> None:
    right = load_figure(figure_id)
    changed = wrong_figure(right, wrong)
    frame, old = changed.file.frame, right.file.frame
    assert beside(right, changed).file.frame == frame
    assert frame.x[0] <= old.x[0] and frame.x[1] >= old.x[1] and frame.y[1] >= old.y[1]
    assert frame.y[0] == old.y[0]
    for lift in (0.0, 1.0):
        head = solve(changed.file, lift).torso.head
        assert frame.x[0] < head.x < frame.x[1] and head.y < frame.y[1]


def test_every_kind_has_words_and_every_kind_is_used() -> None:
    assert {wrong.shows for _, wrong in ALL} == set(FAULT_KINDS)
    assert all(wrong_caption(kind).startswith("Wrong: ") for kind in FAULT_KINDS)


def test_a_bounce_springs_twice_a_second_and_ends_where_it_is_seen() -> None:
    file = load_figure("donkey-machine").file
    bounce = next(wrong for wrong in file.wrong if wrong.bounce)
    lifts = [wrong_moment(file, bounce, ["lower", "stretch"], "stretch", n / 100, 3.0)[0] for n in range(101)]
    assert (min(lifts), max(lifts)) == (0.0, pytest.approx(0.45, abs=0.01))
    turns = sum(a < b > c for a, b, c in zip(lifts, lifts[1:], lifts[2:], strict=False))
    assert turns == 6 and lifts[-1] == pytest.approx(0.45)


def test_too_fast_is_over_in_a_part_of_the_phase() -> None:
    file = load_figure("donkey-machine").file
    fast = next(wrong for wrong in file.wrong if wrong.within)
    phases = ["lower", "stretch", "contract"]
    assert wrong_moment(file, fast, phases, "lower", 0.0, 3.0)[0] == 1.0
    assert wrong_moment(file, fast, phases, "lower", 0.15, 3.0)[0] == pytest.approx(0.0)
    assert wrong_moment(file, fast, phases, "lower", 0.9, 3.0)[0] == pytest.approx(0.0)


# Files with mistakes.


def with_wrong(**changes: object) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((assets_dir() / "figures/donkey-machine.yaml").read_text(encoding="utf-8"))
    data["wrong"] = [{"warning": "flat-back", "shows": "rounded-back", "bend_deg": 60, **changes}]
    return copy.deepcopy(data)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"lift": 0.2, "bounce": [0, 1]}, "one of lift, bounce and within"),
        ({"shows": "bounce"}, "'bounce' has a bounce"),
        ({"within": 0.2}, "'too-fast' has a within"),
        ({"bend_deg": 170}, "less than or equal to 100"),
        ({"shows": "slouching"}, "rounded-back"),
        ({"rule": {"knee_flexion_deg": -40}}, "greater than or equal to -10"),
        ({"rule": {"trunk": 3}}, "Extra inputs"),
    ],
)
def test_a_wrong_pose_that_says_no_sense_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        FigureFile.model_validate(with_wrong(**changes))


def test_a_wrong_pose_that_changes_nothing_is_refused() -> None:
    data = with_wrong()
    del data["wrong"][0]["bend_deg"]
    with pytest.raises(ValidationError, match="says what is different in it"):
        FigureFile.model_validate(data)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rule": {"hip_x": -0.6}}, "an arm or a leg would have to be longer"),
        ({"rule": {"trunk_deg": 160}}, "an arm or a leg would have to be longer"),
        ({"rule": {"arm": {"upper_arm_deg": 0, "forearm_deg": -60}}}, "an elbow would bend the wrong way"),
        ({"moved": {"lever": [0.1, 0]}}, "'lever' is nothing here that can be moved"),
        ({"moved": {"cat": [0.1, 0]}}, "'cat' is nothing here that can be moved"),
    ],
)
def test_what_no_body_can_do_is_found(changes: dict[str, object], message: str) -> None:
    [(path, told)] = findings(FigureFile.model_validate(with_wrong(**changes)))
    assert path[:2] == ("wrong", 0) and message in told


def test_lint_tells_file_line_and_column_of_an_unknown_warning_and_an_impossible_pose(tmp_path: Path) -> None:
    lines = (assets_dir() / "figures/donkey-machine.yaml").read_text(encoding="utf-8").splitlines()
    at = lines.index("wrong:             # what the warnings speak of, shown crossed out in a demonstration")
    broken = [
        *lines[: at + 1],
        "  - {warning: flat-bck, shows: rounded-back, bend_deg: 60}",
        "  - {warning: flat-back, shows: arched-back, bend_deg: -40, rule: {trunk_deg: 160}}",
    ]
    file = tmp_path / "donkey-machine.yaml"
    file.write_text("\n".join(broken) + "\n", encoding="utf-8")
    assert lint_paths([file]).lines() == [
        f"{file}:{at + 2}:15: no exercise that shows this figure has a warning 'flat-bck'; did you mean 'flat-back'?",
        f"{file}:{at + 3}:5: nobody can take this pose: an arm or a leg would have to be longer",
    ]


def test_the_shipped_figures_pass_lint() -> None:
    assert lint_paths([assets_dir() / "figures"]).lines() == []
