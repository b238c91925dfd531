"""What looks the same has the same plain letters, whichever way they were found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from calfcoach.domain.lookalikes import plain_words

NOTHING = "\u200b"
"""A sign that takes no room: with it a text is not read as plain ASCII."""


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_the_short_way_for_ascii_gives_what_the_long_way_gives(text: str) -> None:
    assert plain_words(text) == plain_words(text + NOTHING)
