"""Which known exercise a name is near to, and which names are near to none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.domain.exercise import Exercise
from calfcoach.library.collection import Library
from calfcoach.library.near import near_to


@pytest.fixture(scope="module")
def known() -> tuple[Exercise, ...]:
    return tuple(Library.load().exercises.values())


@pytest.mark.parametrize(
    ("typed", "exercise"),
    [
        ("standing-calf-raise", "standing-calf-raise-machine"),
        ("Seated calf raises machine", "seated-calf-raise-machine"),
        ("tibialis raises", "tibialis-raise"),
        ("tibalis raise", "tibialis-raise"),
        ("smith calf raise", "smith-calf-raise"),
        ("leg press calf raise", "leg-press-calf-raise"),
        ("heel drop", None),
        ("calf raises", "standing-calf-raise-machine"),
        ("calfraise", "standing-calf-raise-machine"),
        ("C a l f r a i s e", "standing-calf-raise-machine"),
        ("c4lf r@ise", "standing-calf-raise-machine"),
        ("kalf raise", "standing-calf-raise-machine"),
        ("calf extension", "standing-calf-raise-machine"),
        ("gastroc raise", "standing-calf-raise-machine"),
        ("sitting calf raise", "standing-calf-raise-machine"),
        ("tib raise", "tibialis-raise"),
        ("pogos", "quick-rebound"),
        ("wall sit", "soleus-wall-sit"),
        ("calf press", "leg-press-calf-raise"),
        ("seated soleus", "seated-calf-raise-machine"),
        ("one leg heel raise", "step-calf-raise-single"),
        ("alfredson", "heel-drop-straight"),
        ("plantar-flexion", None),
        ("my own calf thing", None),
    ],
)
def test_near_names(known: tuple[Exercise, ...], typed: str, exercise: str | None) -> None:
    near = near_to(typed, known)
    assert near is not None
    if exercise is not None:
        assert near.exercise.id == exercise
    assert not near.never_any_lift


@pytest.mark.parametrize(
    "typed",
    ["Back squat", "Bench press", "Leg press", "Smith machine squat", "Donkey kick", "Lateral raise", "Row", "Deadlift",
     "Seated row", "Pull-up", "Dumbbell curl", "Band pull apart", "", "!!!", "Donkey kicks", "donkey kickback",
     "Mule kick", "Burro",
     "Reverse hyper", "Heel elevated squat", "Toes to bar", "Hip hinge", "Bent over row", "Partner carry",
     "Scale press", "Hanging leg raise", "Overhead press", "Hip thrust"],
)  # fmt: skip
def test_other_lifts_are_near_to_nothing(known: tuple[Exercise, ...], typed: str) -> None:
    assert near_to(typed, known) is None


def test_every_shipped_name_is_near_to_itself(known: tuple[Exercise, ...]) -> None:
    for exercise in known:
        for name in (exercise.id, exercise.name, *exercise.aliases):
            near = near_to(name, known)
            assert near is not None, name


@given(st.text(max_size=200))
def test_any_name_is_compared_without_an_error(known: tuple[Exercise, ...], typed: str) -> None:
    near_to(typed, known)
