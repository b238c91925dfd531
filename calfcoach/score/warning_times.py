"""Where a warning may be said: in which phases, where in a long one, and which one comes first.

Every rep offers its places; which of them are taken is decided where it is known how long the words are
(`calfcoach.audio.speech`). Knows no cue and no voice.
"""

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from itertools import count, takewhile

from calfcoach.domain.exercise import Exercise, SafetyWarning, Severity
from calfcoach.domain.phases import Phase
from calfcoach.domain.plan import PlannedExercise
from calfcoach.score.segments import Segment

WARN_EVERY_REPS = 5
"""A warning is said as soon as a rep has room for it and then again after this many reps: often enough to stay in mind,
seldom enough to be listened to. Our default."""

SPOT_S = Fraction(5, 2)
"""Seconds a warning has within a long phase. It comes as long after a fifth second as before the next, so that it
meets neither a tick nor a count."""

SET_UP_FROM_S = Fraction(3)
SET_UP_EVERY_S = 2
"""Within the first lead-in: after its own words, and from one warning to the next."""

SHORT_SET_UP_FROM_S = 1
"""The same in a lead-in that is too short for that: one warning follows its own words at once, if it fits."""


def due_at_set_up(
    exercise: Exercise, start: Fraction, until: Fraction, taken: Fraction | None
) -> Iterator[tuple[Fraction, str]]:
    """The warnings said before the first rep, each with its moment: those of no phase, then those of every phase.

    `start` is where the lead-in begins, `until` where its 3-2-1 does, `taken` the moment of another cue in it.
    """
    places = (start + SET_UP_FROM_S + number * SET_UP_EVERY_S for number in count())
    there = takewhile(lambda at: at + SET_UP_EVERY_S <= until, places)
    free = [at for at in there if taken is None or not -SET_UP_EVERY_S < at - taken < SET_UP_EVERY_S]
    if not free and until - SET_UP_EVERY_S >= start + SHORT_SET_UP_FROM_S:
        free = [until - SET_UP_EVERY_S]
    return zip(free, _said_once(_at_set_up(exercise)), strict=False)


def due_before_set(
    exercise: Exercise, first_set: bool, start: Fraction, until: Fraction, taken: Collection[Fraction]
) -> Iterator[tuple[Fraction, str]]:
    """The warnings said before a set that follows another, each with its moment, as late as there is room.

    Before the first set of another exercise they are those of a first lead-in, later only the dangers of no phase: no
    rep says them. `start` and `until` are where there may be room, `taken` the moments of what else is told there.
    """
    wide = _at_set_up(exercise)
    if not first_set:
        wide = [warning for warning in wide if not warning.phases and warning.severity is Severity.DANGER]
    texts = _said_once(wide)
    moments = (until - SET_UP_EVERY_S - number for number in count())
    there = takewhile(lambda at: at >= start, moments)
    places: list[Fraction] = []
    for at in there:
        if len(places) < len(texts) and all(abs(at - other) >= SET_UP_EVERY_S for other in (*taken, *places)):
            places.append(at)
    return zip(reversed(places), texts, strict=False)


def _at_set_up(exercise: Exercise) -> list[SafetyWarning]:
    """The warnings bound to no phase, then those bound to every phase; the most important first."""
    worked = set(exercise.playback) - {Phase.RELAX}
    wide = [w for w in exercise.warnings if not w.phases or worked <= set(w.phases)]
    return sorted(wide, key=lambda warning: (bool(warning.phases), _importance(warning)))


def _said_once(warnings: Iterable[SafetyWarning]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(warning.say for warning in warnings if warning.say is not None))


def minded_in(item: PlannedExercise, phase: Phase) -> tuple[str, ...]:
    """What is said for the warnings of a phase, the most important first."""
    return _said_once(sorted(item.warnings_in(phase), key=_importance))


def places_in(
    item: PlannedExercise, segment: Segment, free_s: Fraction | None
) -> Iterator[tuple[Fraction, tuple[str, ...]]]:
    """The moments of a phase at which one warning may be said, each with the warnings to choose from, best first.

    `free_s` is how many seconds from its start a long phase is only ticked: there the first warning comes after the
    words of the phase and of the rep. None in a phase that is not long, whose warnings are said at its beginning.
    """
    phase = segment.kind.phase
    assert phase is not None
    texts = minded_in(item, phase)
    if not texts:
        return
    spots = (Fraction(0) if free_s is None else SPOT_S, *_spots(len(texts) - 1, free_s))
    numbers = (item.dose.reps_in(number) or item.most_reps for number in range(1, segment.set_number + 1))
    *before, reps = (number * len(spots) for number in numbers)
    if reps < len(texts):  # the sets after this one take the others
        begin = sum(before) % len(texts)
        texts = texts[begin:] + texts[:begin]
    for spot in spots:
        yield segment.start + spot, texts


def _importance(warning: SafetyWarning) -> bool:
    return warning.severity is not Severity.DANGER


def _spots(wanted: int, free_s: Fraction | None) -> tuple[Fraction, ...]:
    """At most `wanted` moments within a long phase, spread evenly; seconds from its start."""
    if free_s is None or wanted < 1:
        return ()
    there = max(int((free_s - 4 * SPOT_S) // (2 * SPOT_S)) + 1, 0)
    taken = min(wanted, there)
    places = ((number + 1) * there // (taken + 1) for number in range(taken))
    return tuple((3 + 2 * place) * SPOT_S for place in places)
