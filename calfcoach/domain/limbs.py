"""Which limb an exercise works, by the names of its muscles: what a side is a side of.

Knows English and Latin names, because files are written with them; a muscle it does not know belongs to no limb.
"""

import re
from enum import StrEnum

from calfcoach.domain.exercise import Exercise


class Limb(StrEnum):
    """A limb: a person has one on the left and one on the right."""

    LEG = "leg"
    ARM = "arm"


_LOWER_LEG = (
    *("gastrocnemius", "soleus", "plantar", "surae", "calf", "calves", "achilles", "tibialis", "peron", "fibularis"),
    *("shin", "ankle"),
)
_LEG = (
    *_LOWER_LEG,
    *("toe", "foot", "quadriceps", "vastus", "femoris", "hamstring", "semitendinosus", "semimembranosus", "popliteus"),
    *("sartorius", "gracilis", "adductor", "glute", "thigh", "leg", "tensor"),
)
_ARM = (
    *("biceps", "triceps", "brachi", "forearm", "wrist", "finger", "hand", "grip", "deltoid", "rotator", "teres"),
    *("supraspinatus", "infraspinatus", "subscapularis", "anconeus", "arm", "carpi"),
)
"""Beginnings of words in the names of muscles. A leg is looked for first: the biceps of the thigh is a biceps too."""


def limb_of(exercise: Exercise) -> Limb | None:
    """The limb that does the work; None where it is neither, both, or not known."""
    limbs = {_limb(muscle.name) for muscle in exercise.muscles if muscle.share == "most"}
    return limbs.pop() if len(limbs) == 1 else None


def works_the_lower_leg(exercise: Exercise) -> bool:
    """Whether a muscle of the lower leg, or its tendon, does most of the work."""
    return any(_has(muscle.name, _LOWER_LEG) for muscle in exercise.muscles if muscle.share == "most")


def _limb(muscle: str) -> Limb | None:
    if _has(muscle, _LEG):
        return Limb.LEG
    return Limb.ARM if _has(muscle, _ARM) else None


def _has(muscle: str, beginnings: tuple[str, ...]) -> bool:
    return any(word.startswith(beginnings) for word in re.findall(r"\w+", muscle.lower()))
