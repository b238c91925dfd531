"""The recorded voice: finds the longest way to say a thing that fits into a time, from a whole recording or from parts.

What is to be said comes as a key; the voice's own list has the text for it. What there are no words for, or no room, is
None, and the caller plays its tone. Recordings are read when they are
first used and kept within a bound. Decides nothing about when anything is said.
"""

import itertools
import threading
import wave
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from calfcoach.audio.voice_index import MAX_FRAMES, VoiceEntry, read_index, read_texts
from calfcoach.files.reading import open_to_read
from calfcoach.library.voice_text import spoken_words
from calfcoach.resources import assets_dir, cache_dir
from calfcoach.score.spoken import Spoken, SpokenKey

RATE = 48_000
GUARD_S = 0.06
"""Silence kept after a word before whatever comes next: with less of it two words run together."""

JOIN_S = 0.05
"""Silence between the parts of a text that is put together, as long as a speaker's own between two words."""

NUMBER_JOIN_S = 0.015
"""The same within a number, which is one word: 73 has to be said within a second."""

MAX_PARTS = 10
"""Recordings that one text is put together from: enough for the reps and a load of two decimals."""

MAX_SHORTENINGS = 3
MOST_WORD_BYTES = 2 * MAX_FRAMES + (1 << 16)
"""The largest recording of a word, with what a file may hold besides."""

KEPT_BYTES = 8 * 2**20
"""Samples kept in memory: 43 s of speech, more than a session uses."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say a text: `text` is what is really said, `frames` how long it takes at 48 kHz.

    A part is a recording, its frames, and the frame it begins at.
    """

    text: str
    parts: tuple[tuple[Path, int, int], ...]
    frames: int

    @property
    def duration_s(self) -> float:
        """Seconds it takes, without any silence after it."""
        return self.frames / RATE


class VoiceBank:
    """The recordings of one or more folders; where two have the same words, the first folder's are taken.

    Safe to use from several threads. After a folder has got more recordings, make a new bank.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._lock = threading.Lock()
        self._kept: OrderedDict[Path, NDArray[np.float32]] = OrderedDict()
        self._kept_bytes = 0
        self._words: dict[str, tuple[Path, VoiceEntry]] | None = None
        self._texts: dict[SpokenKey, str] | None = None
        self._forms = lru_cache(maxsize=512)(self._find_forms)

    @classmethod
    def standard(cls) -> "VoiceBank":
        """The shipped English voice, then what was baked for the user's own exercises."""
        return cls(assets_dir() / "voice" / "en", own_voice_dir())

    def forms(self, text: str) -> tuple[Form, ...]:
        """The ways to say a text, the best first, each next one shorter; none if there are no words for it."""
        words = spoken_words(text)
        return self._forms(words) if words else ()

    def form_for(self, text: str, slot_s: float) -> Form | None:
        """The best way to say a text within a time, `GUARD_S` after it included; None if there is none."""
        return next((form for form in self.forms(text) if form.duration_s + GUARD_S <= slot_s), None)

    def samples(self, form: Form) -> NDArray[np.float32] | None:
        """The sound of a form (mono, 48 kHz, −1 to 1, `form.frames` long), None if a recording cannot be read."""
        spoken = np.zeros(form.frames, np.float32)
        for path, frames, start in form.parts:
            part = self._recording(path)
            if part is None or len(part) != frames:
                return None
            spoken[start : start + frames] = part
        return spoken

    def text_of(self, spoken: Spoken) -> str | None:
        """What this voice says for a key, None where its list has no text for it.

        A load that it cannot say is left out beside the reps.
        """
        if spoken.key is SpokenKey.OWN_WORDS:
            return spoken.own_words
        text = self._spoken_texts().get(spoken.key)
        if text is None:
            return None
        text = text.replace("{number}", str(spoken.number)).replace("{words}", spoken.own_words)
        if spoken.key is SpokenKey.NEXT_REPS_AND_LOAD and not self.forms(text):
            return self.text_of(replace(spoken, key=SpokenKey.NEXT_REPS))
        return text

    def as_said(self, spoken: Spoken, frames: int) -> str:
        """What is said of a key where `word_for` gave this number of frames: all of its text, or a shorter form."""
        text = self.text_of(spoken) or ""
        said = next((form.text for form in self.forms(text) if form.frames == frames), "")
        return text if said == " ".join(spoken_words(text)) else said[:1].upper() + said[1:]

    def word_for(self, spoken: Spoken, slot_s: float) -> NDArray[np.float32] | None:
        """The samples of what is to be said, as fully as the time allows; None if it cannot be said in it."""
        text = self.text_of(spoken)
        form = None if text is None else self.form_for(text, slot_s)
        return None if form is None else self.samples(form)

    def _find_forms(self, words: tuple[str, ...]) -> tuple[Form, ...]:
        found: list[Form] = []
        for keys in self._shortenings(words):
            form = self._form(keys)
            if not found or form.frames < found[-1].frames:
                found.append(form)
        return tuple(found)

    def _form(self, keys: tuple[str, ...]) -> Form:
        parts: list[tuple[Path, int, int]] = []
        end = 0
        in_number = False
        found = [self._index()[key] for key in keys]
        for folder, entry in found:
            silence_s = NUMBER_JOIN_S if in_number and entry.number else JOIN_S
            start = end + round(silence_s * RATE) if parts else 0
            end = start + entry.frames
            in_number = entry.number
            parts.append((folder / entry.file, entry.frames, start))
        return Form(" ".join(entry.says or entry.key for _, entry in found), tuple(parts), end)

    def _shortenings(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        keys = self._put_together(words)
        for _ in range(MAX_SHORTENINGS + 1):
            if not keys:
                return
            yield keys
            entry = self._index()[keys[0]][1]
            if entry.number:
                return
            # A phrase from parts is shortened to its first part, "rest" for "rest, forty, seconds".
            shorter = entry.short or (entry.key if len(keys) > 1 else "")
            keys = self._put_together(tuple(shorter.split()))

    def _put_together(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The fewest recordings that say all the words; empty if there is a word none of them has."""
        best: list[tuple[str, ...] | None] = [()]
        for end in range(1, len(words) + 1):
            ways = (
                (*before, key)
                for start, before in enumerate(best)
                if before is not None and (key := " ".join(words[start:end])) in self._index()
            )
            best.append(min(ways, key=len, default=None))
        keys = best[-1] or ()
        return keys if len(keys) <= MAX_PARTS else ()

    def _index(self) -> dict[str, tuple[Path, VoiceEntry]]:
        if self._words is None:
            read = ((folder, read_index(folder)) for folder in reversed(self._folders))
            self._words = dict(
                itertools.chain.from_iterable(
                    ((key, (folder, entry)) for key, entry in words.items()) for folder, words in read
                )
            )
        return self._words

    def _spoken_texts(self) -> dict[SpokenKey, str]:
        if self._texts is None:
            self._texts = {}
            for folder in reversed(self._folders):
                self._texts |= read_texts(folder)
        return self._texts

    def _recording(self, path: Path) -> NDArray[np.float32] | None:
        with self._lock:
            if path in self._kept:
                self._kept.move_to_end(path)
                return self._kept[path]
            samples = read_word(path)
            if samples is not None:
                self._kept[path] = samples
                self._kept_bytes += samples.nbytes
                while self._kept_bytes > KEPT_BYTES:
                    self._kept_bytes -= self._kept.popitem(last=False)[1].nbytes
            return samples


def own_voice_dir() -> Path:
    """The folder of the words that were baked for the user's own exercises; it need not exist."""
    return cache_dir() / "voice" / "en"


def read_word(path: Path) -> NDArray[np.float32] | None:
    """A recording as samples from −1 to 1; None if it is not a 16-bit mono WAV at 48 kHz that can be read."""
    try:
        with open_to_read(path, MOST_WORD_BYTES) as recording, wave.open(recording, "rb") as file:
            if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, 2, RATE):
                return None
            pcm = file.readframes(min(file.getnframes(), MAX_FRAMES))
    except (OSError, EOFError, wave.Error):
        return None
    samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float32) / np.float32(32768)
    samples.flags.writeable = False
    return samples
