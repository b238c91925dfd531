"""From a lift (0 = stretched, 1 = contracted) to a pose: every joint solved, none blended.

The foot's angle drives. The foot turns about the ball, the knee keeps its flexion, the hip only rises and
falls; trunk and head keep their angle; an arm reaches its grip by two bones. So every limb has the same
length in every pose. Pure: refuses to know Qt, time and phases.
"""

from dataclasses import replace
from math import acos, atan2, cos, degrees, hypot, radians, sin

from calfcoach.figure.geometry import Point, direction, mix, turned, two_bones
from calfcoach.figure.limbs import FreeLeg, Offset, Posed, Reach, Segments
from calfcoach.figure.models import FigureFile
from calfcoach.figure.pose import Arm, Leg, Pose, Torso
from calfcoach.figure.props import Person


def solve(figure: FigureFile, lift: float) -> Pose:
    """The pose at `lift`, 0..1; outside it stays at the nearer end, since a rounding error must not stop a set."""
    lift = min(max(lift, 0.0), 1.0)
    rule, poses = figure.rule, figure.poses
    foot_deg = mix(poses.stretched.angles_deg.foot, poses.contracted.angles_deg.foot, lift)
    near_leg = _bearing_leg(figure, foot_deg)
    torso = _torso(figure.segments, near_leg.hip, rule.trunk_deg, rule.head_deg, rule.head_tilt_deg)
    near_arm = _arm(figure.segments, torso, rule.arm)
    return Pose(
        lift=lift,
        near_leg=near_leg,
        far_leg=_far_leg(figure, near_leg),
        torso=torso,
        near_arm=near_arm,
        far_arm=_far_arm(figure, torso, near_arm),
    )


def solve_rider(figure: FigureFile, rider: Person) -> Pose:
    """A partner's pose with its hip at (0, 0), in its own body heights; it never changes while it rides."""
    segments = figure.segments
    hip = Point(0.0, 0.0)
    near_leg = _free_leg(segments, hip, rider.thigh_deg, rider.shank_deg, rider.foot_deg)
    torso = _torso(segments, hip, rider.trunk_deg, rider.head_deg, rider.head_tilt_deg)
    near_arm = _arm(segments, torso, rider.arm)
    return Pose(
        lift=0.0,
        near_leg=near_leg,
        far_leg=_shifted_leg(near_leg, rider.far_leg) if rider.far_leg else None,
        torso=torso,
        near_arm=near_arm,
        far_arm=_shifted_arm(near_arm, rider.far_arm) if rider.far_arm else None,
    )


def _bearing_leg(figure: FigureFile, foot_deg: float) -> Leg:
    segments, rule = figure.segments, figure.rule
    foot = segments.foot
    ankle = turned(foot.ankle, -foot_deg)  # heel-up turns the foot clockwise when the figure faces right
    flexion = radians(rule.knee_flexion_deg)
    # Shank and thigh with a fixed angle between them are one rigid bone from ankle to hip. Its lean follows
    # from where the hip may be, and the shank's from its own fixed angle to that bone.
    bone = hypot(segments.shank + segments.thigh * cos(flexion), segments.thigh * sin(flexion))
    shank_inside = atan2(segments.thigh * sin(flexion), segments.shank + segments.thigh * cos(flexion))
    aside = (rule.hip_x - ankle.x) / bone
    if not -1.0 < aside < 1.0:
        raise ValueError(f"{figure.id}: a hip at x = {rule.hip_x} is out of the leg's reach")
    shank_deg = degrees(acos(aside) - shank_inside)
    thigh_deg = shank_deg + rule.knee_flexion_deg
    knee = ankle.toward(segments.shank, shank_deg)
    return Leg(
        ball=Point(0.0, 0.0),
        toe=Point(*foot.toe),
        heel=turned(foot.heel, -foot_deg),
        heel_top=turned(foot.heel_top, -foot_deg),
        ankle=ankle,
        knee=knee,
        hip=knee.toward(segments.thigh, thigh_deg),
        foot_deg=foot_deg,
        toe_deg=0.0,
        shank_deg=shank_deg,
        thigh_deg=thigh_deg,
    )


def _free_leg(segments: Segments, hip: Point, thigh_deg: float, shank_deg: float, foot_deg: float) -> Leg:
    foot = segments.foot
    knee = hip.toward(-segments.thigh, thigh_deg)
    ankle = knee.toward(-segments.shank, shank_deg)
    ball = ankle.plus(*turned((-foot.ankle[0], -foot.ankle[1]), -foot_deg))
    return Leg(
        ball=ball,
        toe=ball.plus(*turned(foot.toe, -foot_deg)),
        heel=ball.plus(*turned(foot.heel, -foot_deg)),
        heel_top=ball.plus(*turned(foot.heel_top, -foot_deg)),
        ankle=ankle,
        knee=knee,
        hip=hip,
        foot_deg=foot_deg,
        toe_deg=foot_deg,
        shank_deg=shank_deg,
        thigh_deg=thigh_deg,
    )


def _far_leg(figure: FigureFile, near: Leg) -> Leg | None:
    far = figure.far_side.leg
    if isinstance(far, FreeLeg):
        hip = near.hip.plus(*far.offset)
        return _free_leg(figure.segments, hip, far.thigh_deg, far.shank_deg, far.foot_deg)
    return _shifted_leg(near, far) if far else None


def _shifted_leg(near: Leg, by: Offset) -> Leg:
    return replace(
        near,
        ball=near.ball.plus(*by.offset),
        toe=near.toe.plus(*by.offset),
        heel=near.heel.plus(*by.offset),
        heel_top=near.heel_top.plus(*by.offset),
        ankle=near.ankle.plus(*by.offset),
        knee=near.knee.plus(*by.offset),
        hip=near.hip.plus(*by.offset),
    )


def _torso(segments: Segments, hip: Point, trunk_deg: float, head_deg: float, tilt_deg: float) -> Torso:
    shoulder = hip.toward(segments.trunk, trunk_deg)
    head = shoulder.toward(segments.neck_head, head_deg)
    return Torso(hip, shoulder, head, trunk_deg, head_deg, tilt_deg)


def _arm(segments: Segments, torso: Torso, how: Reach | Posed) -> Arm:
    shoulder = torso.shoulder
    if isinstance(how, Posed):
        elbow = shoulder.toward(segments.upper_arm, how.upper_arm_deg)
        grip = elbow.toward(segments.forearm, how.forearm_deg)
        return Arm(shoulder, elbow, grip, how.upper_arm_deg, how.forearm_deg)
    base = {"hip": torso.hip, "shoulder": shoulder, None: Point(0.0, 0.0)}[how.rides]
    grip = base.plus(*how.at)
    side = 1.0 if (how.elbow == "above") == (grip.x >= shoulder.x) else -1.0
    elbow = two_bones(shoulder, grip, segments.upper_arm, segments.forearm, side)
    return Arm(shoulder, elbow, grip, direction(shoulder, elbow), direction(elbow, grip))


def _far_arm(figure: FigureFile, torso: Torso, near: Arm) -> Arm | None:
    far = figure.far_side.arm
    if isinstance(far, Offset):
        return _shifted_arm(near, far)
    return _arm(figure.segments, torso, far) if far else None


def _shifted_arm(near: Arm, by: Offset) -> Arm:
    return Arm(
        near.shoulder.plus(*by.offset),
        near.elbow.plus(*by.offset),
        near.grip.plus(*by.offset),
        near.upper_arm_deg,
        near.forearm_deg,
    )
