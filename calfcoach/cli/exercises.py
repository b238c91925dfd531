"""What several commands need of the library and the settings: the exercise asked for, its plan, problems told."""

import argparse
import sys

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library


def find(library: Library, exercise_id: str) -> Exercise:
    """The exercise of that id; problems of files that have to do with it are told on stderr.

    Raises:
        KnownError: there is none.
    """
    for problem in library.problems:
        if problem.file.stem == exercise_id:
            print(problem, file=sys.stderr)  # noqa: T201 - told where the person looks
    return library.find(exercise_id).exercise


def plan_from(options: argparse.Namespace) -> SessionPlan:
    """The session asked for on the command line.

    Raises:
        KnownError: no such exercise, or a dose that is refused.
    """
    exercise = find(Library.load(), options.exercise)
    return plan_of(
        exercise,
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
