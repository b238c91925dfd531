"""What the set-up of an exercise shows of the history, read in one go: who there is, the last time of who trains."""

from dataclasses import dataclass
from pathlib import Path

from calfcoach.domain.exercise import Exercise
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
