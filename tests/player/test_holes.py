"""Holes are counted by what they leave behind: everything after one is heard later."""

from hypothesis import given
from hypothesis import strategies as st

from calfcoach.player.holes import HoleCounter

LOOK_S = 0.005


def counted(seconds: float, zero_at) -> list[float]:
    """What is told of a stream whose second 0 seems to have been heard at `zero_at(t)`."""
    counter = HoleCounter()
    looks = [counter.look(n * LOOK_S, zero_at(n * LOOK_S)) for n in range(round(seconds / LOOK_S))]
    looks.append(counter.end(seconds))
    return [round(hole_s, 3) for hole_s in looks if hole_s is not None]


def test_each_hole_is_told_once_with_its_length():
    assert counted(20, lambda t: 0.07 + (0.04 if t > 5 else 0) + (0.2 if t > 12 else 0)) == [0.04, 0.2]


def test_a_hole_near_the_beginning_and_one_near_the_end_are_told():
    assert counted(4, lambda t: 0.07 + (0.04 if t > 0.7 else 0) + (0.2 if t > 3.4 else 0)) == [0.04, 0.2]


def test_a_late_report_is_no_hole():
    assert counted(20, lambda t: 0.07 + (0.3 if 5 < t < 5.6 else 0)) == []


def test_how_long_a_stream_takes_to_begin_is_no_hole():
    assert counted(20, lambda t: 0.07 if t > 0.4 else 0.01) == []


@given(st.floats(-1e-4, 1e-4), st.floats(0, 0.004))
def test_two_clocks_that_drift_apart_make_none(drift: float, uneven_s: float):
    assert counted(120, lambda t: 0.07 + drift * t + (uneven_s if round(t / LOOK_S) % 7 == 0 else 0)) == []
