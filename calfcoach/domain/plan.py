"""What one session will be: exercises with their doses, every safety floor already checked.

A plan that exists is a plan that may be played: the check is part of making one.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from calfcoach.domain.exercise import Exercise, SafetyWarning, Side
from calfcoach.domain.floors import PhaseLength, phase_lengths
from calfcoach.domain.phases import Phase
from calfcoach.domain.prescription import MAX_REPS, MAX_SECONDS, Prescription
from calfcoach.domain.refusals import Reason, Refused, refusal
from calfcoach.domain.tempo import TempoError

CHANGEOVER_S = Decimal(60)
"""Time to go from one exercise to the next, where a session has several: our default."""


LONGEST_SET_S = 3600
"""A set is rendered before it is played, and nobody holds a load for longer. Our bound."""

MIN_CHANGEOVER_S = Decimal(3)
"""Nobody changes machines in less; it also leaves room for the 3-2-1."""

MIN_COUNTDOWN_S = Decimal(3)
"""A class begins after a 3-2-1 at least."""


@dataclass(frozen=True)
class PlannedExercise:
    """One exercise (its variant already applied) and its dose.

    Raises:
        FloorError, TempoError: the dose is not allowed for this exercise.
    """

    exercise: Exercise
    dose: Prescription
    variant_id: str | None = None
    rep: tuple[PhaseLength, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rep", phase_lengths(self.exercise, self.dose))
        if self.dose.is_open and self.exercise.one_side_at_a_time:
            raise TempoError(Reason.OPEN_WITH_SIDES, exercise=self.exercise.name)
        if self.exercise.intended_rebound and any(load.amount for load in self.dose.load or ()):
            raise TempoError(Reason.LOAD_ON_A_REBOUND, exercise=self.exercise.name)
        most = max(self.dose.reps_in(number) or 1 for number in range(1, self.dose.sets + 1))
        set_s = len(self.sides) * (most * self.rep_s + (most - 1) * self.gap_s)
        if set_s > LONGEST_SET_S:
            raise TempoError(Reason.SET_TOO_LONG, minutes=round(set_s / 60), most=LONGEST_SET_S // 60)

    @property
    def most_reps(self) -> int:
        """The reps at which an open set ends by itself: those that fit into the longest set, 200 at most."""
        return min(MAX_REPS, int((LONGEST_SET_S + self.gap_s) // (self.rep_s + self.gap_s)))

    @property
    def rep_s(self) -> Fraction:
        """Seconds of one rep."""
        return sum((length.seconds for length in self.rep), Fraction(0))

    @property
    def gap_s(self) -> Fraction:
        """Seconds between two reps: the relaxing between holds, 0 in a rep with a tempo."""
        return Fraction(self.dose.relax_s) if self.exercise.is_hold else Fraction(0)

    @property
    def sides(self) -> tuple[Side | None, ...]:
        """The sides worked in one set, in order; a single None where both work together."""
        return (Side.LEFT, Side.RIGHT) if self.exercise.one_side_at_a_time else (None,)

    def warnings_in(self, phase: Phase) -> tuple[SafetyWarning, ...]:
        """The warnings to give in a phase: its own, then those of a pause after it that this dose leaves out.

        Who does not pause in the stretch is the one who bounces: "don't bounce" moves before the turn.
        """
        played = {length.phase for length in self.rep}
        order = self.exercise.playback
        here = list(self.exercise.warnings_in(phase))
        after = order.index(phase) + 1
        while (left_out := order[after % len(order)]) not in played and left_out is not phase:
            here += self.exercise.warnings_in(left_out)
            after += 1
        return tuple(sorted(dict.fromkeys(here), key=lambda warning: len(warning.phases)))

    @property
    def variant_name(self) -> str | None:
        """The name of the variant chosen, None where the exercise has none."""
        for variant in self.exercise.variants:
            if variant.id == self.variant_id or self.variant_id is None:
                return variant.name
        return None


@dataclass(frozen=True)
class SessionPlan:
    """The exercises of a session in order, and the seconds to change from one to the next (3 to 3600).

    `countdown_s` (3 to 3600) stands in the place of the first lead-in: the time that a class has until its first set.
    `starts_at_min`: where that time was chosen by a time of day, its minutes after midnight.
    """

    items: tuple[PlannedExercise, ...]
    changeover_s: Decimal = CHANGEOVER_S
    countdown_s: Decimal | None = None
    starts_at_min: int | None = None

    def __post_init__(self) -> None:
        if not self.items:
            raise Refused(Reason.NO_EXERCISE)
        if not MIN_CHANGEOVER_S <= self.changeover_s <= MAX_SECONDS:
            raise Refused(Reason.CHANGEOVER_OUT_OF_BOUNDS, least=MIN_CHANGEOVER_S, most=MAX_SECONDS)
        if self.countdown_s is not None and not MIN_COUNTDOWN_S <= self.countdown_s <= MAX_SECONDS:
            bounds = {"least": MIN_COUNTDOWN_S, "most": MAX_SECONDS}
            raise Refused(Reason.COUNTDOWN_OUT_OF_BOUNDS, **bounds, asked=self.countdown_s)

    @property
    def for_class(self) -> bool:
        """Whether a class trains: all start on one countdown."""
        return self.countdown_s is not None

    @property
    def is_open(self) -> bool:
        """Whether any set is open, so that nobody knows yet how long the session is."""
        return any(item.dose.is_open for item in self.items)

    def too_early(self, phase_reached: int) -> Exercise | None:
        """The first exercise that has its place in a later phase of a program than the one that was reached."""
        exercises = (item.exercise for item in self.items)
        return next((each for each in exercises if (each.program_phase or 0) > phase_reached), None)

    @property
    def total_sets(self) -> int:
        """Sets over all exercises: as many as the session has blocks."""
        return sum(item.dose.sets for item in self.items)

    def block_item(self, block: int) -> tuple[PlannedExercise, int]:
        """The exercise and the number of the set in it (from 1) of a block (from 1).

        Raises:
            IndexError: there is no such block.
        """
        left = block
        for item in self.items:
            if 1 <= left <= item.dose.sets:
                return item, left
            left -= item.dose.sets
        raise IndexError(str(refusal(Reason.NO_BLOCK, block=block, sets=self.total_sets)))
