"""Makes ready what is needed to go on with a session that was cut off: its plan, and what was done of it.

The plan is made anew from what was asked for and from the exercises as they are now: their floors hold, also where
they have risen since.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.phases import Phase
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.domain.prescription import Prescription
from calfcoach.domain.refusals import Refused
from calfcoach.domain.tempo import Tempo
from calfcoach.errors import KnownError
from calfcoach.history.past import PastItem, Unfinished
from calfcoach.history.people import people_in
from calfcoach.history.reader import HistoryUnreadable, Reader
from calfcoach.history.resuming import records_of
from calfcoach.history.store import History
from calfcoach.library.collection import Library
from calfcoach.library.near import near_to
from calfcoach.session.results import DoneBefore
from calfcoach.texts import text
from calfcoach.wording.any_lift import ANY_LIFT, any_lift

LOOK_S = 0.05
"""Time between two checks whether the caller has given up waiting."""


@dataclass(frozen=True)
class GoingOn:
    """A session that was cut off, and what a coach needs to go on with it."""

    cut_off: Unfinished
    plan: SessionPlan
    done_before: DoneBefore


def going_on(cut_off: Unfinished, library: Library) -> GoingOn:
    """All that goes on with a session.

    Raises:
        KnownError: its exercise is gone, or what was asked for is not allowed any more; it can only be kept as it is.
    """
    session = cut_off.session
    try:
        items = tuple(_planned(item, library) for item in session.items)
        plan = SessionPlan(items, Decimal(session.changeover_s)) if session.changeover_s else SessionPlan(items)
        plan.block_item(cut_off.block_number)
    except (Refused, ValueError, KeyError, IndexError, InvalidOperation):
        name = cut_off.item.exercise_name or cut_off.item.exercise
        raise KnownError(
            text("{exercise} has changed since, so this session cannot be gone on with", exercise=name)
        ) from None
    return GoingOn(cut_off, plan, DoneBefore(records_of(plan, session), cut_off.block_number))


def find_cut_off(
    history: History, most_s: float, given_up: Callable[[], bool] = lambda: False
) -> tuple[Unfinished, ...]:
    """The sessions that were cut off, newest first; for a thread that may wait.

    What an earlier run could not write is written first, for `most_s` seconds at most. None where the history cannot
    be read: whoever writes it says so.
    """
    until_s = time.monotonic() + most_s
    while not history.settle(LOOK_S) and time.monotonic() < until_s and not given_up():
        pass
    try:
        with Reader(history.path) as reader:
            people = {each.id: each.shown for each in people_in(reader)}
            found = reader.unfinished()
    except HistoryUnreadable:
        return ()
    if len(people) < 2:
        return tuple(found)
    return tuple(replace(each, person=people.get(each.session.person_id, "")) for each in found)


def now() -> datetime:
    """The time of day, with the UTC offset of the machine's time zone."""
    return datetime.now().astimezone()


def _planned(item: PastItem, library: Library) -> PlannedExercise:
    exercise = _exercise(item, library).variant(item.variant)
    return PlannedExercise(exercise, Prescription.model_validate(_dose(item.dose)), item.variant)


def _exercise(item: PastItem, library: Library) -> Exercise:
    if item.exercise == ANY_LIFT:
        near = near_to(item.exercise_name, [entry.listing for entry in library.entries.values()])
        if near is not None and near.never_any_lift:  # the file of a history can be written by hand
            raise KnownError(
                text(
                    "{exercise} is never coached as any lift, so this session cannot be gone on with",
                    exercise=near.exercise.name,
                )
            )
        return any_lift(item.exercise_name or None, Phase(item.start_phase or Phase.LOWER))
    return library.find(item.exercise).exercise


def _dose(kept: Mapping[str, object]) -> dict[str, object]:
    """A dose as it was kept, with the numbers that JSON keeps as texts."""
    dose = {name: Decimal(str(value)) if name.endswith("_s") else value for name, value in kept.items()}
    return dose | {"tempo": Tempo.parse(str(dose["tempo"]))} if "tempo" in dose else dose
