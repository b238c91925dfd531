"""How a coach calls a rep, and how much of it is said."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from calfcoach.audio.called import NO_COUNTS, is_said
from calfcoach.audio.placing import HeardAs, HeardCue, Placer
from calfcoach.audio.schemes import load_scheme
from calfcoach.audio.voice import VoiceBank
from calfcoach.domain.phases import Phase
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library
from calfcoach.resources import assets_dir, exercises_dir
from calfcoach.score.cues import Cue, CueKind, block_cues
from calfcoach.setting_values import SAID, Said
from calfcoach.settings import Volumes
from tests.audio.sessions import SHIPPED, block_of, shipped_scheme
from tests.stories import iso_hold, plan

EXERCISES = Library.load(exercises_dir(), exercises_dir() / "nowhere").exercises
VOICE = VoiceBank(assets_dir() / "voice" / "en")


def heard(session: SessionPlan, scheme: str = "coach", said: Said = "everything", number: int = 1) -> list[HeardCue]:
    spec, block = block_of(session, number)
    placer = Placer(shipped_scheme(scheme), Volumes(), VOICE, said)
    return placer.place(block_cues(session, spec, block), block)[1]


def words(cues: list[HeardCue], rep: int | None = None, kinds: tuple[str, ...] | None = None) -> list[str]:
    """What is said, in order; of one rep or kind where they are named."""
    return [
        cue.words
        for cue in cues
        if cue.told is HeardAs.SPOKEN and rep in (None, cue.rep) and (kinds is None or cue.kind in kinds)
    ]


def test_a_coach_calls_the_phase_and_then_its_seconds() -> None:
    cues = heard(plan(tempo="3-1-2-1", reps=3, sets=1))
    assert words(cues, 2, ("phase", "tick", "rep")) == [
        *("Down", "2", "3", "Hold it", "Come up", "Number 2", "Hold it")
    ]
    assert words(cues, 3, ("phase", "tick", "rep", "last-rep"))[:3] == ["Down", "Last rep", "3"]


def test_the_number_of_the_rep_is_said_at_the_turn_and_its_seconds_on_their_beat() -> None:
    cues = [cue for cue in heard(plan(tempo="4-0-2-0", reps=3, sets=1, lead_in_s=0)) if cue.rep == 2]
    at = {(cue.kind, cue.words): cue.frame / 48_000 for cue in cues if cue.told is HeardAs.SPOKEN}
    assert at["rep", "Number 2"] == 11.0
    assert [cue.phase for cue in cues if cue.kind == "rep"] == ["contract"]
    assert [round(at["tick", second] - 6, 1) for second in ("2", "3", "4")] == [1.0, 2.0, 3.0]


@pytest.mark.parametrize("tempo", ["2-0-2-0", "3-1-2-0", "3-1-2-1", "4-2-1-1", "4-0-4-0"])
@pytest.mark.parametrize("name", ["donkey-calf-raise", "standing-calf-raise-machine"])
def test_every_second_of_the_phase_that_begins_a_rep_is_counted(name: str, tempo: str) -> None:
    """And so is the rep, as it turns into the next; only a warning may take the place of a second."""
    exercise = EXERCISES[name]
    cues = heard(plan_of(exercise, Choices(sets=1, reps=6, tempo=tempo)))
    seconds = tempo[0] if exercise.start_phase is Phase.LOWER else tempo[4]
    warned = {cue.rep for cue in cues if cue.kind == "warning"}
    free = [rep for rep in range(1, 6) if rep not in warned]
    assert free
    for rep in free:
        begins = [cue for cue in cues if cue.rep == rep and cue.phase == exercise.start_phase.value]
        assert words(begins, rep, ("tick",)) == [str(second) for second in range(2, int(seconds) + 1)]
        *_, last = [cue for cue in cues if cue.rep == rep and cue.words and cue.kind in ("tick", "rep")]
        assert last.words == f"Number {rep}"


def test_where_no_second_is_free_the_number_follows_the_phase_that_begins_the_rep() -> None:
    cues = heard(plan(tempo="4-0-1-0", reps=3, sets=1))
    assert words(cues, 2, ("phase", "tick", "rep")) == ["Down", "Number 2", "3", "4", "Come up"]


def test_the_number_of_a_hold_is_said_where_its_end_is_counted_down() -> None:
    long = heard(plan(iso_hold(), reps=3, sets=1, hold_s=45))
    assert words(long, 2, ("phase", "rep")) == ["Relax", "Hold it", "Number 2"]
    short = heard(plan(iso_hold(), reps=3, sets=1, hold_s=6))
    assert words(short, 2, ("phase", "tick", "rep")) == ["Relax", "Hold it", "2", "3", "4", "5", "Number 2"]


def test_a_second_is_said_in_time_or_ticked() -> None:
    for cue in heard(plan_of(EXERCISES["donkey-calf-raise"], Choices(tempo="4-2-2-1", sets=1, reps=12))):
        if cue.kind == "tick" and cue.told is HeardAs.SPOKEN:
            assert cue.frame % 48_000 <= 0.15 * 48_000


def test_a_long_hold_is_called_in_tens_as_in_other_schemes() -> None:
    cues = heard(plan(iso_hold(), reps=1, sets=1, hold_s=45))
    told = [(cue.kind, cue.words) for cue in cues if cue.words]
    in_hold = [word for kind, word in told if kind in ("phase", "tick", "last-ten", "countdown")]
    assert in_hold[-8:] == ["Hold it", "10", "20", "30", "Ten seconds left", "3", "2", "1"]


def test_the_tenth_second_that_begins_is_said_once() -> None:
    cues = heard(plan(tempo="12-0-2-0", reps=3, sets=1))
    # The number of the rep takes the place of the last second.
    assert words(cues, 2, ("tick",)) == [*map(str, range(2, 13))]


def test_an_exercise_s_own_word_for_a_phase_goes_before() -> None:
    cues = heard(plan_of(EXERCISES["tibialis-raise"], Choices(sets=1, reps=1)))
    assert "Lift your toes" in words(cues, 1, ("phase",)) and "Come up" not in words(cues, 1, ("phase",))


@pytest.mark.parametrize("name", ["donkey-calf-raise", "step-calf-raise-single", "iso-hold-calf"])
def test_no_two_numbers_of_different_meaning_are_said_together(name: str) -> None:
    """A rep's number says that it is one; nothing else counts within a second of it."""
    dose = {"hold_s": Decimal(6)} if EXERCISES[name].is_hold else {"tempo": "4-2-2-1"}
    cues = [cue for cue in heard(plan_of(EXERCISES[name], Choices(sets=1, reps=6, **dose))) if cue.words]
    for cue, following in pairwise(cues):
        if cue.kind == "rep":
            assert cue.words == f"Number {cue.rep}"
        if cue.words.isdecimal() and following.words.isdecimal() and cue.kind == following.kind == "tick":
            assert int(following.words) in (int(cue.words) + 1, 2)


@pytest.mark.parametrize("tempo", ["2-0-0.5-0", "2-0-0.8-0", "2-0-X-0"])
def test_a_short_lift_has_a_short_word_that_is_understood(tempo: str) -> None:
    session = plan_of(EXERCISES["standing-calf-raise-machine"], Choices(sets=1, reps=3, tempo=tempo))
    for scheme in ("coach", "voice", "voice-beeps"):
        lifts = [cue.words for cue in heard(session, scheme) if cue.kind == "phase" and cue.phase == "contract"]
        assert set(lifts) <= {"Contract", "Come up", "Up", ""}, scheme


def test_the_number_of_a_hold_is_none_of_its_seconds_and_its_last_is_no_rep() -> None:
    for scheme in ("coach", "voice", "voice-beeps"):
        cues = heard(plan(iso_hold(), reps=2, sets=1), scheme)
        assert words(cues, kinds=("rep", "last-rep")) == ["Number 1", "Last hold"]


@pytest.mark.parametrize("scheme", ["coach", "voice", "voice-beeps"])
@pytest.mark.parametrize("name", ["tibialis-raise", "band-dorsiflexion", "standing-calf-raise-machine"])
def test_the_last_rep_is_said_in_a_later_phase_where_the_first_has_no_room(name: str, scheme: str) -> None:
    tempo = {"tempo": "2-1-1-1"} if name.startswith("standing") else {}
    cues = heard(plan_of(EXERCISES[name], Choices(sets=1, reps=4, **tempo)), scheme)
    last = [(cue.told, cue.words, cue.rep) for cue in cues if cue.kind == "last-rep"]
    assert set(last) == {(HeardAs.SPOKEN, "Last rep", 4)}


@pytest.mark.parametrize("scheme", ["coach", "voice", "voice-beeps"])
def test_phases_are_named_in_two_reps_of_every_set_and_then_told_by_their_sounds(scheme: str) -> None:
    session = plan(tempo="3-1-2-1", reps=4, sets=2)
    for number in (1, 2):
        cues = heard(session, scheme, "first-reps", number)
        phases = [(cue.rep, cue.told) for cue in cues if cue.kind == "phase"]
        assert phases == [
            (rep, HeardAs.SPOKEN if rep <= 2 else HeardAs.TONED) for rep in (1, 2, 3, 4) for _ in range(4)
        ]
        assert [word.removeprefix("Number ") for word in words(cues, None, ("rep", "last-rep"))] == [
            *("1", "2", "3", "Last rep")
        ]


@pytest.mark.parametrize("scheme", ["coach", "voice", "voice-beeps"])
def test_counts_and_warnings_alone_leave_no_phase_without_its_sound(scheme: str) -> None:
    session = plan(tempo="3-1-2-1", reps=3, sets=2)
    cues = heard(session, scheme, "counts", 2)
    assert {cue.told for cue in cues if cue.kind in ("phase", "set-done", "session-done")} == {HeardAs.TONED}
    assert [word.removeprefix("Number ") for word in words(cues, None, ("rep", "last-rep"))] == ["1", "2", "Last rep"]


@pytest.mark.parametrize("said", SAID.names)
def test_a_warning_is_said_however_little_is(said: Said) -> None:
    session = plan_of(EXERCISES["donkey-calf-raise"], Choices(sets=2, reps=8, tempo="3-1-2-1"))
    for scheme in ("coach", "voice", "voice-beeps"):
        for number in (1, 2):
            everything = set(words(heard(session, scheme, "everything", number), None, ("warning",)))
            assert everything <= set(words(heard(session, scheme, said, number), None, ("warning",)))
            assert everything


def test_the_leg_and_the_way_out_are_said_however_little_is() -> None:
    session = plan_of(EXERCISES["step-calf-raise-single"], Choices(sets=1, reps=2))
    told = words(heard(session, "voice-beeps", "counts"))
    assert "Left side, get ready for set 1" in told and any(word.startswith("Other side") for word in told)
    assert {"ready", "switch", "finish", "warning", "next"}.isdisjoint(kind.value for kind in NO_COUNTS)


@pytest.mark.parametrize("scheme", ["coach", "voice", "voice-beeps"])
def test_the_leg_is_named_before_the_first_rep_however_short_the_lead_in(scheme: str) -> None:
    for lead_in_s in ("1", "2", "3", "3.5", "4.2", "4.3", "5", "10"):
        dose = Choices(sets=1, reps=2, lead_in_s=Decimal(lead_in_s))
        cues = heard(plan_of(EXERCISES["step-calf-raise-single"], dose), scheme)
        first = next(cue.frame for cue in cues if cue.kind == "phase")
        named = [word for word in words([cue for cue in cues if cue.frame < first]) if word.startswith("Left side")]
        assert len(named) == 1, lead_in_s


def test_what_has_no_sound_is_said_all_the_same(tmp_path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "kind: scheme\nschema: 1\nid: mine\nname: Mine\nsummary: Mine\nbase: voice-beeps\n"
        "cues: {set-done: {voice: true}}\n"
    )
    session = plan(reps=1, sets=2)
    spec, block = block_of(session, 2)
    placer = Placer(load_scheme("mine", [tmp_path, SHIPPED]), Volumes(), VOICE, "counts")
    cues = placer.place(block_cues(session, spec, block), block)[1]
    assert next(cue for cue in cues if cue.kind == "set-done").told is HeardAs.SPOKEN


def test_how_much_is_said_of_a_phase() -> None:
    cues = [Cue(0, CueKind.PHASE, 1, rep=rep) for rep in (1, 2, 3)]  # type: ignore[arg-type]
    told = {said: [is_said(cue, said) for cue in cues] for said in SAID.names}
    assert told == {"everything": [True] * 3, "first-reps": [True, True, False], "counts": [False] * 3}


def test_a_warning_has_its_room_before_the_seconds_are_counted() -> None:
    session = plan_of(EXERCISES["donkey-calf-raise"], Choices(tempo="3-1-2-1", sets=1, reps=8))
    warned = [cue for cue in heard(session) if cue.kind == "warning" and cue.told is not HeardAs.LEFT_OUT]
    assert {cue.told for cue in warned} == {HeardAs.SPOKEN}
    assert "Don't bounce" in {cue.words for cue in warned}
