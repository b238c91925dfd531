"""One number of a dose as it is typed, and what a step and a typed text make of a dose."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from calfcoach.domain.amounts import Load, LoadUnit
from calfcoach.domain.dose_fields import loads_from, reps_from, seconds_from, whole_from
from calfcoach.domain.dosing import Dose
from calfcoach.domain.prescribe import Choices, choices_of, prescribe
from calfcoach.domain.prescription import Prescription
from calfcoach.domain.refusals import Refused
from calfcoach.domain.tempo import Tempo
from calfcoach.wording.any_lift import any_lift

LIFT = any_lift()
FORTY = Load(Decimal(40))


def dose(**changes: object) -> Dose:
    numbers = {"tempo": Tempo.parse("3-1-2-0"), "hold_s": None, "sets": 4, "reps": 15, "rest_s": Decimal(60)}
    return Dose(**{**numbers, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "seconds"), [("90", 90), ("90s", 90), ("1:30", 90), ("2 min", 120), ("1 min 30 s", 90), ("-5", -5)]
)
def test_a_time_as_it_is_typed(typed: str, seconds: int) -> None:
    assert seconds_from(typed) == seconds


def test_a_decimal_comma_is_read() -> None:
    assert seconds_from("1,5") == Decimal("1.5")


def test_reps_for_all_for_each_set_or_open() -> None:
    assert [reps_from(typed) for typed in ("15", "12/10/9/8", "max", "AMRAP")] == [15, (12, 10, 9, 8), "max", "max"]


@pytest.mark.parametrize(
    ("reader", "typed", "why"),
    [
        (whole_from, "four", "'four' is not a whole number"),
        (reps_from, "12/x", "'x' is not a whole number"),
        (seconds_from, "soon", "'soon' is not a time; write it like 90, 90s, 1:30 or 1 min 30 s"),
        (loads_from, "forty", "'forty' is no load; write it like 40 kg, 37.5 kg or 90 lb"),
        (loads_from, "-1", "'-1' is no load"),
    ],
)
def test_what_cannot_be_read_says_why(reader, typed: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        reader(typed)
    assert str(refused.value).startswith(why)


@given(st.sampled_from([whole_from, reps_from, seconds_from, loads_from]), st.text(max_size=300))
def test_a_refusal_is_one_short_line(reader, typed: str) -> None:
    try:
        reader(typed)
    except Refused as refused:
        assert "\n" not in str(refused)
        assert len(str(refused)) < 600


@pytest.mark.parametrize(
    ("what", "typed", "text"),
    [
        ("tempo", "2 s up / 3 s down", "4x15 @ 3-0-2-0 rest 60 s"),
        ("lower", "1,5", "4x15 @ 1.5-1-2-0 rest 60 s"),
        ("contract", "x", "4x15 @ 3-1-X-0 rest 60 s"),
        ("sets", "3", "3x15 @ 3-1-2-0 rest 60 s"),
        ("reps", "12/10", "12/10 @ 3-1-2-0 rest 60 s"),
        ("rest", "1:30", "4x15 @ 3-1-2-0 rest 90 s"),
        ("load", "90 lb", "4x15 @ 3-1-2-0 rest 60 s load 90 lb"),
        ("switch", "15 s", "4x15 @ 3-1-2-0 rest 60 s switch 15 s"),
        ("relax", "3", "4x15 @ 3-1-2-0 rest 60 s relax 3 s"),
    ],
)
def test_a_typed_number_is_seen_in_the_text_of_the_dose(what: str, typed: str, text: str) -> None:
    assert dose().with_field(what, typed).as_text(LIFT.prescription) == text


@pytest.mark.parametrize(("typed", "why"), [("-1", "is not a time"), ("1000", "too long for a phase"), ("", "time")])
def test_a_phase_is_never_below_nothing_nor_beyond_what_can_be_written(typed: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        dose().with_field("squeeze", typed)


def test_reps_and_loads_of_each_set_survive_the_text() -> None:
    each = dose(reps=(12, 10, 9, 8), load=(FORTY, FORTY, Load(Decimal(45)), Load(Decimal(50))))
    assert each.told(each.as_text(LIFT.prescription), LIFT.prescription) == each


def test_a_part_of_a_dose_changes_that_part_alone() -> None:
    before = dose(load=(FORTY,), switch_s=Decimal(20))
    assert before.told("5x5", LIFT.prescription) == dose(load=(FORTY,), switch_s=Decimal(20), sets=5, reps=5)
    assert before.told("load 45 kg", LIFT.prescription).load == (Load(Decimal(45)),)


def test_a_whole_dose_says_all_of_it() -> None:
    before = dose(load=(FORTY,), switch_s=Decimal(20))
    assert before.told("4x15 @ 3-1-2-0 rest 60 s", LIFT.prescription) == dose()


def test_fewer_sets_by_text_take_the_first_reps_and_loads() -> None:
    each = dose(sets=3, reps=(12, 10, 8), load=(FORTY, FORTY, FORTY))
    assert each.told("2x6", LIFT.prescription).load == (FORTY, FORTY)


@pytest.mark.parametrize(
    ("what", "value", "may"),
    [
        ("sets", {"sets": 1}, (False, True)),
        ("sets", {"sets": 50}, (True, False)),
        ("reps", {"reps": 200}, (True, False)),
        ("reps", {"reps": "max"}, (True, False)),
        ("reps", {"reps": (1, 200)}, (True, True)),
        ("rest", {"rest_s": Decimal(0)}, (False, True)),
        ("rest", {"rest_s": Decimal(3600)}, (True, False)),
        ("load", {"load": None}, (False, True)),
        ("load", {"load": (Load(Decimal(2000)),)}, (True, False)),
        ("lower", {"tempo": Tempo.parse("0.5-0-1-0")}, (False, True)),
        ("lower", {"tempo": Tempo.parse("60-0-1-0")}, (True, False)),
        ("squeeze", {"tempo": Tempo.parse("3-0-1-0")}, (False, True)),
        ("lower", {"tempo": Tempo.parse("90-0-1-0")}, (True, False)),
    ],
)
def test_a_step_that_changes_nothing_cannot_be_made(what: str, value: dict, may: tuple[bool, bool]) -> None:
    assert dose(**value).may_step(LIFT, what) == may


whats = st.sampled_from(["sets", "reps", "rest", "load", "relax", "switch", "lower", "stretch", "contract", "squeeze"])
counts = st.one_of(
    st.integers(1, 200), st.just("max"), st.lists(st.integers(1, 200), min_size=4, max_size=4).map(tuple)
)
loads = st.none() | st.builds(Load, st.decimals(0, 2000, places=1), st.sampled_from(LoadUnit)).map(lambda one: (one,))


@given(whats, counts, loads, st.decimals(0, 3600, places=1), st.decimals("0.5", 90, places=1))
def test_a_step_never_leads_the_other_way_and_never_out_of_bounds(what, reps, load, rest_s, lower_s) -> None:
    tempo = Tempo.parse("3-1-2-0").with_seconds(LIFT.playback[0], lower_s)
    before = dose(reps=reps, load=load, rest_s=rest_s, tempo=tempo)
    down, up = before.stepped(LIFT, what, -1), before.stepped(LIFT, what, 1)
    for after in (down, up):
        assert (after.may_step(LIFT, what)) != (False, False)
        assert 0 <= after.rest_s <= 3600
        assert after.load is None or 0 <= after.load[0].amount <= 2000
    assert down.rest_s <= before.rest_s <= up.rest_s
    assert down.tempo is not None
    assert down.tempo.lower.seconds <= lower_s or what != "lower"


def test_once_more_has_the_load_again() -> None:
    asked = Choices(load=(FORTY,), sets=2, relax_s=Decimal(3), switch_s=Decimal(4), lead_in_s=Decimal(6))
    item = prescribe(LIFT, asked)
    assert prescribe(LIFT, choices_of(item)).dose == item.dose


def test_reps_and_loads_of_each_set_are_written_as_everywhere_else() -> None:
    dose = {"tempo": "3-1-2-0", "rest_s": 60}
    listed = Prescription.model_validate({**dose, "reps": [12, 10, 8], "load": ["40 kg", "45 kg", "50 kg"]})
    assert Prescription.model_validate({**dose, "reps": "12/10/8", "load": "40/45/50 kg"}) == listed
    with pytest.raises(ValidationError, match="is no load"):
        Prescription.model_validate({**dose, "reps": "12/10", "load": "40/fifty"})
