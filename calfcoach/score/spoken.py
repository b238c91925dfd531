"""What a cue has to say, as a key and its values. The words are made elsewhere: by the wording, and by the voice.

Knows no language. An exercise's own words (a phase's label, what a warning says, the title of a step) are data and go
along as they stand.
"""

from dataclasses import dataclass
from enum import StrEnum

from calfcoach.domain.amounts import Load
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
    HOLD_NUMBER = "hold-number"
    LAST_HOLD = "last-hold"
    READY = "ready"
    LEFT_SIDE = "left-side"
    RIGHT_SIDE = "right-side"
    READY_LEFT = "ready-left"
    READY_RIGHT = "ready-right"
    REST = "rest"
    NEXT_LEFT = "next-left"
    NEXT_RIGHT = "next-right"
    NEXT_EXERCISE = "next-exercise"
    NEXT_REPS = "next-reps"
    NEXT_LOAD = "next-load"
    NEXT_REPS_AND_LOAD = "next-reps-and-load"
    HALF_MINUTE_LEFT = "half-minute-left"
    MINUTE_LEFT = "minute-left"
    MINUTES_LEFT = "minutes-left"
    NINETY_LEFT = "ninety-left"
    TWO_AND_A_HALF_LEFT = "two-and-a-half-left"
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

    `number` is the number itself, of a hold too, the set to get ready for, the seconds of the rest, the minutes left,
    or the reps of the next set. `own_words` are the exercise's, for that key and for the next exercise, which they
    name; for a load they are the load (`42.5 kg`).
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


def spoken_ready(set_number: int, side: Side | None) -> Spoken:
    """The set to get ready for, and the leg that begins it where only one works."""
    keys = {None: SpokenKey.READY, Side.LEFT: SpokenKey.READY_LEFT, Side.RIGHT: SpokenKey.READY_RIGHT}
    return Spoken(keys[side], set_number)


def spoken_side(side: Side) -> Spoken:
    """The leg alone, where there is no room for more."""
    return Spoken(SpokenKey.LEFT_SIDE if side is Side.LEFT else SpokenKey.RIGHT_SIDE)


def spoken_next(side: Side) -> Spoken:
    """The leg that works next."""
    return Spoken(SpokenKey.NEXT_LEFT if side is Side.LEFT else SpokenKey.NEXT_RIGHT)


def spoken_next_dose(reps: int | None, load: Load | None) -> Spoken | None:
    """The reps and the load of the next set, each None where it stays as it was."""
    if load is None:
        return None if reps is None else Spoken(SpokenKey.NEXT_REPS, reps)
    key = SpokenKey.NEXT_LOAD if reps is None else SpokenKey.NEXT_REPS_AND_LOAD
    return Spoken(key, reps, str(load))


def spoken_exercise(exercise: Exercise) -> Spoken:
    """The exercise that comes next."""
    return Spoken(SpokenKey.NEXT_EXERCISE, own_words=exercise.name)


def spoken_time_left(left_s: int) -> Spoken:
    """How much of a rest is left: 30, 60, 90 or 150 s, or whole minutes."""
    alone = {
        30: SpokenKey.HALF_MINUTE_LEFT,
        60: SpokenKey.MINUTE_LEFT,
        90: SpokenKey.NINETY_LEFT,
        150: SpokenKey.TWO_AND_A_HALF_LEFT,
    }
    return Spoken(alone[left_s]) if left_s in alone else Spoken(SpokenKey.MINUTES_LEFT, left_s // 60)
