"""What the mixer asks of a voice. Knows no words and no files."""

from typing import Protocol

from calfcoach.audio.pcm import Samples
from calfcoach.score.spoken import Spoken


class VoiceBank(Protocol):
    """Words as samples."""

    def word_for(self, spoken: Spoken, slot_s: float) -> Samples | None:
        """What is to be said, whole or in a shorter form that takes at most `slot_s` seconds, at the mixer's rate.

        None where it cannot be said at all in that time: then a tone is heard instead.
        """
        ...

    def as_said(self, spoken: Spoken, frames: int) -> str:
        """What is really said where `word_for` gave this number of frames: all words, or those of a shorter form."""
        ...
