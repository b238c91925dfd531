"""The rule for doing more than last time: only after all was done, easily enough, and without pain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.domain.amounts import read_load
from calfcoach.domain.progression import MOST_EFFORT, Progress, loads_by_set, loads_for, more_load, progress_after

MORE = {Progress.MORE_LOAD, Progress.MORE_REPS}
SAID = st.none() | st.integers(0, 10)
SETS = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30)), max_size=6)


@given(SETS, SAID, SAID, st.integers(0, 10), st.booleans())
def test_more_is_proposed_only_where_all_was_done_easily_and_without_pain(
    sets: list[tuple[int, int]], effort: int | None, pain: int | None, limit: int, loaded: bool
) -> None:
    found = progress_after(sets, effort, pain, limit, loaded=loaded)
    easy = effort is not None and effort <= MOST_EFFORT
    all_done = bool(sets) and all(done >= planned for planned, done in sets)
    assert (found in MORE) == (easy and all_done and (pain is None or pain <= limit))


@pytest.mark.parametrize(
    ("sets", "effort", "pain", "loaded", "expected"),
    [
        ([(10, 10), (10, 11)], 7, 0, True, Progress.MORE_LOAD),
        ([(10, 10)], 7, 2, False, Progress.MORE_REPS),
        ([(10, 10)], 8, 0, True, Progress.TOO_HARD),
        ([(10, 9)], 8, 0, True, Progress.NOT_ALL_DONE),
        ([(10, 10)], 1, 3, True, Progress.PAIN),
        ([(10, 10)], None, 0, True, Progress.NOT_SAID),
    ],
)
def test_it_says_why(
    sets: list[tuple[int, int]], effort: int | None, pain: int | None, loaded: bool, expected: Progress
) -> None:
    assert progress_after(sets, effort, pain, 2, loaded=loaded) is expected


@pytest.mark.parametrize(
    ("done", "more"),
    [
        ("40 kg", "42.5 kg"),
        ("40 kg/60 kg", "42.5 kg/62.5 kg"),
        ("40 kg/90 lb", "42.5 kg/95 lb"),
        ("0 kg/60 kg", "0 kg/62.5 kg"),
    ],
)
def test_each_set_has_a_step_more_than_it_had(done: str, more: str) -> None:
    assert "/".join(map(str, more_load([read_load(each) for each in done.split("/")]))) == more


@pytest.mark.parametrize(
    ("done", "sets", "expected"),
    [
        ("40 kg", 3, "40 kg"),
        ("60 kg/40 kg/80 kg", 2, "60 kg/40 kg"),
        ("40 kg/40 kg/80 kg", 2, "40 kg"),
        ("60 kg/40 kg/80 kg", 5, "60 kg/40 kg/80 kg/40 kg/40 kg"),
        ("40 kg/85 lb", 3, "40 kg/85 lb/85 lb"),
    ],
)
def test_sets_that_were_not_done_have_the_smallest_load(done: str, sets: int, expected: str) -> None:
    assert "/".join(map(str, loads_for([read_load(each) for each in done.split("/")], sets))) == expected


def test_a_set_that_was_left_out_moves_no_load_to_another() -> None:
    light, heavy = read_load("40 kg"), read_load("60 kg")
    assert loads_by_set({1: light, 3: heavy}) == (light, light, heavy)
    assert loads_by_set({1: light, 2: light}) == (light,)
    assert loads_by_set({}) == ()
