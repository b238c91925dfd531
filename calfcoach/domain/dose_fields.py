"""One number of a dose as it is typed: sets, reps, a load, seconds, the count of a phase.

One reading for the fields of the window and the options of the command line. Knows no bounds: what is too much is said
by `calfcoach.domain.prescribe`, with what is possible.
"""

from decimal import Decimal
from typing import Literal

from calfcoach.domain.amounts import AmountError, Load, read_loads, read_seconds, read_whole
from calfcoach.domain.refusals import Reason, Refused

OPEN: Literal["max"] = "max"
"""The reps of an open set: as many as the person does."""

RepsAsked = int | Literal["max"] | tuple[int, ...]
"""The reps of every set, of open sets, or of each set by itself."""

MAX_EACH = 50
"""Sets that may be listed by themselves."""

MOST_SHOWN = 40
"""Characters of what cannot be read that its refusal repeats."""

_OPEN_WORDS = (OPEN, "amrap")
_MINUS = ("-", "\u2212")


def whole_from(word: str) -> int:
    """A whole number, such as `12`; a minus sign is read so that the bounds can refuse it.

    Raises:
        Refused: it is none.
    """
    try:
        return read_whole(word)
    except AmountError:
        raise Refused(Reason.NOT_WHOLE, word=shown(word)) from None


def reps_from(word: str) -> RepsAsked:
    """The reps of every set, `15`; those of each set, `12/10/9/8`; or `max` for open sets.

    Raises:
        Refused: they are none of these.
    """
    if word.strip().lower() in _OPEN_WORDS:
        return OPEN
    listed = word.split("/")
    if len(listed) == 1:
        return whole_from(word)
    return tuple(whole_from(each) for each in listed[: MAX_EACH + 1])


def seconds_from(word: str) -> Decimal:
    """A time in seconds: `90`, `90s`, `1:30`, `1 min 30 s`; a minus sign is read so that the bounds can refuse it.

    Raises:
        Refused: it is none.
    """
    body = word.strip()
    sign, amount = (-1, body[1:]) if body[:1] in _MINUS else (1, body)
    try:
        return sign * read_seconds(amount)
    except AmountError:
        raise Refused(Reason.NOT_SECONDS, word=shown(word)) from None


def loads_from(word: str) -> tuple[Load, ...]:
    """The load of every set, `40 kg`, or of each set by itself, `40/45/50 kg`.

    Raises:
        Refused: it is none.
    """
    try:
        return read_loads(word.split("/")[: MAX_EACH + 1])
    except AmountError:
        raise Refused(Reason.LOAD_NOT_READ, load=shown(word)) from None


def shown(word: str) -> str:
    """What was typed as a refusal repeats it: its beginning, where it is long."""
    return word if len(word) <= MOST_SHOWN else f"{word[: MOST_SHOWN - 1]}…"
