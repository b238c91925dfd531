"""A tempo: how long each phase of a rep lasts, and how it is written.

The notation is eccentric–stretched pause–concentric–contracted pause, whichever comes first when the lift is
performed. Three digits are King's, the fourth (the pause before the next rep) is Poliquin's, `X` is as fast as
good technique allows, `A` is assisted. Anything that could be read in two ways is refused, never guessed.

Knows nothing of exercises: floors and the length of an X or A are theirs (`calfcoach.domain.floors`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from calfcoach.domain.phases import MOVEMENTS, NOTATION_ORDER, Phase
from calfcoach.domain.refusals import Reason, Refused
from calfcoach.domain.tempo_words import read_words

MAX_TEXT = 80
"""Characters of a tempo that are read at all; the longest sensible one in words has about 60."""

NOMINAL_EXPLOSIVE_S = Decimal(1)
"""Length given to an X where the exercise does not say: our convention, always reported as estimated."""

NOMINAL_ASSISTED_S = Decimal(2)
"""Length given to an A where the exercise does not say: our convention, always reported as estimated."""

_COMPACT = re.compile(r"[0-9XA]{3,4}")
_NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]+)?")
_PREFIX = re.compile(r"^(@|tempo[ \t\u00a0]*:)[ \t\u00a0]*", re.IGNORECASE)
_BLANKS = " \t\u00a0"
_DASHES = str.maketrans({"–": "-", "—": "-"})


class TempoError(Refused):
    """A tempo that cannot be read; the message is one sentence that says why and what to write."""


class Kind(StrEnum):
    """How a phase's length is meant."""

    TIMED = "timed"
    EXPLOSIVE = "explosive"
    ASSISTED = "assisted"


@dataclass(frozen=True)
class Count:
    """The length of one phase: `seconds` (exact, ≥ 0) where it is timed, None where it is X or A."""

    kind: Kind
    seconds: Decimal | None = None

    def __str__(self) -> str:
        if self.seconds is None:
            return "X" if self.kind is Kind.EXPLOSIVE else "A"
        return format_seconds(self.seconds)


@dataclass(frozen=True)
class Tempo:
    """A count for each phase of a rep. `implied` names the pauses that were not written (they are 0).

    Two tempos with the same counts are equal, whether their pauses were written or implied.

    Raises:
        TempoError: a movement is 0, or an X or A stands in a pause.
    """

    lower: Count
    stretch: Count
    contract: Count
    squeeze: Count
    implied: frozenset[Phase] = field(default=frozenset(), compare=False)

    def __post_init__(self) -> None:
        for phase in NOTATION_ORDER:
            count = self[phase]
            if phase in MOVEMENTS:
                if count.seconds == 0:
                    raise TempoError(Reason.NO_LOWERING if phase is Phase.LOWER else Reason.NO_CONTRACTION)
            elif count.kind is not Kind.TIMED:
                reason = Reason.STRETCH_NOT_TIMED if phase is Phase.STRETCH else Reason.SQUEEZE_NOT_TIMED
                raise TempoError(reason, count=count)

    def __getitem__(self, phase: Phase) -> Count:
        """The count of one of the four phases."""
        if phase not in NOTATION_ORDER:
            raise KeyError(phase)
        count: Count = getattr(self, phase.value)
        return count

    def with_seconds(self, phase: Phase, seconds: Decimal) -> "Tempo":
        """The tempo with one phase timed.

        Raises:
            TempoError: 0 s for a movement.
        """
        lower, stretch, contract, squeeze = (
            Count(Kind.TIMED, seconds) if each is phase else self[each] for each in NOTATION_ORDER
        )
        return Tempo(lower, stretch, contract, squeeze)

    def __str__(self) -> str:
        """The canonical form, `3-1-2-0`; parsing it gives an equal tempo."""
        return "-".join(str(self[phase]) for phase in NOTATION_ORDER)

    @property
    def estimated(self) -> bool:
        """Whether any length is nominal (an X or an A), so that sums are estimates."""
        return any(self[phase].kind is not Kind.TIMED for phase in MOVEMENTS)

    @classmethod
    def parse(cls, text: str) -> "Tempo":
        """Read a tempo in any accepted notation: `3-1-2-0`, `30X0`, `3/1/2`, `3 s down, 1 s hold, 2 s up`.

        Raises:
            TempoError: the text is not a tempo, or could mean two.
        """
        if len(text) > MAX_TEXT:
            raise TempoError(Reason.TEMPO_TOO_LONG, most=MAX_TEXT)
        body = _PREFIX.sub("", text.strip()).upper().translate(_DASHES)
        if not body:
            raise TempoError(Reason.TEMPO_EMPTY)
        if _COMPACT.fullmatch(body):
            return cls._from_tokens(list(body), text)
        try:
            words = read_words(body)
        except Refused as error:
            raise TempoError(Reason.TEMPO_WORDS, tempo=text.strip(), why=error.refusal) from None
        if words is not None:
            return cls._from_mapping(words)
        return cls._from_tokens(_split(body, text), text)

    @classmethod
    def _from_tokens(cls, tokens: list[str], text: str) -> "Tempo":
        counts = [_count(token, text) for token in tokens]
        implied: frozenset[Phase] = frozenset()
        if len(counts) == 3:
            counts.append(Count(Kind.TIMED, Decimal(0)))
            implied = frozenset({Phase.SQUEEZE})
        lower, stretch, contract, squeeze = counts
        return cls(lower, stretch, contract, squeeze, implied)

    @classmethod
    def _from_mapping(cls, words: Mapping[Phase, str]) -> "Tempo":
        zero = Count(Kind.TIMED, Decimal(0))
        lower, stretch, contract, squeeze = (
            _count(words[phase], words[phase]) if phase in words else zero for phase in NOTATION_ORDER
        )
        implied = frozenset(phase for phase in NOTATION_ORDER if phase not in words)
        return cls(lower, stretch, contract, squeeze, implied)


def format_seconds(seconds: Decimal) -> str:
    """Seconds in the shortest exact form: `3`, `0.5`."""
    text = format(seconds, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _count(token: str, text: str) -> Count:
    if token == "X":
        return Count(Kind.EXPLOSIVE)
    if token == "A":
        return Count(Kind.ASSISTED)
    if not (token.isascii() and _NUMBER.fullmatch(token)):
        raise TempoError(Reason.NO_COUNT, tempo=text.strip(), part=token)
    return Count(Kind.TIMED, Decimal(token))


def _split(body: str, text: str) -> list[str]:
    """The tokens of a separated tempo; exactly one kind of separator, blanks around it belong to it."""
    shown = text.strip()
    squeezed = re.sub(rf"[{_BLANKS}]*([-/:,])[{_BLANKS}]*", r"\1", body)
    found = {char for char in squeezed if char in "-/:,"} | ({" "} if set(squeezed) & set(_BLANKS) else set())
    if len(found) > 1:
        raise TempoError(Reason.SEPARATORS_MIXED, tempo=shown)
    if found == {" "}:
        tokens = re.split(rf"[{_BLANKS}]+", squeezed)
    elif found:
        tokens = squeezed.split(found.pop())
    elif squeezed.count(".") >= 2:
        tokens = squeezed.split(".")
    else:
        tokens = [squeezed]
    if any(not token for token in tokens):
        raise TempoError(Reason.EMPTY_PLACE, tempo=shown)
    if len(tokens) not in (3, 4):
        raise TempoError(Reason.WRONG_COUNT, tempo=shown, found=len(tokens))
    return tokens
