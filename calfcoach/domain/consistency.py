"""Whether the parts of an exercise go together. Every finding is a path in the exercise and a sentence.

Knows nothing of how they are shown. The floors of a dose are another matter: `calfcoach.domain.floors`.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from calfcoach.domain.parts import SafetyWarning, Tip, Variant
from calfcoach.domain.phases import HOLD_ORDER, MOVEMENTS, NOTATION_ORDER, Phase
from calfcoach.domain.prescription import Prescription

if TYPE_CHECKING:
    from calfcoach.domain.exercise import Exercise

Finding = tuple[tuple[str | int, ...], str]


def inconsistencies(exercise: "Exercise") -> list[Finding]:
    """Everything that does not go together, in no particular order; empty for a sound exercise."""
    start = exercise.start_phase
    if start not in (*MOVEMENTS, Phase.HOLD):
        return [(("start_phase",), f"nothing starts with {start}; start_phase is lower, contract or hold")]
    found = list(_phases(exercise, tuple(exercise.phases), ()))
    found += _dose(exercise, exercise.prescription, ())
    found += _warnings(exercise, exercise.warnings, ())
    found += _twice(exercise.warnings, ("warnings",))
    found += _twice(exercise.tips, ("tips",))
    found += _twice(exercise.variants, ("variants",))
    for number, variant in enumerate(exercise.variants):
        found += _variant(exercise, variant, ("variants", number))
    return found


def _twice(items: Sequence[SafetyWarning | Tip | Variant], where: tuple[str | int, ...]) -> Iterator[Finding]:
    ids = [item.id for item in items]
    for position, one in enumerate(ids):
        if one in ids[:position]:
            yield (*where, position, "id"), f"the id '{one}' is used twice in {where[-1]}; give each its own"


def _wanted(exercise: "Exercise") -> tuple[Phase, ...]:
    return HOLD_ORDER if exercise.is_hold else NOTATION_ORDER


def _phases(exercise: "Exercise", named: tuple[Phase, ...], where: tuple[str | int, ...]) -> Iterator[Finding]:
    wanted = _wanted(exercise)
    for phase in named:
        if phase not in wanted:
            yield (*where, "phases", phase.value), f"{phase} is no phase of this exercise; it has {', '.join(wanted)}"
        called = exercise.label(phase).casefold()
        if called in {other.value for other in Phase if other is not phase}:
            yield (
                (*where, "phases", phase.value, "label"),
                f"{phase} cannot be called {called!r}: that is the name of another phase; give it its own",
            )


def _dose(exercise: "Exercise", dose: Prescription, where: tuple[str | int, ...]) -> Iterator[Finding]:
    if exercise.is_hold and dose.hold_s is None:
        yield (*where, "prescription"), "an exercise that starts with a hold has no tempo; give hold_s"
    if not exercise.is_hold and dose.tempo is None:
        yield (*where, "prescription"), "an exercise that starts with a movement is no hold; give its tempo"


def _warnings(
    exercise: "Exercise", warnings: Sequence[SafetyWarning], where: tuple[str | int, ...]
) -> Iterator[Finding]:
    wanted = _wanted(exercise)
    for position, warning in enumerate(warnings):
        if warning.phases == tuple(Phase):
            continue
        for number, phase in enumerate(warning.phases):
            if phase not in wanted:
                yield (
                    (*where, "warnings", position, "phases", number),
                    f"{phase} is no phase of this exercise, so this would never be shown; it has {', '.join(wanted)}",
                )


def _variant(exercise: "Exercise", variant: Variant, where: tuple[str | int, ...]) -> Iterator[Finding]:
    yield from _phases(exercise, tuple(variant.phases), where)
    yield from _warnings(exercise, variant.warnings, where)
    yield from _twice(variant.warnings, (*where, "warnings"))
    if variant.prescription is not None:
        yield from _dose(exercise, variant.prescription, where)
    for phase, spec in variant.phases.items():
        base = exercise.spec(phase)
        if "least_s" in spec.model_fields_set and spec.least_s < base.least_s:
            yield (
                (*where, "phases", phase.value, "least_s"),
                f"least_s {spec.least_s} of {phase} was asked for, "
                f"the floor of {exercise.name} is {base.least_s} s: {base.reason}",
            )
        for path, message in spec.over(base).faults():
            yield (*where, "phases", phase.value, *path), message
    ours = {warning.id: warning for warning in exercise.warnings}
    for position, warning in enumerate(variant.warnings):
        if warning.id in ours and warning != ours[warning.id]:
            yield (
                (*where, "warnings", position),
                f"the warning '{warning.id}' is the exercise's own and cannot be changed; give yours another id",
            )
