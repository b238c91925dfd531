"""Where a session that was not finished stands, and whether it can still be continued. Opens nothing."""

from datetime import datetime, timedelta

from calfcoach.history.past import PastItem, PastSession, Unfinished


def where_cut_off(session: PastSession) -> Unfinished | None:
    """Where it stands; None where nothing is left to go on with."""
    counting = [each for item in session.items for each in item.counting]
    block = _block(session)
    before = 0
    for item in session.items:
        count = _sets(item)
        if block <= before + count:
            done = [each for each in counting if each.block_number == block]
            reps = max((each.counted_reps for each in done), default=0)
            last_at = session.started + timedelta(seconds=session.lasted_s)
            return Unfinished(session, item, block, block - before, reps, last_at)
        before += count
    return None


def can_go_on(session: PastSession, now: datetime) -> Unfinished | None:
    """The session from the history page if it can be continued: it was cut off or stopped, and it was today; else None.

    The day is that of the place where the session was, so that neither midnight in another time zone nor a clock that
    was put back makes one of it. Whether it is under way in another window is not asked here: `Reader.unfinished`
    leaves those out.
    """
    found = where_cut_off(session) if session.ended != "finished" else None
    if found is None or now.astimezone(session.started.tzinfo).date() != found.last_at.date():
        return None
    return found


def _block(session: PastSession) -> int:
    """The set to go on with: the one it had come to, or the next where that was done to its end."""
    complete = {each.block_number for item in session.items for each in item.counting if each.complete}
    if session.place is None:  # earlier versions kept no place
        begun = (each.block_number for item in session.items for each in item.counting)
        block = max(begun, default=1)
    else:
        block = session.place.block
    return block + (block in complete)


def _sets(item: PastItem) -> int:
    sets = item.dose.get("sets")
    return sets if isinstance(sets, int) else max((each.set_number for each in item.sets), default=1)
