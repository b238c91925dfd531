"""Makes a plan from an exercise and what was asked for, whoever asks: command line, screen or file.

Everything not asked for is the exercise's own. Refusals are one sentence.
"""

from dataclasses import dataclass
from decimal import Decimal

from pydantic import ValidationError

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.floors import FloorError
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.domain.prescription import MAX_REPS, MAX_SECONDS, MAX_SETS, Prescription
from calfcoach.domain.tempo import Tempo, TempoError
from calfcoach.errors import KnownError

_BOUNDS = {
    "sets": f"sets are a whole number from 1 to {MAX_SETS}",
    "reps": f"reps are a whole number from 1 to {MAX_REPS}",
    "rest_s": f"rest is 0 to {MAX_SECONDS} s",
    "hold_s": f"hold is more than 0 and at most {MAX_SECONDS} s",
    "relax_s": f"relax is 0 to {MAX_SECONDS} s",
    "lead_in_s": f"lead-in is 0 to {MAX_SECONDS} s",
}


@dataclass(frozen=True)
class Choices:
    """What was asked for; None leaves the exercise's own. `tempo` is in any notation, times are in seconds."""

    variant: str | None = None
    tempo: str | None = None
    hold_s: Decimal | None = None
    sets: int | None = None
    reps: int | None = None
    rest_s: Decimal | None = None
    lead_in_s: Decimal | None = None


def prescribe(exercise: Exercise, choices: Choices) -> PlannedExercise:
    """The exercise with the dose asked for.

    Raises:
        KnownError: no such variant, a number out of bounds, a tempo that cannot be read or is below the floor, a
            tempo for a hold or a hold for a tempo.
    """
    chosen = _variant(exercise, choices.variant)
    if exercise.is_hold and choices.tempo is not None:
        raise KnownError(f"{exercise.name} is a hold and has no tempo; give the seconds to hold instead")
    if not exercise.is_hold and choices.hold_s is not None:
        raise KnownError(f"{exercise.name} is no hold; give its tempo instead")
    asked = {
        name: value
        for name in ("hold_s", "sets", "reps", "rest_s", "lead_in_s")
        if (value := getattr(choices, name)) is not None
    }
    try:
        tempo = {} if choices.tempo is None else {"tempo": Tempo.parse(choices.tempo)}
        dose = Prescription.model_validate({**_given(chosen.prescription), **asked, **tempo})
        return PlannedExercise(chosen, dose, choices.variant)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        raise KnownError(f"{_BOUNDS.get(field, field)}; {asked.get(field)} was asked for") from None
    except (TempoError, FloorError) as error:
        raise KnownError(str(error)) from None


def plan_of(exercise: Exercise, choices: Choices) -> SessionPlan:
    """A session of one exercise; see `prescribe`."""
    return SessionPlan((prescribe(exercise, choices),))


def _given(dose: Prescription) -> dict[str, object]:
    return {name: getattr(dose, name) for name in Prescription.model_fields}


def _variant(exercise: Exercise, variant_id: str | None) -> Exercise:
    try:
        return exercise.variant(variant_id)
    except KeyError:
        names = ", ".join(variant.id for variant in exercise.variants) or "none"
        raise KnownError(f"{exercise.name} has no variant {variant_id!r}; it has {names}") from None
