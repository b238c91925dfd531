"""Sessions for tests of the history, done at times of the tests' own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from calfcoach.domain.plan import SessionPlan
from calfcoach.history.past import Remarks
from calfcoach.history.store import History
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
