"""Time under tension of a plan: per rep, per set, per session. Lead-ins, changeovers and rests are counted apart."""

from dataclasses import dataclass
from fractions import Fraction

from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.score.timeline import lay_out_session, planned_spec


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


def set_tension(item: PlannedExercise, set_number: int = 1) -> Tension:
    """The tension of a set (from 1), of one side: each leg is under load only while it works. 0 of an open set."""
    return rep_tension(item) * (item.dose.reps_in(set_number) or 0)


def session_tension(plan: SessionPlan) -> Tension:
    """The tension of all sets, of one side each; open ones are left out."""
    sums = [set_tension(item, number) for item in plan.items for number in range(1, item.dose.sets + 1)]
    return sum(sums[1:], sums[0])


def session_length(plan: SessionPlan) -> Fraction:
    """Seconds from the start of the first lead-in to the end of the last rep, without pauses and open sets' reps."""
    whole = lay_out_session(plan).duration
    for number in range(1, plan.total_sets + 1):
        item, _ = plan.block_item(number)
        if item.dose.is_open:
            part = planned_spec(plan, number).parts[0]
            whole -= part.last_rep * item.rep_s + (part.last_rep - 1) * item.gap_s
    return whole
