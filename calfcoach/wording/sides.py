"""The words for a side: of the limb if it is known (`Left leg`), else of the body (`Left side`)."""

from calfcoach.domain.exercise import Exercise, Side
from calfcoach.domain.limbs import Limb, limb_of
from calfcoach.texts import marked, text

_SIDES = {
    (Limb.LEG, Side.LEFT): marked("Left leg"),
    (Limb.LEG, Side.RIGHT): marked("Right leg"),
    (Limb.ARM, Side.LEFT): marked("Left arm"),
    (Limb.ARM, Side.RIGHT): marked("Right arm"),
    (None, Side.LEFT): marked("Left side"),
    (None, Side.RIGHT): marked("Right side"),
}
_ALONE = {Side.LEFT: marked("Left"), Side.RIGHT: marked("Right")}
_WITHIN = {
    (Limb.LEG, Side.LEFT): marked("left leg"),
    (Limb.LEG, Side.RIGHT): marked("right leg"),
    (Limb.ARM, Side.LEFT): marked("left arm"),
    (Limb.ARM, Side.RIGHT): marked("right arm"),
    (None, Side.LEFT): marked("left side"),
    (None, Side.RIGHT): marked("right side"),
}


def side_text(exercise: Exercise, side: Side | None) -> str:
    """`Left leg`; empty if both sides work together."""
    return text(_SIDES[limb_of(exercise), side]) if side is not None else ""


def side_within(exercise: Exercise, side: Side) -> str:
    """`left leg`, for the middle of a line."""
    return text(_WITHIN[limb_of(exercise), side])


def side_alone(side: Side) -> str:
    """`Left`, for places where the limb is clear."""
    return text(_ALONE[side])
