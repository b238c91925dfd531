"""The words of a cue, in the language in force. The voice has its own words, in the language it speaks."""

from calfcoach.score.spoken import Spoken, SpokenKey
from calfcoach.texts import marked, plural, text
from calfcoach.wording.phases import PHASE_NAMES

_WORDS = {
    **{SpokenKey(phase.value): name for phase, name in PHASE_NAMES.items()},
    SpokenKey.LAST_REP: marked("Last rep"),
    SpokenKey.HOLD_NUMBER: marked("Number {number}"),
    SpokenKey.LAST_HOLD: marked("Last hold"),
    SpokenKey.READY: marked("Get ready for set {number}"),
    SpokenKey.LEFT_SIDE: marked("Left side"),
    SpokenKey.RIGHT_SIDE: marked("Right side"),
    SpokenKey.READY_LEFT: marked("Left side, get ready for set {number}"),
    SpokenKey.READY_RIGHT: marked("Right side, get ready for set {number}"),
    SpokenKey.NEXT_LEFT: marked("Left side next"),
    SpokenKey.NEXT_RIGHT: marked("Right side next"),
    SpokenKey.HALF_MINUTE_LEFT: marked("Half a minute left"),
    SpokenKey.MINUTE_LEFT: marked("One minute left"),
    SpokenKey.MINUTES_LEFT: marked("{number} minutes left"),
    SpokenKey.NINETY_LEFT: marked("Ninety seconds left"),
    SpokenKey.TWO_AND_A_HALF_LEFT: marked("Two and a half minutes left"),
    SpokenKey.LAST_TEN: marked("Ten seconds left"),
    SpokenKey.SWITCH: marked("Other side"),
    SpokenKey.SWITCH_LEFT: marked("Other side, left side"),
    SpokenKey.SWITCH_RIGHT: marked("Other side, right side"),
    SpokenKey.SET_DONE: marked("Set complete"),
    SpokenKey.RESUME: marked("Going on"),
    SpokenKey.SESSION_DONE: marked("Session complete"),
}


def spoken_text(spoken: Spoken | None) -> str:
    """The spoken words of a cue as text; empty if nothing is spoken."""
    if spoken is None:
        return ""
    if spoken.key is SpokenKey.OWN_WORDS:
        return spoken.own_words
    if spoken.key is SpokenKey.NUMBER:
        return str(spoken.number)
    if spoken.key is SpokenKey.NEXT_EXERCISE:
        return text("Next: {exercise}", exercise=spoken.own_words)
    if spoken.key is SpokenKey.NEXT_LOAD:
        return text("Next: {load}", load=spoken.own_words)
    if spoken.key is SpokenKey.NEXT_REPS and spoken.number is not None:
        return plural("Next: {number} rep", "Next: {number} reps", spoken.number)
    if spoken.key is SpokenKey.NEXT_REPS_AND_LOAD and spoken.number is not None:
        return plural("Next: {number} rep, {load}", "Next: {number} reps, {load}", spoken.number, load=spoken.own_words)
    if spoken.key is SpokenKey.REST and spoken.number is not None:
        return plural("Rest {number} second", "Rest {number} seconds", spoken.number)
    return text(_WORDS[spoken.key], number=spoken.number)
