"""Units and bounds of the numbers in figure and body files, and the strictness of their models.

Lengths are in body heights of the figure. The origin is the ball of the working foot, x points forward
(the figure faces right) and y up. Angles are degrees, counter-clockwise from +x; only a foot's angle is
different: heel-up positive, turning about the ball. Refuses to know what the numbers are used for.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Coordinate = Annotated[float, Field(ge=-3.0, le=3.0, allow_inf_nan=False)]
Length = Annotated[float, Field(gt=0.0, le=2.0, allow_inf_nan=False)]
HalfWidth = Annotated[float, Field(ge=0.0, le=0.3, allow_inf_nan=False)]
Degrees = Annotated[float, Field(ge=-360.0, le=360.0, allow_inf_nan=False)]
FootDegrees = Annotated[float, Field(ge=-60.0, le=60.0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Along = Annotated[float, Field(ge=-0.5, le=1.5)]
XY = tuple[Coordinate, Coordinate]
Outline = Annotated[tuple[tuple[Along, HalfWidth], ...], Field(min_length=2, max_length=40)]
Loop = Annotated[tuple[XY, ...], Field(min_length=3, max_length=40)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,59}$")]
Role = Literal["body", "body_far", "shirt", "shorts", "shoe", "machine", "machine_part", "pad", "block_edge", "surface"]


class Strict(BaseModel):
    """Frozen; an unknown key is an error, so that a typing mistake is never silently ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
