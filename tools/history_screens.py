"""Makes the pages of the history over histories of several sizes, to be drawn: the list, a session, charts, files."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from calfcoach.history import backup
from calfcoach.history.backup import kept_copies
from calfcoach.history.database import open_history
from calfcoach.history.listing import Wanted, exercises_done
from calfcoach.history.people import Trainee
from calfcoach.history.reader import Reader
from calfcoach.history.schema import ONLY_PERSON, Change
from calfcoach.history.store import History
from calfcoach.texts import text
from calfcoach.ui.history_reading import HistoryReading
from calfcoach.ui.screens.charts import ChartsScreen
from calfcoach.ui.screens.history import HistoryPlace, HistoryScreen
from calfcoach.ui.screens.history_files import HistoryFilesScreen
from calfcoach.ui.screens.past_session import PastSessionScreen
from calfcoach.ui.theme import Theme

Screens = Iterator[tuple[str, Callable[[], QWidget]]]

SMALL = (0, 1, 40)
LARGE = 100_000
"""Sets of the histories that are drawn."""

SETS = 4
"""Sets of a session."""


def history_screens(theme: Theme, folder: Path, *, large: bool) -> Screens:
    """What makes each page, with its name; `folder` keeps the histories, which are made where they are not there."""
    for sets in (*SMALL, *([LARGE] if large else [])):
        path = folder / str(sets) / "history.sqlite"
        if not path.exists():
            make_history(path, sets)
        history = History(path)
        history.settle(60)
        yield from _pages(theme, history, path, sets)
        history.close()


def _pages(theme: Theme, history: History, path: Path, sets: int) -> Screens:
    """The pages over one history; over the longest of the small ones in rarer states too."""
    with Reader(path) as reader:
        done = reader.sessions(limit=1)
        exercise = next((each.key for each in exercises_done(reader)), "donkey-calf-raise")

    def listed(place: HistoryPlace | None = None) -> QWidget:
        return HistoryScreen(theme, HistoryReading(history), place or HistoryPlace())

    def charts() -> ChartsScreen:
        return ChartsScreen(theme, HistoryReading(history), exercise)

    def session(*problems: str) -> QWidget:
        return PastSessionScreen(theme, HistoryReading(history), done[0].id, problems)

    yield f"history-{sets}-sets", listed
    yield f"history-charts-{sets}-sets", charts
    yield f"history-files-{sets}-sets", partial(files_of, theme, path)
    if done:
        yield f"history-session-{sets}-sets", session
    if sets == max(SMALL):
        yield "history-nothing-found", partial(listed, HistoryPlace(Wanted(search="zzz")))
        yield "history-charts-saved", lambda: saved_chart(charts())
        problem = text("The settings cannot be saved in {path}: {reason}.", path="/DATA", reason="DATA")
        yield "history-session-problem", partial(session, problem)


def make_history(path: Path, sets: int) -> None:
    """Make a history with a number of sets of five exercises, the last one today, and copies of it."""
    from benchmarks.history import make, rows_of

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


def saved_chart(screen: ChartsScreen) -> QWidget:
    """A chart of a measure of which nothing was kept, and the line that tells where the last one was saved."""
    screen.show_saved(text("Saved to {place}", place="/DATA" * 60), wrong=False)
    at_once = Qt.ConnectionType.SingleShotConnection
    screen.first_shown.connect(lambda: screen._measures["pain"].click(), type=at_once)
    return screen


def files_of(theme: Theme, path: Path) -> QWidget:
    """The page of files and copies; where there are copies, with the question of an import."""
    screen = HistoryFilesScreen(theme)
    copies = kept_copies(path)
    screen.show_copies(copies)
    if copies:
        lines = (
            text("12 new sessions, 48 sets and 510 reps, from 2026-01-05 18:00 to 2026-03-01 17:10."),
            text("12 of them are of a person without a name, and become those of the person without a name here."),
        )
        screen.show_question(lines, text("Import"), (Trainee("1", ""), Trainee("2", "Anna")))
    return screen
