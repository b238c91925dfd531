"""What is heard of whole sessions with the shipped voice: the cue list, as `render` writes it."""

from __future__ import annotations

from functools import cache

import pytest

from calfcoach.audio.pcm import RATE
from calfcoach.audio.placing import HeardCue, Placer
from calfcoach.audio.schemes import load_scheme
from calfcoach.audio.voice import VoiceBank
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.resources import exercises_dir
from calfcoach.score.cues import block_cues
from calfcoach.settings import Volumes
from tests.audio.sessions import SCHEMES, SHIPPED, blocks

EXERCISES = Library.load(exercises_dir(), exercises_dir() / "nowhere").exercises
WAYS = [
    pytest.param(name, variant, id=f"{name}-{variant or 'only'}")
    for name, exercise in sorted(EXERCISES.items())
    for variant in ([variant.id for variant in exercise.variants] or [None])
]


@cache
def voice() -> VoiceBank:
    return VoiceBank.standard()


def heard_of(session: SessionPlan, scheme: str = "voice-beeps") -> list[list[HeardCue]]:
    """What is heard of each block."""
    placer = Placer(load_scheme(scheme, [SHIPPED]), Volumes(), voice())
    return [placer.place(block_cues(session, spec, block), block)[1] for spec, block in blocks(session)]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("name", "variant"), WAYS)
def test_the_last_ten_seconds_are_heard_before_every_set_that_follows_a_rest(name, variant, scheme):
    session = plan_of(EXERCISES[name], Choices(variant, sets=3, reps=1))
    rest_s = float(session.items[0].dose.rest_s)
    for heard in heard_of(session, scheme)[1:]:
        around = [
            (cue.frame / RATE, cue.kind) for cue in heard if cue.kind in ("ready", "last-ten") and cue.phase is None
        ]
        assert around[0] == (pytest.approx(rest_s - 10, abs=0.4), "last-ten")
        assert [kind for _, kind in around[1:]] == ([] if scheme == "minimal" else ["ready"])
        if around[1:]:
            assert 1.5 < around[1][0] - around[0][0] < 3
