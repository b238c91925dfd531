"""What is shown of the last session of an exercise before the next: what was done, and what the rule proposes.

Reads through a `Reader`; where the history cannot be read there is nothing to show.
"""

from collections.abc import Iterator
from pathlib import Path

from calfcoach.domain.progression import LOAD_STEP, MOST_EFFORT, Progress, progress_after
from calfcoach.history.past import PastItem, PastSession
from calfcoach.history.reader import HistoryUnreadable, Reader
from calfcoach.history.words import load_of, remarks
from calfcoach.texts import text
from calfcoach.wording.doses import load_text


def last_time(path: Path, exercise: str, *, propose: bool, pain_limit: int) -> list[str]:
    """The last time in one line, and the proposal in another where one is wanted; none where it was never done."""
    try:
        with Reader(path) as reader:
            session = reader.last_of(exercise)
    except HistoryUnreadable:  # whoever writes it says so
        return []
    item = next((each for each in session.items if each.exercise == exercise), None) if session is not None else None
    if session is None or item is None:
        return []
    return [_told(session, item), *_proposed(session, item, propose, pain_limit)]


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


def _proposed(session: PastSession, item: PastItem, propose: bool, pain_limit: int) -> Iterator[str]:
    count = item.dose.get("sets")
    # An open set has no number of reps that could all be done.
    if not propose or not isinstance(count, int) or isinstance(item.dose.get("reps"), str):
        return
    sets = [(each.planned_reps, each.reps) for each in item.counting]
    sets += [(1, 0)] * (count - len(sets))  # what was not begun was not done
    load, said = load_of(item), session.remarks
    progress = progress_after(sets, said.effort, said.pain, pain_limit, loaded=load is not None and load.amount > 0)
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
