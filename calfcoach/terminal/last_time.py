"""Last time in the terminal: what the set-up tells of it, and its load for whoever asked for none. Shows nothing."""

from pathlib import Path

from calfcoach.domain.plan import SessionPlan
from calfcoach.history.last_time import last_lines
from calfcoach.history.setup_reading import last_times, with_loads_of
from calfcoach.settings import Settings
from calfcoach.texts import text


def as_last_time(
    plan: SessionPlan, history: Path, settings: Settings, *, load_asked: bool
) -> tuple[SessionPlan, list[str]]:
    """The plan with the loads of last time unless one was asked for, and the lines that tell of last time."""
    last = last_times(history, plan, settings)
    lines = list(dict.fromkeys(line for each in last for line in last_lines(each)))
    taken = plan if load_asked else with_loads_of(plan, last)
    if taken != plan:
        lines.append(text("The load is that of last time; --load gives another."))
    return taken, lines
