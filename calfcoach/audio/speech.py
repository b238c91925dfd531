"""Decides which words of a block are said, and from which frame on: never two at once, never one cut short.

1. Of all that is to be said at one moment `WORD_ORDER` decides who speaks first; the next follows, if there is room
   for it before the next phase or signal. What has no room is left to its tone. Counted seconds come last of all: they
   take what room the others leave, and are said in time or not at all. Just before them comes the number of a rep in a
   scheme that says it at the turn, as late in the rep as it has room.
2. So a phase is never spoken over: its word is the first at its moment, and no word reaches into the next.
3. A warning is due until it is given, and again five reps later, on each side by itself. Of the warnings due at one
   moment at most one is said, the one said least so far, and none within ten seconds of the same. One that is too
   long for its phase is said just before it. One for which two reps had no room is given by its tone, placed as the
   word would be, after what is said of the phase; so is at once one that the voice has no words for.

Knows how long words are from the voice; makes no tones.
"""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Callable, Sized
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from calfcoach.audio.bank import VoiceBank
from calfcoach.audio.pcm import RATE, Samples, frame_of
from calfcoach.domain.exercise import Side
from calfcoach.library.scheme_models import CueSound
from calfcoach.score.cues import LONG_PHASE_S, Cue, CueKind
from calfcoach.score.segments import Block
from calfcoach.score.spoken import Spoken
from calfcoach.score.warning_times import WARN_EVERY_REPS

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
    CueKind.NEXT,
    CueKind.READY,
    CueKind.TIME_LEFT,
    CueKind.FINISH,
    # The number of a rep means nothing late in the rep.
    CueKind.REP,
    CueKind.WARNING,
    CueKind.TICK,
)
"""Who speaks first where several would speak at once."""

Words = tuple[int, Samples]
"""The frame from which on they are said, and their sound."""

LATEST_COUNT = round(0.15 * RATE)
"""Frames after its second from which on a count of seconds is not said any more: later it would be wrong by one."""

SAME_AGAIN = 10 * RATE
"""Frames from one saying of a warning to the next of the same, over all sides and the lead-in: sooner it is only noise.
In a last rep it is said all the same, because no other comes. Our default."""

MOST_TRIES = 2
"""Reps in which a warning that was not yet given in a set waits for room, before its tone tells it."""

ANY_ROOM = 10 * RATE
"""The longest time that is looked at for a warning, frames; a longer one is never said."""


@dataclass(frozen=True)
class Warned:
    """A warning that is given from a frame on: in `words`, or by its tone where they are None."""

    cue: Cue
    frame: int
    words: Samples | None


_Sound = TypeVar("_Sound", bound=Sized)
_Warning = tuple[Side | None, Spoken | None]
"""What is warned of, and on which side."""


class Speech:
    """The words of one block; asked cue by cue, in order of time and then of `WORD_ORDER`."""

    def __init__(self, voice: VoiceBank | None, block: Block) -> None:
        self._voice = voice
        self._block = block
        self._moment = Fraction(-1)
        self._quiet_before = 0
        self._quiet = 0
        self._taken: list[tuple[int, int]] = []
        self._warned: Counter[Spoken | None] = Counter()
        self._given: dict[_Warning, int] = {}
        self._said_at: dict[Spoken | None, int] = {}
        self._tried: dict[_Warning, set[int]] = {}
        self._known: dict[tuple[Spoken, int], Samples | None] = {}

    def in_order(self, cues: tuple[Cue, ...], reps_at_turn: bool) -> list[Cue]:
        """The cues as they are to be asked for: the counted seconds when all the others have their place, and so the
        number of a rep where it is said at the turn.
        """

        def is_last(cue: Cue) -> bool:
            return cue.kind is CueKind.TICK or (reps_at_turn and cue.kind is CueKind.REP and self._has_turn(cue))

        return sorted(cues, key=lambda cue: (is_last(cue), float(cue.at), WORD_ORDER.index(cue.kind)))

    def _has_turn(self, cue: Cue) -> bool:
        """Whether a phase of the rep has a second for its number that is neither the phase's own nor counted down."""
        first, *later = self._block.rep(cue.rep or 0, cue.side)
        return any(2 <= phase.duration < LONG_PHASE_S for phase in later or (first,))

    def words_for(self, cue: Cue, in_scheme: CueSound) -> Words | None:
        """What is said for a cue other than a warning, None if nothing is."""
        if not in_scheme.voice or (cue.number or 0) % in_scheme.voice_every:
            return None
        wait = in_scheme.after + (in_scheme.voice_after if in_scheme.together else 0.0)
        due = frame_of(cue.at) + round(wait * RATE)
        end = frame_of(cue.at + cue.slot)
        if cue.kind is CueKind.TICK:
            return self._count(cue.spoken, due, end)
        if cue.kind is CueKind.REP and in_scheme.at_turn and self._has_turn(cue):
            return self._at_turn(cue) or self._in_gap(cue.spoken, due, end)
        self._come_to(cue)
        start = max(due, self._quiet)
        word = self._word(cue.spoken, end - start)
        if word is None:
            return None
        self._quiet = self._take(start, len(word))
        return start, word

    def _count(self, spoken: Spoken | None, due: int, end: int) -> Words | None:
        """A number where nothing else is said; a little late after another word, but never too late to be true."""
        start, until = self._free(due, end)
        word = self._word(spoken, until - start) if start - due <= LATEST_COUNT else None
        return None if word is None else (start, word)

    def _at_turn(self, cue: Cue) -> Words | None:
        """The number of a rep, whole, from the last of its seconds on that has room for it."""
        whole = self._word(cue.spoken, ANY_ROOM)
        for phase in reversed(self._block.rep(cue.rep or 0, cue.side)):
            seconds = range(int(phase.duration), -1, -1) if phase.duration < LONG_PHASE_S else ()
            for second in seconds:
                start, until = self._free(frame_of(phase.start + second), frame_of(phase.end))
                word = self._word(cue.spoken, until - start)
                if word is not None and whole is not None and word.size == whole.size:
                    self._take(start, word.size)
                    return start, word
        return None

    def _in_gap(self, spoken: Spoken | None, due: int, end: int) -> Words | None:
        """What is said where nothing else is, as soon as it can be and as fully as the first gap allows."""
        start, until = self._free(due, end)
        word = self._word(spoken, until - start)
        if word is None:
            return None
        self._take(start, word.size)
        return start, word

    def _free(self, due: int, end: int) -> tuple[int, int]:
        """The first frames from `due` on in which nothing is said, up to the next word or `end`."""
        place = bisect_right(self._taken, (due, end))
        start = max(due, self._taken[place - 1][1]) if place else due
        following = self._taken[place][0] - WORD_GAP if place < len(self._taken) else end
        return start, min(end, following)

    def warning_for(self, cues: list[Cue], in_scheme: CueSound, tone_frames: int) -> Warned | None:
        """The warning that is given at a moment, None if none is.

        `tone_frames` is how long its tone takes, 0 where it has none.
        """
        self._come_to(cues[0])
        due = sorted(filter(self._is_due, cues), key=lambda cue: self._warned[cue.spoken])
        for cue in due:
            if self._can_say(cue.spoken, in_scheme):
                given = self._in_words(cue, in_scheme) or self._after_tries(cue, in_scheme, tone_frames)
            else:
                given = self._by_tone(cue, in_scheme, tone_frames)
            if given is not None:
                return self._note(given)
        return None

    def _is_due(self, cue: Cue) -> bool:
        given = self._given.get((cue.side, cue.spoken))
        if given is not None and (cue.rep or 0) - given < WARN_EVERY_REPS:
            return False
        said_at = self._said_at.get(cue.spoken)
        return said_at is None or frame_of(cue.at) - said_at >= SAME_AGAIN or self._is_last(cue)

    def _after_tries(self, cue: Cue, in_scheme: CueSound, tone_frames: int) -> Warned | None:
        """The tone of a warning that has waited long enough for room; none for one that was given in this set."""
        warning = (cue.side, cue.spoken)
        tried = self._tried.setdefault(warning, set())
        tried.add(cue.rep or 0)
        waited = len(tried) >= MOST_TRIES or self._is_last(cue)
        return self._by_tone(cue, in_scheme, tone_frames) if waited and warning not in self._given else None

    def _is_last(self, cue: Cue) -> bool:
        """Whether no later rep of its side could give the warning."""
        last = max(segment.rep for segment in self._block.segments if segment.side is cue.side)
        return cue.rep is None or cue.rep == last

    def _note(self, given: Warned) -> Warned:
        self._warned[given.cue.spoken] += 1
        self._said_at[given.cue.spoken] = given.frame
        if given.cue.rep is not None:  # a warning given in the lead-in comes again in the first reps
            self._given[given.cue.side, given.cue.spoken] = given.cue.rep
        return given

    def _in_words(self, cue: Cue, in_scheme: CueSound) -> Warned | None:
        if not in_scheme.voice:
            return None
        found = self._in_phase(cue, 0, lambda room: self._word(cue.spoken, room))
        found = found or self._before_phase(cue, lambda room: self._word(cue.spoken, room))
        return None if found is None else Warned(cue, *found)

    def _by_tone(self, cue: Cue, in_scheme: CueSound, frames: int) -> Warned | None:
        if frames == 0:
            return None
        tone = range(frames)

        def fitting(room: int) -> range | None:
            return tone if frames <= room else None

        found = self._in_phase(cue, round(in_scheme.after * RATE), fitting) or self._before_phase(cue, fitting)
        return None if found is None else Warned(cue, found[0], None)

    def _can_say(self, spoken: Spoken | None, in_scheme: CueSound) -> bool:
        return in_scheme.voice and self._word(spoken, ANY_ROOM) is not None

    def _come_to(self, cue: Cue) -> None:
        if cue.at != self._moment:
            self._moment, self._quiet_before = cue.at, self._quiet

    def _in_phase(self, cue: Cue, after: int, fitting: Callable[[int], _Sound | None]) -> tuple[int, _Sound] | None:
        start = max(frame_of(cue.at) + after, self._quiet)
        sound = fitting(frame_of(cue.at + cue.slot) - start)
        if sound is None:
            return None
        self._quiet = self._take(start, len(sound))
        return start, sound

    def _take(self, start: int, frames: int) -> int:
        """Keep these frames free of all other words; the frame from which on there is room again."""
        insort(self._taken, (start, start + frames + WORD_GAP))
        return start + frames + WORD_GAP

    def _before_phase(self, cue: Cue, fitting: Callable[[int], _Sound | None]) -> tuple[int, _Sound] | None:
        """At the end of the phase before, after all that was said in it."""
        index = self._block.index_at(float(cue.at))
        before = self._block.segments[index - 1]
        if index == 0 or before.kind.phase is None or self._block.segments[index].start != cue.at:
            return None
        earliest = max(self._quiet_before, frame_of(before.start))
        end = frame_of(cue.at) - WORD_GAP
        sound = fitting(end - earliest)
        if sound is None:
            return None
        self._quiet_before = end
        self._take(end - len(sound), len(sound))
        return end - len(sound), sound

    def _word(self, spoken: Spoken | None, room: int) -> Samples | None:
        if self._voice is None or spoken is None or room <= 0:
            return None
        key = (spoken, room)
        if key not in self._known:
            word = self._voice.word_for(spoken, room / RATE)
            self._known[key] = word if word is not None and 0 < word.size <= room else None
        return self._known[key]
