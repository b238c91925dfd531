"""Calculates the figure's lift (0 = stretched, 1 = contracted) from a phase and how much of it has passed.

Each moving phase follows a raised cosine: its speed is zero at both ends, so at the change to the next phase
neither position nor speed jumps. In still phases nothing moves. Refuses to know a clock: the fraction comes
from the sound position.
"""

from collections.abc import Collection
from math import cos, pi

from calfcoach.figure.geometry import mix
from calfcoach.figure.limbs import HelpingLeg
from calfcoach.figure.models import FigureFile

_STILL = {"stretch": 0.0, "squeeze": 1.0}

RELAX_TURN = 0.2
"""Share of a pause between holds in which the heels go down; at its end they take the same share to go up again."""

STEP_TURN = 0.2
"""Share of a phase in which a helping leg steps in (at the start of the way up) or away (of the way down)."""


def eased(fraction: float) -> float:
    """A smooth start and stop: 0 at 0, 1 at 1, with zero speed at both ends; fractions outside 0..1 are clipped."""
    return 0.5 - 0.5 * cos(pi * min(max(fraction, 0.0), 1.0))


def start_lift(figure: FigureFile, phases: Collection[str]) -> float:
    """The lift at which the figure waits: the start of the first phase. `phases` are a rep's phase names in order.

    Nothing moves in `ready`, `rest` and `switch`, so the first moving phase starts without a jump.
    """
    for phase in phases:
        if phase in ("lower", "squeeze"):
            return 1.0
        if phase in ("contract", "stretch"):
            return 0.0
        if phase == "hold":
            return figure.rule.hold_lift
    return figure.rule.hold_lift


def lift_at(
    phase: str, fraction: float, *, start: float, hold: float, relaxed: float = 0.0, reduced_motion: bool = False
) -> float:
    """The lift in `phase` after `fraction` (0..1) of it.

    `start` is `start_lift(...)`; `hold` and `relaxed` are the figure's `hold_lift` and `relax_lift`, used in a hold
    and between two holds. In any other phase (ready, rest, switch, finished) the figure waits at `start`. With
    `reduced_motion` a moving phase shows the key pose it leads to, from its first frame.
    """
    if phase in _STILL:
        return _STILL[phase]
    if phase == "hold":
        return hold
    if phase == "relax":
        turned = 1.0 if reduced_motion else eased(min(fraction, 1.0 - fraction) / RELAX_TURN)
        return mix(hold, relaxed, turned)
    if phase not in ("lower", "contract"):
        return start
    share = 1.0 if reduced_motion else eased(fraction)
    return 1.0 - share if phase == "lower" else share


def help_at(phase: str, fraction: float, *, start: float, reduced_motion: bool = False) -> float:
    """How much of the work the other leg has taken over, 0..1, in an exercise where it helps on the way up.

    `start` is `start_lift(...)`: a figure that waits at the top stands on both feet.
    """
    turned = 1.0 if reduced_motion else eased(fraction / STEP_TURN)
    if phase == "contract":
        return turned
    if phase == "lower":
        return 1.0 - turned
    if phase == "stretch":
        return 0.0
    return 1.0 if phase == "squeeze" or start > 0.0 else 0.0


def moment_at(
    figure: FigureFile, phases: Collection[str], phase: str, fraction: float, *, reduced_motion: bool = False
) -> tuple[float, float]:
    """The lift, and how much the other leg helps (0 if it does not), after `fraction` of a phase.

    `phases` are the names of a rep's phases in order.
    """
    start, rule = start_lift(figure, phases), figure.rule
    lift = lift_at(
        phase, fraction, start=start, hold=rule.hold_lift, relaxed=rule.relax_lift, reduced_motion=reduced_motion
    )
    if not isinstance(figure.far_side.leg, HelpingLeg):
        return lift, 0.0
    return lift, help_at(phase, fraction, start=start, reduced_motion=reduced_motion)
