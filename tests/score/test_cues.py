"""What is to be heard, and when.

Times in the stories are from the start of the block; `3` to `1` are the countdown, `.` a tick, `-` what a tone
tells alone.
"""

from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.domain.phases import Phase
from calfcoach.domain.plan import SessionPlan
from calfcoach.score.cues import (
    CLOSING_GAP_S,
    COUNTDOWN,
    TAIL_S,
    Cue,
    CueKind,
    block_cues,
    tail_s,
)
from calfcoach.score.segments import Block, SegmentKind
from calfcoach.score.timeline import BlockSpec, Opening, lay_out, planned_spec, restarted, resumed
from calfcoach.wording.cues import spoken_text
from tests.stories import exercise, iso_hold, plan, planned, plans, single_leg, standing

WARNINGS = [
    {
        "id": "no-bounce",
        "title": "No bouncing",
        "text": "Do not bounce where the calf is stretched.",
        "short": "Don't bounce",
        "say": "Don't bounce",
        "phases": ["stretch"],
    },
    {
        "id": "flat-back",
        "title": "Flat back",
        "text": "Neither round nor over-arch the back.",
        "short": "Flat back",
        "phases": "every",
    },
]


def heard(plan: SessionPlan, spec: BlockSpec) -> tuple[Block, tuple[Cue, ...]]:
    block = lay_out(plan, spec)
    return block, block_cues(plan, spec, block)


def cues_of(plan: SessionPlan, number: int = 1) -> tuple[Cue, ...]:
    return heard(plan, planned_spec(plan, number))[1]


def at(cues: tuple[Cue, ...], *kinds: CueKind) -> list[Any]:
    return [cue.at for cue in cues if cue.kind in kinds]


def story(cues: tuple[Cue, ...]) -> str:
    """One line a moment: the time, and what is heard then, the most important first."""

    def word(cue: Cue) -> str:
        return {CueKind.TICK: "."}.get(cue.kind, spoken_text(cue.spoken) or "-")

    return "\n".join(
        f"t={float(moment):g} " + ", ".join(word(cue) for cue in here)
        for moment, here in groupby(cues, key=lambda cue: cue.at)
    )


def tells(plan: SessionPlan, spec: BlockSpec, wanted: str) -> bool:
    assert story(heard(plan, spec)[1]).splitlines() == dedent(wanted).strip().splitlines()
    return True


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


# One kind at a time.


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


# What always holds.


@st.composite
def blocks(draw: st.DrawFn) -> tuple[SessionPlan, BlockSpec]:
    """Any block of any plan, as planned, after a pause or started again."""
    session = draw(plans())
    number = draw(st.integers(1, session.total_sets))
    spec = planned_spec(session, number)
    how = draw(st.sampled_from(["planned", "resumed", "restarted"]))
    if how == "resumed":
        block = lay_out(session, spec)
        spec = resumed(spec, block, draw(st.floats(0, block.duration_s, exclude_max=True)))
    elif how == "restarted":
        spec = restarted(session, number, Fraction(draw(st.integers(3, 12))))
    return session, spec


@given(blocks())
def test_cues_are_in_order_and_end_with_the_block_and_its_tail(case):
    session, spec = case
    block, cues = heard(session, spec)
    end = block.duration + tail_s(session, spec)
    assert all(one.at <= other.at for one, other in pairwise(cues))
    for cue in cues:
        assert 0 <= cue.at <= cue.at + cue.slot <= end
        assert cue.slot > 0
        assert isinstance(cue.at, Fraction)
        assert isinstance(cue.slot, Fraction)


@given(blocks())
def test_no_slot_reaches_into_what_is_said_next(case):
    _, cues = heard(*case)
    for cue in cues:
        # A phase holds what counts its seconds down.
        within = (CueKind.LAST_TEN, CueKind.COUNTDOWN, CueKind.WARNING) if cue.kind is CueKind.PHASE else ()
        told = [c for c in cues if c.kind is not CueKind.TICK and not (c.kind in within and c.phase is not None)]
        later = [other.at for other in told if other.at > cue.at]
        assert not later or cue.at + cue.slot <= later[0]


@given(blocks())
def test_every_phase_entered_has_one_cue_and_the_whole_phase_for_it(case):
    block, cues = heard(*case)
    phases = [(c.at, c.slot, c.phase, c.set_number, c.rep, c.side) for c in cues if c.kind is CueKind.PHASE]
    assert phases == [(s.start, s.duration, s.kind.phase, s.set_number, s.rep, s.side) for s in block.segments if s.rep]


@given(blocks())
def test_every_rep_is_told_once_as_it_starts(case):
    session, spec = case
    block, cues = heard(session, spec)
    start = session.block_item(spec.number)[0].exercise.start_phase
    told = [(c.at, c.side, c.rep) for c in cues if c.kind in (CueKind.REP, CueKind.LAST_REP)]
    assert told == [(s.start, s.side, s.rep) for s in block.segments if s.kind.phase is start]


@given(blocks())
def test_the_countdown_is_exactly_three_two_and_one_second_before_the_first_phase(case):
    block, cues = heard(*case)
    wanted: list[tuple[Fraction, int]] = []
    waits = [SegmentKind.READY, SegmentKind.REST, SegmentKind.SWITCH]
    begun = Fraction(0)
    for before, segment in pairwise((None, *block.segments)):
        if segment.rep and before is not None and before.kind in waits:
            wanted += [(segment.start - n, n) for n in COUNTDOWN if segment.start - n >= begun]
        elif segment.kind in waits and (before is None or before.kind not in waits):
            begun = segment.start
    assert [(c.at, c.number) for c in cues if c.kind is CueKind.COUNTDOWN and c.phase is None] == wanted


@given(blocks())
def test_outside_a_rep_no_cue_has_a_set_or_a_rep(case):
    _, cues = heard(*case)
    inside = {CueKind.PHASE, CueKind.TICK, CueKind.REP, CueKind.LAST_REP}
    either = {CueKind.LAST_TEN, CueKind.COUNTDOWN, CueKind.WARNING}
    for cue in cues:
        numbered = cue.set_number is not None and cue.rep is not None and cue.phase is not None
        assert numbered == (cue.kind in inside) or cue.kind in either


@given(blocks())
def test_the_closing_words_come_once_after_the_last_rep_of_all(case):
    session, spec = case
    block, cues = heard(session, spec)
    closing = [(c.at, c.kind) for c in cues if c.at >= block.duration]
    last = spec.number == session.total_sets
    wanted = [(block.duration, CueKind.SESSION_DONE), (block.duration + CLOSING_GAP_S, CueKind.FINISH)]
    assert closing == (wanted if last else [])


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
