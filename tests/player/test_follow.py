"""Where a stream is, from what a device says that it has taken."""

import pytest

from calfcoach.player.follow import Follower, Stand

BEGUN_S = 10.0
LEAD_S = 0.12


def told(says, seconds: float = 1.0) -> Follower:
    """A follower that looked each 5 ms at a device which had taken `says(t)` seconds, t after the beginning."""
    follower = Follower(LEAD_S, BEGUN_S)
    for look in range(round(seconds / 0.005)):
        follower.note(BEGUN_S + look * 0.005, says(look * 0.005))
    return follower


@pytest.mark.parametrize("share_s", [0.0, 0.01, 0.08])
def test_what_a_device_takes_for_a_buffer_of_its_own_makes_no_position_early(share_s: float) -> None:
    follower = told(lambda t: LEAD_S + t // 0.02 * 0.02 + share_s + 0.001)
    assert follower.zero_t_s == pytest.approx(BEGUN_S, abs=0.002)
    assert follower.at(BEGUN_S + 1.0) == pytest.approx(1.0, abs=0.002)


def test_a_stream_that_begins_late_is_told_late() -> None:
    follower = told(lambda t: LEAD_S + max(0.0, t - 0.2))
    assert follower.zero_t_s == pytest.approx(BEGUN_S + 0.2, abs=0.002)


def test_a_device_that_sleeps_takes_what_fills_the_buffers_and_has_not_moved() -> None:
    asleep = told(lambda t: LEAD_S)
    assert not asleep.moved
    assert asleep.zero_t_s is None
    assert asleep.at(BEGUN_S + 1.0) is None


@pytest.mark.parametrize(
    ("taken_s", "most_s"), [(0.0, Stand.AT_START_S), (LEAD_S, Stand.AT_START_S), (0.3, Stand.AFTER_MOVING_S)]
)
def test_one_that_sleeps_gets_longer_than_one_that_stopped(taken_s: float, most_s: float) -> None:
    stand = Stand(LEAD_S)
    looks = range(round(5 / 0.005))
    lost = [look * 0.005 for look in looks if stand.lost(look * 0.005, taken_s)]
    assert lost[0] == pytest.approx(most_s, abs=0.02)
