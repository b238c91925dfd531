"""Which cues tell a set, as stories of whole blocks, and with what a block opens."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from calfcoach.domain.phases import Phase
from calfcoach.domain.plan import SessionPlan
from calfcoach.score.cues import CueKind, block_cues
from calfcoach.score.timeline import Opening, lay_out, planned_spec, restarted, resumed
from calfcoach.wording.cues import spoken_text
from tests.score.heard import WARNINGS, at, cues_of, heard, story, tells
from tests.stories import exercise, iso_hold, plan, planned, single_leg, standing

# Stories.


def test_the_first_block_of_a_donkey_calf_raise():
    session = plan(exercise(warnings=WARNINGS))
    assert tells(
        session,
        planned_spec(session, 1),
        """
        t=0 Get ready for set 1
        t=2 3
        t=3 2
        t=4 1
        t=5 Lower, 1
        t=6 .
        t=7 .
        t=8 Stretch, Don't bounce
        t=9 Contract
        t=10 .
        t=11 Lower, Last rep
        t=12 .
        t=13 .
        t=14 Stretch, Don't bounce
        t=15 Contract
        t=16 .
        """,
    )


def test_the_last_block_ends_with_the_way_out():
    session = plan(reps=1, rest_s=30)
    assert tells(
        session,
        planned_spec(session, 2),
        """
        t=0 Set complete, Rest 30 seconds
        t=20 Ten seconds left
        t=25 Get ready for set 2
        t=27 3
        t=28 2
        t=29 1
        t=30 Lower, -
        t=31 .
        t=32 .
        t=33 Stretch
        t=34 Contract
        t=35 .
        t=36 Session complete
        t=37.5 Step out
        """,
    )


def test_a_lift_that_comes_first_says_the_rep_first():
    session = plan(standing(), sets=1, reps=2, lead_in_s=0)
    assert tells(
        session,
        planned_spec(session, 1),
        """
        t=0 Contract, 1
        t=1 .
        t=2 Squeeze
        t=3 Lower
        t=4 .
        t=5 .
        t=6 Stretch
        t=7 Contract, Last rep
        t=8 .
        t=9 Squeeze
        t=10 Lower
        t=11 .
        t=12 .
        t=13 Stretch
        t=14 Session complete
        t=15.5 Step out
        """,
    )


def test_changing_sides_is_told_and_counted_in():
    session = plan(single_leg(), tempo="2-0-2-0", reps=1, switch_s=8)
    assert tells(
        session,
        planned_spec(session, 1),
        """
        t=0 Left side, get ready for set 1
        t=2 3
        t=3 2
        t=4 1
        t=5 Contract, -
        t=6 .
        t=7 Lower
        t=8 .
        t=9 Other side, right side
        t=14 3
        t=15 2
        t=16 1
        t=17 Contract, -
        t=18 .
        t=19 Lower
        t=20 .
        """,
    )


def test_a_hold_is_ticked_and_relaxing_is_told():
    session = plan(iso_hold(), sets=1, hold_s=3, relax_s=2, lead_in_s=3)
    assert tells(
        session,
        planned_spec(session, 1),
        """
        t=0 3
        t=1 2
        t=2 1
        t=3 Hold, Number 1
        t=4 .
        t=5 .
        t=6 Relax
        t=7 1
        t=8 Hold, Last hold
        t=9 .
        t=10 .
        t=11 Session complete
        t=12.5 Step out
        """,
    )


def test_between_exercises_the_way_out_of_the_first_is_told():
    session = SessionPlan((planned(exercise(), sets=1), planned(iso_hold(), sets=1)), 20)
    assert story(cues_of(session, 2)).splitlines()[:5] == [
        "t=0 Set complete, Rest 20 seconds",
        "t=1.5 Step out",
        "t=5.5 Next: Calf hold",
        "t=10 Ten seconds left",
        "t=15 Get ready for set 1",
    ]


def test_the_leg_that_works_is_named_in_every_lead_in_and_after_every_rest():
    session = plan(single_leg(), sets=2, reps=2, rest_s=30, lead_in_s=10, switch_s=8)
    named = [
        (number, float(cue.at), spoken_text(cue.spoken))
        for number in (1, 2)
        for cue in cues_of(session, number)
        if cue.kind in (CueKind.READY, CueKind.NEXT, CueKind.SWITCH)
    ]
    assert [(number, words) for number, _, words in named] == [
        (1, "Left side, get ready for set 1"),
        (1, "Other side, right side"),
        (2, "Left side next"),
        (2, "Left side, get ready for set 2"),
        (2, "Other side, right side"),
    ]


@pytest.mark.parametrize(
    ("lead_in_s", "told"),
    [
        (3, ["t=0 Left side", "t=1 2", "t=2 1"]),
        (2, ["t=0 Left side", "t=1 1"]),
        (4, ["t=0 Get ready for set 1", "t=1 Left side", "t=2 2", "t=3 1"]),
        (5, ["t=0 Left side, get ready for set 1", "t=2 3", "t=3 2", "t=4 1"]),
    ],
)
def test_a_lead_in_too_short_for_more_names_the_leg_in_place_of_its_first_count(lead_in_s, told):
    session = plan(single_leg(), tempo="2-0-2-0", reps=1, sets=1, lead_in_s=lead_in_s)
    assert story(cues_of(session)).splitlines()[: len(told)] == told


def test_who_goes_on_after_a_pause_is_counted_in_as_ever():
    session = plan(single_leg(), tempo="2-0-2-0", reps=2, sets=1, lead_in_s=10)
    spec = planned_spec(session, 1)
    again = resumed(spec, lay_out(session, spec), 11.0)
    counts = [cue.number for cue in block_cues(session, again, lay_out(session, again)) if cue.kind == "countdown"]
    assert counts[:3] == [3, 2, 1]
    assert not [c for c in block_cues(session, again, lay_out(session, again)) if spoken_text(c.spoken) == "Left side"]


def test_a_side_that_goes_on_is_not_told_as_another():
    session = plan(exercise(), sets=2, rest_s=60)
    assert at(cues_of(session, 2), CueKind.NEXT) == []


def test_reps_and_load_of_the_next_set_are_told_where_they_are_others():
    session = plan(sets=5, reps=(2, 3, 3, 3, 3), load=["40", "45", "45", "47.5", "47.5 kg"], rest_s=60)
    told = [
        [(float(cue.at), spoken_text(cue.spoken)) for cue in cues_of(session, number) if cue.kind is CueKind.NEXT]
        for number in range(1, 6)
    ]
    assert told == [[], [(0, "Next: 3 reps, 45 kg")], [], [(0, "Next: 47.5 kg")], []]


def test_the_leg_is_told_before_the_reps_that_it_does():
    session = plan(single_leg(), sets=2, reps=(3, 2), rest_s=30, switch_s=8)
    told = [(float(cue.at), spoken_text(cue.spoken)) for cue in cues_of(session, 2) if cue.kind is CueKind.NEXT]
    assert told == [(0, "Left side next"), (5, "Next: 2 reps")]


def test_the_next_exercise_is_named_after_the_way_out_of_the_one_before():
    session = SessionPlan((planned(exercise(), sets=1), planned(iso_hold(), sets=1)), Decimal(60))
    told = [(float(cue.at), spoken_text(cue.spoken)) for cue in cues_of(session, 2) if cue.at < 20][-2:]
    assert told == [(1.5, "Step out"), (5.5, f"Next: {iso_hold().name}")]


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        (59, []),
        (60, [(30, "Half a minute left")]),
        (65, [(5, "One minute left"), (35, "Half a minute left")]),
        (90, [(30, "One minute left"), (60, "Half a minute left")]),
        (120, [(30, "Ninety seconds left"), (60, "One minute left"), (90, "Half a minute left")]),
        (
            245,
            [
                *[(5, "4 minutes left"), (65, "3 minutes left"), (95, "Two and a half minutes left")],
                *[(125, "2 minutes left"), (155, "Ninety seconds left"), (185, "One minute left")],
                (215, "Half a minute left"),
            ],
        ),
    ],
)
def test_a_long_rest_tells_what_is_left_of_it(rest, told):
    cues = cues_of(plan(rest_s=rest), 2)
    assert [(cue.at, spoken_text(cue.spoken)) for cue in cues if cue.kind is CueKind.TIME_LEFT] == told


@pytest.mark.parametrize(("longest", "mute_s"), [(180, 35), (600, 65)])
def test_no_rest_is_mute_for_long(longest, mute_s):
    """Half a minute with the seconds in which a rest has begun and tells nothing yet; in very long ones a minute."""
    for rest in range(60, longest + 1, 7):
        times = [Fraction(0), *at(cues_of(plan(rest_s=rest), 2), *CueKind)]
        assert max(after - before for before, after in pairwise(times)) <= mute_s, rest


@pytest.mark.parametrize(("relax_s", "told"), [(5, ["3", "2", "1"]), (4, ["3", "2", "1"]), (3, ["2", "1"]), (1, [])])
def test_the_next_hold_is_counted_in(relax_s, told):
    cues = [cue for cue in cues_of(plan(iso_hold(), sets=1, reps=2, relax_s=relax_s)) if cue.phase is Phase.RELAX]
    assert [spoken_text(cue.spoken) for cue in cues if cue.kind is CueKind.COUNTDOWN] == told
    assert all(cue.spoken is None for cue in cues if cue.kind is CueKind.TICK), "nothing counts up meanwhile"
    end = max(cue.at + cue.slot for cue in cues)
    assert [end - cue.at for cue in cues if cue.kind is CueKind.COUNTDOWN] == [int(number) for number in told]


def test_the_only_rep_of_a_hold_is_not_counted_in_words():
    rep = next(cue for cue in cues_of(plan(iso_hold(), reps=1)) if cue.kind is CueKind.REP)
    assert (rep.spoken, rep.number) == (None, 1)


def test_the_way_out_has_time_though_the_lead_in_comes_soon():
    session = SessionPlan((planned(exercise(), sets=1), planned(iso_hold(), sets=1, lead_in_s=19)), 20)
    out = next(cue for cue in cues_of(session, 2) if cue.kind is CueKind.FINISH)
    assert (out.at, out.slot) == (Fraction(3, 2), Fraction(17, 2))


# How a block opens.


def test_the_session_opens_with_the_lead_in_alone():
    assert planned_spec(plan(), 1).opening is Opening.START
    assert [cue.kind for cue in cues_of(plan()) if cue.at == 0] == [CueKind.READY]


def test_a_block_after_a_set_opens_with_its_end():
    assert [cue.kind for cue in cues_of(plan(), 2) if cue.at == 0] == [CueKind.SET_DONE, CueKind.REST]


def test_a_set_after_a_pause_opens_with_resume():
    session = plan()
    spec = planned_spec(session, 1)
    again = resumed(spec, lay_out(session, spec), 6.0)
    cues = heard(session, again)[1]
    assert [cue.kind for cue in cues if cue.at == 0] == [CueKind.RESUME, CueKind.COUNTDOWN]
    # The signal alone: the word would come between the numbers.
    assert story(cues).splitlines()[:4] == ["t=0 -, 3", "t=1 2", "t=2 1", "t=3 Lower, 1"]


def test_a_rest_after_a_pause_says_what_is_left_of_it():
    session = plan()
    spec = planned_spec(session, 2)
    again = resumed(spec, lay_out(session, spec), 4.0)
    assert story(heard(session, again)[1]).splitlines()[0] == "t=0 Going on, Rest 16 seconds"


def test_a_set_that_starts_again_says_so_by_its_lead_in():
    session = plan()
    cues = heard(session, restarted(session, 2, Fraction(5)))[1]
    assert [spoken_text(cue.spoken) for cue in cues if cue.at == 0] == ["Get ready for set 2"]
