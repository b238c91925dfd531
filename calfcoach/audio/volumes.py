"""Which of the five volumes decides how loud a cue is. Knows no settings file."""

from calfcoach.library.scheme_models import CueKey
from calfcoach.score.cues import CueKind
from calfcoach.settings import Volumes

__all__ = ["Volumes", "tone_gain", "word_gain"]


def tone_gain(volumes: Volumes, key: CueKey) -> float:
    """The linear gain of a cue's tones: ticks and warnings have their own, every other signal goes with the phases."""
    own = {CueKey.TICK: volumes.ticks, CueKey.TEN: volumes.ticks, CueKey.WARNING: volumes.warnings}
    return volumes.master * own.get(key, volumes.phases)


def word_gain(volumes: Volumes, kind: CueKind) -> float:
    """The linear gain of a cue's words; a spoken warning answers to both."""
    return volumes.master * volumes.voice * (volumes.warnings if kind is CueKind.WARNING else 1.0)
