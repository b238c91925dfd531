"""Copies of the history: made by themselves, seven of a kind, whole; and put back only when they have proved good."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.errors import KnownError
from calfcoach.history import backup
from calfcoach.history.backup import copies_of, make, make_daily
from calfcoach.history.probing import is_sound
from calfcoach.history.restore import prove, restore
from calfcoach.history.schema import SCHEMA_VERSION
from calfcoach.history.store import History, default_path
from tests.histories import HANG_S, sessions_in, sessions_of
from tests.history.conftest import lock_held_by_another_program
from tests.history.old_files import make_old
from tests.history.test_damage import INDEX_LEAF, fill, pages, spoil
from tests.history.test_store import record

Open = Callable[..., History]


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets the copies believe that it is a day of January."""
    of_now = time.gmtime

    def set_day(number: int) -> None:
        at = time.struct_time((2026, 1, number, 12, 0, 0, 0, number, 0))
        monkeypatch.setattr(backup.time, "gmtime", lambda *given: of_now(*given) if given else at)

    set_day(1)
    return set_day


def do(reps: int, plan: SessionPlan) -> None:
    history = History()
    history.begin(plan)
    history.keep((record(reps),))
    assert history.close(HANG_S)
    for copy in copies_of(default_path()):
        copy.unlink()


def days() -> list[str]:
    return [path.name[8:16] for path in copies_of(default_path(), "daily")]


def test_a_day_in_which_something_changed_is_copied_once(plan: SessionPlan, day: Callable[[int], None]) -> None:
    do(1, plan)
    assert make_daily(default_path()) is not None
    assert make_daily(default_path()) is None
    day(2)
    assert make_daily(default_path()) is None  # nothing has changed
    with sqlite3.connect(default_path()) as changed:
        changed.execute("UPDATE session SET note = 'changed'")
    changed.close()
    day(3)
    assert make_daily(default_path()) is not None
    assert days() == ["20260103", "20260101"]


def test_seven_of_a_kind_are_kept(plan: SessionPlan, day: Callable[[int], None]) -> None:
    do(1, plan)
    for number in range(1, 11):
        day(number)
        make(default_path(), "daily")
    make(default_path(), "before-import")
    assert days() == [f"202601{number:02d}" for number in range(10, 3, -1)]
    assert len(copies_of(default_path())) == 8


def test_a_start_makes_the_copy_of_the_day_by_itself(plan: SessionPlan) -> None:
    do(3, plan)
    history = History()
    assert history.settle(HANG_S)
    thread = history._writer._copying
    assert thread is not None
    thread.join(HANG_S)
    history.close()
    [copy] = copies_of(default_path(), "daily")
    assert [session.reps for session in sessions_in(copy)] == [(3,)]


def test_a_history_with_nothing_in_it_is_not_copied() -> None:
    History().close(HANG_S)
    assert make_daily(default_path()) is None
    assert copies_of(default_path()) == []


def test_a_damaged_history_does_not_push_out_good_copies(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    fill(path, 60)
    good = make(path, "before-import")
    spoil(path, pages(path, INDEX_LEAF)[2], b"\x55")
    with pytest.raises((backup.DamagedHistory, sqlite3.DatabaseError)):
        make_daily(path)
    assert copies_of(path) == [good]
    assert list(good.parent.iterdir()) == [good]


def test_damage_is_found_by_the_copy_of_the_day_and_mended(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    fill(path, 60)
    spoil(path, pages(path, INDEX_LEAF)[2], b"\x55")
    history = History(path)
    assert history.settle(HANG_S)
    thread = history._writer._copying
    assert thread is not None
    thread.join(HANG_S)
    assert history.settle(HANG_S)
    assert "The history was damaged" in str(history.problem)
    history.close()
    assert is_sound(path)


def test_what_is_written_while_it_is_copied_does_not_spoil_the_copy(plan: SessionPlan, history: History) -> None:
    assert history.settle(HANG_S)  # until its thread has made the file there is nothing to copy
    for reps in range(1, 6):
        history.begin(plan)
        history.keep((record(reps),))
        copy = make(default_path(), "before-import")
        assert is_sound(copy)
    assert history.settle(HANG_S)


def test_a_copy_is_put_back_and_what_it_replaces_is_kept(plan: SessionPlan) -> None:
    do(1, plan)
    copy = make(default_path(), "daily").rename(default_path().parent / "good.sqlite")
    do(2, plan)
    kept = restore(default_path(), copy)
    assert [session.reps for session in sessions_in()] == [(1,)]
    assert kept is not None
    assert {session.reps for session in sessions_in(kept)} == {(1,), (2,)}
    assert not list(default_path().parent.glob(".history-restore-*"))


def test_a_program_that_runs_goes_on_with_the_copy_that_was_put_back(plan: SessionPlan, history: History) -> None:
    history.begin(plan)
    history.keep((record(1),))
    assert history.settle(HANG_S)
    copy = make(default_path(), "by-hand")
    history.keep((record(2),))
    history.end("stopped", 0)
    assert history.settle(HANG_S)
    restore(default_path(), copy)
    history.begin(plan)
    history.keep((record(5),))
    assert {session.reps for session in sessions_of(history)} == {(1,), (5,)}
    assert history.problem is None
    assert is_sound(default_path())


def test_no_copy_is_put_back_while_a_session_is_under_way(plan: SessionPlan, history: History) -> None:
    do(1, plan)
    copy = make(default_path(), "by-hand")
    history.begin(plan)
    history.keep((record(1),))
    assert history.settle(HANG_S)
    with pytest.raises(KnownError, match="A session is under way"):
        restore(default_path(), copy)
    history.keep((record(4),))
    history.end("stopped", 0)
    assert sessions_of(history)[0].reps == (4,)
    assert len(sessions_in()) == 2
    restore(default_path(), copy)
    assert len(sessions_in()) == 1


@pytest.mark.parametrize("version", [1, 2])
def test_a_copy_of_an_earlier_version_is_brought_up_to_date(version: int, plan: SessionPlan, tmp_path: Path) -> None:
    make_old(version, tmp_path / "old.sqlite")
    before = (tmp_path / "old.sqlite").read_bytes()
    do(1, plan)
    restore(default_path(), tmp_path / "old.sqlite")
    assert [(session.reps, session.remarks.note) for session in sessions_in()] == [((3,), "as it was")]
    assert (tmp_path / "old.sqlite").read_bytes() == before


def test_a_copy_is_put_back_where_there_is_no_history_and_where_it_is_damaged(
    plan: SessionPlan, tmp_path: Path
) -> None:
    do(4, plan)
    copy = Path(shutil.move(make(default_path(), "daily"), tmp_path / "good.sqlite"))
    for path in default_path().parent.glob("history*"):
        path.unlink()
    assert restore(default_path(), copy) is None
    assert [session.reps for session in sessions_in()] == [(4,)]
    for damage in (b"no database" * 1000, b"\x00" * 9000):
        default_path().write_bytes(damage)
        kept = restore(default_path(), copy)
        assert kept is not None
        assert kept.read_bytes() == damage
        assert [session.reps for session in sessions_in()] == [(4,)]


def no_file(path: Path) -> None:
    path.unlink(missing_ok=True)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def something_else(path: Path) -> None:
    path.write_text("a text")


def empty(path: Path) -> None:
    path.touch()


def somebody_elses(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")


def newer(path: Path) -> None:
    fill(path, 3)
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def damaged(path: Path) -> None:
    fill(path, 60)
    spoil(path, pages(path, INDEX_LEAF)[3], b"\x55")


def cut_off(path: Path) -> None:
    fill(path, 60)
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size // 2)


@pytest.mark.parametrize(
    "bad",
    [no_file, a_folder, a_pipe, something_else, empty, somebody_elses, newer, damaged, cut_off],
    ids=lambda each: each.__name__,
)
def test_what_is_no_good_copy_is_refused_and_nothing_is_changed(
    bad: Callable[[Path], None], plan: SessionPlan, tmp_path: Path
) -> None:
    do(2, plan)
    before = {path.name: path.read_bytes() for path in default_path().parent.iterdir() if path.is_file()}
    bad(tmp_path / "copy.sqlite")
    with pytest.raises(KnownError, match=re.escape(str(tmp_path / "copy.sqlite"))):
        restore(default_path(), tmp_path / "copy.sqlite")
    after = {path.name: path.read_bytes() for path in default_path().parent.iterdir() if path.is_file()}
    assert after == before
    assert copies_of(default_path()) == []


def test_a_history_that_another_program_holds_is_not_replaced(
    plan: SessionPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(2, plan)
    copy = Path(shutil.move(make(default_path(), "daily"), tmp_path / "good.sqlite"))
    with sqlite3.connect(default_path()) as changed:
        changed.execute("UPDATE session SET note = 'later'")
    changed.close()
    monkeypatch.setattr("calfcoach.history.restore.MOST_WAIT_S", 0.05)
    with lock_held_by_another_program(), pytest.raises(KnownError, match="cannot be replaced now"):
        restore(default_path(), copy)
    assert [session.remarks.note for session in sessions_in()] == ["later"]


def test_a_good_copy_is_good(plan: SessionPlan) -> None:
    do(2, plan)
    prove(make(default_path(), "daily"))
