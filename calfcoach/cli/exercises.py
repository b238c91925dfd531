"""What several commands need of the library and the settings: the exercise asked for, its plan, problems told."""

import argparse

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.errors import KnownError
from calfcoach.library.collection import Library


def find(library: Library, exercise_id: str) -> Exercise:
    """The exercise of that id.

    Who has a file of their own for it means that one: where it is refused, the shipped one is not quietly taken
    in its place.

    Raises:
        KnownError: there is none, or the person's own file for it is refused.
    """
    entry = library.find(exercise_id)
    for problem in library.problems:
        if problem.file.stem == exercise_id and problem.file != entry.path:
            raise KnownError(f"your own {exercise_id} is refused: {problem}; correct or remove that file")
    return entry.exercise


def plan_from(options: argparse.Namespace) -> SessionPlan:
    """The session asked for on the command line.

    Raises:
        KnownError: no such exercise, an own file of it that is refused, or a dose that is refused.
    """
    return plan_of(
        find(Library.load(), options.exercise),
        Choices(
            variant=options.variant,
            tempo=options.tempo,
            hold_s=options.hold,
            sets=options.sets,
            reps=options.reps,
            rest_s=options.rest,
            lead_in_s=options.lead_in,
        ),
    )
