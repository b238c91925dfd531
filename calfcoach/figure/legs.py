"""Solves legs: the near leg from the foot's angle, the far leg from the way it is held according to the file.

Every limb keeps its length. Refuses to know torso and arms.
"""

from math import acos, atan2, cos, degrees, hypot, pi, radians, sin

from calfcoach.figure.geometry import ORIGIN, Point, direction, mix, turned, two_bones
from calfcoach.figure.limbs import Foot, FreeLeg, HelpingLeg, LimbOffset, PlantedLeg, Segments
from calfcoach.figure.models import FigureFile, Rule
from calfcoach.figure.pose import Leg

STEP_UP = 0.05  # body heights; how high a helping foot is lifted on its way


def near_leg(figure: FigureFile, foot_deg: float) -> tuple[Leg, Point]:
    """The working leg, and the position of its ground's origin."""
    rule, segments = figure.rule, figure.segments
    foot = _foot(segments.foot, rule, foot_deg)
    if rule.hip_x is None or rule.knee_flexion_deg is None:
        assert rule.hip is not None  # the model has checked this
        return _between(segments, foot, Point(*rule.hip)), ORIGIN
    leg = _rigid(figure, foot, rule.knee_flexion_deg, rule.hip_x)
    if rule.hip is None:
        return leg, ORIGIN
    x, y = rule.hip
    ground = Point(x - leg.hip.x, y - leg.hip.y)
    return leg.moved(*ground), ground


def pivot_point(foot: Foot, pivot: str) -> tuple[float, float]:
    """Where the flat foot's pivot is, from its ball."""
    return {"ball": (0.0, 0.0), "heel": foot.heel, "ankle": foot.ankle}[pivot]


def free_leg(segments: Segments, hip: Point, held: FreeLeg) -> Leg:
    """A leg that hangs from its hip; `held.offset` is not applied here: the caller, who knows the hip, applies it."""
    knee = hip.toward(-segments.thigh, held.thigh_deg)
    ankle = knee.toward(-segments.shank, held.shank_deg)
    turn = -held.foot_deg
    ball = ankle.plus(*turned((-segments.foot.ankle[0], -segments.foot.ankle[1]), turn))
    return _leg(segments.foot, ball, turn, turn, knee, hip)


def far_leg(figure: FigureFile, near: Leg, lift: float, helping: float) -> Leg | None:
    """The other leg, None if it is hidden; `helping`, 0..1, is how much of the work it has taken over."""
    held, segments = figure.far_side.leg, figure.segments
    if held is None:
        return None
    if isinstance(held, LimbOffset):
        return near.moved(*held.offset)
    if isinstance(held, FreeLeg):
        return free_leg(segments, near.hip.plus(*held.offset), held)
    if isinstance(held, PlantedLeg):
        return _planted(segments, near, held, lift)
    return _helping(segments, near, held, lift, helping)


def _foot(foot: Foot, rule: Rule, foot_deg: float) -> Leg:
    """The near foot on its ground; knee and hip are solved later."""
    px, py = pivot_point(foot, rule.pivot)
    # Heel-up turns the foot clockwise when the figure faces right.
    back = turned((-px, -py), -foot_deg)
    ball = Point(*turned((px + back.x, py + back.y), rule.ground_deg))
    turn = rule.ground_deg - foot_deg
    toes = rule.ground_deg + rule.toes_deg if rule.pivot == "ball" else turn
    return _leg(foot, ball, turn, toes, ORIGIN, ORIGIN, rule.ground_deg)


def _leg(
    foot: Foot, ball: Point, turn_deg: float, toes_deg: float, knee: Point, hip: Point, ground_deg: float = 0.0
) -> Leg:
    ankle = ball.plus(*turned(foot.ankle, turn_deg))
    return Leg(
        ball=ball,
        toe=ball.plus(*turned(foot.toe, toes_deg)),
        heel=ball.plus(*turned(foot.heel, turn_deg)),
        heel_top=ball.plus(*turned(foot.heel_top, turn_deg)),
        ankle=ankle,
        knee=knee,
        hip=hip,
        foot_deg=ground_deg - turn_deg,
        toe_deg=ground_deg - toes_deg,
        shank_deg=direction(ankle, knee),
        thigh_deg=direction(knee, hip),
        ground_deg=ground_deg,
    )


def _rigid(figure: FigureFile, foot: Leg, flexion_deg: float, hip_x: float) -> Leg:
    segments, flexion = figure.segments, radians(flexion_deg)
    # Shank and thigh with a fixed angle between them are one rigid bone from ankle to hip. Its lean follows
    # from the line on which the hip moves, and the shank's lean from its fixed angle to that bone.
    bone = hypot(segments.shank + segments.thigh * cos(flexion), segments.thigh * sin(flexion))
    shank_inside = atan2(segments.thigh * sin(flexion), segments.shank + segments.thigh * cos(flexion))
    ankle_x = turned(foot.ankle, -foot.ground_deg).x
    aside = (hip_x - ankle_x) / bone
    if not -1.0 < aside < 1.0:
        raise ValueError(f"{figure.id}: a hip at x = {hip_x} is out of the leg's reach")
    shank_deg = foot.ground_deg + degrees(acos(aside) - shank_inside)
    knee = foot.ankle.toward(segments.shank, shank_deg)
    thigh_deg = shank_deg + flexion_deg
    return _with_knee(foot, knee, knee.toward(segments.thigh, thigh_deg), shank_deg, thigh_deg)


def _between(segments: Segments, foot: Leg, hip: Point) -> Leg:
    """The leg between a given foot and a given hip; the knee bends forward."""
    knee = two_bones(hip, foot.ankle, segments.thigh, segments.shank, 1.0)
    shank_deg = direction(foot.ankle, knee)
    flexion_deg = (direction(knee, hip) - shank_deg) % 360.0  # either of the two directions may have passed 180
    return _with_knee(foot, knee, hip, shank_deg, shank_deg + flexion_deg)


def _with_knee(foot: Leg, knee: Point, hip: Point, shank_deg: float, thigh_deg: float) -> Leg:
    return Leg(
        ball=foot.ball,
        toe=foot.toe,
        heel=foot.heel,
        heel_top=foot.heel_top,
        ankle=foot.ankle,
        knee=knee,
        hip=hip,
        foot_deg=foot.foot_deg,
        toe_deg=foot.toe_deg,
        shank_deg=shank_deg,
        thigh_deg=thigh_deg,
        ground_deg=foot.ground_deg,
    )


def _planted(segments: Segments, near: Leg, held: PlantedLeg, lift: float) -> Leg:
    foot_deg = mix(*held.foot_deg, lift)
    foot = _leg(segments.foot, Point(*held.ball), -foot_deg, 0.0, ORIGIN, ORIGIN)
    return _between(segments, foot, near.hip.plus(*held.offset))


def _helping(segments: Segments, near: Leg, held: HelpingLeg, lift: float, helping: float) -> Leg:
    away = free_leg(segments, near.hip.plus(*held.away.offset), held.away)
    if helping <= 0.0:
        return away
    stands = _planted(segments, near, held.stands, lift)
    if helping >= 1.0:
        return stands
    x, y = (mix(a, b, helping) for a, b in zip(away.ankle, stands.ankle, strict=True))
    ankle = Point(x, y + STEP_UP * sin(pi * helping))
    turn = -mix(away.foot_deg, stands.foot_deg, helping)
    ball = ankle.plus(*turned((-segments.foot.ankle[0], -segments.foot.ankle[1]), turn))
    toes = -mix(away.toe_deg, stands.toe_deg, helping)
    return _between(segments, _leg(segments.foot, ball, turn, toes, ORIGIN, ORIGIN), stands.hip)
