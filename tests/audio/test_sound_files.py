from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
import soundfile

from calfcoach.audio.pcm import RATE
from calfcoach.audio.placing import SHORTEST_FRAMES
from calfcoach.audio.sound_files import BadSoundFile, read_sound, resampled


def tone(rate: int, hertz: float = 1000, seconds: float = 0.5, channels: int = 1) -> np.ndarray:
    wave = 0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)
    return np.repeat(wave[:, None], channels, axis=1)


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"])
@pytest.mark.parametrize(("rate", "channels"), [(48_000, 1), (44_100, 2), (8_000, 1), (96_000, 2), (22_050, 6)])
def test_every_usual_wav_becomes_mono_at_our_rate(tmp_path, subtype, rate, channels):
    path = tmp_path / "beep.wav"
    soundfile.write(path, tone(rate, channels=channels), rate, subtype=subtype)
    samples = read_sound(path)
    assert samples.dtype == np.float32
    assert samples.size == pytest.approx(0.5 * RATE, abs=2)
    wanted = tone(RATE)[: samples.size, 0]
    middle = slice(RATE // 10, 4 * RATE // 10)
    assert np.abs(samples[middle] - wanted[middle]).max() < (0.02 if subtype == "PCM_U8" else 0.002)


@pytest.mark.parametrize("rate", [8_000, 11_025, 44_100, 47_999, 96_000, 192_000, 383_999])
def test_resampling_keeps_a_tone_and_adds_no_other(rate):
    hertz = 0.4 * min(rate, RATE)
    samples = resampled(tone(rate, hertz, 1.0)[:, 0].astype(np.float32), rate)[4800:43_200].astype(np.float64)
    power = np.abs(np.fft.rfft(samples * np.hanning(samples.size))) ** 2
    at = round(hertz * samples.size / RATE)
    assert abs(int(power.argmax()) - at) <= 1
    assert np.sqrt(2 * np.mean(samples**2)) == pytest.approx(0.5, rel=0.005)
    power[at - 20 : at + 21] = 0
    assert 10 * np.log10(power.max() / (samples.size * 0.125) ** 2) < -70


def test_an_odd_rate_takes_no_more_memory_than_another():
    samples = np.zeros(10 * 383_999, np.float32)
    tracemalloc.start()
    try:
        resampled(samples, 383_999)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 192 << 20


def test_what_does_not_fit_the_lower_rate_is_gone():
    samples = resampled(tone(192_000, 40_000, 0.5)[:, 0].astype(np.float32), 192_000)
    assert np.abs(samples[2400:-2400]).max() < 1e-3


def test_a_long_file_is_refused_with_its_limit(tmp_path):
    path = tmp_path / "hour.wav"
    with soundfile.SoundFile(path, "w", 8000, 1, "PCM_U8") as file:
        for _ in range(60):
            file.write(np.zeros(8000 * 60))
    with pytest.raises(BadSoundFile, match=r"'hour\.wav' lasts 3600 s; a sound has at most 10 s"):
        read_sound(path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "cannot be read"),
        (b"RIFF\0\0\0\0WAVE", "cannot be read"),
        (b"hello" * 100, "cannot be read"),
        (None, "there is no"),
    ],
)
def test_what_is_no_sound_is_one_clear_line(tmp_path, content, says):
    path = tmp_path / "bad.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadSoundFile, match=says) as told:
        read_sound(path)
    assert "\n" not in str(told.value)


def test_a_folder_and_a_silent_length_are_no_sounds(tmp_path):
    with pytest.raises(BadSoundFile, match="is no file"):
        read_sound(tmp_path)
    soundfile.write(tmp_path / "nothing.wav", np.zeros(0), 48_000)
    with pytest.raises(BadSoundFile, match="holds no sound"):
        read_sound(tmp_path / "nothing.wav")


@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_in_a_float_file_is_no_sound(tmp_path, odd):
    wave = tone(48_000)
    wave[100] = odd
    soundfile.write(tmp_path / "odd.wav", wave, 48_000, subtype="FLOAT")
    with pytest.raises(BadSoundFile, match=r"'odd\.wav' has values that are no numbers"):
        read_sound(tmp_path / "odd.wav")


def test_what_is_too_loud_in_a_float_file_is_full_scale(tmp_path):
    soundfile.write(tmp_path / "loud.wav", 18 * tone(48_000), 48_000, subtype="FLOAT")
    assert np.abs(read_sound(tmp_path / "loud.wav")).max() == 1


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000])
def test_what_is_shorter_than_a_cue_can_be_is_refused(tmp_path, rate):
    path = tmp_path / "short.wav"
    soundfile.write(path, tone(rate, seconds=0.015), rate)
    with pytest.raises(BadSoundFile, match=r"'short\.wav' lasts 1[45]\.\d ms; a sound has at least 20 ms"):
        read_sound(path)
    soundfile.write(path, tone(rate, seconds=0.021), rate)
    assert read_sound(path).size >= SHORTEST_FRAMES


@pytest.mark.parametrize("kept", [44, 46, 44 + 2 * 700])
def test_a_file_that_was_cut_off_is_as_long_as_what_is_there(tmp_path, kept):
    path = tmp_path / "cut.wav"
    soundfile.write(path, tone(48_000), 48_000)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(BadSoundFile, match=r"'cut\.wav' (holds no sound|lasts .* ms; a sound has at least 20 ms)"):
        read_sound(path)


@pytest.mark.parametrize("peak", [0.0, 0.0009])
def test_what_nobody_hears_is_refused(tmp_path, peak):
    soundfile.write(tmp_path / "still.wav", 2 * peak * tone(48_000), 48_000, subtype="PCM_24")
    with pytest.raises(BadSoundFile, match=r"'still\.wav' is silent"):
        read_sound(tmp_path / "still.wav")


@pytest.mark.parametrize("shares", [(1, -1), (1, -0.9), (0.2, -1), (1, 1, -1, -1), (0, 0, 0, 0, 0, 0, 1)])
def test_channels_that_put_each_other_out_are_heard(tmp_path, shares):
    soundfile.write(tmp_path / "stereo.wav", tone(48_000, channels=len(shares)) * shares, 48_000)
    assert np.abs(read_sound(tmp_path / "stereo.wav")).max() > 0.15
