"""Makes the pages of the history over histories of several sizes, to be drawn: the list, a session, charts, files."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from calfcoach.ui.theme import Theme

Screens = Iterator[tuple[str, Callable[[], "QWidget"]]]

SMALL = (0, 1, 40)
LARGE = 100_000
"""Sets of the histories that are drawn."""

SETS = 4
"""Sets of a session."""


def history_screens(theme: "Theme", folder: Path, *, large: bool) -> Screens:
    """What makes each page, with its name; `folder` keeps the histories, which are made where they are not there."""
    from calfcoach.history.listing import exercises_done
    from calfcoach.history.reader import Reader
    from calfcoach.history.store import History
    from calfcoach.ui.history_reading import HistoryReading
    from calfcoach.ui.screens.charts import ChartsScreen
    from calfcoach.ui.screens.history import HistoryPlace, HistoryScreen
    from calfcoach.ui.screens.past_session import PastSessionScreen

    for sets in (*SMALL, *([LARGE] if large else [])):
        path = folder / str(sets) / "history.sqlite"
        if not path.exists():
            make_history(path, sets)
        history = History(path)
        history.settle(60)
        with Reader(path) as reader:
            done = reader.sessions(limit=1)
            exercise = next((each.key for each in exercises_done(reader)), "donkey-calf-raise")

        def reading(history: History = history) -> HistoryReading:
            return HistoryReading(history)

        yield (
            f"history-{sets}-sets",
            lambda reading=reading: HistoryScreen(theme, reading(), HistoryPlace()),
        )
        yield (
            f"history-charts-{sets}-sets",
            lambda reading=reading, exercise=exercise: ChartsScreen(theme, reading(), exercise),
        )
        yield f"history-files-{sets}-sets", partial(files_of, theme, path)
        if done:
            yield (
                f"history-session-{sets}-sets",
                lambda reading=reading, last=done[0].id: PastSessionScreen(theme, reading(), last),
            )
        history.close()


def make_history(path: Path, sets: int) -> None:
    """A history of so many sets of five exercises, the last today; with copies of it."""
    from benchmarks.history import make, rows_of
    from calfcoach.history import backup
    from calfcoach.history.database import open_history
    from calfcoach.history.schema import ONLY_PERSON, Change

    path.parent.mkdir(parents=True)
    if sets == LARGE:
        make(path)
        return
    with closing(open_history(path)) as history:
        history.execute(*Change("person", {"id": ONLY_PERSON, "name": "", "created_ms": 0}).statement)
        sessions = -(-sets // SETS)
        chance = random.Random(1)
        today = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
        for number in range(sessions):
            began = today - timedelta(days=3 * (sessions - 1 - number))
            for change in rows_of(number, chance, round(began.timestamp() * 1000), min(SETS, sets - number * SETS)):
                history.execute(*change.statement)
    if sets > 1:
        for why in ("daily", "by-hand", "before-import", "before-restore"):
            backup.make(path, why)


def files_of(theme: "Theme", path: Path) -> "QWidget":
    """The page of files and copies; where there are copies, with the question of an import."""
    from calfcoach.history.backup import kept_copies
    from calfcoach.history.people import Trainee
    from calfcoach.ui.screens.history_files import HistoryFilesScreen

    screen = HistoryFilesScreen(theme)
    copies = kept_copies(path)
    screen.show_copies(copies)
    if copies:
        lines = (
            "12 new sessions, 48 sets and 510 reps, from 2026-01-05 18:00 to 2026-03-01 17:10.",
            "12 of them are of a person without a name, and become those of the person without a name here.",
        )
        screen.show_question(lines, "Import", (Trainee("1", ""), Trainee("2", "Anna")))
    return screen
