"""Damaged histories are kept aside, and all that can still be read of them is in a new one."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.history import salvage
from calfcoach.history.database import bring_up_to_date
from calfcoach.history.probing import is_sound
from calfcoach.history.salvage import _schema_of
from calfcoach.history.schema import ONLY_PERSON, TABLES, Change, new_id
from calfcoach.history.store import History, default_path
from tests.histories import HANG_S, sessions_in, sessions_of
from tests.history.old_files import make_old
from tests.history.test_store import record

Open = Callable[..., History]
Rows = dict[str, set[tuple[object, ...]]]

PAGE = 4096
INDEX_LEAF = 0x0A
TABLE_LEAF = 0x0D
SESSIONS = 120


def fill(path: Path, sessions: int = SESSIONS) -> None:
    """Make a history with a number of sessions, each of two sets of ten reps."""
    history = History(path)
    assert history.settle(HANG_S)
    history.close()
    changes = [Change("person", {"id": ONLY_PERSON, "name": "", "created_ms": 0})]
    for number in range(sessions):
        at_ms = 1_700_000_000_000 + number * 86_400_000
        session, item = new_id(at_ms), new_id(at_ms)
        row = {"id": session, "person_id": ONLY_PERSON, "started_ms": at_ms, "utc_offset_s": 3600}
        changes.append(Change("session", row | {"note": f"session {number}", "ended": "finished"}))
        item_row = {"id": item, "session_id": session, "number": 1, "exercise": "raise", "dose": '{"sets": 2}'}
        changes.append(Change("session_item", item_row))
        for attempt in (1, 2):
            done = new_id(at_ms + attempt)
            numbers = {"attempt": attempt, "block_number": attempt, "set_number": attempt, "planned_reps": 10}
            ends = {"counted_reps": 10, "complete": 1, "repeated": 0}
            changes.append(Change("exercise_set", {"id": done, "item_id": item, **numbers, **ends}))
            rows = [{"set_id": done, "side": "both", "number": n, "planned_lower_ms": 3000} for n in range(1, 11)]
            changes += [Change("rep", row) for row in rows]
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("BEGIN")
        for change in changes:
            database.execute(*change.statement)
        database.execute("COMMIT")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def rows_of(path: Path) -> Rows:
    with closing(sqlite3.connect(path)) as database:
        return {table: set(database.execute(f"SELECT * FROM {table}")) for table in TABLES}


def spoil(path: Path, page: int, how: bytes) -> None:
    with path.open("rb+") as file:
        file.seek((page - 1) * PAGE)
        file.write((how * PAGE)[:PAGE])


def pages(path: Path, kind: int) -> list[int]:
    data = path.read_bytes()
    return [at // PAGE + 1 for at in range(PAGE, len(data), PAGE) if data[at] == kind]


def cells(path: Path, page: int) -> int:
    at = (page - 1) * PAGE
    return int.from_bytes(path.read_bytes()[at + 3 : at + 5], "big")


def own(rows: Rows) -> Rows:
    """Without what stands in for something that was lost."""
    return {**rows, "session_item": {row for row in rows["session_item"] if row[3] != "unknown"}}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "history.sqlite"
    fill(path)
    return path


@pytest.fixture
def damaged(whole: Path, tmp_path: Path) -> Path:
    path = tmp_path / "history.sqlite"
    path.write_bytes(whole.read_bytes())
    return path


@pytest.mark.parametrize("nth", range(3))
def test_a_page_that_is_spoilt_costs_the_rows_on_it_and_no_more(nth: int, whole: Path, tmp_path: Path) -> None:
    before = rows_of(whole)
    leaves = pages(whole, INDEX_LEAF)
    how = (b"\x00", b"\x55", b"\xff")[nth]
    assert len(leaves) > 20
    for page in leaves[nth::3]:
        path = tmp_path / f"{page}.sqlite"
        path.write_bytes(whole.read_bytes())
        spoil(path, page, how)
        found = salvage.set_aside(path)
        assert found is not None
        after = own(rows_of(path))
        lost = {table: len(before[table] - after[table]) for table in TABLES}
        assert sum(lost.values()) <= cells(whole, page), (page, lost)
        assert sum(1 for number in lost.values() if number) <= 1, (page, lost)
        assert is_sound(path)
        for each in tmp_path.glob("*sqlite*"):
            each.unlink()


@pytest.mark.parametrize("seed", range(20))
def test_pages_spoilt_at_random_lose_no_more_than_they_must_and_nothing_is_made_up(seed: int, damaged: Path) -> None:
    chance = random.Random(seed)
    before = rows_of(damaged)
    last = damaged.stat().st_size // PAGE
    for page in chance.sample(range(2, last + 1), chance.randint(1, 6)):
        spoil(damaged, page, chance.choice([b"\x00", b"\x55", b"\xff", chance.randbytes(PAGE)]))
    spoilt = damaged.read_bytes()
    history = History(damaged)
    history.suspect()
    assert history.settle(HANG_S)
    assert "all that could still be read" in str(history.problem)
    history.close()
    [aside] = damaged.parent.glob("history-damaged-*.sqlite")
    assert aside.read_bytes() == spoilt
    assert is_sound(damaged)
    after = rows_of(damaged)
    for table, rows in own(after).items():
        if table in ("rep", "session_item"):
            assert rows <= before[table]
    with closing(sqlite3.connect(damaged)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_is_done_while_the_damage_is_found_is_kept(damaged: Path, plan: SessionPlan) -> None:
    for page in pages(damaged, INDEX_LEAF):
        spoil(damaged, page, b"\x55")
    history = History(damaged)
    history.begin(plan)
    history.keep((record(7),))
    history.end("finished", 0)
    sessions = sessions_of(history)
    assert "The history was damaged" in str(history.problem)
    assert [session.reps for session in sessions if session.items[0].exercise == "donkey-calf-raise"] == [(7,)]
    history.close()


@pytest.mark.parametrize("content", [b"no database" * 1000, b"\x00" * PAGE * 3, b"SQLite format 3\0" + b"\xff" * 9000])
def test_what_is_no_history_at_all_is_kept_aside_and_a_new_one_begun(content: bytes, plan: SessionPlan) -> None:
    default_path().parent.mkdir(parents=True, exist_ok=True)
    default_path().write_bytes(content)
    wal = default_path().with_name("history.sqlite-wal")
    wal.write_bytes(b"of the old one")
    history = History()
    history.begin(plan)
    history.keep((record(2),))
    assert [session.reps for session in sessions_of(history)] == [(2,)]
    assert "The history was damaged; it is kept as " in str(history.problem)
    history.close()
    [kept] = default_path().parent.glob("history-damaged-*.sqlite")
    assert kept.read_bytes() == content


def test_somebody_elses_database_is_kept_aside_whole(plan: SessionPlan) -> None:
    default_path().parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(default_path())) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
        other.execute("INSERT INTO recipe VALUES ('bread')")
        other.commit()
    history = History()
    history.begin(plan)
    assert [session.reps for session in sessions_of(history)] == [()]
    history.close()
    [kept] = default_path().parent.glob("history-damaged-*.sqlite")
    with closing(sqlite3.connect(kept)) as other:
        assert other.execute("SELECT name FROM recipe").fetchall() == [("bread",)]


@pytest.mark.parametrize("version", [1, 2])
def test_a_damaged_history_of_an_earlier_version_is_salvaged_and_brought_up_to_date(
    version: int, open_history: Open
) -> None:
    make_old(version, sessions=300)
    before = default_path().read_bytes()
    leaves = pages(default_path(), TABLE_LEAF)
    assert len(leaves) > 10
    spoil(default_path(), leaves[len(leaves) // 2], b"\x55")
    history = open_history()
    sessions = sessions_of(history)
    assert "The history was damaged" in str(history.problem)
    assert len(sessions) >= 300 - cells_of(before, leaves[len(leaves) // 2])
    assert [session.reps for session in sessions].count((3,)) >= 300 - 2 * cells_of(before, leaves[len(leaves) // 2])


def cells_of(data: bytes, page: int) -> int:
    return int.from_bytes(data[(page - 1) * PAGE + 3 : (page - 1) * PAGE + 5], "big")


def test_damage_that_another_program_has_mended_is_not_mended_again(damaged: Path) -> None:
    spoil(damaged, pages(damaged, INDEX_LEAF)[3], b"\x55")
    assert salvage.set_aside(damaged) is not None
    assert salvage.set_aside(damaged) is None
    assert len(list(damaged.parent.glob("history-damaged-*.sqlite"))) == 1


def test_a_sound_history_that_is_suspected_is_left_as_it_is(history: History, plan: SessionPlan) -> None:
    history.begin(plan)
    history.keep((record(2),))
    history.suspect()
    assert [session.reps for session in sessions_of(history)] == [(2,)]
    assert history.problem is None


def test_reading_with_a_fault_tells_and_does_not_break(damaged: Path) -> None:
    from calfcoach.history.reader import HistoryUnreadable

    for page in pages(damaged, INDEX_LEAF):
        spoil(damaged, page, b"\x55")
    with pytest.raises(HistoryUnreadable, match="is damaged"):
        sessions_in(damaged)


@pytest.mark.parametrize("schema", [2, 3, 4])
def test_the_schema_is_seen_by_tables_and_columns_where_its_number_is_spoilt(schema: int) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as file:
        bring_up_to_date(file, None, schema)
        file.execute("PRAGMA user_version = 99")
        assert _schema_of(file) == schema
