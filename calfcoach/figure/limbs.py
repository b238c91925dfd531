"""What a figure file may contain about bones: their constant lengths, and how arms and the far side are held.

Refuses to know the rule that moves the bones. Units: `figure_units`.
"""

from typing import Annotated, Literal

from pydantic import Field

from calfcoach.figure.units import XY, Degrees, FootDegrees, Length, Strict

Rides = Literal["hip", "shoulder", "grip", "knee", "ankle", "ball", "foot"]
"""What a thing may move with: a joint of the near side, or the foot. With the foot it also turns."""


class Foot(Strict):
    """The foot with its sole flat, its ball at (0, 0)."""

    ankle: XY
    heel: XY
    heel_top: XY
    toe: XY


class Segments(Strict):
    """The constant lengths; the forearm includes the hand, neck_head ends in the head's middle."""

    foot: Foot
    shank: Length
    thigh: Length
    trunk: Length
    neck_head: Length
    upper_arm: Length
    forearm: Length


class LimbOffset(Strict):
    """A limb of the far side in the same pose as the near one, shifted (body heights)."""

    offset: XY


class Reach(Strict):
    """An arm that reaches a point: `at` is absolute, or relative to the moving thing that it `rides`."""

    at: XY
    rides: Literal["hip", "shoulder", "knee", "ball", "foot"] | None = None
    elbow: Literal["below", "above"] = "below"


class Posed(Strict):
    """An arm held at fixed angles."""

    upper_arm_deg: Degrees
    forearm_deg: Degrees


class FreeLeg(Strict):
    """A leg that bears no weight: it hangs from the hip at fixed angles (knee to hip, ankle to knee)."""

    thigh_deg: Degrees
    shank_deg: Degrees
    foot_deg: Annotated[float, Field(ge=-180.0, le=180.0)]
    offset: XY = (0.0, 0.0)


class PlantedLeg(Strict):
    """A leg whose foot stays where it stands, its ball at `ball`; the knee is solved between ankle and hip.

    `foot_deg` holds the foot's angles while the near foot is stretched and while it is contracted.
    """

    ball: XY
    foot_deg: tuple[FootDegrees, FootDegrees]
    offset: XY = (0.0, 0.0)


class HelpingLeg(Strict):
    """A leg that helps on the way up: it is `away` while the near leg works alone, and `stands` while it helps."""

    away: FreeLeg
    stands: PlantedLeg


class FarSide(Strict):
    """The limbs of the side away from the viewer; a limb left out is hidden behind the near one."""

    leg: LimbOffset | FreeLeg | PlantedLeg | HelpingLeg | None = None
    arm: LimbOffset | Reach | Posed | None = None
