"""An import is taken back as a whole; what is given up half-way leaves what was there."""

from __future__ import annotations

from pathlib import Path

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.history.backup import copies_of
from calfcoach.history.reader import Reader
from calfcoach.history.restore import restore
from calfcoach.history.schema import Change, Value
from calfcoach.history.store import History
from calfcoach.history.transfer import undo
from calfcoach.history.transfer.carrying_out import export
from calfcoach.history.transfer.taking_in import opened_import, take_back
from tests.histories import HANG_S, sessions_in
from tests.history.machines import STARTED, GivenUp, Machine, nobody_looks, rows_in, take_in
from tests.history.test_store import record


def test_an_import_is_taken_back_as_a_whole(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    desk.do(plan, 10)
    gym.do(plan, 9)
    take_in(desk.path, gym.path)
    history = History(gym.path)
    with Reader(gym.path) as reader:
        [line] = [each for each in reader.sessions() if each.reps == 10]
    history.submit([Change("session", dict(rows_of_session(gym.path, line.id), note="from the gym"))])
    assert history.close(HANG_S)
    before = rows_in(desk.path)
    take_in(gym.path, desk.path)
    assert len(desk.told) == 2
    desk.do(plan, 3)
    assert take_back(desk.path)
    after = [session.reps for session in sessions_in(desk.path)]
    assert after == [(3,), (10,)]
    assert [row for row in rows_in(desk.path) if row in before] == before
    assert not take_back(desk.path)
    assert undo.last(desk.path) is None


def rows_of_session(path: Path, session_id: str) -> dict[str, Value]:
    return next(row for table, row in rows_in(path) if table == "session" and row["id"] == session_id)


def test_a_copy_is_made_before_an_import(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    desk.do(plan, 10)
    gym.do(plan, 9)
    before = rows_in(desk.path)
    take_in(gym.path, desk.path)
    [copy] = copies_of(desk.path, "before-import")
    assert rows_in(copy) == before


def test_an_import_that_is_given_up_leaves_what_was_there(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    desk.do(plan, 10)
    gym.do(plan, 9)
    before = rows_in(desk.path)

    def give_up(_share: float) -> None:
        raise GivenUp

    with opened_import(desk.path, gym.path, nobody_looks) as found, pytest.raises(GivenUp):
        found.carry_out(give_up)
    assert rows_in(desk.path) == before
    assert not take_back(desk.path)
    assert [each.name for each in desk.path.parent.glob(".history-import-*")] == []


def test_a_copy_given_up_while_put_back_leaves_the_last_import_to_be_taken_back(
    desk: Machine, gym: Machine, plan: SessionPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do(plan, 10)
    gym.do(plan, 9)
    take_in(gym.path, desk.path)
    monkeypatch.setattr("calfcoach.history.backup.STEP_PAGES", 1)

    def give_up(share: float) -> None:
        if share > 0.9:
            raise GivenUp

    with pytest.raises(GivenUp):
        restore(desk.path, gym.path, give_up)
    assert take_back(desk.path)
    assert [session.reps for session in sessions_in(desk.path)] == [(10,)]


def test_an_export_that_is_given_up_leaves_what_was_there(desk: Machine, plan: SessionPlan, tmp_path: Path) -> None:
    desk.do(plan, 10)
    file = tmp_path / "out.json"
    file.write_text("before")

    def give_up(_share: float) -> None:
        raise GivenUp

    with pytest.raises(GivenUp):
        export(desk.path, file, "own", give_up, replace=True)
    assert file.read_text() == "before"
    assert {each.name for each in tmp_path.iterdir()} == {"desk", "out.json"}


def test_an_import_waits_for_no_session_that_is_under_way(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    gym.do(plan, 9)
    history = History(desk.path, now=lambda: STARTED)
    history.begin(plan)
    history.keep((record(4),), 30.0)
    assert history.settle(HANG_S)
    take_in(gym.path, desk.path)
    history.keep((record(10, complete=True),), 60.0)
    assert history.close(HANG_S)
    assert [session.reps for session in sessions_in(desk.path)] == [(9,), (10,)]
