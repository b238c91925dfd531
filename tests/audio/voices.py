"""Made-up voices for tests: words of known length, recorded or to be recorded, without a synthesiser."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from calfcoach.audio.voice_baking import wav_bytes
from calfcoach.library.voice_models import WordSpec

RATE = 48_000


def recorded(
    folder: Path, words: dict[str, float], short: dict[str, str] | None = None, numbers: tuple[str, ...] = ()
) -> Path:
    """A folder of recordings: seconds by word. Every sample of a word is its place in the list, from 1."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for place, (key, seconds) in enumerate(words.items(), start=1):
        name = key.replace(" ", "-") + ".wav"
        (folder / name).write_bytes(wav_bytes(np.full(round(seconds * RATE), place, np.int16)))
        word: dict[str, object] = {"key": key, "file": name, "frames": round(seconds * RATE)}
        if short and key in short:
            word["short"] = short[key]
        if key in numbers:
            word["number"] = True
        listed.append(word)
    (folder / "index.json").write_text(json.dumps({"kind": "voice-index", "schema": 1, "words": listed}))
    return folder


@dataclass
class Speaker:
    """A synthesiser that hums: 60 ms for each letter, with silence around it. Tells what it was asked for."""

    rate: int = 24_000
    made_with: str = "a hum"
    asked: list[WordSpec] = field(default_factory=list)

    def speak(self, word: WordSpec) -> NDArray[np.floating]:
        self.asked.append(word)
        seconds = 0.06 * sum(letter.isalpha() for letter in word.say or word.text) / word.speed
        time = np.arange(round(seconds * self.rate)) / self.rate
        hum = 0.3 * np.sin(2 * np.pi * 180 * time) * (1 + 0.5 * np.sin(2 * np.pi * 5 * time + word.seed))
        silence = np.zeros(round(0.2 * self.rate))
        return np.concatenate([silence, hum, silence])
