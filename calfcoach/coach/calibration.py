"""How much later than the device says a sound is heard, worked out from taps. Pure: no clock, no device, no screen.

A person taps along with clicks, then with flashes. Everyone taps a little early, and everyone does so with both; so
the difference of the two is the delay of the device against the screen, whoever taps. All times are seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

PERIOD_S = 0.6
"""From one beat to the next: 100 a minute, where people tap most evenly."""

BAR, BARS = 4, 5
"""Beats in a bar, after which one is left out; and bars. The gap tells which tap belongs to which beat, so that a
loudspeaker half a second late is not taken for one that is a little early. The first bar is for getting in."""

LEAST_S, MOST_S = -0.65, 1.15
"""Delays that are looked for: those of the settings (−500 to +1000 ms), and how early or late people tap."""

NEAR_S = 0.15
"""A tap further than this from its beat is meant for none: a quarter of the period."""

FEWEST_TAPS = 10
"""With fewer that fit, nothing is said; there are 20 beats."""

LARGE_SPREAD_S = 0.040
"""From this spread on it is better done again: people who have got into the beat stay within 15 to 35 ms."""

TO_SIGMA = 1.4826
"""From a median absolute deviation to the standard deviation of a normal distribution."""

LEAST_REJECT_S = 0.03
"""A tap this near to the median is never an outlier, however even the others are."""

OFFSET_BOUNDS_S = (-0.5, 1.0)
"""Offsets that may be kept: those of the settings."""


@dataclass(frozen=True)
class Tapping:
    """How taps lie to beats: `lag_s` later (median), `spread_s` apart (as a standard deviation), `taps` that fit."""

    lag_s: float
    spread_s: float
    taps: int


@dataclass(frozen=True)
class Offset:
    """How much later than the device says sound is heard, against what is seen."""

    offset_s: float
    spread_s: float
    taps: int

    @property
    def advice(self) -> str | None:
        """Why it is better done again, in one sentence; None where it is good."""
        if self.taps < FEWEST_TAPS:
            return f"Only {self.taps} taps fit the beat. Do it again, and tap on every beat."
        least, most = OFFSET_BOUNDS_S
        if not least <= self.offset_s <= most:
            return "That is further apart than any loudspeaker is. Do it again."
        if self.spread_s > LARGE_SPREAD_S:
            return "The taps are uneven. Do it again, and let one bar go by before you tap."
        return None

    @property
    def usable(self) -> bool:
        """Whether it may be kept at all."""
        least, most = OFFSET_BOUNDS_S
        return self.taps >= FEWEST_TAPS and least <= self.offset_s <= most


def beats() -> tuple[float, ...]:
    """When the beats are: four, one left out, four, … from 0 on."""
    return tuple((bar * (BAR + 1) + beat) * PERIOD_S for bar in range(BARS) for beat in range(BAR))


def tapping(taps: Sequence[float], at: Sequence[float]) -> Tapping:
    """How taps lie to the beats at `at` (both on one clock, any order); taps of 0 where none fits."""
    taps, at = sorted(taps), sorted(at)
    lags = _residuals(taps, at, _rough_lag(taps, at))
    # Once more around the middle of what fits: the first guess was one tap's own.
    lags = _residuals(taps, at, median(lags)) if lags else []
    lags = _without_outliers(lags)
    if not lags:
        return Tapping(0.0, 0.0, 0)
    return Tapping(median(lags), _sigma(lags), len(lags))


def offset(sound: Tapping, flash: Tapping) -> Offset:
    """What taps with the sound and taps with the flash come to: the worse of the two says how sure it is."""
    return Offset(sound.lag_s - flash.lag_s, max(sound.spread_s, flash.spread_s), min(sound.taps, flash.taps))


def _rough_lag(taps: Sequence[float], at: Sequence[float]) -> float:
    """The lag at which the most beats have a tap; of equal ones one less than a beat away, then the evenest.

    The former is for those who tap through the gaps: with them every whole number of beats fits nearly as well.
    """
    candidates = {tap - beat for tap in taps for beat in at if LEAST_S <= tap - beat <= MOST_S}

    def worth(lag: float) -> tuple[int, int, float]:
        fitting = _residuals(taps, at, lag)
        return len(fitting), -round(abs(lag) / PERIOD_S), -sum(abs(each - lag) for each in fitting)

    return max(sorted(candidates), key=worth, default=0.0)


def _residuals(taps: Sequence[float], at: Sequence[float], lag: float) -> list[float]:
    """For each beat the lag of the tap that is nearest to `lag` after it, where there is one near enough."""
    found = []
    for beat in at:
        nearest = min((tap - beat for tap in taps), key=lambda each: abs(each - lag), default=None)
        if nearest is not None and abs(nearest - lag) <= NEAR_S:
            found.append(nearest)
    return found


def _without_outliers(lags: list[float]) -> list[float]:
    if not lags:
        return []
    middle, reach = median(lags), max(3 * _sigma(lags), LEAST_REJECT_S)
    return [each for each in lags if abs(each - middle) <= reach]


def _sigma(lags: Sequence[float]) -> float:
    middle = median(lags)
    return TO_SIGMA * median(abs(each - middle) for each in lags)
