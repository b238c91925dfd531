"""The text form of a dose: one reader and one writer, and what is written reads back the same."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from calfcoach.domain.amounts import Load, LoadUnit
from calfcoach.domain.dose_text import MAX_TEXT, DoseText, read_dose
from calfcoach.domain.prescription import Prescription
from calfcoach.domain.refusals import Refused
from calfcoach.domain.tempo import Tempo
from tests.domain.test_tempo import tempos


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("4x15 @ 3-1-2-0 rest 60 s load 40 kg", "4x15 @ 3-1-2-0 rest 60 s load 40 kg"),
        ("4 × 15 @3120, rest 1 min, load 40", "4x15 @ 3-1-2-0 rest 60 s load 40 kg"),
        ("4X15 tempo 31X0 load 90 lb", "4x15 @ 3-1-X-0 load 90 lb"),
        ("4x15 @ tempo 31X0", "4x15 @ 3-1-X-0"),
        ("4x15@3-1-2-0", "4x15 @ 3-1-2-0"),
        ("4x12 @ 3 s down, 1 s hold, 2 s up rest 90 s", "4x12 @ 3-1-2-0 rest 90 s"),
        ("5x45 s hold rest 2 min", "5x45 s hold rest 120 s"),
        ("5x45s hold", "5x45 s hold"),
        ("2x3x10 s hold relax 5 s", "2x3x10 s hold relax 5 s"),
        ("3xmax @ 1-0-1-0", "3xmax @ 1-0-1-0"),
        ("3xAMRAP @ 1-0-1-0", "3xmax @ 1-0-1-0"),
        ("12/10/9/8 @ 3-1-2-0", "12/10/9/8 @ 3-1-2-0"),
        ("12 / 10 / 8 @ 3-1-2-0 load 40/45/50 kg rest 1:30", "12/10/8 @ 3-1-2-0 rest 90 s load 40/45/50 kg"),
        ("3/2 x 30 s hold", "3/2 x 30 s hold"),
        ("@ 3-1-2-0", "@ 3-1-2-0"),
        ("rest 2 min switch 5 lead-in 15 s", "rest 120 s switch 5 s lead-in 15 s"),
        ("load 37,5 kg", "load 37.5 kg"),
    ],
)
def test_a_dose_as_text(text: str, canonical: str) -> None:
    assert str(read_dose(text)) == canonical
    assert read_dose(canonical) == read_dose(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the dose is empty"),
        (" · ,", "the dose is empty"),
        ("four by ten", "'four by ten' is not understood in a dose"),
        ("4x", "'4x' is not understood"),
        ("4x15 4x15", "'4x15 4x15' is not understood"),
        ("4x15 rest 60 rest 90", "rest is given twice"),
        ("4x15 @ 3-1-2-0 @ 3-1-2-0", "@ is given twice"),
        ("4x15 @ 3-1", "has 2 of the 3 or 4 numbers"),
        ("4x15 rest soon", "'soon' is not understood"),
        ("4x15 load forty", "'forty' is no load"),
        ("4x15 load -1", "'-1' is no load"),
        ("-4x15", "is not understood"),
        ("5x hold", "is not understood"),
        ("4x15 @ 3-1-2-0 " + "x" * 10_000, f"at most {MAX_TEXT} characters"),
    ],
)
def test_a_dose_that_cannot_be_read(text: str, why: str) -> None:
    with pytest.raises(Refused, match=re.escape(why)):
        read_dose(text)


seconds = st.decimals(0, 3600, places=2)
loads = st.builds(Load, st.decimals(0, 2000, places=2), st.sampled_from(LoadUnit))
counts = st.integers(1, 200)
sets_and_reps = st.one_of(
    st.lists(counts, min_size=2, max_size=50).map(lambda reps: {"sets": len(reps), "reps": tuple(reps)}),
    st.fixed_dictionaries({"sets": st.integers(1, 50), "reps": counts | st.just("max")}),
)
paces = st.one_of(
    tempos.map(lambda tempo: {"tempo": tempo}),
    st.decimals("0.01", 3600, places=2).map(lambda held: {"hold_s": held}),
)
rests = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("rest_s", "relax_s", "switch_s", "lead_in_s"), seconds),
        "load": st.lists(loads, min_size=1, max_size=8).map(tuple),
    },
)
doses = st.builds(
    lambda *parts: DoseText(**{k: v for part in parts for k, v in part.items()}), sets_and_reps, paces, rests
)


@given(doses)
def test_what_is_written_reads_back_the_same(dose: DoseText) -> None:
    if len(str(dose)) <= MAX_TEXT:
        assert read_dose(str(dose)) == dose


@given(st.text(max_size=60) | st.from_regex(r"[0-9x/@ a-z.,:-]{0,40}", fullmatch=True))
def test_any_text_is_a_dose_or_a_sentence(text: str) -> None:
    try:
        dose = read_dose(text)
    except Refused as refused:
        assert str(refused)
        assert "\n" not in str(refused)
    else:
        assert read_dose(str(dose)) == dose or not dose.given()


def test_a_prescription_may_be_a_text() -> None:
    dose = Prescription.model_validate("12/10/8 @ 3-1-2-0 rest 90 s load 40 kg")
    assert (dose.sets, dose.reps, dose.tempo, dose.rest_s) == (3, (12, 10, 8), Tempo.parse("3-1-2-0"), Decimal(90))
    assert [dose.reps_in(number) for number in (1, 2, 3)] == [12, 10, 8]
    assert dose.load_in(3) == Load(Decimal(40))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("@ 3-1-2-0 rest 60", "does not give sets"),
        ("4x15 @ 3-1-2-0", "does not give rest"),
        ("0x0 @ 3-1-2-0 rest 60", "greater than or equal to 1"),
        ("4x201 @ 3-1-2-0 rest 60", "less than or equal to 200"),
        ("4x15 rest 60", "either tempo or hold_s"),
        ("4x15 @ 3-1-2-0 rest 60 load 1000000", "a load is 0 to 2000"),
        ("4x15 @ 3-1-2-0 rest 60 load 40/45", "a load is given for 2 sets and there are 4"),
        ("x" * 10_000, "characters"),
    ],
)
def test_a_text_that_is_no_prescription(text: str, why: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(why)):
        Prescription.model_validate(text)


WHOLE = {"tempo": "3-1-2-0", "rest_s": 60}


def test_reps_for_each_set_say_how_many_sets_there_are() -> None:
    assert Prescription.model_validate({**WHOLE, "reps": [12, 10, 9, 8]}).sets == 4
    with pytest.raises(ValidationError, match="reps are given for 4 sets and there are 3"):
        Prescription.model_validate({**WHOLE, "reps": [12, 10, 9, 8], "sets": 3})


@pytest.mark.parametrize("load", [-1, "1e9", Decimal("1e9"), 2001, "forty", True, [], ["40 kg"] * 51, {"kg": 4}])
def test_a_load_that_is_refused(load: object) -> None:
    with pytest.raises(ValidationError, match="load"):
        Prescription.model_validate({**WHOLE, "sets": 3, "reps": 5, "load": load})


@pytest.mark.parametrize("reps", [0, 201, "many", [], [0], [201], ["max"], True, 1.5, [12] * 51])
def test_reps_that_are_refused(reps: object) -> None:
    with pytest.raises(ValidationError):
        Prescription.model_validate({**WHOLE, "sets": 3, "reps": reps})
