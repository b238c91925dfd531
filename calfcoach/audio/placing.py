"""Turns the cues of a block into sounds with their frames: which layer from which frame on, how long, how loud.

The one place where it is decided what of a cue is heard. Words never overlap: a word waits for the one before it or
is replaced by its tone. Makes no samples.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from calfcoach.audio.bank import VoiceBank
from calfcoach.audio.pcm import RATE, Samples, frame_of
from calfcoach.audio.schemes import Scheme, SoundLayer
from calfcoach.audio.volumes import Volumes, tone_gain, word_gain
from calfcoach.library.scheme_models import CueKey, CueSound
from calfcoach.score.cues import Cue, CueKind
from calfcoach.score.segments import Block

SHORTEST_FRAMES = RATE // 50
"""A tone with less room than 20 ms would be a crack, not a cue."""

WORD_GAP_S = 0.08
"""Silence between two words."""

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
    CueKind.WARNING,
    CueKind.REP,
    CueKind.TICK,
)
"""Who speaks first where several would speak at once; the next waits until there is room, or is told by its tone."""


@dataclass(frozen=True)
class HeardCue:
    """A cue that really sounds, or a phase that is entered. `frame` counts from the block's first."""

    frame: int
    kind: str
    phase: str | None
    set_number: int | None
    rep: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """From `frame` on `frames` frames of a layer or of `words` are heard, times `gain` (linear)."""

    frame: int
    frames: int
    gain: float
    sound: SoundLayer | None = None
    place: float = 0.0
    words: Samples | None = None


class Placer:
    """Places the cues of one block after the other."""

    def __init__(self, scheme: Scheme, volumes: Volumes, voice: VoiceBank | None) -> None:
        self._scheme = scheme
        self._volumes = volumes
        self._voice = voice if volumes.voice > 0 else None
        self._words: dict[tuple[str, int], Samples | None] = {}

    def place(self, cues: Iterable[Cue], block: Block) -> tuple[list[Placed], list[HeardCue]]:
        """The sounds and the cue list of a block, both in order of their frames."""
        placed: list[Placed] = []
        heard: list[HeardCue] = []
        self._words.clear()
        quiet_at = 0
        ordered = sorted(cues, key=lambda cue: (cue.at, WORD_ORDER.index(cue.kind)))
        for cue in ordered:
            start = frame_of(cue.at)
            told, layers = self._scheme.cues.get(key_of(cue), (None, ()))
            sounds: list[Placed] = []
            if told is not None:
                word = self._word(cue, told, quiet_at)
                if word is not None:
                    sounds.append(word)
                    quiet_at = word.frame + word.frames + round(WORD_GAP_S * RATE)
                if word is None or told.together:
                    sounds += self._tones(cue, told, layers, block)
            if sounds:
                start = min(sound.frame for sound in sounds)
            placed += sounds
            if sounds or cue.kind is CueKind.PHASE:
                phase = cue.phase.value if cue.phase is not None else None
                heard.append(HeardCue(start, cue.kind.value, phase, cue.set_number, cue.rep, cue.text))
        placed.sort(key=lambda sound: sound.frame)
        heard.sort(key=lambda cue: cue.frame)
        return placed, heard

    def _word(self, cue: Cue, told: CueSound, quiet_at: int) -> Placed | None:
        if self._voice is None or not told.voice or (cue.number or 0) % told.voice_every:
            return None
        wait = told.after + (told.voice_after if told.together else 0.0)
        start = max(frame_of(cue.at) + round(wait * RATE), quiet_at)
        room = frame_of(cue.at + cue.slot) - start
        if room < SHORTEST_FRAMES:
            return None
        key = (cue.text, room)
        if key not in self._words:
            self._words[key] = self._voice.word_for(cue.text, room / RATE)
        words = self._words[key]
        if words is None or not 0 < words.size <= room:
            return None
        return Placed(start, words.size, word_gain(self._volumes, cue.kind), words=words)

    def _tones(self, cue: Cue, told: CueSound, layers: Iterable[SoundLayer], block: Block) -> list[Placed]:
        end = frame_of(cue.at + cue.slot)
        start = frame_of(cue.at) + round(told.after * RATE)
        if end - start < SHORTEST_FRAMES:
            start = frame_of(cue.at)
        gain = tone_gain(self._volumes, key_of(cue)) * 10 ** (told.level / 20)
        place = place_of(cue, block)
        if gain == 0:
            return []
        return [sound for layer in layers for sound in _layer(layer, start, end, gain, place)]


def sound_layers(layers: Iterable[SoundLayer], frames: int, place: float = 0.0) -> list[Placed]:
    """A sound by itself, as it is heard in a slot of so many frames."""
    return [sound for layer in layers for sound in _layer(layer, 0, frames, 1.0, place)]


def _layer(sound: SoundLayer, start: int, end: int, gain: float, place: float) -> list[Placed]:
    layer = sound.layer
    first = start + round(layer.start * RATE)
    whole = end - first if layer.seconds is None else round(layer.seconds * RATE)
    step = None if layer.every is None else Fraction(str(layer.every))
    placed = []
    times = 1 if step is None else int((end - first) / (step * RATE)) + 1
    for number in range(times):
        at = first if step is None else first + frame_of(number * step)
        frames = min(whole, end - at)
        if frames >= SHORTEST_FRAMES:
            placed.append(Placed(at, frames, gain, sound, place))
    return placed


def key_of(cue: Cue) -> CueKey:
    """What a scheme calls the cue."""
    return CueKey(cue.phase.value if cue.kind is CueKind.PHASE and cue.phase is not None else cue.kind.value)


def place_of(cue: Cue, block: Block) -> float:
    """Where in its phase a tick is, or how near the reps a countdown has come: 0 to 1."""
    if cue.kind is CueKind.COUNTDOWN and cue.number is not None:
        return max(0.0, 1 - cue.number / 3)
    if cue.kind is not CueKind.TICK:
        return 0.0
    segment = block.at(float(cue.at))
    return float((cue.at - segment.start) / segment.duration)
