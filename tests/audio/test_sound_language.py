"""What the sounds are for: told apart without words, found in a noisy room, never harsh, never clipped."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from benchmarks.sounds import (
    PHASE_SLOTS,
    band_share,
    distances,
    found_in_noise,
    in_db,
    loudness_db,
    sounding,
    true_peak,
)
from calfcoach.audio.mixer import Renderer
from calfcoach.audio.pcm import RATE
from calfcoach.audio.schemes import load_scheme
from calfcoach.audio.voice import VoiceBank
from calfcoach.library.scheme_models import CueKey
from calfcoach.resources import assets_dir
from tests.audio.sessions import (
    PHASES,
    SCHEMES,
    Talker,
    as_floats,
    block_of,
    different_plans,
    rendered,
    renderer,
    resumed_blocks,
    shipped_scheme,
)
from tests.stories import iso_hold, plan

HEAD = round(0.3 * RATE)


@cache
def by(scheme: str) -> Renderer:
    return renderer(scheme)


@cache
def voice() -> VoiceBank | Talker:
    return VoiceBank.standard() if (assets_dir() / "voice" / "en").is_dir() else Talker(0.7)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("key", PHASES)
def test_a_phase_begins_definitely_where_ears_and_small_speakers_hear_it(scheme, key):
    wave = by(scheme).wave(key, PHASE_SLOTS[key])
    head = wave[:HEAD]
    assert band_share(head[: RATE // 50], 900, 5000) > 0.1  # the first 20 ms
    assert band_share(head, 1000, 4000) > 0.12
    assert band_share(head, 0, 500) > 0.02
    assert band_share(head, 5000, 24_000) < 0.03
    loudest = np.abs(head).max()
    assert np.abs(head[: RATE // 100]).max() > 0.2 * loudest
    assert wave[0] != 0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_phase_is_much_fainter_than_another(scheme):
    loud = [loudness_db(by(scheme).wave(key, PHASE_SLOTS[key])[:HEAD]) for key in PHASES]
    assert max(loud) - min(loud) < 7


def test_minimal_is_gentle_and_class_is_not():
    loud = {s: loudness_db(by(s).wave(CueKey.LOWER, PHASE_SLOTS[CueKey.LOWER])[:HEAD]) for s in SCHEMES}
    assert loud["minimal"] < loud["beeps"] - 6
    assert loud["class"] > loud["beeps"] + 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_two_phases_sound_alike(scheme):
    table = distances(by(scheme))
    assert min(table.values()) > np.median(list(table.values())) / 2


@pytest.mark.parametrize("whole", [True, False], ids=["whole-cue", "first-300-ms"])
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "session", [plan(tempo="3-1-2-1", reps=5), plan(iso_hold(), reps=4, hold_s=4)], ids=["reps", "holds"]
)
def test_phases_are_found_and_told_apart_in_pink_noise_as_loud_as_they_are(scheme, session, whole):
    sound = rendered(session, by=by(scheme))
    lengths = {CueKey(s.kind.value): s.duration for s in block_of(session)[1].segments if s.kind.phase}
    templates = {key: sounding(by(scheme).wave(key, length)) for key, length in lengths.items()}
    if not whole:
        templates = {key: template[:HEAD] for key, template in templates.items()}
    onsets = [(cue.frame, CueKey(cue.phase)) for cue in sound.cues if cue.kind == "phase"]
    found, confused = found_in_noise(as_floats(sound.pcm), onsets, templates)
    assert found >= 0.95
    assert confused <= 0.02


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_turn_without_a_pause_has_an_onset(scheme):
    """The 10 ms from the turn on are 15 dB louder than those before, though the movement goes on."""
    sound = rendered(plan(tempo="2-0-2-0", reps=3, sets=1), by=by(scheme))
    samples, size = as_floats(sound.pcm).astype(np.float64), RATE // 100
    for cue in sound.cues:
        if cue.kind == "phase":
            before, after = samples[cue.frame - size : cue.frame], samples[cue.frame : cue.frame + size]
            assert in_db(float(np.sqrt(np.mean(after**2)))) > in_db(float(np.sqrt(np.mean(before**2)))) + 15, cue


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_is_clipped_when_everything_sounds_at_once(scheme):
    most = 10 ** (-1 / 20)
    read = shipped_scheme(scheme)
    # Every second scheme meets each shape of session, half of the shapes each scheme.
    for index, (name, session) in enumerate(different_plans()[SCHEMES.index(scheme) % 2 :: 2]):
        for speaker in (voice(), None) if index == 0 else (voice(),):
            loud = Renderer(read, voice=speaker)
            for spec, block in (block_of(session, session.total_sets), *resumed_blocks(session)):
                pcm = loud.render_block(session, spec, block).pcm
                assert true_peak(as_floats(pcm), most) <= most, name


def test_even_the_loudest_files_and_voice_stay_below_minus_1_db(tmp_path):
    import soundfile

    random = np.random.RandomState(3)
    soundfile.write(tmp_path / "loud.wav", np.sign(random.standard_normal(RATE)) * 0.999, RATE)
    (tmp_path / "loud.yaml").write_text(
        "kind: scheme\nschema: 1\nid: loud\nname: Loud\nsummary: Loud\nbase: voice-beeps\n"
        "sounds: {loud: [{file: loud.wav, level: 0}, {pitch: 15000, level: 0}, {pitch: 12000, level: 0}]}\n"
        "cues: {lower: {sound: loud, voice: true, together: true}, stretch: {sound: loud}}\n"
    )
    loud = Renderer(load_scheme("loud", [tmp_path]), voice=Talker(1.0))
    pcm = rendered(plan(reps=2), by=loud).pcm
    assert in_db(float(np.abs(as_floats(pcm)).max())) < -1.6


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_clicks(scheme):
    """No step between samples is steeper than the steepest of the cues by themselves."""
    player = by(scheme)

    @cache
    def step_of(key: CueKey, slot: Fraction) -> float:
        return max(float(np.abs(np.diff(player.wave(key, slot, place), prepend=0)).max()) for place in (0.0, 1.0))

    for name, session in different_plans()[SCHEMES.index(scheme) % 2 :: 2]:
        last = block_of(session, session.total_sets)
        for spec, block in (last, *resumed_blocks(session)):
            slots = {s.kind.phase: s.duration for s in block.segments if s.kind.phase}
            steepest = max(
                step_of(key, slots.get(key.value, PHASE_SLOTS.get(key, Fraction(2))) if key in PHASES else Fraction(2))
                for key in CueKey
            )
            steps = np.abs(np.diff(as_floats(player.render_block(session, spec, block).pcm).astype(np.float64)))
            assert steps.max() <= steepest + 5 / 32768, (name, np.argmax(steps) / RATE)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_glide_lands_where_the_stretch_begins_and_rises_to_the_top(scheme):
    def pitch(piece: np.ndarray) -> float:
        spectrum = np.abs(np.fft.rfft(piece * np.hanning(piece.size), 1 << 17))
        hertz = np.fft.rfftfreq(1 << 17, 1 / RATE)
        inside = (hertz > 230) & (hertz < 2000)
        return float(hertz[inside][spectrum[inside].argmax()])

    for key, rising in ((CueKey.LOWER, False), (CueKey.CONTRACT, True)):
        for seconds in (2, 3, 5):
            wave = by(scheme).wave(key, PHASE_SLOTS[key] * 0 + seconds)
            heard = [
                pitch(wave[round(at * RATE) : round(at * RATE) + 4800]) for at in np.linspace(0.7, seconds - 0.12, 6)
            ]
            assert heard == sorted(heard, reverse=not rising)
            assert (
                np.abs(wave[-round(0.06 * RATE) : -round(0.04 * RATE)]).max()
                > 0.5 * np.abs(wave[RATE : RATE + 4800]).max()
            )
    stretch = by(scheme).wave(CueKey.STRETCH, PHASE_SLOTS[CueKey.STRETCH])
    landed = by(scheme).wave(CueKey.LOWER, PHASE_SLOTS[CueKey.LOWER])[-2400:]
    assert pitch(landed) == pytest.approx(pitch(stretch[4800:9600]), rel=0.03)


def test_ticks_rise_as_the_end_of_the_phase_comes_near():
    waves = [by("beeps").wave(CueKey.TICK, PHASE_SLOTS[CueKey.SQUEEZE], place) for place in (0.25, 0.5, 0.75)]
    peaks = [np.abs(np.fft.rfft(wave)).argmax() for wave in waves]
    assert all(a < b for a, b in pairwise(peaks))
