"""What of a cue is said: in the words of the scheme, and as much as the person wants.

A cue that is not said is told by its sound. Warnings, numbers, the leg that works, what comes next and the way out are
said however little is wanted. Knows no recording, and not whether there is room for a word.
"""

from dataclasses import replace

from calfcoach.library.scheme_models import CueSound
from calfcoach.score.cues import Cue, CueKind
from calfcoach.score.spoken import SpokenKey, spoken_number, spoken_words
from calfcoach.setting_values import Said

REPS_NAMED = 2
"""Reps of a set, on each side, in which `first-reps` names the phases: by then their sounds are known again."""

NO_COUNTS = frozenset({CueKind.PHASE, CueKind.SET_DONE, CueKind.SESSION_DONE, CueKind.RESUME})
"""Cues that are told by their sound alone when the person wants to hear only counts (`counts`)."""


def as_called(cue: Cue, in_scheme: CueSound, is_long: bool) -> Cue:
    """The cue with the words that the scheme has for it; `is_long`: it belongs to a phase of 15 s or more."""
    if cue.kind is CueKind.PHASE and in_scheme.say is not None and cue.spoken is not None:
        own = cue.spoken.key is SpokenKey.OWN_WORDS
        return cue if own else replace(cue, spoken=spoken_words(in_scheme.say))
    if cue.kind is CueKind.REP and in_scheme.say is not None and cue.spoken is not None:
        return replace(cue, spoken=spoken_words(in_scheme.say.replace("{number}", str(cue.number))))
    if cue.kind is CueKind.TICK and in_scheme.counts_begun and cue.number is not None:
        return replace(cue, spoken=None if is_long else spoken_number(cue.number + 1))
    return cue


def is_said(cue: Cue, said: Said) -> bool:
    """Whether a cue is said, if the person wants to hear this much (`said`)."""
    if said == "counts":
        return cue.kind not in NO_COUNTS
    if said == "first-reps":
        return cue.kind is not CueKind.PHASE or (cue.rep or 0) <= REPS_NAMED
    return True
