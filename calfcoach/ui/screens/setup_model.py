"""The choices of the set-up screen (exercise, variant, dose, scheme) and their totals. No widgets here."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from calfcoach.domain.amounts import Load, plain
from calfcoach.domain.dosing import Dose
from calfcoach.domain.exercise import Exercise, Variant
from calfcoach.domain.phases import NOTATION_ORDER, Phase
from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.domain.progression import loads_for
from calfcoach.domain.refusals import Refused
from calfcoach.errors import KnownError
from calfcoach.library.last_choices import choices_of_last
from calfcoach.settings import LastUsed
from calfcoach.texts import text
from calfcoach.wording.errors import error_text
from calfcoach.wording.phases import phase_label

if TYPE_CHECKING:
    from calfcoach.history.last_time import LastTime

MOMENTS_S = 60.0
"""A session that begins this soon after choices were saved used them; they describe it better than its sets."""


class SetupModel:
    """The choices for one exercise. `item` is always a dose that is allowed to be played; all others are refused."""

    def __init__(self, exercise: Exercise, choices: Choices) -> None:
        """Begin with some choices.

        Raises:
            KnownError: they are refused; see `prescribe`.
        """
        self.exercise = exercise
        self.item = prescribe(exercise, choices)
        self.dose = Dose.of(self.item.dose)
        self.variant = choices.variant or (exercise.variants[0].id if exercise.variants else None)
        self.phase_reached = choices.program_phase or 0
        """The phase of a program that the person says to have come to; 0 where nothing was said."""
        self._load_before: tuple[Load, ...] | None = None
        """The load if it comes from before and was not chosen in this set-up: another variant does not get it."""
        self._kept_at_s = 0.0
        """When the last used choices were saved, in seconds since 1970; 0 if there are none."""

    @classmethod
    def remembered(cls, exercise: Exercise, last: LastUsed | None, choices: Choices) -> "SetupModel":
        """Use these `choices`, and the last used ones for the rest; last used values now refused are dropped.

        Raises:
            KnownError: what was asked for is refused.
        """
        if last is not None:
            given = {name: value for name, value in vars(choices).items() if value is not None}
            used = choices_of_last(last)
            if set(exercise.kept_as(choices.variant or used.variant)).isdisjoint(exercise.kept_as(used.variant)):
                used = replace(used, load=None)
            try:
                return cls(exercise, replace(used, **given))._with_own_load(choices, last.used_at_s)
            except KnownError:
                pass
        return cls(exercise, choices)._with_own_load(choices, None)

    def _with_own_load(self, choices: Choices, kept_at_s: float | None) -> Self:
        """Note where the load comes from: one that was not asked for may be replaced by that of the last session."""
        self._load_before = self.dose.load if choices.load is None else None
        self._kept_at_s = kept_at_s or 0.0
        return self

    @property
    def waits_for_phase(self) -> int | None:
        """The phase of a program that the person has to have come to, and did not say so yet."""
        phase = self.exercise.program_phase
        return phase if phase is not None and phase > self.phase_reached else None

    @property
    def dose_text(self) -> str:
        """The whole dose in its text form."""
        return self.dose.as_text(self.item.exercise.prescription)

    def step(self, what: str, steps: int) -> str | None:
        """Move one number of the dose by some steps; returns a sentence with the reason if that is refused."""
        return self._try(lambda: self.dose.stepped(self.item.exercise, what, steps))

    def type_dose(self, typed: str) -> str | None:
        """Take a typed dose, or a part of one; returns a sentence with the reason if it is refused."""
        return self._try(lambda: self.dose.told(typed, self.item.exercise.prescription))

    def type_number(self, what: str, typed: str, *, up_first: bool = False) -> str | None:
        """Take the tempo or one number of the dose as it was typed, by its name in `Dose.with_field`.

        Returns a sentence with the reason if it is refused.
        """
        return self._try(lambda: self.dose.with_field(what, typed, up_first=up_first))

    def offer_load(self, last: "LastTime") -> bool:
        """Take the load of last time; False if nothing is taken.

        It is taken if the dose has no load, the exercise's own, or one that was saved before that session. With another
        number of sets than last time, further sets take the smallest load. A load that was saved when that session
        began is kept, except in the sets whose load was corrected afterwards.
        """
        now = self.dose.load
        if last.load is None or (now is not None and now != self._load_before):
            return False
        if now is None or last.began_s > self._kept_at_s + MOMENTS_S:
            return self._take_load(last.load)
        if last.began_s < self._kept_at_s - MOMENTS_S:
            return False
        corrected = tuple(last.by_set.get(number, now[(number - 1) % len(now)]) for number in self._set_numbers)
        return corrected != self._each(now) and self._take_load(corrected)

    @property
    def _set_numbers(self) -> range:
        return range(1, self.dose.sets + 1)

    def _each(self, load: tuple[Load, ...]) -> tuple[Load, ...]:
        return load * self.dose.sets if len(load) == 1 else load

    def do_more(self, load: tuple[Load, ...] | None, reps: int) -> bool:
        """Take a load (one for all sets, or one for each), or add `reps` to each set; False if that is refused."""
        if load is not None:
            return self._take_load(load)
        now = self.dose.reps
        if isinstance(now, str):
            return False
        return self._taken(reps=tuple(each + reps for each in now) if isinstance(now, tuple) else now + reps)

    def _take_load(self, load: tuple[Load, ...]) -> bool:
        taken = self._taken(load=loads_for(load, self.dose.sets))
        if taken:
            self._load_before = self.dose.load
        return taken

    def _taken(self, **changes: object) -> bool:
        try:
            self._take(replace(self.dose, **changes))  # type: ignore[arg-type]
        except KnownError:
            return False
        return True

    def choose_variant(self, variant: str) -> str | None:
        """Choose a variant; if it has its own dose, that dose is taken, otherwise the dose stays as it is.

        Values below a floor of the variant are raised to the floor; if that is not enough, the exercise's own dose is
        taken. Returns a sentence that says so. A variant that is refused with every dose changes nothing.
        """
        changed = None
        try:
            if not any(each.id == variant and each.prescription is not None for each in self.exercise.variants):
                return self._carry_dose(variant)
        except (Refused, KnownError) as refused:
            changed = text("{refusal}. The usual dose was taken instead.", refusal=error_text(refused))
        try:
            self._set_variant(variant, Choices(variant, lead_in_s=self.dose.lead_in_s))
        except KnownError as refused:
            return error_text(refused)
        return changed

    @property
    def chosen_variant(self) -> Variant | None:
        """The chosen variant, as in its file; None if the exercise has no variants."""
        return next((each for each in self.exercise.variants if each.id == self.variant), None)

    def _carry_dose(self, variant: str) -> str | None:
        exercise, before = self.exercise.variant(variant), self.dose
        if before.load is not None and before.load == self._load_before:
            before = replace(before, load=None)  # what was lifted in one variant says nothing of another
        dose = before.raised(exercise)
        self._set_variant(variant, self._choices(dose, variant))
        return _raised_text(exercise, before, dose)

    def _set_variant(self, variant: str, choices: Choices) -> None:
        self.item = prescribe(self.exercise, choices)
        self.variant, self.dose = variant, Dose.of(self.item.dose)

    def _try(self, change: Callable[[], Dose]) -> str | None:
        """Take a changed dose; if it is refused, nothing changes and the reason is returned."""
        try:
            self._take(change())
        except (Refused, KnownError) as refused:
            return error_text(refused)
        return None

    def _take(self, dose: Dose) -> None:
        self.item = prescribe(self.exercise, self._choices(dose, self.variant))
        self.dose = dose

    def _choices(self, dose: Dose, variant: str | None) -> Choices:
        tempo = None if dose.tempo is None else str(dose.tempo)
        times = (dose.rest_s, dose.lead_in_s, dose.relax_s, dose.switch_s)
        return Choices(variant, tempo, dose.hold_s, dose.sets, dose.reps, *times, load=dose.load)


def _raised_text(exercise: Exercise, before: Dose, after: Dose) -> str | None:
    """A sentence on values raised to a floor, and why: `Lower was raised from 3 to 4 s: …`; None if none was."""
    raised = []
    if before.hold_s is not None and after.hold_s is not None and before.hold_s != after.hold_s:
        raised.append((Phase.HOLD, plain(before.hold_s), plain(after.hold_s)))
    if before.tempo is not None and after.tempo is not None:
        counts = ((phase, before.tempo[phase], after.tempo[phase]) for phase in NOTATION_ORDER)
        raised += [(phase, str(old), str(new)) for phase, old, new in counts if old != new]
    sentences = (
        text(
            "{phase} was raised from {old} to {new} s: {why}.",
            phase=phase_label(exercise, phase),
            old=old,
            new=new,
            why=exercise.spec(phase).reason,
        )
        for phase, old, new in raised
    )
    return " ".join(sentences) or None
