"""What is shown of the last session of an exercise before the next: what was done, and what the rule proposes.

Reads through a `Reader`; where the history cannot be read there is nothing to show.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from calfcoach.domain.amounts import Load
from calfcoach.domain.progression import LOAD_STEP, MOST_EFFORT, Progress, loads_by_set, more_load, progress_after
from calfcoach.history.past import PastItem, PastSession, PastSet
from calfcoach.history.reader import HistoryUnreadable, Reader
from calfcoach.history.words import remarks
from calfcoach.texts import plural, text
from calfcoach.wording.doses import load_text, reps_done_text


@dataclass(frozen=True)
class LastTime:
    """The last session of an exercise as a screen shows it.

    `line` tells all of it in one line, `began_s` is when it began, in seconds since 1970, `sets` tells it set by set,
    `said` what the person said of it. `load` is that of each set, one for all where they are the same, None where none
    was kept; `by_set` has those of the sets that were done, by their numbers. `proposal` is what the rule proposes and
    why, None where nothing is; `more_load` (of each set, as `load`) and `more_reps` are what is proposed in numbers,
    None and 0 where it is no more. Of another variant there is neither load nor proposal: `line` names it.
    """

    line: str
    began_s: float
    sets: tuple[str, ...]
    said: tuple[str, ...]
    load: tuple[Load, ...] | None
    by_set: Mapping[int, Load]
    proposal: str | None
    more_load: tuple[Load, ...] | None = None
    more_reps: int = 0


def last_lines(last: LastTime | None) -> list[str]:
    """The last time in one line, and the proposal in another where one is wanted; none where it was never done."""
    return [] if last is None else [line for line in (last.line, last.proposal) if line is not None]


def look_back(
    path: Path,
    exercise: str,
    person_id: str | None = None,
    variants: tuple[str | None, ...] = (None,),
    *,
    propose: bool,
    pain_limit: int,
) -> LastTime | None:
    """The last session of an exercise, of one person or of anybody; None where it was never done.

    `exercise` is its key (`exercise_keys.exercise_key`), `variants` are the ids that the chosen variant may be kept as.
    If that was never done, another variant's is told.
    """
    try:
        with Reader(path) as reader:
            session = reader.last_of(exercise, person_id, variants) or reader.last_of(exercise, person_id)
    except HistoryUnreadable:  # whoever writes it says so
        return None
    if session is None:
        return None
    done = [each for each in session.items if exercise in (each.exercise, each.key) and each.sets]
    item = next((each for each in done if each.variant in variants), None)
    if item is None:
        return _of_another_variant(session, done[0]) if done else None
    progress = _progress(session, item, pain_limit) if propose else Progress.NOT_SAID
    by_set = _by_set(item)
    loads = loads_by_set(by_set) if by_set else None
    told = text("Last time, {date}: {reps}", date=session.started.strftime("%Y-%m-%d"), reps=_reps(item))
    return LastTime(
        " · ".join((told, *remarks(session.remarks))),
        session.started.timestamp(),
        tuple(_whole_set(item, each) for each in item.counting),
        tuple(remarks(session.remarks)),
        loads,
        by_set,
        next(_proposal(progress, loads or (), pain_limit, holds=item.is_hold), None),
        more_load(loads) if progress is Progress.MORE_LOAD and loads is not None else None,
        1 if progress is Progress.MORE_REPS else 0,
    )


def _of_another_variant(session: PastSession, item: PastItem) -> LastTime:
    """What was done, and nothing to take over: one machine's load says nothing of another's."""
    told = text(
        "Last time in another variant ({variant}), {date}: {reps}",
        variant=item.variant_name or item.variant or item.exercise_name or item.exercise,
        date=session.started.strftime("%Y-%m-%d"),
        reps=_reps(item),
    )
    sets = tuple(_whole_set(item, each) for each in item.counting)
    said = tuple(remarks(session.remarks))
    return LastTime(" · ".join((told, *said)), session.started.timestamp(), sets, said, None, {}, None)


def _reps(item: PastItem) -> str:
    """What was done set by set: `12, 10 reps`, `40 kg × 12, 10 reps`, `1 hold`."""
    listed = ", ".join(_set(item, number) for number in range(len(item.counting)))
    last = item.counting[-1].reps if item.counting else 0
    if item.is_hold:
        return plural("{each} hold", "{each} holds", last, each=listed)
    return plural("{each} rep", "{each} reps", last, each=listed)


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
    reps = reps_done_text(done.reps, done.planned_reps, holds=item.is_hold)
    if load is None:
        return text("Set {set_number}: {reps}", set_number=done.set_number, reps=reps)
    return text("Set {set_number}: {reps} with {load}", set_number=done.set_number, reps=reps, load=load_text(load))


def _by_set(item: PastItem) -> dict[int, Load]:
    """The loads of the sets that were done; empty where one of them was done without."""
    each = [(done.set_number, done.load or item.load) for done in item.counting]
    loads = {number: load for number, load in each if load is not None}
    return loads if all(load is not None for _, load in each) else {}


def _progress(session: PastSession, item: PastItem, pain_limit: int) -> Progress:
    count = item.dose.get("sets")
    # An open set has no number of reps that could all be done.
    if not isinstance(count, int) or isinstance(item.dose.get("reps"), str):
        return Progress.NOT_SAID
    sets = [(each.planned_reps, each.reps) for each in item.counting]
    sets += [(1, 0)] * (count - len(sets))  # what was not begun was not done
    said, loaded = session.remarks, any(load.amount > 0 for load in _by_set(item).values())
    return progress_after(sets, said.effort, said.pain, pain_limit, loaded=loaded)


def _proposal(progress: Progress, loads: tuple[Load, ...], pain_limit: int, *, holds: bool) -> Iterator[str]:
    """The sentences that say what is proposed and why; none where nothing is proposed."""
    if progress in (Progress.MORE_LOAD, Progress.MORE_REPS):
        more = _more_load(loads) if progress is Progress.MORE_LOAD else _one_more(holds=holds)
        yield text("{proposal} {why}", proposal=more, why=_all_done(holds=holds))
    elif progress is Progress.PAIN:
        yield text("Proposal: not more than last time. Pain was above your limit of {limit}.", limit=pain_limit)
    elif progress is Progress.TOO_HARD:
        yield text("Proposal: the same again. Effort was above {most}.", most=MOST_EFFORT)
    elif progress is Progress.NOT_ALL_DONE:
        yield (
            text("Proposal: the same again, until all holds are done.")
            if holds
            else text("Proposal: the same again, until all reps are done.")
        )


def _more_load(loads: tuple[Load, ...]) -> str:
    if len(loads) == 1:
        return text("Proposal: {step} more.", step=LOAD_STEP[loads[0].unit])
    return text("Proposal: a step more in each set, {loads}.", loads=" / ".join(map(load_text, more_load(loads))))


def _one_more(*, holds: bool) -> str:
    return text("Proposal: one hold more a set.") if holds else text("Proposal: one rep more a set.")


def _all_done(*, holds: bool) -> str:
    if holds:
        return text("All holds were done at effort {most} or less.", most=MOST_EFFORT)
    return text("All reps were done at effort {most} or less.", most=MOST_EFFORT)
