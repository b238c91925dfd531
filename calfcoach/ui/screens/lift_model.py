"""The choices for any lift: a set-up model whose exercise is made from a name. No widgets here."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from pydantic import ValidationError

from calfcoach.domain.dosing import Dose
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.phases import Phase
from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.errors import KnownError
from calfcoach.history.exercise_keys import folded_name
from calfcoach.library.lifts import choices_of_lift, name_of
from calfcoach.library.problems import quoted
from calfcoach.settings import UsedLift
from calfcoach.texts import text
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.wording.any_lift import any_lift, lift_name


class LiftModel(SetupModel):
    """The choices for one lift. `lifts` are the lifts done before, by name."""

    def __init__(self, exercise: Exercise, choices: Choices, lifts: Mapping[str, UsedLift]) -> None:
        """Begin with some choices.

        Raises:
            KnownError: they are refused.
        """
        super().__init__(exercise, choices)
        self.lifts = lifts

    @classmethod
    def of(cls, exercise: Exercise, choices: Choices, lifts: Mapping[str, UsedLift], *, whole: bool) -> "LiftModel":
        """Use these `choices`; fill the rest from the last time, unless `whole` says that they are complete.

        Raises:
            KnownError: what was asked for is refused.
        """
        last = lifts.get(name_of(exercise))
        if last is not None and not whole:
            given = {name: value for name, value in vars(choices).items() if value is not None}
            try:
                model = cls(exercise, replace(choices_of_lift(last), **given), lifts)
                return model._with_own_load(choices, last.used_at_s)
            except KnownError:
                pass
        return cls(exercise, choices, lifts)

    @property
    def name(self) -> str:
        """What the lift is called; empty where it has no name."""
        return name_of(self.exercise)

    @property
    def start(self) -> Phase:
        """The first phase."""
        return self.exercise.start_phase

    def rename(self, typed: str, *, with_dose: bool, keep_load: bool = False) -> str | None:
        """Give the lift this name; `with_dose`: a lift done before brings its dose and its first phase.

        The load that another lift had last does not go along, unless `keep_load` says that it was seen and meant.

        Returns the sentence that says why not, where it is refused.
        """
        name = lift_name(typed)
        last = self.lifts.get(name) if with_dose else None
        load = self.dose.load
        if not keep_load and load == self._load_before and folded_name(name) != folded_name(self.name):
            load = None
        try:
            self._become(any_lift(name, self.start), self._choices(replace(self.dose, load=load), None))
        except ValidationError:
            return text("the name {name} has signs that cannot be shown", name=quoted(name))
        if last is not None:
            with suppress(KnownError):  # a remembered dose that is no longer allowed is dropped
                self._become(any_lift(name, Phase(last.start)), choices_of_lift(last))
                self._with_own_load(Choices(), last.used_at_s)
        return None

    def start_with(self, start: Phase) -> None:
        """Set the first phase; changing between a hold and reps also brings the dose for that kind."""
        exercise = any_lift(self.name, start)
        if exercise.is_hold is self.exercise.is_hold:
            self._become(exercise, self._choices(self.dose, None))
        else:
            self._become(exercise, Choices(rest_s=self.dose.rest_s, lead_in_s=self.dose.lead_in_s, load=None))

    def _become(self, exercise: Exercise, choices: Choices) -> None:
        self.item = prescribe(exercise, choices)
        self.exercise, self.dose = exercise, Dose.of(self.item.dose)
