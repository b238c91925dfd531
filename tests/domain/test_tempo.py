"""Every rule of the tempo notation, accepted and refused."""

from __future__ import annotations

import re
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
        ("Tempo 4/0/1/0", "4-0-1-0"),
        ("@tempo 31X0", "3-1-X-0"),
        ("TEMPO 4-2-1", "4-2-1-0"),
        ("3010 tempo", "3-0-1-0"),
        ("31×1", "3-1-X-1"),
        ("3−1−1−0", "3-1-1-0"),
        ("(3-0-1-0)", "3-0-1-0"),
        ("3|1|2|0", "3-1-2-0"),
        ("3s-1s-1s-0s", "3-1-1-0"),
        ("3-1-2 s", "3-1-2-0"),
        ("3-1-2-0.", "3-1-2-0"),
        ("3-1-2-0,", "3-1-2-0"),
        ("2,5-1-2,5-0,", "2.5-1-2.5-0"),
        ("3 1 2 0 ,", "3-1-2-0"),
        ("3 s down, 1 s up,", "3-0-1-0"),
        ("2,5-1-2,5-0", "2.5-1-2.5-0"),
        ("3,5/0/1,5/0", "3.5-0-1.5-0"),
        ("3, 1, 2, 0", "3-1-2-0"),
        ("1,5 s down, 2 s up", "1.5-0-2-0"),
        ("2s up / 2s down", "2-0-2-0"),
        ("4s down 1s up", "4-0-1-0"),
        ("down 4 up 1", "4-0-1-0"),
        ("2 sec down 2 sec up", "2-0-2-0"),
        ("3s concentric / 3s eccentric", "3-0-3-0"),
        ("2 seconds lowering, 1 second lifting", "2-0-1-0"),
        ("4 s negative, 1 s positive", "4-0-1-0"),
        ("3 sec ecc, 1 sec con", "3-0-1-0"),
        ("three seconds down, explode up", "3-0-X-0"),
        ("lower for 3 seconds, pause for 1 second, raise for 2 seconds", "3-1-2-0"),
        ("3 s down, 1 s at the bottom, 1 s up", "3-1-1-0"),
        ("3 s down · 1 s stretch · 2 s up", "3-1-2-0"),
        ("2 s up, hold at the top 1 s, 3 s down", "3-0-2-1"),
        ("3 s runter, 2 s hoch", "3-0-2-0"),
        ("3s bajada, 1s pausa abajo, 2s subida", "3-1-2-0"),
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
        "3,1,2,0,",
        "3, 1, 2,",
        "3 s, 1 s, 2 s,",
        "3-1-2-,",
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


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3-1", "has 2 of the 3 or 4 numbers"),
        ("3-1-2-0-1", "has 5 of the 3 or 4 numbers"),
        ("10010", "has 5 signs run together"),
        ("3-X-1", "X cannot stand for a pause (stretch)"),
        ("slow", "'slow' is not understood"),
        ("3s eccentric", "the way up is not named"),
        ("3 s down, up", "'up' names no seconds"),
        ("3 s down 2 s", "names no phase"),
        ("3 s down, 2 s sideways", "'sideways' is no phase"),
        ("3 s bottom down, 2 s up", "'down' is no phase"),
        ("-3-1-2-0", "begins with a minus sign"),
        ("3700-0-1-0", "3700 s is too long for a phase; it takes 999 s at most"),
        ("2,5 1 2 0", "can be read as 2-5-1-2-0 and as 2.5-1-2-0"),
        ("2,5,1,2,0", "can be read as 2-5-1-2-0 and as 2.5-1-2-0"),
        ("3,1 2,0", "can be read as 3-1-2-0 and as 3.1-2.0"),
    ],
)
def test_what_is_refused_says_the_true_reason(text: str, why: str) -> None:
    with pytest.raises(TempoError, match=re.escape(why)):
        Tempo.parse(text)


@pytest.mark.parametrize(
    ("text", "usual", "turned"),
    [
        ("2-2-4", "2-2-4-0", "4-0-2-2"),
        ("2-2-4-1", "2-2-4-1", "4-1-2-2"),
        ("20x0", "2-0-X-0", None),
        ("2 s up, 4 s down", "4-0-2-0", "4-0-2-0"),
    ],
)
def test_up_first_turns_numbers_and_not_words(text: str, usual: str, turned: str | None) -> None:
    assert str(Tempo.parse(text)) == usual
    if turned is not None:
        assert str(Tempo.parse(text, up_first=True)) == turned
    else:
        assert str(Tempo.parse(text, up_first=True)[Phase.LOWER]) == "X"


def test_up_first_implies_the_stretch_of_three_numbers() -> None:
    assert Tempo.parse("2-2-4", up_first=True).implied == {Phase.STRETCH}


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
