"""A figure that is painted at its nearest step stands where it should, to a part of a pixel."""

from __future__ import annotations

from functools import cache
from itertools import chain
from math import hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.figure.files import load_figure
from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import POINTS, Pose
from calfcoach.figure.solver import solve
from calfcoach.figure.steps import STEP_PX, LiftSteps
from tests.ui.figure.shared import IDS

shares = st.floats(0.0, 1.0)


@cache
def known(figure_id: str) -> tuple[FigureFile, LiftSteps]:
    figure = load_figure(figure_id).file
    return figure, LiftSteps(figure)


def places(figure: FigureFile, pose: Pose) -> list[tuple[float, float]]:
    legs = [leg for leg in (pose.near_leg, pose.far_leg) if leg is not None]
    arms = [arm for arm in (pose.near_arm, pose.far_arm) if arm is not None]
    joints = [*(getattr(leg, name) for leg in legs for name in POINTS), pose.torso.shoulder, pose.torso.head]
    carried = [pose.place((-figure.props.heel_guide.arc_radius, 0.0), "foot")]
    return [*joints, *chain.from_iterable((arm.elbow, arm.grip) for arm in arms), pose.ground, *carried]


@given(figure_id=st.sampled_from(IDS), lift=shares, helping=shares, scale=st.floats(50.0, 5000.0))
def test_a_rounded_pose_is_off_by_less_than_an_eye_sees(
    figure_id: str, lift: float, helping: float, scale: float
) -> None:
    figure, steps = known(figure_id)
    asked, rounded = solve(figure, lift, helping), solve(figure, *steps.rounded(lift, helping, scale))
    for one, other in zip(places(figure, asked), places(figure, rounded), strict=True):
        # Half a step for the lift, half a step for the help.
        assert hypot(one[0] - other[0], one[1] - other[1]) * scale <= STEP_PX
    turned = radians(abs(asked.near_leg.foot_deg - rounded.near_leg.foot_deg))
    assert turned * figure.props.heel_guide.arc_radius * scale <= STEP_PX


@pytest.mark.parametrize("figure_id", IDS)
def test_both_ends_of_a_movement_are_steps(figure_id: str) -> None:
    _, steps = known(figure_id)
    for scale in (100.0, 560.0, 1234.5):
        assert [steps.rounded(end, end, scale) for end in (0.0, 1.0)] == [(0.0, 0.0), (1.0, 1.0)]


@given(figure_id=st.sampled_from(IDS), lift=shares, scale=st.floats(50.0, 5000.0))
def test_windows_of_different_sizes_show_the_same_poses(figure_id: str, lift: float, scale: float) -> None:
    _, steps = known(figure_id)
    shown = steps.rounded(lift, 0.0, scale)
    assert all(steps.rounded(*shown, larger) == shown for larger in (scale * 1.1, scale * 2, scale * 7))
