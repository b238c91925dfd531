from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.figure.files import load_figure
from calfcoach.figure.motion import STEP_TURN, eased, help_at, lift_at, start_lift
from calfcoach.score.segments import SegmentKind

HOLD = 0.5
ORDERS = [
    ("lower", "stretch", "contract", "squeeze"),
    ("contract", "squeeze", "lower", "stretch"),
    ("lower", "contract"),
    ("contract", "lower"),
]


def at(phase: str, fraction: float, start: float) -> float:
    return lift_at(phase, fraction, start=start, hold=HOLD)


@pytest.mark.parametrize("order", ORDERS)
def test_no_jump_at_any_turn(order: tuple[str, ...]) -> None:
    start = start_lift(load_figure("donkey-machine").file, order)
    around = ("ready", *order, *order, "rest", *order)
    for before, after in pairwise(around):
        assert at(before, 1.0, start) == pytest.approx(at(after, 0.0, start)), (before, after)


@given(st.floats(0.0, 1.0))
def test_the_ease_is_slow_quick_slow_and_even(fraction: float) -> None:
    assert 0.0 <= eased(fraction) <= 1.0
    assert eased(fraction) + eased(1 - fraction) == pytest.approx(1.0)


def test_the_speed_is_zero_at_both_ends() -> None:
    assert eased(0.001) < 1e-5
    assert eased(0.999) > 1 - 1e-5


@given(st.floats(0.0, 1.0))
def test_still_phases_are_still(fraction: float) -> None:
    assert at("stretch", fraction, 1.0) == 0.0
    assert at("squeeze", fraction, 0.0) == 1.0
    assert at("hold", fraction, 0.0) == HOLD


@pytest.mark.parametrize("kind", [SegmentKind.READY, SegmentKind.REST, SegmentKind.SWITCH])
def test_around_the_reps_the_figure_waits_where_the_rep_begins(kind: SegmentKind) -> None:
    assert at(kind, 0.3, 1.0) == 1.0
    assert at(kind, 0.3, 0.0) == 0.0


def test_between_holds_the_heels_go_down_and_come_up_for_the_next_one() -> None:
    for before, after in pairwise(("ready", "hold", "relax", "hold", "rest")):
        assert at(before, 1.0, HOLD) == pytest.approx(at(after, 0.0, HOLD))
    assert [at("relax", fraction, HOLD) for fraction in (0.2, 0.5, 0.8)] == pytest.approx([0.0, 0.0, 0.0])
    assert lift_at("relax", 0.01, start=HOLD, hold=HOLD, reduced_motion=True) == 0.0


def test_a_hold_waits_in_the_hold() -> None:
    figure = load_figure("hold").file
    assert start_lift(figure, ["hold"]) == figure.rule.hold_lift
    assert start_lift(figure, []) == figure.rule.hold_lift


@given(st.floats(0.0, 1.0))
def test_reduced_motion_shows_key_poses_only(fraction: float) -> None:
    for phase in ("lower", "contract", "stretch", "squeeze"):
        assert lift_at(phase, fraction, start=1.0, hold=HOLD, reduced_motion=True) in (0.0, 1.0)


def test_who_eases_a_stretch_between_two_goes_to_where_the_figure_is_relaxed() -> None:
    def stretching(phase: str, fraction: float) -> float:
        return lift_at(phase, fraction, start=0.0, hold=0.0, relaxed=1.0)

    assert [stretching("hold", share) for share in (0.0, 0.5, 1.0)] == [0.0, 0.0, 0.0]
    assert [stretching("relax", share) for share in (0.0, 0.5, 1.0)] == [0.0, 1.0, 0.0]


def helping(phase: str, fraction: float, start: float = 1.0) -> float:
    return help_at(phase, fraction, start=start)


@pytest.mark.parametrize("order", ORDERS)
def test_the_other_leg_comes_and_goes_without_a_jump(order: tuple[str, ...]) -> None:
    start = start_lift(load_figure("heel-drop-straight").file, order)
    around = ("ready", *order, *order, "rest", *order)
    for before, after in pairwise(around):
        assert helping(before, 1.0, start) == pytest.approx(helping(after, 0.0, start)), (before, after)


def test_the_other_leg_helps_on_the_way_up_alone() -> None:
    assert helping("contract", STEP_TURN) == 1.0
    assert helping("contract", 0.99) == 1.0
    assert helping("lower", STEP_TURN) == 0.0
    assert helping("lower", 0.99) == helping("stretch", 0.5) == 0.0
    assert help_at("contract", 0.0, start=1.0, reduced_motion=True) == 1.0
    assert help_at("lower", 0.0, start=1.0, reduced_motion=True) == 0.0
