"""What was last chosen for an exercise, as the settings keep it: choices to data and back.

All of a dose is kept, so that what was set is there the next time, whether or not it was started, and from wherever a
session was begun. Refuses to know whether it may still be played: that is said by `calfcoach.domain.prescribe`.
"""

import time
from decimal import Decimal

from calfcoach.domain.amounts import AmountError, Load, read_load
from calfcoach.domain.plan import PlannedExercise
from calfcoach.domain.prescribe import Choices
from calfcoach.domain.prescription import OPEN, RepsAsked
from calfcoach.library.lifts import remember_lift
from calfcoach.settings import LastUsed, SettingsStore


def remember_choices(
    store: SettingsStore,
    item: PlannedExercise,
    variant: str | None,
    *,
    begun: bool,
    at_s: float | None = None,
    **others: object,
) -> None:
    """Keep what was chosen for an exercise, for who trains now; `begun`: a session of it was begun.

    `at_s` is when, in seconds since 1970, by default now; `others` are settings to change in the same write.
    """
    remember_lift(store, item, begun=begun)
    used = last_used_of(item, variant).model_copy(update={"used_at_s": time.time() if at_s is None else at_s})
    last_used = {**store.settings.last_used, store.settings.key_of(item.exercise.id): used}
    store.change(last_used=last_used, **others)


def last_used_of(item: PlannedExercise, variant: str | None) -> LastUsed:
    """What was chosen, in a form that can be kept."""
    dose = item.dose
    return LastUsed(
        variant=variant,
        tempo=None if dose.tempo is None else str(dose.tempo),
        hold_s=None if dose.hold_s is None else float(dose.hold_s),
        sets=dose.sets,
        reps=list(dose.reps) if isinstance(dose.reps, tuple) else dose.reps,
        rest_s=float(dose.rest_s),
        lead_in_s=float(dose.lead_in_s),
        relax_s=float(dose.relax_s),
        switch_s=float(dose.switch_s),
        load=None if dose.load is None else [str(each) for each in dose.load],
    )


def choices_of_last(last: LastUsed) -> Choices:
    """The choices that were kept; for any that cannot be read, the exercise's own value is used."""
    return Choices(
        variant=last.variant,
        tempo=last.tempo,
        hold_s=_exact(last.hold_s),
        sets=last.sets,
        reps=_reps(last.reps),
        rest_s=_exact(last.rest_s),
        lead_in_s=_exact(last.lead_in_s),
        relax_s=_exact(last.relax_s),
        switch_s=_exact(last.switch_s),
        load=_loads(last.load),
    )


def _exact(seconds: float | None) -> Decimal | None:
    return None if seconds is None else Decimal(str(seconds))


def _reps(kept: int | str | list[int] | None) -> RepsAsked | None:
    if isinstance(kept, list):
        return tuple(kept) or None
    if isinstance(kept, str):
        return OPEN if kept == OPEN else None
    return kept


def _loads(kept: list[str] | None) -> tuple[Load, ...] | None:
    try:
        return tuple(read_load(each) for each in kept or ()) or None
    except AmountError:
        return None
