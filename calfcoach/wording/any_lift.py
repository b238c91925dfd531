"""Any lift: an exercise of which only the name is known, but which can still be coached at a tempo.

It has the general warnings and says that nothing is known; its only floor is the half second of every phase.
Knows no files; `calfcoach.library.near` decides before which names may be coached like this.
"""

from calfcoach.domain.amounts import plain
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.phases import Phase
from calfcoach.texts import marked, plural, text
from calfcoach.wording.phases import phase_label

ANY_LIFT = "any-lift"
"""The id of every such lift, whatever its name."""

LONGEST_NAME = 60


def any_lift(name: str | None = None, start: Phase = Phase.LOWER) -> Exercise:
    """The exercise; `start` is its first phase: lower, contract or hold.

    Raises:
        ValidationError: the name has signs that cannot be shown.
    """
    return Exercise.model_validate(lift_data(name, start))


def lift_name(typed: str | None) -> str:
    """A lift's name: the typed text in one line, at most `LONGEST_NAME` letters; empty for no name."""
    return " ".join((typed or "").split())[:LONGEST_NAME].strip()


def lift_data(name: str | None, start: Phase) -> dict[str, object]:
    """The exercise's data, in the form of an exercise file."""
    dose: dict[str, object] = {"sets": 3, "reps": 10, "rest_s": 90}
    dose |= {"hold_s": 30, "reps": 1} if start is Phase.HOLD else {"tempo": "3-1-1-0"}
    return {
        "id": ANY_LIFT,
        "name": lift_name(name) or text("Any lift"),
        "summary": text("Calfcoach knows nothing of this lift"),
        "muscles": [{"name": text("What the lift trains")}],
        "start_phase": start.value,
        "setup": [
            {
                "title": text("Set up as you learnt it"),
                "text": text("Calfcoach knows nothing of this lift: neither how it is done nor how fast is safe."),
            },
            {
                "title": text("Have a way out"),
                "text": text("Safeties set, or a weight you can put down at any moment."),
            },
        ],
        "finish": [
            {"title": text("Put the weight down"), "text": text("In control, the way you took it up.")},
        ],
        "warnings": [
            {
                "id": "sharp-pain",
                "title": text("Stop at sharp pain"),
                "text": text("Pain that is sharp or sudden ends the set."),
                "short": text("Stop at sharp pain."),
                "say": marked("Stop at sharp pain."),
                "phases": [],
            },
            {
                "id": "in-control",
                "title": text("In control"),
                "text": text("If you cannot keep the tempo in control, it is too fast or too heavy."),
                "short": text("In control, all the way."),
                "phases": [Phase.HOLD.value] if start is Phase.HOLD else [Phase.LOWER.value, Phase.CONTRACT.value],
            },
        ],
        "prescription": dose,
        "dose_note": text("Sets, reps and rest are a common start and not advice for this lift."),
        "sources": [{"title": text("General rules of strength training"), "covers": text("the warnings")}],
    }


def known_of(exercise: Exercise) -> str:
    """The floor and the warnings of an exercise: `a floor (Lower 2 s or more) and 4 warnings`."""
    warnings = plural("{number} warning", "{number} warnings", len(exercise.variant(None).warnings))
    floors = [(phase, spec.least_s) for phase, spec in exercise.phases.items() if spec.least_s]
    if not floors:
        return warnings
    phase, least = floors[0]
    return text(
        "a floor ({phase} {least} s or more) and {warnings}",
        phase=phase_label(exercise, phase),
        least=plain(least),
        warnings=warnings,
    )
