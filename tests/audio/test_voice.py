import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.audio import voice
from calfcoach.audio.voice import VoiceBank, read_word
from calfcoach.score.spoken import spoken_words
from tests.audio.voices import RATE, recorded

WORDS = {
    "lower": 0.4,
    "down": 0.3,
    "rest": 0.4,
    "rest sixty seconds": 1.2,
    "seconds": 0.5,
    "thirty": 0.45,
    "seven": 0.4,
    "thirty seven": 0.6,
    "one hundred": 0.6,
    "switch sides": 0.7,
    "left leg": 0.6,
    "left": 0.3,
}
SHORT = {"lower": "down", "left leg": "left"}
NUMBERS = ("seven", "thirty", "one hundred")


@pytest.fixture
def bank(tmp_path: Path) -> VoiceBank:
    return VoiceBank(recorded(tmp_path / "shipped", WORDS, SHORT, NUMBERS))


def said(bank: VoiceBank, text: str, slot_s: float) -> str | None:
    form = bank.form_for(text, slot_s)
    return form and form.text


@pytest.mark.parametrize(
    ("text", "slot_s", "form"),
    [
        ("Lower", 1.0, "lower"),
        ("LOWER!", 0.4601, "lower"),
        ("Lower", 0.45, "down"),
        ("Lower", 0.3601, "down"),
        ("Lower", 0.35, None),
        ("Lower", 0.0, None),
        ("Lower", -1.0, None),
        ("Lower", float("nan"), None),
        ("Rest 60 seconds", 9.0, "rest sixty seconds"),
        ("Rest 37 seconds", 9.0, "rest thirty seven seconds"),
        ("Rest 37 seconds", 1.0, "rest"),
        ("107", 9.0, "one hundred seven"),
        ("107", 1.0, None),
        ("Switch sides, left leg", 9.0, "switch sides left leg"),
        ("Switch sides, left leg", 1.0, "switch sides"),
        ("Squeeze", 9.0, None),
        ("Lower the seven seas", 9.0, None),
        ("🔥", 9.0, None),
        ("أنزل", 9.0, None),
        ("x" * 10_000, 9.0, None),
        ("lower " * 10_000, 9.0, None),
        (" ".join(["seven"] * 11), 99.0, None),
    ],
)
def test_the_fullest_form_that_fits_is_said(bank: VoiceBank, text: str, slot_s: float, form: str | None) -> None:
    assert said(bank, text, slot_s) == form


def test_parts_are_joined_with_a_silence_and_none_is_cut(bank: VoiceBank) -> None:
    samples = bank.word_for(spoken_words("Rest 37 seconds"), 9.0)
    assert samples is not None and samples.dtype == np.float32
    runs = np.flatnonzero(np.diff(np.concatenate([[0], samples != 0, [0]]).astype(int)))
    assert list(np.diff(runs) / RATE) == pytest.approx([0.4, 0.05, 0.6, 0.05, 0.5])


def test_a_number_from_parts_is_one_word(bank: VoiceBank) -> None:
    assert bank.forms("107")[0].duration_s == pytest.approx(0.6 + 0.015 + 0.4)
    assert bank.forms("Left leg 7")[0].duration_s == pytest.approx(0.6 + 0.05 + 0.4)


@given(text=st.sampled_from(["Lower", "Rest 37 seconds", "Switch sides, left leg", "7"]), slot_s=st.floats(0, 3))
def test_whatever_is_said_fits_with_a_silence_after_it(
    tmp_path_factory: pytest.TempPathFactory, text: str, slot_s: float
) -> None:
    folder = tmp_path_factory.getbasetemp() / "one-voice"
    bank = VoiceBank(folder if folder.exists() else recorded(folder, WORDS, SHORT, NUMBERS))
    samples = bank.word_for(spoken_words(text), slot_s)
    assert samples is None or len(samples) / RATE <= slot_s - 0.06 + 1e-9


@given(st.text(max_size=200), st.floats(allow_nan=True))
def test_any_text_and_any_time_are_harmless(text: str, slot_s: float) -> None:
    assert VoiceBank(Path("/nowhere")).word_for(spoken_words(text), slot_s) is None


def test_the_first_folder_comes_first_and_a_whole_recording_before_parts(tmp_path: Path) -> None:
    shipped = recorded(tmp_path / "a", {"keep": 0.3, "calm": 0.3, "lower": 0.4})
    own = recorded(tmp_path / "b", {"keep calm": 0.5, "lower": 0.9})
    bank = VoiceBank(shipped, own)
    assert [form.frames for form in bank.forms("Lower")] == [round(0.4 * RATE)]
    assert [form.frames for form in bank.forms("Keep calm")] == [round(0.5 * RATE)]


def test_short_forms_that_go_in_circles_come_to_an_end(tmp_path: Path) -> None:
    bank = VoiceBank(recorded(tmp_path, {"a": 0.5, "b": 0.4}, {"a": "b", "b": "a"}))
    assert [form.text for form in bank.forms("A")] == ["a", "b"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"kind": "voice-index", "schema": 2, "words": []}',
        b'{"kind": "voice-index", "schema": 1, "words": 7}',
        b'{"kind": "voice-index", "schema": 1, "words": [7, {}, {"key": "lower"}, '
        b'{"key": "lower", "file": "../lower.wav", "frames": 9}, {"key": "lower", "file": "lower.wav", "frames": -9}, '
        b'{"key": "lower", "file": "lower.wav", "frames": 99999999}, {"key": 1, "file": "lower.wav", "frames": 9}, '
        b'{"key": "lower", "file": "lower.wav", "frames": true}]}',
    ],
)
def test_a_list_that_is_not_sound_gives_no_words(tmp_path: Path, content: bytes) -> None:
    recorded(tmp_path, {"lower": 0.4})
    (tmp_path / "index.json").write_bytes(content)
    assert VoiceBank(tmp_path).word_for(spoken_words("Lower"), 9.0) is None


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF\0\0\0\0WAVE" + b"x" * 100, None])
def test_a_recording_that_cannot_be_read_is_told_by_its_tone(tmp_path: Path, content: bytes | None) -> None:
    recorded(tmp_path, {"lower": 0.4})
    if content is None:
        (tmp_path / "lower.wav").unlink()
    else:
        (tmp_path / "lower.wav").write_bytes(content)
    assert VoiceBank(tmp_path).word_for(spoken_words("Lower"), 9.0) is None


def test_a_recording_of_another_length_than_listed_is_not_played(tmp_path: Path) -> None:
    recorded(tmp_path, {"lower": 0.4, "up": 0.9})
    (tmp_path / "lower.wav").write_bytes((tmp_path / "up.wav").read_bytes())
    assert VoiceBank(tmp_path).word_for(spoken_words("Lower"), 9.0) is None


def test_nothing_is_read_before_it_is_asked_for_and_memory_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"word {letter}" for letter in "abcdefgh"]
    folder = recorded(tmp_path, dict.fromkeys(names, 0.5))
    read: list[str] = []

    def reading(path: Path) -> object:
        read.append(path.name)
        return read_word(path)

    monkeypatch.setattr(voice, "read_word", reading)
    monkeypatch.setattr(voice, "KEPT_BYTES", 3 * RATE // 2 * 4)
    bank = VoiceBank(folder)
    assert bank.form_for("Word A", 1.0) is not None and read == []
    for name in (*names, names[-1], names[0]):
        assert bank.word_for(spoken_words(name), 1.0) is not None
    assert len(read) == len(names) + 1
    assert sum(samples.nbytes for samples in bank._kept.values()) <= voice.KEPT_BYTES


def test_several_threads_may_ask_at_once(bank: VoiceBank) -> None:
    found: list[int] = []

    def ask() -> None:
        for text in ("Lower", "Rest 37 seconds", "Left leg") * 20:
            samples = bank.word_for(spoken_words(text), 9.0)
            found.append(-1 if samples is None else len(samples))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 240 and -1 not in found
