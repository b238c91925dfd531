from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.figure.files import load_figure
from calfcoach.figure.geometry import Point, distance, turned, two_bones
from calfcoach.figure.legs import pivot_point
from calfcoach.figure.limbs import Segments
from calfcoach.figure.pose import Arm, Leg, Pose
from calfcoach.figure.props import Person
from calfcoach.figure.solver import solve, solve_rider
from tests.ui.figure.shared import IDS

LIFTS = st.floats(0.0, 1.0)
EXACT = 1e-9
DRAWN = 6e-4  # body heights: the files carry four decimals, and a length meets two of them


def lengths(pose: Pose, s: Segments) -> dict[str, tuple[float, float]]:
    """Every limb of both sides: (measured, said)."""
    found: dict[str, tuple[float, float]] = {
        "trunk": (distance(pose.torso.hip, pose.torso.shoulder), s.trunk),
        "neck": (distance(pose.torso.shoulder, pose.torso.head), s.neck_head),
    }
    legs: list[tuple[str, Leg | None]] = [("near", pose.near_leg), ("far", pose.far_leg)]
    for side, leg in legs:
        if leg:
            found[f"{side} ankle"] = (distance(leg.ball, leg.ankle), math.hypot(*s.foot.ankle))
            found[f"{side} heel"] = (distance(leg.ball, leg.heel), math.hypot(*s.foot.heel))
            found[f"{side} heel top"] = (distance(leg.ball, leg.heel_top), math.hypot(*s.foot.heel_top))
            found[f"{side} toe"] = (distance(leg.ball, leg.toe), math.hypot(*s.foot.toe))
            found[f"{side} shank"] = (distance(leg.ankle, leg.knee), s.shank)
            found[f"{side} thigh"] = (distance(leg.knee, leg.hip), s.thigh)
    arms: list[tuple[str, Arm | None]] = [("near", pose.near_arm), ("far", pose.far_arm)]
    for side, arm in arms:
        if arm:
            found[f"{side} upper arm"] = (distance(arm.shoulder, arm.elbow), s.upper_arm)
            found[f"{side} forearm"] = (distance(arm.elbow, arm.grip), s.forearm)
    return found


@pytest.mark.parametrize("figure_id", IDS)
@given(lift=LIFTS)
def test_every_limb_keeps_its_length(figure_id: str, lift: float) -> None:
    figure = load_figure(figure_id).file
    for name, (measured, said) in lengths(solve(figure, lift), figure.segments).items():
        assert measured == pytest.approx(said, abs=EXACT), name


@pytest.mark.parametrize("figure_id", IDS)
@given(lift=LIFTS)
def test_what_must_not_move_does_not(figure_id: str, lift: float) -> None:
    figure = load_figure(figure_id).file
    pose, rule, foot = solve(figure, lift), figure.rule, figure.segments.foot
    leg = pose.near_leg
    stays = pose.ground.plus(*turned(pivot_point(foot, rule.pivot), rule.ground_deg))
    assert distance(getattr(leg, rule.pivot), stays) < EXACT, "the foot turns about its pivot"
    if rule.pivot == "ball":
        assert leg.toe_deg == -rule.toes_deg, "the toes lie flat, or as far bent as the file says"
    if rule.knee_flexion_deg is not None:
        assert leg.thigh_deg - leg.shank_deg == pytest.approx(rule.knee_flexion_deg)
    if rule.hip is not None:
        assert distance(leg.hip, Point(*rule.hip)) < EXACT, "the hip stays"
    else:
        assert rule.hip_x is not None
        assert leg.hip.x == pytest.approx(rule.hip_x, abs=EXACT), "the hip only rises and falls"
        assert pose.ground == (0.0, 0.0)
    assert pose.torso.trunk_deg == rule.trunk_deg


def _rising(figure_id: str) -> Callable[[Pose], float]:
    """What goes up, or away, all the way from stretched to contracted."""
    rule = load_figure(figure_id).file.rule
    if rule.pivot == "heel":
        return lambda pose: pose.near_leg.toe.y
    if rule.pivot == "ankle":
        sign = -1.0 if "dorsi" in figure_id else 1.0
        return lambda pose: sign * pose.near_leg.toe.x
    if rule.hip is None:
        return lambda pose: pose.near_leg.hip.y
    if rule.hip_x is None:
        return lambda pose: pose.near_leg.knee.y
    return lambda pose: distance(pose.near_leg.hip, pose.near_leg.ball)


@pytest.mark.parametrize("figure_id", IDS)
def test_the_body_rises_all_the_way(figure_id: str) -> None:
    figure, rising = load_figure(figure_id).file, _rising(figure_id)
    poses = [solve(figure, step / 50) for step in range(51)]
    for lower, higher in pairwise(poses):
        assert rising(higher) > rising(lower)
        if figure.rule.pivot == "ball" and figure.rule.hip is None:
            assert higher.near_leg.heel.y > lower.near_leg.heel.y


@pytest.mark.parametrize("figure_id", IDS)
@pytest.mark.parametrize(("end", "lift"), [("stretched", 0.0), ("contracted", 1.0)])
def test_the_key_poses_of_the_file_are_what_the_rule_gives(figure_id: str, end: str, lift: float) -> None:
    figure = load_figure(figure_id).file
    pose, key = solve(figure, lift), getattr(figure.poses, end)
    for name, drawn in key.joints:
        assert distance(pose.joint(name), Point(*drawn)) < DRAWN, name
    said = key.angles_deg
    solved = {
        "foot": pose.near_leg.foot_deg,
        "shank": pose.near_leg.shank_deg,
        "thigh": pose.near_leg.thigh_deg,
        "trunk": pose.torso.trunk_deg,
        "upper_arm": pose.near_arm.upper_arm_deg,
        "forearm": pose.near_arm.forearm_deg,
        "head": pose.torso.head_deg,
    }
    for name, angle in solved.items():
        assert angle == pytest.approx(getattr(said, name), abs=0.02), name


@pytest.mark.parametrize("figure_id", [name for name in IDS if load_figure(name).file.props.block])
def test_on_a_block_the_heel_sinks_below_its_top_and_rises_above(figure_id: str) -> None:
    figure = load_figure(figure_id).file
    assert solve(figure, 0.0).near_leg.heel.y < -0.03
    assert solve(figure, 1.0).near_leg.heel.y > 0.03


@pytest.mark.parametrize("figure_id", [name for name in IDS if name.startswith("donkey")])
@given(lift=LIFTS)
def test_a_donkey_is_hinged_at_about_a_right_angle_with_soft_knees(figure_id: str, lift: float) -> None:
    pose = solve(load_figure(figure_id).file, lift)
    between_thigh_and_trunk = pose.near_leg.thigh_deg - pose.torso.trunk_deg
    assert 85 <= between_thigh_and_trunk <= 95
    assert 5 <= pose.near_leg.thigh_deg - pose.near_leg.shank_deg <= 20


def test_hands_stay_where_they_hold() -> None:
    figure = load_figure("donkey-machine").file
    assert {solve(figure, step / 20).near_arm.grip for step in range(21)} == {(0.52, 0.43)}


def test_the_partner_sits_on_the_pelvis_and_never_moves_by_itself() -> None:
    figure = load_figure("donkey-rail-partner").file
    partner = figure.props.front["partner"]
    assert isinstance(partner, Person)
    assert partner.follows == "hip"
    trunk = solve(figure, 0.0).torso
    along = (partner.seat[0] * math.cos(math.radians(trunk.trunk_deg))) / figure.segments.trunk
    assert along < 0.25, "on the pelvis, not on the middle of the back"
    for name, (measured, said) in lengths(solve_rider(figure, partner), figure.segments).items():
        assert measured == pytest.approx(said, abs=EXACT), name


@given(lift=st.floats(-1e6, 1e6))
def test_a_lift_outside_stays_at_the_nearer_end(lift: float) -> None:
    figure = load_figure("donkey-machine").file
    assert solve(figure, lift) == solve(figure, min(max(lift, 0.0), 1.0))


def test_a_target_out_of_reach_is_refused() -> None:
    with pytest.raises(ValueError, match="out of reach"):
        two_bones(Point(0, 0), Point(1, 0), 0.2, 0.2, 1.0)


def test_all_figures_are_the_same_person() -> None:
    assert len({load_figure(name).file.segments for name in IDS}) == 1
