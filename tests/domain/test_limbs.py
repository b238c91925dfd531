"""What a side is a side of, and which exercises work the lower leg, by the names of muscles."""

from __future__ import annotations

import pytest

from calfcoach.domain.limbs import Limb, limb_of, works_the_lower_leg
from calfcoach.library.collection import Library
from tests.stories import exercise


def working(*names: str) -> object:
    return exercise(muscles=[{"name": name} for name in names])


@pytest.mark.parametrize(
    ("muscles", "limb"),
    [
        (("Gastrocnemius", "Soleus"), Limb.LEG),
        (("Biceps brachii",), Limb.ARM),
        (("Biceps femoris",), Limb.LEG),
        (("Triceps surae",), Limb.LEG),
        (("Deltoids", "Triceps"), Limb.ARM),
        (("Rectus abdominis",), None),
        (("Quadriceps", "Deltoids"), None),
    ],
)
def test_a_side_is_a_side_of_the_limb_that_works(muscles: tuple[str, ...], limb: Limb | None) -> None:
    assert limb_of(working(*muscles)) is limb


def test_a_squat_is_no_exercise_of_the_lower_leg() -> None:
    squat = exercise(muscles=[{"name": "Quadriceps"}, {"name": "Soleus", "share": "some"}])
    assert not works_the_lower_leg(squat)


def test_every_shipped_exercise_works_the_lower_leg() -> None:
    for entry in Library.load().entries.values():
        assert works_the_lower_leg(entry.exercise), entry.exercise.id
        assert limb_of(entry.exercise) is Limb.LEG, entry.exercise.id
