"""A tempo said in words: "3 s down, 1 s hold, 2 s up". Maps by word, not by position; reads nothing else."""

import re
from collections.abc import Mapping

from calfcoach.domain.phases import MOVEMENTS, Phase
from calfcoach.domain.refusals import Reason, Refused

PHASE_WORDS = {
    "DOWN": Phase.LOWER,
    "LOWER": Phase.LOWER,
    "LOWERING": Phase.LOWER,
    "ECCENTRIC": Phase.LOWER,
    "UP": Phase.CONTRACT,
    "RAISE": Phase.CONTRACT,
    "LIFT": Phase.CONTRACT,
    "CONTRACT": Phase.CONTRACT,
    "CONTRACTION": Phase.CONTRACT,
    "CONCENTRIC": Phase.CONTRACT,
    "STRETCH": Phase.STRETCH,
    "BOTTOM": Phase.STRETCH,
    "SQUEEZE": Phase.SQUEEZE,
    "TOP": Phase.SQUEEZE,
}
"""What the phases of a tempo are called in plain English, in capitals."""

_AFTER = {Phase.LOWER: Phase.STRETCH, Phase.CONTRACT: Phase.SQUEEZE}
_HOLDS = {"HOLD", "PAUSE"}
_AMOUNT = r"(?P<amount>[0-9]{1,3}(?:\.[0-9]+)?|X|A)[ \t\u00a0]*(?:S|SEC|SECS|SECOND|SECONDS)?"
_WORD = r"(?P<word>[A-Z]+)(?:[ \t\u00a0]+(?:AT|IN|ON)?[ \t\u00a0]*(?:THE[ \t\u00a0]+)?(?P<place>TOP|BOTTOM|STRETCH))?"
_BLANK = r"[ \t\u00a0]+"
_AMOUNT_FIRST = re.compile(rf"{_AMOUNT}{_BLANK}?{_WORD}")
_WORD_FIRST = re.compile(rf"{_WORD}{_BLANK}{_AMOUNT}")
_PARTS = re.compile(
    r"[ \t\u00a0]*[,;][ \t\u00a0]*(?:AND[ \t\u00a0]+|THEN[ \t\u00a0]+)*|[ \t\u00a0]+(?:AND|THEN)[ \t\u00a0]+"
)


def read_words(text: str) -> Mapping[Phase, str] | None:
    """The amount (a number, X or A, as text) of each phase named in `text`, which is in capitals.

    None where no phase word stands in the text: then it is not a tempo in words.

    Raises:
        Refused: words that cannot be understood, a hold before any movement, a phase named twice, or a
            movement left out.
    """
    if not re.search(r"[A-Z]{2,}", text):
        return None
    amounts: dict[Phase, str] = {}
    last_movement: Phase | None = None
    for part in _PARTS.split(text):
        match = _AMOUNT_FIRST.fullmatch(part) or _WORD_FIRST.fullmatch(part)
        if match is None:
            raise Refused(Reason.NOT_UNDERSTOOD, part=part.lower())
        phase = _phase(match["word"], match["place"], last_movement)
        if phase in amounts:
            raise Refused(Reason.NAMED_TWICE, phase=phase)
        amounts[phase] = match["amount"]
        if phase in MOVEMENTS:
            last_movement = phase
    for movement in MOVEMENTS:
        if movement not in amounts:
            raise Refused(Reason.DOWN_MISSING if movement is Phase.LOWER else Reason.UP_MISSING)
    return amounts


def _phase(word: str, place: str | None, last_movement: Phase | None) -> Phase:
    if word in _HOLDS:
        if place is not None:
            return PHASE_WORDS[place]
        if last_movement is None:
            raise Refused(Reason.HOLD_FIRST)
        return _AFTER[last_movement]
    if word not in PHASE_WORDS or place is not None:
        raise Refused(Reason.NO_PHASE_WORD, word=word.lower())
    return PHASE_WORDS[word]
