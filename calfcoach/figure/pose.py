"""The contents of a solved pose. Pure data: refuses to know how a pose is solved and how it is painted."""

from dataclasses import dataclass

from calfcoach.figure.geometry import ORIGIN, Point, turned


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg, foot to hip. `foot_deg` is heel-up positive, the others point up the bone.

    `toe_deg` turns only the toes: 0 while they lie flat, the foot's own angle on a leg that bears no weight.
    `ground_deg` is the direction of the foot's support, heel to toe: 0 on a floor, 90 on an upright plate.
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
    ground_deg: float = 0.0

    def moved(self, dx: float, dy: float) -> "Leg":
        """The whole leg shifted by (dx, dy)."""
        return Leg(
            ball=self.ball.plus(dx, dy),
            toe=self.toe.plus(dx, dy),
            heel=self.heel.plus(dx, dy),
            heel_top=self.heel_top.plus(dx, dy),
            ankle=self.ankle.plus(dx, dy),
            knee=self.knee.plus(dx, dy),
            hip=self.hip.plus(dx, dy),
            foot_deg=self.foot_deg,
            toe_deg=self.toe_deg,
            shank_deg=self.shank_deg,
            thigh_deg=self.thigh_deg,
            ground_deg=self.ground_deg,
        )


POINTS = ("ball", "toe", "heel", "heel_top", "ankle", "knee", "hip")


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
    """The whole figure at one lift: 0 = stretched, 1 = contracted. The far limbs may be hidden.

    `help` is how much of the work the far leg has taken over: 0 it is away, 1 it bears the body. `ground` is the
    origin of the ground below the near foot; it moves together with a moving ground, such as a sled.
    """

    lift: float
    near_leg: Leg
    far_leg: Leg | None
    torso: Torso
    near_arm: Arm
    far_arm: Arm | None
    help: float = 0.0
    ground: Point = ORIGIN

    def place(self, at: tuple[float, float], rides: str | None) -> Point:
        """The point `at`, from the part that it rides on or from (0, 0); on the foot it turns with the foot."""
        if rides is None:
            return Point(*at)
        if rides == "foot":
            leg = self.near_leg
            return leg.ball.plus(*turned(at, leg.ground_deg - leg.foot_deg))
        return self.joint(rides).plus(*at)

    def joint(self, name: str) -> Point:
        """The near side's joint with this name, as in figure files; KeyError for an unknown name."""
        for part, names in (
            (self.near_leg, POINTS),
            (self.torso, ("shoulder", "head")),
            (self.near_arm, ("elbow", "grip")),
        ):
            if name in names:
                found: Point = getattr(part, name)
                return found
        raise KeyError(name)
