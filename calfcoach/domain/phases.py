"""The phases of a rep, named by what the calf does. Knows no durations and no labels on screen."""

from enum import StrEnum

from calfcoach.domain.refusals import Reason, Refused


class Phase(StrEnum):
    """One part of a rep.

    The first four make up a rep with a tempo; `HOLD` and `RELAX` make up a rep without one (one rep is one hold).
    """

    LOWER = "lower"
    STRETCH = "stretch"
    CONTRACT = "contract"
    SQUEEZE = "squeeze"
    HOLD = "hold"
    RELAX = "relax"


NOTATION_ORDER = (Phase.LOWER, Phase.STRETCH, Phase.CONTRACT, Phase.SQUEEZE)
"""The order of the digits: eccentric, stretched pause, concentric, contracted pause, whatever comes first."""

MOVEMENTS = (Phase.LOWER, Phase.CONTRACT)
PAUSES = (Phase.STRETCH, Phase.SQUEEZE)
HOLD_ORDER = (Phase.HOLD, Phase.RELAX)


def playback_order(start: Phase) -> tuple[Phase, ...]:
    """The phases in the order they are performed, beginning with `start`.

    A concentric start plays contract, squeeze, lower, stretch. `HOLD` gives hold, relax.

    Raises:
        Refused: `start` is a pause or `RELAX`; nothing begins with those.
    """
    if start is Phase.HOLD:
        return HOLD_ORDER
    if start not in MOVEMENTS:
        raise Refused(Reason.NO_REP_START, phase=start)
    at = NOTATION_ORDER.index(start)
    return NOTATION_ORDER[at:] + NOTATION_ORDER[:at]
