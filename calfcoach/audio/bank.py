"""What a voice is for the mixer. Knows no words, no files and no voice."""

from typing import Protocol

from calfcoach.audio.pcm import Samples


class VoiceBank(Protocol):
    """Words as samples."""

    def word_for(self, text: str, slot_s: float) -> Samples | None:
        """A text as it can be said in at most `slot_s` seconds, whole or in a shorter form, at the mixer's rate.

        None where it cannot be said at all in that time: then a tone is heard instead.
        """
        ...
