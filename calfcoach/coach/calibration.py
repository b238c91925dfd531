"""How much later than the device says a sound is heard, worked out from taps. Pure: no clock, no device, no screen.

A person taps along with clicks, then with flashes. Everyone taps a little early, and everyone does so with both; so
the difference of the two is the delay of the device against the screen, whoever taps. All times are seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from calfcoach.setting_values import OFFSET_MS
from calfcoach.texts import text

PERIOD_S = 0.6
"""From one beat to the next: 100 a minute, where people tap most evenly."""

BAR, BARS = 4, 5
"""Beats in a bar, after which one is left out; and bars. The gap tells which tap belongs to which beat, so that a
loudspeaker half a second late is not taken for one that is a little early. The first bar is for getting in."""

CLICK_LAGS_S = (OFFSET_MS.least / 1000 - 0.15, OFFSET_MS.most / 1000 + 0.15)
"""The range of lags that is searched: the delays that the settings allow, widened by a quarter of a beat for early or
late taps."""

FLASH_LAGS_S = (-0.3, 0.3)
"""A flash is seen at once, so this is only how early or late people tap: less than half a beat."""

NEAR_S = 0.15
"""A tap further than this from a beat was not meant for it: a quarter of the period."""

BOUNCE_S = 0.2
"""A tap this soon after another is the same one: a bouncing switch, or a doubled key."""

CLEAR_MARGIN = 3
"""How many more taps the found lag must fit than any other lag. With fewer it is a guess which beat a tap belongs
to."""

OTHER_S = 0.25
"""Two lags this far apart count as different; closer ones are supported by the same taps."""

MOST_GAPS = 1
"""How many of the gaps between bars may hold a tap. With more, nobody can say which tap belongs to which beat."""

FEWEST_TAPS = 10
"""With fewer that fit, nothing is said; there are 20 beats."""

LARGE_SPREAD_S = 0.040
"""With a larger spread than this the calibration should be done again: people who follow the beat stay within 15 to
35 ms."""

TO_SIGMA = 1.4826
"""From a median absolute deviation to the standard deviation of a normal distribution."""

LEAST_REJECT_S = 0.03
"""A tap this near to the median is never an outlier, however even the others are."""

OFFSETS_S = (OFFSET_MS.least / 1000, OFFSET_MS.most / 1000)
"""The least and the most offset that may be kept: those of the settings."""


@dataclass(frozen=True)
class Tapping:
    """How taps compare with beats: `lag_s` is how much later they come (median), `spread_s` their standard deviation,
    `taps` how many fit.

    Where it is not `clear`, the taps go with another lag nearly as well.
    """

    lag_s: float
    spread_s: float
    taps: int
    clear: bool = True


@dataclass(frozen=True)
class Offset:
    """How much later than the device says sound is heard, against what is seen; a guess where it is not `clear`."""

    offset_s: float
    spread_s: float
    taps: int
    clear: bool = True

    @property
    def advice(self) -> str | None:
        """Why it is better done again, in one sentence; None where it is good."""
        if self.taps < FEWEST_TAPS:
            return text("Only {taps} taps fit the beat. Do it again, and tap on every beat.", taps=self.taps)
        if not self.clear:
            return text(
                "It is not clear which tap goes with which beat. Do it again: one tap for each, none in the gaps."
            )
        least, most = OFFSETS_S
        if not least <= self.offset_s <= most:
            return text("That is further apart than any loudspeaker is. Do it again.")
        if self.spread_s > LARGE_SPREAD_S:
            return text("The taps are uneven. Do it again, and let one bar go by before you tap.")
        return None

    @property
    def usable(self) -> bool:
        """Whether it may be kept at all."""
        least, most = OFFSETS_S
        return self.clear and self.taps >= FEWEST_TAPS and least <= self.offset_s <= most


def beats() -> tuple[float, ...]:
    """When the beats are: four, one left out, four, … from 0 on."""
    return tuple((bar * (BAR + 1) + beat) * PERIOD_S for bar in range(BARS) for beat in range(BAR))


def tapping(taps: Sequence[float], at: Sequence[float], between: tuple[float, float] = CLICK_LAGS_S) -> Tapping:
    """How taps compare with the beats at `at` (both on one clock, any order); `taps` is 0 where none fits.

    The lag is looked for from the first to the second of `between`.
    """
    taps, at = _single(taps), sorted(at)
    lag, clear = _rough_lag(taps, at, between)
    lags = _residuals(taps, at, lag)
    # Once more around the middle of what fits: the first guess was one tap's own.
    lags = _residuals(taps, at, median(lags)) if lags else []
    lags = _without_outliers(lags)
    if not lags:
        return Tapping(0.0, 0.0, 0)
    return Tapping(median(lags), _sigma(lags), len(lags), clear)


def offset(sound: Tapping, flash: Tapping) -> Offset:
    """The result of the taps with the sound and of those with the flash; the worse of the two says how sure it is."""
    return Offset(
        sound.lag_s - flash.lag_s,
        max(sound.spread_s, flash.spread_s),
        min(sound.taps, flash.taps),
        sound.clear and flash.clear,
    )


def _single(taps: Sequence[float]) -> list[float]:
    """The taps in order, of those at a bounce's distance only the first."""
    kept: list[float] = []
    for tap in sorted(taps):
        if not kept or tap - kept[-1] > BOUNCE_S:
            kept.append(tap)
    return kept


def _rough_lag(taps: Sequence[float], at: Sequence[float], between: tuple[float, float]) -> tuple[float, bool]:
    """The lag at which most beats have a tap, and whether it is clearly better than any other lag.

    Of lags with equally many taps the one whose taps spread least is taken. A person who also taps in the gaps gives a
    tap for nearly every beat at other lags too, each a whole number of beats away; then one missed beat can make a
    wrong lag look best.
    """
    least, most = between
    candidates = sorted({tap - beat for tap in taps for beat in at if least <= tap - beat <= most})
    worth = {lag: _worth(_residuals(taps, at, lag), lag) for lag in candidates}
    best = max(candidates, key=worth.__getitem__, default=0.0)
    fits = worth.get(best, (0, 0.0))[0]
    others = max((worth[lag][0] for lag in candidates if abs(lag - best) >= OTHER_S), default=0)
    gaps = [(before + after) / 2 for before, after in pairwise(at) if after - before > 1.5 * PERIOD_S]
    in_gaps = len(_residuals(taps, gaps, best))
    return best, fits - others >= CLEAR_MARGIN and (most - least <= PERIOD_S or in_gaps <= MOST_GAPS)


def _worth(fitting: Sequence[float], lag: float) -> tuple[int, float]:
    return len(fitting), -sum(abs(each - lag) for each in fitting)


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
