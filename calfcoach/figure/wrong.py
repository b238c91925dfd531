"""What a figure file may contain about wrong poses: the faults that an exercise warns of, to be shown beside the right
way and never alone.

A wrong pose says what differs from the figure's own rule and movement; everything else is the figure's. Refuses to
know how a pose is solved, and which warnings an exercise has. Units: `calfcoach.figure.units`.
"""

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from calfcoach.figure.limbs import FarSide, Posed, Reach
from calfcoach.figure.units import XY, Coordinate, Degrees, Name, Share, Strict
from calfcoach.texts import text

FaultKind = Literal[
    "rounded-back",
    "arched-back",
    "leaning-back",
    "off-the-wall",
    "bounce",
    "too-fast",
    "straight-knee",
    "locked-knees",
    "bent-knee",
    "heel-up",
    "feet-slip",
    "hand-off",
    "hard-landing",
    "too-high",
]
"""What is wrong; its words are in `calfcoach.wording.faults`."""

FAULT_KINDS: tuple[str, ...] = get_args(FaultKind)

MOST_BEND_DEG = 100.0
"""How far a back is bent at most between hip and shoulder, degrees: about what a spine can do. Our own bound."""

MOST_THROUGH_DEG = 10.0
"""How far a knee is pressed through at most, degrees: many a healthy one goes as far. Our own bound."""


class RuleChange(Strict):
    """What is different in the figure's `rule`; the keys are the rule's own. A knee may also be pressed through."""

    knee_flexion_deg: Annotated[float, Field(ge=-MOST_THROUGH_DEG, le=120.0)] | None = None
    hip_x: Coordinate | None = None
    hip: XY | None = None
    trunk_deg: Degrees | None = None
    head_deg: Degrees | None = None
    head_tilt_deg: Degrees | None = None
    arm: Reach | Posed | None = None


class WrongPose(Strict):
    """One fault of one warning.

    `bend_deg` bends the back between hip and shoulder: positive rounds it, negative arches it; its length along the
    bend stays, and `trunk_deg` is then the direction from hip to shoulder. `moved` are things shifted from their place,
    `far_side` is there where the far limbs differ. `look_at` is the joint with a ring around it.
    `lift` holds the movement at one place, `bounce` lets it spring to and fro between two, `within` is the share of a
    phase in which all of its movement is over.
    """

    warning: Name
    shows: FaultKind
    rule: RuleChange = RuleChange()
    bend_deg: Annotated[float, Field(ge=-MOST_BEND_DEG, le=MOST_BEND_DEG, allow_inf_nan=False)] = 0.0
    far_side: FarSide | None = None
    look_at: Literal["ball", "heel", "knee", "grip"] | None = None
    moved: dict[Name, XY] = Field(default_factory=dict)
    lift: Share | None = None
    bounce: tuple[Share, Share] | None = None
    within: Annotated[float, Field(gt=0.0, le=0.5)] | None = None

    @model_validator(mode="after")
    def _differs(self) -> Self:
        if sum(each is not None for each in (self.lift, self.bounce, self.within)) > 1:
            raise ValueError(text("a wrong movement has one of lift, bounce and within"))
        if not self.model_fields_set - {"warning", "shows", "look_at"}:
            raise ValueError(text("a wrong pose says what is different in it"))
        if (self.shows == "bounce") != (self.bounce is not None):
            raise ValueError(text("a wrong pose that shows 'bounce' has a bounce, and no other has one"))
        if (self.shows == "too-fast") != (self.within is not None):
            raise ValueError(text("a wrong pose that shows 'too-fast' has a within, and no other has one"))
        return self
