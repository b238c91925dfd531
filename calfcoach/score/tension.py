"""Time under tension of a plan: per rep, per set, per session. Lead-ins, changeovers and rests are counted apart."""

from dataclasses import dataclass
from fractions import Fraction

from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.score.timeline import lay_out_session


@dataclass(frozen=True)
class Tension:
    """Exact seconds. `loaded` leaves out assisted phases.

    `estimated` says that an X or an A occurs, so that the sums rest on nominal lengths.
    """

    total: Fraction
    loaded: Fraction
    estimated: bool

    def __mul__(self, times: int) -> "Tension":
        return Tension(self.total * times, self.loaded * times, self.estimated)

    def __add__(self, other: "Tension") -> "Tension":
        return Tension(self.total + other.total, self.loaded + other.loaded, self.estimated or other.estimated)


def rep_tension(item: PlannedExercise) -> Tension:
    """The tension of one rep (of one side)."""
    return Tension(
        item.rep_s,
        sum((length.seconds for length in item.rep if length.loaded), Fraction(0)),
        any(length.estimated for length in item.rep),
    )


def set_tension(item: PlannedExercise) -> Tension:
    """The tension of one set, of one side: each leg is under load only while it works."""
    return rep_tension(item) * item.dose.reps


def session_tension(plan: SessionPlan) -> Tension:
    """The tension of all sets, of one side each."""
    sums = [set_tension(item) * item.dose.sets for item in plan.items]
    return sum(sums[1:], sums[0])


def session_length(plan: SessionPlan) -> Fraction:
    """Seconds from the start of the first lead-in to the end of the last rep, without pauses."""
    return lay_out_session(plan).duration
