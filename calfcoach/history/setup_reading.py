"""What the set-up of an exercise shows of the history, read in one go: who there is, the last time of who trains.

For a session that begins without its set-up it gives the plan the load that the set-up would show.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.domain.progression import loads_for
from calfcoach.domain.refusals import Refused
from calfcoach.history.exercise_keys import exercise_key
from calfcoach.history.last_time import LastTime, look_back
from calfcoach.history.people import Trainee, people_in, who_trains
from calfcoach.history.reader import HistoryUnreadable, Reader
from calfcoach.history.schema import ONLY_PERSON
from calfcoach.settings import Settings


@dataclass(frozen=True)
class ReadForSetup:
    """`person` is the id of who trains, `last` their last time, None where there is none."""

    people: tuple[Trainee, ...]
    person: str
    last: LastTime | None

    @property
    def chosen(self) -> str | None:
        """Who trains as the settings have it: None for the one person without a name."""
        return None if self.person == ONLY_PERSON else self.person


def read_for_setup(
    path: Path, exercise: Exercise, settings: Settings, variants: tuple[str | None, ...] = (None,)
) -> ReadForSetup:
    """Read it; where the history cannot be read now there is nothing to show, and who trains stays.

    `variants` are the ids that the chosen variant may be kept as, see `Exercise.kept_as`.
    """
    try:
        with Reader(path) as reader:
            people = people_in(reader)
    except HistoryUnreadable:
        return ReadForSetup((), settings.person or ONLY_PERSON, None)
    person = who_trains(people, settings.person)
    limit = settings.pain_limits.get(person, settings.pain_limit)
    key = exercise_key(exercise.id, exercise.name)
    last = look_back(path, key, person, variants, propose=settings.propose, pain_limit=limit)
    return ReadForSetup(people, person, last)


def who_begins(path: Path, settings: Settings) -> str | None:
    """Who trains, as the settings have it, in a session that begins without its set-up; waits for the file.

    The settings may name somebody who was deleted since.
    """
    try:
        with Reader(path) as reader:
            person = who_trains(people_in(reader), settings.person)
    except HistoryUnreadable:
        return settings.person
    return None if person == ONLY_PERSON else person


def last_times(path: Path, plan: SessionPlan, settings: Settings) -> list[LastTime | None]:
    """The last time of each exercise of a plan, in its variant; waits for the file."""
    variants = [each.exercise.kept_as(each.variant_id) for each in plan.items]
    items = zip(plan.items, variants, strict=True)
    return [read_for_setup(path, each.exercise, settings, kept_as).last for each, kept_as in items]


def with_loads_of(plan: SessionPlan, last: Sequence[LastTime | None]) -> SessionPlan:
    """The plan with the loads that were used the last time of each exercise, where any is known.

    With another number of sets than last time, further sets take the smallest load.
    """
    return replace(plan, items=tuple(map(_with_load, plan.items, last)))


def _with_load(item: PlannedExercise, last: LastTime | None) -> PlannedExercise:
    if last is None or last.load is None:
        return item
    load = loads_for(last.load, item.dose.sets)
    try:
        return replace(item, dose=item.dose.model_copy(update={"load": load}))
    except Refused:  # it is done without a load now
        return item
