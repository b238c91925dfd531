"""The maths of the calibration, and the whole of it with a person who taps by the clock."""

import random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.coach.calibration import (
    BAR,
    BARS,
    FEWEST_TAPS,
    FLASH_LAGS_S,
    PERIOD_S,
    Offset,
    Tapping,
    beats,
    offset,
    tapping,
)
from calfcoach.coach.click_track import BEFORE_S, LASTS_S, ClickTrack, click, track
from calfcoach.coach.station import SoundStation
from calfcoach.player.protocol import RATE
from calfcoach.player.silent import SilentOutput
from calfcoach.session.clock import ManualClock
from tests.coach.players import FragilePlayer


def taps_of(rng, at, lag_s, jitter_s, missed=0, doubled=0, strays=0):
    """What a person taps: late by `lag_s`, uneven, some beats missed, some tapped twice, some taps for nothing."""
    kept = list(at)
    for _ in range(missed):
        kept.pop(rng.randrange(len(kept)))
    taps = [beat + lag_s + rng.gauss(0, jitter_s) for beat in kept]
    taps += [tap + rng.uniform(0.05, 0.14) for tap in rng.sample(taps, doubled)]
    taps += [rng.uniform(at[0], at[-1]) for _ in range(strays)]
    return taps


@given(
    lag_s=st.floats(-0.6, 1.1),
    jitter_s=st.floats(0, 0.03),
    missed=st.integers(0, 4),
    doubled=st.integers(0, 2),
    strays=st.integers(0, 2),
    start_s=st.floats(0, 1e6),
    seed=st.integers(0, 1 << 30),
)
def test_the_lag_is_found_whoever_taps(lag_s, jitter_s, missed, doubled, strays, start_s, seed):
    at = [start_s + beat for beat in beats()]
    taps = taps_of(random.Random(seed), at, lag_s, jitter_s, missed, doubled, strays)
    found = tapping(taps, at)
    assert found.lag_s == pytest.approx(lag_s, abs=0.006 + jitter_s * 1.2)
    assert found.taps >= FEWEST_TAPS
    assert found.spread_s <= 0.02 + 2.5 * jitter_s


@given(
    planted_s=st.floats(-0.4, 0.9),
    early_s=st.floats(0, 0.08),
    seed=st.integers(0, 1 << 30),
)
def test_the_habit_of_tapping_early_drops_out(planted_s, early_s, seed):
    rng = random.Random(seed)
    sound = tapping(taps_of(rng, beats(), planted_s - early_s, 0.02, missed=2, doubled=1), beats())
    flash = tapping(taps_of(rng, beats(), -early_s, 0.02, missed=2, doubled=1), beats())
    found = offset(sound, flash)
    assert found.offset_s == pytest.approx(planted_s, abs=0.04)
    assert found.usable
    assert found.advice is None or found.spread_s > 0.04


def test_most_people_are_measured_within_a_few_milliseconds():
    errors = []
    for seed in range(100):
        rng = random.Random(seed)
        sound = tapping(taps_of(rng, beats(), 0.18, 0.025), beats())
        flash = tapping(taps_of(rng, beats(), -0.03, 0.025), beats())
        errors.append(abs(offset(sound, flash).offset_s - 0.21))
    assert median(errors) < 0.010


@given(
    taps=st.lists(st.floats(-10, 30), max_size=30),
    at=st.lists(st.floats(-10, 30), max_size=20),
)
def test_whatever_is_tapped_something_sensible_comes_out(taps, at):
    found = tapping(taps, at)
    assert 0 <= found.taps <= len(at)
    assert found.spread_s >= 0
    assert -0.9 <= found.lag_s <= 1.4


def test_a_delay_of_a_whole_beat_is_no_mistake():
    late = tapping([beat + PERIOD_S for beat in beats()], beats())
    assert late.lag_s == pytest.approx(PERIOD_S)
    assert late.taps == BAR * BARS


def test_who_taps_through_the_gaps_is_told_to_leave_them_out():
    through = [number * PERIOD_S + 0.05 for number in range(BARS * (BAR + 1))]
    seen = tapping(through, beats(), FLASH_LAGS_S)
    assert (seen.lag_s, seen.clear) == (pytest.approx(0.05), True)
    found = offset(tapping(through, beats()), seen)
    assert not found.usable
    assert "none in the gaps" in str(found.advice)


@pytest.mark.parametrize("flash_s", [-0.25, 0.0, 0.25])
def test_a_flash_is_tapped_near_it_even_with_its_first_beats_missed(flash_s):
    through = [number * PERIOD_S + flash_s for number in range(2, BARS * (BAR + 1) + 1)]
    assert tapping(through, beats(), FLASH_LAGS_S).lag_s == pytest.approx(flash_s)


def test_who_taps_twice_as_fast_is_told():
    twice = [number * PERIOD_S / 2 for number in range(2 * BARS * (BAR + 1))]
    assert not tapping(twice, beats()).clear
    assert not tapping(twice, beats(), FLASH_LAGS_S).clear


def _taps_of_a_person(rng, lag_s, missed, through, doubled):
    """Taps of someone who may miss beats, tap in the gaps and tap twice."""
    places = beats() if not through else [number * PERIOD_S for number in range(BARS * (BAR + 1))]
    kept = sorted(rng.sample(places, len(places) - missed))
    taps = [place + lag_s + rng.gauss(0, 0.02) for place in kept]
    return taps + [tap + rng.uniform(0.05, 0.15) for tap in taps if rng.random() < doubled]


@pytest.mark.parametrize("doubled", [0, 0.2, 1])
@pytest.mark.parametrize("through", [False, True])
@pytest.mark.parametrize("missed", [0, 1, 2, 3, 4])
def test_nobody_is_told_a_wrong_offset_without_being_advised(missed, through, doubled):
    rng = random.Random(f"{missed} {through} {doubled}")
    people, wrong, advised = 24, 0, 0
    for late_ms in range(-100, 401, 100):
        for _ in range(people // 6):
            early_s = rng.gauss(-0.03, 0.01)
            sound = tapping(_taps_of_a_person(rng, late_ms / 1000 + early_s, missed, through, doubled), beats())
            seen = tapping(_taps_of_a_person(rng, early_s, missed, through, doubled), beats(), FLASH_LAGS_S)
            found = offset(sound, seen)
            advised += found.advice is not None
            wrong += found.advice is None and abs(found.offset_s - late_ms / 1000) > 0.06
    assert wrong == 0
    assert through or advised <= people // 4


def test_one_wild_tap_in_ten_moves_nothing():
    taps = [beat + 0.1 for beat in beats()]
    taps[4] += 0.13
    taps[9] -= 0.13
    found = tapping(taps, beats())
    assert (found.lag_s, found.taps) == (pytest.approx(0.1), BAR * BARS - 2)


@pytest.mark.parametrize(
    ("result", "usable", "advice"),
    [
        (Offset(0.12, 0.020, 18), True, None),
        (Offset(0.12, 0.045, 18), True, "uneven"),
        (Offset(0.12, 0.020, FEWEST_TAPS - 1), False, "Only 9 taps"),
        (Offset(1.05, 0.020, 18), False, "further apart"),
        (Offset(-0.51, 0.020, 18), False, "further apart"),
    ],
)
def test_it_says_when_to_do_it_again(result, usable, advice):
    assert result.usable is usable
    assert (result.advice is None) if advice is None else (advice in str(result.advice))


def test_the_worse_half_says_how_sure_it_is():
    assert offset(Tapping(0.2, 0.01, 20), Tapping(0.05, 0.03, 15)) == Offset(pytest.approx(0.15), 0.03, 15)


# The clicks.


def test_every_click_begins_where_it_is_said_to():
    pcm = memoryview(track()).cast("h")
    assert len(pcm) == round(LASTS_S * RATE)
    loud = [frame for frame in range(len(pcm)) if abs(pcm[frame]) > 2000]
    onsets = [frame for before, frame in zip([-RATE, *loud], loud, strict=False) if frame - before > RATE // 10]
    assert [frame / RATE for frame in onsets] == pytest.approx([BEFORE_S + beat for beat in beats()], abs=0.001)
    assert max(abs(sample) for sample in pcm) < 32767
    assert abs(memoryview(click()).cast("h")[-1]) < 300


@pytest.mark.parametrize("delay_s", [0.0, 0.21, 0.74])
def test_clicks_on_a_device_that_is_late_are_measured(delay_s):
    clock = ManualClock(100.0)
    station = SoundStation(SilentOutput(clock))
    station.poll()
    clicks = ClickTrack(station)
    clicks.begin()
    began_s = clock()
    while not clicks.over:
        clock.tick(0.05)
        clicks.take(station.poll())
    taps = [began_s + BEFORE_S + beat + delay_s - 0.03 for beat in beats()]
    assert clicks.heard() == pytest.approx([tap - delay_s + 0.03 for tap in taps])
    assert tapping(taps, clicks.heard()).lag_s == pytest.approx(delay_s - 0.03)


def test_clicks_end_with_the_sound_that_falls_away():
    clock = ManualClock()
    player = FragilePlayer(clock)
    station = SoundStation(player)
    station.poll()
    clicks = ClickTrack(station)
    clicks.begin()
    clock.tick(1)
    clicks.take(station.poll())
    player.die("The sound was lost.")
    clicks.take(station.poll())
    assert (clicks.problem, clicks.over) == ("The sound was lost.", False)
    clicks.stop()
    assert ("stop",) not in player.asked
