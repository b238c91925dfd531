"""How finely a movement is divided, so that each step moves no point of the figure by more than a part of a pixel.

A figure that has not moved by a step need not be painted again. Pure: refuses to know Qt and what is painted.
"""

from collections.abc import Iterable
from math import ceil, log2, radians

from calfcoach.figure.geometry import Point, distance
from calfcoach.figure.limbs import HelpingLeg
from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import POINTS, Leg, Pose
from calfcoach.figure.solver import solve

STEP_PX = 0.25
"""The most that a point moves in a step; a rounded pose is off by half of it, which no eye sees."""

_LOOKS = 48
"""The number of places at which the speed is looked at."""

_SPARE = 1.15
"""For what moves faster between two looks, or lies outside the joints."""


class LiftSteps:
    """The steps of one figure; `rounded` finds the nearest one."""

    def __init__(self, figure: FigureFile) -> None:
        helps = isinstance(figure.far_side.leg, HelpingLeg)
        shares = [index / _LOOKS for index in range(_LOOKS + 1)]
        reach = figure.props.heel_guide.arc_radius
        self._travel = max(
            _fastest((solve(figure, share, helping) for share in shares), reach) for helping in (0.0, 1.0)
        )
        lifts = (0.0, 0.5, 1.0) if helps else ()
        self._helping = max(
            (_fastest((solve(figure, lift, share) for share in shares), reach) for lift in lifts), default=0
        )

    def rounded(self, lift: float, helping: float, scale: float) -> tuple[float, float]:
        """Lift and help (0..1) at the nearest step for a figure of `scale` pixels a body height."""
        return _nearest(lift, self._travel * scale), _nearest(helping, self._helping * scale)


def _nearest(share: float, pixels: float) -> float:
    # A power of two: windows of about the same size show the same poses, which are solved and sketched once for all.
    steps = 1 << max(ceil(log2(pixels / STEP_PX)), 0) if pixels else 1
    return round(min(max(share, 0.0), 1.0) * steps) / steps


def _fastest(poses: Iterable[Pose], reach: float) -> float:
    """Body heights that the fastest point of the figure would move, at its greatest speed, in the whole movement.

    `reach` is how far from its ball the foot carries something.
    """
    fastest, before = 0.0, None
    for pose in poses:
        if before is not None:
            fastest = max(fastest, _moved(before, pose, reach))
        before = pose
    return fastest * _LOOKS * _SPARE


def _moved(before: Pose, pose: Pose, reach: float) -> float:
    """The longest way of a point between two poses, body heights."""
    return max(
        _leg_moved(before.near_leg, pose.near_leg, reach),
        _leg_moved(before.far_leg, pose.far_leg, reach) if before.far_leg and pose.far_leg else 0.0,
        *(distance(a, b) for a, b in zip(_upper(before), _upper(pose), strict=True)),
    )


def _leg_moved(before: Leg, leg: Leg, reach: float) -> float:
    turned = abs(radians(leg.foot_deg - leg.ground_deg - before.foot_deg + before.ground_deg))
    joints = (distance(getattr(before, name), getattr(leg, name)) for name in POINTS)
    return max(*joints, turned * reach + distance(before.ball, leg.ball))


def _upper(pose: Pose) -> list[Point]:
    """The joints above the legs, and the ground, which may move too."""
    arms = [arm for arm in (pose.near_arm, pose.far_arm) if arm is not None]
    return [pose.torso.shoulder, pose.torso.head, pose.ground, *(p for arm in arms for p in (arm.elbow, arm.grip))]
