"""One kind of cue at a time: when it is told, and when there is no room for it."""

from decimal import Decimal

import pytest

from calfcoach.domain.plan import SessionPlan
from calfcoach.score.cues import TAIL_S, CueKind, tail_s
from calfcoach.score.timeline import planned_spec
from calfcoach.wording.cues import spoken_text
from tests.score.heard import WARNINGS, at, cues_of, heard
from tests.stories import exercise, iso_hold, plan, planned, single_leg


@pytest.mark.parametrize(
    ("rest", "lead_in", "last_ten"),
    [(60, 5, [50]), (60, 10, [50]), (60, 12, [50]), (60, 0, [50]), (15, 10, [5]), (14, 5, []), (10, 0, []), (9, 3, [])],
)
def test_ten_seconds_are_told_in_every_rest_that_is_not_over_at_once(rest, lead_in, last_ten):
    assert at(cues_of(plan(rest_s=rest, lead_in_s=lead_in), 2), CueKind.LAST_TEN) == last_ten


@pytest.mark.parametrize("lead_in", range(4, 20))
def test_the_sign_of_the_lead_in_gives_way_to_that_of_the_last_ten_seconds(lead_in):
    cues = cues_of(plan(rest_s=60, lead_in_s=lead_in), 2)
    assert at(cues, CueKind.READY) == [52 if lead_in in (9, 10, 11) else 60 - lead_in]
    assert at(cues, CueKind.LAST_TEN) == [50]
    around = [cue for cue in cues if cue.kind in (CueKind.READY, CueKind.LAST_TEN)]
    assert abs(around[0].at - around[1].at) >= 2
    assert at(cues, CueKind.COUNTDOWN) == [57, 58, 59]


@pytest.mark.parametrize(("lead_in", "said"), [(0, []), (2, []), (3, []), (3.5, [0]), (10, [0])])
def test_get_ready_is_told_where_there_is_time_before_the_countdown(lead_in, said):
    assert at(cues_of(plan(lead_in_s=lead_in)), CueKind.READY) == said


def test_a_short_lead_in_counts_down_what_fits():
    assert at(cues_of(plan(lead_in_s=2)), CueKind.COUNTDOWN) == [0, 1]
    assert at(cues_of(plan(lead_in_s=0)), CueKind.COUNTDOWN) == []


def test_the_countdown_may_begin_in_the_rest():
    cues = cues_of(plan(rest_s=20, lead_in_s=1), 2)
    assert at(cues, CueKind.COUNTDOWN) == [17, 18, 19]


def test_a_set_of_one_rep_does_not_call_it_the_last():
    assert at(cues_of(plan(reps=1)), CueKind.LAST_REP) == []


def test_each_side_has_a_last_rep():
    cues = cues_of(plan(single_leg(), reps=3))
    assert [(cue.side, cue.rep) for cue in cues if cue.kind is CueKind.LAST_REP] == [("left", 3), ("right", 3)]


def test_every_rep_has_a_place_for_its_warnings():
    cues = cues_of(plan(exercise(warnings=WARNINGS), reps=12))
    warned = [(cue.rep, cue.phase, spoken_text(cue.spoken)) for cue in cues if cue.kind is CueKind.WARNING]
    assert warned == [(rep, "stretch", "Don't bounce") for rep in range(1, 13)]


@pytest.mark.parametrize(("tempo", "ticks"), [("3-0-2-0", [1, 2, 4]), ("2.5-0-0.5-0", [1, 2]), ("2.1-0-1-0", [1, 2])])
def test_a_tick_a_second_within_the_phase(tempo, ticks):
    assert at(cues_of(plan(tempo=tempo, reps=1, lead_in_s=0)), CueKind.TICK) == ticks


def in_hold(seconds: str) -> dict[float, tuple[CueKind, str]]:
    """The cues within a hold of this length, by their times."""
    session = plan(iso_hold(), reps=1, sets=1, hold_s=Decimal(seconds), lead_in_s=0)
    inside = (CueKind.TICK, CueKind.LAST_TEN, CueKind.COUNTDOWN)
    cues = [cue for cue in cues_of(session) if cue.kind in inside]
    told = {float(cue.at): (cue.kind, spoken_text(cue.spoken)) for cue in cues}
    assert len(told) == len(cues), "no two at one moment"
    return told


def test_a_hold_of_a_minute_is_counted_up_and_then_down():
    told = in_hold("60")
    assert list(told) == list(range(1, 60))
    assert told[50] == (CueKind.LAST_TEN, "Ten seconds left")
    assert [told[second] for second in (57, 58, 59)] == [(CueKind.COUNTDOWN, text) for text in "321"]
    ticks = {second: text for second, (kind, text) in told.items() if kind is CueKind.TICK}
    assert ticks == {s: str(s) if s < 50 else "" for s in range(1, 57) if s != 50}


@pytest.mark.parametrize(
    ("seconds", "ten", "three"),
    [("14", None, []), ("15", None, [12, 13, 14]), ("19.9", None, [16.9, 17.9, 18.9]), ("20", 10, [17, 18, 19])],
)
def test_a_hold_is_counted_down_where_it_is_long(seconds, ten, three):
    told = in_hold(seconds)
    assert [at for at, (kind, _) in told.items() if kind is CueKind.LAST_TEN] == ([] if ten is None else [ten])
    assert [at for at, (kind, _) in told.items() if kind is CueKind.COUNTDOWN] == three


def test_the_seconds_of_a_long_hold_that_ends_between_two_keep_apart_from_its_countdown():
    told = in_hold("30.5")
    assert [at for at, (kind, _) in told.items() if kind is not CueKind.TICK] == [20.5, 27.5, 28.5, 29.5]
    assert max(at for at, (kind, _) in told.items() if kind is CueKind.TICK) == 27


def test_an_exercise_names_its_own_phases():
    of = exercise(phases={"contract": {"label": "Lift the toes", "short": "Lift"}})
    assert "Lift the toes" in {spoken_text(cue.spoken) for cue in cues_of(plan(of)) if cue.kind is CueKind.PHASE}


def test_only_the_last_block_has_a_tail():
    session = plan(sets=3)
    assert [tail_s(session, planned_spec(session, number)) for number in (1, 2, 3)] == [0, 0, TAIL_S]


def way_out(count: int) -> list[dict[str, str]]:
    return [{"title": f"Step {number}", "text": "Out of it."} for number in range(1, count + 1)]


@pytest.mark.parametrize("count", range(1, 9))
def test_the_steps_out_are_told_one_every_four_seconds(count):
    session = plan(exercise(finish=way_out(count)), sets=1)
    spec = planned_spec(session, 1)
    block, cues = heard(session, spec)
    told = [
        (float(c.at - block.duration), spoken_text(c.spoken), float(c.slot)) for c in cues if c.kind is CueKind.FINISH
    ]
    most = min(count, 5)
    assert told == [(1.5 + 4 * n, f"Step {n + 1}", 4.5 if n == most - 1 else 4) for n in range(most)]
    assert tail_s(session, spec) == 6 + 4 * (most - 1)


@pytest.mark.parametrize(
    ("changeover", "lead_in", "told"), [(20, 5, 2), (60, 10, 5), (60, 45, 3), (20, 19, 1), (4, 3, 1)]
)
def test_between_exercises_as_many_steps_out_are_told_as_there_is_time_for(changeover, lead_in, told):
    before = planned(exercise(finish=way_out(7)), sets=1)
    session = SessionPlan((before, planned(iso_hold(), sets=1, lead_in_s=lead_in)), Decimal(changeover))
    steps = [cue for cue in cues_of(session, 2) if cue.kind is CueKind.FINISH and cue.at < 30]
    assert [spoken_text(cue.spoken) for cue in steps] == [f"Step {number}" for number in range(1, told + 1)]
    assert all(cue.slot == 4 for cue in steps[:-1])
