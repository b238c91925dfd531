"""Puts a body's outlines on a pose: a list of parts, each a path, where it goes and the role it has.

Nothing here draws. Paths are built once; only the muscle's and the leg's depend on the lift, and those are
kept for a fixed number of lifts. Refuses to know colours and things.
"""

from math import cos, radians, sin
from typing import Literal

from PySide6.QtGui import QPainterPath, QTransform

from calfcoach.figure.body import BodyFile
from calfcoach.figure.geometry import ORIGIN, Point, turned
from calfcoach.figure.limbs import Segments
from calfcoach.figure.pose import Arm, Leg, Pose, Torso
from calfcoach.ui.figure import paths
from calfcoach.ui.figure.elements import PHASE, Element, Part, PlacedRigid, Rigid

Works = Literal["calf", "soleus", "tibialis"]
"""The muscle that is seen to work."""

_TUCK = 0.012  # body heights of the shorts under the shirt, so that nothing shines through between them
_TAKEN_OVER = 0.5  # the help, 0 to 1, from which on the far leg is the one that works
_KEPT = 4 * 256  # shapes of legs
STEPS = 256  # lifts for which a muscle is kept: a step moves its edge by 0.00005 body heights


class Anatomy:
    """One body; `parts` of one pose after the other."""

    def __init__(self, segments: Segments, body: BodyFile, works: Works = "calf") -> None:
        outlines, s = body.outlines, segments
        self._segments = segments
        self._outlines = outlines
        muscle = getattr(body.muscles, works)
        self._tendon = muscle.tendon
        self._in_front = muscle.side == "front"
        self._muscle = paths.MuscleShape(muscle, s.shank)
        self._legs: dict[tuple[int, int], QPainterPath] = {}
        self._bellies: dict[int, QPainterPath] = {}
        self._near_leg: tuple[Pose, list[Part]] | None = None
        self._torsos: dict[tuple[float, float, float], tuple[Rigid, Rigid]] = {}
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
        return self.far_leg(pose) + (self._arm(pose.far_arm, far=True) if pose.far_arm else [])

    def near(self, pose: Pose) -> list[Element]:
        """Neck, head, the near leg with its muscle, clothes, the near arm."""
        hip, leg = pose.torso.hip, pose.near_leg
        neck_and_head, clothes = self._of_torso(pose.torso)
        shorts_leg = Part(self._shorts_leg, _bone(leg.hip, leg.thigh_deg + 180), "shorts")
        arm = self._arm(pose.near_arm, far=False)
        return [PlacedRigid(neck_and_head, hip), *self.near_leg(pose), shorts_leg, PlacedRigid(clothes, hip), *arm]

    def near_leg(self, pose: Pose) -> list[Part]:
        """The near leg, its foot and, unless the other leg does its work, the muscle; made once for figure and lens."""
        if self._near_leg is None or self._near_leg[0] is not pose:
            parts = self._leg(pose.near_leg, pose.lift, far=False)
            parts += [] if pose.help >= _TAKEN_OVER else self._working(pose.near_leg, pose.lift)
            self._near_leg = (pose, parts)
        return self._near_leg[1]

    def far_leg(self, pose: Pose) -> list[Part]:
        """The far leg and its foot, with the muscle where it does the work of the near one."""
        if pose.far_leg is None:
            return []
        parts = self._leg(pose.far_leg, pose.lift, far=True)
        return parts + self._working(pose.far_leg, pose.lift) if pose.help >= _TAKEN_OVER else parts

    def _working(self, leg: Leg, lift: float) -> list[Part]:
        place = _bone(leg.knee, leg.shank_deg + 180)
        step = round(lift * STEPS)
        if step not in self._bellies:
            self._bellies[step] = self._muscle.outline(step / STEPS)
        end = leg.heel_top
        if self._tendon.ends is not None:
            end = leg.ball.plus(*turned(self._tendon.ends, leg.ground_deg - leg.foot_deg))
        end = turned((end.x - leg.knee.x, end.y - leg.knee.y), -leg.shank_deg - 180)
        return [
            Part(self._bellies[step], place, PHASE),
            Part(self._muscle.tendon(lift, end), place, PHASE, self._tendon.width),
        ]

    def _leg(self, leg: Leg, lift: float, *, far: bool) -> list[Part]:
        flexion = leg.thigh_deg - leg.shank_deg
        # The calf is long while the muscle in front is short.
        step = round((1.0 - lift if self._in_front else lift) * STEPS)
        key = (round(flexion * 100), step)
        if key not in self._legs:
            if len(self._legs) >= _KEPT:  # a knee that bends has a shape of its own in every frame
                del self._legs[next(iter(self._legs))]
            s = self._segments
            self._legs[key] = paths.leg(self._outlines, s.thigh, s.shank, flexion, step / STEPS)
        place = _bone(leg.knee, leg.shank_deg + 180)
        turn = _bone(leg.ball, leg.ground_deg - leg.foot_deg)
        flat = _bone(leg.ball, leg.ground_deg - leg.toe_deg)
        skin, shoe = ("body_far", "body_far") if far else ("body", "shoe")
        return [
            Part(self._legs[key], place, skin),
            Part(self._heel, turn, shoe),
            Part(self._toes, flat, shoe),
        ]

    def _of_torso(self, torso: Torso) -> tuple[Rigid, Rigid]:
        """Neck and head, and the clothes of the trunk, about the hip: no joint between them bends."""
        angles = (torso.trunk_deg, torso.head_deg, torso.head_tilt_deg)
        if angles not in self._torsos:
            hip, trunk = torso.hip, _bone(ORIGIN, torso.trunk_deg)
            shoulder, head = torso.shoulder.plus(-hip.x, -hip.y), torso.head.plus(-hip.x, -hip.y)
            neck = Part(self._neck, _bone(shoulder, torso.head_deg), "body")
            clothes = [Part(self._shorts_top, trunk, "shorts"), Part(self._shirt, trunk, "shirt")]
            neck_and_head = Rigid([neck, Part(self._head, _bone(head, torso.head_tilt_deg), "body")])
            self._torsos[angles] = (neck_and_head, Rigid(clothes))
        return self._torsos[angles]

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
    angle = radians(angle_deg)
    x, y = cos(angle), sin(angle)
    return QTransform(x, y, -y, x, *start)
