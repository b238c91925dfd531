"""Sessions for tests of the history, done at times of the tests' own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from calfcoach.domain.plan import SessionPlan
from calfcoach.history.past import Remarks, Unfinished
from calfcoach.history.reader import Reader
from calfcoach.history.store import History, default_path
from tests.histories import HANG_S
from tests.history.test_store import record

FIRST = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)  # a Monday


class Diary:
    """Sessions done one after the other at times of one's own."""

    def __init__(self, path: Path | None = None) -> None:
        self.now = FIRST
        self.history = History(path, now=lambda: self.now)

    def do(self, plan: SessionPlan, *reps: int, remarks: Remarks | None = None, ended: str | None = "finished") -> None:
        self.history.begin(plan)
        done = tuple(record(each, number) for number, each in enumerate(reps, 1))
        self.history.keep(done, 60.0)
        if ended is not None:
            self.history.end(ended, 0, 0.0, 60.0)
        if remarks is not None:
            self.history.annotate(remarks)

    def close(self) -> None:
        assert self.history.close(HANG_S)


CUT_OFF = """
import os, signal, sys
from calfcoach.history.past import Place
from calfcoach.history.store import History
from calfcoach.session.results import SetRecord
from tests.stories import iso_hold, plan, planned, rep_done
from calfcoach.domain.plan import SessionPlan
history = History()
history.begin(SessionPlan((planned(), planned(iso_hold(), sets=3))))
reps = lambda n: tuple(rep_done(rep) for rep in range(1, n + 1))
sets = [SetRecord(block, number, 2, reps(2), complete=True) for block, number in ((1, 1), (2, 2), (3, 1))]
history.keep(tuple(sets), 100.0)
history.at(Place(4), 101.0)
if sys.argv[1] == "in the set":
    history.keep((*sets, SetRecord(4, 2, 2, reps(1))), 130.0)
assert history.settle(60)
os.kill(os.getpid(), signal.SIGKILL)
"""
"""A program that is killed in a session of two exercises."""


def unfinished() -> list[Unfinished]:
    """What is offered to be gone on with."""
    with Reader(default_path()) as reader:
        return reader.unfinished()
