"""Turns what a cue says into plain spoken words: small letters, no punctuation, numbers written out.

Bounded whatever comes in: a text that is too long, or has nothing to say, gives no words. Knows no recordings and
does not judge whether a word exists.
"""

import re
import unicodedata
from functools import lru_cache

MAX_TEXT = 120
"""Characters of the longest text that is spoken; twice what an exercise's longest spoken text may have (60)."""

MAX_WORDS = 24
"""Words of the longest text that is spoken: some ten seconds of speech, longer than any cue's slot."""

MAX_NUMBER = 9999
"""The largest number that is written out; longer rows of digits are not numbers of anything that is counted here."""

_TEENS = ("thir", "four", "fif", "six", "seven", "eigh", "nine")
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *(f"{stem}teen" for stem in _TEENS),
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_DECIMAL = re.compile(r"\d{1,4}\.\d{1,2}")
_TOKENS = re.compile(r"(?<!\w)[-−]?\d+(?:[.,:/⁄]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[%‰°$€£¥+=<>×]")


def number_words(number: int) -> tuple[str, ...]:
    """A whole number in words, as Americans say it: 121 gives one, hundred, twenty, one.

    Raises:
        ValueError: the number is not from 0 to `MAX_NUMBER`.
    """
    if not 0 <= number <= MAX_NUMBER:
        raise ValueError(f"{number} is not written out: it is not from 0 to {MAX_NUMBER}")
    if number < len(_ONES):
        return (_ONES[number],)
    if number < 100:
        tens, ones = divmod(number, 10)
        return (_TENS[tens - 2], *((_ONES[ones],) if ones else ()))
    name, size = ("thousand", 1000) if number >= 1000 else ("hundred", 100)
    many, rest = divmod(number, size)
    return (*number_words(many), name, *(number_words(rest) if rest else ()))


@lru_cache(maxsize=1024)  # the same few texts are asked for with every rep
def spoken_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are looked up; empty if it is not to be spoken.

    Punctuation, emoji and direction marks are passed over; letters of any script are kept as they are. A number
    has at most two decimals (`42.5` is forty two point five). One that is not from 0 to `MAX_NUMBER`, or a sign such as
    `%`, makes the whole text unspeakable: half of a quantity would be a lie.
    """
    if len(text) > MAX_TEXT:
        return ()
    words: list[str] = []
    for token in _TOKENS.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "'")):
        if token[0].isalpha():
            words.append(token)
        elif token.isdecimal() and int(token) <= MAX_NUMBER:
            words += number_words(int(token))
        elif _DECIMAL.fullmatch(token):
            whole, decimals = token.split(".")
            words += [*number_words(int(whole)), "point", *(_ONES[int(digit)] for digit in decimals)]
        else:
            return ()
    return tuple(words) if len(words) <= MAX_WORDS else ()
