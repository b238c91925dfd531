"""Finds exercises by what somebody types: name, alias, muscle, equipment, position or way, also with a typo.

Each typed word has to be found in a word of the exercise: as a part of it, in the plural too, or, where no exercise has
that, as one that is nearly the same (`near.same_word`), also while it is still being typed. What is said otherwise in
the names (`near.said_otherwise`) is looked for as well. Knows no screen, and shows nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from calfcoach.domain.lookalikes import plain_words
from calfcoach.library.entries import Listing
from calfcoach.library.near import FEWEST_LETTERS, nearly_begins, said_otherwise, same_word, singular

MOST_WORDS = 12
"""Typed words that are looked for: who types more has not found it by then."""

ALIKE_LETTERS = 0.6
"""The share of its letters that a word has in common with one like it, at least: cheap to find out first."""


class ExerciseSearch:
    """The words of some exercises, made once: 5 000 take a tenth of a second, to find some of them milliseconds.

    The exercises that have a word are the bits of a number: to put thousands of them together takes no time.
    """

    def __init__(self, listings: Sequence[Listing], position_names: Mapping[str, str]) -> None:
        """`position_names` are the positions as they are shown, by their keys."""
        self._all = (1 << len(listings)) - 1
        self._named: dict[str, int] = {}
        self._others: dict[str, int] = {}
        words_of = lru_cache(None)(plain_words)  # muscles and equipment are the same for many
        for place, each in enumerate(listings):
            position = each.position
            shown = (position, position_names.get(position, "")) if position is not None else ()
            _note(self._named, place, (words_of(name) for name in (each.name, each.id, *each.aliases)))
            others = (*each.muscles, *each.equipment, *each.ways, *shown)
            _note(self._others, place, (words_of(name) for name in others))
        self._words = [(word, frozenset(word)) for word in {*self._named, *self._others} if len(word) >= FEWEST_LETTERS]

    def find(self, typed: str) -> tuple[list[int], list[int]]:
        """The places of the exercises that fit: those whose name does, and those that do otherwise; in their order."""
        words = plain_words(typed)[:MOST_WORDS]
        named = fits = 0
        for said in {words, said_otherwise(words)}:
            in_names, anywhere = self._having_all(said)
            named |= in_names
            fits |= anywhere
        return _places(named), _places(fits & ~named)

    def _having_all(self, words: tuple[str, ...]) -> tuple[int, int]:
        """The exercises that have each of the words in their names, and those that have each anywhere."""
        named = fits = self._all
        for word in words:
            in_names, anywhere = self._having(word)
            named &= in_names
            fits &= anywhere
        return named, fits

    def _having(self, typed: str) -> tuple[int, int]:
        """The exercises that have a typed word in their names, and those that have it anywhere."""
        one = singular(typed)
        found = _joined(self._named, (word for word in self._named if typed in word or one in word))
        others = _joined(self._others, (word for word in self._others if typed in word or one in word))
        if not found and not others:
            alike = self._like(typed)
            found, others = _joined(self._named, alike), _joined(self._others, alike)
        return found, found | others

    def _like(self, typed: str) -> list[str]:
        """The words that are nearly the one typed, or nearly begin with it."""
        if len(typed) < FEWEST_LETTERS:
            return []
        letters = set(typed)
        enough = ALIKE_LETTERS * len(letters)
        possible = [word for word, theirs in self._words if len(letters & theirs) >= enough]
        return [word for word in possible if same_word(typed, word) or nearly_begins(typed, word)]


def _note(index: dict[str, int], place: int, names: Iterable[tuple[str, ...]]) -> None:
    for words in names:
        for word in words:
            index[word] = index.get(word, 0) | 1 << place


def _joined(index: Mapping[str, int], words: Iterable[str]) -> int:
    found = 0
    for word in words:
        found |= index.get(word, 0)
    return found


def _places(found: int) -> list[int]:
    """The places of the bits that are set, the lowest first."""
    return [place for place, bit in enumerate(reversed(f"{found:b}")) if bit == "1"]
