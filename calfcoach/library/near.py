"""Whether what somebody typed is, or nearly is, the name of a known exercise.

Compared is how it looks, word by word: ids, names and aliases, whatever their order, in the plural, with a typo, with
letters of other scripts. So "any lift" is no way round a floor. Knows nothing of what is done about it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from calfcoach.domain.lookalikes import plain_name, plain_words

DONKEY = "donkey-calf-raise"
"""The movement that is never coached without its floor, whatever it is called."""

WORD_ALIKE = 0.8
"""How alike two words are that count as one with a typo: "rase" and "raise" (0.89) do, "press" and "raise" do not."""

WHOLE_ALIKE = 0.88
"""The same for whole names without their blanks, which are longer."""

FEWEST_LETTERS = 4
"""Of a word in which a typo is looked for: in shorter ones it makes another word."""

MOST_LETTERS = 80
"""Letters of a name that are compared: the cost grows with the square of the length."""

_LEG_WORDS = ("calf", "calves", "raise", "heel", "toe", "ankle", "lift", "press", "machine", "partner", "belt")
"""With "donkey" beside it each of these is a donkey calf raise; a donkey kick is another movement."""

_TELLING = (
    "calf",
    "calves",
    "raise",
    "heel",
    "donkey",
    "tibialis",
    "soleus",
    "rebound",
    "dorsiflexion",
    "plantarflexion",
)
"""Words by which a part of a name is enough: "donkey raise" is near "donkey calf raise", "leg press" near nothing."""


class Named(Protocol):
    """What has the names of an exercise: the exercise itself, or its place in a list."""

    @property
    def id(self) -> str:
        """It is unique."""

    @property
    def name(self) -> str:
        """As it is shown."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names of it."""

    @property
    def origin(self) -> str | None:
        """The id of what it is a copy of."""


Known = TypeVar("Known", bound=Named)


@dataclass(frozen=True)
class Near(Generic[Known]):
    """A known exercise near to what was typed; `never_any_lift` where it is the donkey calf raise."""

    exercise: Known
    never_any_lift: bool


def near_to(typed: str, known: Iterable[Known]) -> Near[Known] | None:
    """The known exercise that what was typed is or nearly is; None where it is near to nothing."""
    words = _words(typed)
    if not words:
        return None
    exercises = list(known)
    donkey = next((each for each in exercises if each.id == DONKEY), None)
    if donkey is not None and _is_donkey(words):
        return Near(donkey, never_any_lift=True)
    ranked = [(score, each) for each in exercises if (score := max(_alike(words, name) for name in _names(each))) > 0]
    if not ranked:
        return None
    best = max(ranked, key=lambda one: one[0])[1]
    return Near(best, never_any_lift=best.id == DONKEY or best.origin == DONKEY)


def _names(exercise: Named) -> Iterator[tuple[str, ...]]:
    for name in (exercise.id, exercise.name, *exercise.aliases):
        if words := _words(name):
            yield words


def _words(text: str) -> tuple[str, ...]:
    return tuple(_singular(word) for word in plain_words(text[:MOST_LETTERS]))


def _singular(word: str) -> str:
    """The word without the ending of a plural; "press" stays as it is."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def same_word(one: str, other: str) -> bool:
    """Whether two plain words are one, or one with a typo; short ones have to be the same."""
    if one == other:
        return True
    return min(len(one), len(other)) >= FEWEST_LETTERS and _likeness(one, other) >= WORD_ALIKE


def nearly_begins(typed: str, word: str) -> bool:
    """Whether a plain word begins with what was typed of it so far, but for a typo."""
    return len(typed) < len(word) and any(same_word(typed, word[: len(typed) + more]) for more in (0, 1))


def _likeness(one: str, other: str) -> float:
    """From 0 for nothing alike to 1 for the same."""
    from difflib import SequenceMatcher  # loaded here: a name that is known needs none of it

    return SequenceMatcher(None, one, other).ratio()


def _any(word: str, words: Iterable[str]) -> bool:
    return any(same_word(word, other) for other in words)


def _is_donkey(words: tuple[str, ...]) -> bool:
    legs, whole = [_singular(plain_name(word)) for word in _LEG_WORDS], "".join(words)
    joined = plain_name("donkey")
    if joined in whole and joined not in words:  # written as one word, or in pieces
        return any(leg in whole for leg in legs)
    others = [word for word in words if not same_word(word, joined)]
    return len(others) < len(words) and (not others or any(_any(word, legs) for word in others))


def _alike(typed: tuple[str, ...], name: tuple[str, ...]) -> float:
    """How near two names are: 0 for not at all, more for nearer."""
    if sorted(typed) == sorted(name):
        return 3.0
    whole = max(
        _likeness("".join(one), "".join(other))
        for one, other in ((typed, name), (tuple(sorted(typed)), tuple(sorted(name))))
    )
    if whole >= WHOLE_ALIKE:
        return 1.0 + whole
    telling = [_singular(plain_name(word)) for word in _TELLING]
    shared = [word for word in typed if _any(word, name)]
    if not any(_any(word, telling) for word in shared):
        return 0.0
    if len(shared) == len(typed) or all(_any(word, typed) for word in name):
        return whole
    return 0.0
