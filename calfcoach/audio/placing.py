"""Turns the cues of a block into sounds with their frames: which layer from which frame on, how long, how loud.

The one place where it is decided what of a cue is heard; its words are chosen by `calfcoach.audio.speech`. Makes no
samples.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from calfcoach.audio.bank import VoiceBank
from calfcoach.audio.called import as_called, is_said
from calfcoach.audio.ducking import DUCK_DB, TICK_DUCKED, duck_gain
from calfcoach.audio.loud_room import Lifts
from calfcoach.audio.pcm import RATE, Samples, frame_of
from calfcoach.audio.schemes import Scheme, SoundLayer
from calfcoach.audio.speech import Speech
from calfcoach.audio.volumes import Volumes, tone_gain, word_gain
from calfcoach.domain.exercise import Side
from calfcoach.library.scheme_models import SHORTEST_S, CueKey, CueSound
from calfcoach.score.cues import LONG_PHASE_S, Cue, CueKind
from calfcoach.score.segments import Block
from calfcoach.score.spoken import Spoken
from calfcoach.setting_values import SAID, Said

SHORTEST_FRAMES = round(SHORTEST_S * RATE)
"""A tone with less room is not played."""


class HeardAs(StrEnum):
    """How a cue is heard: in words (with or without its tone), by its tone alone, or not at all."""

    SPOKEN = "spoken"
    TONED = "toned"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class HeardCue:
    """A cue and how it is told. `frame` counts from the block's first: where its sound begins, or where it is due.

    `spoken` is what there is to be said, `words` what is said of it; empty where nothing is.
    """

    frame: int
    kind: str
    phase: str | None
    set_number: int | None
    rep: int | None
    side: Side | None
    spoken: Spoken | None
    told: HeardAs
    words: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """From `frame` on `frames` frames of a layer or of `words` are heard, times `gain` (linear).

    `goes_down` (0 to 1) is how strongly it is turned down under words; `duck` is the gain that these words give to a
    sound with 1.
    """

    frame: int
    frames: int
    gain: float
    sound: SoundLayer | None = None
    place: float = 0.0
    words: Samples | None = None
    goes_down: float = 0.0
    duck: float = 1.0


class Placer:
    """Places the cues of one block after the other."""

    def __init__(
        self,
        scheme: Scheme,
        volumes: Volumes,
        voice: VoiceBank | None,
        said: Said = SAID.default,
        lifts: Lifts | None = None,
    ) -> None:
        self._scheme = scheme
        self._volumes = volumes
        self._said: Said = said
        self._lifts = lifts
        # Who turned the voice off wants to hear the tones that stand in for it.
        self._voice = voice if volumes.voice > 0 else None

    def place(self, cues: Iterable[Cue], block: Block) -> tuple[list[Placed], list[HeardCue]]:
        """The sounds and the cue list of a block, both in order of their frames."""
        speech = Speech(self._voice, block)
        placed: list[Placed] = []
        heard: list[HeardCue] = []
        in_scheme, _ = self._scheme.cues.get(CueKey.REP, (None, ()))
        in_order = speech.in_order(tuple(cues), reps_at_turn=in_scheme is not None and in_scheme.at_turn)
        for cue, sounds in self._all_told(in_order, speech, block):
            placed += sounds
            heard.append(self._heard(cue, sounds))
        placed.sort(key=lambda sound: sound.frame)
        heard.sort(key=lambda cue: cue.frame)
        return placed, heard

    def _all_told(self, cues: Iterable[Cue], speech: Speech, block: Block) -> Iterator[tuple[Cue, list[Placed]]]:
        """The cues with their sounds. That a rep is the last is said in the first of its phases with room for it."""
        late: tuple[Cue, list[Placed]] | None = None
        for (_, kind), group in groupby(cues, key=lambda cue: (cue.at, cue.kind)):
            here = list(group)
            if late is not None and kind is CueKind.LAST_REP:
                yield late
                late = None
            for told in self._told(here, kind, speech, block):
                if kind is CueKind.LAST_REP and told[1] and all(sound.words is None for sound in told[1]):
                    late = told
                else:
                    yield told
            if late is not None and kind is CueKind.PHASE and (said := self._said_late(late[0], here[0], speech)):
                yield late[0], [*late[1], said]
                late = None
        if late is not None:
            yield late

    def _said_late(self, cue: Cue, phase: Cue, speech: Speech) -> Placed | None:
        """The words of a cue for which there was no room, in a later phase of its rep; None where there is none."""
        in_scheme, _ = self._scheme.cues[key_of(cue)]
        if (phase.rep, phase.side) != (cue.rep, cue.side) or not is_said(cue, self._said):
            return None
        words = speech.words_for(replace(cue, at=phase.at, slot=phase.slot), in_scheme)
        return None if words is None else self._spoken(*words, cue.kind)

    def _told(self, cues: list[Cue], kind: CueKind, speech: Speech, block: Block) -> Iterator[tuple[Cue, list[Placed]]]:
        """The cues of one kind and moment with their sounds; those that are not heard have none."""
        cue = cues[0]
        in_scheme, layers = self._scheme.cues.get(self._key_of(cue, block), (None, ()))
        if in_scheme is None:
            yield cue, []
            return
        if kind is CueKind.WARNING:
            warned = self._warned(cues, in_scheme, layers, speech, block)
            if warned is not None:
                yield warned
            return
        cue = as_called(cue, in_scheme, in_long_phase(cue, block))
        # Where there is nothing else to tell a cue by, it is said all the same.
        says = is_said(cue, self._said) or not layers
        words = speech.words_for(cue, in_scheme) if says else None
        sounds = [] if words is None else [self._spoken(*words, kind)]
        if words is None or in_scheme.together:
            end = frame_of(cue.at + cue.slot)
            start = frame_of(cue.at) + round(in_scheme.after * RATE)
            if end - start < SHORTEST_FRAMES:
                start = frame_of(cue.at)
            sounds += self._tones(cue, in_scheme, layers, block, (start, end))
        if words is not None and cue.phase is not None:  # the number of a rep may be said in a later phase
            cue = replace(cue, phase=block.at(words[0] / RATE).kind.phase)
        yield cue, sounds

    def _warned(
        self, cues: list[Cue], in_scheme: CueSound, layers: tuple[SoundLayer, ...], speech: Speech, block: Block
    ) -> tuple[Cue, list[Placed]] | None:
        """The one of several warnings that is given, with its sounds; None where none of them is due or has room."""
        given = speech.warning_for(cues, in_scheme, _tone_frames(layers))
        if given is None:
            return None
        cue = given.cue
        sounds = [] if given.words is None else [self._spoken(given.frame, given.words, CueKind.WARNING)]
        if given.words is None or in_scheme.together:
            entered = frame_of(cue.at)
            end = entered if given.frame < entered else frame_of(cue.at + cue.slot)
            sounds += self._tones(cue, in_scheme, layers, block, (given.frame, end))
        return cue, sounds

    def _spoken(self, frame: int, words: Samples, kind: CueKind) -> Placed:
        gain = word_gain(self._volumes, kind)
        volume = gain / self._volumes.master if self._volumes.master else 0.0
        return Placed(frame, words.size, gain, words=words, duck=duck_gain(volume))

    def _tones(
        self, cue: Cue, in_scheme: CueSound, layers: Iterable[SoundLayer], block: Block, room: tuple[int, int]
    ) -> list[Placed]:
        key = self._key_of(cue, block)
        long_level = in_scheme.long_level if in_scheme.long_level and in_long_phase(cue, block) else 0.0
        lift_db = 0.0 if self._lifts is None else self._lifts.lift_db(key, long_level)
        gain = tone_gain(self._volumes, key) * 10 ** ((in_scheme.level + long_level + lift_db) / 20)
        place = place_of(cue, block)
        if gain == 0:
            return []
        # Under a word a tick that was lifted is as soft as one that was not.
        way_down = TICK_DUCKED + lift_db / DUCK_DB if cue.kind is CueKind.TICK else 1.0
        return [sound for layer in layers for sound in _layer(layer, *room, gain, place, way_down)]

    def _heard(self, cue: Cue, sounds: list[Placed]) -> HeardCue:
        frame = min((sound.frame for sound in sounds), default=frame_of(cue.at))
        told = HeardAs.TONED if sounds else HeardAs.LEFT_OUT
        words = ""
        if (said := next((sound.words for sound in sounds if sound.words is not None), None)) is not None:
            told = HeardAs.SPOKEN
            assert self._voice is not None and cue.spoken is not None
            words = self._voice.as_said(cue.spoken, said.size)
        phase = cue.phase.value if cue.phase is not None else None
        return HeardCue(frame, cue.kind.value, phase, cue.set_number, cue.rep, cue.side, cue.spoken, told, words)

    def _key_of(self, cue: Cue, block: Block) -> CueKey:
        key = key_of(cue)
        if key is not CueKey.TEN:
            return key
        ticks, _ = self._scheme.cues.get(CueKey.TICK, (None, ()))
        counts_begun = ticks is not None and ticks.counts_begun and not in_long_phase(cue, block)
        return CueKey.TICK if counts_begun or key not in self._scheme.cues else key


def sound_layers(layers: Iterable[SoundLayer], frames: int, place: float = 0.0) -> list[Placed]:
    """A sound by itself, as it is heard in a slot of `frames`."""
    return [sound for layer in layers for sound in _layer(layer, 0, frames, 1.0, place)]


def _tone_frames(layers: Iterable[SoundLayer]) -> int:
    """Frames a sound has to have room for: those of its longest layer, or the least where one lasts until the end."""
    lengths = [
        SHORTEST_FRAMES if layer.seconds is None else round((layer.start + layer.seconds) * RATE)
        for layer in (sound.layer for sound in layers)
    ]
    return max(lengths, default=0)


def _layer(sound: SoundLayer, start: int, end: int, gain: float, place: float, goes_down: float = 0.0) -> list[Placed]:
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
            placed.append(Placed(at, frames, gain, sound, place, goes_down=goes_down))
    return placed


def key_of(cue: Cue) -> CueKey:
    """What a scheme calls the cue."""
    if cue.kind is CueKind.TICK and cue.number is not None and cue.number % 10 == 0:
        return CueKey.TEN
    return CueKey(cue.phase.value if cue.kind is CueKind.PHASE and cue.phase is not None else cue.kind.value)


def in_long_phase(cue: Cue, block: Block) -> bool:
    """Whether the cue belongs to a phase that takes long."""
    return cue.phase is not None and block.at(float(cue.at)).duration >= LONG_PHASE_S


def place_of(cue: Cue, block: Block) -> float:
    """Where in its phase a tick is, or how near the reps a countdown has come: 0 to 1."""
    if cue.kind is CueKind.COUNTDOWN and cue.number is not None:
        return max(0.0, 1 - cue.number / 3)
    if cue.kind is not CueKind.TICK:
        return 0.0
    segment = block.at(float(cue.at))
    return float((cue.at - segment.start) / segment.duration)
