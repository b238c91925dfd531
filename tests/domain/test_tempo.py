"""Every rule of the tempo notation, accepted and refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.domain.phases import NOTATION_ORDER, PAUSES, Phase
from calfcoach.domain.tempo import Count, Kind, Tempo, TempoError


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("3-1-2-0", "3-1-2-0"),
        ("  3-1-2-0\n", "3-1-2-0"),
        ("@3-1-2-0", "3-1-2-0"),
        ("@ 3-1-2-0", "3-1-2-0"),
        ("Tempo: 3-1-2-0", "3-1-2-0"),
        ("tempo:3120", "3-1-2-0"),
        ("3–1–2–0", "3-1-2-0"),
        ("3—1—2—0", "3-1-2-0"),
        ("3 - 1 - 2 - 0", "3-1-2-0"),
        ("3120", "3-1-2-0"),
        ("30x0", "3-0-X-0"),
        ("30X", "3-0-X-0"),
        ("312", "3-1-2-0"),
        ("30a0", "3-0-A-0"),
        ("a010", "A-0-1-0"),
        ("3/1/2/0", "3-1-2-0"),
        ("3:1:2", "3-1-2-0"),
        ("3,1,2,0", "3-1-2-0"),
        ("3 1 2 0", "3-1-2-0"),
        ("3\u00a01 2\t0", "3-1-2-0"),
        ("3.1.2.0", "3-1-2-0"),
        ("3.1.2", "3-1-2-0"),
        ("3-1-2", "3-1-2-0"),
        ("2.5-0-1.25-0", "2.5-0-1.25-0"),
        ("2.50-0-1.0-0", "2.5-0-1-0"),
        ("10-0-10-0", "10-0-10-0"),
        ("3-0-x-1", "3-0-X-1"),
        ("3 s down, 1 s hold, 2 s up", "3-1-2-0"),
        ("2 s up, 1 s hold, 3 s down", "3-0-2-1"),
        ("3 seconds down, 2 seconds up", "3-0-2-0"),
        ("3 s down and 2 s up", "3-0-2-0"),
        ("x up, 3 s down", "3-0-X-0"),
    ],
)
def test_accepted(text: str, canonical: str) -> None:
    assert str(Tempo.parse(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "@",
        "3",
        "3-1",
        "3-1-2-0-1",
        "10010",
        "31",
        "3--1-2",
        "3-1-2-",
        "-3-1-2-0",
        "3-1--2-0",
        "1e1-0-1-0",
        "+3-1-2-0",
        "0000",
        "0-0-0-0",
        "0-1-2-0",
        "3-1-0-0",
        "3X20",
        "3-X-2-0",
        "3-0-2-X",
        "3-A-2-0",
        "3-0-2-A",
        "3-1/2-0",
        "3, 1-2-0",
        "3 1-2-0",
        "2.5-1.5",
        "2.5.1.2.0",
        "2.5 1.5",
        "1000-0-1-0",
        "3.-0-1-0",
        ".5-0-1-0",
        "٣-١-٢-٠",
        "３１２０",
        "3-1-2-0 reps",
        "hold 3 s",
        "1 s hold, 3 s down, 2 s up",
        "3 s down",
        "3 s down, 2 s down, 1 s up",
        "nan-0-1-0",
        "inf-0-1-0",
        "3-1-2-0" * 20,
    ],
)
def test_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(TempoError) as caught:
        Tempo.parse(text)
    message = str(caught.value)
    assert message
    assert "\n" not in message
    assert len(message) < 300


def test_three_tokens_imply_the_last_pause() -> None:
    assert Tempo.parse("3-1-2").implied == {Phase.SQUEEZE}
    assert Tempo.parse("3-1-2-0").implied == frozenset()
    assert Tempo.parse("3-1-2") == Tempo.parse("3-1-2-0")
    assert Tempo.parse("3 s down, 2 s up").implied == {Phase.STRETCH, Phase.SQUEEZE}


def test_x_and_a_are_kinds_and_not_numbers() -> None:
    tempo = Tempo.parse("A-0-X-0")
    assert tempo[Phase.LOWER] == Count(Kind.ASSISTED)
    assert tempo[Phase.CONTRACT] == Count(Kind.EXPLOSIVE)
    assert tempo.estimated
    assert not Tempo.parse("3-0-1-0").estimated


amounts = st.decimals(min_value=0, max_value=999, places=3, allow_nan=False, allow_infinity=False)
movements = st.one_of(
    amounts.filter(bool).map(lambda seconds: Count(Kind.TIMED, seconds)),
    st.sampled_from([Count(Kind.EXPLOSIVE), Count(Kind.ASSISTED)]),
)
pauses = amounts.map(lambda seconds: Count(Kind.TIMED, seconds))
tempos = st.builds(Tempo, movements, pauses, movements, pauses)


@given(tempos)
def test_what_is_written_reads_back_the_same(tempo: Tempo) -> None:
    assert Tempo.parse(str(tempo)) == tempo
    assert str(Tempo.parse(str(tempo))) == str(tempo)


@given(tempos, st.sampled_from(["/", ":", ",", " ", " - ", " / "]), st.booleans())
def test_the_separator_and_the_case_mean_nothing(tempo: Tempo, separator: str, small: bool) -> None:
    text = str(tempo).replace("-", separator)
    assert Tempo.parse(f"@{text.lower() if small else text} ") == tempo


@given(st.text(max_size=100))
def test_any_text_is_a_tempo_or_a_sentence(text: str) -> None:
    try:
        tempo = Tempo.parse(text)
    except TempoError as error:
        assert str(error)
    else:
        assert all(isinstance(tempo[phase].seconds, Decimal) for phase in PAUSES)
        assert Tempo.parse(str(tempo)) == tempo


@given(st.text(alphabet="0123456789XAxa-/:,. @", max_size=12))
def test_text_that_looks_like_a_tempo(text: str) -> None:
    try:
        tempo = Tempo.parse(text)
    except TempoError:
        return
    assert [tempo[phase].seconds is None or tempo[phase].seconds >= 0 for phase in NOTATION_ORDER] == [True] * 4
    assert len([char for char in text if char in "0123456789XAxa"]) >= 3
