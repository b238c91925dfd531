from __future__ import annotations

import subprocess
import sys
import zlib
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings

from benchmarks.sounds import cross_correlation, sounding
from calfcoach.audio.mixer import Renderer
from calfcoach.audio.pcm import RATE, dither
from calfcoach.audio.placing import HeardAs, Placer
from calfcoach.library.scheme_models import CueKey
from calfcoach.score.cues import CueKind, block_cues
from calfcoach.score.timeline import lay_out, planned_spec, with_last_rep, with_more_rest
from calfcoach.settings import Volumes
from tests.audio.sessions import (
    SCHEMES,
    Talker,
    as_floats,
    block_of,
    blocks,
    rendered,
    renderer,
    shipped_plans,
    shipped_scheme,
)
from tests.stories import iso_hold, plan, plans, standing


def test_a_block_is_as_long_as_it_is_planned_and_the_last_has_its_tail():
    session = plan(tempo="2.33-1-2.5-0", reps=3, sets=2)
    first, last = (rendered(session, number) for number in (1, 2))
    assert first.pcm.dtype == np.int16
    assert first.pcm.size == round(block_of(session, 1)[1].duration * RATE)
    assert last.pcm.size == round(block_of(session, 2)[1].duration * RATE) + 6 * RATE


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("tempo", ["3-1-2-1", "2.33-0.7-X-0.9", "4.999-1-1.001-1"])
def test_every_phase_begins_on_its_frame_in_the_first_rep_and_in_the_last(scheme, tempo):
    session = plan(standing(phases={}), tempo=tempo, reps=25, sets=1)
    by = renderer(scheme)
    _, block = block_of(session)
    sound = rendered(session, by=by)
    samples = as_floats(sound.pcm)
    period = session.items[0].rep_s
    reps_at = next(segment.start for segment in block.segments if segment.rep)
    offset = Fraction(0)
    starts = [cue.frame for cue in sound.cues if cue.kind == "phase"]
    for index, length in enumerate(session.items[0].rep):
        own = sounding(by.wave(CueKey(length.phase.value), length.seconds))[: round(length.seconds * RATE)]
        for rep in (1, 2, 25):
            frame = round((reps_at + (rep - 1) * period + offset) * RATE)
            assert starts[(rep - 1) * len(session.items[0].rep) + index] == frame
            match = cross_correlation(samples[frame - 480 : frame + own.size + 480], own)
            assert abs(int(match.argmax()) - 480) <= 1
        offset += length.seconds


@pytest.mark.parametrize("voice", [None, Talker(0.9)])
@pytest.mark.parametrize("scheme", ["beeps", "glide", "voice-beeps"])
def test_a_piece_of_a_block_is_sample_for_sample_the_block(scheme, voice):
    session = plan(reps=3, sets=1)
    whole = rendered(session, by=renderer(scheme, voice)).pcm
    spec, block = block_of(session)
    other = renderer(scheme, voice)
    for first in (0, 1, 240_000, 333_333, 32_768 * 9, 500_001, whole.size - 1, whole.size):
        assert np.array_equal(other.render_from(session, spec, block, first), whole[first:])
    heard, pieces = other.stream_block(session, spec, block)
    assert np.array_equal(np.concatenate(list(pieces)), whole)
    sounding = [cue for cue in heard if cue.told is not HeardAs.LEFT_OUT or cue.kind == "phase"]
    assert tuple(sounding) == rendered(session, by=other).cues


def test_a_changed_block_is_the_same_up_to_the_change():
    session = plan(reps=4, sets=1)
    by = renderer()
    spec, block = block_of(session)
    shorter = with_last_rep(spec, None, 3)
    before = by.render_block(session, spec, block).pcm
    # Not before the last rep begins, for that is what the cue says.
    from_frame = next(round(s.start * RATE) for s in block.segments if s.rep == 3)
    after = by.render_from(session, shorter, lay_out(session, shorter), from_frame)
    alone = by.render_block(session, shorter, lay_out(session, shorter)).pcm
    assert np.array_equal(np.concatenate([before[:from_frame], after]), alone)


def test_a_longer_rest_moves_the_set():
    session = plan(sets=2, reps=1)
    spec = planned_spec(session, 2)
    longer = with_more_rest(spec, Fraction(15))
    frames = [
        next(cue.frame for cue in renderer().render_block(session, s, lay_out(session, s)).cues if cue.kind == "phase")
        for s in (spec, longer)
    ]
    assert frames[1] - frames[0] == 15 * RATE


def test_the_same_is_rendered_again_and_by_another_process():
    session = plan(reps=2, sets=1)
    first = rendered(session).pcm
    by = renderer()
    assert np.array_equal(rendered(session, by=by).pcm, first)
    assert np.array_equal(rendered(session, by=by).pcm, first)
    code = (
        "import zlib; from tests.audio.sessions import rendered; from tests.stories import plan;"
        "print(zlib.crc32(rendered(plan(reps=2, sets=1)).pcm.tobytes()))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert int(told) == zlib.crc32(first.tobytes())


def test_where_nothing_is_told_there_is_dither_and_nothing_else():
    sound = rendered(plan(lead_in_s=30, reps=1))
    quiet = slice(5 * RATE, 18 * RATE)
    assert np.array_equal(sound.pcm[quiet], dither(18 * RATE)[quiet])
    assert not np.any(sound.pcm[quiet] == 0)


def test_each_volume_is_for_its_own():
    session = plan(reps=2, sets=1, tempo="3-1-2-1")
    scheme = shipped_scheme("voice-beeps")

    def loudness(**volumes: float) -> float:
        by = Renderer(scheme, Volumes(**volumes), Talker())
        return float(np.abs(rendered(session, by=by).pcm.astype(int)).sum())

    full = loudness()
    assert loudness(master=0.5) == pytest.approx(full / 2, rel=0.02)
    assert all(loudness(**{name: 0.0}) < full for name in ("phases", "ticks"))
    assert loudness(warnings=0.0) == full  # this exercise has none
    silent = Renderer(scheme, Volumes(master=0), Talker())
    assert np.abs(rendered(session, by=silent).pcm).max() == 2


def test_without_the_voice_its_tones_are_heard():
    session = plan(reps=3, sets=1)
    scheme = shipped_scheme("voice")
    for by in (Renderer(scheme), Renderer(scheme, Volumes(voice=0), Talker())):
        kinds = {cue.kind for cue in rendered(session, by=by).cues}
        assert {"phase", "tick", "rep", "last-rep", "countdown", "session-done"} <= kinds


def test_a_cue_that_is_not_heard_is_not_listed_but_every_phase_is():
    session = plan(reps=3, sets=1)
    silent = rendered(session, by=Renderer(shipped_scheme("beeps"), Volumes(master=0)))
    assert [cue.kind for cue in silent.cues] == ["phase"] * 9


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_pause_is_heard_and_ends(scheme):
    pcm = renderer(scheme).pause_sound()
    assert pcm.size == 1.5 * RATE
    assert np.abs(pcm).max() > 1000
    assert np.abs(pcm[-RATE // 4 :]).max() == 2


@given(plans())
@settings(max_examples=15)
def test_whatever_is_planned_can_be_heard(session):
    by = renderer("class", Talker())
    for spec, block in blocks(session):
        sound = by.render_block(session, spec, block)
        phases = [cue.frame for cue in sound.cues if cue.kind == "phase"]
        assert phases == [round(segment.start * RATE) for segment in block.segments if segment.kind.phase]
        assert all(0 <= cue.frame < sound.pcm.size for cue in sound.cues)
        assert not np.any(np.convolve(sound.pcm == 0, np.ones(10), "valid") == 10)


def test_a_long_glide_takes_no_more_memory_than_its_pcm():
    session = plan(standing(phases={}), tempo="999-0-1-0", reps=1, sets=1)
    by = renderer("glide")
    spec, block = block_of(session)
    frames = sum(piece.size for piece in by.stream_block(session, spec, block)[1])
    assert frames > 999 * RATE
    assert by._waves._bytes <= 12 << 20


def test_no_more_of_the_audio_than_numpy_is_loaded():
    code = (
        "import sys, calfcoach.audio.render, calfcoach.audio.schemes;"
        "calfcoach.audio.schemes.load_scheme('beeps');"
        "print([n for n in sys.modules if n.split('.')[0] in ('PySide6', 'soundfile', 'simpleaudio')])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "[]"


def test_holds_have_sounds_of_their_own():
    kinds = [(c.kind, c.phase) for c in rendered(plan(iso_hold(), reps=2, sets=1, hold_s=5)).cues]
    assert ("phase", "hold") in kinds
    assert ("phase", "relax") in kinds
    assert ("last-rep", "hold") in kinds


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_hold_of_a_minute_is_neither_silent_nor_a_torment(scheme):
    session = plan(iso_hold(), reps=1, sets=1, hold_s=60, lead_in_s=0)
    cues = rendered(session, by=renderer(scheme, Talker())).cues
    told = {(cue.kind, round(cue.frame / RATE, 1)) for cue in cues if cue.frame < 60 * RATE}
    assert {("tick", second) for second in (10, 20, 30, 40)} <= told
    assert {("countdown", second) for second in (57, 58, 59)} <= told
    assert ("last-ten", 50) in told
    each_second = sum(kind == "tick" for kind, _ in told) > 4
    assert each_second == (scheme not in ("glide", "minimal"))


@pytest.mark.parametrize("scheme", ["beeps", "class", "voice-beeps", "voice"])
def test_the_seconds_of_a_long_hold_are_softer_and_the_tenth_is_not(scheme):
    def gains(hold_s: int) -> dict[int, float]:
        session = plan(iso_hold(), reps=1, sets=1, hold_s=hold_s, lead_in_s=0)
        spec, block = block_of(session)
        placer = Placer(shipped_scheme(scheme), Volumes(), None)
        ticks = [cue for cue in block_cues(session, spec, block) if cue.kind is CueKind.TICK]
        return {sound.frame // RATE: sound.gain for sound in placer.place(ticks, block)[0]}

    short, long = gains(14), gains(30)
    assert 20 * np.log10(long[9] / short[9]) == pytest.approx(-8)
    assert long[10] == short[10] > long[9]


def test_there_are_exercises_to_test_with():
    assert len(shipped_plans()) >= 4
