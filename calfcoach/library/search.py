"""Finds exercises by what somebody types: name, alias, muscle, equipment, position or way, also with a typo.

Each typed word has to be found in a word of the exercise: as a part of it, in the plural too, or as the first letters
of a muscle's words ("TA"). Where no exercise has that, it may be two words written as one, or one that is nearly the
same (`near.same_word`), also while it is still being typed. What is said otherwise in the names (`near.said_otherwise`)
is looked for as well. Knows no screen, and shows nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from calfcoach.domain.lookalikes import plain_words
from calfcoach.library.entries import Listing
from calfcoach.library.near import FEWEST_LETTERS, nearly_begins, said_otherwise, same_word, singular
from calfcoach.library.near_names import NearNames

MOST_WORDS = 12
"""Typed words that are looked for: who types more has not found it by then."""

ALIKE_LETTERS = 0.6
"""The share of its letters that a word has in common with one like it, at least: cheap to find out first."""

REMEMBERED_WORDS = 500
"""Typed words whose finds are kept: with each letter that is typed only the last word is another."""


class _Finds(NamedTuple):
    """Which exercises were found for a typed word: numbers in which each exercise has a bit."""

    in_own: int
    """A word of their own name begins with it."""
    begun: int
    """A word of any of their names begins with it."""
    named: int
    """One of their names contains it."""
    anywhere: int
    """Anything that is searched contains it."""

    def and_also(self, other: "_Finds") -> "_Finds":
        return _Finds(*(one & two for one, two in zip(self, other, strict=True)))

    def or_else(self, other: "_Finds") -> "_Finds":
        return _Finds(*(one | two for one, two in zip(self, other, strict=True)))


_Names = tuple[str, ...]
_Same = tuple[_Names, _Names, _Names, _Names, str | None]
"""Aliases, muscles, equipment, ways and position."""


class ExerciseSearch:
    """The words of some exercises, made once: 5 000 take a tenth of a second, to find some of them milliseconds.

    The exercises that have a word are the bits of a number: to put thousands of them together takes no time.
    """

    def __init__(self, listings: Sequence[Listing], position_names: Mapping[str, str]) -> None:
        """`position_names` are the positions as they are shown, by their keys."""
        self.names = NearNames(listings)
        self._all = (1 << len(listings)) - 1
        self._own_names = [" ".join(plain_words(each.name)) for each in listings]
        self._own: dict[str, int] = {}
        self._named: dict[str, int] = {}
        self._others: dict[str, int] = {}
        self._initials: dict[str, int] = {}
        self._spelt: dict[str, set[str]] = {}
        alike: dict[_Same, int] = {}  # copies differ by name and id alone
        for place, each in enumerate(listings):
            _note(self._own, 1 << place, set(plain_words(each.name)))
            _note(self._named, 1 << place, {*plain_words(each.name), *plain_words(each.id)})
            same = (each.aliases, each.muscles, each.equipment, each.ways, each.position)
            alike[same] = alike.get(same, 0) | 1 << place
        for (aliases, muscles, equipment, ways, position), exercises in alike.items():
            shown = (position, position_names.get(position, "")) if position is not None else ()
            _note(self._named, exercises, _words(aliases))
            _note(self._others, exercises, _words((*muscles, *equipment, *ways, *shown)))
            for words in map(plain_words, muscles):
                if len(words) > 1:
                    initials = "".join(word[0] for word in words)
                    _note(self._initials, exercises, (initials,))
                    self._spelt.setdefault(initials, set()).update(words)
        self._words = [(word, frozenset(word)) for word in {*self._named, *self._others} if len(word) >= FEWEST_LETTERS]
        self._having = lru_cache(REMEMBERED_WORDS)(self._look_for)
        self._alike = lru_cache(REMEMBERED_WORDS)(self._look_for_alike)

    def find(self, typed: str) -> tuple[list[int], list[int]]:
        """The places of the exercises that fit: those whose name does, and those that do otherwise; in their order.

        First comes what is called so, then names that begin so, then those that have a word that begins so: the
        exercise's own name before its id and aliases.
        """
        words = tuple(part for word in plain_words(typed)[:MOST_WORDS] for part in self._parts(word))
        found = self._having_all(words)
        for said in {said_otherwise(words)} - {words}:
            found = found.or_else(self._having_all(said))
        named = _ranked(found.in_own, found.begun, found.named)
        called, begin = self.names.called(typed), " ".join(words)
        named.sort(key=lambda place: (place not in called, not self._own_names[place].startswith(begin)))
        return named, _places(found.anywhere & ~found.named)

    def _having_all(self, words: tuple[str, ...]) -> _Finds:
        """Where each of the words is found."""
        found = _Finds(self._all, self._all, self._all, self._all)
        for word in words:
            exact = self._having(word)
            found = found.and_also(exact if exact.anywhere else self._alike(word))
        return found

    def _parts(self, typed: str) -> tuple[str, ...]:
        """The two words of names that were written as one, or what was typed as it is."""
        if not self._having(typed).anywhere:
            for end in range(2, len(typed) - 1):
                if typed[:end] in self._named and singular(typed[end:]) in self._named:
                    return typed[:end], typed[end:]
        return (typed,)

    def _look_for(self, typed: str) -> _Finds:
        """Where a typed word is, or is a part of a word."""
        one = singular(typed)
        having = [word for word in self._named if typed in word or one in word]
        initials = self._initials.get(typed, 0)
        begin = [word for word in having if word.startswith((typed, one))]
        in_own, begun = _joined(self._own, begin), _joined(self._named, begin) | initials
        in_own |= initials & _joined(self._own, self._spelt.get(typed, ()))
        named = _joined(self._named, having) | initials
        others = _joined(self._others, (word for word in self._others if typed in word or one in word))
        return _Finds(in_own, begun, named, named | others)

    def _look_for_alike(self, typed: str) -> _Finds:
        """Where words are nearly a typed word."""
        words = self._like(typed)
        named = _joined(self._named, words)
        return _Finds(_joined(self._own, words), named, named, named | _joined(self._others, words))

    def _like(self, typed: str) -> list[str]:
        """The words that are nearly the one typed, or nearly begin with it."""
        if len(typed) < FEWEST_LETTERS:
            return []
        letters = set(typed)
        enough = ALIKE_LETTERS * len(letters)
        possible = [word for word, theirs in self._words if len(letters & theirs) >= enough]
        return [word for word in possible if same_word(typed, word) or nearly_begins(typed, word)]


def _note(index: dict[str, int], exercises: int, words: Iterable[str]) -> None:
    """Note that exercises (bits) have these words."""
    for word in words:
        index[word] = index.get(word, 0) | exercises


def _words(texts: Iterable[str]) -> set[str]:
    return {word for each in texts for word in plain_words(each)}


def _joined(index: Mapping[str, int], words: Iterable[str]) -> int:
    found = 0
    for word in words:
        found |= index.get(word, 0)
    return found


def _ranked(*bits: int) -> list[int]:
    """The places of the bits that are set in the first number, then of those in the next, each once."""
    ranked, before = [], 0
    for each in bits:
        ranked += _places(each & ~before)
        before |= each
    return ranked


def _places(found: int) -> list[int]:
    """The places of the bits that are set, the lowest first."""
    return [place for place, bit in enumerate(reversed(f"{found:b}")) if bit == "1"]
