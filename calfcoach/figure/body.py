"""What a body file may contain (`kind: figure-body`): the outlines and muscles that several figures share.

Refuses to know the bones below the outlines, and how a body is painted. Units: `figure_units`.
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
from calfcoach.texts import text


class Sides(Strict):
    """The two edges of a limb: [share of the bone's length, distance from the bone]; each edge is smoothed alone."""

    front: Outline
    back: Outline


class CalfSide(Strict):
    """The back of the lower leg at both ends of the movement; each point moves from one to the other."""

    stretched: Outline
    contracted: Outline

    @model_validator(mode="after")
    def _same_points(self) -> Self:
        if len(self.stretched) != len(self.contracted):
            raise ValueError(text("stretched and contracted need the same number of points"))
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
    """The shorts: the edges of a leg along the thigh, and how far up the trunk the shorts reach."""

    trunk_to: Share


class Sleeve(Strict):
    """The sleeve: two circles on the upper arm and their tangents."""

    upper_arm_to: Share
    radius: tuple[Length, Length]


class Outlines(Strict):
    """The outlines of the body around the bones."""

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
    """The muscle's belly at one end of the movement; shares of the shank's length, depth off it in body heights."""

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
    """The tendon from the muscle's end, past the ankle, to a point of the foot or to the top of the heel."""

    starts: MusclePoint
    via: tuple[Along, Coordinate]
    ends: XY | None = None
    width: Length


class Muscle(Strict):
    """A muscle of the lower leg; if it is the working muscle, it is painted in the colour of the running phase."""

    side: Literal["back", "front"] = "back"
    stretched: MuscleEnd
    contracted: MuscleEnd
    outline: Annotated[tuple[MusclePoint, ...], Field(min_length=3, max_length=40)]
    tendon: Tendon


class Muscles(Strict):
    """The whole calf, and single muscles that do most of the work in some exercises."""

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
