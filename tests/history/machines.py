"""Machines with a history each, and what comes of files that go out and in: for the tests of both."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.errors import KnownError
from calfcoach.history.database import open_history
from calfcoach.history.past import Remarks
from calfcoach.history.reader import Reader
from calfcoach.history.schema import Change
from calfcoach.history.store import History
from calfcoach.history.transaction import put_in
from calfcoach.history.transfer.merging import Survey
from calfcoach.history.transfer.rows import TableRow, all_rows
from calfcoach.history.transfer.taking_in import opened_import
from tests.histories import HANG_S, sessions_in
from tests.history.test_store import record

STARTED = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)


def nobody_looks(_share: float) -> None:
    pass


def rows_in(path: Path) -> list[TableRow]:
    with Reader(path) as reader:
        return list(all_rows(reader))


def take_in(file: Path, path: Path) -> Survey:
    with opened_import(path, file, nobody_looks) as found:
        survey = found.survey
        found.carry_out(nobody_looks)
    return survey


def write(path: Path, rows: list[TableRow]) -> None:
    with closing(open_history(path)) as history:
        put_in(history, [Change(*row) for row in rows], lambda: True)


class Machine:
    """A machine with a history of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = STARTED

    def do(self, plan: SessionPlan, *reps: int, remarks: Remarks | None = None) -> None:
        self.now += timedelta(days=1)
        history = History(self.path, now=lambda: self.now)
        history.begin(plan)
        history.keep(tuple(record(each, number, complete=True) for number, each in enumerate(reps, 1)), 60.0)
        history.end("finished", 0, 0.0, 60.0)
        if remarks is not None:
            history.annotate(remarks)
        assert history.close(HANG_S), history.problem

    @property
    def told(self) -> list[tuple[tuple[int, ...], Remarks]]:
        return [(session.reps, session.remarks) for session in sessions_in(self.path)]


def people(machine: Machine) -> dict[str, list[tuple[int, ...]]]:
    """Who is in a history, with the reps of their sessions."""
    with Reader(machine.path) as reader:
        names = dict(reader.people())
    done = sessions_in(machine.path)
    return {name: [each.reps for each in done if each.person_id == key] for key, name in names.items()}


def refusal(file: Path, desk: Machine) -> str:
    before = rows_in(desk.path) if desk.path.exists() else []
    with pytest.raises(KnownError) as refused, opened_import(desk.path, file, nobody_looks):
        pass
    assert (rows_in(desk.path) if desk.path.exists() else []) == before
    assert "\n" not in str(refused.value)
    return str(refused.value)


class GivenUp(Exception):
    pass
