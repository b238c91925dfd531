import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.library.voice_text import MAX_WORDS, number_words, spoken_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lower", "lower"),
        ("  Slow, in control!  ", "slow in control"),
        ("Don’t bounce", "don't bounce"),
        ("Rest 90 seconds", "rest ninety seconds"),
        ("Get ready for set 12", "get ready for set twelve"),
        ("100", "one hundred"),
        ("42.5 kg", "forty two point five kg"),
        ("1.25 kg", "one point two five kg"),
        ("Two-to-three seconds", "two to three seconds"),
        ("Keep the lower back still — now", "keep the lower back still now"),
        ("Lower 🔥", "lower"),
        ("Rest ٣ seconds", "rest three seconds"),
        ("Lower", "lower"),
        ("\u202elower\u202c", "lower"),
        ("אַחַת", "א ח ת"),
    ],
)
def test_a_text_becomes_plain_words(text: str, words: str) -> None:
    assert spoken_words(text) == tuple(words.split())


@pytest.mark.parametrize(
    "text", ["", "…", "🔥🔥", "2.5.1 seconds", "2.125", "½", "-5", "80 %", "10000", "1/2", "9" * 100, "a" * 10_000]
)
def test_what_cannot_be_said_truly_is_not_said(text: str) -> None:
    assert spoken_words(text) == ()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (20, "twenty"),
        (121, "one hundred twenty one"),
        (3600, "three thousand six hundred"),
    ],
)
def test_numbers_are_written_out(number: int, words: str) -> None:
    assert number_words(number) == tuple(words.split())


def test_a_number_out_of_bounds_is_refused() -> None:
    with pytest.raises(ValueError, match="not written out"):
        number_words(10_000)


@given(st.text(max_size=300))
def test_any_text_is_bounded(text: str) -> None:
    assert len(spoken_words(text)) <= MAX_WORDS
