"""A word stands well over the tones that sound with it, and no tone loses its onset to one."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from benchmarks.sounds import loudness_db
from calfcoach.audio.ducking import DOWN, DUCK_DB, TICK_DUCKED, UP, Ducking, duck_gain, joined, tone_gains
from calfcoach.audio.mixer import Renderer
from calfcoach.audio.pcm import RATE
from calfcoach.audio.placing import Placed, Placer
from calfcoach.audio.voice import VoiceBank
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.resources import assets_dir, exercises_dir
from calfcoach.score.cues import block_cues
from calfcoach.settings import Volumes
from tests.audio.sessions import Talker, as_floats, block_of, rendered, shipped_scheme
from tests.stories import plan

EXERCISES = Library.load(exercises_dir(), exercises_dir() / "nowhere").exercises
VOICE = VoiceBank(assets_dir() / "voice" / "en")
SPOKEN = ["coach", "voice", "voice-beeps"]


def buses(session: SessionPlan, number: int, scheme: str) -> tuple[list[Placed], np.ndarray, np.ndarray]:
    """The words of a block, their samples alone, and everything else as it sounds under them."""
    spec, block = block_of(session, number)
    player = Renderer(shipped_scheme(scheme), voice=VOICE)
    placed, _ = Placer(player.scheme, Volumes(), VOICE).place(block_cues(session, spec, block), block)
    words = [sound for sound in placed if sound.words is not None]
    whole = as_floats(player.render_block(session, spec, block).pcm).astype(np.float64)
    alone = np.zeros(whole.size)
    for word in words:
        assert word.words is not None
        alone[word.frame : word.frame + word.frames] += word.words * word.gain
    return words, alone, whole - alone


@pytest.mark.parametrize("scheme", SPOKEN)
@pytest.mark.parametrize(
    ("name", "dose"),
    [
        ("donkey-calf-raise", {"tempo": "3-1-2-1"}),
        ("donkey-calf-raise", {"tempo": "2-0-2-0"}),
        ("step-calf-raise-single", {"tempo": "4-2-1-1"}),
        ("iso-hold-calf", {"hold_s": 45}),
    ],
)
def test_every_word_is_15_db_over_what_sounds_with_it(name: str, dose: dict, scheme: str) -> None:
    session = plan_of(EXERCISES[name], Choices(sets=2, reps=4, rest_s=60, lead_in_s=10, **dose))
    for number in (1, 2):
        words, alone, beside = buses(session, number, scheme)
        assert words
        for word in words:
            piece = slice(word.frame, word.frame + word.frames)
            over = loudness_db(alone[piece]) - loudness_db(beside[piece])
            assert over >= 15, f"{over:.1f} dB at {word.frame / RATE:.2f} s"


@pytest.mark.parametrize("scheme", SPOKEN)
def test_the_onset_of_a_phase_is_as_loud_with_words_as_without(scheme: str) -> None:
    session = plan(reps=2, tempo="3-1-2-1")
    mute = rendered(session, by=Renderer(shipped_scheme(scheme)))
    spoken = rendered(session, by=Renderer(shipped_scheme(scheme), voice=Talker(0.4)))
    for cue in spoken.cues:
        if cue.kind == "phase" and cue.phase != "lower":  # there the number of the rep takes the place of its sign
            onset = slice(cue.frame, cue.frame + round(0.075 * RATE))
            assert np.array_equal(mute.pcm[onset], spoken.pcm[onset])


def test_tones_go_down_before_a_word_and_come_back_after_it() -> None:
    gains = tone_gains([Ducking(10_000, 20_000, 0.1)], 0, 40_000)
    assert gains is not None
    assert gains[10_000 - DOWN] == 1 and gains[20_000 + UP] == 1
    assert np.allclose(gains[10_000:20_001], 0.1)
    assert tone_gains([Ducking(10_000, 20_000, 0.1)], 20_000 + UP, 50_000) is None


def test_a_piece_has_the_gains_of_the_whole() -> None:
    duckings = joined([Ducking(at, at + 9_000, 0.1) for at in range(5_000, 200_000, 9_000 + DOWN + UP)])
    whole = tone_gains(duckings, 0, 200_000)
    piece = tone_gains(duckings, 61_234, 61_334)
    assert whole is not None and piece is not None
    assert np.array_equal(piece, whole[61_234:61_334])


def test_between_two_words_that_follow_at_once_the_tones_stay_down() -> None:
    assert joined([Ducking(5_000, 6_000, 0.2), Ducking(1_000, 4_000, 0.1)]) == (Ducking(1_000, 6_000, 0.1),)


def test_who_turns_the_words_down_hears_more_of_the_tones() -> None:
    assert duck_gain(0.0) == 1
    assert duck_gain(1.0) < duck_gain(0.5) < duck_gain(0.1) < 1


def test_a_tick_that_falls_into_a_word_is_hardly_softer() -> None:
    session = plan(reps=1, sets=1, tempo="4-0-2-0")
    spec, block = block_of(session)
    placed, _ = Placer(shipped_scheme("voice-beeps"), Volumes(), Talker()).place(
        block_cues(session, spec, block), block
    )
    ticks = [cue for cue in block_cues(session, spec, block) if cue.kind == "tick"]
    at = {round(Fraction(cue.at) * RATE) for cue in ticks}
    assert TICK_DUCKED * DUCK_DB <= 3 and at <= {sound.frame for sound in placed if sound.goes_down == TICK_DUCKED}
