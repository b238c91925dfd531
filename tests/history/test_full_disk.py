"""A disk that gets full while the history goes out, comes in, is copied or put back: told, and all is as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.errors import KnownError
from calfcoach.history import backup
from calfcoach.history.restore import restore
from calfcoach.history.transfer.carrying_out import export
from calfcoach.history.transfer.taking_in import take_back
from tests.disk import room_for
from tests.histories import as_kept, put
from tests.history.machines import STARTED, Machine, nobody_looks, rows_in, take_in

ROOM = (0, 5_000, 50_000, 100_000, 10_000_000)
"""Bytes that a file may have: none, a page, where it ends half-way, and enough."""


def out(desk: Machine, file: Path) -> object:
    return export(desk.path, file, "own", nobody_looks, replace=True)


def back(desk: Machine, _file: Path) -> object:
    return take_back(desk.path)


def put_back(desk: Machine, file: Path) -> object:
    return restore(desk.path, file.with_name("copy.sqlite"))


def taken_in(desk: Machine, file: Path) -> object:
    return take_in(file, desk.path)


def copied(desk: Machine, _file: Path) -> object:
    return backup.make(desk.path, "by-hand")


@pytest.mark.parametrize("work", [taken_in, back, out, copied, put_back])
def test_work_that_finds_no_room_is_refused_and_done_when_there_is_some(
    work: Callable[[Machine, Path], object], desk: Machine, gym: Machine, plan: SessionPlan, tmp_path: Path
) -> None:
    desk.do(plan, 10)
    put(*(as_kept(STARTED + timedelta(hours=each), reps=(12,) * 5) for each in range(10)), path=gym.path)
    file = tmp_path / "gym.json"
    if work in (back, out, copied):
        take_in(gym.path, desk.path)
    export(gym.path, file, "own", nobody_looks)
    backup.make(gym.path, "by-hand").rename(tmp_path / "copy.sqlite")
    before, written, beside = rows_in(desk.path), file.read_bytes(), names(desk)
    refused = 0
    for size in ROOM:
        with room_for(size):
            try:
                assert work(desk, file)
                break
            except (KnownError, sqlite3.Error, OSError) as error:
                refused += 1
                assert "\n" not in str(error)
                assert isinstance(error, KnownError) or work is copied, "who copies says it in words of their own"
        assert rows_in(desk.path) == before
        assert file.read_bytes() == written
        assert names(desk) - beside <= {"history.sqlite-wal", "history.sqlite-shm"}, "nothing half-done is left"
    assert 2 <= refused < len(ROOM)


def names(desk: Machine) -> set[str]:
    return {each.relative_to(desk.path.parent).as_posix() for each in desk.path.parent.rglob("*") if each.is_file()}
