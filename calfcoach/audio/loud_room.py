"""How far a scheme's soft cues are lifted in a loud room: to 8 dB under what tells its phases, not further.

A gym's noise hides what is much softer than the phases, so the ticks are lost first. The phases, their glides and the
words stay as they are: what is heard in noise is how a turn stands out. Knows no volume of the person's.
"""

from collections.abc import Callable

import numpy as np

from calfcoach.audio.pcm import KNEE, RATE, Samples
from calfcoach.audio.voice_loudness import k_weighted
from calfcoach.library.scheme_models import CueKey

UNDER_PHASES_DB = 8.0
"""How far a cue may lie at most under the phases, or under their words where these are louder."""

PHASES = tuple(CueKey)[:6]

EAR_S = 0.125
"""Over how long a level is taken: the "fast" of sound level meters (IEC 61672-1), about what an ear adds up."""

SILENT_DB = -90.0


class Lifts:
    """The lifts of one scheme; `wave` gives a cue as the scheme has it, at full volume, `word` a word that tells a
    phase: None where it tells them by sounds alone.
    """

    def __init__(self, wave: Callable[[CueKey], Samples], word: Callable[[], Samples | None] = lambda: None) -> None:
        self._wave = wave
        self._word = word
        self._levels: dict[CueKey, tuple[float, float]] = {}
        self._wanted_db: float | None = None

    def lift_db(self, key: CueKey, softer_db: float = 0.0) -> float:
        """Decibels by which a cue is lifted; `softer_db` is what it is changed by besides (below 0: softer)."""
        if key in PHASES:
            return 0.0
        level_db, peak_db = self._level(key)
        if level_db <= SILENT_DB:
            return 0.0
        wanted = self._wanted() - level_db - softer_db
        return max(0.0, min(wanted, _db(KNEE) - peak_db - softer_db))

    def _wanted(self) -> float:
        if self._wanted_db is None:
            heard = [level for level, _ in map(self._level, PHASES) if level > SILENT_DB]
            word = self._word()
            words_db = SILENT_DB if word is None else fast_level_db(word)
            self._wanted_db = max(float(np.median(heard)) if heard else SILENT_DB, words_db) - UNDER_PHASES_DB
        return self._wanted_db

    def _level(self, key: CueKey) -> tuple[float, float]:
        if key not in self._levels:
            wave = self._wave(key)
            self._levels[key] = fast_level_db(wave), _db(float(np.abs(wave).max(initial=0.0)))
        return self._levels[key]


def fast_level_db(wave: Samples) -> float:
    """The level of the loudest eighth of a second, in dB below full scale as the ear weighs it (ITU-R BS.1770-5)."""
    window = round(EAR_S * RATE)
    energy = np.concatenate([[0.0], np.cumsum(k_weighted(wave) ** 2)])
    if energy.size <= window:
        return _db(float(energy[-1] / window) ** 0.5)
    return _db(float((energy[window:] - energy[:-window]).max() / window) ** 0.5)


def _db(amplitude: float) -> float:
    return float(20 * np.log10(max(amplitude, 1e-9)))
