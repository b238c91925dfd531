"""Last time in the terminal: what the set-up tells of it, and its load for whoever asked for none. Shows nothing."""

from dataclasses import replace
from pathlib import Path

from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.domain.progression import loads_for
from calfcoach.history.last_time import LastTime, last_lines
from calfcoach.history.setup_reading import read_for_setup
from calfcoach.settings import Settings
from calfcoach.texts import text


def as_last_time(plan: SessionPlan, history: Path, settings: Settings) -> tuple[SessionPlan, list[str]]:
    """The plan with the loads of last time where it has none, and the lines that tell of last time."""
    items, lines = [], []
    for item in plan.items:
        last = read_for_setup(history, item.exercise, settings, item.exercise.kept_as(item.variant_id)).last
        lines += [line for line in last_lines(last) if line not in lines]
        items.append(_with_load(item, last))
    if items != list(plan.items):
        lines.append(text("The load is that of last time; --load gives another."))
    return replace(plan, items=tuple(items)), lines


def _with_load(item: PlannedExercise, last: LastTime | None) -> PlannedExercise:
    if last is None or last.load is None or item.dose.load is not None:
        return item
    load = loads_for(last.load, item.dose.sets)
    return replace(item, dose=item.dose.model_copy(update={"load": load}))
