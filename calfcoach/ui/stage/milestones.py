"""What a screen reader says during a session: phase and rep when asked, milestones without being asked.

The milestones are: a set begins, its last rep, a rest, a change of sides, standing still, the end, and a problem of
the sound. Never the seconds or phases: the cues tell these, and spoken words would cover the cues.
"""

from typing import NamedTuple

from calfcoach.coach.view import View
from calfcoach.score.segments import SegmentKind
from calfcoach.session.states import STANDING
from calfcoach.texts import plural, text
from calfcoach.wording import stage as wording


class Milestone(NamedTuple):
    """A sentence; `urgent` if it must not wait."""

    sentence: str
    urgent: bool = False


def milestone(before: View | None, now: View) -> Milestone | None:
    """The milestone reached between two Views; None if only time has passed."""
    if now.problem is not None and (before is None or before.problem != now.problem):
        return Milestone(now.problem, urgent=True)
    if before is None or (before.state, before.kind, before.rep) == (now.state, now.kind, now.rep):
        return None
    if now.state in STANDING:
        return None if before.state is now.state else Milestone(wording.word(now), urgent=True)
    if now.kind is not before.kind and now.kind is SegmentKind.REST:
        seconds = now.count
        return Milestone(plural("Rest, {number} second", "Rest, {number} seconds", seconds))
    if now.kind is not before.kind and now.kind is SegmentKind.SWITCH:
        return Milestone(wording.word(now))
    if now.phase is None:
        return None
    is_last = now.reps is not None and now.reps > 1 and now.rep == now.reps
    if is_last and before.rep != now.rep:
        return Milestone(text("Last hold") if now.exercise.is_hold else text("Last rep"))
    if before.phase is None and before.kind is not SegmentKind.RELAX:
        return Milestone(text("Set {set_number} of {sets} begins", set_number=now.set_number, sets=now.sets))
    return None


def described(view: View) -> str:
    """The phase and, in a set, the rep."""
    if view.phase is None or view.state in STANDING:
        return wording.word(view)
    counter = wording.rep_counter(view)
    numbered = " ".join(part for part in counter if part)
    return text("{phase} · {counter}", phase=wording.word(view), counter=numbered)
