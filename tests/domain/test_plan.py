"""A plan that exists may be played."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from calfcoach.domain.exercise import Exercise, Side
from calfcoach.domain.floors import FloorError
from calfcoach.domain.phases import Phase
from calfcoach.domain.plan import PlannedExercise, SessionPlan
from calfcoach.domain.prescription import Prescription
from calfcoach.domain.tempo import Tempo

Make = Callable[..., Exercise]


def dose(tempo: str = "3-1-2-0", sets: int = 2) -> Prescription:
    return Prescription(tempo=Tempo.parse(tempo), sets=sets, reps=5, rest_s=Decimal(60))


def bound(warning_id: str, *phases: str) -> dict[str, object]:
    return {"id": warning_id, "title": "T", "text": "T.", "short": warning_id, "phases": list(phases)}


def test_blocks_are_numbered_through_all_exercises(make: Make) -> None:
    one, two = PlannedExercise(make(), dose(sets=2)), PlannedExercise(make(id="two"), dose(sets=3))
    plan = SessionPlan((one, two))
    assert plan.total_sets == 5
    assert [plan.block_item(block) for block in range(1, 6)] == [(one, 1), (one, 2), (two, 1), (two, 2), (two, 3)]
    for block in (0, 6, -1):
        with pytest.raises(IndexError):
            plan.block_item(block)


def test_a_plan_below_a_floor_does_not_come_into_being(make: Make) -> None:
    exercise = make(phases={"lower": {"least_s": 2, "reason": "a test"}})
    with pytest.raises(FloorError):
        PlannedExercise(exercise, dose("1-0-1-0"))


def test_a_session_has_an_exercise_and_a_changeover_in_bounds(make: Make) -> None:
    with pytest.raises(ValueError, match="at least one exercise"):
        SessionPlan(())
    with pytest.raises(ValueError, match="to 3600 s"):
        SessionPlan((PlannedExercise(make(), dose()),), Decimal(3601))
    for countdown_s in (Decimal(-1), Decimal(0), Decimal("2.9"), Decimal(3601)):  # all start after a 3-2-1 at least
        with pytest.raises(ValueError, match="3 to 3600 s"):
            SessionPlan((PlannedExercise(make(), dose()),), countdown_s=countdown_s)


def test_length_of_a_rep_and_sides(make: Make) -> None:
    assert PlannedExercise(make(), dose("2.5-0-1.5-0")).rep_s == 4
    assert PlannedExercise(make(), dose()).sides == (None,)
    assert PlannedExercise(make(one_side_at_a_time=True), dose()).sides == (Side.LEFT, Side.RIGHT)


def test_a_pause_that_is_left_out_hands_its_warnings_to_the_phase_before(make: Make) -> None:
    warnings = [bound("bounce", "stretch"), bound("top", "squeeze"), bound("every", "lower", "contract")]
    item = PlannedExercise(make(warnings=warnings), dose("3-0-2-0"))
    assert [warning.id for warning in item.warnings_in(Phase.LOWER)] == ["bounce", "every"]
    assert [warning.id for warning in item.warnings_in(Phase.CONTRACT)] == ["top", "every"]
    paused = PlannedExercise(make(warnings=warnings), dose("3-1-2-1"))
    assert [warning.id for warning in paused.warnings_in(Phase.CONTRACT)] == ["every"]
    assert [warning.id for warning in paused.warnings_in(Phase.STRETCH)] == ["bounce"]
    # Which phase comes first changes nothing in what comes after what.
    concentric = PlannedExercise(make(warnings=warnings, start_phase="contract"), dose("3-0-2-0"))
    assert [warning.id for warning in concentric.warnings_in(Phase.LOWER)] == ["bounce", "every"]


def test_a_dose_is_a_tempo_or_a_hold_within_bounds() -> None:
    for wrong in (
        {"sets": 1, "reps": 1, "rest_s": 0},
        {"tempo": "3-1-2-0", "hold_s": 3, "sets": 1, "reps": 1, "rest_s": 0},
        {"hold_s": 0, "sets": 1, "reps": 1, "rest_s": 0},
        {"hold_s": 3601, "sets": 1, "reps": 1, "rest_s": 0},
        {"hold_s": float("nan"), "sets": 1, "reps": 1, "rest_s": 0},
        {"hold_s": True, "sets": 1, "reps": 1, "rest_s": 0},
        {"hold_s": "3", "sets": 1, "reps": 1, "rest_s": 0},
        {"hold_s": 3, "sets": True, "reps": 1, "rest_s": 0},
        {"hold_s": 3, "sets": 51, "reps": 1, "rest_s": 0},
        {"hold_s": 3, "sets": 1, "reps": 201, "rest_s": 0},
        {"tempo": 3.5, "sets": 1, "reps": 1, "rest_s": 0},
    ):
        with pytest.raises(ValueError, match="validation error"):
            Prescription.model_validate(wrong)
    assert str(Prescription.model_validate({"tempo": 3120, "sets": 1, "reps": 1, "rest_s": 0}).tempo) == "3-1-2-0"
