"""Every shipped exercise, in every scheme, at both ends of its tempo range: within its floor, and words uncut."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from itertools import pairwise

import pytest

from calfcoach.audio.pcm import RATE
from calfcoach.audio.placing import Placer
from calfcoach.audio.voice import VoiceBank
from calfcoach.domain.amounts import plain
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.floors import LEAST_PHASE_S
from calfcoach.domain.phases import Phase
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.errors import KnownError
from calfcoach.library.collection import Library
from calfcoach.resources import assets_dir, exercises_dir
from calfcoach.score.cues import Cue
from calfcoach.score.segments import Block
from calfcoach.settings import Volumes
from tests.audio.sessions import SCHEMES, cued, shipped_scheme

EXERCISES = Library.load(exercises_dir(), exercises_dir() / "nowhere").exercises
VOICE = VoiceBank(assets_dir() / "voice" / "en")
SLOWEST_S = Decimal(60)
"""What a stepper offers at most for one phase."""


def quickest(exercise: Exercise) -> Choices:
    """The least that may be asked for: every movement at its floor, no pauses."""
    if exercise.is_hold:
        return Choices(hold_s=max(exercise.spec(Phase.HOLD).least_s, Decimal(5)), sets=2, reps=2)
    lower = max(exercise.spec(Phase.LOWER).least_s, LEAST_PHASE_S)
    contract = max(exercise.spec(Phase.CONTRACT).least_s, LEAST_PHASE_S)
    return Choices(tempo=f"{plain(lower)}-0-{plain(contract)}-0", sets=2, reps=6)


def slowest(exercise: Exercise) -> Choices:
    """The most that the screen offers."""
    if exercise.is_hold:
        return Choices(hold_s=SLOWEST_S * 5, sets=2, reps=2)
    return Choices(tempo="-".join([str(SLOWEST_S)] * 4), sets=2, reps=2)


def usual(_exercise: Exercise) -> Choices:
    """The exercise's own dose, in two sets."""
    return Choices(sets=2)


class Listener:
    """The shipped voice, and the words it gave, by the identity of their samples."""

    def __init__(self) -> None:
        self.given: dict[int, int] = {}

    def word_for(self, text: str, slot_s: float) -> object:
        samples = VOICE.word_for(text, slot_s)
        if samples is not None:
            self.given[id(samples)] = len(samples)
        return samples

    as_said = staticmethod(VOICE.as_said)


def within_the_floors(plan: SessionPlan) -> None:
    for item in plan.items:
        for length in item.rep:
            assert length.seconds >= item.exercise.spec(length.phase).least_s


@pytest.mark.parametrize("end", [quickest, usual, slowest], ids=lambda end: end.__name__)
@pytest.mark.parametrize("name", EXERCISES)
def test_it_is_laid_out_within_its_floors_and_no_word_is_cut(name: str, end) -> None:
    exercise = EXERCISES[name]
    plan = plan_of(exercise, end(exercise))
    within_the_floors(plan)
    for block, cues in cued(plan):
        for scheme in SCHEMES:
            no_word_is_cut(block, cues, scheme)


def no_word_is_cut(block: Block, cues: tuple[Cue, ...], scheme: str) -> None:
    listener = Listener()
    placed, _ = Placer(shipped_scheme(scheme), Volumes(), listener).place(cues, block)
    assert placed, f"something is heard in {scheme}"
    words = sorted((one.frame, one.frames, id(one.words)) for one in placed if one.words is not None)
    for frame, frames, word in words:
        where = f"a word of {frames / RATE:.2f} s at {frame / RATE:.2f} s in {scheme}"
        assert frames == listener.given[word], f"{where} is cut"
    for (first, long, _), (second, *_) in pairwise(words):
        assert first + long <= second, f"two words at once in {scheme}"
    heard = sorted({one.frame for one in placed})
    for cue in cues:
        if cue.kind == "phase":
            at = float(cue.at) * RATE
            found = bisect_left(heard, at - RATE * 0.01)
            assert found < len(heard) and heard[found] <= at + RATE * 0.5, (scheme, cue.phase, cue.at)


@pytest.mark.parametrize("name", [name for name, one in EXERCISES.items() if one.spec(Phase.LOWER).least_s])
def test_a_tenth_of_a_second_below_the_quickest_is_refused(name: str) -> None:
    exercise = EXERCISES[name]
    below = exercise.spec(Phase.LOWER).least_s - Decimal("0.1")
    with pytest.raises(KnownError, match="it is never less than"):
        plan_of(exercise, Choices(tempo=f"{below}-0-1-0"))
