"""What an exercise's file must keep to beyond its form: the safety floors, its name, its figure.

Every finding is a path in the file and a sentence. Knows nothing of other exercises: `overrides` does.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.floors import FloorError
from calfcoach.domain.phases import MOVEMENTS, Phase
from calfcoach.domain.plan import PlannedExercise
from calfcoach.domain.prescription import Prescription
from calfcoach.domain.refusals import Reason
from calfcoach.domain.tempo import TempoError
from calfcoach.library.explain import SHORT_LIST
from calfcoach.library.problems import KeyPath, did_you_mean, quoted
from calfcoach.texts import text
from calfcoach.wording.any_lift import ANY_LIFT
from calfcoach.wording.errors import error_text

Finding = tuple[KeyPath, str]

_OF_REPS = (Reason.OPEN_WITH_SIDES, Reason.SET_TOO_LONG)
"""What is wrong with the reps of a dose and not with its times."""


def exercise_findings(exercise: Exercise, path: Path, figures: Collection[str]) -> Iterator[Finding]:
    """Everything wrong with a sound exercise read from `path`; `figures` are the ids that exist, if any do."""
    if path.stem != exercise.id:
        yield (
            ("id",),
            text(
                "the id {shown} and the file's name differ; name the file '{id}.yaml'",
                shown=quoted(exercise.id),
                id=exercise.id,
            ),
        )
    if exercise.id == ANY_LIFT:
        yield (
            ("id",),
            text("the id {id} is that of every lift without a file; give this one another", id=quoted(ANY_LIFT)),
        )
    yield from floor_findings(exercise)
    if figures:
        yield from _figure_findings(exercise, figures)


def floor_findings(exercise: Exercise) -> Iterator[Finding]:
    """The usual dose, and each variant's, below a floor or otherwise not playable."""
    if exercise.start_phase not in (*MOVEMENTS, Phase.HOLD):
        return  # told already, as an inconsistency
    yield from _dose(exercise, exercise.prescription, ("prescription",))
    for number, variant in enumerate(exercise.variants):
        where: KeyPath = ("variants", number)
        if variant.prescription is not None:
            where = (*where, "prescription")
        elif not variant.phases:
            continue
        theirs = exercise.variant(variant.id)
        yield from _dose(theirs, theirs.prescription, where)


def _dose(exercise: Exercise, dose: Prescription, where: KeyPath) -> Iterator[Finding]:
    if (dose.hold_s is not None) != exercise.is_hold:
        return  # told already, as an inconsistency
    try:
        PlannedExercise(exercise, dose)  # as it is planned when somebody takes it
    except (FloorError, TempoError) as error:
        key = "reps" if error.refusal.reason in _OF_REPS else "hold_s" if exercise.is_hold else "tempo"
        yield (*where, key) if where[-1] == "prescription" else where, error_text(error)


def _figure_findings(exercise: Exercise, figures: Collection[str]) -> Iterator[Finding]:
    named: list[tuple[KeyPath, str | None]] = [(("figure",), exercise.figure)]
    named += [(("variants", number, "figure"), variant.figure) for number, variant in enumerate(exercise.variants)]
    for path, figure in named:
        if figure is not None and figure not in figures:
            known = sorted(figures)
            near = did_you_mean(figure, known)
            all_of_them = (
                "" if near and len(known) > SHORT_LIST else text("; there are {known}", known=", ".join(known))
            )
            yield (
                path,
                text(
                    "no figure is called {figure}{all_of_them}{near}",
                    figure=quoted(figure),
                    all_of_them=all_of_them,
                    near=near,
                ),
            )
