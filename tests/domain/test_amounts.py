"""Numbers, durations and loads as people write them."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.domain.amounts import (
    AmountError,
    Load,
    LoadUnit,
    read_load,
    read_loads,
    read_seconds,
    read_whole,
    written_loads,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90", "90"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("90s", "90"),
        ("90 s", "90"),
        ("90 sec.", "90"),
        ("1:30", "90"),
        ("0:45", "45"),
        ("1:05:00", "3900"),
        ("1:30,5", "90.5"),
        ("2 min", "120"),
        ("2min", "120"),
        ("2m", "120"),
        ("1 min 30 s", "90"),
        ("1min30s", "90"),
        ("1 min 30", "90"),
        ("1m30", "90"),
        ("1,5 min", "90"),
        ("2'30\"", "150"),
        ("1 h", "3600"),
        ("1 h 5 min 3 s", "3903"),
        ("  60\u00a0s ", "60"),
        ("2 Minutes", "120"),
    ],
)
def test_a_duration(text, seconds):
    assert read_seconds(text) == Decimal(seconds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "s",
        "min",
        "1,5,2",
        "1 2",
        "-3",
        "1e3",
        "1:3",
        "1:60",
        "1:30 min",
        "1 min 90 s",
        "1.5 min 30 s",
        "90 x",
        "٣",
        "½",
        "30 s 1 min",
        "1:30:",
        "1" * 10,
        "infinity",
        "nan",
        "0x10",
        "1_000",
        "1 min min",
    ],
)
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(AmountError):
        read_seconds(text)


def test_a_whole_number_may_be_negative_for_the_bounds_to_refuse():
    assert [read_whole(text) for text in ("12", "-3", "−3")] == [12, -3, -3]
    for text in ("1.5", "x", "", "--3", "1e3", "1" * 10):
        with pytest.raises(AmountError):
            read_whole(text)


@pytest.mark.parametrize(
    ("text", "load"),
    [
        ("40 kg", Load(Decimal(40))),
        ("37,5kg", Load(Decimal("37.5"))),
        ("40", Load(Decimal(40))),
        ("90 lbs", Load(Decimal(90), LoadUnit.LB)),
        ("90 Pounds", Load(Decimal(90), LoadUnit.LB)),
    ],
)
def test_a_load(text, load):
    assert read_load(text) == load


def test_a_plain_load_is_in_the_usual_unit():
    assert read_load("90", LoadUnit.LB) == Load(Decimal(90), LoadUnit.LB)


@pytest.mark.parametrize(
    "text",
    ["", "kg", "forty", "-1 kg", "1e9", "40 stone", "40 kg kg", "4 0", ".5", "1,2,3", "+1", "٣", "1.000.000"],
)
def test_what_is_no_load_is_refused(text):
    with pytest.raises(AmountError):
        read_load(text)


amounts = st.decimals(0, 9999, places=3)


@given(amounts, st.sampled_from(LoadUnit))
def test_a_load_is_read_back_as_it_was_written(amount, unit):
    load = Load(amount, unit)
    assert read_load(str(load)) == load


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused(text):
    for read in (read_whole, read_seconds, read_load):
        with contextlib.suppress(AmountError):
            assert read(text) is not None


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        (["40"], "40 kg"),
        (["40", "45", "50 kg"], "40/45/50 kg"),
        (["100", "110 lb"], "100/110 lb"),
        (["100 lb", "50", "60 kg"], "100 lb / 50 kg / 60 kg"),
        (["100 lb", "50"], "100 lb / 50 kg"),
        ([], ""),
    ],
)
def test_a_unit_is_said_of_the_loads_before_it(listed, written):
    loads = read_loads(listed)
    assert written_loads(loads) == written
    assert read_loads(written.split("/")) == loads if listed else loads == ()
