"""What the history costs: python -m benchmarks history.

A history is made of 25 000 sessions with 100 000 sets and 1 200 000 reps, and asked what its pages will ask. The pages
are opened in a window of 1366×768: from the press until the last pixel of what was read is painted. Then a set is kept
in it rep by rep: how long the thread that paints is held (handing a rep over), and how long the writer's thread needs
(until it is in the file and outlives the program; it is synced within half a second, beside the next reps). The same
with a lock held by another program throughout; what the painting thread waited before there was a writer's thread is
the lock itself, up to 1 s a row: that is the baseline.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history import database
from calfcoach.history.reader import Reader
from calfcoach.history.schema import ONLY_PERSON, Change, Value, new_id
from calfcoach.history.statistics import weekly
from calfcoach.history.store import History
from calfcoach.library.collection import Library
from calfcoach.session.results import RepRecord, SetRecord
from tests.history.conftest import lock_held_by_another_program
from tests.stories import rep_done

SESSIONS = 25_000
SETS = 4
REPS = 12
DAY_MS = 86_400_000
FIRST_MS = 1_000_000_000_000
EXERCISES = ("donkey-calf-raise", "standing-calf-raise-machine", "step-calf-raise-single", "iso-hold-calf", "seldom")
SHARES = (60, 25, 10, 4.99, 0.01)
KEPT = 300


def rows_of(number: int, chance: random.Random, at_ms: int | None = None, sets: int = SETS) -> Iterator[Change]:
    """One session as it would have been kept; without `at_ms` (UTC) it is half a day after the one before."""
    at_ms = FIRST_MS + number * DAY_MS // 2 if at_ms is None else at_ms
    session, item = new_id(at_ms), new_id(at_ms)
    row: dict[str, Value] = {"id": session, "person_id": ONLY_PERSON, "started_ms": at_ms, "utc_offset_s": 3600}
    said: dict[str, Value] = {"note": f"note {number}", "effort": chance.randint(4, 10), "pain": chance.randint(0, 4)}
    yield Change("session", row | said | {"ended": "finished", "last_ms": 900_000, "place_block": SETS})
    exercise = chance.choices(EXERCISES, SHARES)[0]
    dose = '{"relax_s": "5", "sets": 4, "reps": 12, "rest_s": "60", "lead_in_s": "10", "tempo": "3-1-2-1"}'
    names: dict[str, Value] = {
        "exercise": exercise,
        "exercise_name": exercise.replace("-", " ").capitalize(),
        "start_phase": "lower",
    }
    yield Change("session_item", {"id": item, "session_id": session, "number": 1, **names, "dose": dose})
    for attempt in range(1, sets + 1):
        done = new_id(at_ms + attempt * 150_000)
        numbers: dict[str, Value] = {"attempt": attempt, "block_number": attempt, "set_number": attempt}
        counts: dict[str, Value] = {"planned_reps": REPS, "counted_reps": REPS, "complete": 1, "repeated": 0}
        load: dict[str, Value] = {"tension_ms": REPS * 7000, "load": 40.0, "load_unit": "kg"}
        yield Change("exercise_set", {"id": done, "item_id": item, **numbers, **counts, **load})
        for rep in range(1, REPS + 1):
            times = {"at_ms": attempt * 150_000 + rep * 7000, "planned_start_ms": 10_000 + rep * 7000}
            phases = {f"planned_{name}_ms": ms for name, ms in (("lower", 3000), ("stretch", 1000), ("contract", 2000))}
            key = {"set_id": done, "side": "both", "number": rep, "block_id": attempt, "source": "score"}
            yield Change("rep", key | times | phases | {"planned_squeeze_ms": 1000})


def make(path: Path, sessions: int = SESSIONS) -> None:
    """Make a history with a number of sessions."""
    chance = random.Random(1)
    with closing(database.open_history(path)) as history:
        history.execute("BEGIN")
        history.execute(*Change("person", {"id": ONLY_PERSON, "name": "", "created_ms": 0}).statement)
        for number in range(sessions):
            for change in rows_of(number, chance):
                history.execute(*change.statement)
        history.execute("COMMIT")
        history.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def timed(name: str, most: float, ask: Callable[[], object], times: int = 5) -> None:
    """A row of the table: the slowest of some goes, a connection of its own each time."""
    slowest = 0.0
    for _ in range(times):
        began = time.perf_counter()
        ask()
        slowest = max(slowest, time.perf_counter() - began)
    told(name, slowest * 1000, most)


def told(name: str, milliseconds: float, most: float) -> None:
    verdict = "" if milliseconds <= most else "  TOO SLOW"
    print(f"  {name:58}{milliseconds:10.2f} ms, wanted ≤ {most:g}{verdict}", flush=True)


def read(path: Path) -> None:
    def asked(ask: Callable[[Reader], object]) -> Callable[[], object]:
        def fresh() -> object:
            with Reader(path) as reader:
                return ask(reader)

        return fresh

    timed("reading: last time of the commonest exercise", 20, asked(lambda reader: reader.last_of(EXERCISES[0])))
    timed("reading: last time of one that is seldom done", 20, asked(lambda reader: reader.last_of(EXERCISES[-1])))
    timed("reading: last time of one that was never done", 20, asked(lambda reader: reader.last_of("never")))
    timed("reading: first page of the list", 100, asked(lambda reader: reader.sessions(limit=50)))
    timed("reading: all weeks", 300, asked(lambda reader: reader.weeks()))
    timed("reading: a search", 300, asked(lambda reader: reader.sessions(search="note 777", limit=50)))
    timed("reading: one session whole", 20, asked(lambda reader: reader.whole(reader.sessions(limit=1)[0].id)))
    timed("reading: what is unfinished", 20, asked(lambda reader: reader.unfinished()))
    timed(
        "reading: weeks of the commonest exercise", 500, asked(lambda reader: weekly(reader, EXERCISES[0], ONLY_PERSON))
    )


def pages(path: Path) -> None:
    """How long the pages take, each opened anew; what draws charts is loaded before, as the list does it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QStackedWidget

    from calfcoach.app import make_application
    from calfcoach.ui.history_reading import HistoryReading
    from calfcoach.ui.screens.history import HistoryPlace, HistoryScreen
    from calfcoach.ui.screens.past_session import PastSessionScreen
    from calfcoach.ui.stylesheet import apply
    from calfcoach.ui.theme import DARK

    app = make_application()
    apply(app, DARK)
    window = QStackedWidget()
    window.resize(1366, 768)
    window.show()
    history = History(path)
    history.settle(60)

    def opened(make: Callable[[HistoryReading], Any]) -> Callable[[], object]:
        def open_page() -> None:
            waiting = QEventLoop()
            screen = make(HistoryReading(history))
            screen.first_shown.connect(waiting.quit)
            window.addWidget(screen)
            window.setCurrentWidget(screen)
            waiting.exec()
            app.processEvents()
            screen.grab()
            screen.fall_silent()
            window.removeWidget(screen)
            screen.deleteLater()

        return open_page

    with Reader(path) as reader:
        last = reader.sessions(limit=1)[0].id
    timed("page of the list, to its first paint", 300, opened(lambda each: HistoryScreen(DARK, each, HistoryPlace())))
    timed("page of a session, to its first paint", 300, opened(lambda each: PastSessionScreen(DARK, each, last)))
    began = time.perf_counter()
    from calfcoach.ui.screens.charts import ChartsScreen

    print(f"  {'loading what draws charts, beside the list':58}{(time.perf_counter() - began) * 1000:10.2f} ms")
    timed(
        "chart of the last year, to its first paint", 500, opened(lambda each: ChartsScreen(DARK, each, EXERCISES[0]))
    )

    timed(
        "chart of all weeks, to its first paint",
        500,
        opened(lambda each: _of_all(ChartsScreen(DARK, each, EXERCISES[0]))),
    )
    history.close()


def _of_all(screen: Any) -> Any:
    """The charts of every week there is, as if that had been chosen."""

    def all_weeks() -> None:
        screen._span.setCurrentIndex(0)
        screen._show_numbers()

    screen.first_shown.connect(all_weeks)
    return screen


@contextmanager
def writing_noted(spent: list[float], work: list[float], synced: list[float]) -> Iterator[None]:
    """Note how long each transaction takes on the writer's thread, how much of that the thread works, and each sync."""
    from calfcoach.history.opened import OpenedHistory

    put_in, sync = OpenedHistory.put_in, OpenedHistory.sync

    def noted(self: OpenedHistory, changes: Iterable[Change]) -> None:
        began, worked = time.perf_counter(), time.thread_time()
        put_in(self, changes)
        spent.append((time.perf_counter() - began) * 1000)
        work.append((time.thread_time() - worked) * 1000)

    def sync_noted(self: OpenedHistory) -> None:
        began = time.perf_counter()
        sync(self)
        synced.append((time.perf_counter() - began) * 1000)

    # From outside, so that the program writes as it does for a person and has nothing in it that measures.
    OpenedHistory.put_in = noted  # type: ignore[method-assign]
    OpenedHistory.sync = sync_noted  # type: ignore[method-assign]
    try:
        yield
    finally:
        OpenedHistory.put_in = put_in  # type: ignore[method-assign]
        OpenedHistory.sync = sync  # type: ignore[method-assign]


def keep(path: Path, locked: bool) -> None:
    """Keep sets of twelve reps one rep after the other, as a coach does."""
    plan = plan_of(Library.load(user_dir=Path("nowhere")).exercises["donkey-calf-raise"], Choices(sets=50, reps=REPS))
    held: list[float] = []
    spent: list[float] = []
    work: list[float] = []
    synced: list[float] = []
    with writing_noted(spent, work, synced):
        history = History(path)
        history.settle(60)
        history.begin(plan)
        history.settle(60)
        for each in (spent, work, synced):
            each.clear()
        with lock_held_by_another_program(path) if locked else _nothing():
            for number in range(KEPT):
                held.append(_hand_over(history, number))
                time.sleep(1 / 30)  # so that reps come one by one, as from a coach
        history.settle(60)
        history.close()
    how = "another program holds the lock" if locked else "nobody holds a lock"
    told(f"handing a rep over, p99, {how}", p99(held), 5)
    told(f"handing a rep over, longest, {how}", max(held), 16)
    if not locked:
        told("writing a rep on the writer's own thread, p99", p99(spent), 5)
        told("of it work, the rest waits for the disk and the others, p99", p99(work), 5)
        told(f"syncing, {len(synced)} times for {KEPT} reps, longest", max(synced), float("inf"))
        told("12 kB synced on this disk (baseline), p99", p99(syncs(path.parent)), float("inf"))


def syncs(folder: Path) -> list[float]:
    """What this disk takes to sync as much as a rep writes, in ms: no writer that waits for it can be quicker."""
    took = []
    with (folder / "synced").open("wb", buffering=0) as file:
        for _ in range(KEPT):
            file.write(b"x" * 12_000)
            began = time.perf_counter()
            os.fsync(file.fileno())
            took.append((time.perf_counter() - began) * 1000)
            time.sleep(1 / 100)  # so that the disk is at rest before the next one
    return took


def carry_out(path: Path) -> None:
    """The whole history out and in again: how long, and with how much memory more than before."""
    from calfcoach.history.transfer.carrying_out import export
    from calfcoach.history.transfer.staging import staged

    for ending in ("json", "csv"):
        file = path.with_name(f"all.{ending}")
        for what, do in (
            ("export", lambda file=file: export(path, file, "own", lambda _share: None)),
            ("reading and proving", lambda file=file: _leave(staged(path, file, lambda _share: None))),
        ):
            before_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
            began = time.perf_counter()
            do()
            took_s = time.perf_counter() - began
            more_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000 - before_mb
            size_mb = file.stat().st_size / 1e6
            verdict = "  TOO SLOW" if what == "export" and took_s > 20 else ""
            print(
                f"  {what} of {size_mb:.0f} MB {ending}: {took_s:.1f} s, {more_mb:.0f} MB more memory{verdict}",
                flush=True,
            )


def _leave(opened: AbstractContextManager[object]) -> None:
    with opened:
        pass


def _hand_over(history: History, number: int) -> float:
    whole, begun = divmod(number, REPS)
    sets = (*(_done(block, REPS) for block in range(1, whole + 1)), _done(whole + 1, begun + 1))
    began = time.perf_counter()
    history.keep(sets, number * 7.0)
    return (time.perf_counter() - began) * 1000


def _done(block: int, reps: int) -> SetRecord:
    return SetRecord(block, block, REPS, _REPS[:reps], complete=reps == REPS)


_REPS: tuple[RepRecord, ...] = tuple(rep_done(number) for number in range(1, REPS + 1))


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def p99(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)]


BEFORE = """
import sqlite3, sys, time
mine = sqlite3.connect(sys.argv[1], timeout=1.0)
began = time.perf_counter()
try:
    with mine:
        mine.execute("DELETE FROM person WHERE id = 0")
except sqlite3.OperationalError:
    pass
print((time.perf_counter() - began) * 1000)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data", "history.sqlite")
        path.parent.mkdir()
        began = time.perf_counter()
        make(path)
        size = path.stat().st_size / 1e6
        print(f"  made in {time.perf_counter() - began:.0f} s; load {os.getloadavg()[0]:.1f}")
        print(f"  {'the file':58}{size:10.1f} MB, wanted ≤ 150{'' if size <= 150 else '  TOO LARGE'}")
        read(path)
        carry_out(path)
        pages(path)
        for locked in (False, True):
            keep(path, locked)
        with lock_held_by_another_program(path):
            said = subprocess.run([sys.executable, "-c", BEFORE, str(path)], capture_output=True, text=True, check=True)
        print(f"  {'one row written where one waits for the lock (baseline)':58}{float(said.stdout):10.2f} ms")


if __name__ == "__main__":
    main()
