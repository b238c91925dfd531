"""Histories of earlier versions are copied and brought up to date, with all that was in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta, timezone

import pytest

from calfcoach.history.backup import copies_of
from calfcoach.history.migrations import MIGRATIONS
from calfcoach.history.schema import SCHEMA_VERSION, TABLES, id_from, new_id
from calfcoach.history.store import History, Remarks, default_path
from tests.histories import HANG_S, sessions_in, sessions_of
from tests.history.old_files import DOSE, make_old

Open = Callable[..., History]


def test_there_is_a_step_from_every_schema_to_the_next() -> None:
    assert len(MIGRATIONS) == SCHEMA_VERSION


def test_the_tables_are_those_that_the_program_knows(history: History) -> None:
    assert history.settle(HANG_S)
    with closing(sqlite3.connect(default_path())) as made:
        names = {name for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert names == set(TABLES)
        for table in TABLES.values():
            info = made.execute(f"PRAGMA table_info({table.name})").fetchall()
            assert tuple(row[1] for row in info) == table.columns
            assert tuple(row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]) == table.key
            assert {row[1] for row in info if row[2] == "BLOB"} == table.ids


@pytest.mark.parametrize("version", [1, 2, 3])
def test_what_was_in_it_is_in_it(version: int, open_history: Open) -> None:
    make_old(version, sessions=3)
    sessions = sessions_of(open_history())
    assert [session.started.day for session in sessions] == [4, 3, 2]
    first = sessions[-1]
    assert first.started == datetime(2025, 3, 2, 18, 30, tzinfo=timezone(timedelta(hours=1)))
    assert first.started.utcoffset() == timedelta(hours=1)
    assert first.remarks == (Remarks("as it was", 7, 2) if version >= 2 else Remarks("as it was"))
    assert first.ended == "finished"
    [item] = first.items
    assert (item.exercise, item.number, item.dose) == ("donkey-calf-raise", 1, DOSE[0])
    [only] = item.sets
    assert (only.reps, only.planned_reps, only.complete, only.repeated) == (3, 10, True, False)
    assert [(rep.side, rep.number, rep.at_ms) for rep in only.rep_records] == [("both", n, None) for n in (1, 2, 3)]


@pytest.mark.parametrize("version", [1, 2, 3])
def test_before_each_step_it_is_copied(version: int, open_history: Open) -> None:
    make_old(version)
    assert open_history().settle(HANG_S)
    copies = {path.name.split("Z-")[1]: path for path in copies_of(default_path()) if "before" in path.name}
    steps = range(version, SCHEMA_VERSION)
    assert sorted(copies) == [f"before-schema-{step + 1}.sqlite" for step in steps]
    for step in steps:
        with closing(sqlite3.connect(copies[f"before-schema-{step + 1}.sqlite"])) as copy:
            assert copy.execute("PRAGMA user_version").fetchone() == (step,)
            assert copy.execute("SELECT note FROM session").fetchall() == [("as it was",)]


def test_a_history_that_cannot_be_copied_is_left_as_it_is_until_it_can(open_history: Open) -> None:
    make_old(2)
    before = default_path().read_bytes()
    in_the_way = default_path().parent / "backups"
    in_the_way.write_text("no folder")
    history = open_history()
    assert not history.settle(1.0)
    assert history.problem is not None
    assert default_path().read_bytes() == before
    in_the_way.unlink()
    assert [session.reps for session in sessions_of(history)] == [(3,)]


def test_two_machines_bring_the_same_file_to_the_same_ids(open_history: Open) -> None:
    ids = []
    for _ in range(2):
        for path in default_path().parent.glob("history*"):
            path.unlink()
        make_old(1, sessions=5)
        History().close(HANG_S)
        ids.append([(session.id, session.items[0].id, session.items[0].sets[0].id) for session in sessions_in()])
    assert ids[0] == ids[1]


@pytest.mark.parametrize("nonsense", ["", "yesterday", "2025-13-45T00:00:00", "-1", "9999-12-31T23:59:59-2359"])
def test_what_is_no_time_or_no_dose_is_no_reason_to_lose_a_set(nonsense: str, open_history: Open) -> None:
    make_old(2)
    with sqlite3.connect(default_path()) as old:
        old.execute("UPDATE session SET started_at = ?, dose = ?", (nonsense, nonsense))
    old.close()
    [session] = sessions_of(open_history())
    assert (session.reps, session.items[0].dose) == ((3,), {})


def test_ids_sort_by_the_time_they_were_made() -> None:
    times = [0, 1, 1_700_000_000_000, (1 << 48) - 1]
    made = [new_id(time) for time in times]
    assert sorted(made) == made
    assert {each[14] for each in made} == {"7"}
    assert id_from(5, b"0123456789") == id_from(5, b"0123456789") != id_from(5, b"1123456789")
