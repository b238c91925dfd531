"""What a cue has to say, as a key and its values. The words are made elsewhere: by the wording, and by the voice.

Knows no language. An exercise's own words (a phase's label, what a warning says, the title of a step) are data and go
along as they stand.
"""

from dataclasses import dataclass
from enum import StrEnum

from calfcoach.domain.exercise import Exercise, Side
from calfcoach.domain.phases import Phase


class SpokenKey(StrEnum):
    """What there are words for; the first six are the names of the phases."""

    LOWER = "lower"
    STRETCH = "stretch"
    CONTRACT = "contract"
    SQUEEZE = "squeeze"
    HOLD = "hold"
    RELAX = "relax"
    NUMBER = "number"
    LAST_REP = "last-rep"
    READY = "ready"
    REST = "rest"
    LAST_TEN = "last-ten"
    SWITCH = "switch"
    SWITCH_LEFT = "switch-left"
    SWITCH_RIGHT = "switch-right"
    SET_DONE = "set-done"
    RESUME = "resume"
    SESSION_DONE = "session-done"
    OWN_WORDS = "own-words"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something to be said.

    `number` is the number itself, the set to get ready for, or the seconds of the rest. `own_words` are the exercise's,
    for that key alone.
    """

    key: SpokenKey
    number: int | None = None
    own_words: str = ""


def spoken_phase(exercise: Exercise, phase: Phase) -> Spoken:
    """The name of a phase: the exercise's own word for it, else its key."""
    label = exercise.spec(phase).label
    return Spoken(SpokenKey(phase.value)) if label is None else spoken_words(label)


def spoken_number(number: int) -> Spoken:
    """A number alone."""
    return Spoken(SpokenKey.NUMBER, number)


def spoken_words(text: str) -> Spoken:
    """Words of the exercise's own."""
    return Spoken(SpokenKey.OWN_WORDS, own_words=text)


def spoken_switch(side: Side | None) -> Spoken:
    """The change of sides, and which leg works next where that is known."""
    keys = {None: SpokenKey.SWITCH, Side.LEFT: SpokenKey.SWITCH_LEFT, Side.RIGHT: SpokenKey.SWITCH_RIGHT}
    return Spoken(keys[side])
