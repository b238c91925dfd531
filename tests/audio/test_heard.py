"""What is heard of whole sessions with the shipped voice: the cue list, as `render` writes it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise

import pytest

from calfcoach.audio.pcm import RATE
from calfcoach.audio.placing import HeardAs, HeardCue, Placer
from calfcoach.audio.voice import VoiceBank
from calfcoach.domain.exercise import Exercise, Severity
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.resources import exercises_dir
from calfcoach.score.cues import CueKind, block_cues
from calfcoach.score.spoken import spoken_words
from calfcoach.score.timeline import lay_out, restarted, resumed
from calfcoach.settings import Volumes
from calfcoach.wording.cues import spoken_text
from tests.audio.sessions import SCHEMES, block_of, blocks, shipped_scheme
from tests.stories import exercise, plan

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
    placer = Placer(shipped_scheme(scheme), Volumes(), voice())
    whole = [placer.place(block_cues(session, spec, block), block)[1] for spec, block in blocks(session)]
    return [[cue for cue in cues if cue.told is not HeardAs.LEFT_OUT] for cues in whole]


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


def texts(heard: list[list[HeardCue]], kind: str) -> list[str]:
    return [spoken_text(cue.spoken) for block in heard for cue in block if cue.kind == kind]


def in_phases(exercise: Exercise) -> set[str]:
    return {warning.say for warning in exercise.warnings if warning.say is not None and warning.phases}


@pytest.mark.parametrize("scheme", ["voice", "voice-beeps"])
@pytest.mark.parametrize(("name", "variant"), WAYS)
def test_every_warning_of_a_phase_is_said_in_every_set_of_the_usual_dose(name, variant, scheme):
    session = plan_of(EXERCISES[name], Choices(variant))
    wanted = in_phases(session.items[0].exercise)
    for heard in heard_of(session, scheme):
        assert {spoken_text(cue.spoken) for cue in heard if cue.kind == "warning" and cue.phase} == wanted


@pytest.mark.parametrize("scheme", ["voice", "voice-beeps"])
@pytest.mark.parametrize("sets", [1, 2, 3])
@pytest.mark.parametrize("seconds", [3, 4, 5, 8, 10, 14, 15, 17, 19, 20, 25, 30, 45, 60, 120])
def test_every_warning_of_a_hold_is_said_however_long_it_is(seconds, sets, scheme):
    hold = EXERCISES["iso-hold-calf"]
    session = plan_of(hold, Choices(hold_s=Decimal(seconds), sets=sets, reps=-(-4 // sets)))
    said = texts(heard_of(session, scheme), "warning")
    assert set(said) == in_phases(hold)
    assert said[0] == "Stop if it hurts"


def test_the_warnings_of_a_long_hold_are_spread_over_it_and_meet_no_count():
    session = plan_of(EXERCISES["iso-hold-calf"], Choices(sets=1, reps=7, hold_s=Decimal(45)))
    [heard] = heard_of(session, "voice")
    warned = [
        (cue.rep, round(cue.frame / RATE - 10) % 50, spoken_text(cue.spoken)) for cue in heard if cue.kind == "warning"
    ]
    assert [(rep, text) for rep, _, text in warned] == [
        *[(None, "Stop if it hurts"), (None, "Keep breathing")],
        *[(1, text) for text in ("Back in line", "Hold still", "Stop if it hurts", "Keep breathing")],
        *[(6, text) for text in ("Back in line", "Hold still", "Stop if it hurts", "Keep breathing")],
    ]
    assert {second for rep, second, _ in warned if rep} <= {2, 3, 12, 13, 17, 18, 22, 23, 27, 28}


def minding(say: str, phases: object, **more: object) -> dict[str, object]:
    return {"id": "own", "title": "Own", "text": "Own words.", "short": "Own", "say": say, "phases": phases, **more}


@pytest.mark.parametrize("scheme", ["voice", "voice-beeps"])
@pytest.mark.parametrize("tempo", ["3-1-2-0", "2-0-1-0", "4-2-2-1", "20-1-2-0"])
@pytest.mark.parametrize("phase", ["lower", "stretch", "contract"])
def test_a_warning_without_a_recording_is_told_by_its_sign_and_hides_nothing(phase, tempo, scheme):
    own = exercise(warnings=[minding("Kein Wippen bitte", [phase])])
    session = plan(own, tempo=tempo, reps=6, sets=1)
    spec, block = block_of(session)
    told, heard = Placer(shipped_scheme(scheme), Volumes(), voice()).place(block_cues(session, spec, block), block)
    warned = [cue for cue in heard if cue.kind == "warning"]
    assert [(cue.rep, spoken_text(cue.spoken)) for cue in warned] == [(rep, "Kein Wippen bitte") for rep in (1, 6)]
    starts = [round(segment.start * RATE) for segment in block.segments]
    signs = {cue.frame for cue in warned}
    for sound in told:
        if sound.frame in signs and sound.sound is not None:
            end = sound.frame + sound.frames
            assert not any(sound.frame - RATE // 5 < start < end for start in starts if start != sound.frame)
            others = [other for other in told if other.words is not None]
            assert not any(o.frame < end and sound.frame < o.frame + o.frames for o in others)


def test_a_warning_without_a_recording_comes_in_its_turn_with_those_that_have_one():
    own = exercise(warnings=[minding("Kein Wippen bitte", ["lower"]), minding("Flat back", ["lower"]) | {"id": "back"}])
    heard = heard_of(plan(own, reps=12, sets=1))
    assert texts(heard, "warning") == ["Kein Wippen bitte", "Flat back"] * 3


@pytest.mark.parametrize("scheme", ["voice", "voice-beeps"])
def test_who_turns_the_voice_off_hears_the_signs_of_the_warnings(scheme):
    session = plan_of(EXERCISES["donkey-calf-raise"], Choices(sets=1))
    spec, block = block_of(session)
    placer = Placer(shipped_scheme(scheme), Volumes(voice=0), voice())
    _, heard = placer.place(block_cues(session, spec, block), block)
    assert {spoken_text(cue.spoken) for cue in heard if cue.kind == "warning" and cue.phase} == in_phases(
        session.items[0].exercise
    )


@pytest.mark.parametrize("scheme", ["voice", "voice-beeps"])
@pytest.mark.parametrize(("name", "variant"), WAYS)
def test_every_step_out_is_said_after_the_last_rep(name, variant, scheme):
    session = plan_of(EXERCISES[name], Choices(variant, sets=1, reps=1))
    titles = [step.title for step in session.items[0].exercise.finish]
    [heard] = heard_of(session, scheme)
    end = block_of(session)[1].duration_s
    steps = [cue for cue in heard if cue.kind == "finish"]
    assert [spoken_text(cue.spoken) for cue in steps] == titles
    assert [round(cue.frame / RATE - end, 2) for cue in steps] == [1.5 + 4 * number for number in range(len(titles))]
    for title in titles:
        assert voice().word_for(spoken_words(title), 4) is not None


@pytest.mark.parametrize("scheme", [scheme for scheme in SCHEMES if scheme != "minimal"])
def test_without_words_every_step_out_has_its_sign(scheme):
    session = plan_of(EXERCISES["donkey-calf-raise"], Choices(sets=1, reps=1))
    spec, block = block_of(session)
    placer = Placer(shipped_scheme(scheme), Volumes(), None)
    _, heard = placer.place(block_cues(session, spec, block), block)
    assert texts([heard], "finish") == ["Let the weight down", "Step off", "Come up slowly"]


def set_up(exercise: Exercise) -> list[str]:
    """What is to be said before the first rep: what no phase tells, then what every phase does."""
    all_the_time = [w for w in exercise.warnings if not w.phases or len(w.phases) > 2 or exercise.is_hold]
    bound = [((len(w.phases) > 0, w.severity is not Severity.DANGER), w.say) for w in all_the_time]
    return [say for _, say in sorted(bound, key=lambda one: one[0]) if say is not None]


# Every exercise with every lead-in, in the two schemes by turns.
@pytest.mark.parametrize(
    ("name", "variant", "lead_in_s", "scheme"),
    [
        (*way.values, lead_in_s, ("voice", "voice-beeps")[(row + column) % 2])
        for row, way in enumerate(WAYS)
        for column, lead_in_s in enumerate((0, 3, 4, 5, 7, 8, 9, 10, 12, 15, 16, 20, 30))
    ],
)
def test_what_no_phase_tells_is_said_in_the_first_lead_in(name, variant, lead_in_s, scheme):
    session = plan_of(EXERCISES[name], Choices(variant, sets=2, reps=1, lead_in_s=Decimal(lead_in_s)))
    first, second = heard_of(session, scheme)
    wanted = set_up(session.items[0].exercise)
    said = [cue for cue in first if cue.kind == "warning" and cue.frame < (lead_in_s - 3) * RATE]
    # From 15 s on the sign of the last ten seconds takes a place.
    room = {6: 1, 7: 1, 8: 1, 9: 1, 10: 2, 12: 3, 15: 3, 16: 3}.get(lead_in_s, 0 if lead_in_s < 6 else 6)
    assert [spoken_text(cue.spoken) for cue in said] == wanted[:room]
    assert all(b.frame - a.frame >= 1.9 * RATE for a, b in pairwise(said))
    others = [cue.frame for cue in first if cue.kind in ("last-ten", "countdown") and not cue.phase]
    for cue in said:
        assert cue.phase is None
        end = cue.frame + voice().word_for(cue.spoken, 4).size
        assert not any(cue.frame - RATE < other < end for other in others)
    again = [spoken_text(cue.spoken) for cue in second if cue.kind == "warning" and cue.phase is None]
    assert again == [text for text in wanted if text in no_phase_dangers(session.items[0].exercise)]


def no_phase_dangers(exercise: Exercise) -> set[str | None]:
    return {w.say for w in exercise.warnings if w.severity is Severity.DANGER and not w.phases}


def test_a_set_that_goes_on_or_starts_again_does_not_say_it_again():
    session = plan_of(EXERCISES["donkey-calf-raise"], Choices(sets=1))
    spec, block = block_of(session)
    in_a_rep = 15.0
    for again in (resumed(spec, block, in_a_rep), restarted(session, 1, Fraction(10))):
        cues = block_cues(session, again, lay_out(session, again))
        assert not [cue for cue in cues if cue.kind is CueKind.WARNING and cue.phase is None]
