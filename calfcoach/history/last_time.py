"""What is shown of the last session of an exercise before the next: what was done, and what the rule proposes.

Reads through a `Reader`; where the history cannot be read there is nothing to show.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from calfcoach.domain.amounts import Load, read_load
from calfcoach.domain.progression import LOAD_STEP, MOST_EFFORT, Progress, progress_after
from calfcoach.history.past import PastItem, PastSession, PastSet
from calfcoach.history.reader import HistoryUnreadable, Reader
from calfcoach.history.words import load_of, remarks
from calfcoach.texts import text
from calfcoach.wording.doses import load_text


@dataclass(frozen=True)
class LastTime:
    """The last session of an exercise as a screen shows it.

    `line` tells all of it in one line, `sets` set by set, `said` what the person said of it. `load` is that of each
    set, one for all where they are the same, None where none was kept. `proposal` is what the rule proposes and why,
    None where nothing is; `more_load` and `more_reps` are what is proposed in numbers, 0 and None where it is no more.
    """

    line: str
    sets: tuple[str, ...]
    said: tuple[str, ...]
    load: tuple[Load, ...] | None
    proposal: str | None
    more_load: Load | None = None
    more_reps: int = 0


def last_lines(last: LastTime | None) -> list[str]:
    """The last time in one line, and the proposal in another where one is wanted; none where it was never done."""
    return [] if last is None else [line for line in (last.line, last.proposal) if line is not None]


def look_back(
    path: Path, exercise: str, person_id: str | None = None, *, propose: bool, pain_limit: int
) -> LastTime | None:
    """The last session of an exercise, of one person or of anybody; None where it was never done."""
    try:
        with Reader(path) as reader:
            session = reader.last_of(exercise, person_id)
    except HistoryUnreadable:  # whoever writes it says so
        return None
    item = next((each for each in session.items if each.exercise == exercise), None) if session is not None else None
    if session is None or item is None:
        return None
    progress = _progress(session, item, pain_limit) if propose else Progress.NOT_SAID
    load = load_of(item)
    return LastTime(
        _told(session, item),
        tuple(_whole_set(item, each) for each in item.counting),
        tuple(remarks(session.remarks)),
        _loads(item),
        next(_proposal(progress, load, pain_limit), None),
        _more(load) if progress is Progress.MORE_LOAD and load is not None else None,
        1 if progress is Progress.MORE_REPS else 0,
    )


def _told(session: PastSession, item: PastItem) -> str:
    reps = ", ".join(_set(item, number) for number in range(len(item.counting)))
    when = session.started.strftime("%Y-%m-%d")
    said = (text("Last time, {date}: {reps} reps", date=when, reps=reps), *remarks(session.remarks))
    return " · ".join(said)


def _set(item: PastItem, number: int) -> str:
    """A set's reps, with its load where it is another than the set before had."""
    sets = item.counting
    loads = [each.load or item.load for each in sets]
    load, reps = loads[number], str(sets[number].reps)
    if load is None or (number and load == loads[number - 1]):
        return reps
    return text("{load} × {reps}", load=load_text(load), reps=reps)


def _whole_set(item: PastItem, done: PastSet) -> str:
    load = done.load or item.load
    values = {"set_number": done.set_number, "reps": done.reps, "planned": done.planned_reps}
    if load is None:
        if not done.planned_reps:
            return text("Set {set_number}: {reps} reps", **values)
        return text("Set {set_number}: {reps} of {planned} reps", **values)
    if not done.planned_reps:
        return text("Set {set_number}: {reps} reps with {load}", load=load_text(load), **values)
    return text("Set {set_number}: {reps} of {planned} reps with {load}", load=load_text(load), **values)


def _loads(item: PastItem) -> tuple[Load, ...] | None:
    each = [done.load or item.load for done in item.counting]
    loads = tuple(load for load in each if load is not None)
    if not loads or len(loads) < len(each):
        return None
    return loads[:1] if len(set(loads)) == 1 else loads


def _progress(session: PastSession, item: PastItem, pain_limit: int) -> Progress:
    count = item.dose.get("sets")
    # An open set has no number of reps that could all be done.
    if not isinstance(count, int) or isinstance(item.dose.get("reps"), str):
        return Progress.NOT_SAID
    sets = [(each.planned_reps, each.reps) for each in item.counting]
    sets += [(1, 0)] * (count - len(sets))  # what was not begun was not done
    load, said = load_of(item), session.remarks
    return progress_after(sets, said.effort, said.pain, pain_limit, loaded=load is not None and load.amount > 0)


def _more(load: Load) -> Load:
    return Load(load.amount + read_load(LOAD_STEP[load.unit]).amount, load.unit)


def _proposal(progress: Progress, load: Load | None, pain_limit: int) -> Iterator[str]:
    """The sentence that says what is proposed and why; none where nothing is proposed."""
    if progress is Progress.MORE_LOAD and load is not None:
        step = LOAD_STEP[load.unit]
        yield text("Proposal: {step} more. All reps were done at effort {most} or less.", step=step, most=MOST_EFFORT)
    elif progress is Progress.MORE_REPS:
        yield text("Proposal: one rep more a set. All reps were done at effort {most} or less.", most=MOST_EFFORT)
    elif progress is Progress.PAIN:
        yield text("Proposal: not more than last time. Pain was above your limit of {limit}.", limit=pain_limit)
    elif progress is Progress.TOO_HARD:
        yield text("Proposal: the same again. Effort was above {most}.", most=MOST_EFFORT)
    elif progress is Progress.NOT_ALL_DONE:
        yield text("Proposal: the same again, until all reps are done.")
