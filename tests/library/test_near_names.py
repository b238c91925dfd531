"""Whether anything of a list is called nearly so is found out at once, and is what comparing all of it finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.library.collection import Library
from calfcoach.library.near import near_to
from calfcoach.library.near_names import NearNames
from calfcoach.resources import exercises_dir

LISTED = [entry.listing for entry in Library.load(exercises_dir(), Path("nowhere")).listed]
NAMES = NearNames(LISTED)

WORDS = sorted({word for each in LISTED for name in (each.name, *each.aliases) for word in name.split()})
OTHERS = ("squat", "bench", "lateral", "curl", "press", "kickback", "my", "4711", "reise", "rebuond", "donky", "heels")
TYPED = st.lists(st.sampled_from((*WORDS, *OTHERS)), max_size=4).map(" ".join) | st.text(max_size=12)
PLACES = st.sets(st.integers(0, len(LISTED) - 1))


@given(TYPED, PLACES)
def test_it_is_what_comparing_with_each_name_finds(typed: str, places: set[int]) -> None:
    among = [LISTED[place] for place in sorted(places)]
    assert NAMES.has_near(typed, places) is (near_to(typed, among) is not None)


@given(st.sampled_from(LISTED), st.data())
def test_a_letter_left_out_of_a_name_is_still_near_to_it(listing, data) -> None:
    at = data.draw(st.integers(1, len(listing.name) - 1))
    typed = listing.name[:at] + listing.name[at + 1 :]
    assert NAMES.has_near(typed, [LISTED.index(listing)]) is (near_to(typed, [listing]) is not None)


@pytest.mark.parametrize("typed", ["squat", "lateral raise", "gas", "one at a time", "  ", "7"])
def test_other_words_are_near_to_nothing(typed: str) -> None:
    assert not NAMES.has_near(typed, range(len(LISTED)))
