"""Bakes words: a synthesiser's speech, shaped for playing, as WAV files with their list beside them.

The one way a word gets recorded, for the shipped voice (tools/bake_voice.py) and for a user's own. The synthesiser
is the optional package hibari-tts; without it nothing is baked and tones are heard. Never used during a set.
"""

import hashlib
import importlib
import importlib.metadata
import io
import os
import re
import wave
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from calfcoach.audio.voice_index import MAX_FRAMES, VoiceEntry, read_index, write_index
from calfcoach.audio.voice_loudness import RATE
from calfcoach.audio.voice_shape import shape
from calfcoach.files.writing import replace_file
from calfcoach.library.voice_models import WordSpec
from calfcoach.library.voice_text import spoken_words
from calfcoach.score.spoken import SpokenKey


class Synthesiser(Protocol):
    """Speaks a word. The same word with the same synthesiser always gives the same samples."""

    rate: int
    """Frames a second; 48 000 is a multiple of it."""

    made_with: str
    """What speaks, with its version, in a line."""

    def speak(self, word: WordSpec) -> NDArray[np.floating]:
        """The word as mono samples from −1 to 1, with any silence around it."""
        ...


class Hibari:
    """The voice "heart" of hibari-tts; its model is in its package, nothing is downloaded."""

    rate = 24_000

    def __init__(self, package: Any) -> None:
        self._say = package.Hibari(voice="heart", threads=1)
        self.made_with = f"hibari-tts {importlib.metadata.version('hibari-tts')}, voice heart"

    def speak(self, word: WordSpec) -> NDArray[np.floating]:
        """The word from its phonemes, or else from its text."""
        how = {"speed": word.speed, "seed": word.seed}
        if word.phonemes:
            speech = self._say.from_phonemes(word.phonemes + word.ending, **how)
        else:
            speech = self._say((word.say or word.text) + word.ending, **how)
        return np.asarray(speech, np.float64)


def find_synthesiser() -> Synthesiser | None:
    """The synthesiser, None if it is not installed or does not work here. Takes about a second."""
    # onnxruntime, on which it runs, reports to its maker unless it is told before it is loaded; nothing leaves here.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        return Hibari(importlib.import_module("hibari"))
    except Exception:  # a broken native library may raise anything, and a tone always works
        return None


def bake_word(word: WordSpec, synthesiser: Synthesiser) -> NDArray[np.int16]:
    """The word as it is played; empty if there was nothing to say or it takes longer than is ever played."""
    samples = shape(synthesiser.speak(word), synthesiser.rate)
    return samples if len(samples) <= MAX_FRAMES else samples[:0]


def bake_words(
    words: Iterable[WordSpec],
    synthesiser: Synthesiser,
    folder: Path,
    texts: Mapping[SpokenKey, str] | None = None,
) -> tuple[VoiceEntry, ...]:
    """Bakes words into a folder beside those it has, and lists them; returns what was baked.

    `texts` is what is said for which key, and goes into the list. Words that are spoken alike share a recording. The
    list is written last: whoever reads it finds every recording it names.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entries = read_index(folder)
    baked: list[VoiceEntry] = []
    files: dict[bytes, str] = {}
    for word in words:
        samples = bake_word(word, synthesiser)
        if len(samples):
            says = word.say if _plain(word.say) not in (None, word.key) else None
            wav = wav_bytes(samples)
            file = files.setdefault(wav, file_name(word.key))
            entry = VoiceEntry(word.key, file, len(samples), _plain(word.short), word.number, says)
            replace_file(folder / entry.file, wav)
            entries[entry.key] = entry
            baked.append(entry)
    if baked:
        write_index(folder, entries, synthesiser.made_with, texts)
    return tuple(baked)


def file_name(key: str) -> str:
    """The name of a word's recording, safe in any file system, different for different words."""
    plain = re.sub(r"[^a-z0-9]+", "-", key).strip("-")
    if plain == key.replace(" ", "-") and len(plain) <= 60:
        return f"{plain}.wav"
    return f"{plain[:40]}-{hashlib.sha256(key.encode()).hexdigest()[:12]}.wav"


def wav_bytes(samples: NDArray[np.int16]) -> bytes:
    """A WAV file: 48 kHz, mono, 16 bit."""
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())
    return content.getvalue()


def _plain(text: str) -> str | None:
    return " ".join(spoken_words(text)) or None
