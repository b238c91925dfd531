import json
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calfcoach.audio import voice_baking
from calfcoach.audio.voice import VoiceBank, own_voice_dir
from calfcoach.audio.voice_baking import bake_word, bake_words, file_name, find_synthesiser
from calfcoach.audio.voice_loudness import loudness, readings, true_peak
from calfcoach.audio.voice_own import MOST_OWN_WORDS, bake_own
from calfcoach.audio.voice_shape import CEILING_DBTP, TARGET_LUFS, resample, shape, trim
from calfcoach.library.voice_models import WordSpec
from calfcoach.score.spoken import spoken_words
from tests.audio.voices import RATE, Speaker, recorded


def tone(seconds: float, level: float = 0.5, hertz: float = 997.0) -> np.ndarray:
    return level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)


def test_the_standards_own_tone_reads_as_the_standard_says() -> None:
    # EBU Tech 3341: 997 Hz at 0 dBFS, in one channel, reads -3.01 LUFS.
    assert loudness(tone(5, 1.0)) == pytest.approx(-3.01, abs=0.05)
    assert loudness(tone(5, 0.1)) == pytest.approx(-23.01, abs=0.05)


def test_silence_is_very_quiet_and_nothing_too() -> None:
    assert loudness(np.zeros(RATE)) == loudness(np.zeros(0)) == -120
    assert true_peak(np.zeros(RATE)) == true_peak(np.zeros(0)) == -120


def test_a_short_word_is_between_its_own_length_and_a_block() -> None:
    whole, filled = readings(tone(0.2))
    assert whole - filled == pytest.approx(3.0, abs=0.1)
    assert filled < loudness(tone(0.2)) < whole


def test_silence_after_a_sound_is_gated_away() -> None:
    assert readings(np.concatenate([tone(2), np.zeros(4 * RATE)]))[2] == pytest.approx(readings(tone(2))[2], abs=0.6)


def test_a_peak_between_the_samples_is_found() -> None:
    # A quarter of the rate, sampled 45 degrees off its peaks.
    wave_ = np.sin(2 * np.pi * np.arange(RATE // 10) / 4 + np.pi / 4) * np.hanning(RATE // 10)
    assert 20 * np.log10(np.abs(wave_).max()) < -2.9
    assert true_peak(wave_) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("rate", [8_000, 12_000, 16_000, 24_000, 48_000])
def test_resampling_keeps_a_tone_in_place(rate: int) -> None:
    time = np.arange(rate) / rate
    fine = resample(np.sin(2 * np.pi * 1000 * time), rate)
    assert len(fine) == RATE
    expected = np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE)
    assert np.abs(fine - expected)[2000:-2000].max() < 2e-3


def test_a_rate_that_does_not_divide_is_refused() -> None:
    with pytest.raises(ValueError, match="22050"):
        resample(np.zeros(9), 22_050)


def test_a_word_begins_at_once_and_ends_soon() -> None:
    quiet = np.random.default_rng(1).normal(0, 1e-4, RATE // 2)
    word = trim(np.concatenate([quiet, tone(0.3), quiet]))
    onset = int(np.argmax(np.abs(word) > 0.05))
    assert onset <= 0.006 * RATE
    assert 0.3 * RATE <= len(word) <= 0.33 * RATE


@given(
    seconds=st.floats(0.05, 2.0),
    level=st.floats(0.001, 1.0),
    click=st.floats(0, 1),
    rate=st.sampled_from([24_000, 48_000]),
)
@settings(max_examples=25)
def test_every_word_is_as_loud_and_never_too_high(seconds: float, level: float, click: float, rate: int) -> None:
    raw = level * np.sin(2 * np.pi * 200 * np.arange(round(seconds * rate)) / rate)
    raw[len(raw) // 2] += click * level
    word = shape(raw, rate)
    samples = word / 32768
    assert loudness(samples) == pytest.approx(TARGET_LUFS, abs=0.2)
    assert true_peak(samples) <= CEILING_DBTP + 0.01
    # The ends are soft: no step into the word or out of it.
    assert abs(int(word[0])) <= 40 and abs(int(word[-1])) <= 40


def test_silence_bakes_to_nothing() -> None:
    assert not len(shape(np.zeros(24_000), 24_000))
    assert not len(shape(np.zeros(0), 24_000))


def test_baking_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    words = [
        WordSpec(text="Lower", short="Down"),
        WordSpec(text="Down"),
        WordSpec(text="Slow, in control"),
        WordSpec(text="Seven", number=True),
    ]
    for name in ("one", "two"):
        assert len(bake_words(words, Speaker(), tmp_path / name)) == len(words)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
    assert sorted(one) == ["down.wav", "index.json", "lower.wav", "slow-in-control.wav"]


def test_words_that_are_spoken_alike_share_a_recording(tmp_path: Path) -> None:
    old, new = WordSpec(text="Flat back", say="Straight back"), WordSpec(text="Straight back")
    assert [entry.file for entry in bake_words([old, new], Speaker(), tmp_path)] == ["flat-back.wav"] * 2
    bank = VoiceBank(tmp_path)
    assert [bank.forms(text)[0].text for text in ("Flat back", "Straight back")] == ["Straight back", "straight back"]


def test_what_is_baked_is_listed_and_said(tmp_path: Path) -> None:
    speaker = Speaker()
    bake_words([WordSpec(text="Lower", short="Down", seed=3, speed=1.2), WordSpec(text="Down")], speaker, tmp_path)
    bake_words([WordSpec(text="Stretch")], speaker, tmp_path)
    assert speaker.asked[0] == WordSpec(text="Lower", short="Down", seed=3, speed=1.2)
    listed = json.loads((tmp_path / "index.json").read_text())
    assert listed["made_with"] == "a hum"
    assert [word["key"] for word in listed["words"]] == ["down", "lower", "stretch"]
    bank = VoiceBank(tmp_path)
    assert [form.text for form in bank.forms("Lower!")] == ["lower", "down"]
    with wave.open(str(tmp_path / "lower.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (48_000, 1, 2)
        assert file.getnframes() == bank.forms("Lower")[0].frames


def test_a_word_longer_than_is_ever_played_is_not_kept(tmp_path: Path) -> None:
    assert not len(bake_word(WordSpec(text="x" * 300), Speaker()))
    assert bake_words([WordSpec(text="x" * 300)], Speaker(), tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.text(min_size=1, max_size=90), unique=True, max_size=8))
def test_file_names_are_safe_and_differ(keys: list[str]) -> None:
    names = [file_name(key) for key in keys]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and len(name) <= 70 and not set(name) & set('/\\:*?"<>| ') for name in names)


def test_without_the_package_there_is_no_synthesiser(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(voice_baking.importlib, "import_module", broken)
    assert find_synthesiser() is None


def test_the_package_is_asked_for_phonemes_or_text_with_seed_and_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    class Package:
        class Hibari:
            def __init__(self, voice: str, threads: int) -> None:
                asked.append((voice, threads))

            def __call__(self, text: str, speed: float, seed: int) -> np.ndarray:
                asked.append(("text", text, speed, seed))
                return np.zeros(9, np.float32)

            def from_phonemes(self, phonemes: str, speed: float, seed: int) -> np.ndarray:
                asked.append(("phonemes", phonemes, speed, seed))
                return np.zeros(9, np.float32)

    monkeypatch.setattr(voice_baking.importlib, "import_module", lambda name: Package)
    monkeypatch.setattr(voice_baking.importlib.metadata, "version", lambda name: "9")
    synthesiser = find_synthesiser()
    assert synthesiser is not None and synthesiser.made_with == "hibari-tts 9, voice heart"
    for word in (
        WordSpec(text="Up", phonemes="ˈʌp", ending="!"),
        WordSpec(text="7", say="Seven", ending=".", speed=1.2, seed=4),
        WordSpec(text="Hold"),
    ):
        synthesiser.speak(word)
    assert asked == [
        ("heart", 1),
        ("phonemes", "ˈʌp!", 1.15, 7),
        ("text", "Seven.", 1.2, 4),
        ("text", "Hold", 1.15, 7),
    ]


class TestOwnWords:
    def test_only_what_the_shipped_voice_lacks_is_baked_once(self, tmp_path: Path) -> None:
        shipped, own = recorded(tmp_path / "a", {"lower": 0.4, "left": 0.3, "leg": 0.3}), tmp_path / "own"
        speaker = Speaker()
        texts = ["Lower", "Left leg", "Toes up", "toes up!", "🔥", "x" * 10_000]
        assert bake_own(texts, VoiceBank(shipped, own), own, lambda: speaker) == 1
        assert [word.text for word in speaker.asked] == ["toes up!"]
        assert VoiceBank(shipped, own).word_for(spoken_words("Toes up"), 5.0) is not None
        assert bake_own(texts, VoiceBank(shipped, own), own, lambda: speaker) == 0

    def test_without_the_extra_the_tone_stays(self, tmp_path: Path) -> None:
        bank = VoiceBank(tmp_path)
        assert bake_own(["Toes up"], bank, tmp_path / "own", lambda: None) == 0
        assert not (tmp_path / "own").exists()
        assert bank.word_for(spoken_words("Toes up"), 5.0) is None

    def test_the_synthesiser_is_not_looked_for_without_need(self, tmp_path: Path) -> None:
        def find() -> None:
            raise AssertionError

        assert bake_own(["", "…"], VoiceBank(tmp_path), tmp_path, find) == 0

    def test_the_cache_is_bounded(self, tmp_path: Path) -> None:
        own = recorded(tmp_path, {f"word {'a' * n}": 0.01 for n in range(1, MOST_OWN_WORDS)})
        assert bake_own(["One more", "Two more"], VoiceBank(own), own, Speaker) == 1

    def test_a_cache_that_cannot_be_written_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        assert bake_own(["Toes up"], VoiceBank(tmp_path), tmp_path / "file" / "own", Speaker) == 0

    def test_they_are_kept_in_the_users_cache(self, home: Path) -> None:
        assert own_voice_dir().is_relative_to(home)
        assert bake_own(["Elbows quiet"], VoiceBank.standard(), find=Speaker) == 1
        assert VoiceBank.standard().forms("Elbows quiet")
