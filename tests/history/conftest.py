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
from calfcoach.history.store import History, default_path
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
