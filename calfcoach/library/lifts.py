"""The lifts of which nothing is known, as they were done: their names to be offered again, and how often each was used.

They stand in the settings. Which name may be coached so is said by `calfcoach.library.near`.
"""

import time
from collections.abc import Mapping

from calfcoach.domain.dose_text import read_dose
from calfcoach.domain.dosing import Dose
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import PlannedExercise
from calfcoach.domain.prescribe import Choices
from calfcoach.domain.refusals import Refused
from calfcoach.settings import SettingsStore, UsedLift
from calfcoach.texts import text
from calfcoach.wording.any_lift import ANY_LIFT

MOST_LIFTS = 50
"""Lifts that are remembered; the one not used for longest is forgotten first."""

USES_TO_KEEP = 2
"""Sessions after which a lift may be kept as an exercise."""


def remember_lift(store: SettingsStore, item: PlannedExercise, *, begun: bool) -> None:
    """Remember a lift of which nothing is known, and that a session of it was begun; nothing for other exercises."""
    exercise = item.exercise
    if exercise.id != ANY_LIFT:
        return
    key = store.settings.lift_key(name_of(exercise))
    before = store.settings.lifts.get(key, UsedLift())
    used = UsedLift(
        start=exercise.start_phase.value,
        dose=Dose.of(item.dose).as_text(exercise.prescription),
        uses=before.uses + begun,
        used_at_s=time.time(),
    )
    others = {each: lift for each, lift in store.settings.lifts.items() if each != key}
    kept = by_use(others)[: MOST_LIFTS - 1]
    store.change(lifts={each: others[each] for each in kept} | {key: used})


def forget_lift(store: SettingsStore, name: str) -> None:
    """Remember a lift no more: it is an exercise now."""
    key = store.settings.lift_key(name)
    store.change(lifts={each: lift for each, lift in store.settings.lifts.items() if each != key})


def name_of(lift: Exercise) -> str:
    """What a lift of which nothing is known is called; empty where it has no name."""
    return "" if lift.name == text("Any lift") else lift.name


def by_use(lifts: Mapping[str, UsedLift]) -> list[str]:
    """The names of lifts, the one used last first."""
    return sorted(lifts, key=lambda name: lifts[name].used_at_s, reverse=True)


def choices_of_lift(lift: UsedLift) -> Choices:
    """The dose with which a lift was last done; nothing where it cannot be read any more."""
    try:
        given = read_dose(lift.dose).given() if lift.dose else {}
    except Refused:
        given = {}
    if "tempo" in given:
        given["tempo"] = str(given["tempo"])
    return Choices(**given)  # type: ignore[arg-type]
