"""Puts a body's outlines on a pose: a list of parts, each a path, where it goes and the role it has.

Nothing here draws. Paths are built once; only the calf's and the leg's depend on the lift, and those are
kept for a fixed number of lifts. Refuses to know colours and things.
"""

from PySide6.QtGui import QPainterPath, QTransform

from calfcoach.figure.body import BodyFile
from calfcoach.figure.geometry import Point, turned
from calfcoach.figure.limbs import Segments
from calfcoach.figure.pose import Arm, Leg, Pose, Torso
from calfcoach.ui.figure import paths
from calfcoach.ui.figure.canvas import PHASE, Part

_TUCK = 0.012  # body heights of the shorts under the shirt, so that nothing shines through between them
STEPS = 256  # lifts for which a calf is kept: a step moves its edge by 0.00005 body heights


class Anatomy:
    """One body; `parts` of one pose after the other."""

    def __init__(self, segments: Segments, body: BodyFile) -> None:
        outlines, s = body.outlines, segments
        self._segments = segments
        self._outlines = outlines
        self._tendon_width = body.calf.tendon.width
        self._calf = paths.CalfShape(body.calf, s.shank)
        self._legs: dict[tuple[int, int], QPainterPath] = {}
        self._calves: dict[int, QPainterPath] = {}
        self._heel = paths.loop(outlines.foot_rear)
        self._toes = paths.joined([paths.loop(outlines.foot_toe), paths.hinge(outlines.foot_hinge)])
        self._shorts_leg = paths.limb(
            paths.at_bone(outlines.shorts.front, s.thigh, 1.0),
            paths.at_bone(outlines.shorts.back, s.thigh, -1.0),
        )
        trunk = paths.limb(
            paths.at_bone(outlines.trunk.back, s.trunk, 1.0),
            paths.at_bone(outlines.trunk.belly, s.trunk, -1.0),
        )
        waist = outlines.shorts.trunk_to * s.trunk
        self._shirt = paths.cut(trunk, waist, 2.0)
        self._shorts_top = paths.joined([paths.cut(trunk, 0.0, waist + _TUCK), paths.half_disc(outlines.seat_radius)])
        self._upper_arm = paths.taper(s.upper_arm, outlines.upper_arm_radius)
        self._forearm = paths.taper(s.forearm, outlines.forearm_radius)
        self._forearm_and_hand = paths.joined([self._forearm, paths.disc((s.forearm, 0), outlines.hand_radius)])
        self._sleeve = paths.taper(s.upper_arm * outlines.sleeve.upper_arm_to, outlines.sleeve.radius)
        self._neck = paths.taper(s.neck_head, outlines.neck_radius)
        self._head = paths.ellipse((0, 0), outlines.head_radii)

    def far(self, pose: Pose) -> list[Part]:
        """The limbs away from the onlooker."""
        parts = self._leg(pose.far_leg, pose.lift, far=True) if pose.far_leg else []
        return parts + (self._arm(pose.far_arm, far=True) if pose.far_arm else [])

    def near(self, pose: Pose) -> list[Part]:
        """Neck, head, the near leg with its calf, clothes, the near arm."""
        parts = self._neck_and_head(pose.torso)
        parts += self.near_leg(pose)
        parts += self._clothes(pose.torso, pose.near_leg)
        parts += self._arm(pose.near_arm, far=False)
        return parts

    def near_leg(self, pose: Pose) -> list[Part]:
        """The near leg, its foot and the calf."""
        leg = pose.near_leg
        parts = self._leg(leg, pose.lift, far=False)
        place = _bone(leg.knee, leg.shank_deg + 180)
        step = round(pose.lift * STEPS)
        if step not in self._calves:
            self._calves[step] = self._calf.outline(step / STEPS)
        heel_top = turned((leg.heel_top.x - leg.knee.x, leg.heel_top.y - leg.knee.y), -leg.shank_deg - 180)
        parts.append(Part(self._calves[step], place, PHASE))
        parts.append(Part(self._calf.tendon(pose.lift, heel_top), place, PHASE, self._tendon_width))
        return parts

    def far_leg(self, pose: Pose) -> list[Part]:
        """The far leg and its foot."""
        return self._leg(pose.far_leg, pose.lift, far=True) if pose.far_leg else []

    def _leg(self, leg: Leg, lift: float, *, far: bool) -> list[Part]:
        flexion = leg.thigh_deg - leg.shank_deg
        key = (round(flexion * 100), round(lift * STEPS))
        if key not in self._legs:
            s = self._segments
            self._legs[key] = paths.leg(self._outlines, s.thigh, s.shank, flexion, key[1] / STEPS)
        place = _bone(leg.knee, leg.shank_deg + 180)
        turn = _bone(leg.ball, -leg.foot_deg)
        flat = _bone(leg.ball, -leg.toe_deg)
        skin, shoe = ("body_far", "body_far") if far else ("body", "shoe")
        return [
            Part(self._legs[key], place, skin),
            Part(self._heel, turn, shoe),
            Part(self._toes, flat, shoe),
        ]

    def _neck_and_head(self, torso: Torso) -> list[Part]:
        head = torso.head
        return [
            Part(self._neck, _bone(torso.shoulder, torso.head_deg), "body"),
            Part(self._head, _bone(head, torso.head_tilt_deg), "body"),
        ]

    def _clothes(self, torso: Torso, leg: Leg) -> list[Part]:
        trunk = _bone(torso.hip, torso.trunk_deg)
        return [
            Part(self._shorts_leg, _bone(leg.hip, leg.thigh_deg + 180), "shorts"),
            Part(self._shorts_top, trunk, "shorts"),
            Part(self._shirt, trunk, "shirt"),
        ]

    def _arm(self, arm: Arm, *, far: bool) -> list[Part]:
        skin = "body_far" if far else "body"
        upper = _bone(arm.shoulder, arm.upper_arm_deg)
        lower = _bone(arm.elbow, arm.forearm_deg)
        if far:
            return [Part(self._upper_arm, upper, skin), Part(self._forearm, lower, skin)]
        return [
            Part(self._upper_arm, upper, skin),
            Part(self._forearm_and_hand, lower, skin),
            Part(self._sleeve, upper, "shirt"),
        ]


def _bone(start: Point, angle_deg: float) -> QTransform:
    """The frame of a bone starting at `start` and running in direction `angle_deg` (y up)."""
    ahead = turned((1.0, 0.0), angle_deg)
    return QTransform(ahead.x, ahead.y, -ahead.y, ahead.x, start.x, start.y)
