"""A tempo said in words: "3 s down, 1 s hold, 2 s up". Maps by word, not by position; reads nothing else.

English first; the German and Spanish words for up, down and the pauses as well, because people paste them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from calfcoach.domain.phases import MOVEMENTS, Phase, PhaseName
from calfcoach.domain.refusals import Reason, Refused
from calfcoach.domain.tempo_notation import UNITS

PHASE_WORDS = {
    **dict.fromkeys(
        (
            *("DOWN", "LOWER", "LOWERING", "ECCENTRIC", "ECC", "NEGATIVE"),
            *("RUNTER", "AB", "ABSENKEN", "SENKEN", "BAJADA", "BAJAR", "BAJANDO"),
        ),
        Phase.LOWER,
    ),
    **dict.fromkeys(
        (
            *("UP", "RAISE", "RAISING", "LIFT", "LIFTING", "CONTRACT", "CONTRACTION", "CONCENTRIC", "CON", "POSITIVE"),
            *("HOCH", "AUF", "HEBEN", "ANHEBEN", "SUBIDA", "SUBIR", "SUBIENDO"),
        ),
        Phase.CONTRACT,
    ),
    **dict.fromkeys(("STRETCH", "BOTTOM", "UNTEN"), Phase.STRETCH),
    **dict.fromkeys(("SQUEEZE", "TOP", "OBEN"), Phase.SQUEEZE),
}
"""What the phases of a tempo are called in plain language, in capitals."""

_AFTER = {Phase.LOWER: Phase.STRETCH, Phase.CONTRACT: Phase.SQUEEZE}
_HOLDS = {"HOLD", "HOLDING", "PAUSE", "PAUSING", "HALTEN", "PAUSA"}
_HOLD_PLACES = {
    **dict.fromkeys(("BOTTOM", "STRETCH", "UNTEN", "ABAJO"), Phase.STRETCH),
    **dict.fromkeys(("TOP", "OBEN", "ARRIBA"), Phase.SQUEEZE),
}
_FILLERS = {"FOR", "AT", "IN", "ON", "THE", "OF"}
_NUMBERS = ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN")
_AMOUNTS = {
    **{word: str(number) for number, word in enumerate(_NUMBERS, 1)},
    **dict.fromkeys(("EXPLODE", "EXPLODING", "EXPLOSIVE", "EXPLOSIVELY", "X"), "X"),
    "A": "A",
}
_BLANKS = "[ \t\u00a0\u202f]"
_UNIT = rf"(?:{_BLANKS}*(?:{UNITS})\b\.?)?"
_TOKEN = rf"{_BLANKS}*(?:(?P<number>[0-9]+(?:\.[0-9]+)?|(?:{'|'.join(_NUMBERS)}|X|A)\b){_UNIT}|(?P<word>[^\W\d_]+))"
_PARTS = rf"{_BLANKS}*[,;/·•]{_BLANKS}*(?:(?:AND|THEN){_BLANKS}+)*|{_BLANKS}+(?:AND|THEN|UND|Y){_BLANKS}+"
"""As texts: `re` compiles them once somebody writes a tempo in words."""
_ANY_WORD = re.compile(rf"(?<![^\W\d_])(?!(?:{UNITS})\b|[XA]+(?![^\W\d_]))[^\W\d_]{{2,}}")


@dataclass
class _NamedPhase:
    """What one phase is said to be: its amount and the words that name it."""

    amount: str | None = None
    words: list[str] = field(default_factory=list)


def is_in_words(body: str) -> bool:
    """Whether a tempo (in capitals) has words in it, other than the unit behind a number."""
    return _ANY_WORD.search(body) is not None


def read_words(body: str) -> Mapping[Phase, str]:
    """The amount (a number, X or A, as text) of each phase named in `body`, which is in capitals.

    Raises:
        Refused: words that cannot be understood, a hold before any movement, a phase named twice, or a
            movement left out.
    """
    amounts: dict[Phase, str] = {}
    last_movement: Phase | None = None
    for part in re.split(_PARTS, body):
        for said in _said_in(part):
            phase = _phase(said, part, last_movement)
            if phase in amounts:
                raise Refused(Reason.NAMED_TWICE, phase=PhaseName(phase))
            assert said.amount is not None
            amounts[phase] = said.amount
            if phase in MOVEMENTS:
                last_movement = phase
    for movement in MOVEMENTS:
        if movement not in amounts:
            raise Refused(Reason.DOWN_MISSING if movement is Phase.LOWER else Reason.UP_MISSING)
    return amounts


def _said_in(part: str) -> Iterator[_NamedPhase]:
    """What is said between two separators: one phase, or several in a row, each with its amount."""
    said = _NamedPhase()
    names_first: bool | None = None
    for is_amount, token in _tokens(part):
        if names_first is None:
            names_first = not is_amount
        # An amount belongs to the name before it where the part begins with a name, else to the one after it.
        begins = said.amount is not None and (is_amount or names_first)
        if begins:
            yield _whole(said, part)
            said = _NamedPhase()
        if is_amount:
            said.amount = token
        else:
            said.words.append(token)
    yield _whole(said, part)


def _tokens(part: str) -> Iterator[tuple[bool, str]]:
    """The amounts (True) and the words that matter (False) of a part, in order."""
    at, token_of = 0, re.compile(_TOKEN)
    while at < len(part):
        found = token_of.match(part, at)
        if found is None:
            raise Refused(Reason.NOT_UNDERSTOOD, part=part.strip().lower())
        at = found.end()
        token = found["number"] or found["word"]
        if found["number"] is not None or token in _AMOUNTS:
            yield True, _AMOUNTS.get(token, token)
        elif token not in _FILLERS:
            yield False, token


def _whole(said: _NamedPhase, part: str) -> _NamedPhase:
    if said.amount is None:
        known = all(word in PHASE_WORDS or word in _HOLDS or word in _HOLD_PLACES for word in said.words)
        reason = Reason.NO_SECONDS_NAMED if known and said.words else Reason.NOT_UNDERSTOOD
        raise Refused(reason, part=part.strip().lower())
    if not said.words:
        raise Refused(Reason.NO_WORD_NAMED, part=part.strip().lower())
    return said


def _phase(said: _NamedPhase, part: str, last_movement: Phase | None) -> Phase:
    word, *places = said.words
    if len(places) > 1:
        raise Refused(Reason.NOT_UNDERSTOOD, part=part.strip().lower())
    if word in _HOLDS:
        return _hold_phase(places[0] if places else None, last_movement)
    unknown = [word for word in said.words if word not in PHASE_WORDS] + places
    if unknown:
        raise Refused(Reason.NO_PHASE_WORD, word=unknown[0].lower())
    return PHASE_WORDS[word]


def _hold_phase(place: str | None, last_movement: Phase | None) -> Phase:
    """Which pause "hold" means: the one at the place named, else the one after the last movement."""
    if place in _HOLD_PLACES:
        return _HOLD_PLACES[place]
    if place is not None:
        raise Refused(Reason.NO_PHASE_WORD, word=place.lower())
    if last_movement is None:
        raise Refused(Reason.HOLD_FIRST)
    return _AFTER[last_movement]
