"""What a figure file may contain about things around the body: floor, block, machine, partner, load.

Refuses to know how a thing is painted. Units: `figure_units`.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from calfcoach.figure.limbs import LimbOffset, Posed, Rides
from calfcoach.figure.units import XY, Coordinate, Degrees, HalfWidth, Length, Name, Role, Strict
from calfcoach.texts import text


class Painted(Strict):
    """The fill and the edge of a thing; widths in body heights, half of the edge is inside."""

    role: Role
    edge: Role | None = None
    edge_width: Length = 0.006


class Box(Painted):
    """An upright rectangle [left, bottom, right, top] that stands still."""

    shape: Literal["box"]
    rect: tuple[Coordinate, Coordinate, Coordinate, Coordinate]
    radius: HalfWidth = 0.0

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        left, bottom, right, top = self.rect
        if not (left < right and bottom < top):
            raise ValueError(text("a rect is [left, bottom, right, top], left below right and bottom below top"))
        return self


class Cushion(Painted):
    """A rounded rectangle that rides on a joint: its middle is `offset` from it."""

    shape: Literal["cushion"]
    follows: Rides
    offset: XY
    size: tuple[Length, Length]
    radius: HalfWidth
    rotation_deg: Degrees = 0.0


class Line(Painted):
    """A line through points, still or riding on a joint."""

    shape: Literal["line"]
    points: Annotated[tuple[XY, ...], Field(min_length=2, max_length=40)]
    width: Length
    follows: Rides | None = None
    round_ends: bool = False
    dash: tuple[Length, Length] | None = None


class StrapPoint(Strict):
    """One point of a strap: `at` in the world, or from what it `rides`."""

    at: XY
    rides: Rides | None = None


class Strap(Painted):
    """A band or a towel: a line through points, each of which may move with a different thing."""

    shape: Literal["strap"]
    points: Annotated[tuple[StrapPoint, ...], Field(min_length=2, max_length=40)]
    width: Length


class Disc(Painted):
    """A circle, still or riding on a joint."""

    shape: Literal["disc"]
    centre: XY
    radius: Length
    follows: Rides | None = None


class Plates(Painted):
    """Weight plates at the lever's free end, seen from their edge; the plate nearest to the pad comes last."""

    offset: XY
    size: Annotated[tuple[tuple[Length, Length], ...], Field(min_length=1, max_length=6)]
    pitch: Length


class Lever(Strict):
    """A bar turning about a fixed pivot and resting on a cushion, `offset` from the cushion's middle."""

    shape: Literal["lever"]
    role: Role
    pivot: XY
    pivot_radius: Length
    through: Name
    offset: XY
    width: Length
    plates: Plates | None = None


class Person(Strict):
    """A second body that rides on the first without moving itself: a partner as the load.

    `seat` is where its hip is, measured from the joint it rides on; `scale` is its height in body heights.
    """

    shape: Literal["person"]
    follows: Rides
    seat: XY
    scale: Annotated[float, Field(ge=0.5, le=1.2)]
    thigh_deg: Degrees
    shank_deg: Degrees
    foot_deg: Annotated[float, Field(ge=-180.0, le=180.0)]
    trunk_deg: Degrees
    head_deg: Degrees
    head_tilt_deg: Degrees
    arm: Posed
    far_leg: LimbOffset | None = None
    far_arm: LimbOffset | None = None
    roles: dict[Literal["body", "body_far", "shirt", "shorts", "shoe"], Role] = Field(default_factory=dict)
    edge_width: Length = 0.006


Prop = Annotated[Box | Cushion | Line | Strap | Disc | Lever | Person, Field(discriminator="shape")]


class Floor(Strict):
    """The line everything stands on; `y` is its middle."""

    y: Coordinate
    from_x: Coordinate
    to_x: Coordinate
    width: Length


class Block(Strict):
    """The block under the ball of the foot; its top is at y = 0 and has a bright edge."""

    rect: tuple[Coordinate, Coordinate, Coordinate, Coordinate]
    radius: HalfWidth
    top_edge_width: Length


class HeelGuide(Strict):
    """The dashed line at block level and the arc beside the heel, or beside the toes where these go up and down.

    The centre of the arc is the foot's pivot.
    """

    level_line: tuple[Coordinate, Coordinate]
    level_width: Length
    dash: tuple[Length, Length]
    arc_radius: Length
    width: Length
    dot_radius: Length
    dot_edge_width: Length


class Props(Strict):
    """Everything that is not the body, in painting order within each layer."""

    floor: Floor
    block: Block | None = None
    heel_guide: HeelGuide
    behind: dict[Name, Prop] = Field(default_factory=dict)
    between: dict[Name, Prop] = Field(default_factory=dict)
    front: dict[Name, Prop] = Field(default_factory=dict)
