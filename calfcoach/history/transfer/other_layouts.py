"""Tables as other programs for strength training read them: a row a set that counts. They are not read back.

No such layout has a place for tempo, pauses or pain, so these go into the notes. Knows no file's place.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import BinaryIO

from calfcoach.domain.amounts import LB_KG, Load, LoadUnit, plain
from calfcoach.history.past import PastItem, PastSession, PastSet
from calfcoach.history.reader import Reader
from calfcoach.history.schema import to_text
from calfcoach.history.transfer.own_csv import safe, table_file
from calfcoach.history.transfer.rows import Share, session_keys
from calfcoach.texts import text

STRONG = (
    *("Date", "Workout Name", "Duration", "Exercise Name", "Set Order", "Weight", "Reps", "Distance", "Seconds"),
    *("Notes", "Workout Notes", "RPE"),
)
FITNOTES = (
    *("Date", "Exercise", "Category", "Weight", "Weight Unit", "Reps", "Distance", "Distance Unit", "Time", "Comment"),
)
"""The columns of both programs' own exports."""

Done = tuple[PastSession, PastItem, int, PastSet]
"""A set with what it belongs to, and its number among the sets of its exercise that count."""


def write_strong(reader: Reader, file: BinaryIO, progress: Share, person_id: str | None = None) -> None:
    """Write Strong's layout; weights are in kilograms, because it has no column for their unit.

    Raises:
        HistoryUnreadable: the history cannot be read.
    """
    _write(STRONG, _strong, reader, file, progress, person_id)


def write_fitnotes(reader: Reader, file: BinaryIO, progress: Share, person_id: str | None = None) -> None:
    """Write FitNotes' layout.

    Raises:
        HistoryUnreadable: the history cannot be read.
    """
    _write(FITNOTES, _fitnotes, reader, file, progress, person_id)


def _write(
    columns: Sequence[str],
    row_of: Callable[[Done], Iterable[str]],
    reader: Reader,
    file: BinaryIO,
    progress: Share,
    person_id: str | None,
) -> None:
    with table_file(file) as lines:
        table = csv.writer(lines)
        table.writerow(columns)
        for done in _sets(reader, progress, person_id):
            table.writerow(row_of(done))


def _sets(reader: Reader, progress: Share, person_id: str | None) -> Iterator[Done]:
    ids = session_keys(reader, person_id)
    for count, (key,) in enumerate(ids, 1):
        session = reader.whole(to_text(key), reps=False)
        progress(count / len(ids))
        if session is None:
            continue
        pairs = [(item, each) for item in session.items for each in item.counting]
        for _, sets in groupby(pairs, key=lambda pair: pair[0].id):
            for number, (item, each) in enumerate(sets, 1):
                yield session, item, number, each


def _strong(done: Done) -> Iterable[str]:
    session, item, number, each = done
    names = ", ".join(dict.fromkeys(_name(item) for item in session.items))
    return (
        session.started.strftime("%Y-%m-%d %H:%M:%S"),
        safe(names),
        _duration(session.lasted_s),
        safe(_name(item)),
        str(number),
        _kilograms(each.load or item.load),
        str(each.reps),
        "0",
        _seconds(item, each),
        safe(_tempo(item)),
        safe(_notes(session)),
        "" if session.remarks.effort is None else str(session.remarks.effort),
    )


def _fitnotes(done: Done) -> Iterable[str]:
    session, item, _, each = done
    load = each.load or item.load
    seconds = int(_seconds(item, each))
    return (
        session.started.strftime("%Y-%m-%d"),
        safe(_name(item)),
        "Calfcoach",
        plain(load.amount) if load is not None else "",
        {LoadUnit.KG: "kgs", LoadUnit.LB: "lbs"}[load.unit] if load is not None else "",
        str(each.reps),
        "",
        "",
        f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}" if seconds else "",
        safe(" · ".join(part for part in (_tempo(item), _notes(session)) if part)),
    )


def _name(item: PastItem) -> str:
    return item.exercise_name or item.exercise


def _kilograms(load: Load | None) -> str:
    if load is None:
        return "0"
    return plain(load.amount) if load.unit is LoadUnit.KG else f"{load.amount * LB_KG:.2f}"


def _seconds(item: PastItem, each: PastSet) -> str:
    """How long a hold was held; 0 for what is no hold."""
    return str(round(each.tension_s)) if "hold_s" in item.dose else "0"


def _tempo(item: PastItem) -> str:
    tempo = item.dose.get("tempo")
    return text("Tempo {tempo}", tempo=tempo) if tempo else ""


def _notes(session: PastSession) -> str:
    pain = session.remarks.pain
    said = text("Pain {pain} of 10", pain=pain) if pain is not None else ""
    return " · ".join(part for part in (" ".join(session.remarks.note.split()), said) if part)


def _duration(seconds: float) -> str:
    """How long a session took, as Strong writes it: `1h 5m`, `45m`; below a minute `45s`."""
    if round(seconds) < 60:
        return f"{round(seconds)}s"
    minutes = round(seconds / 60)
    return f"{minutes // 60}h {minutes % 60}m" if minutes >= 60 else f"{minutes}m"
