"""Several programs open the history for the first time at once, or bring it up to date: all end with a good one."""

from __future__ import annotations

import json
import os
import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history import database
from calfcoach.history.backup import copies_of
from calfcoach.history.probing import is_sound, version_of
from calfcoach.history.schema import SCHEMA_VERSION
from calfcoach.history.store import default_path
from calfcoach.session.results import SetRecord
from tests.histories import sessions_in
from tests.history.old_files import make_old
from tests.stories import exercise, rep_done

ROUNDS = {2: 6, 8: 2}
"""How often, by the number of programs: `python -m benchmarks kills` does it more often."""

START = """
import os, pickle, sys
from calfcoach.history.store import History
plan, records = pickle.loads(bytes.fromhex(sys.argv[1]))
print("ready", flush=True)
for line in sys.stdin:
    os.environ["XDG_DATA_HOME"] = line.rstrip()
    history = History()
    history.begin(plan)
    history.keep(records)
    history.settle(60)
    print(history.problem or "good", flush=True)
    history.close()
    print("closed", flush=True)
"""
"""What it keeps is handed to it: what makes that takes longer to import than all that a program needs."""

SESSION = plan_of(exercise(), Choices()), (SetRecord(1, 1, 10, (rep_done(1),)),)

Started = list["subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def started() -> Iterator[Started]:
    """As many programs as are wanted at most; each opens a history whenever it is told where that is."""
    command = [sys.executable, "-c", START, pickle.dumps(SESSION).hex()]
    with ExitStack() as stack:
        running = [
            stack.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
            for _ in range(max(ROUNDS))
        ]
        assert [each.stdout.readline() for each in running] == ["ready\n"] * len(running)  # type: ignore[union-attr]
        yield running
        for each in running:
            each.communicate()


def all_at_once(running: Started, prepare: Callable[[], None], check: Callable[[], None]) -> None:
    """Have a number of processes open the history at the same time, again and again, each time with a new file."""
    programs = len(running)
    for _ in range(ROUNDS[programs]):
        for path in default_path().parent.glob("history*"):
            path.unlink()
        prepare()
        for each in running:
            each.stdin.write(f"{os.environ['XDG_DATA_HOME']}\n")  # type: ignore[union-attr]
        for each in running:
            each.stdin.flush()  # type: ignore[union-attr]
        said = [each.stdout.readline() for each in running]  # type: ignore[union-attr]
        assert said == ["good\n"] * programs
        assert [each.stdout.readline() for each in running] == ["closed\n"] * programs  # type: ignore[union-attr]
        check()


@pytest.mark.parametrize("programs", [2, 8])
def test_first_starts_at_once_all_keep_their_session(started: Started, programs: int) -> None:
    def check() -> None:
        assert [session.reps for session in sessions_in()] == [(1,)] * programs

    all_at_once(started[:programs], lambda: default_path().parent.mkdir(parents=True, exist_ok=True), check)


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("programs", [2, 8])
def test_programs_that_bring_a_history_up_to_date_at_once_do_it_once(
    started: Started, programs: int, version: int
) -> None:
    def check() -> None:
        sessions = sessions_in()
        assert [session.reps for session in sessions[:-1]] == [(1,)] * programs
        assert (sessions[-1].reps, sessions[-1].remarks.note) == ((3,), "as it was")
        assert is_sound(default_path())
        for copy in copies_of(default_path()):
            copy.unlink()

    all_at_once(started[:programs], lambda: make_old(version), check)


def test_a_new_file_has_the_tables_of_one_that_was_brought_up_to_date() -> None:
    def tables() -> list[tuple[str, str]]:
        with closing(sqlite3.connect(default_path())) as found:
            return found.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()

    made = []
    for version in (0, 1, 2):
        for path in default_path().parent.glob("history*"):
            path.unlink()
        if version:
            make_old(version)
        database.open_history(default_path()).close()
        made.append(json.dumps(tables()))
    assert made[0] == made[1] == made[2]
    with closing(sqlite3.connect(default_path())) as found:
        assert version_of(found) == SCHEMA_VERSION
