"""A plan laid out on a time axis."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.domain.exercise import Side
from calfcoach.domain.floors import FloorError
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.tempo import TempoError
from calfcoach.score.segments import AROUND_REPS, Block, SegmentKind
from calfcoach.score.timeline import (
    RESUME_LEAD_IN_S,
    BlockSpec,
    Opening,
    SidePart,
    lay_out,
    lay_out_session,
    planned_spec,
    restarted,
    resumed,
    with_last_rep,
    with_more_rest,
)
from tests.stories import doses, exercise, exercises, iso_hold, plan, planned, plans, single_leg, standing


def story(block: Block) -> list[str]:
    """A block as lines: when, what, set and rep, side, and `counts` where a rep counts at its end."""
    return [
        " ".join(
            [
                f"{float(segment.start):g}-{float(segment.end):g}",
                segment.kind.value,
                f"{segment.set_number}.{segment.rep}" if segment.rep else f"{segment.set_number}",
                *([segment.side.value] if segment.side else []),
                *(["counts"] if segment.completes_rep else []),
            ]
        )
        for segment in block.segments
    ]


def block_of(plan: SessionPlan, number: int = 1) -> Block:
    return lay_out(plan, planned_spec(plan, number))


# Stories.


def test_a_donkey_calf_raise():
    first, second = lay_out_session(plan()).blocks
    assert story(first) == [
        "0-5 ready 1",
        "5-8 lower 1.1",
        "8-9 stretch 1.1",
        "9-11 contract 1.1 counts",
        "11-14 lower 1.2",
        "14-15 stretch 1.2",
        "15-17 contract 1.2 counts",
    ]
    assert story(second) == [
        "0-15 rest 2",
        "15-20 ready 2",
        "20-23 lower 2.1",
        "23-24 stretch 2.1",
        "24-26 contract 2.1 counts",
        "26-29 lower 2.2",
        "29-30 stretch 2.2",
        "30-32 contract 2.2 counts",
    ]


def test_a_concentric_start_plays_the_lift_first_and_the_notation_stays():
    assert story(block_of(plan(standing(), tempo="3-1-2-0.5", reps=1))) == [
        "0-5 ready 1",
        "5-7 contract 1.1",
        "7-7.5 squeeze 1.1",
        "7.5-10.5 lower 1.1",
        "10.5-11.5 stretch 1.1 counts",
    ]


def test_sides_come_one_after_the_other_with_time_to_change():
    assert story(block_of(plan(single_leg(), tempo="3-0-2-0", switch_s=8))) == [
        "0-5 ready 1 left",
        "5-7 contract 1.1 left",
        "7-10 lower 1.1 left counts",
        "10-12 contract 1.2 left",
        "12-15 lower 1.2 left counts",
        "15-23 switch 1 right",
        "23-25 contract 1.1 right",
        "25-28 lower 1.1 right counts",
        "28-30 contract 1.2 right",
        "30-33 lower 1.2 right counts",
    ]


def test_sides_can_follow_at_once():
    kinds = [segment.kind for segment in block_of(plan(single_leg(), switch_s=0)).segments]
    assert SegmentKind.SWITCH not in kinds


def test_holds_relax_only_between_each_other():
    assert story(block_of(plan(iso_hold(), reps=3))) == [
        "0-5 ready 1",
        "5-35 hold 1.1 counts",
        "35-40 relax 1.2",
        "40-70 hold 1.2 counts",
        "70-75 relax 1.3",
        "75-105 hold 1.3 counts",
    ]


def test_holds_on_one_leg_after_the_other_change_sides_instead_of_relaxing():
    assert story(block_of(plan(iso_hold(one_side_at_a_time=True), reps=2, switch_s=8))) == [
        "0-5 ready 1 left",
        "5-35 hold 1.1 left counts",
        "35-40 relax 1.2 left",
        "40-70 hold 1.2 left counts",
        "70-78 switch 1 right",
        "78-108 hold 1.1 right counts",
        "108-113 relax 1.2 right",
        "113-143 hold 1.2 right counts",
    ]


@pytest.mark.parametrize(
    ("rest", "lead_in", "around"),
    [
        (20, 5, ["0-15 rest 2", "15-20 ready 2"]),
        (20, 20, ["0-20 ready 2"]),
        (20, 30, ["0-20 ready 2"]),
        (20, 0, ["0-20 rest 2"]),
        (0, 5, []),
        (0, 0, []),
    ],
)
def test_a_rest_includes_the_lead_in_of_the_next_set(rest, lead_in, around):
    block = block_of(plan(rest_s=rest, lead_in_s=lead_in), 2)
    assert [line for line in story(block) if line.endswith(" 2")] == around
    assert next(segment.start for segment in block.segments if segment.rep) == rest


def test_between_exercises_there_is_the_changeover_and_the_lead_in_of_the_next():
    items = (planned(exercise(), sets=1, rest_s=99), planned(iso_hold(), sets=2, lead_in_s=7))
    session = SessionPlan(items, Decimal(45))
    assert story(block_of(session, 2))[:3] == ["0-38 rest 1", "38-45 ready 1", "45-75 hold 1.1 counts"]
    assert story(block_of(session, 3))[:2] == ["0-13 rest 2", "13-20 ready 2"]


def test_a_countdown_takes_the_place_of_the_first_lead_in_alone():
    session = SessionPlan((planned(exercise(), sets=2, rest_s=30, lead_in_s=7),), countdown_s=Decimal(120))
    assert story(block_of(session, 1))[0] == "0-120 ready 1"
    assert story(block_of(session, 2))[:2] == ["0-23 rest 2", "23-30 ready 2"]


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_there_are_as_many_blocks_as_sets(number):
    with pytest.raises(IndexError):
        planned_spec(plan(), number)


def test_a_position_is_in_the_segment_that_begins_there():
    block = block_of(plan())
    assert [block.at(at).kind for at in (-1.0, 0.0, 4.999, 5.0, 7.999, 8.0, 17.0, 1e9)] == [
        "ready",
        "ready",
        "ready",
        "lower",
        "lower",
        "stretch",
        "contract",
        "contract",
    ]


# Nothing adds up along the way.


def test_the_two_hundredth_rep_is_exactly_where_it_belongs():
    item = planned(exercise(), tempo="2.1-0.7-1.7-0.6", reps=200, lead_in_s=Decimal("0.1"))
    block = block_of(SessionPlan((item,)))
    period = Fraction(51, 10)
    starts = [segment.start for segment in block.segments if segment.kind is SegmentKind.LOWER]
    assert starts == [Fraction(1, 10) + rep * period for rep in range(200)]
    assert block.duration == Fraction(1, 10) + 200 * period
    assert block.duration_s == 1020.1


def test_blocks_start_where_the_ones_before_them_end():
    timeline = lay_out_session(plan(sets=3))
    assert [block.duration for block in timeline.blocks] == [17, 32, 32]
    assert timeline.duration == 17 + 32 + 32


@given(plans())
def test_whatever_is_planned_is_laid_out_without_a_gap(session):
    for number, block in enumerate(lay_out_session(session).blocks, 1):
        item, set_number = session.block_item(number)
        segments = block.segments
        assert segments[0].start == 0
        assert all(one.end == other.start for one, other in pairwise(segments))
        assert all(isinstance(segment.start, Fraction) and segment.duration > 0 for segment in segments)
        assert sum(segment.duration for segment in segments) == block.duration
        assert {segment.set_number for segment in segments} == {set_number}
        counted = [(segment.side, segment.rep) for segment in segments if segment.completes_rep]
        assert counted == [(side, rep) for side in item.sides for rep in range(1, item.dose.reps + 1)]


@given(plans())
def test_a_block_is_as_long_as_its_parts(session):
    for number, block in enumerate(lay_out_session(session).blocks, 1):
        item, set_number = session.block_item(number)
        dose = item.dose
        before = session.changeover_s if set_number == 1 else dose.rest_s
        before = dose.lead_in_s if number == 1 else before
        one_side = dose.reps * item.rep_s + (dose.reps - 1) * item.gap_s
        sides = len(item.sides)
        assert block.duration == Fraction(before) + sides * one_side + (sides - 1) * Fraction(dose.switch_s)


@given(plans())
def test_every_rep_starts_a_whole_number_of_periods_after_the_first(session):
    for number, block in enumerate(lay_out_session(session).blocks, 1):
        item, _ = session.block_item(number)
        for side in item.sides:
            starts = {}
            for segment in block.segments:
                if segment.rep and segment.side is side and segment.kind is not SegmentKind.RELAX:
                    starts.setdefault(segment.rep, segment.start)
            for rep, start in starts.items():
                assert start == starts[1] + (rep - 1) * (item.rep_s + item.gap_s)


@given(plans())
def test_each_rep_has_its_phases_in_the_order_of_playing(session):
    for number, block in enumerate(lay_out_session(session).blocks, 1):
        item, _ = session.block_item(number)
        wanted = [(length.phase.value, length.seconds, length.loaded, length.estimated) for length in item.rep]
        reps: dict[object, list[object]] = {}
        for s in block.segments:
            if s.rep and s.kind is not SegmentKind.RELAX:
                reps.setdefault((s.side, s.rep), []).append((s.kind.value, s.duration, s.loaded, s.estimated))
        assert all(phases == wanted for phases in reps.values())


# Floors.


@given(st.data())
def test_no_timeline_undercuts_a_floor(data):
    of = data.draw(exercises())
    dose = {"tempo": None, "hold_s": None, **data.draw(doses(of))}
    try:
        item = planned(of, **dose)
    except (FloorError, TempoError):
        return
    for block in lay_out_session(SessionPlan((item,))).blocks:
        for segment in block.segments:
            if segment.kind not in AROUND_REPS and segment.kind is not SegmentKind.RELAX:
                assert segment.duration >= of.spec(segment.kind.phase).least_s


@given(st.data())
def test_a_floor_refuses_what_is_below_it_and_nothing_else(data):
    least = data.draw(st.decimals("0.5", "5", places=1))
    asked = data.draw(st.decimals("0.1", "6", places=1))
    name = data.draw(st.sampled_from(["lower", "stretch", "contract", "squeeze"]))
    of = exercise(
        phases={name: {"least_s": least, "reason": "It hurts"}},
        prescription={"tempo": "9-9-9-9", "sets": 1, "reps": 1, "rest_s": 0},
    )
    digits = dict.fromkeys(["lower", "stretch", "contract", "squeeze"], Decimal(9)) | {name: asked}
    tempo = "-".join(map(str, digits.values()))
    if asked < least:
        with pytest.raises(FloorError, match="It hurts"):
            planned(of, tempo=tempo)
    else:
        (block,) = lay_out_session(plan(of, tempo=tempo)).blocks
        assert [s.duration for s in block.segments if s.kind.value == name] == [asked]


@pytest.mark.parametrize("tempo", ["1-1-2-0", "1.9-1-2-0", "0.1/1/2/0"])
def test_the_donkey_is_never_lowered_faster_than_its_floor(tempo):
    with pytest.raises(FloorError, match=r"in Donkey calf raise it is never less than 2 s: Faster means less control"):
        plan(tempo=tempo)


@pytest.mark.parametrize("tempo", ["2-1-2-0", "3-1-2-0", "10-1-2-0"])
def test_at_the_floor_and_slower_is_allowed(tempo):
    assert plan(tempo=tempo).items[0].rep[0].seconds >= 2


def test_an_assisted_phase_is_stretched_to_the_floor():
    of = exercise(
        phases={"lower": {"least_s": 4, "reason": "Slow"}},
        prescription={"tempo": "4-0-2-0", "sets": 1, "reps": 1, "rest_s": 0},
    )
    assert plan(of, tempo="A-0-2-0").items[0].rep[0].seconds == 4


def test_an_explosive_phase_below_the_floor_is_refused():
    dose = {"tempo": "3-0-2-0", "sets": 1, "reps": 1, "rest_s": 0}
    of = exercise(phases={"contract": {"least_s": 1.5, "reason": "Slow"}}, prescription=dose)
    with pytest.raises(FloorError):
        plan(of, tempo="3-0-X-0")


# Laying out anew.


def test_more_rest_comes_before_the_lead_in():
    session = plan()
    spec = with_more_rest(planned_spec(session, 2), Fraction(15))
    assert story(lay_out(session, spec))[:3] == ["0-30 rest 2", "30-35 ready 2", "35-38 lower 2.1"]


def test_another_last_rep_is_of_one_side_only():
    session = plan(single_leg(), reps=2)
    spec = with_last_rep(planned_spec(session, 1), Side.LEFT, 3)
    assert spec.parts == (SidePart(Side.LEFT, 1, 3), SidePart(Side.RIGHT, 1, 2))


def test_a_restart_has_a_lead_in_and_no_rest():
    session = plan()
    spec = restarted(session, 2, Fraction(5))
    assert spec == BlockSpec(2, Fraction(0), Fraction(5), (SidePart(None, 1, 2),), Opening.RESTART)


@pytest.mark.parametrize(
    ("position", "first"),
    [
        (3.0, ["0-12 rest 2", "12-17 ready 2", "17-20 lower 2.1"]),
        (16.0, ["0-4 ready 2", "4-7 lower 2.1"]),
        (18.5, ["0-3 ready 2", "3-6 lower 2.1"]),
        (22.0, ["0-3 ready 2", "3-6 lower 2.1"]),
        (26.0, ["0-3 ready 2", "3-6 lower 2.2"]),
        (31.9, ["0-3 ready 2", "3-6 lower 2.2"]),
    ],
)
def test_what_is_left_of_a_block_after_a_pause(position, first):
    session = plan()
    spec = planned_spec(session, 2)
    again = resumed(spec, lay_out(session, spec), position)
    assert again.opening is (Opening.GO_ON if position > 20 else Opening.RESUME)
    assert story(lay_out(session, again))[: len(first)] == first


@given(plans(), st.data())
def test_wherever_it_was_paused_the_reps_that_are_left_come_after_the_countdown(session, data):
    number = data.draw(st.integers(1, session.total_sets))
    spec = planned_spec(session, number)
    block = lay_out(session, spec)
    position = data.draw(st.floats(0, block.duration_s, exclude_max=True))
    again = lay_out(session, resumed(spec, block, position))
    here = block.index_at(position)
    left = [(s.side, s.rep) for s in block.segments[here:] if s.completes_rep]
    assert [(s.side, s.rep) for s in again.segments if s.completes_rep] == left
    assert next(s.start for s in again.segments if s.rep) >= RESUME_LEAD_IN_S
    assert all(one.end == other.start for one, other in pairwise(again.segments))


def test_movements_and_pauses_of_a_rep_carry_load_but_what_is_assisted():
    block = block_of(plan(tempo="3-1-A-1", reps=1))
    assert {s.kind.value: (s.loaded, s.estimated) for s in block.segments if s.rep} == {
        "lower": (True, False),
        "stretch": (True, False),
        "contract": (False, True),
        "squeeze": (True, False),
    }
