"""The phases of a rep, named by what the calf does. Knows no durations and no names on screen."""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class PhaseName:
    """What a phase is called in a refusal: the exercise's own `label`, or the phase's usual name if that is None.

    `str()` is in English; `calfcoach.wording.errors` says the usual name in the language in force.
    """

    phase: Phase
    label: str | None = None

    def __str__(self) -> str:
        """The label, or the key with a capital."""
        return self.label or self.phase.value.capitalize()


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
