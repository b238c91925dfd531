"""What is chosen on the set-up screen: exercise, variant, dose, scheme; and what that comes to. No widgets here."""

from dataclasses import replace
from decimal import Decimal

from calfcoach.domain.dosing import Dose
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import PlannedExercise
from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.domain.tempo import Tempo, TempoError
from calfcoach.errors import KnownError
from calfcoach.settings import LastUsed


class SetupModel:
    """The choices for one exercise. `item` is always a dose that may be played; what may not never gets in."""

    def __init__(self, exercise: Exercise, choices: Choices) -> None:
        """Begin with some choices.

        Raises:
            KnownError: they are refused; see `prescribe`.
        """
        self.exercise = exercise
        self._lead_in_s = choices.lead_in_s
        self.item = prescribe(exercise, choices)
        self.dose = _dose(self.item)
        self.variant = choices.variant or (exercise.variants[0].id if exercise.variants else None)

    @classmethod
    def remembered(cls, exercise: Exercise, last: LastUsed | None, asked: Choices) -> "SetupModel":
        """What was asked for, then what was last used; last used values that are refused by now are forgotten.

        Raises:
            KnownError: what was asked for is refused.
        """
        if last is not None:
            old = Choices(
                last.variant,
                last.tempo,
                None if last.hold_s is None else Decimal(str(last.hold_s)),
                last.sets,
                last.reps,
                None if last.rest_s is None else Decimal(str(last.rest_s)),
            )
            given = {name: value for name, value in vars(asked).items() if value is not None}
            try:
                return cls(exercise, replace(old, **given))
            except KnownError:
                pass
        return cls(exercise, asked)

    def step(self, what: str, steps: int) -> None:
        """Move one number of the dose by so many steps."""
        self._take(self.dose.stepped(self.item.exercise, what, steps))

    def type_tempo(self, text: str) -> str | None:
        """Take a typed tempo; returns the sentence that says why not, where it is refused."""
        try:
            self._take(replace(self.dose, tempo=Tempo.parse(text)))
        except (TempoError, KnownError) as refused:
            return str(refused)
        return None

    def choose_variant(self, variant: str) -> None:
        """Do it another way; its own dose comes with it where it has one."""
        self.variant = variant
        own = next(each for each in self.exercise.variants if each.id == variant)
        choices = Choices(variant, lead_in_s=self._lead_in_s)
        self.item = prescribe(self.exercise, choices if own.prescription is not None else self._choices(self.dose))
        self.dose = _dose(self.item)

    def last_used(self) -> LastUsed:
        """The choices in a form that can be kept."""
        dose = self.dose
        return LastUsed(
            variant=self.variant,
            tempo=None if dose.tempo is None else str(dose.tempo),
            hold_s=None if dose.hold_s is None else float(dose.hold_s),
            sets=dose.sets,
            reps=dose.reps,
            rest_s=float(dose.rest_s),
        )

    def _take(self, dose: Dose) -> None:
        self.item = prescribe(self.exercise, self._choices(dose))
        self.dose = dose

    def _choices(self, dose: Dose) -> Choices:
        tempo = None if dose.tempo is None else str(dose.tempo)
        return Choices(self.variant, tempo, dose.hold_s, dose.sets, dose.reps, dose.rest_s, self._lead_in_s)


def _dose(item: PlannedExercise) -> Dose:
    dose = item.dose
    return Dose(dose.tempo, dose.hold_s, dose.sets, dose.reps, dose.rest_s)
