"""What a body file may say (`kind: figure-body`): the flesh that several figures share.

Refuses to know the bones it is put on and how it is painted. Units: `figure_units`.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from calfcoach.figure.units import (
    XY,
    Along,
    Coordinate,
    HalfWidth,
    Length,
    Loop,
    Name,
    Outline,
    Share,
    Strict,
)


class Sides(Strict):
    """The two edges of a limb: [share of the bone, distance from the bone], each smoothed by itself."""

    front: Outline
    back: Outline


class CalfSide(Strict):
    """The back of the lower leg at both ends of the movement; point by point in between."""

    stretched: Outline
    contracted: Outline

    @model_validator(mode="after")
    def _same_points(self) -> Self:
        if len(self.stretched) != len(self.contracted):
            raise ValueError("stretched and contracted need the same number of points")
        return self


class Shank(Strict):
    """The lower leg, knee to ankle."""

    front: Outline
    back: CalfSide


class Trunk(Strict):
    """Hip to shoulder."""

    back: Outline
    belly: Outline


class Disc2(Strict):
    """A circle in the frame of a foot."""

    centre: XY
    radius: Length


class Shorts(Sides):
    """The shorts: a leg with edges of its own along the thigh, and how far up the trunk they reach."""

    trunk_to: Share


class Sleeve(Strict):
    """The sleeve: two circles on the upper arm and their tangents."""

    upper_arm_to: Share
    radius: tuple[Length, Length]


class Outlines(Strict):
    """The flesh on the bones."""

    thigh: Sides
    shank: Shank
    trunk: Trunk
    seat_radius: Length
    head_radii: tuple[Length, Length]
    neck_radius: tuple[Length, Length]
    upper_arm_radius: tuple[Length, Length]
    forearm_radius: tuple[Length, Length]
    hand_radius: Length
    shorts: Shorts
    sleeve: Sleeve
    foot_rear: Loop
    foot_toe: Loop
    foot_hinge: Disc2


class MuscleEnd(Strict):
    """The muscle's belly at one end of the movement; shares of the shank, depth off it in body heights."""

    peak_t: Share
    peak_depth: HalfWidth
    belly_ends_t: Share


class MusclePoint(Strict):
    """One point of the muscle: `t` = [from, plus], `depth` = [from, plus]; behind the bone is negative.

    `t` counts from the knee, the belly's peak or the belly's end; `depth` from the bone's axis or from the
    peak's depth on the muscle's side of it.
    """

    t: tuple[Literal["knee", "peak", "end"], Along]
    depth: tuple[Literal["axis", "peak"], Coordinate]


class Tendon(Strict):
    """From the muscle's end, past the ankle, to the foot: to a point of it, or to the top of its heel."""

    starts: MusclePoint
    via: tuple[Along, Coordinate]
    ends: XY | None = None
    width: Length


class Muscle(Strict):
    """A muscle of the lower leg: what is painted in the colour of the running phase where it is the one that works."""

    side: Literal["back", "front"] = "back"
    stretched: MuscleEnd
    contracted: MuscleEnd
    outline: Annotated[tuple[MusclePoint, ...], Field(min_length=3, max_length=40)]
    tendon: Tendon


class Muscles(Strict):
    """The calf as a whole, and muscles that some exercises leave most of the work to."""

    calf: Muscle
    soleus: Muscle
    tibialis: Muscle


class BodyFile(Strict):
    """`kind: figure-body`: the shape that several figures share."""

    kind: Literal["figure-body"]
    schema_: Literal[1] = Field(alias="schema")
    id: Name
    outlines: Outlines
    muscles: Muscles
