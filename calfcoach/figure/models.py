"""What a figure file may contain (`kind: figure`): skeleton, rule, key poses, things, lens, markers, faults.

A file with an unknown key, a number out of bounds, a limb of the wrong length in a key pose or a name of a thing
that does not exist is refused by pydantic with all its errors. Refuses to know how a file is found, how a pose is
solved and how anything is painted. Units: `figure_units`.
"""

from math import hypot
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from calfcoach.figure.limbs import FarSide, Posed, Reach, Segments
from calfcoach.figure.props import Cushion, Lever, Props
from calfcoach.figure.units import XY, Coordinate, Degrees, FootDegrees, Name, Share, Strict
from calfcoach.figure.wrong import WrongPose
from calfcoach.library.problems import quoted
from calfcoach.texts import text

ROUNDING = 0.0008  # body heights; joints in the files have four decimals, and a length is calculated from two joints


class Rule(Strict):
    """How a pose is calculated from the foot's angle. The foot turns about its `pivot`.

    With `knee_flexion_deg` and `hip_x`, the knee keeps its angle and the hip only rises and falls above `hip_x`; with
    `hip` added, the hip stays there and the foot's support moves, as in a sled. With `hip` alone, the hip stays and
    the knee is solved. `ground_deg` is the direction of the foot's support, heel to toe; `hip_x` is along it.
    `toes_deg` is how far the toes are bent up.
    """

    driven_by: Literal["foot"]
    pivot: Literal["ball", "heel", "ankle"] = "ball"
    knee_flexion_deg: Annotated[float, Field(ge=0.0, le=120.0)] | None = None
    hip_x: Coordinate | None = None
    hip: XY | None = None
    ground_deg: Degrees = 0.0
    toes_deg: Annotated[float, Field(ge=0.0, le=60.0)] = 0.0
    trunk_deg: Degrees
    head_deg: Degrees
    head_tilt_deg: Degrees
    arm: Reach | Posed
    hold_lift: Share = 0.5
    relax_lift: Share = 0.0

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.knee_flexion_deg is None) != (self.hip_x is None):
            raise ValueError(text("knee_flexion_deg and hip_x belong together"))
        if self.hip_x is None and self.hip is None:
            raise ValueError(text("a rule says where the hip is: hip, or hip_x with knee_flexion_deg"))
        return self


class Joints(Strict):
    """Where the joints are in a key pose, as drawn; the far side is left out."""

    ball: XY
    toe: XY
    heel: XY
    heel_top: XY
    ankle: XY
    knee: XY
    hip: XY
    shoulder: XY
    head: XY
    elbow: XY
    grip: XY


class Angles(Strict):
    """The angles of a key pose; `foot` is the input, and the rule must give the others."""

    foot: FootDegrees
    shank: Degrees
    thigh: Degrees
    trunk: Degrees
    upper_arm: Degrees
    forearm: Degrees
    head: Degrees


class KeyPose(Strict):
    """One end of the movement, written out in full so that it can be checked."""

    joints: Joints
    angles_deg: Angles


class Poses(Strict):
    """Both ends of the movement."""

    stretched: KeyPose
    contracted: KeyPose


class Lens(Strict):
    """The point that the magnifier shows, from the origin of the ground; `shows` names the things visible in it."""

    focus: XY
    magnification: Annotated[float, Field(ge=1.0, le=6.0)]
    shows: tuple[Name, ...] = ()


class Marker(Strict):
    """A numbered pin: the dot sits `offset` from `at`, its label `label` from the dot (body heights)."""

    at: Name
    offset: XY = (0.0, 0.0)
    label: XY


class Frame(Strict):
    """The part of the plane that the figure and its things never leave, in any pose."""

    x: tuple[Coordinate, Coordinate]
    y: tuple[Coordinate, Coordinate]

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not (self.x[0] < self.x[1] and self.y[0] < self.y[1]):
            raise ValueError(text("a frame is x: [left, right], y: [bottom, top]"))
        return self


_JOINT_NAMES = frozenset(Joints.model_fields)


class FigureFile(Strict):
    """`kind: figure`: one exercise's picture as data."""

    kind: Literal["figure"]
    schema_: Literal[1] = Field(alias="schema")
    id: Name
    body: Name
    works: Literal["calf", "soleus", "tibialis"] = "calf"
    facing: Literal["right"]
    frame: Frame
    segments: Segments
    far_side: FarSide
    props: Props
    lens: Lens
    rule: Rule
    poses: Poses
    markers: dict[Name, Marker] = Field(default_factory=dict)
    wrong: Annotated[tuple[WrongPose, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _lengths(self) -> Self:
        """The limbs of both key poses are as long as the segments say."""
        wrong = [
            text(
                "poses.{which}: {a} to {b} is {measured:.4f}, segments say {said:.4f}",
                which=which,
                a=a,
                b=b,
                measured=measured,
                said=said,
            )
            for which in ("stretched", "contracted")
            for a, b, said, measured in _measured(self.segments, getattr(self.poses, which).joints)
            if abs(said - measured) > ROUNDING
        ]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    @model_validator(mode="after")
    def _names(self) -> Self:
        """Levers must rest on existing cushions; markers, and what the lens shows, must exist as well."""
        things = {**self.props.behind, **self.props.between, **self.props.front}
        for name, thing in things.items():
            if isinstance(thing, Lever) and not isinstance(things.get(thing.through), Cushion):
                told = text(
                    "props: {name} goes through {cushion}, which is no cushion here",
                    name=name,
                    cushion=quoted(thing.through),
                )
                raise ValueError(told)
        for name in self.lens.shows:
            if name not in things:
                known = ", ".join(sorted(things))
                told = text(
                    "lens.shows: {name} is no thing of this figure; there are {known}", name=quoted(name), known=known
                )
                raise ValueError(told)
        for name, marker in self.markers.items():
            if marker.at not in _JOINT_NAMES and marker.at not in things:
                known = ", ".join(sorted(_JOINT_NAMES | things.keys()))
                told = text(
                    "markers.{name}: {at} is unknown; known are {known}", name=name, at=quoted(marker.at), known=known
                )
                raise ValueError(told)
        return self


def _measured(segments: Segments, joints: Joints) -> list[tuple[str, str, float, float]]:
    foot = segments.foot
    expected = [
        ("ball", "ankle", hypot(*foot.ankle)),
        ("ball", "heel", hypot(*foot.heel)),
        ("ball", "heel_top", hypot(*foot.heel_top)),
        ("ball", "toe", hypot(*foot.toe)),
        ("ankle", "knee", segments.shank),
        ("knee", "hip", segments.thigh),
        ("hip", "shoulder", segments.trunk),
        ("shoulder", "head", segments.neck_head),
        ("shoulder", "elbow", segments.upper_arm),
        ("elbow", "grip", segments.forearm),
    ]
    found = []
    for a, b, said in expected:
        (ax, ay), (bx, by) = getattr(joints, a), getattr(joints, b)
        found.append((a, b, said, hypot(bx - ax, by - ay)))
    return found
