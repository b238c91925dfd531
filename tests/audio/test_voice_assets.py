"""The shipped voice: its recordings are as promised, and everything the shipped exercises have said can be said."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from functools import cache
from itertools import cycle, pairwise
from pathlib import Path

import numpy as np
import pytest

from calfcoach.audio.placing import Placer
from calfcoach.audio.voice import GUARD_S, VoiceBank, read_word
from calfcoach.audio.voice_index import MAX_FRAMES, VoiceEntry, read_index, read_texts
from calfcoach.audio.voice_loudness import readings, true_peak
from calfcoach.audio.voice_own import missing_texts
from calfcoach.audio.voice_shape import CEILING_DBTP
from calfcoach.audio.voice_words import read_words
from calfcoach.coach.own_words import exercise_texts
from calfcoach.domain.amounts import read_load
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.resources import assets_dir, exercises_dir
from calfcoach.score.cues import Cue, CueKind, block_cues
from calfcoach.score.spoken import Spoken, SpokenKey, spoken_next_dose
from calfcoach.settings import Volumes
from tests.audio.sessions import blocks, shipped_scheme

VOICE = assets_dir() / "voice" / "en"
LIST = read_words(VOICE / "words.yaml")
WORDS = LIST.specs
INDEX = read_index(VOICE)
BANK = VoiceBank(VOICE)
EXERCISES = Library.load(exercises_dir(), Path("nowhere")).exercises
RATE = 48_000


@cache
def recording(key: str) -> np.ndarray:
    samples = read_word(VOICE / INDEX[key].file)
    assert samples is not None
    return samples.astype(float)


def seconds(text: str) -> float:
    return BANK.forms(text)[0].duration_s


def test_list_words_and_recordings_agree() -> None:
    assert set(INDEX) == {word.key for word in WORDS}
    assert {entry.file for entry in INDEX.values()} == {path.name for path in VOICE.glob("*.wav")}
    for word in WORDS:
        entry = INDEX[word.key]
        assert isinstance(entry, VoiceEntry) and entry.number == word.number
        assert (entry.short or "") == " ".join(BANK.forms(word.short)[0].text.split() if word.short else ())
        with wave.open(str(VOICE / entry.file)) as file:
            assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
            assert file.getnframes() == entry.frames <= MAX_FRAMES


def test_the_licence_and_the_source_are_beside_them_and_they_are_small() -> None:
    assert "Apache" in (VOICE / "LICENSE").read_text()
    assert "hibari-tts" in (VOICE / "SOURCE.md").read_text()
    assert sum(path.stat().st_size for path in VOICE.iterdir()) < 15e6


def test_all_are_equally_loud_by_every_reading_and_none_peaks() -> None:
    for key in INDEX:
        found = readings(recording(key))
        assert max(abs(reading + 19) for reading in found) <= 1.05, key
        assert abs((min(found) + max(found)) / 2 + 19) <= 0.3, key
        assert true_peak(recording(key)) <= CEILING_DBTP + 0.05, key


def test_all_begin_at_once_with_soft_ends() -> None:
    for key in INDEX:
        samples = recording(key)
        peak = np.abs(samples).max()
        assert np.argmax(np.abs(samples) > peak / 100) <= 0.010 * RATE, key
        assert abs(samples[0]) < 1e-3 and abs(samples[-1]) < 1e-3, key
        steepest = np.abs(np.diff(samples)).max()
        for end in (samples[: RATE * 3 // 1000], samples[-RATE * 3 // 1000 :]):
            assert np.abs(np.diff(end)).max() <= steepest, key
        # The burst of a final t or p comes after a silence, and is faint.
        tail = int(np.argmax(np.abs(samples[::-1]) > peak / 300))
        assert tail <= 0.06 * RATE, key


def test_words_are_as_long_as_they_should_be() -> None:
    assert all(0.26 <= seconds(str(n)) <= 0.5 for n in range(1, 14))
    assert all(seconds(text) <= 0.4 for text in "123")
    assert all(len(BANK.forms(str(n))[0].parts) == 1 for n in range(1, 51))
    # A number that is counted in a hold has a second, with the silence after it.
    assert all(seconds(str(n)) + GUARD_S <= 1.0 for n in range(1, 101) if n <= 50 or n % 5 == 0)
    assert all(seconds(str(n)) <= 1.05 for n in range(1, 101))
    assert all(seconds(phase) <= 0.66 for phase in ("Lower", "Stretch", "Contract", "Squeeze", "Hold", "Relax"))
    assert seconds("Set complete") <= 0.85


def test_every_key_of_the_program_has_a_text_and_the_recordings_list_has_the_same() -> None:
    assert set(LIST.texts) == set(SpokenKey) - {SpokenKey.OWN_WORDS}
    assert read_texts(VOICE) == LIST.texts


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_all_that_an_exercise_has_said_can_be_said(name: str) -> None:
    assert missing_texts(exercise_texts(EXERCISES[name]), BANK) == ()


def sessions() -> Iterator[tuple[str, SessionPlan]]:
    for name, exercise in EXERCISES.items():
        for variant in [variant.id for variant in exercise.variants] or [None]:
            for length in range(2, 11):
                dose = {"hold_s": length} if exercise.is_hold else {"tempo": "-".join([str(length)] * 4)}
                choices = Choices(variant=variant, sets=2, reps=6, rest_s=25 + length, lead_in_s=10, **dose)
                yield f"{name} {variant} {length}", plan_of(exercise, choices)


def test_every_text_of_every_cue_of_every_exercise_can_be_said() -> None:
    unsaid = {
        BANK.text_of(cue.spoken)
        for _, plan in sessions()
        for spec, block in blocks(plan)
        for cue in block_cues(plan, spec, block)
        if cue.spoken is not None and not BANK.forms(BANK.text_of(cue.spoken) or "")
    }
    assert unsaid == set()


def test_reps_and_load_of_the_next_set_are_said_to_two_decimals() -> None:
    for reps in (1, 12, 30):
        for load in ("0.5 kg", "2.5 kg", "45 kg", "61.25 kg", "137.75 kg", "90 lb", "10.05 kg"):
            told = spoken_next_dose(reps, read_load(load))
            assert BANK.word_for(told, 5.0) is not None, (reps, load)
    said = spoken_next_dose(1, read_load("42.5 kg"))
    (form, *_) = BANK.forms(BANK.text_of(said) or "")
    assert form.text == "Next, one rep forty two point five kilos"
    assert BANK.word_for(spoken_next_dose(None, read_load("42.125 kg")), 5.0) is None, "half of it were another load"
    assert BANK.text_of(spoken_next_dose(3, read_load("42.125 kg"))) == "Next, 3 reps"


class Listener:
    """The shipped voice, and what it was asked for: the words by the identity of their samples."""

    def __init__(self) -> None:
        self.said: dict[int, tuple[Spoken, np.ndarray]] = {}

    def word_for(self, spoken: Spoken, slot_s: float) -> np.ndarray | None:
        samples = BANK.word_for(spoken, slot_s)
        if samples is not None:
            self.said[id(samples)] = (spoken, samples)
        return samples

    as_said = staticmethod(BANK.as_said)


def test_no_word_overlaps_is_cut_or_hides_a_phase() -> None:
    for (name, plan), scheme in zip(sessions(), cycle(["voice", "voice-beeps"])):  # nine lengths each: by turns
        for spec, block in blocks(plan):
            listener = Listener()
            cues = block_cues(plan, spec, block)
            placed, _ = Placer(shipped_scheme(scheme), Volumes(), listener).place(cues, block)
            words = [
                (p.frame / RATE, p.frames / RATE, *listener.said[id(p.words)]) for p in placed if p.words is not None
            ]
            assert all(round(length * RATE) == len(samples) for _, length, _, samples in words), name
            assert all(a + length <= b for (a, length, *_), (b, *_) in pairwise(words)), name
            said = {(spoken, round(at, 1)) for at, _, spoken, _ in words}
            for cue in cues:
                if cue.kind in (CueKind.PHASE, CueKind.COUNTDOWN):
                    assert _said_on_time(cue, said), f"{name}: {cue}"


def _said_on_time(cue: Cue, said: set[tuple[Spoken, float]]) -> bool:
    at = float(cue.at)
    return bool({(cue.spoken, round(at, 1)), (cue.spoken, round(at + 0.1, 1))} & said)


def loudest_db(samples: np.ndarray, low_hz: int, high_hz: int) -> float:
    """The loudest 20 ms of a band, dB."""
    spectrum, hertz = np.fft.rfft(samples), np.fft.rfftfreq(samples.size, 1 / RATE)
    band = np.fft.irfft(spectrum * ((hertz >= low_hz) & (hertz <= high_hz)), samples.size)
    pieces = band[: band.size // 960 * 960].reshape(-1, 960)
    return float(10 * np.log10((pieces**2).mean(axis=1).max()))


@pytest.mark.parametrize(
    "word", ["Hold", "Hold it", "Last hold", "Contract", "Come up", "Up", "Down", "Lower", "Relax"]
)
def test_no_hiss_of_a_word_is_louder_than_its_vowel(word: str) -> None:
    """The end of "Hold" once was: what is heard then is the hiss."""
    samples = BANK.samples(BANK.forms(word)[0])
    assert samples is not None
    assert loudest_db(samples, 4_000, 12_000) < loudest_db(samples, 100, 2_000) - 3


def test_it_is_told_what_is_really_said() -> None:
    lift = Spoken(SpokenKey.CONTRACT)
    for slot_s, words in ((1.0, "Contract"), (0.57, "Come up"), (0.5, "Up")):
        samples = BANK.word_for(lift, slot_s)
        assert samples is not None
        assert BANK.as_said(lift, samples.size) == words
    rest = Spoken(SpokenKey.REST, 37)
    whole = BANK.word_for(rest, 5.0)
    assert whole is not None
    assert BANK.as_said(rest, whole.size) == "Rest 37 seconds"
    minutes = BANK.word_for(Spoken(SpokenKey.REST, 120), 5.0)
    assert minutes is not None
    assert BANK.as_said(Spoken(SpokenKey.REST, 120), minutes.size) == "Rest, two minutes"
