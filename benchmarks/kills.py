"""What kill -9 and power cuts leave of the history: python -m benchmarks kills.

A program keeps rep after rep and is killed at a random moment, 200 times; every other time another program holds a lock
meanwhile. The next start is looked at: are all reps there that were handed over a second before, is every page sound,
can the session be gone on with. Then 50 power cuts: copies of the file with its log as it may be after one (cut off at
a random place after what was last synced, every other one with a hole there too) must open sound, with all that had
been synced. And 40 first starts of eight programs at once.
"""

import os
import random
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.opened import OpenedHistory
from calfcoach.history.probing import is_sound
from calfcoach.history.reader import Reader
from calfcoach.history.schema import Change
from calfcoach.history.store import History
from calfcoach.library.collection import Library
from calfcoach.session.results import SetRecord
from tests.history.conftest import lock_held
from tests.stories import rep_done

KILLS = 200
POWER_CUTS = 50
FIRST_STARTS = 40
PROGRAMS = 8
EVERY_S = 0.02
LONGEST_S = 2.5
KEPT_WITHIN_S = 1.0
"""A completed rep is on disk within a second: docs/design.md, "History"."""

CUTS_REPS = 200
CUTS_EVERY_S = 0.05
"""Twelve to twenty times as often as a person does one, so that several come between two syncs."""

HOLE_BYTES = 4096
"""What a disk writes at a time: the pieces of what was not synced may come in any order."""


def record(reps: int) -> SetRecord:
    return SetRecord(1, 1, 200, tuple(rep_done(number) for number in range(1, reps + 1)))


def child(work: Callable[[], None]) -> int:
    """Run something in a process of its own, which is this one copied; its id."""
    process = os.fork()
    if process:
        return process
    try:
        work()
    finally:
        os._exit(0)


def keep_reps(path: Path, plan: SessionPlan, told: int) -> None:
    """Keep a rep every now and then, and tell when each was handed over."""
    history = History(path)
    history.begin(plan)
    for number in range(1, 200):
        history.keep((record(number),), number * 7.0)
        os.write(told, f"{number} {time.monotonic()}\n".encode())
        time.sleep(EVERY_S)  # reps come one by one


def killed(path: Path, plan: SessionPlan, chance: random.Random) -> int:
    """Kill a program in the middle; the last rep that it had handed over a second before."""
    reading, writing = os.pipe()
    process = child(partial(keep_reps, path, plan, writing))
    os.close(writing)
    time.sleep(chance.uniform(0.0, LONGEST_S))  # any moment, also one while it starts or writes
    killed_s = time.monotonic()
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    with os.fdopen(reading) as said:
        handed = [line.split() for line in said.read().splitlines()]
    return max((int(number) for number, at_s in handed if float(at_s) <= killed_s - KEPT_WITHIN_S), default=0)


def kills(folder: Path, plan: SessionPlan) -> None:
    lost = unsound = not_resumable = 0
    chance = random.Random(7)
    for number in range(KILLS):
        path = folder / str(number) / "history.sqlite"
        path.parent.mkdir()
        if number % 2:
            History(path).close()
            with lock_held(path):
                wanted = killed(path, plan, chance)
        else:
            wanted = killed(path, plan, chance)
        history = History(path)
        history.settle(60)
        history.close()
        unsound += not is_sound(path)
        with Reader(path) as reader:
            found = reader.unfinished()
        there = found[0].reps_done if found else 0
        if there < wanted:
            locked = "locked" if number % 2 else "free"
            print(f"  kill {number} ({locked}): {there} reps are there of {wanted} handed over a second before")
        lost += there < wanted
        not_resumable += wanted > 0 and not found
        shutil.rmtree(path.parent)
    print(f"  {KILLS} kills: {lost} lost a rep older than {KEPT_WITHIN_S:g} s, {unsound} files unsound, "
          f"{not_resumable} sessions that cannot be gone on with; wanted 0, 0, 0")  # fmt: skip


@contextmanager
def syncs_noted(wal: Path, synced: list[tuple[int, int]]) -> Iterator[None]:
    """Note at each sync how long the log is and how many reps are in it."""
    put_in, sync = OpenedHistory.put_in, OpenedHistory.sync
    reps = 0

    def put_in_noted(self: OpenedHistory, changes: Iterable[Change]) -> None:
        nonlocal reps
        changes = tuple(changes)
        put_in(self, changes)
        reps = max((int(str(each.row["number"])) for each in changes if each.table == "rep"), default=reps)

    def sync_noted(self: OpenedHistory) -> None:
        sync(self)
        synced.append((wal.stat().st_size, reps))

    # From outside: the program has nothing in it that counts.
    OpenedHistory.put_in, OpenedHistory.sync = put_in_noted, sync_noted  # type: ignore[method-assign]
    try:
        yield
    finally:
        OpenedHistory.put_in, OpenedHistory.sync = put_in, sync  # type: ignore[method-assign]


def power_cuts(folder: Path, plan: SessionPlan) -> None:
    """Spoil the log of a file after what was last synced, as a machine that loses its power does at worst."""
    path = folder / "cut" / "history.sqlite"
    path.parent.mkdir()
    wal = path.with_name("history.sqlite-wal")
    synced: list[tuple[int, int]] = []
    with syncs_noted(wal, synced):
        history = History(path)
        history.begin(plan)
        for number in range(1, CUTS_REPS + 1):
            history.keep((record(number),), number * 7.0)
            history.settle(60)
            time.sleep(CUTS_EVERY_S)  # some are to come between two syncs
        whole, log = path.read_bytes(), wal.read_bytes()
        history.close()
    synced = [each for each in synced if each[0] <= len(log)]
    lost = unsound = most_lost = 0
    chance = random.Random(8)
    for number in range(POWER_CUTS):
        size, wanted = chance.choice(synced)
        copy = folder / f"power {number}" / "history.sqlite"
        copy.parent.mkdir()
        copy.write_bytes(whole)
        left = bytearray(log[: chance.randint(size, len(log))])
        if number % 2 and len(left) > size:
            hole = chance.randint(size, len(left) - 1)
            left[hole : hole + HOLE_BYTES] = bytes(len(left[hole : hole + HOLE_BYTES]))
        copy.with_name("history.sqlite-wal").write_bytes(left)
        after = History(copy)
        after.settle(60)
        after.close()
        unsound += not is_sound(copy)
        with closing(sqlite3.connect(copy)) as database:
            (reps,) = database.execute("SELECT count(*) FROM rep").fetchone()
        lost += reps < wanted
        most_lost = max(most_lost, CUTS_REPS - reps)
    print(f"  {POWER_CUTS} power cuts, {len(synced)} syncs for {CUTS_REPS} reps: {lost} lost what was synced, "
          f"{unsound} files unsound; wanted 0, 0 (unsynced and gone: up to {most_lost} reps)")  # fmt: skip


def start(path: Path, plan: SessionPlan) -> None:
    history = History(path)
    history.begin(plan)
    history.keep((record(1),))
    history.settle(60)
    history.close()


def first_starts(folder: Path, plan: SessionPlan) -> None:
    short = 0
    for number in range(FIRST_STARTS):
        path = folder / f"first {number}" / "history.sqlite"
        path.parent.mkdir()
        for process in [child(partial(start, path, plan)) for _ in range(PROGRAMS)]:
            os.waitpid(process, 0)
        with Reader(path) as reader:
            short += len(reader.sessions()) != PROGRAMS
    print(f"  {FIRST_STARTS} first starts of {PROGRAMS} programs at once: {short} lack a session; wanted 0")


def main() -> None:
    plan = plan_of(Library.load(user_dir=Path("nowhere")).exercises["donkey-calf-raise"], Choices(sets=1, reps=200))
    with tempfile.TemporaryDirectory() as folder:
        kills(Path(folder), plan)
        power_cuts(Path(folder), plan)
        first_starts(Path(folder), plan)


if __name__ == "__main__":
    main()
