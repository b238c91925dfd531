"""The names of phases and of the time around the reps: an exercise's own words first, else ours."""

from calfcoach.domain.exercise import Exercise
from calfcoach.domain.phases import Phase, PhaseName
from calfcoach.score.segments import SegmentKind
from calfcoach.texts import marked, text

PHASE_NAMES = {
    Phase.LOWER: marked("Lower"),
    Phase.STRETCH: marked("Stretch"),
    Phase.CONTRACT: marked("Contract"),
    Phase.SQUEEZE: marked("Squeeze"),
    Phase.HOLD: marked("Hold"),
    Phase.RELAX: marked("Relax"),
}

_AROUND_REPS = {
    SegmentKind.READY: marked("Get ready"),
    SegmentKind.REST: marked("Rest"),
    SegmentKind.SWITCH: marked("Switch"),
}


def phase_text(name: PhaseName) -> str:
    """The name of a phase in a refusal."""
    return name.label or text(PHASE_NAMES[name.phase])


def phase_label(exercise: Exercise, phase: Phase) -> str:
    """The phase's name in full."""
    return phase_text(exercise.name_of(phase))


def short_phase_label(exercise: Exercise, phase: Phase) -> str:
    """The phase's name for the stage: at most 10 characters in English."""
    return exercise.spec(phase).short or phase_label(exercise, phase)


def segment_label(exercise: Exercise, kind: SegmentKind) -> str:
    """The name of a stretch of time in full."""
    return phase_label(exercise, kind.phase) if kind.phase is not None else text(_AROUND_REPS[kind])


def short_segment_label(exercise: Exercise, kind: SegmentKind) -> str:
    """The name of a stretch of time for the stage."""
    return short_phase_label(exercise, kind.phase) if kind.phase is not None else text(_AROUND_REPS[kind])
