"""What kill -9 and power cuts leave of the history: python -m benchmarks kills.

A program keeps rep after rep and is killed at a random moment, 200 times; every other time another program holds a lock
meanwhile. The next start is looked at: are all reps there that were handed over a second before, is every page sound,
can the session be gone on with. Then 50 power cuts: copies of the file with its log cut off at a random place after
what was last synced must open sound, with all that had been synced. And 40 first starts of eight programs at once.
"""

import os
import random
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.probing import is_sound
from calfcoach.history.reader import Reader
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

CUTS_REPS = 40


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
        time.sleep(EVERY_S)


def killed(path: Path, plan: SessionPlan, chance: random.Random) -> int:
    """Kill a program in the middle; the last rep that it had handed over a second before."""
    reading, writing = os.pipe()
    process = child(partial(keep_reps, path, plan, writing))
    os.close(writing)
    time.sleep(chance.uniform(0.0, LONGEST_S))
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
        lost += (found[0].reps_done if found else 0) < wanted
        not_resumable += wanted > 0 and not found
        shutil.rmtree(path.parent)
    print(f"  {KILLS} kills: {lost} lost a rep older than {KEPT_WITHIN_S:g} s, {unsound} files unsound, "
          f"{not_resumable} sessions that cannot be gone on with; wanted 0, 0, 0")  # fmt: skip


def power_cuts(folder: Path, plan: SessionPlan) -> None:
    """Cut the log of a file off between two syncs, as a machine that loses its power does at worst."""
    path = folder / "cut" / "history.sqlite"
    path.parent.mkdir()
    history = History(path)
    history.begin(plan)
    history.settle(60)
    wal = path.with_name("history.sqlite-wal")
    sizes = []
    for number in range(1, CUTS_REPS + 1):
        history.keep((record(number),), number * 7.0)
        history.settle(60)
        sizes.append(wal.stat().st_size)
    whole, log = path.read_bytes(), wal.read_bytes()
    history.close()
    lost = unsound = 0
    chance = random.Random(8)
    for number in range(POWER_CUTS):
        synced = chance.randrange(len(sizes))
        most = sizes[synced + 1] if synced + 1 < len(sizes) else sizes[synced]
        copy = folder / f"power {number}" / "history.sqlite"
        copy.parent.mkdir()
        copy.write_bytes(whole)
        cut = chance.randint(sizes[synced], most)
        copy.with_name("history.sqlite-wal").write_bytes(log[:cut])
        after = History(copy)
        after.settle(60)
        after.close()
        unsound += not is_sound(copy)
        with closing(sqlite3.connect(copy)) as database:
            (reps,) = database.execute("SELECT count(*) FROM rep").fetchone()
        lost += reps < synced + 1
    print(f"  {POWER_CUTS} power cuts: {lost} lost what was synced, {unsound} files unsound; wanted 0, 0")


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
