"""What is said of past sessions: when, how much, how it was. Plain sentences for every front end; opens nothing."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from calfcoach.domain.amounts import Load, written_loads
from calfcoach.history.past import PastItem, PastSession, PastSet, Remarks, SessionLine, Totals, Unfinished
from calfcoach.texts import plural, text
from calfcoach.wording.doses import reps_done_text, reps_text
from calfcoach.wording.durations import whole_seconds
from calfcoach.wording.sides import side_alone

SHORT_ID = 13
"""How many first characters of a session's id hold its start to the millisecond, and tell it from every other one."""


def day_and_time(at: datetime) -> str:
    """The day and time of a session, in the local time of the place where it was."""
    return at.strftime("%Y-%m-%d %H:%M")


def line_of_session(line: SessionLine) -> str:
    """A session in one line, with what shows it whole."""
    parts = (day_and_time(line.started), names_of(line), *loads(line), *summed(line))
    parts = (*parts, *remarks(line.remarks, note=False))
    return "  ".join((line.id[:SHORT_ID], *parts, *how_it_ended(line)))


def names_of(line: SessionLine) -> str:
    """The exercises of a session, and who did them; what was begun and left at once may have none."""
    exercises = ", ".join(line.exercises) or text("no exercise")
    return text("{person}: {exercises}", person=line.person, exercises=exercises) if line.person else exercises


def loads(line: SessionLine) -> Iterator[str]:
    """What was moved in a session, where it was kept: `40 kg`, `40/45 kg`."""
    if line.loads:
        yield written_loads(line.loads)


def summed(done: SessionLine | Totals) -> Iterator[str]:
    """What a session or a week comes to, piece by piece: sets, reps, holds, and any time under tension."""
    sets, reps = plural("{number} set", "{number} sets", done.sets), reps_text(done.reps, holds=False)
    holds = reps_text(done.holds, holds=True)
    if done.reps and done.holds:
        yield text("{sets}, {reps}, {holds}", sets=sets, reps=reps, holds=holds)
    else:
        yield text("{sets}, {reps}", sets=sets, reps=holds if done.holds else reps)
    if done.tension_s:
        yield text("{time} under tension", time=whole_seconds(done.tension_s))


def week_in_words(monday: date, sums: Totals) -> tuple[str, str]:
    """The heading of a week: which it is, and what was done in it."""
    sessions = plural("{number} session", "{number} sessions", sums.sessions)
    return text("Week of {date}", date=monday.isoformat()), " · ".join((sessions, *summed(sums)))


def how_it_ended(line: SessionLine) -> Iterator[str]:
    """That a session was stopped or cut off, or is running; nothing where it was finished."""
    if line.is_running:
        yield text("running")
    elif line.ended != "finished":
        yield text("stopped") if line.ended else text("cut off")


def line_of_cut_off(cut_off: Unfinished, now: datetime) -> str:
    """A session that was cut off: `Donkey calf raise, set 2 of 3, 18 minutes ago`; with whose it was, where known."""
    item = cut_off.item
    values = {
        "exercise": item.exercise_name or item.exercise,
        "set_number": cut_off.set_number,
        "sets": item.dose.get("sets", cut_off.set_number),
        "ago": ago(cut_off.last_at, now),
    }
    if cut_off.person:
        return text("{person}: {exercise}, set {set_number} of {sets}, {ago}", person=cut_off.person, **values)
    return text("{exercise}, set {set_number} of {sets}, {ago}", **values)


def kept_as_it_is(cut_off: Unfinished) -> str:
    """What is said when somebody does not go on with a session."""
    if cut_off.session.is_empty:
        return text("The session is removed: nothing was done in it.")
    return text("The session is kept as it is.")


def ago(at: datetime, now: datetime) -> str:
    """How long ago it was; the date where the clock was put back meanwhile."""
    minutes = round((now - at).total_seconds() / 60)
    if minutes < -1:
        return day_and_time(at)
    if minutes < 1:
        return text("just now")
    if minutes < 60:
        return plural("{number} minute ago", "{number} minutes ago", minutes)
    if minutes < 24 * 60:
        return plural("{number} hour ago", "{number} hours ago", round(minutes / 60))
    return plural("{number} day ago", "{number} days ago", round(minutes / 60 / 24))


def remarks(said: Remarks, *, note: bool = True) -> Iterator[str]:
    """What the person said of it, piece by piece; nothing where nothing was said."""
    if said.effort is not None:
        yield text("effort {effort} of 10", effort=said.effort)
    if said.pain is not None:
        yield text("pain {pain} of 10", pain=said.pain)
    if note and said.note:
        yield text("“{note}”", note=" ".join(said.note.split()))


def lines_of(session: PastSession, under_way: Collection[str] = (), person: str = "") -> Iterator[str]:
    """A session whole, line by line. `under_way` are the runs of the program that are on now, `person` who trained."""
    when, length = day_and_time(session.started), whole_seconds(session.lasted_s)
    if person:
        yield text("{person}, {when}, {length}", person=person, when=when, length=length)
    else:
        yield text("{when}, {length}", when=when, length=length)
    for item in session.items:
        yield item_in_words(item)
        yield from (f"  {_set(each, holds=item.is_hold)}" for each in item.sets)
        for number, planned in left_out(item):
            yield _not_done(number, planned, holds=item.is_hold)
    if session.pauses:
        yield plural(
            "{number} pause, {seconds} s",
            "{number} pauses, {seconds} s",
            session.pauses,
            seconds=round(session.paused_s),
        )
    yield from remarks(session.remarks)
    if heard := heard_on(session):
        yield heard
    if session.ended is None and session.run_id in under_way:
        yield text("It is running.")
    elif session.ended != "finished":
        yield text("It was stopped.") if session.ended else text("It was cut off.")


def item_in_words(item: PastItem) -> str:
    """An exercise with its variant, tempo or seconds of a hold, and load."""
    hold_s = item.dose.get("hold_s")
    hold = text("holds of {seconds} s", seconds=hold_s) if hold_s is not None else ""
    return " · ".join(part for part in (item_name(item), str(item.dose.get("tempo") or hold), _load(item.load)) if part)


def left_out(item: PastItem) -> Iterator[tuple[int, str]]:
    """The sets that were planned and never begun: the number of each, and its reps as they were asked for."""
    sets, reps = item.dose.get("sets"), item.dose.get("reps")
    begun = {each.set_number for each in item.sets}
    for number in range(1, (sets if isinstance(sets, int) else 0) + 1):
        if number not in begun:
            each = reps[number - 1] if isinstance(reps, list) and len(reps) >= number else reps
            yield number, str(each if each is not None else "")


def item_name(item: PastItem) -> str:
    """An exercise by its name, with its variant."""
    name = item.exercise_name or item.exercise
    return f"{name} ({item.variant_name})" if item.variant_name else name


def heard_on(session: PastSession) -> str:
    """What played the sound; empty where that was not kept."""
    return text("heard on {device}", device=session.device) if session.device else ""


def _load(load: Load | None) -> str:
    return str(load) if load is not None else ""


def _not_done(number: int, planned: str, *, holds: bool) -> str:
    if holds:
        return text("  Set {number}: not done, {planned} holds planned", number=number, planned=planned)
    return text("  Set {number}: not done, {planned} reps planned", number=number, planned=planned)


def _set(each: PastSet, *, holds: bool) -> str:
    reps = reps_done_text(each.reps, each.planned_reps, holds=holds)
    seconds = round(each.tension_s)
    said = text("Set {number}: {reps}, {seconds} s under tension", number=each.set_number, reps=reps, seconds=seconds)
    counted = text("{number} counted", number=each.counted_reps) if each.reps != each.counted_reps else ""
    made_again = text("made again, does not count") if each.repeated else ""
    return ", ".join(part for part in (said, *_by_side(each), counted, _load(each.load), made_again) if part)


def _by_side(each: PastSet) -> Iterator[str]:
    """The reps done on each side, where one side works at a time."""
    for side in each.sides:
        if side is not None and (reps := each.done_on(side)):
            yield text("{side} {reps}", side=side_alone(side), reps=reps)
