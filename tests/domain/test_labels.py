"""A name on the stage tells the truth, however it is spelt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from calfcoach.domain.base import Inconsistent
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.lookalikes import plain_name, plain_words

Make = Callable[..., Exercise]


def refused(make: Make, **given: Any) -> list[str]:
    """What is wrong with the names, sentence by sentence; empty where they are allowed."""
    try:
        make(**given)
    except ValidationError as error:
        problems = [one["ctx"]["error"] for one in error.errors()]
        found = (problem.findings if isinstance(problem, Inconsistent) else [((), problem)] for problem in problems)
        return [str(wrong) for each in found for _, wrong in each]
    return []


def variant(**phases: Any) -> list[dict[str, Any]]:
    return [{"id": "other", "name": "Other", "phases": phases}]


ANOTHER = "that is the name of another phase"
LIES = [
    ({"lower": {"label": "Going down", "short": "Contract"}}, "lower cannot be called 'Contract': " + ANOTHER),
    ({"lower": {"label": "Going down", "short": "cоntrаct"}}, ANOTHER),
    ({"lower": {"label": "Con\u200dtract"}}, ANOTHER),
    ({"lower": {"label": "C o n t r a c t", "short": "Slow"}}, ANOTHER),
    ({"lower": {"label": "Ｃｏｎｔｒａｃｔ"}}, ANOTHER),
    ({"lower": {"label": "𝐂𝐨𝐧𝐭𝐫𝐚𝐜𝐭"}}, ANOTHER),
    ({"lower": {"label": "Ϲοntrαϲt"}}, ANOTHER),
    ({"lower": {"label": "Cóntráct"}}, ANOTHER),
    ({"lower": {"label": "🅄🅿"}}, ANOTHER),
    ({"lower": {"label": "⬆️"}}, ANOTHER),
    ({"lower": {"label": "L1ft"}}, ANOTHER),
    (
        {"lower": {"label": "Move"}, "contract": {"label": "Move"}},
        "contract cannot be called 'Move': lower is called so",
    ),
    ({"lower": {"label": "Move"}, "contract": {"short": "mо-ve"}}, "lower is called so"),
    ({"stretch": {"label": "Wait"}, "squeeze": {"label": "WAIT"}}, "stretch is called so"),
    ({"lower": {"label": "Up"}, "contract": {"label": "Down"}}, ANOTHER),
    ({"lower": {"label": "Heels up"}}, "'up' is the other movement's direction"),
    ({"contract": {"label": "Sink in"}}, "'sink' is the other movement's direction"),
    ({"contract": {"label": "Lower it"}}, "'lower' is the other movement's direction"),
    ({"stretch": {"label": "Rest"}}, ANOTHER),
    ({"lower": {"label": "Get ready", "short": "Ready"}}, ANOTHER),
    ({"squeeze": {"label": "Set done"}}, ANOTHER),
    ({"lower": {"label": "Heels high"}}, "'high' is the other movement's direction"),
    ({"lower": {"label": "Push"}}, "'push' is the other movement's direction"),
    ({"lower": {"label": "Press slowly", "short": "Heels"}}, "'press' is the other movement's direction"),
    ({"lower": {"label": "Onto toes"}}, "'onto-toes' is the other movement's direction"),
    ({"lower": {"label": "Onto your toes", "short": "Heels"}}, "'onto-your-toes' is the other movement's direction"),
    ({"lower": {"label": "Tip toes"}}, "'tiptoes' is the other movement's direction"),
    ({"lower": {"label": "Tiptoe", "short": "Heels"}}, "'tiptoe' is the other movement's direction"),
    ({"lower": {"label": "Go up"}}, ANOTHER),
    ({"lower": {"label": "Heels rise"}}, "'rise' is the other movement's direction"),
    ({"contract": {"label": "Heels drop"}}, "'drop' is the other movement's direction"),
    ({"contract": {"label": "Heels fall"}}, "'fall' is the other movement's direction"),
    ({"contract": {"label": "It descends", "short": "Heels"}}, "'descends' is the other movement's direction"),
    ({"contract": {"label": "Dip"}}, "'dip' is the other movement's direction"),
    ({"lower": {"label": "\u200c\u200d"}}, "cannot be seen"),
]


@pytest.mark.parametrize(("phases", "told"), LIES, ids=lambda value: value if isinstance(value, str) else ascii(value))
def test_a_name_that_lies_is_refused(make: Make, phases: dict[str, Any], told: str) -> None:
    assert any(told in sentence for sentence in refused(make, phases=phases))


@pytest.mark.parametrize("field", ["label", "short"])
@pytest.mark.parametrize("name", ["Contract", "Con\u200dtract", "Cоntract", "Up"])
def test_a_name_that_lies_in_a_variant_is_refused(make: Make, field: str, name: str) -> None:
    (sentence,) = refused(make, variants=variant(lower={field: name}))
    assert ANOTHER in sentence


def test_a_variant_may_not_call_a_phase_what_another_is_called_in_the_exercise(make: Make) -> None:
    variants = variant(lower={"label": "Drive"}, contract={"label": "Push"})
    (sentence,) = refused(make, phases={"contract": {"label": "Drive"}}, variants=variants)
    assert "lower cannot be called 'Drive': contract is called so" in sentence


@pytest.mark.parametrize(
    "phases",
    [
        {"lower": {"label": "Lower the heels", "short": "Lower"}},
        {"lower": {"label": "Going down", "short": "Down"}, "contract": {"label": "Going up", "short": "Up"}},
        {"contract": {"label": "Lift the lower leg", "short": "Lift"}},
        {"contract": {"label": "Lift the toes", "short": "Toes"}, "lower": {"label": "Let go", "short": "Let go"}},
        {"lower": {"label": "Опускание", "short": "Опускаем"}, "contract": {"label": "Подъём"}},
        {"lower": {"label": "⬇️"}, "contract": {"label": "⬆️"}},
        {"stretch": {"label": "Wait"}, "squeeze": {"label": "Top"}},
        {"contract": {"label": "Push away", "short": "Push"}, "lower": {"label": "Toes down", "short": "Toes down"}},
        {"stretch": {"label": "Dip"}, "squeeze": {"label": "Press on", "short": "Press"}},
    ],
    ids=ascii,
)
def test_a_name_of_its_own_is_allowed(make: Make, phases: dict[str, Any]) -> None:
    assert refused(make, phases=phases, variants=variant(**phases)) == []


def test_a_phase_may_be_called_by_its_own_name_in_exercise_and_variant(make: Make) -> None:
    assert refused(make, phases={"lower": {"label": "Down"}}, variants=variant(lower={"label": "Lowering"})) == []


NOISE = st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad\u0301\u0336\ufe0f\u034f")
LOOKALIKES = {
    "a": "аαɑᴀａ𝒂Ꭺ",
    "c": "сϲᴄｃⅽᏟ",
    "e": "еεᴇｅℯᎬ",
    "i": "іιıｉⅰ1l",
    "n": "ոηɴｎ𝓃",
    "o": "оοօｏ0ᴏ",
    "r": "гʀｒᎡ",
    "t": "тτᴛｔᎢ",
    "u": "υսᴜｕ",
    "p": "рρᴘｐᏢ",
    "l": "ӏ1ʟｌⅼ",
    "w": "ԝᴡｗᎳ",
}


@st.composite
def disguised(draw: st.DrawFn, word: str) -> str:
    """The word with signs that cannot be seen and letters that look the same, in either case."""
    letters = []
    for letter in word:
        shown = draw(st.sampled_from([letter, letter.upper(), *LOOKALIKES.get(letter, "")]))
        letters.append(shown + draw(st.text(NOISE, max_size=2)))
    return draw(st.text(NOISE, max_size=2)) + "".join(letters)


@pytest.mark.parametrize("word", ["contract", "up", "lower", "relax", "stretch", "squeeze", "lift", "eccentric"])
def test_a_disguised_word_reads_as_the_word(word: str) -> None:
    @given(disguised(word))
    def reads(text: str) -> None:
        assert plain_name(text) == plain_name(word)

    reads()


@given(disguised("going"), disguised("up"))
def test_a_disguised_direction_is_found(make: Make, going: str, up: str) -> None:
    said = refused(make, phases={"lower": {"label": f"Heels {going} {up}", "short": "Heels"}})
    assert any("'up' is the other movement's direction" in one or "cannot be shown" in one for one in said)


@given(st.text(max_size=40))
def test_any_text_can_be_read_and_reading_it_twice_changes_nothing(text: str) -> None:
    assert plain_words(" ".join(plain_words(text))) == plain_words(text)
    plain_name(text)
