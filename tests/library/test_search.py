"""The search finds by every word an exercise has, with a typo too, and puts what is called so first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.library.collection import Library
from calfcoach.library.search import ExerciseSearch
from calfcoach.resources import exercises_dir
from calfcoach.wording.positions import position_names

LISTED = [entry.listing for entry in Library.load(exercises_dir(), Path("nowhere")).listed]
SEARCH = ExerciseSearch(LISTED, position_names())


def found(typed: str) -> list[str]:
    named, others = SEARCH.find(typed)
    return [LISTED[place].id for place in (*named, *others)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("donkey", "donkey-calf-raise"),
        ("bent-over calf", "donkey-calf-raise"),  # an alias
        ("DONKEY machine", "donkey-calf-raise"),  # name and equipment
        ("rail belt", "donkey-calf-raise"),  # a way to do it
        ("soleus wall", "soleus-wall-sit"),
        ("bench", "seated-calf-raise-dumbbell"),
        ("ｄｏｎｋｅｙ", "donkey-calf-raise"),  # letters that look the same
        ("donky", "donkey-calf-raise"),
        ("dokney", "donkey-calf-raise"),
        ("smiht", "smith-calf-raise"),
        ("dorsiflection", "band-dorsiflexion"),
        ("plantarflexon band", "band-plantarflexion"),
        ("gastroknem", "stretch-gastrocnemius-wall"),  # with a typo, and not yet at its end
        ("legpress", "leg-press-calf-raise"),  # two words written as one
        ("wallsit", "soleus-wall-sit"),
    ],
)
def test_what_is_meant_comes_first(typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_muscle_and_position_find_all_that_have_them() -> None:
    assert set(found("achilles")) == {"heel-drop-bent", "heel-drop-floor", "heel-drop-straight"}
    assert set(found("on the floor")) >= {each.id for each in LISTED if each.position == "on-the-floor"}
    named, others = SEARCH.find("seated")
    assert all("seated" in LISTED[place].id for place in named)
    assert {LISTED[place].id for place in others} == {"leg-press-calf-raise", "lengthened-partial"}


def test_a_typo_is_looked_for_only_where_nothing_has_the_word() -> None:
    assert all("heel" in " ".join((each.name, *each.aliases)).casefold() for each in LISTED if each.id in found("heel"))
    assert "donkey-calf-raise" not in found("heel")
    assert found("zzz") == found("squat bench") == []


def test_a_plural_and_another_word_for_it_find_the_same() -> None:
    assert found("calves") == found("calf") != []
    assert set(found("shin")) >= {"tibialis-raise", "band-dorsiflexion"}
    assert set(found("heel raises")) >= {"donkey-calf-raise", "standing-calf-raise-machine", "iso-hold-calf"}


HEEL_RAISES = {
    each.id for each in LISTED if any("calf raise" in name.casefold() for name in (each.name, *each.aliases))
}


@pytest.mark.parametrize(
    "typed", ["heel raise", "heel raises", "heel r", "heel rai", "heel riase", "heel rise", "heel lift", "heelraise"]
)
def test_a_heel_raise_is_every_calf_raise_also_while_it_is_typed(typed: str) -> None:
    assert len(HEEL_RAISES) > 10
    assert set(found(typed)) >= HEEL_RAISES


@pytest.mark.parametrize(("typed", "muscle"), [("TA", "Tibialis anterior"), ("at", "Achilles tendon")])
def test_the_initials_of_a_muscle_find_what_trains_it_before_names_that_only_contain_them(
    typed: str, muscle: str
) -> None:
    trains = [each.id for each in LISTED if muscle in each.muscles]
    assert set(found(typed)[: len(trains)]) == set(trains)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tibialis", "tibialis-raise"),  # the name begins so; elsewhere an alias has the word
        ("TA", "tibialis-raise"),  # the name has what the initials stand for
        ("toe raise", "tibialis-raise"),  # an alias is this, another name has both words
        ("single-leg calf raise", "step-calf-raise-single"),
        ("heel", "heel-drop-floor"),
        ("soleus", "soleus-wall-sit"),
    ],
)
def test_what_is_called_so_comes_before_what_has_the_words_somewhere(typed: str, first: str) -> None:
    assert found(typed)[0] == first


def test_an_own_name_comes_before_an_alias() -> None:
    at = {name: found("raise").index(name) for name in found("raise")}
    own = [each.id for each in LISTED if "raise" in each.name.casefold()]
    assert max(at[name] for name in own) < min(at[each.id] for each in LISTED if each.id in at and each.id not in own)


def test_nothing_typed_finds_everything_and_in_order() -> None:
    assert SEARCH.find("  ") == (list(range(len(LISTED))), [])


@given(st.text(max_size=60))
def test_whatever_is_typed_finds_some_of_what_there_is_once(typed: str) -> None:
    places = [place for part in SEARCH.find(typed) for place in part]
    assert len(places) == len(set(places))
    assert set(places) <= set(range(len(LISTED)))


@given(st.sampled_from(LISTED), st.data())
def test_every_name_is_found_by_any_of_its_words_with_two_letters_swapped(listing, data) -> None:
    words = [word for word in listing.name.split() if len(word) >= 6 and word.isalpha()]
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    at = data.draw(st.integers(1, len(word) - 2))
    assert listing.id in found(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
