"""A plan, a history that is closed, and the two things that stand in a history's way: a lock and a full disk."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.past import Remarks
from calfcoach.history.store import History, default_path
from calfcoach.history.transfer.carrying_out import export
from tests.history.machines import Machine, nobody_looks
from tests.stories import exercise


@pytest.fixture
def plan() -> SessionPlan:
    return plan_of(exercise(), Choices())


@pytest.fixture
def open_history() -> Iterator[Callable[[], History]]:
    """Opens histories that are closed with the test."""
    opened: list[History] = []

    def open_one(path: Path | None = None) -> History:
        opened.append(History(path))
        return opened[-1]

    yield open_one
    for history in opened:
        history.close()


@pytest.fixture
def history(open_history: Callable[[], History]) -> History:
    return open_history()


@pytest.fixture
def desk(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "desk" / "history.sqlite")


@pytest.fixture
def gym(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "gym" / "history.sqlite")


@pytest.fixture
def files(gym: Machine, plan: SessionPlan, tmp_path: Path) -> dict[str, Path]:
    """A history of two sessions as each kind of file."""
    gym.do(plan, 10, 9, remarks=Remarks("süß – 痛い", 7, 0))
    gym.do(plan, 8)
    kinds = {ending: tmp_path / f"good.{ending}" for ending in ("json", "csv")}
    for file in kinds.values():
        export(gym.path, file, "own", nobody_looks)
    return kinds


@contextmanager
def lock_held(path: Path | None = None) -> Iterator[None]:
    """Another connection holds the write lock meanwhile."""
    holder = sqlite3.connect(path or default_path(), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.close()


HOLD = """
import sqlite3, sys
holder = sqlite3.connect(sys.argv[1], isolation_level=None)
holder.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def lock_held_by_another_program(path: Path | None = None) -> Iterator[None]:
    """A process of its own holds the file alone meanwhile."""
    command = [sys.executable, "-c", HOLD, str(path or default_path())]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            holder.communicate()
