"""Calfcoach: a rep-tempo coach with audio cues. The set is a score; sound and picture play from it."""

__version__ = "0.1.0"
