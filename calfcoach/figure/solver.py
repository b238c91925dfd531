"""Calculates a pose from a lift (0 = stretched, 1 = contracted). Every joint is solved; none is mixed from key poses.

The foot's angle is the input; the leg follows from the figure's rule (`legs`). Trunk and head keep their angle; an arm
reaches its grip by two bones. So every limb has the same length in every pose. Pure: refuses to know Qt, time and
phases.
"""

from dataclasses import replace

from calfcoach.figure.geometry import ORIGIN, Point, direction, mix, two_bones
from calfcoach.figure.legs import far_leg, free_leg, near_leg
from calfcoach.figure.limbs import FreeLeg, LimbOffset, Posed, Reach, Segments
from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import Arm, Pose, Torso
from calfcoach.figure.props import Person


def solve(figure: FigureFile, lift: float, helping: float = 0.0) -> Pose:
    """The pose at `lift`, clipped to 0..1, since a rounding error must not stop a set.

    `helping`, 0..1, is how much of the work the other leg has taken over, in a figure with a helping leg.
    """
    lift = min(max(lift, 0.0), 1.0)
    rule, poses = figure.rule, figure.poses
    foot_deg = mix(poses.stretched.angles_deg.foot, poses.contracted.angles_deg.foot, lift)
    leg, ground = near_leg(figure, foot_deg)
    torso = _torso(figure.segments, leg.hip, rule.trunk_deg, rule.head_deg, rule.head_tilt_deg)
    other_leg = far_leg(figure, leg, lift, helping)
    bare = Pose(lift, leg, other_leg, torso, _NO_ARM, None, helping, ground)
    near_arm = _arm(figure.segments, bare, rule.arm)
    far_arm = _far_arm(figure, bare, near_arm)
    return Pose(lift, leg, other_leg, torso, near_arm, far_arm, helping, ground)


def solve_rider(figure: FigureFile, rider: Person) -> Pose:
    """A partner's pose with its hip at (0, 0), in its own body heights; it never changes while it rides."""
    segments = figure.segments
    hip = ORIGIN
    held = FreeLeg(thigh_deg=rider.thigh_deg, shank_deg=rider.shank_deg, foot_deg=rider.foot_deg)
    leg = free_leg(segments, hip, held)
    torso = _torso(segments, hip, rider.trunk_deg, rider.head_deg, rider.head_tilt_deg)
    bare = Pose(0.0, leg, leg.moved(*rider.far_leg.offset) if rider.far_leg else None, torso, _NO_ARM, None)
    near_arm = _arm(segments, bare, rider.arm)
    return replace(bare, near_arm=near_arm, far_arm=_shifted_arm(near_arm, rider.far_arm) if rider.far_arm else None)


def _torso(segments: Segments, hip: Point, trunk_deg: float, head_deg: float, tilt_deg: float) -> Torso:
    shoulder = hip.toward(segments.trunk, trunk_deg)
    head = shoulder.toward(segments.neck_head, head_deg)
    return Torso(hip, shoulder, head, trunk_deg, head_deg, tilt_deg)


def _arm(segments: Segments, pose: Pose, how: Reach | Posed) -> Arm:
    shoulder = pose.torso.shoulder
    if isinstance(how, Posed):
        elbow = shoulder.toward(segments.upper_arm, how.upper_arm_deg)
        grip = elbow.toward(segments.forearm, how.forearm_deg)
        return Arm(shoulder, elbow, grip, how.upper_arm_deg, how.forearm_deg)
    grip = pose.place(how.at, how.rides)
    side = 1.0 if (how.elbow == "above") == (grip.x >= shoulder.x) else -1.0
    elbow = two_bones(shoulder, grip, segments.upper_arm, segments.forearm, side)
    return Arm(shoulder, elbow, grip, direction(shoulder, elbow), direction(elbow, grip))


def _far_arm(figure: FigureFile, pose: Pose, near: Arm) -> Arm | None:
    far = figure.far_side.arm
    if isinstance(far, LimbOffset):
        return _shifted_arm(near, far)
    return _arm(figure.segments, pose, far) if far else None


def _shifted_arm(near: Arm, by: LimbOffset) -> Arm:
    return Arm(
        near.shoulder.plus(*by.offset),
        near.elbow.plus(*by.offset),
        near.grip.plus(*by.offset),
        near.upper_arm_deg,
        near.forearm_deg,
    )


_NO_ARM = Arm(ORIGIN, ORIGIN, ORIGIN, 0.0, 0.0)  # a placeholder until the rest of the body is solved
