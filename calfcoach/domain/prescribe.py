"""Makes a plan from an exercise and what was asked for, whoever asks: command line, screen or file.

Everything not asked for is the exercise's own. Refusals are one sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from calfcoach.domain.amounts import Load
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.domain.prescription import MAX_REPS, MAX_SECONDS, MAX_SETS, Prescription, RepsAsked
from calfcoach.domain.refusals import Reason, Refusal, Refused, refusal
from calfcoach.domain.tempo import Tempo
from calfcoach.errors import KnownError

_BOUNDS = {
    "sets": (Reason.SETS_OUT_OF_BOUNDS, MAX_SETS),
    "reps": (Reason.REPS_OUT_OF_BOUNDS, MAX_REPS),
    "rest_s": (Reason.REST_OUT_OF_BOUNDS, MAX_SECONDS),
    "hold_s": (Reason.HOLD_OUT_OF_BOUNDS, MAX_SECONDS),
    "lead_in_s": (Reason.LEAD_IN_OUT_OF_BOUNDS, MAX_SECONDS),
    "relax_s": (Reason.RELAX_OUT_OF_BOUNDS, MAX_SECONDS),
    "switch_s": (Reason.SWITCH_OUT_OF_BOUNDS, MAX_SECONDS),
}
_SECONDS = ("hold_s", "rest_s", "lead_in_s", "relax_s", "switch_s")


class DoseRefused(KnownError):
    """What was asked for cannot be done with this exercise; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


@dataclass(frozen=True)
class Choices:
    """What was asked for; None leaves the exercise's own. `tempo` is in any notation, times are in seconds.

    `reps` are a number, one for each set, or `max` for open sets; `load` is one for all or one for each set.
    `up_first` says that the numbers of `tempo` are contract, squeeze, lower, stretch. `program_phase` is the phase of a
    program that the person has come to.
    """

    variant: str | None = None
    tempo: str | None = None
    hold_s: Decimal | None = None
    sets: int | None = None
    reps: RepsAsked | None = None
    rest_s: Decimal | None = None
    lead_in_s: Decimal | None = None
    relax_s: Decimal | None = None
    switch_s: Decimal | None = None
    up_first: bool = False
    load: tuple[Load, ...] | None = None
    program_phase: int | None = None


def choices_of(item: PlannedExercise) -> Choices:
    """All that was chosen for a planned exercise, so that `prescribe` plans the same again."""
    dose = item.dose
    tempo = None if dose.tempo is None else str(dose.tempo)
    times = (dose.rest_s, dose.lead_in_s, dose.relax_s, dose.switch_s)
    return Choices(item.variant_id, tempo, dose.hold_s, dose.sets, dose.reps, *times, load=dose.load)


def prescribe(exercise: Exercise, choices: Choices) -> PlannedExercise:
    """The exercise with the dose asked for.

    Raises:
        DoseRefused: no such variant, a number out of bounds, a tempo that cannot be read or is below the floor, a
            tempo for a hold or a hold for a tempo.
    """
    chosen = _variant(exercise, choices.variant)
    if exercise.is_hold and choices.tempo is not None:
        raise DoseRefused(refusal(Reason.TEMPO_FOR_A_HOLD, exercise=exercise.name))
    if not exercise.is_hold and choices.hold_s is not None:
        raise DoseRefused(refusal(Reason.HOLD_FOR_A_TEMPO, exercise=exercise.name))
    wanted = {
        name: value for name in ("sets", "reps", "load", *_SECONDS) if (value := getattr(choices, name)) is not None
    }
    try:
        tempo = {} if choices.tempo is None else {"tempo": Tempo.parse(choices.tempo, up_first=choices.up_first)}
        dose = Prescription.model_validate({**_base(chosen.prescription, wanted), **wanted, **tempo})
        return PlannedExercise(chosen, dose, choices.variant)
    except ValidationError as error:
        raise DoseRefused(_refusal_of(error.errors()[0], wanted)) from None
    except Refused as error:
        raise DoseRefused(error.refusal) from None


def plan_of(exercise: Exercise, choices: Choices) -> SessionPlan:
    """A session of one exercise; see `prescribe`."""
    return SessionPlan((prescribe(exercise, choices),))


def _refusal_of(error: ErrorDetails, wanted: Mapping[str, object]) -> Refusal:
    refused = error.get("ctx", {}).get("error")
    if isinstance(refused, Refused):
        return refused.refusal
    field = str(error["loc"][0])
    reason, most = _BOUNDS[field]
    said = wanted[field]
    return refusal(reason, most=most, asked="/".join(map(str, said)) if isinstance(said, tuple) else said)


def _base(dose: Prescription, wanted: Mapping[str, object]) -> dict[str, object]:
    """The exercise's own dose for the wanted number of sets; the last of listed reps or loads is repeated."""
    given = {name: getattr(dose, name) for name in Prescription.model_fields}
    if isinstance(reps := wanted.get("reps"), tuple):
        given["sets"] = len(reps)
    sets = wanted.get("sets", given["sets"])
    for name in ("reps", "load"):
        each = given[name]
        if isinstance(each, tuple) and len(each) > 1 and isinstance(sets, int) and 1 <= sets <= MAX_SETS:
            given[name] = (*each, *[each[-1]] * sets)[:sets]
    return given


def _variant(exercise: Exercise, variant_id: str | None) -> Exercise:
    try:
        return exercise.variant(variant_id)
    except KeyError:
        known = ", ".join(variant.id for variant in exercise.variants)
        reason = Reason.NO_VARIANT if known else Reason.NO_VARIANTS
        raise DoseRefused(refusal(reason, exercise=exercise.name, variant=variant_id, known=known)) from None
