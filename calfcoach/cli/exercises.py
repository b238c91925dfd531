"""The session asked for on the command line."""

import argparse

from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.library.collection import Library


def plan_from(options: argparse.Namespace) -> SessionPlan:
    """The session asked for on the command line.

    Raises:
        KnownError: no such exercise, an own file of it that is refused, or a dose that is refused.
    """
    return plan_of(
        Library.load().asked_for(options.exercise),
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
