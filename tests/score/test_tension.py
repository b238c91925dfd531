"""Time under tension."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from calfcoach.domain.plan import SessionPlan
from calfcoach.score.tension import (
    Tension,
    rep_tension,
    session_length,
    session_tension,
    set_tension,
)
from calfcoach.score.timeline import lay_out_session
from tests.stories import exercise, iso_hold, plan, planned, plans, single_leg, standing


def heavy(reps: int, sets: int = 4) -> SessionPlan:
    """Two exercises at 3-0-3-0 with two minutes between the sets."""
    items = [planned(of, tempo="3-0-3-0", sets=sets, reps=reps, rest_s=120) for of in (exercise(), standing())]
    return SessionPlan(tuple(items))


@pytest.mark.parametrize(("reps", "one_set", "all_sets"), [(6, 36, 288), (18, 108, 864)])
def test_two_exercises_of_four_sets_with_two_minutes_between(reps, one_set, all_sets):
    session = heavy(reps)
    assert set_tension(session.items[0]) == Tension(Fraction(one_set), Fraction(one_set), False)
    assert session_tension(session) == Tension(Fraction(all_sets), Fraction(all_sets), False)


@pytest.mark.parametrize(("reps", "seconds"), [(15, 90), (12, 72), (10, 60), (8, 48), (6, 36)])
def test_the_sets_of_heavy_slow_resistance(reps, seconds):
    assert set_tension(planned(standing(), tempo="3-0-3-0", reps=reps)).total == seconds


def test_an_assisted_phase_takes_time_but_no_load():
    item = planned(exercise(), tempo="3-0-A-0", sets=3, reps=15)
    assert rep_tension(item) == Tension(Fraction(5), Fraction(3), True)
    assert set_tension(item) == Tension(Fraction(75), Fraction(45), True)
    assert session_tension(SessionPlan((item,))) == Tension(Fraction(225), Fraction(135), True)


def test_an_explosive_phase_is_loaded_and_estimated():
    assert rep_tension(planned(exercise(), tempo="3-1-X-0")) == Tension(Fraction(5), Fraction(5), True)


def test_the_exercise_says_how_long_its_explosive_phase_takes():
    of = exercise(phases={"contract": {"nominal_s": Decimal("0.6")}})
    assert rep_tension(planned(of, tempo="3-1-X-0")).total == Fraction(23, 5)


def test_an_estimate_in_one_exercise_makes_the_session_an_estimate():
    items = (planned(exercise(), tempo="3-1-2-0"), planned(exercise(), tempo="3-1-X-0"))
    assert session_tension(SessionPlan(items)).estimated
    assert not session_tension(SessionPlan(items[:1])).estimated


def test_each_leg_is_under_load_only_while_it_works():
    session = plan(single_leg(), tempo="3-0-2-0", sets=2, reps=4, rest_s=30, switch_s=9)
    assert session_tension(session).total == 40


def test_relaxing_between_holds_is_no_tension():
    session = plan(iso_hold(), sets=2, reps=3, relax_s=10, rest_s=30)
    assert set_tension(session.items[0]).total == 90
    assert session_tension(session).total == 180


def test_a_session_lasts_from_its_first_lead_in_to_its_last_rep():
    assert session_length(plan()) == 5 + 12 + 20 + 12


@given(plans())
def test_the_sums_are_those_of_what_is_laid_out(session):
    segments = [s for block in lay_out_session(session).blocks for s in block.segments if s.rep]
    reps = [s for s in segments if s.kind.value != "relax"]
    sides = {len(item.sides) for item in session.items}
    tension = session_tension(session)
    assert tension.loaded <= tension.total
    assert tension.estimated == any(s.estimated for s in reps)
    if len(sides) == 1:
        assert tension.total * sides.pop() == sum(s.duration for s in reps)
        assert tension.loaded * len(session.items[0].sides) == sum(s.duration for s in reps if s.loaded)


@given(plans())
def test_a_session_is_longer_than_its_sets_and_rests_by_what_is_counted_apart(session):
    apart = Fraction(session.items[0].dose.lead_in_s) + (len(session.items) - 1) * Fraction(session.changeover_s)
    sets_and_rests = Fraction(0)
    for item in session.items:
        sides = len(item.sides)
        sets_and_rests += set_tension(item).total * item.dose.sets * sides
        sets_and_rests += (item.dose.sets - 1) * Fraction(item.dose.rest_s)
        relaxing = sides * (item.dose.reps - 1) * item.gap_s
        apart += item.dose.sets * ((sides - 1) * Fraction(item.dose.switch_s) + relaxing)
    assert session_length(session) == sets_and_rests + apart
