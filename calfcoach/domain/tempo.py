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

from calfcoach.domain.amounts import plain
from calfcoach.domain.dose_fields import seconds_from
from calfcoach.domain.phases import MOVEMENTS, NOTATION_ORDER, Phase
from calfcoach.domain.refusals import Reason, Refused
from calfcoach.domain.tempo_notation import bare, tokens
from calfcoach.domain.tempo_words import is_in_words, read_words

MAX_TEXT = 80
"""Characters of a tempo that are read at all; the longest sensible one in words has about 60."""

MOST_PHASE_S = 999
"""The most whole seconds of a phase that can be written."""

NOMINAL_EXPLOSIVE_S = Decimal(1)
"""Length given to an X where the exercise does not say: our convention, always reported as estimated."""

NOMINAL_ASSISTED_S = Decimal(2)
"""Length given to an A where the exercise does not say: our convention, always reported as estimated."""

_NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]+)?")
_LONG_NUMBER = re.compile(r"[0-9]{4,}(\.[0-9]+)?")

_UP_FIRST_ORDER = NOTATION_ORDER[2:] + NOTATION_ORDER[:2]


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
        return plain(self.seconds)


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
        return self.with_count(phase, Count(Kind.TIMED, seconds))

    def with_count(self, phase: Phase, count: Count) -> "Tempo":
        """The tempo with another count for one phase.

        Raises:
            TempoError: 0 s for a movement, or an X or A for a pause.
        """
        lower, stretch, contract, squeeze = (count if each is phase else self[each] for each in NOTATION_ORDER)
        return Tempo(lower, stretch, contract, squeeze)

    def __str__(self) -> str:
        """The canonical form, `3-1-2-0`; parsing it gives an equal tempo."""
        return "-".join(str(self[phase]) for phase in NOTATION_ORDER)

    @property
    def estimated(self) -> bool:
        """Whether any length is nominal (an X or an A), so that sums are estimates."""
        return any(self[phase].kind is not Kind.TIMED for phase in MOVEMENTS)

    @classmethod
    def parse(cls, text: str, *, up_first: bool = False) -> "Tempo":
        """Read a tempo in any accepted notation: `3-1-2-0`, `30X0`, `3/1/2`, `3 s down, 1 s hold, 2 s up`.

        `up_first` is for numbers written in the order contract, squeeze, lower, stretch; words name their phase.

        Raises:
            TempoError: the text is not a tempo, or could mean two.
        """
        if len(text) > MAX_TEXT:
            raise TempoError(Reason.TEMPO_TOO_LONG, most=MAX_TEXT)
        body = bare(text)
        if not body:
            raise TempoError(Reason.TEMPO_EMPTY)
        try:
            if is_in_words(body):
                return cls._from_mapping(_words(body, text))
            return cls._from_tokens(tokens(body, text), text, _UP_FIRST_ORDER if up_first else NOTATION_ORDER)
        except TempoError:
            raise
        except Refused as error:
            raise TempoError(error.refusal.reason, **error.refusal.values) from None

    @classmethod
    def _from_tokens(cls, written: list[str], text: str, order: tuple[Phase, ...]) -> "Tempo":
        counts = {phase: _count(token, text) for phase, token in zip(order, written, strict=False)}
        implied = frozenset(order) - frozenset(counts)
        lower, stretch, contract, squeeze = (
            counts.get(phase, Count(Kind.TIMED, Decimal(0))) for phase in NOTATION_ORDER
        )
        return cls(lower, stretch, contract, squeeze, implied)

    @classmethod
    def _from_mapping(cls, words: Mapping[Phase, str]) -> "Tempo":
        zero = Count(Kind.TIMED, Decimal(0))
        lower, stretch, contract, squeeze = (
            _count(words[phase], words[phase]) if phase in words else zero for phase in NOTATION_ORDER
        )
        implied = frozenset(phase for phase in NOTATION_ORDER if phase not in words)
        return cls(lower, stretch, contract, squeeze, implied)


def read_count(text: str) -> Count:
    """The count of one phase written by itself: seconds as `calfcoach.domain.dose_fields` reads them, X or A.

    Raises:
        Refused: it is none, is below 0, or more than a phase can take.
    """
    word = text.strip().upper()
    if word in ("X", "×"):
        return Count(Kind.EXPLOSIVE)
    if word == "A":
        return Count(Kind.ASSISTED)
    seconds = seconds_from(text)
    if seconds < 0:
        raise Refused(Reason.NOT_SECONDS, word=text.strip())
    if seconds >= MOST_PHASE_S + 1:
        raise TempoError(Reason.PHASE_TOO_LONG, tempo=text.strip(), part=plain(seconds), most=MOST_PHASE_S)
    return Count(Kind.TIMED, seconds)


def _words(body: str, text: str) -> Mapping[Phase, str]:
    try:
        return read_words(body)
    except Refused as error:
        raise TempoError(Reason.TEMPO_WORDS, tempo=text.strip(), why=error.refusal) from None


def _count(token: str, text: str) -> Count:
    if token == "X":
        return Count(Kind.EXPLOSIVE)
    if token == "A":
        return Count(Kind.ASSISTED)
    if token.isascii() and _LONG_NUMBER.fullmatch(token):
        raise TempoError(Reason.PHASE_TOO_LONG, tempo=text.strip(), part=token, most=MOST_PHASE_S)
    if not (token.isascii() and _NUMBER.fullmatch(token)):
        raise TempoError(Reason.NO_COUNT, tempo=text.strip(), part=token)
    return Count(Kind.TIMED, Decimal(token))
