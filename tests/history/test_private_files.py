"""What the history writes is its owner's alone, whatever the umask, and what is there already is made so."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.history import salvage
from calfcoach.history.backup import copies_of, make
from calfcoach.history.store import History, default_path
from tests.histories import HANG_S
from tests.history.conftest import lock_held
from tests.history.old_files import make_old
from tests.history.test_store import record
from tests.history.test_writer import beside, until

pytestmark = pytest.mark.skipif(os.name == "nt", reason="such rights there are on POSIX alone")


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes() -> dict[str, str]:
    """Everything in the history's folder that is not as it should be."""
    folder = default_path().parent
    found = {}
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode != (0o700 if path.is_dir() else 0o600):
            found[path.name] = oct(mode)
    return found


def test_all_that_is_written_is_private(umask: int, plan: SessionPlan, home: Path) -> None:
    default_path().parent.parent.mkdir(parents=True, exist_ok=True)
    history = History()
    history.begin(plan)
    history.keep((record(1),))
    assert history.settle(HANG_S)
    names = {path.name for path in default_path().parent.iterdir()}
    assert {"history.sqlite", "history.sqlite-wal", "history.sqlite-shm"} <= names
    assert modes() == {}
    with lock_held():
        history.keep((record(2),))
        until(lambda: bool(beside()))
        assert modes() == {}
    assert history.settle(HANG_S)
    make(default_path(), "daily")
    history.close()
    default_path().write_bytes(b"no database" * 1000)
    assert salvage.set_aside(default_path()) is not None
    assert len(copies_of(default_path())) >= 1
    assert list(default_path().parent.glob("history-damaged-*"))
    assert modes() == {}


def test_what_is_there_is_tightened(plan: SessionPlan, open_history: Callable[..., History]) -> None:
    make_old(2)
    folder = default_path().parent
    (folder / "history-schema-1.sqlite").write_bytes(b"a copy of an earlier version")
    for name in ("backups/history-20250101T120000Z-daily.sqlite", "imports/import-20250101T120000Z-00.jsonl"):
        (folder / name).parent.mkdir()
        (folder / name).write_bytes(b"what was kept")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    holder = sqlite3.connect(default_path())  # so that the two beside it are there
    holder.execute("SELECT * FROM session").fetchall()
    history = open_history()
    history.begin(plan)
    assert history.settle(HANG_S)
    assert modes() == {}
    holder.close()


@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_a_pipe_in_its_place_is_told_and_hangs_nothing(suffix: str, plan: SessionPlan) -> None:
    default_path().parent.mkdir(parents=True)
    if suffix:
        make_old(2)
    os.mkfifo(default_path().with_name("history.sqlite" + suffix))
    history = History()
    history.begin(plan)
    until(lambda: history.problem is not None)
    history.close(0.1)


def test_a_link_that_was_planted_is_not_followed(plan: SessionPlan, tmp_path: Path) -> None:
    """Backups, journals and files kept aside have names nobody can foresee, or are made where nothing is."""
    target = tmp_path / "somebody's"
    target.write_text("precious")
    (default_path().parent / "backups").mkdir(parents=True)
    for name in ("history-unwritten-0.jsonl", "backups/.calfcoach-0123456789abcdef.part", ".history-damage.lock"):
        (default_path().parent / name).symlink_to(target)
    history = History()
    history.begin(plan)
    assert history.settle(HANG_S)
    history.close()
    assert target.read_text() == "precious"
