"""What a tempo means, in words: `3 s down · 1 s stretch · 2 s up`. One text for window, terminal and command line."""

from calfcoach.domain.amounts import plain
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.floors import nominal_seconds
from calfcoach.domain.phases import NOTATION_ORDER, Phase
from calfcoach.domain.tempo import Kind, Tempo
from calfcoach.domain.up_first import fitting_up_first
from calfcoach.texts import marked, text

_MEANINGS = {
    Phase.LOWER: marked("{seconds} s down"),
    Phase.STRETCH: marked("{seconds} s stretch"),
    Phase.CONTRACT: marked("{seconds} s up"),
    Phase.SQUEEZE: marked("{seconds} s squeeze"),
}
_EXPLOSIVE = {
    Phase.LOWER: marked("down as a rebound (about {seconds} s)"),
    Phase.CONTRACT: marked("up as fast as you control (about {seconds} s)"),
}
_ASSISTED = {
    Phase.LOWER: marked("about {seconds} s down with help"),
    Phase.CONTRACT: marked("about {seconds} s up with help"),
}
_BY_KIND = {Kind.TIMED: _MEANINGS, Kind.EXPLOSIVE: _EXPLOSIVE, Kind.ASSISTED: _ASSISTED}


def spelled_out(tempo: Tempo, exercise: Exercise | None = None) -> str:
    """What a tempo means, phase by phase in the order in which they are played; pauses of 0 s are left out.

    An exercise's own names take the place of down, stretch, up and squeeze.

    Raises:
        TempoError: an X in the eccentric of an exercise without an intended rebound.
    """
    order = NOTATION_ORDER if exercise is None else exercise.playback
    timed = [(phase, nominal_seconds(tempo, phase, exercise)) for phase in order]
    return " · ".join(_meaning(tempo, phase, plain(seconds), exercise) for phase, seconds in timed if seconds > 0)


def _meaning(tempo: Tempo, phase: Phase, seconds: str, exercise: Exercise | None) -> str:
    own = exercise.spec(phase).label if exercise is not None else None
    kind = tempo[phase].kind
    if own is None:
        return text(_BY_KIND[kind][phase], seconds=seconds)
    if kind is Kind.TIMED:
        return text("{seconds} s “{phase}”", seconds=seconds, phase=own)
    return text("about {seconds} s “{phase}”", seconds=seconds, phase=own)


def up_first_line(exercise: Exercise, written: str) -> str | None:
    """A note for a tempo that fits the exercise's advice only if its first number is the lift; it changes nothing."""
    tempo = fitting_up_first(exercise, written)
    if tempo is None:
        return None
    return text(
        "Written with the way up first, {written} would be {meaning}, which fits the advice for {exercise}; "
        "as it stands it is read with the way down first.",
        written=written.strip(),
        meaning=spelled_out(tempo, exercise),
        exercise=exercise.name,
    )
