from __future__ import annotations

from itertools import pairwise

import pytest

from calfcoach.audio.pcm import RATE
from calfcoach.audio.placing import Placed, Placer
from calfcoach.audio.speech import WORD_ORDER
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.resources import exercises_dir
from calfcoach.score.cues import CueKind, block_cues
from calfcoach.score.spoken import spoken_words
from calfcoach.settings import Volumes
from calfcoach.wording.cues import spoken_text
from tests.audio.sessions import SCHEMES, Talker, block_of, blocks, shipped_scheme
from tests.stories import exercise, plan

EXERCISES = Library.load(exercises_dir(), exercises_dir() / "nowhere").exercises


class Listener(Talker):
    """Remembers what it was given to say."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[int, str] = {}

    def word_for(self, spoken, slot_s):
        word = super().word_for(spoken, slot_s)
        if word is not None:
            self.said[id(word)] = spoken_text(spoken)
            self.kept = [*getattr(self, "kept", []), word]
        return word


def spoken(session, number=1, scheme="voice-beeps", volumes=None):
    """The words of a block: (first second, last second, text), in order."""
    voice = Listener()
    spec, block = block_of(session, number)
    placed, _ = Placer(shipped_scheme(scheme), volumes or Volumes(), voice).place(
        block_cues(session, spec, block), block
    )
    words = [sound for sound in placed if sound.words is not None]
    return [(w.frame / RATE, (w.frame + w.frames) / RATE, voice.said[id(w.words)]) for w in words]


def warning(name: str, say: str, phases) -> dict:
    return {"id": name, "title": say, "text": say, "short": say, "say": say, "phases": phases}


def test_every_kind_of_cue_has_its_turn():
    assert set(WORD_ORDER) == set(CueKind)


# Every exercise at every length, in the two schemes by turns.
@pytest.mark.parametrize(
    ("name", "seconds", "scheme"),
    [
        (name, seconds, ("voice", "voice-beeps")[(row + column) % 2])
        for row, name in enumerate(sorted(EXERCISES))
        for column, seconds in enumerate((*range(2, 11), 15, 20, 45))
    ],
)
def test_no_word_is_cut_overlaps_or_hides_a_phase(name, seconds, scheme):
    of = EXERCISES[name]
    dose = {"hold_s": seconds} if of.is_hold else {"tempo": "-".join([str(seconds)] * 4)}
    # A warning comes again in the sixth rep; of long phases three reps have every kind there is.
    session = plan_of(of, Choices(sets=2, reps=6 if seconds <= 10 else 3, rest_s=30, lead_in_s=10, **dose))
    voice = Listener()
    placer = Placer(shipped_scheme(scheme), Volumes(), voice)
    for spec, block in blocks(session):
        cues = block_cues(session, spec, block)
        placed, _ = placer.place(cues, block)
        words = [sound for sound in placed if sound.words is not None]
        assert all(word.words.size == word.frames for word in words)
        assert all(b.frame >= a.frame + a.frames for a, b in pairwise(words))
        starts = [round(s.start * RATE) for s in block.segments]
        for word in words:
            first, last = word.frame, word.frame + word.frames
            assert not any(first < start < last for start in starts)
        for cue in cues:
            if cue.kind is CueKind.PHASE and 0.06 * len(spoken_text(cue.spoken)) + 0.12 <= cue.slot:
                at = round(cue.at * RATE)
                follows = next(word for word in words if word.frame >= at)
                assert voice.said[id(follows.words)] == spoken_text(cue.spoken)
                assert follows.frame - at <= 0.121 * RATE


def test_the_rep_follows_the_phase_and_the_warning_the_rep():
    of = exercise(warnings=[warning("slow", "Slow", ["lower"])])
    words = [text for _, _, text in spoken(plan(of, reps=3, sets=1, lead_in_s=0))]
    assert words[:3] == ["Lower", "1", "Slow"]
    assert words[5:7] == ["Lower", "2"]
    assert words[9:11] == ["Lower", "Last rep"]


def test_a_warning_too_long_for_its_phase_is_said_just_before_it():
    of = exercise(warnings=[warning("bounce", "No bouncing", ["stretch"])])
    words = spoken(plan(of, reps=2, sets=1, tempo="3-1-2-0", lead_in_s=0))
    assert [text for _, _, text in words[:4]] == ["Lower", "1", "No bouncing", "Stretch"]
    assert words[2][1] == pytest.approx(3 - 0.08, abs=0.001)


def test_a_warning_never_goes_into_a_lead_in_or_over_other_words():
    of = exercise(warnings=[warning("long", "A very, very long thing to say in there", ["lower"])])
    assert "A very, very long thing to say in there" not in [
        text for _, _, text in spoken(plan(of, reps=1, sets=1, tempo="2-1-2-0"))
    ]


def test_one_warning_a_phase_none_twice_in_a_rep_and_all_in_turn():
    of = exercise(warnings=[warning("a", "Alpha", "every"), warning("b", "Beta", "every")])
    words = spoken(plan(of, reps=12, sets=1, tempo="4-0-4-0", lead_in_s=0))
    warned = [(int(start // 8) + 1, text) for start, _, text in words if text in ("Alpha", "Beta")]
    assert warned == [(rep, text) for rep in (1, 6, 11) for text in ("Alpha", "Beta")]


def test_who_turns_the_warnings_down_hears_the_words():
    session = plan(exercise(warnings=[warning("slow", "Slow", ["lower"])]), reps=1, sets=1)
    spec, block = block_of(session)
    cues = block_cues(session, spec, block)
    placed, _ = Placer(shipped_scheme("voice"), Volumes(warnings=0.25, voice=0.5), Talker()).place(cues, block)
    gains = sorted({sound.gain for sound in placed if sound.words is not None})
    assert gains == [0.125, 0.5]


def test_a_long_hold_is_counted_in_steps():
    session = plan_of(EXERCISES["iso-hold-calf"], Choices(sets=1, reps=1, hold_s=35))
    counted = [text for _, _, text in spoken(session) if text.isdigit()]
    assert counted == ["3", "2", "1", "10", "20", "3", "2", "1"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_voice_that_says_too_much_or_nothing_is_not_heard(scheme):
    class Babbler:
        def word_for(self, spoken, slot_s):
            return Talker().word_for(spoken_words("x" * 200), 1000)

    session = plan(reps=2, sets=1)
    spec, block = block_of(session)
    placed, _ = Placer(shipped_scheme(scheme), Volumes(), Babbler()).place(block_cues(session, spec, block), block)
    assert placed
    assert all(isinstance(sound, Placed) and sound.words is None for sound in placed)
