"""Decides which words of a block are said, and from which frame on: never two at once, never one cut short.

1. Of all that is to be said at one moment `WORD_ORDER` decides who speaks first; the next follows, if there is room
   for it before the next phase or signal. What has no room is left to its tone.
2. So a phase is never spoken over: its word is the first at its moment, and no word reaches into the next.
3. Of the warnings due in a phase at most one is said, the one said least so far in the set, none twice in a rep. One
   that is too long for its phase is said just before it.

Knows how long words are from the voice; makes no tones.
"""

from collections import Counter
from fractions import Fraction

from calfcoach.audio.bank import VoiceBank
from calfcoach.audio.pcm import RATE, Samples, frame_of
from calfcoach.library.scheme_models import CueSound
from calfcoach.score.cues import Cue, CueKind
from calfcoach.score.segments import Block

WORD_GAP = round(0.08 * RATE)
"""Frames of silence between two words."""

WORD_ORDER = (
    CueKind.PHASE,
    CueKind.LAST_REP,
    CueKind.SET_DONE,
    CueKind.SESSION_DONE,
    CueKind.SWITCH,
    CueKind.COUNTDOWN,
    CueKind.LAST_TEN,
    CueKind.RESUME,
    CueKind.REST,
    CueKind.READY,
    CueKind.FINISH,
    # The number of a rep means nothing late in the rep.
    CueKind.REP,
    CueKind.WARNING,
    CueKind.TICK,
)
"""Who speaks first where several would speak at once."""

Words = tuple[int, Samples]
"""The frame from which on they are said, and their sound."""


class Speech:
    """The words of one block; asked cue by cue, in order of time and then of `WORD_ORDER`."""

    def __init__(self, voice: VoiceBank | None, block: Block) -> None:
        self._voice = voice
        self._block = block
        self._moment = Fraction(-1)
        self._quiet_before = 0
        self._quiet = 0
        self._warned: Counter[str] = Counter()
        self._in_rep: tuple[object, ...] = ()
        self._said_in_rep: set[str] = set()
        self._known: dict[tuple[str, int], Samples | None] = {}

    @staticmethod
    def in_order(cues: tuple[Cue, ...]) -> list[Cue]:
        """The cues as they are to be asked for."""
        return sorted(cues, key=lambda cue: (cue.at, WORD_ORDER.index(cue.kind)))

    def words_for(self, cue: Cue, told: CueSound) -> Words | None:
        """What is said for a cue other than a warning, None if nothing is."""
        self._come_to(cue)
        if not told.voice or (cue.number or 0) % told.voice_every:
            return None
        wait = told.after + (told.voice_after if told.together else 0.0)
        start = max(frame_of(cue.at) + round(wait * RATE), self._quiet)
        room = frame_of(cue.at + cue.slot) - start
        return self._say(start, self._word(cue.text, room))

    def warning_for(self, cues: list[Cue], told: CueSound) -> tuple[Cue, Words] | None:
        """The one of the warnings of a moment that is said, None if none is."""
        self._come_to(cues[0])
        if not told.voice:
            return None
        first = cues[0]
        rep = (first.set_number, first.rep, first.side)
        if rep != self._in_rep:
            self._in_rep = rep
            self._said_in_rep.clear()
        left = [cue for cue in cues if cue.text not in self._said_in_rep]
        for cue in sorted(left, key=lambda cue: self._warned[cue.text]):
            words = self._in_phase(cue) or self._before_phase(cue)
            if words is not None:
                self._warned[cue.text] += 1
                self._said_in_rep.add(cue.text)
                return cue, words
        return None

    def _come_to(self, cue: Cue) -> None:
        if cue.at != self._moment:
            self._moment, self._quiet_before = cue.at, self._quiet

    def _in_phase(self, cue: Cue) -> Words | None:
        start = max(frame_of(cue.at), self._quiet)
        return self._say(start, self._word(cue.text, frame_of(cue.at + cue.slot) - start))

    def _before_phase(self, cue: Cue) -> Words | None:
        """At the end of the phase before, after all that was said in it."""
        index = self._block.index_at(float(cue.at))
        if index == 0 or self._block.segments[index - 1].kind.phase is None:
            return None
        earliest = max(self._quiet_before, frame_of(self._block.segments[index - 1].start))
        end = frame_of(cue.at) - WORD_GAP
        word = self._word(cue.text, end - earliest)
        if word is None:
            return None
        self._quiet_before = end
        return end - word.size, word

    def _say(self, start: int, word: Samples | None) -> Words | None:
        if word is None:
            return None
        self._quiet = start + word.size + WORD_GAP
        return start, word

    def _word(self, text: str, room: int) -> Samples | None:
        if self._voice is None or room <= 0:
            return None
        key = (text, room)
        if key not in self._known:
            word = self._voice.word_for(text, room / RATE)
            self._known[key] = word if word is not None and 0 < word.size <= room else None
        return self._known[key]
