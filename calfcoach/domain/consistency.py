"""Whether the parts of an exercise go together. Every finding is a path in the exercise and what is wrong there.

Knows nothing of how they are shown. The floors of a dose are another matter: `calfcoach.domain.floors`.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from calfcoach.domain.base import Finding
from calfcoach.domain.labels import label_findings
from calfcoach.domain.parts import SafetyWarning, Tip, Variant
from calfcoach.domain.phases import HOLD_ORDER, MOVEMENTS, NOTATION_ORDER, Phase
from calfcoach.domain.prescription import Prescription
from calfcoach.domain.refusals import Reason, refusal

if TYPE_CHECKING:
    from calfcoach.domain.exercise import Exercise


def inconsistencies(exercise: "Exercise") -> list[Finding]:
    """Everything that does not go together, in no particular order; empty for a sound exercise."""
    start = exercise.start_phase
    if start not in (*MOVEMENTS, Phase.HOLD):
        return [(("start_phase",), refusal(Reason.NO_START_PHASE, phase=start))]
    found = list(_phases(exercise, tuple(exercise.phases), ()))
    found += label_findings(exercise)
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
            yield (*where, position, "id"), refusal(Reason.ID_TWICE, id=one, where=where[-1])


def _listed(phases: tuple[Phase, ...]) -> str:
    return ", ".join(phases)


def _wanted(exercise: "Exercise") -> tuple[Phase, ...]:
    return HOLD_ORDER if exercise.is_hold else NOTATION_ORDER


def _phases(exercise: "Exercise", named: tuple[Phase, ...], where: tuple[str | int, ...]) -> Iterator[Finding]:
    wanted = _wanted(exercise)
    for phase in named:
        if phase not in wanted:
            yield (*where, "phases", phase.value), refusal(Reason.NO_PHASE_OF_IT, phase=phase, known=_listed(wanted))


def _dose(exercise: "Exercise", dose: Prescription, where: tuple[str | int, ...]) -> Iterator[Finding]:
    if exercise.is_hold and dose.hold_s is None:
        yield (*where, "prescription"), refusal(Reason.HOLD_S_MISSING)
    if not exercise.is_hold and dose.tempo is None:
        yield (*where, "prescription"), refusal(Reason.TEMPO_MISSING)


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
                    refusal(Reason.WARNING_NEVER_SHOWN, phase=phase, known=_listed(wanted)),
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
            floor = {"exercise": exercise.name, "least": base.least_s, "why": base.reason}
            yield (
                (*where, "phases", phase.value, "least_s"),
                refusal(Reason.VARIANT_BELOW_FLOOR, asked=spec.least_s, phase=phase, **floor),
            )
        for path, wrong in spec.over(base).faults():
            yield (*where, "phases", phase.value, *path), wrong
    ours = {warning.id: warning for warning in exercise.warnings}
    for position, warning in enumerate(variant.warnings):
        if warning.id in ours and warning != ours[warning.id]:
            yield (
                (*where, "warnings", position),
                refusal(Reason.WARNING_CHANGED, id=warning.id),
            )
