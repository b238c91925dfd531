"""What is said of an exercise that has its place in a program from some phase on."""

from calfcoach.texts import text


def from_phase(exercise: str, phase: int) -> str:
    """The sentence that stands where it could be started."""
    return text("{exercise}: for phase {phase} of a program and later.", exercise=exercise, phase=phase)
