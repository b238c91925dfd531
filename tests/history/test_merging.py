"""The histories of two machines become one: nothing doubles, and it is said whose the sessions become."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from calfcoach.domain.plan import SessionPlan
from calfcoach.history.database import open_history
from calfcoach.history.past import Remarks
from calfcoach.history.people import Trainee, renamed
from calfcoach.history.reader import Reader
from calfcoach.history.resuming import records_of
from calfcoach.history.schema import ONLY_PERSON, new_id
from calfcoach.history.store import History
from calfcoach.history.transfer.merging import attach, survey
from calfcoach.history.transfer.taking_in import opened_import, take_back
from calfcoach.history.transfer.words import survey_lines
from tests.histories import HANG_S, as_kept, put, sessions_in
from tests.history.machines import STARTED, Machine, nobody_looks, people, rows_in, take_in
from tests.history.test_store import record


def test_two_machines_histories_merge_and_nothing_doubles(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    desk.do(plan, 10, 9)
    gym.now += timedelta(hours=1)
    gym.do(plan, 12, remarks=Remarks("at the gym", 7, 1))
    survey = take_in(gym.path, desk.path)
    assert (survey.new, survey.sets, survey.reps, survey.changed, survey.same) == (1, 1, 12, 0, 0)
    both = [((12,), Remarks("at the gym", 7, 1)), ((10, 9), Remarks())]
    assert desk.told == both
    for _ in range(2):
        assert take_in(gym.path, desk.path).does_nothing
        take_in(desk.path, gym.path)
        assert (desk.told, gym.told) == (both, both)
    assert rows_in(desk.path) == rows_in(gym.path)


def test_it_is_said_that_two_people_without_a_name_become_one(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    gym.do(plan, 12)
    assert take_in(gym.path, desk.path).unnamed is None, "nobody has trained here"
    gym.do(plan, 11)
    with opened_import(desk.path, gym.path, nobody_looks) as found:
        assert survey_lines(found.survey)[1:] == [
            "1 session is here already.",
            "1 of them is of a person without a name, and becomes that of the person without a name here.",
        ]
        found.carry_out(nobody_looks)
    assert people(desk) == {"": [(11,), (12,)]}


def test_two_who_got_a_name_since_are_named_both(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    for machine, name in ((desk, "Ben"), (gym, "Anna")):
        machine.do(plan, 10)
        history = History(machine.path)
        history.submit(renamed(ONLY_PERSON, name))
        assert history.close(HANG_S)
    survey = take_in(gym.path, desk.path)
    assert survey_lines(survey)[1:] == ["1 of them is of Anna, and becomes that of Ben."]
    assert people(desk) == {"Ben": [(10,), (10,)]}


def test_the_sessions_without_a_name_can_be_given_to_somebody_else_and_taken_back(
    desk: Machine, gym: Machine, plan: SessionPlan
) -> None:
    desk.do(plan, 10)
    gym.now += timedelta(hours=1)
    gym.do(plan, 12)
    anna = Trainee(new_id(), "Anna")
    for who in (anna, None, anna):  # and back, while it is not done yet
        with opened_import(desk.path, gym.path, nobody_looks) as found:
            found.give_unnamed_to(anna)
            found.give_unnamed_to(None)
            assert found.survey.unnamed is not None
            found.give_unnamed_to(who)
            assert (found.survey.unnamed is None) == (who is not None)
            found.carry_out(nobody_looks)
        assert people(desk) == ({"": [(10,)], "Anna": [(12,)]} if who else {"": [(12,), (10,)]})
        assert take_back(desk.path)
        assert people(desk) == {"": [(10,)]}


def test_whose_it_is_stays_said_when_the_other_machine_knows_more(
    desk: Machine, gym: Machine, plan: SessionPlan
) -> None:
    desk.do(plan, 10)
    gym.do(plan, 12)
    with opened_import(desk.path, gym.path, nobody_looks) as found:
        found.give_unnamed_to(Trainee(new_id(), "Anna"))
        found.carry_out(nobody_looks)
    with closing(open_history(gym.path)) as history:
        history.execute("UPDATE session SET last_ms = last_ms + 1000, note = 'more'")
    assert take_in(gym.path, desk.path).changed == 1
    assert people(desk) == {"": [(10,)], "Anna": [(12,)]}
    assert take_in(gym.path, desk.path).does_nothing


def test_of_a_session_that_both_have_the_one_that_knows_more_stays(
    desk: Machine, gym: Machine, plan: SessionPlan
) -> None:
    history = History(desk.path, now=lambda: STARTED)
    history.begin(plan)
    history.keep((record(4),), 30.0)
    assert history.settle(HANG_S)
    take_in(desk.path, gym.path)  # the file was copied while the session was under way
    history.keep((record(10, complete=True), record(8, 2, complete=True)), 90.0)
    history.end("finished", 0, 0.0, 90.0)
    history.annotate(Remarks("done", 6, 0))
    assert history.close(HANG_S)
    whole = desk.told
    assert (gym.told, whole) == ([((4,), Remarks())], [((10, 8), Remarks("done", 6, 0))])
    take_in(gym.path, desk.path)
    assert desk.told == whole
    assert take_in(desk.path, gym.path).changed == 1
    assert gym.told == whole


def test_a_set_gone_on_with_on_both_machines_counts_once(desk: Machine, gym: Machine, plan: SessionPlan) -> None:
    history = History(desk.path, now=lambda: STARTED)
    history.begin(plan)
    history.keep((record(4),), 30.0)
    assert history.close(HANG_S)
    take_in(desk.path, gym.path)
    for machine, reps, later in ((desk, 10, 60), (gym, 7, 90)):
        with Reader(machine.path) as reader:
            [cut_off] = reader.unfinished()
        again = History(machine.path, now=lambda later=later: STARTED + timedelta(seconds=later))  # type: ignore[misc]
        again.go_on(plan, cut_off)
        [before] = records_of(plan, cut_off.session)
        again.keep((replace(before, repeated=True), record(reps, complete=reps == 10)), 30.0)
        again.end("stopped", 0, 0.0, 30.0)
        assert again.close(HANG_S)
    take_in(gym.path, desk.path)
    take_in(desk.path, gym.path)
    assert [session.reps for session in sessions_in(desk.path)] == [(10,)]
    assert [session.reps for session in sessions_in(gym.path)] == [(10,)]


def test_what_an_import_would_do_tells_reps_from_holds(tmp_path: Path) -> None:
    at = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
    raises = as_kept(at, reps=(12, 10))
    holds = as_kept(at, "iso-hold-calf", (1, 1))
    put(raises, holds, path=tmp_path / "other.sqlite")
    with closing(open_history(tmp_path / "here.sqlite")) as here:
        attach(here, tmp_path / "other.sqlite")
        found = survey(here)
    assert (found.sets, found.reps, found.holds) == (4, 22, 2)
    when = "from 2026-01-05 18:00 to 2026-01-05 18:00."
    assert survey_lines(found)[0] == f"2 new sessions, 4 sets, 22 reps and 2 holds, {when}"
    assert survey_lines(replace(found, reps=0))[0] == f"2 new sessions, 4 sets and 2 holds, {when}"
