"""Whether what somebody typed is, or nearly is, the name of a known exercise.

Compared is how it looks, word by word: ids, names and aliases, whatever their order, in the plural, with a typo, with
letters of other scripts. So "any lift" is no way round a floor. Knows nothing of what is done about it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, Protocol, TypeVar

from calfcoach.domain.lookalikes import plain_name, plain_words

DONKEY = "donkey-calf-raise"
"""The movement that is never coached without its floor, whatever it is called."""

WORD_ALIKE = 0.8
"""How alike two words are that count as one with a typo: "rase" and "raise" (0.89) do, "press" and "raise" do not."""

WHOLE_ALIKE = 0.88
"""The same for whole names without their blanks, which are longer."""

SURE = 1.0
"""From this nearness on two names mean the same exercise: they differ by a typo or the order of the words alone."""

FEWEST_LETTERS = 4
"""Letters a word must have for a typo to be looked for: in a shorter word one other letter makes another word."""

MOST_LETTERS = 80
"""Letters of a name that are compared: the cost grows with the square of the length."""

STANDING = "standing-calf-raise-machine"
"""The exercise that is meant by "calf raise" alone."""

_LEG_WORDS = ("calf", "raise", "heel", "toe", "ankle", "lift", "press", "machine", "partner", "belt")
"""A name with "donkey" and one of these is the donkey calf raise, and so is one with no other movement's word."""

_OTHER_DONKEYS = ("kick", "kickback", "hyper", "hyperextension")
"""Movements that are called after the donkey and are no calf raise."""

_RELATIVES = ("mule", "burro", "jackass")
"""Other words for the animal: with a raise it is that exercise, whatever it raises."""

_HINGED = ("hinge", "hinged", "partner", "bentover", "someone", "somebody", *_RELATIVES)
"""Words that make a calf raise the donkey calf raise although the name has no "donkey"."""

_GENERIC = ("calf", "heel", "raise", "lift", "press", "extension")
"""Words of many lower-leg exercises: by these alone nobody can say which one is meant."""

_CALF = ("calf", "gastroc", "gastrocnemius", "soleus", "tibialis", "achilles", "alfredson", "dorsiflexion",
         "plantarflexion")  # fmt: skip
"""One of these makes a name that of a lower-leg exercise."""

_FOOT, _MOVES = ("heel", "toe", "ankle"), ("raise", "rise", "lift", "press", "drop", "extension", "flexion", "push")
"""One of the first with one of the second is a calf raise: heels are raised in many lifts, a "heel raise" is one."""

_LIFTS = ("raise", "rise", "lift")
"""With one of these, "heel" says what "calf" says; a heel drop is something else."""

_TELLING = (
    "calf",
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


def near_to(typed: str, known: Iterable[Known], *, guess: bool = True) -> Near[Known] | None:
    """The known exercise that what was typed is or nearly is; None where it is near to nothing.

    Without `guess` another exercise of the lower leg, which has a name of its own, is near to none.
    """
    words = words_of(typed)
    if not words:
        return None
    exercises = list(known)
    if not exercises:
        return None
    donkey = next((each for each in exercises if each.id == DONKEY), None)
    if donkey is not None and _is_donkey(words):
        return Near(donkey, never_any_lift=True)
    score, best = _nearest(words, exercises, _as_a_whole)
    if not score:
        score, best = _nearest(words, exercises, _in_part)
    if score < SURE and (_says_no_more(words) or not score):
        if not score and (not is_lower_leg(words) or not (guess or _says_no_more(words))):
            return None
        best = _likeliest(words, exercises)
    return Near(best, never_any_lift=best.id == DONKEY or best.origin == DONKEY)


def is_donkey(name: str) -> bool:
    """Whether a name is one of the donkey calf raise, as it looks."""
    return _is_donkey(words_of(name))


def _nearest(
    typed: tuple[str, ...], exercises: Iterable[Known], measure: Callable[[tuple[str, ...], tuple[str, ...]], float]
) -> tuple[float, Known]:
    """The exercise with the name that is nearest, and how near it is; the first of several."""
    return max(((max(measure(typed, name) for name in names_of(one)), one) for one in exercises), key=_first)


def _first(pair: tuple[float, object]) -> float:
    return pair[0]


def names_of(exercise: Named) -> Iterator[tuple[str, ...]]:
    """The words of each name of an exercise: its id, its name and its aliases."""
    for name in (exercise.id, exercise.name, *exercise.aliases):
        if words := words_of(name):
            yield words


@lru_cache(20_000)  # the names of a library are compared with every letter that is typed
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name as they are compared: as they look, in the singular."""
    return tuple(singular(word) for word in plain_words(text[:MOST_LETTERS]))


@lru_cache(10_000)
def singular(word: str) -> str:
    """The plain word without the ending of a plural; "press" stays as it is."""
    if word in _calves():
        return plain_name("calf")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(20_000)  # of the files of a library most have the same words
def same_word(one: str, other: str) -> bool:
    """Whether two plain words are one, or one with a typo; short ones have to be the same."""
    if one == other:
        return True
    if min(len(one), len(other)) < FEWEST_LETTERS or not _letters_allow(one, other, WORD_ALIKE):
        return False
    return _likeness(one, other) >= WORD_ALIKE


def said_otherwise(words: tuple[str, ...]) -> tuple[str, ...]:
    """The plain words as names of exercises say them: a heel lift is a calf raise, the shin's muscle the tibialis."""
    heel, shin, calf, tibialis, raise_ = _plain(("heel", "shin", "calf", "tibialis", "raise"))
    others = {shin: tibialis}
    if any(_is_or_becomes(singular(word), lift) for word in words for lift in _plain(_LIFTS)):
        others |= {heel: calf}
    if others.keys() >= {heel} or calf in words:
        others |= dict.fromkeys(_plain(_LIFTS), raise_)
    return tuple(others.get(singular(word), word) for word in words)


def nearly_begins(typed: str, word: str) -> bool:
    """Whether a plain word begins with what was typed of it so far, but for a typo."""
    return len(typed) < len(word) and any(same_word(typed, word[: len(typed) + more]) for more in (0, 1))


def _is_or_becomes(word: str, whole: str) -> bool:
    """Whether it is that word, with a typo too, or its beginning, as it is while somebody types it."""
    return whole.startswith(word) or same_word(word, whole)


def _likeness(one: str, other: str) -> float:
    """From 0 for nothing alike to 1 for the same."""
    from difflib import SequenceMatcher  # loaded here: a name that is known needs none of it

    return SequenceMatcher(None, one, other).ratio()


def _any(word: str, words: Iterable[str]) -> bool:
    return any(word == other or same_word(word, other) for other in words)


@cache
def _calves() -> tuple[str, ...]:
    return plain_name("calves"), plain_name("calve")


@cache
def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(singular(plain_name(word)) for word in words)


def _is_donkey(words: tuple[str, ...]) -> bool:
    legs, other_movements, whole = _plain(_LEG_WORDS), _plain(_OTHER_DONKEYS), "".join(words)
    joined = plain_name("donkey")
    if joined in whole and joined not in words:  # written as one word, or in pieces
        return any(leg in whole for leg in legs) or not any(other in whole for other in other_movements)
    others = [word for word in words if not same_word(word, joined)]
    if len(others) < len(words):
        return any(_any(word, legs) for word in others) or not any(_any(word, other_movements) for word in others)
    if _is_any_of(words, _RELATIVES) and _is_any_of(words, _LIFTS):
        return True
    return is_lower_leg(words) and any(hinged in whole for hinged in _plain(_HINGED))


def _is_any_of(words: tuple[str, ...], named: tuple[str, ...]) -> bool:
    return not set(words).isdisjoint(_plain(named))


def is_lower_leg(words: tuple[str, ...]) -> bool:
    """Whether it is an exercise of the lower leg, known or not."""
    calf, whole = _plain(_CALF), "".join(words)
    if any(_any(word, calf) for word in words) or any(one in whole for one in calf):
        return True
    moves = any(_any(word, _plain(_MOVES)) for word in words)
    return moves and any(_any(word, _plain(_FOOT)) or _is_nearly_calf(word) for word in words)


def _is_nearly_calf(word: str) -> bool:
    """Whether one letter more, less or other makes it "calf"; beside a raise it is one."""
    calf = plain_name("calf")
    return any(
        word
        in (
            calf[:at] + calf[at + 1 :],
            calf[:at] + word[at : at + 1] + calf[at + 1 :],
            calf[:at] + word[at : at + 1] + calf[at:],
        )
        for at in range(len(calf) + 1)
    )


def _says_no_more(words: tuple[str, ...]) -> bool:
    return all(_any(word, _plain(_GENERIC)) for word in words)


def _likeliest(words: tuple[str, ...], exercises: Sequence[Known]) -> Known:
    """Of an exercise of the lower leg that is none of these: the one that shares most of what it says."""
    standing = [one for one in exercises if one.id == STANDING]
    if standing and _says_no_more(words):
        return standing[0]

    def shared(one: Known) -> tuple[int, bool, float]:
        counts = [(sum(len(word) > 1 and _any(word, name) for word in words), -len(name)) for name in names_of(one)]
        return max(counts)[0], one.id == STANDING, max(counts)[1]

    return max((one for one in exercises if one.id != DONKEY), key=shared, default=exercises[0])


def _as_a_whole(typed: tuple[str, ...], name: tuple[str, ...]) -> float:
    """How near two names are that differ by a typo or the order of the words alone; 0 for others."""
    if len(typed) == len(name) and sorted(typed) == sorted(name):
        return 3.0
    whole = alike_as_wholes(typed, name)
    return SURE + whole if whole else 0.0


def _in_part(typed: tuple[str, ...], name: tuple[str, ...]) -> float:
    """How near two names are of which one is a telling part of the other; below `SURE`, 0 for others."""
    shared = [word for word in typed if _any(word, name)]
    if not any(is_telling(word) for word in shared):
        return 0.0
    if len(shared) == len(typed) or all(_any(word, typed) for word in name):
        return _as_wholes(typed, name)
    return 0.0


def alike_as_wholes(typed: tuple[str, ...], name: tuple[str, ...]) -> float:
    """How alike two names are without their blanks, where that is enough to be the same with a typo; else 0."""
    if not _letters_allow(_joined(typed), _joined(name), WHOLE_ALIKE):
        return 0.0
    whole = _as_wholes(typed, name)
    return whole if whole >= WHOLE_ALIKE else 0.0


def is_telling(word: str) -> bool:
    """Whether a part of a name is enough to recognise the exercise if this word is in it."""
    return _any(word, _plain(_TELLING))


def _as_wholes(typed: tuple[str, ...], name: tuple[str, ...]) -> float:
    """How alike they are without their blanks, in this order or each sorted."""
    return max(
        _likeness("".join(one), "".join(other))
        for one, other in ((typed, name), (tuple(sorted(typed)), tuple(sorted(name))))
    )


@lru_cache(20_000)
def _joined(words: tuple[str, ...]) -> str:
    return "".join(words)


def _letters_allow(one: str, other: str, share: float) -> bool:
    """Whether two texts of these letters can be so alike at all: cheap to find out, of thousands of them."""
    letters, same = len(one) + len(other), 2 * min(len(one), len(other))
    if same >= share * letters and max(len(one), len(other)) <= MOST_LETTERS:
        same = 2 * (_letters(one) & _letters(other)).bit_count()
    return same >= share * letters


@lru_cache(20_000)  # each is compared with many
def _letters(text: str) -> int:
    """The letters of a text of at most `MOST_LETTERS` as bits: what two texts have both is what their letters share.

    A letter's first, second, third … has each a bit of its own. Letters that share bits only make texts more alike.
    """
    found = 0
    seen: dict[int, int] = {}
    for letter in text:
        kind = ord(letter) % 64
        found |= 1 << kind * MOST_LETTERS + seen.setdefault(kind, 0)
        seen[kind] += 1
    return found
