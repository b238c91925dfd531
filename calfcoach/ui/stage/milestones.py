"""What a screen reader says during a session: phase and rep when asked, milestones without being asked.

The milestones are: the countdown of a class begins or is made longer, a question is asked, a set begins, its last
rep, a rest, a change of sides, standing still, the end, and a problem of the sound. Never the seconds or phases: the
cues tell these, and spoken words would cover the cues.
"""

from typing import NamedTuple

from calfcoach.coach.view import View
from calfcoach.score.segments import SegmentKind
from calfcoach.session.states import STANDING, State
from calfcoach.texts import plural, text
from calfcoach.wording import stage as wording
from calfcoach.wording.durations import whole_seconds

_LONGER_S = 2.0
"""Seconds: a countdown that has at least this much more left than before has begun, or was made longer. Reports of one
countdown differ by less."""


class Milestone(NamedTuple):
    """A sentence; `urgent` if it must not wait."""

    sentence: str
    urgent: bool = False


def milestone(before: View | None, now: View) -> Milestone | None:
    """The milestone reached between two Views; None if only time has passed."""
    if now.problem is not None and (before is None or before.problem != now.problem):
        return Milestone(now.problem, urgent=True)
    if before is None:
        return None
    return _asked(before, now) or _longer(before, now) or _changed(before, now)


def _changed(before: View, now: View) -> Milestone | None:
    """What another state, segment or rep means."""
    if (before.state, before.kind, before.rep) == (now.state, now.kind, now.rep):
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


def _asked(before: View, now: View) -> Milestone | None:
    """A question that is asked now and was not before."""
    if now.offers.asked is None or now.offers.asked == before.offers.asked:
        return None
    return Milestone(text("Paused. {question}", question=wording.question_text(now, "", "")), urgent=True)


def _longer(before: View, now: View) -> Milestone | None:
    """The countdown of a class that has begun or was made longer."""
    if not now.countdown or now.state is not State.READY or now.seconds_left <= _counted(before) + _LONGER_S:
        return None
    return Milestone(text("{time} until all start. Nothing is kept.", time=whole_seconds(now.count)))


def _counted(view: View) -> float:
    """Seconds that are left of the countdown of a class; 0 outside it."""
    return view.seconds_left if view.countdown else 0.0


def described(view: View) -> str:
    """The phase and, in a set, the rep."""
    if view.phase is None or view.state in STANDING:
        return wording.word(view)
    counter = wording.rep_counter(view)
    numbered = " ".join(part for part in counter if part)
    return text("{phase} · {counter}", phase=wording.word(view), counter=numbered)
