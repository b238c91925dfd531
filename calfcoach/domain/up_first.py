"""Whether a tempo may have been written with the lift first: contract, squeeze, lower, stretch.

Only says what another reading would be; nothing is ever read so unless the person says it is. Knows no words.
"""

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.floors import FloorError, check_floors, nominal_seconds
from calfcoach.domain.tempo import Tempo, TempoError


def fitting_up_first(exercise: Exercise, written: str) -> Tempo | None:
    """The tempo with the lift read first, where that fits the exercise's advice and the usual reading does not.

    None otherwise: also for a hold, for words, and where the exercise gives no advice.
    """
    if exercise.is_hold or not any(spec.advised_s for spec in exercise.phases.values()):
        return None
    usual, turned = _fitting(exercise, written, up_first=False), _fitting(exercise, written, up_first=True)
    return turned if usual is None else None


def _fitting(exercise: Exercise, written: str, *, up_first: bool) -> Tempo | None:
    try:
        tempo = Tempo.parse(written, up_first=up_first)
        check_floors(exercise, tempo)
    except (TempoError, FloorError):
        return None
    for phase, spec in exercise.phases.items():
        if spec.advised_s is not None:
            least, most = spec.advised_s
            if not least <= nominal_seconds(tempo, phase, exercise) <= most:
                return None
    return tempo
