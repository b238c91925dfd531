"""What is to be minded is said in every set that has room for it, and as rarely as it should be."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest

from calfcoach.audio.pcm import RATE
from calfcoach.audio.placing import HeardAs, HeardCue, Placer
from calfcoach.audio.speech import WORD_GAP
from calfcoach.audio.voice import GUARD_S, VoiceBank
from calfcoach.domain.exercise import Severity
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.errors import KnownError
from calfcoach.library.collection import Library
from calfcoach.library.scheme_models import CueKey
from calfcoach.resources import assets_dir, exercises_dir
from calfcoach.score.cues import CueKind, block_cues
from calfcoach.settings import Volumes
from calfcoach.wording.cues import spoken_text
from tests.audio.sessions import SCHEMES, block_of, cued, shipped_scheme

EXERCISES = Library.load(exercises_dir(), exercises_dir() / "nowhere").exercises
VOICE = VoiceBank(assets_dir() / "voice" / "en")
TEMPOS = (
    *("2-0-2-0", "3-0-1-0", "3-0-X-0", "3-1-2-0", "3-1-2-1", "4-2-1-1"),
    *("2-1-2-1", "4-0-2-0", "5-2-2-1", "6-0-3-0", "3-3-3-3", "10-0-10-0"),
)
HOLDS_S = (10, 15, 20, 25, 30, 35, 40, 45, 60, 75, 90, 120)
SPEAKING = [scheme for scheme in SCHEMES if shipped_scheme(scheme).cues.get(CueKey.WARNING)]


def told(session: SessionPlan, scheme: str) -> list[list[HeardCue]]:
    """The cue list of each block."""
    placer = Placer(shipped_scheme(scheme), Volumes(), VOICE)
    return [placer.place(cues, block)[1] for block, cues in cued(session)]


def session(name: str, dose: str | int, reps: int = 8) -> SessionPlan:
    how = {"tempo": dose} if isinstance(dose, str) else {"hold_s": dose}
    return plan_of(EXERCISES[name], Choices(sets=2, reps=reps, rest_s=60, lead_in_s=10, **how))


def dangers(of: SessionPlan) -> set[str]:
    """What is said for the dangers that belong to some phase that is played."""
    item = of.items[0]
    phases = {length.phase for length in item.rep}
    return {
        warning.say
        for phase in phases
        for warning in item.warnings_in(phase)
        if warning.severity is Severity.DANGER and warning.say is not None
    }


def has_room(of: SessionPlan, number: int, scheme: str, danger: str) -> bool:
    """Whether a phase it belongs to has time for its shortest words after those of the phase and of the rep."""
    spec, block = block_of(of, number)
    cues = [cue for cue in block_cues(of, spec, block) if cue.kind is not CueKind.WARNING]
    placed, _ = Placer(shipped_scheme(scheme), Volumes(), VOICE).place(cues, block)
    needed_s = VOICE.forms(danger)[-1].duration_s + GUARD_S + WORD_GAP / RATE
    for segment in block.segments:
        phase = segment.kind.phase
        if phase is not None and danger in {warning.say for warning in of.items[0].warnings_in(phase)}:
            ends = [float(segment.start)]
            ends += [
                (w.frame + w.frames) / RATE for w in placed if w.words is not None and w.frame < segment.end * RATE
            ]
            if float(segment.end) - max(ends) > needed_s:
                return True
    return False


# Every exercise at every dose and in every scheme, every scheme at every dose: the schemes by turns.
@pytest.mark.parametrize(("row", "name"), list(enumerate(sorted(EXERCISES))))
def test_every_danger_is_spoken_in_every_set_that_has_room_for_it(row: int, name: str) -> None:
    for column, dose in enumerate(HOLDS_S if EXERCISES[name].is_hold else TEMPOS):
        scheme = SPEAKING[(row + column) % len(SPEAKING)]
        try:
            of = session(name, dose)
        except KnownError:
            continue  # below this exercise's floor: it is never played
        for number, cues in enumerate(told(of, scheme), 1):
            said = {spoken_text(cue.spoken) for cue in cues if cue.kind == "warning" and cue.told is HeardAs.SPOKEN}
            missing = {danger for danger in dangers(of) - said if has_room(of, number, scheme, danger)}
            assert not missing, (dose, scheme, number, missing)


@pytest.mark.parametrize("scheme", SPEAKING)
@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_a_danger_of_no_phase_is_spoken_before_every_set(name: str, scheme: str) -> None:
    of = plan_of(EXERCISES[name], Choices(sets=3, rest_s=60, lead_in_s=10))
    wanted = {w.say for w in EXERCISES[name].warnings if w.severity is Severity.DANGER and not w.phases and w.say}
    for number, cues in enumerate(told(of, scheme), 1):
        first = next(cue.frame for cue in cues if cue.kind == "phase")
        before = [cue for cue in cues if cue.frame < first and cue.kind == "warning"]
        said = {spoken_text(cue.spoken) for cue in before if cue.told is HeardAs.SPOKEN}
        assert wanted <= said if number == 1 else wanted == said, number


@pytest.mark.parametrize(("rest_s", "lead_in_s", "left_s"), [(20, 10, 5), (90, 5, 7), (20, 0, 5), (9, 3, None)])
def test_a_rest_says_it_as_late_as_it_can_and_over_nothing_else(
    rest_s: int, lead_in_s: int, left_s: float | None
) -> None:
    of = plan_of(EXERCISES["donkey-calf-raise"], Choices(sets=2, rest_s=rest_s, lead_in_s=lead_in_s))
    cues = told(of, "voice-beeps")[1]
    first = next(cue.frame for cue in cues if cue.kind == "phase")
    warned = [cue for cue in cues if cue.frame < first and cue.kind == "warning"]
    told_at = [(cue.words, (first - cue.frame) / RATE) for cue in warned]
    assert told_at == ([] if left_s is None else [("Stop if it hurts", left_s)])


@pytest.mark.parametrize("scheme", SPEAKING)
@pytest.mark.parametrize("tempo", TEMPOS)
@pytest.mark.parametrize("name", ["donkey-calf-raise", "step-calf-raise-single"])
def test_no_warning_is_repeated_within_five_reps_of_a_side(name: str, tempo: str, scheme: str) -> None:
    for cues in told(session(name, tempo, reps=12), scheme):
        given = [c for c in cues if c.kind == "warning" and c.rep and c.told is not HeardAs.LEFT_OUT]
        key = lambda cue: (str(cue.side), spoken_text(cue.spoken))  # noqa: E731
        for _, same in groupby(sorted(given, key=key), key=key):
            reps = sorted(cue.rep for cue in same)
            assert all(later - earlier >= 5 for earlier, later in pairwise(reps)), reps


@pytest.mark.parametrize("scheme", SPEAKING)
def test_do_not_bounce_comes_before_the_turn(scheme: str) -> None:
    for tempo in ("2-0-2-0", "3-0-X-0", "4-0-2-0"):
        of = session("donkey-calf-raise", tempo)
        cues = told(of, scheme)[0]
        bounce = next(cue for cue in cues if spoken_text(cue.spoken) == "Don't bounce")
        turn = next(cue for cue in cues if cue.kind == "phase" and cue.phase == "contract" and cue.rep == bounce.rep)
        assert bounce.phase == "lower" and bounce.told is HeardAs.SPOKEN
        lowering = next(cue for cue in cues if cue.kind == "phase" and cue.phase == "lower" and cue.rep == bounce.rep)
        assert lowering.frame < bounce.frame < turn.frame


@pytest.mark.parametrize("scheme", SPEAKING)
def test_what_has_no_room_in_one_rep_is_said_in_the_next_and_not_rattled(scheme: str) -> None:
    for tempo in ("4-2-1-1", "2-0-2-0", "3-1-2-1"):
        for cues in told(session("donkey-calf-raise", tempo, reps=4), scheme):
            warned = [cue for cue in cues if cue.kind == "warning" and cue.rep]
            assert {cue.told for cue in warned if cue.told is not HeardAs.LEFT_OUT} == {HeardAs.SPOKEN}
            assert "Straight back" in {spoken_text(cue.spoken) for cue in warned}


def test_the_calf_hold_says_both_of_its_dangers() -> None:
    said = {spoken_text(cue.spoken) for cue in told(session("iso-hold-calf", 45, reps=3), "voice-beeps")[0]}
    assert {"Stop if it hurts", "Keep breathing"} <= said


@pytest.mark.parametrize("scheme", SPEAKING)
@pytest.mark.parametrize(
    ("name", "dose"), [("donkey-calf-raise", "2-0-2-0"), ("step-calf-raise-single", "3-1-2-1"), ("iso-hold-calf", 20)]
)
def test_the_same_warning_is_not_said_twice_within_ten_seconds(name: str, dose: str | int, scheme: str) -> None:
    for cues in told(session(name, dose), scheme):
        said_at: dict[str, int] = {}
        for cue in cues:
            if cue.kind == "warning" and cue.words and cue.rep != 8:  # the last rep is the last occasion
                assert cue.frame - said_at.get(cue.words, -10 * RATE) >= 10 * RATE, (cue.words, cue.rep)
                said_at[cue.words] = cue.frame
