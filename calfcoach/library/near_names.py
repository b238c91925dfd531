"""Whether a text is near to any of thousands of names: what `near.near_to` finds, but not which one is nearest.

The names are taken apart once. Then a text is compared with those alone that can be near to it, which takes
milliseconds, so that it can be asked at every letter that is typed. Knows no screen, and offers nothing.
"""

from collections.abc import Collection, Sequence
from functools import cache

from calfcoach.library.near import (
    DONKEY,
    WHOLE_ALIKE,
    Named,
    alike_as_wholes,
    is_donkey,
    is_lower_leg,
    is_telling,
    same_word,
    words_of,
)

Words = tuple[str, ...]


class NearNames:
    """The names of some exercises. Names of the same words are kept once, with the places of the exercises."""

    def __init__(self, exercises: Sequence[Named]) -> None:
        self._places: dict[Words, list[int]] = {}
        self._donkey = next((place for place, one in enumerate(exercises) if one.id == DONKEY), None)
        words_of_aliases = cache(lambda aliases: frozenset(map(words_of, aliases)))  # copies have the same ones
        for place, one in enumerate(exercises):
            for words in {words_of(one.id), words_of(one.name), *words_of_aliases(one.aliases)} - {()}:
                self._places.setdefault(words, []).append(place)
        self._of_length: dict[int, list[Words]] = {}
        self._with_word: dict[str, list[Words]] = {}
        for words in self._places:
            self._of_length.setdefault(sum(map(len, words)), []).append(words)
            for word in set(words):
                self._with_word.setdefault(word, []).append(words)

    def called(self, typed: str) -> frozenset[int]:
        """The positions of the exercises that have exactly the typed name."""
        return frozenset(self._places.get(words_of(typed), ()))

    def has_near(self, typed: str, places: Collection[int]) -> bool:
        """Whether `near_to` finds a known exercise for what was typed among those at the places."""
        words, among = words_of(typed), frozenset(places)
        if not words or not among:
            return False
        if is_lower_leg(words) or (self._donkey in among and is_donkey(typed)):
            return True
        return self._has_alike(words, among) or self._has_part(words, among)

    def _has_alike(self, typed: Words, among: frozenset[int]) -> bool:
        """Whether any name is the one typed, or that with a typo."""
        length = sum(map(len, typed))
        share = WHOLE_ALIKE / (2 - WHOLE_ALIKE)  # the shorter of two can have this share of the longer one's letters
        for letters in range(int(length * share), int(length / share) + 2):
            for name in self._of_length.get(letters, ()):
                if self._is_among(name, among) and alike_as_wholes(typed, name):
                    return True
        return False

    def _has_part(self, typed: Words, among: frozenset[int]) -> bool:
        """Whether what was typed is a telling part of any name, or any name such a part of what was typed."""
        if not any(is_telling(word) for word in typed):
            return False
        likes = {word: frozenset(each for each in self._with_word if same_word(word, each)) for word in typed}
        every = {each for each in self._with_word if any(same_word(each, word) for word in typed)}
        told = {each for word, like in likes.items() if is_telling(word) for each in like}
        for word in told:
            for name in self._with_word[word]:
                is_part = every.issuperset(name) or not any(like.isdisjoint(name) for like in likes.values())
                if is_part and self._is_among(name, among):
                    return True
        return False

    def _is_among(self, name: Words, among: frozenset[int]) -> bool:
        return not among.isdisjoint(self._places[name])
