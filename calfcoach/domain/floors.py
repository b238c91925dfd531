"""The safety floor: the least seconds of a phase, and the real length of an X or A for one exercise.

Everything that is ever scheduled passes through `phase_lengths`, so there is no second route to forget.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from calfcoach.domain.amounts import plain
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.phases import MOVEMENTS, PAUSES, Phase
from calfcoach.domain.prescription import Prescription
from calfcoach.domain.refusals import Reason, Refused
from calfcoach.domain.tempo import (
    NOMINAL_ASSISTED_S,
    NOMINAL_EXPLOSIVE_S,
    Kind,
    Tempo,
    TempoError,
)


class FloorError(Refused):
    """A phase was asked to be shorter than the exercise allows: what was asked, the floor, the exercise's reason."""


LEAST_PHASE_S = Decimal("0.5")
"""The least seconds of any phase that is played, whatever the exercise says: a shorter one cannot be heard apart from
the next. A pause of 0 s, and no time to relax between two holds, are not played. Our bound; the rebounds of the
programs take 1 s."""

_TOO_SHORT = {
    **dict.fromkeys(MOVEMENTS, Reason.MOVEMENT_TOO_SHORT),
    **dict.fromkeys(PAUSES, Reason.PAUSE_TOO_SHORT),
    Phase.HOLD: Reason.HOLD_TOO_SHORT,
    Phase.RELAX: Reason.RELAX_TOO_SHORT,
}


@dataclass(frozen=True)
class PhaseLength:
    """How long one phase of a rep is played: exact seconds (> 0), how that was meant, and whether it carries load."""

    phase: Phase
    seconds: Fraction
    kind: Kind = Kind.TIMED

    @property
    def loaded(self) -> bool:
        """Whether the phase counts as time under load: everything but assisted phases."""
        return self.kind is not Kind.ASSISTED

    @property
    def estimated(self) -> bool:
        """Whether the seconds are nominal (an X or an A)."""
        return self.kind is not Kind.TIMED


def phase_lengths(exercise: Exercise, dose: Prescription) -> tuple[PhaseLength, ...]:
    """The phases of one rep as they will be played, in playback order, those of 0 s left out.

    The relaxing between two holds is no part of a rep; its length is judged here all the same.

    Raises:
        FloorError: a phase is below the exercise's floor, or is played for less than `LEAST_PHASE_S`.
        TempoError: an X stands in the eccentric of an exercise without an intended rebound, or a tempo was given
            to a hold (or the other way round).
    """
    if exercise.is_hold:
        if dose.hold_s is None:
            raise TempoError(Reason.HOLD_HAS_NO_TEMPO, exercise=exercise.name)
        _check_floor(exercise, Phase.HOLD, dose.hold_s)
        _check_floor(exercise, Phase.RELAX, dose.relax_s)
        lengths = [PhaseLength(Phase.HOLD, Fraction(dose.hold_s))]
    else:
        if dose.tempo is None:
            raise TempoError(Reason.NO_HOLD, exercise=exercise.name)
        lengths = [_tempo_length(exercise, dose.tempo, phase) for phase in exercise.playback]
    return tuple(length for length in lengths if length.seconds > 0)


def nominal_seconds(tempo: Tempo, phase: Phase, exercise: Exercise | None = None) -> Decimal:
    """The length of a phase in seconds, with an X or A at its nominal length; an A is never below the floor.

    Raises:
        TempoError: an X in the eccentric, unless the exercise declares an intended rebound.
    """
    count = tempo[phase]
    if count.seconds is not None:
        return count.seconds
    spec = exercise.spec(phase) if exercise is not None else None
    if count.kind is Kind.EXPLOSIVE:
        if phase is Phase.LOWER and not (exercise is not None and exercise.intended_rebound):
            raise TempoError(Reason.EXPLOSIVE_LOWERING)
        return spec.nominal_s if spec is not None and spec.nominal_s is not None else NOMINAL_EXPLOSIVE_S
    if spec is None:
        return NOMINAL_ASSISTED_S
    return max(spec.nominal_s if spec.nominal_s is not None else NOMINAL_ASSISTED_S, spec.least_s)


def check_floors(exercise: Exercise, tempo: Tempo) -> None:
    """Refuse a tempo that is below the exercise's floor in any phase.

    Raises:
        FloorError: what was asked, the floor, the reason.
        TempoError: an X in the eccentric where no rebound is intended.
    """
    for phase in exercise.playback:
        _tempo_length(exercise, tempo, phase)


def _tempo_length(exercise: Exercise, tempo: Tempo, phase: Phase) -> PhaseLength:
    seconds = nominal_seconds(tempo, phase, exercise)
    _check_floor(exercise, phase, seconds)
    kind = tempo[phase].kind if phase in MOVEMENTS else Kind.TIMED
    return PhaseLength(phase, Fraction(seconds), kind)


def _check_floor(exercise: Exercise, phase: Phase, asked: Decimal) -> None:
    """Refuse what is below the exercise's floor, then what is played but shorter than any phase may be."""
    spec = exercise.spec(phase)
    if asked < spec.least_s:
        raise FloorError(
            Reason.BELOW_FLOOR,
            phase=exercise.name_of(phase),
            asked=plain(asked),
            exercise=exercise.name,
            least=plain(spec.least_s),
            why=spec.reason,
        )
    if asked < LEAST_PHASE_S and (asked > 0 or phase in (*MOVEMENTS, Phase.HOLD)):
        name = exercise.name_of(phase)
        raise FloorError(_TOO_SHORT[phase], phase=name, asked=plain(asked), least=LEAST_PHASE_S)
