"""In a loud room no cue lies further under the phases than 8 dB, and the phases and words are as they were."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from benchmarks.sounds import found_in_noise, in_db, sounding, true_peak
from calfcoach.audio.ducking import DUCK_DB
from calfcoach.audio.loud_room import UNDER_PHASES_DB, Lifts, fast_level_db
from calfcoach.audio.mixer import Renderer
from calfcoach.audio.pcm import KNEE, RATE
from calfcoach.audio.placing import Placed, Placer
from calfcoach.audio.voice import VoiceBank
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.library.scheme_models import CueKey
from calfcoach.resources import assets_dir, exercises_dir
from calfcoach.score.cues import block_cues
from calfcoach.score.spoken import Spoken, SpokenKey
from calfcoach.settings import Volumes
from tests.audio.sessions import PHASES, SCHEMES, as_floats, block_of, shipped_scheme
from tests.stories import plan

EXERCISES = Library.load(exercises_dir(), exercises_dir() / "nowhere").exercises
VOICE = VoiceBank(assets_dir() / "voice" / "en")


def lifts(player: Renderer) -> Lifts:
    return Lifts(lambda key: player.wave(key, Fraction(3, 2)))


def placed(session: SessionPlan, scheme: str, loud: bool) -> list[Placed]:
    spec, block = block_of(session)
    player = Renderer(shipped_scheme(scheme))
    placer = Placer(player.scheme, Volumes(), VOICE, "everything", lifts(player) if loud else None)
    return placer.place(block_cues(session, spec, block), block)[0]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_cue_is_further_than_8_db_under_the_phases(scheme: str) -> None:
    player = Renderer(shipped_scheme(scheme))
    found = lifts(player)
    levels = {key: fast_level_db(player.wave(key, Fraction(3, 2))) for key in player.scheme.cues}
    phases = float(np.median([levels[key] for key in PHASES]))
    for key, (in_scheme, layers) in player.scheme.cues.items():
        if key in PHASES:
            assert found.lift_db(key) == 0
        elif layers:
            for softer_db in (0.0, in_scheme.long_level):
                lifted = levels[key] + softer_db + found.lift_db(key, softer_db)
                peak = in_db(float(np.abs(player.wave(key, Fraction(3, 2))).max()))
                as_loud_as_can_be = peak + softer_db + found.lift_db(key, softer_db) > in_db(KNEE) - 0.1
                assert lifted >= phases - UNDER_PHASES_DB - 0.1 or as_loud_as_can_be, key


def test_where_words_tell_the_phases_ticks_are_not_further_than_8_db_under_them() -> None:
    word = VOICE.word_for(Spoken(SpokenKey.LOWER), 1.0)
    assert word is not None
    for scheme in ("coach", "voice", "voice-beeps"):
        player = Renderer(shipped_scheme(scheme))
        tick = player.wave(CueKey.TICK, Fraction(3, 2))
        under = Lifts(lambda key, player=player: player.wave(key, Fraction(3, 2)), lambda: word)  # type: ignore[misc]
        assert fast_level_db(word) - fast_level_db(tick) - under.lift_db(CueKey.TICK) == pytest.approx(8, abs=0.1)


def test_what_is_loud_enough_stays() -> None:
    found = Lifts(lambda key: np.full(RATE, 0.01 if key is CueKey.TICK else 0.1, np.float32) * _wave())
    assert found.lift_db(CueKey.LOWER) == found.lift_db(CueKey.READY) == 0
    assert found.lift_db(CueKey.TICK) == pytest.approx(12, abs=0.01)
    assert found.lift_db(CueKey.TICK, -8) == pytest.approx(20, abs=0.01)
    assert found.lift_db(CueKey.TICK, 14) == 0


def _wave() -> np.ndarray:
    return np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE).astype(np.float32)


def test_phases_and_words_are_as_they_were_and_ticks_are_louder() -> None:
    session = plan(tempo="3-1-2-1", reps=2, sets=1)
    usual, loud = (placed(session, "voice-beeps", each) for each in (False, True))
    assert len(usual) == len(loud)
    louder = {in_db(b.gain) - in_db(a.gain) for a, b in zip(usual, loud, strict=True) if a.words is not None or b.words}
    assert louder == {0.0}
    ticks = [(a, b) for a, b in zip(usual, loud, strict=True) if 0 < a.goes_down < 1]
    assert ticks and all(b.gain > a.gain for a, b in ticks)


def test_a_tick_that_was_lifted_is_no_louder_under_a_word() -> None:
    session = plan(tempo="4-0-2-0", reps=1, sets=1)
    for a, b in zip(placed(session, "voice", False), placed(session, "voice", True), strict=True):
        if 0 < a.goes_down < 1:
            assert in_db(b.gain) - b.goes_down * DUCK_DB == pytest.approx(in_db(a.gain) - a.goes_down * DUCK_DB)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_phases_are_found_in_noise_and_nothing_is_clipped(scheme: str) -> None:
    player = Renderer(shipped_scheme(scheme), voice=VOICE, room="loud")
    peaks = []
    for session in (
        plan_of(EXERCISES["donkey-calf-raise"], Choices(tempo="3-1-2-1", sets=1, reps=5)),
        plan_of(EXERCISES["iso-hold-calf"], Choices(hold_s=15, sets=1, reps=3)),
    ):
        spec, block = block_of(session)
        sound = player.render_block(session, spec, block)
        peaks.append(in_db(true_peak(as_floats(sound.pcm))))
        mute = Renderer(player.scheme, room="loud").render_block(session, spec, block)
        lengths = {CueKey(s.kind.value): s.duration for s in block.segments if s.kind.phase}
        heads = {key: sounding(player.wave(key, length))[: round(0.3 * RATE)] for key, length in lengths.items()}
        onsets = [(cue.frame, CueKey(cue.phase)) for cue in mute.cues if cue.kind == "phase" and cue.phase]
        found, confused = found_in_noise(as_floats(mute.pcm), onsets, heads)
        assert found >= 0.95 and confused <= 0.02
    assert max(peaks) <= -1
