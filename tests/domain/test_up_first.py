"""A tempo that was written with the lift first: read so only where the person says it, and kept in the usual order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.floors import FloorError, TempoError
from calfcoach.domain.phases import Phase
from calfcoach.domain.prescribe import Choices, DoseRefused, prescribe
from calfcoach.domain.prescription import Prescription
from calfcoach.domain.up_first import fitting_up_first
from calfcoach.wording.tempos import spelled_out, up_first_line

SLOW = {"lower": {"least_s": 2, "advised_s": [3, 5], "reason": "under control"}}


@pytest.fixture(scope="module")
def slow(make: Callable[..., Exercise]) -> Exercise:
    return make(phases=SLOW)


def test_a_file_may_say_up_first_and_the_dose_is_in_the_usual_order() -> None:
    dose = Prescription.model_validate({"up_first": True, "tempo": "2-2-4", "sets": 1, "reps": 5, "rest_s": 60})
    assert str(dose.tempo) == "4-0-2-2"


def test_a_dose_that_is_written_out_and_read_again_is_not_turned_twice() -> None:
    dose = Prescription.model_validate({"up_first": True, "tempo": "2-2-4", "sets": 1, "reps": 5, "rest_s": 60})
    written = {**dose.model_dump(), "tempo": str(dose.tempo)}
    assert Prescription.model_validate(written).tempo == dose.tempo


def test_it_holds_for_the_dose_that_says_it_alone(make: Callable[..., Exercise]) -> None:
    given = {"up_first": True, "tempo": "2-2-4", "sets": 1, "reps": 5, "rest_s": 60}
    exercise = make(prescription=given)
    assert str(prescribe(exercise, Choices()).dose.tempo) == "4-0-2-2"
    assert str(prescribe(exercise, Choices(tempo="2-2-4")).dose.tempo) == "2-2-4-0"
    assert str(prescribe(exercise, Choices(tempo="2-2-4", up_first=True)).dose.tempo) == "4-0-2-2"


def test_the_other_reading_is_named_only_where_it_alone_fits_the_advice(slow: Exercise) -> None:
    assert str(fitting_up_first(slow, "2-2-4")) == "4-0-2-2"
    assert fitting_up_first(slow, "4-2-4") is None
    assert fitting_up_first(slow, "2-2-1") is None
    assert fitting_up_first(slow, "2 s up, 4 s down") is None
    assert fitting_up_first(slow, "nonsense") is None


def test_no_advice_no_word(make: Callable[..., Exercise]) -> None:
    assert fitting_up_first(make(), "2-2-4") is None
    assert fitting_up_first(make(start_phase="hold"), "2-2-4") is None


def test_the_line_spells_out_what_it_would_be(slow: Exercise) -> None:
    assert up_first_line(slow, " 2-2-4 ") == (
        "Written with the way up first, 2-2-4 would be 4 s down · 2 s up · 2 s squeeze, which fits the advice for "
        "Test; as it stands it is read with the way down first."
    )


def test_what_a_tempo_means_is_told_in_the_order_it_is_played(make: Callable[..., Exercise]) -> None:
    item = prescribe(make(start_phase="contract"), Choices(tempo="3-1-2-0"))
    assert item.dose.tempo is not None
    assert spelled_out(item.dose.tempo) == "3 s down · 1 s stretch · 2 s up"
    assert spelled_out(item.dose.tempo, item.exercise) == "2 s up · 3 s down · 1 s stretch"


def test_x_and_a_are_told_as_about(make: Callable[..., Exercise]) -> None:
    dose = prescribe(make(), Choices(tempo="A-0-X-0")).dose
    assert dose.tempo is not None
    assert spelled_out(dose.tempo) == "about 2 s down with help · up as fast as you control (about 1 s)"


def test_an_exercises_own_words_are_used(make: Callable[..., Exercise]) -> None:
    exercise = make(phases={"contract": {"label": "Toes up"}})
    dose = prescribe(exercise, Choices(tempo="2-0-1-2")).dose
    assert dose.tempo is not None
    assert spelled_out(dose.tempo, exercise) == "2 s down · 1 s “Toes up” · 2 s squeeze"


@given(st.from_regex(r"[0-9XA]{3,4}", fullmatch=True), st.booleans())
def test_no_order_of_reading_gets_below_the_floor(slow: Exercise, tempo: str, up_first: bool) -> None:
    try:
        item = prescribe(slow, Choices(tempo=tempo, up_first=up_first))
    except (DoseRefused, FloorError, TempoError):
        return
    assert next(length.seconds for length in item.rep if length.phase is Phase.LOWER) >= 2
