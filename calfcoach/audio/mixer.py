"""Renders a block of a session to PCM: the one function behind what is played, patched and written to a file.

The sounds of a block are added up chunk by chunk, so that a long block costs little more memory than its PCM, and a
piece of a block is sample for sample what the whole block has there. Knows no device and no file.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from calfcoach.audio.bank import VoiceBank
from calfcoach.audio.ducking import Ducking, joined, tone_gains
from calfcoach.audio.loud_room import Lifts
from calfcoach.audio.pcm import RATE, Pcm, Samples, dither, frame_of, to_pcm
from calfcoach.audio.placing import HeardAs, HeardCue, Placed, Placer, sound_layers
from calfcoach.audio.schemes import Scheme
from calfcoach.audio.volumes import Volumes, tone_gain, word_gain
from calfcoach.audio.waves import WaveStore
from calfcoach.domain.plan import SessionPlan
from calfcoach.library.scheme_models import CueKey
from calfcoach.score.cues import CueKind, block_cues, tail_s
from calfcoach.score.segments import Block
from calfcoach.score.spoken import Spoken, SpokenKey
from calfcoach.score.timeline import BlockSpec
from calfcoach.setting_values import ROOM, SAID, Room, Said

CHUNK = 1 << 15
"""Frames mixed at a time: what they take stays in the processor's cache."""

PIECE = 32 * CHUNK
"""Frames of a piece of a streamed block: 22 s."""

SIGNAL_S = Fraction(3, 2)
"""Length of a block made of one signal alone, as that of a pause."""


@dataclass(frozen=True, eq=False)
class Rendered:
    """A block as it is heard: `pcm` of round(duration · 48 000) frames and the tail's, `cues` in order of frames.

    The cues are those that sound, and every phase.
    """

    pcm: Pcm
    cues: tuple[HeardCue, ...]


class Renderer:
    """Renders blocks in one scheme. Not to be used by two threads at once.

    `said` is how much a scheme that speaks says, `room` where it is heard.
    """

    def __init__(
        self,
        scheme: Scheme,
        volumes: Volumes | None = None,
        voice: VoiceBank | None = None,
        said: Said = SAID.default,
        room: Room = ROOM.default,
    ) -> None:
        self.scheme = scheme
        self._volumes = volumes or Volumes()
        self._voice = voice if self._volumes.voice > 0 else None
        self._lifts = Lifts(lambda key: self.wave(key, SIGNAL_S), self._phase_word) if room == "loud" else None
        self._placer = Placer(scheme, self._volumes, voice, said, self._lifts)
        self._waves = WaveStore()

    def render_block(self, plan: SessionPlan, spec: BlockSpec, block: Block) -> Rendered:
        """The whole block."""
        placed, heard = self._placer.place(block_cues(plan, spec, block), block)
        sounding = (cue for cue in heard if cue.told is not HeardAs.LEFT_OUT or cue.kind == CueKind.PHASE)
        return Rendered(self._mixed(placed, 0, total_frames(plan, spec, block)), tuple(sounding))

    def render_from(self, plan: SessionPlan, spec: BlockSpec, block: Block, from_frame: int) -> Pcm:
        """The block from a frame on: the same samples as in the whole, for the price of those alone."""
        placed, _ = self._placer.place(block_cues(plan, spec, block), block)
        return self._mixed(placed, from_frame, total_frames(plan, spec, block))

    def said_s(self, plan: SessionPlan, spec: BlockSpec, block: Block) -> list[tuple[float, float]]:
        """From when until when something is said in the block, in seconds, in order."""
        placed, _ = self._placer.place(block_cues(plan, spec, block), block)
        words = (sound for sound in placed if sound.words is not None)
        return [(word.frame / RATE, (word.frame + word.frames) / RATE) for word in words]

    def stream_block(
        self, plan: SessionPlan, spec: BlockSpec, block: Block
    ) -> tuple[tuple[HeardCue, ...], Iterator[Pcm]]:
        """All of the block's cues, and its PCM in pieces of some seconds: for files, whose blocks may last hours."""
        placed, heard = self._placer.place(block_cues(plan, spec, block), block)
        frames = total_frames(plan, spec, block)
        pieces = (self._mixed(placed, at, min(at + PIECE, frames)) for at in range(0, frames, PIECE))
        return tuple(heard), pieces

    def signal(self, key: CueKey) -> Pcm:
        """One cue by itself, in a block of its own; only dither where the scheme has no sound for it."""
        lift_db = self._lifts.lift_db(key) if self._lifts is not None else 0.0
        gain = tone_gain(self._volumes, key) * 10 ** (lift_db / 20)
        return to_pcm(self.wave(key, SIGNAL_S) * np.float32(gain), 0)

    def word(self, spoken: Spoken) -> Pcm:
        """A word by itself; empty where the voice has none for it, or is turned off."""
        word = None if self._voice is None else self._voice.word_for(spoken, float(SIGNAL_S))
        if word is None:
            return np.zeros(0, np.int16)
        return to_pcm(word * np.float32(word_gain(self._volumes, CueKind.PHASE)), 0)

    def _phase_word(self) -> Samples | None:
        """A word that tells a phase; all words are equally loud."""
        in_scheme, _ = self.scheme.cues.get(CueKey.LOWER, (None, ()))
        if self._voice is None or in_scheme is None or not in_scheme.voice:
            return None
        return self._voice.word_for(Spoken(SpokenKey.LOWER), float(SIGNAL_S))

    def pause_sound(self) -> Pcm:
        """What is heard when a set is paused."""
        return self.signal(CueKey.PAUSE)

    def wave(self, key: CueKey, slot: Fraction, place: float = 0.0) -> Samples:
        """A cue's own tones at full volume in a slot of `slot` seconds, before guard and dither.

        `place` is how much of its phase is over, 0 to 1: a tick is higher towards the end.
        """
        in_scheme, layers = self.scheme.cues.get(key, (None, ()))
        frames = frame_of(slot)
        total = np.zeros(frames, np.float32)
        for sound in sound_layers(layers, frames, place):
            self._add(total, 0, sound)
        return total if in_scheme is None else total * np.float32(10 ** (in_scheme.level / 20))

    def _mixed(self, placed: Sequence[Placed], first: int, last: int) -> Pcm:
        pcm = np.empty(max(last - first, 0), np.int16)
        longest = max((sound.frames for sound in placed), default=0)
        starts = [sound.frame for sound in placed]
        words = [sound for sound in placed if sound.words is not None]
        duckings = joined([Ducking(word.frame, word.frame + word.frames, word.duck) for word in words])
        # Chunks count from the block's start, whatever piece of it is wanted.
        for chunk in range(first // CHUNK * CHUNK, last, CHUNK):
            start, end = max(chunk, first), min(chunk + CHUNK, last)
            near = placed[bisect_left(starts, start - longest) : bisect_left(starts, end)]
            sounding = [sound for sound in near if sound.frame + sound.frames > start]
            if not sounding:
                pcm[start - first : end - first] = dither(end - start, start)
                continue
            total = self._sum(sounding, start, end, tone_gains(duckings, start, end))
            pcm[start - first : end - first] = to_pcm(total, start)
        return pcm

    def _sum(self, sounding: Sequence[Placed], start: int, end: int, gains: Samples | None) -> Samples:
        """The sounds between two frames; `gains` are those of what goes down under words."""
        total = np.zeros(end - start, np.float32)
        for share in sorted({sound.goes_down for sound in sounding}):
            part = np.zeros(end - start, np.float32)
            for sound in sounding:
                if sound.goes_down == share:
                    self._add(part, start, sound)
            if gains is not None and share > 0:
                part *= gains if share == 1 else gains ** np.float32(share)
            total += part
        return total

    def _add(self, total: Samples, start: int, sound: Placed) -> None:
        """Add what of a sound falls into `total`, whose first frame is `start`."""
        first = max(start - sound.frame, 0)
        last = min(start + total.size - sound.frame, sound.frames)
        gain = np.float32(sound.gain)
        if sound.words is not None:
            total[sound.frame + first - start : sound.frame + last - start] += sound.words[first:last] * gain
            return
        assert sound.sound is not None
        for at, piece in self._waves.pieces((sound.sound, sound.frames, sound.place), first, last):
            begin = sound.frame + at - start
            total[begin : begin + piece.size] += piece * gain


def total_frames(plan: SessionPlan, spec: BlockSpec, block: Block) -> int:
    """Frames of a block with its tail."""
    return frame_of(block.duration) + tail_s(plan, spec) * RATE
