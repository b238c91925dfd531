"""What a solved pose holds. Pure data: refuses to know how it came about and how it is painted."""

from dataclasses import dataclass

from calfcoach.figure.geometry import Point


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg, foot to hip. `foot_deg` is heel-up positive, the others point up the bone.

    `toe_deg` turns the toes alone: 0 while they lie flat, the foot's own angle on a leg that bears nothing.
    """

    ball: Point
    toe: Point
    heel: Point
    heel_top: Point
    ankle: Point
    knee: Point
    hip: Point
    foot_deg: float
    toe_deg: float
    shank_deg: float
    thigh_deg: float


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm, shoulder to hand; angles point down the bones."""

    shoulder: Point
    elbow: Point
    grip: Point
    upper_arm_deg: float
    forearm_deg: float


@dataclass(frozen=True, slots=True)
class Torso:
    """Hip to head; no joint in it ever bends."""

    hip: Point
    shoulder: Point
    head: Point
    trunk_deg: float
    head_deg: float
    head_tilt_deg: float


@dataclass(frozen=True, slots=True)
class Pose:
    """The whole figure at one lift: 0 = stretched, 1 = contracted. The far limbs may be hidden."""

    lift: float
    near_leg: Leg
    far_leg: Leg | None
    torso: Torso
    near_arm: Arm
    far_arm: Arm | None

    def joint(self, name: str) -> Point:
        """The near side's joint of that name, as a figure file calls it; KeyError for an unknown one."""
        for part, names in (
            (self.near_leg, ("ball", "toe", "heel", "heel_top", "ankle", "knee", "hip")),
            (self.torso, ("shoulder", "head")),
            (self.near_arm, ("elbow", "grip")),
        ):
            if name in names:
                found: Point = getattr(part, name)
                return found
        raise KeyError(name)
