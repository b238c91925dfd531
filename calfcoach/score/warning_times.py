"""When a warning is said: on which reps, where in a long phase, and which one comes first.

Follows from the set and the rep alone, so that a block is the same whenever it is made. Knows no cue and no voice.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import count, takewhile

from calfcoach.domain.exercise import Exercise, SafetyWarning, Severity
from calfcoach.domain.phases import Phase
from calfcoach.domain.plan import PlannedExercise
from calfcoach.score.segments import Segment

WARN_EVERY_REPS = 5
"""The warnings of a phase are said on the first rep of a set and then on every fifth: often enough to stay in mind,
seldom enough to be listened to. Where they are more than a rep has room for, the reps after it take the others. Our
default."""

SPOT_S = Fraction(5, 2)
"""Seconds a warning has within a long phase. It comes as long after a fifth second as before the next, so that it
meets neither a tick nor a count."""

SET_UP_FROM_S = Fraction(5, 2)
SET_UP_EVERY_S = 2
"""Within the first lead-in: after its own words, and from one warning to the next."""


def due_at_set_up(
    exercise: Exercise, start: Fraction, until: Fraction, taken: Fraction | None
) -> Iterator[tuple[Fraction, str]]:
    """The warnings said before the first rep, each with its moment: those of no phase, then those of every phase.

    `start` is where the lead-in begins, `until` where its 3-2-1 does, `taken` the moment of another cue in it.
    """
    places = (start + SET_UP_FROM_S + number * SET_UP_EVERY_S for number in count())
    there = takewhile(lambda at: at + SET_UP_EVERY_S <= until, places)
    free = (at for at in there if taken is None or not -SET_UP_EVERY_S < at - taken < SET_UP_EVERY_S)
    wide = [w for w in exercise.warnings if not w.phases or set(exercise.playback) <= set(w.phases)]
    wide.sort(key=lambda warning: (bool(warning.phases), _importance(warning)))
    return zip(free, dict.fromkeys(warning.say for warning in wide if warning.say is not None), strict=False)


def minded_in(item: PlannedExercise, phase: Phase) -> tuple[str, ...]:
    """What is said for the warnings of a phase, the most important first."""
    by_importance = sorted(item.warnings_in(phase), key=_importance)
    return tuple(dict.fromkeys(warning.say for warning in by_importance if warning.say is not None))


def due_in(
    item: PlannedExercise, segment: Segment, first_rep: int, free_s: Fraction | None
) -> Iterator[tuple[Fraction, tuple[str, ...]]]:
    """The moments of a phase at which one warning may be said, each with the warnings to choose from, best first.

    `first_rep` is the one the side begins with. `free_s` is how many seconds from its start a long phase is only
    ticked; None in a phase that is not long, whose warnings are said at its beginning.
    """
    phase = segment.kind.phase
    assert phase is not None
    texts = minded_in(item, phase)
    if not texts:
        return
    room = 1 + len(_spots(len(texts) - 1, free_s))
    # There is none before the first hold, so the first rest between holds is the second rep's.
    first = first_rep + (phase is Phase.RELAX)
    turn = 0 if segment.rep == first else (segment.rep - 1 - (phase is Phase.RELAX)) % WARN_EVERY_REPS
    needed = _reps_needed(item, phase, room)
    if turn >= needed or segment.rep < first:
        return
    numbers = (item.dose.reps_in(number) or item.most_reps for number in range(1, segment.set_number + 1))
    *before, reps = (number - (phase is Phase.RELAX) for number in numbers)
    if reps < needed:  # the sets after this one take the others
        turn += sum(before)
    begin = turn * room % len(texts)
    texts = texts[begin:] + texts[:begin]
    for spot in (Fraction(0), *_spots(len(texts) - 1, free_s)):
        yield segment.start + spot, texts


def _importance(warning: SafetyWarning) -> bool:
    return warning.severity is not Severity.DANGER


def _reps_needed(item: PlannedExercise, phase: Phase, room: int) -> int:
    """Reps until all of a phase's warnings had their turn, so far as no other phase of the rep can take them."""
    phases = {length.phase for length in item.rep} | ({Phase.RELAX} if item.gap_s > 0 else set())
    minded = {one: set(minded_in(item, one)) for one in phases}
    alone = minded[phase].difference(*(texts for one, texts in minded.items() if one is not phase))
    in_all, places = len(set().union(*minded.values())), sum(1 for texts in minded.values() if texts)
    return min(max(-(-len(alone) // room), -(-in_all // (places - 1 + room)), 1), WARN_EVERY_REPS)


def _spots(wanted: int, free_s: Fraction | None) -> tuple[Fraction, ...]:
    """At most `wanted` moments within a long phase, spread evenly; seconds from its start."""
    if free_s is None or wanted < 1:
        return ()
    there = max(int((free_s - 4 * SPOT_S) // (2 * SPOT_S)) + 1, 0)
    taken = min(wanted, there)
    places = ((number + 1) * there // (taken + 1) for number in range(taken))
    return tuple((3 + 2 * place) * SPOT_S for place in places)
