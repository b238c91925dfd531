"""Sessions that were cut off or stopped: found, offered and gone on with."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.history.past import Place
from calfcoach.history.place import can_go_on
from calfcoach.history.resuming import records_of
from calfcoach.history.store import History
from calfcoach.session.results import Ledger, SetRecord
from tests.histories import HANG_S, sessions_in, sessions_of
from tests.history.diary import CUT_OFF, Diary, unfinished
from tests.history.test_store import record
from tests.stories import iso_hold, planned, rep_done

Open = Callable[..., History]


@pytest.mark.parametrize(("when", "reps"), [("in the set", 1), ("before the set", 0)])
def test_a_session_that_was_killed_is_found_with_the_set_it_was_in(when: str, reps: int) -> None:
    subprocess.run([sys.executable, "-c", CUT_OFF, when], check=False)
    [found] = unfinished()
    assert (found.item.exercise, found.item.dose["sets"], found.item.variant) == ("iso-hold", 3, None)
    assert (found.block_number, found.set_number, found.reps_done) == (4, 2, reps)
    assert found.last_at - found.session.started == timedelta(seconds=130.0 if reps else 101.0)


def test_going_on_counts_nothing_twice(open_history: Open) -> None:
    subprocess.run([sys.executable, "-c", CUT_OFF, "in the set"], check=False)
    [found] = unfinished()
    history = open_history()
    whole = SessionPlan((planned(), planned(iso_hold(), sets=3)))
    history.go_on(whole, found)
    assert history.settle(HANG_S)
    assert unfinished() == []  # it is under way
    [session] = sessions_of(history)
    assert session.reps == (2, 2, 2, 1)
    ledger = Ledger()
    ledger.records = records_of(whole, found.session)
    history.keep(ledger.records, 5.0)
    ledger.repeat(4)
    ledger.count(SetRecord(4, 2, 2), rep_done(1))
    history.keep(ledger.records, 10.0)
    assert sessions_of(history)[0].reps == (2, 2, 2, 1)
    ledger.count(SetRecord(4, 2, 2), rep_done(2))
    ledger.count(SetRecord(5, 3, 2), rep_done(1))
    ledger.count(SetRecord(5, 3, 2), rep_done(2))
    history.keep(ledger.records, 40.0)
    history.end("finished", 1, 5.0, 45.0)
    [session] = sessions_of(history)
    assert (session.ended, session.reps, session.pauses) == ("finished", (2, 2, 2, 2, 2), 1)
    assert [(each.attempt, each.repeated) for each in session.items[1].sets] == [
        (3, False),
        (4, True),
        (5, False),
        (6, False),
    ]
    assert session.lasted_s > 130.0 + 44.0
    before = {each.id: each for item in found.session.items for each in item.sets}
    after = {each.id: each for item in session.items for each in item.sets}
    assert {key: replace(after[key], repeated=False) for key in before} == before  # with every rep, as it was


def test_what_was_done_before_is_corrected_removed_and_put_back_like_the_rest(open_history: Open) -> None:
    subprocess.run([sys.executable, "-c", CUT_OFF, "in the set"], check=False)
    [found] = unfinished()
    history = open_history()
    whole = SessionPlan((planned(), planned(iso_hold(), sets=3)))
    history.go_on(whole, found)
    ledger = Ledger()
    ledger.records = records_of(whole, found.session)
    ledger.correct(1, 5)
    history.keep(ledger.records, 5.0)
    [before] = sessions_of(history)
    assert before.reps == (5, 2, 2, 1)
    history.forget()
    assert sessions_of(history) == []
    history.remember()
    [after] = sessions_of(history)
    assert after.items == before.items


def test_a_session_left_as_it_is_is_not_offered_again_until_that_is_taken_back(open_history: Open) -> None:
    subprocess.run([sys.executable, "-c", CUT_OFF, "in the set"], check=False)
    [found] = unfinished()
    history = open_history()
    history.leave(found)
    [session] = sessions_of(history)
    assert (session.ended, session.reps, session.place) == ("stopped", (2, 2, 2, 1), Place(4))
    assert unfinished() == []
    history.offer_again(found)
    assert history.settle(HANG_S)
    assert unfinished() == [found]


def test_a_session_that_was_stopped_can_be_gone_on_with_on_the_same_day(plan: SessionPlan) -> None:
    diary = Diary()
    diary.now = datetime(2026, 1, 5, 23, 50, tzinfo=timezone(timedelta(hours=1)))
    diary.do(plan, 10, 4, ended="stopped")
    diary.history.at(Place(2), 70.0)
    diary.close()
    [session] = sessions_in()
    same_day, next_day = diary.now + timedelta(minutes=9), diary.now + timedelta(minutes=11)
    found = can_go_on(session, same_day.astimezone(UTC))  # wherever the machine believes to be
    assert found is not None
    assert (found.block_number, found.set_number, found.reps_done) == (2, 2, 4)
    assert can_go_on(session, next_day) is None
    assert can_go_on(session, same_day - timedelta(days=365)) is None
    assert can_go_on(replace(session, ended="finished"), same_day) is None


def test_what_was_done_to_its_end_is_not_done_again(plan: SessionPlan) -> None:
    diary = Diary()
    diary.history.begin(plan)
    diary.history.keep((record(10, complete=True),), 60.0)  # it was cut off before the next set was noted
    diary.close()
    [found] = unfinished()
    assert (found.block_number, found.set_number, found.reps_done) == (2, 2, 0)


def test_a_session_under_way_in_another_program_is_not_taken_for_one_that_was_cut_off(
    plan: SessionPlan, history: History
) -> None:
    history.begin(plan)
    history.keep((record(1),))
    assert history.settle(HANG_S)
    assert unfinished() == []


def test_it_is_gone_on_with_by_a_plan_of_its_own_exercises_alone(plan: SessionPlan, open_history: Open) -> None:
    subprocess.run([sys.executable, "-c", CUT_OFF, "in the set"], check=False)
    [found] = unfinished()
    with pytest.raises(ValueError, match="its own exercises"):
        open_history().go_on(plan, found)
