"""No route gets a phase below its floor."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.domain.dosing import Dose
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.floors import FloorError, check_floors, nominal_seconds, phase_lengths
from calfcoach.domain.phases import NOTATION_ORDER, Phase
from calfcoach.domain.plan import PlannedExercise
from calfcoach.domain.prescription import Prescription
from calfcoach.domain.tempo import Count, Kind, Tempo, TempoError

Make = Callable[..., Exercise]
FLOOR = {"lower": {"least_s": 2, "reason": "it is a test"}}


def dose(tempo: str) -> Prescription:
    return Prescription(tempo=Tempo.parse(tempo), sets=1, reps=1, rest_s=Decimal(0))


def held(hold_s: str, relax_s: str = "5") -> Prescription:
    return Prescription(hold_s=Decimal(hold_s), relax_s=Decimal(relax_s), sets=1, reps=2, rest_s=Decimal(0))


def test_the_refusal_says_what_was_asked_the_floor_and_why(make: Make) -> None:
    with pytest.raises(
        FloorError, match=r"^Lower 1\.5 s was asked for, in Test it is never less than 2 s: it is a test$"
    ):
        phase_lengths(make(phases=FLOOR), dose("1.5-0-1-0"))
    assert phase_lengths(make(phases=FLOOR), dose("2-0-1-0"))[0].seconds == 2


def test_the_order_is_the_performed_one_and_pauses_of_zero_are_left_out(make: Make) -> None:
    concentric = make(start_phase="contract")
    lengths = phase_lengths(concentric, dose("3-0-1-2"))
    assert [(length.phase, length.seconds) for length in lengths] == [
        (Phase.CONTRACT, 1),
        (Phase.SQUEEZE, 2),
        (Phase.LOWER, 3),
    ]


def test_an_x_in_the_lowering_needs_an_intended_rebound_and_still_a_floor(make: Make) -> None:
    with pytest.raises(TempoError, match="X cannot stand for the lowering"):
        phase_lengths(make(), dose("X-0-1-0"))
    assert phase_lengths(make(intended_rebound=True), dose("X-0-X-0"))[0].seconds == 1
    with pytest.raises(FloorError, match="Lower 1 s was asked for"):
        phase_lengths(make(intended_rebound=True, phases=FLOOR), dose("X-0-1-0"))


def test_an_assisted_lowering_is_never_below_the_floor_and_not_loaded(make: Make) -> None:
    floor = {"lower": {"least_s": 4, "reason": "it is a test"}}
    lower = phase_lengths(make(phases=floor), dose("A-0-1-0"))[0]
    assert (lower.seconds, lower.kind, lower.loaded, lower.estimated) == (4, Kind.ASSISTED, False, True)
    assert phase_lengths(make(), dose("A-0-1-0"))[0].seconds == 2


def test_the_exercise_gives_the_nominal_lengths(make: Make) -> None:
    exercise = make(phases={"contract": {"nominal_s": 0.5}})
    assert nominal_seconds(Tempo.parse("3-0-X-0"), Phase.CONTRACT, exercise) == Decimal("0.5")
    assert nominal_seconds(Tempo.parse("3-0-X-0"), Phase.CONTRACT) == 1


def test_a_hold_has_its_floor_and_no_tempo(make: Make) -> None:
    hold = make(start_phase="hold", phases={"hold": {"least_s": 20, "reason": "it is a test"}})
    short = Prescription(hold_s=Decimal(19), sets=1, reps=1, rest_s=Decimal(0))
    with pytest.raises(FloorError, match=r"^Hold 19 s was asked for, in Test it is never less than 20 s"):
        phase_lengths(hold, short)
    with pytest.raises(TempoError, match="is a hold and has no tempo"):
        phase_lengths(hold, dose("3-0-1-0"))
    with pytest.raises(TempoError, match="is no hold"):
        phase_lengths(make(), short)


floors = st.dictionaries(st.sampled_from(NOTATION_ORDER), st.integers(0, 9), max_size=4)
token = st.one_of(st.integers(0, 9).map(str), st.sampled_from(["X", "A", "0.5", "1.99"]))
tempo_texts = st.lists(token, min_size=4, max_size=4).map("-".join)


@given(
    exercise_floors=floors,
    variant_floors=floors,
    tempo=tempo_texts,
    start=st.sampled_from(["lower", "contract"]),
    rebound=st.booleans(),
)
def test_whatever_is_asked_what_is_planned_keeps_every_floor(
    make: Make,
    exercise_floors: dict[Phase, int],
    variant_floors: dict[Phase, int],
    tempo: str,
    start: str,
    rebound: bool,
) -> None:
    # A variant that says less than the exercise is refused, so it says at least as much.
    raised = {phase: max(least, exercise_floors.get(phase, 0)) for phase, least in variant_floors.items()}
    exercise = make(
        start_phase=start,
        intended_rebound=rebound,
        phases={phase: {"least_s": least, "reason": "a test"} for phase, least in exercise_floors.items()},
        variants=[
            {
                "id": "other",
                "name": "Other",
                "phases": {phase: {"least_s": least, "reason": "a test"} for phase, least in raised.items()},
            }
        ],
    ).variant("other")
    try:
        asked = dose(tempo)
    except (TempoError, ValueError):
        return
    try:
        planned = PlannedExercise(exercise, asked, "other")
    except (FloorError, TempoError):
        with pytest.raises((FloorError, TempoError)):
            check_floors(exercise, asked.tempo or Tempo.parse("1-0-1-0"))
        return
    lengths = {length.phase: length.seconds for length in planned.rep}
    for phase in NOTATION_ORDER:
        least = max(exercise_floors.get(phase, 0), raised.get(phase, 0))
        assert lengths.get(phase, Fraction(0)) >= least
    assert [length.phase for length in planned.rep] == [phase for phase in exercise.playback if phase in lengths]


def test_no_movement_is_too_short_to_be_heard_apart(make: Make) -> None:
    with pytest.raises(FloorError, match=r"no movement takes less than 0\.5 s"):
        check_floors(make(), Tempo.parse("3-1-0.4-0"))
    check_floors(make(), Tempo.parse("3-1-0.5-0"))


def test_a_set_lasts_an_hour_at_most(make: Make) -> None:
    with pytest.raises(TempoError, match="a set of 800 minutes was asked for; a set lasts 60 minutes at most"):
        PlannedExercise(make(), dose("60-60-60-60").model_copy(update={"reps": 200}))


@given(
    tempo=st.builds(
        Tempo.parse,
        st.tuples(*[st.sampled_from(["0.5", "1", "2", "3.5", "7", "A", "X"])] * 2, *[st.integers(0, 9)] * 2).map(
            lambda counts: f"{counts[0]}-{counts[2]}-{counts[1]}-{counts[3]}"
        ),
    ),
    floors=st.tuples(*[st.integers(0, 6)] * 4),
)
def test_a_dose_that_is_raised_keeps_the_floors_and_nothing_of_it_is_lowered(
    make: Make, tempo: Tempo, floors: tuple[int, ...]
) -> None:
    phases = {
        phase.value: {"least_s": least, "reason": "it is a test"}
        for phase, least in zip(NOTATION_ORDER, floors, strict=True)
    }
    exercise = make(phases=phases, intended_rebound=True)
    raised = Dose(tempo, None, 1, 1, Decimal(0)).raised(exercise)
    assert raised.tempo is not None
    check_floors(exercise, raised.tempo)
    for phase in NOTATION_ORDER:
        before, after = (nominal_seconds(each, phase, exercise) for each in (tempo, raised.tempo))
        assert after == max(before, exercise.spec(phase).least_s)
        if before == after:
            assert raised.tempo[phase] == tempo[phase]


def test_a_hold_is_raised_too_and_a_long_one_is_not(make: Make) -> None:
    exercise = make(start_phase="hold", phases={"hold": {"least_s": 20, "reason": "it is a test"}})
    for hold, raised in ((5, 20), (45, 45)):
        assert Dose(None, Decimal(hold), 1, 1, Decimal(0)).raised(exercise).hold_s == raised


@pytest.mark.parametrize("hold_s", ["0.0000001", "0.1", "0.49"])
def test_no_hold_is_too_short_to_be_heard_apart(make: Make, hold_s: str) -> None:
    hold = make(start_phase="hold")
    with pytest.raises(FloorError, match=rf"^Hold {hold_s} s was asked for, no hold takes less than 0\.5 s: "):
        PlannedExercise(hold, held(hold_s))
    assert PlannedExercise(hold, held("0.5")).rep_s == Fraction(1, 2)


@pytest.mark.parametrize("relax_s", ["0.0000001", "0.49"])
def test_the_time_between_two_holds_is_none_or_can_be_heard(make: Make, relax_s: str) -> None:
    hold = make(start_phase="hold")
    with pytest.raises(FloorError, match=rf"^Relax {relax_s} s was asked for, the time between two holds is 0 s or at"):
        PlannedExercise(hold, held("30", relax_s))
    for allowed in ("0", "0.5"):
        assert PlannedExercise(hold, held("30", allowed)).gap_s == Fraction(allowed)


@pytest.mark.parametrize(("tempo", "phase"), [("3-0.2-2-0", "Stretch"), ("3-0-2-0.4", "Squeeze")])
def test_a_pause_is_none_or_can_be_heard(make: Make, tempo: str, phase: str) -> None:
    with pytest.raises(FloorError, match=rf"^{phase} 0\.\d s was asked for, a pause takes 0 s or at least 0\.5 s: "):
        PlannedExercise(make(), dose(tempo))
    PlannedExercise(make(), dose("3-0.5-2-0.5"))


def test_a_tempo_with_a_pause_too_short_is_read_all_the_same(make: Make) -> None:
    assert str(Tempo.parse("3-0.2-X-0")) == "3-0.2-X-0"


tiny = st.decimals(0, 2, places=3) | st.decimals(0, 1, places=7)


@given(phases=st.tuples(tiny, tiny, tiny, tiny), hold_s=tiny, relax_s=tiny, is_hold=st.booleans())
def test_the_half_second_is_never_undercut(
    make: Make, phases: tuple[Decimal, ...], hold_s: Decimal, relax_s: Decimal, is_hold: bool
) -> None:
    exercise = make(start_phase="hold" if is_hold else "lower")
    asked = held("1").model_copy(update={"hold_s": hold_s, "relax_s": relax_s})
    counts = [Count(Kind.TIMED, seconds) for seconds in phases]
    try:
        if not is_hold:
            asked = dose("1-0-1-0").model_copy(update={"tempo": Tempo(*counts)})
        planned = PlannedExercise(exercise, asked)
    except (FloorError, TempoError):
        least = (hold_s, relax_s or 1) if is_hold else (phases[0], phases[1] or 1, phases[2], phases[3] or 1)
        assert min(least) < Decimal("0.5")
        return
    assert all(length.seconds >= Fraction(1, 2) for length in planned.rep)
    assert planned.gap_s == 0 or planned.gap_s >= Fraction(1, 2)
