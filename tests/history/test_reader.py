"""What the history tells: lists, one session whole, the last of an exercise, weeks; and what was left unfinished."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.exercise_keys import exercise_key
from calfcoach.history.last_time import look_back
from calfcoach.history.listing import Wanted, exercises_done, weeks_of_sessions
from calfcoach.history.past import Remarks, WeekOfExercise
from calfcoach.history.reader import Reader
from calfcoach.history.schema import ONLY_PERSON, Change, new_id
from calfcoach.history.statistics import weekly
from calfcoach.history.store import History, default_path
from calfcoach.wording.any_lift import ANY_LIFT, any_lift
from tests.histories import HANG_S, sessions_in, sessions_of
from tests.history.diary import FIRST, Diary
from tests.history.test_store import record
from tests.stories import iso_hold, planned

Open = Callable[..., History]


@pytest.fixture
def month(plan: SessionPlan) -> None:
    """Four weeks of two sessions, the calf hold in the second of each week."""
    diary = Diary()
    hold = SessionPlan((planned(iso_hold()),))
    for week in range(4):
        diary.now = FIRST + timedelta(weeks=week)
        diary.do(plan, 10, 9 - week, remarks=Remarks(f"week {week} 100% \\o/", 6 + week, week))
        diary.now += timedelta(days=2)
        diary.do(hold, 2, ended="stopped")
    diary.close()


@pytest.mark.usefixtures("month")
def test_sessions_are_listed_newest_first() -> None:
    with Reader(default_path()) as reader:
        first = reader.sessions(limit=6)
    assert [line.started.date() for line in first] == [
        date(2026, 1, 28), date(2026, 1, 26), date(2026, 1, 21), date(2026, 1, 19), date(2026, 1, 14), date(2026, 1, 12)
    ]  # fmt: skip
    assert [(line.exercises, line.sets, line.reps, line.holds, line.ended) for line in first[:3]] == [
        (("Calf hold",), 1, 0, 2, "stopped"),
        (("Donkey calf raise",), 2, 16, 0, "finished"),
        (("Calf hold",), 1, 0, 2, "stopped"),
    ]


@pytest.mark.usefixtures("month")
def test_sessions_are_found_by_week_exercise_person_and_words() -> None:
    with Reader(default_path()) as reader:
        assert [len(week.session_ids) for week in weeks_of_sessions(reader, Wanted(exercise="iso-hold"))] == [1] * 4
        assert [len(week.session_ids) for week in weeks_of_sessions(reader, Wanted(person_id=ONLY_PERSON))] == [2] * 4
        assert weeks_of_sessions(reader, Wanted(person_id=new_id())) == []
        assert [line.remarks.pain for line in reader.sessions(search="donkey week 2")] == [2]
        assert len(reader.sessions(search="100%")) == 4
        assert reader.sessions(search="1%0") == []
        assert len(reader.sessions(search="\\o/")) == 4
        assert [(week.monday, week.sessions) for week in reader.weeks()] == [
            (date(2026, 1, 26), 2),
            (date(2026, 1, 19), 2),
            (date(2026, 1, 12), 2),
            (date(2026, 1, 5), 2),
        ]
        assert reader.people() == [(ONLY_PERSON, "")]


def test_a_week_is_that_of_the_place(plan: SessionPlan) -> None:
    diary = Diary()
    sunday_night = datetime(2026, 1, 11, 23, 30, tzinfo=timezone(timedelta(hours=-5)))  # Monday already in UTC
    diary.now = sunday_night
    diary.do(plan, 3)
    diary.close()
    with Reader(default_path()) as reader:
        assert [week.monday for week in reader.weeks()] == [date(2026, 1, 5)]
        assert [len(week.session_ids) for week in weeks_of_sessions(reader, Wanted())] == [1]


@pytest.mark.usefixtures("month")
def test_the_last_session_of_an_exercise_is_found(plan: SessionPlan) -> None:
    diary = Diary()
    diary.now = FIRST + timedelta(weeks=9)
    diary.do(plan)  # stopped before its first rep
    diary.close()
    with Reader(default_path()) as reader:
        last = reader.last_of("donkey-calf-raise")
        assert last is not None
        assert (last.started.date(), last.reps, last.remarks.effort) == (date(2026, 1, 26), (10, 6), 9)
        assert reader.last_of("never-done") is None


def test_a_clock_that_was_wrong_for_a_while_does_not_hide_what_came_after_it(plan: SessionPlan) -> None:
    diary = Diary()
    diary.do(plan, 10)
    diary.now = datetime(2030, 1, 1, tzinfo=UTC)  # the clock of a laptop whose battery was empty
    diary.do(plan, 11)
    diary.now = FIRST + timedelta(days=2)
    diary.do(plan, 12)
    diary.now += timedelta(days=2)
    diary.do(plan, 0)  # nothing was done
    diary.close()
    with Reader(default_path()) as reader:
        last = [
            reader.last_of("donkey-calf-raise", now_ms=round(at.timestamp() * 1000))
            for at in (FIRST + timedelta(days=9), FIRST + timedelta(days=1), FIRST - timedelta(days=9))
        ]
    assert [each.reps if each is not None else None for each in last] == [(12,), (10,), (11,)]


def test_what_was_cut_off_before_anything_was_done_is_offered_and_not_listed(plan: SessionPlan) -> None:
    diary = Diary()
    diary.do(plan, ended=None)
    diary.close()
    with Reader(default_path()) as reader:
        [cut_off] = reader.unfinished()
        assert (reader.sessions(), reader.weeks()) == ([], [])
    history = History()
    history.leave(cut_off)
    assert sessions_of(history) == []
    history.offer_again(cut_off)
    assert sessions_of(history) == [cut_off.session]
    history.close()


def test_the_last_session_of_a_variant_is_found(plan: SessionPlan) -> None:
    diary = Diary()
    for reps, variant in ((5, None), (6, "machine"), (7, "belt")):
        diary.now += timedelta(days=1)
        diary.do(SessionPlan((replace(plan.items[0], variant_id=variant),)), reps)
    diary.close()
    asked = ((None,), (None, "machine"), ("belt",), ("bench",), None)
    with Reader(default_path()) as reader:
        found = [reader.last_of("donkey-calf-raise", ONLY_PERSON, variants) for variants in asked]
    assert [each.reps if each is not None else None for each in found] == [(5,), (6,), (7,), None, (7,)]


def test_lifts_without_a_file_are_told_apart_by_their_names() -> None:
    diary = Diary()
    for reps, name in ((5, "Back squat"), (6, "back SQUAT"), (7, "Überzüge"), (8, None), (9, "Bench press")):
        diary.now += timedelta(days=1)
        diary.do(plan_of(any_lift(name), Choices(sets=1, reps=10)), reps)
    diary.close()
    with Reader(default_path()) as reader:
        asked = ("Back squat", "ÜBERZÜGE", "Any lift", "Bench press", "Row")
        last = [reader.last_of(exercise_key(ANY_LIFT, name)) for name in asked]
        assert [each.reps if each is not None else None for each in last] == [(6,), (7,), (8,), (9,), None]
        every = reader.last_of(ANY_LIFT)
        assert every is not None
        assert every.reps == (9,)
        squat = exercise_key(ANY_LIFT, "Back squat")
        assert sum(week.reps for week in weekly(reader, squat)) == 11
        assert sum(len(week.session_ids) for week in weeks_of_sessions(reader, Wanted(exercise=squat))) == 2
        done = [(each.key, each.name, each.sessions) for each in exercises_done(reader)]
    assert done == [
        (squat, "back SQUAT", 2),
        (exercise_key(ANY_LIFT, "Any lift"), "Any lift", 1),
        (exercise_key(ANY_LIFT, "Bench press"), "Bench press", 1),
        (exercise_key(ANY_LIFT, "Überzüge"), "Überzüge", 1),
    ]
    assert look_back(default_path(), squat, propose=True, pain_limit=3) is not None
    assert look_back(default_path(), exercise_key(ANY_LIFT, "Row"), propose=True, pain_limit=3) is None


@pytest.mark.usefixtures("month")
def test_weeks_of_an_exercise_are_summed_up() -> None:
    with Reader(default_path()) as reader:
        weeks = weekly(reader, "donkey-calf-raise", ONLY_PERSON)
        assert weekly(reader, "never-done") == []
    assert weeks[0] == WeekOfExercise(date(2026, 1, 5), 1, 2, 19, 0, None, 19 * 6.0, 6.0, 0)
    assert [(each.monday.day, each.reps, each.pain) for each in weeks] == [
        (5, 19, 0),
        (12, 18, 1),
        (19, 17, 2),
        (26, 16, 3),
    ]


def test_loads_of_kilograms_and_pounds_are_summed_up_in_kilograms(plan: SessionPlan) -> None:
    diary = Diary()
    diary.do(plan, 10)
    assert diary.history.settle(HANG_S)
    [session] = sessions_in()
    done = session.items[0].sets[0]
    row = {"id": done.id, "item_id": session.items[0].id, "attempt": 1, "block_number": 1, "set_number": 1}
    row |= {"planned_reps": 10, "counted_reps": 10, "complete": 1, "repeated": 0, "load": 100.0, "load_unit": "lb"}
    diary.history.submit([Change("exercise_set", row)])
    diary.close()
    with Reader(default_path()) as reader:
        [week] = weekly(reader, "donkey-calf-raise")
    assert week.volume_kg == pytest.approx(453.59237)
    assert week.heaviest_kg == pytest.approx(45.359237)
    [session] = sessions_in()
    assert str(session.items[0].sets[0].load) == "100 lb"


@pytest.mark.usefixtures("month")
def test_several_threads_read_while_it_is_written(plan: SessionPlan, history: History) -> None:
    def read(_number: int) -> int:
        with Reader(default_path()) as reader:
            return len(reader.sessions(limit=8))

    history.begin(plan)
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(read, range(40))
        for reps in range(1, 11):
            history.keep((record(reps),))
        assert set(found) == {8}


def test_a_history_that_is_not_there_is_an_empty_one() -> None:
    with Reader(default_path()) as reader:
        assert (reader.sessions(), reader.weeks(), reader.people(), reader.unfinished()) == ([], [], [], [])
        assert reader.whole(new_id()) is None
    assert not default_path().exists()
