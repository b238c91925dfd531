"""What a user's file may do to a shipped exercise of the same id, or to what it is a copy of: anything but make it less
safe.

It may raise a floor, never lower or leave it out; it may add warnings, never drop or change one. Every finding
is a path in the user's file and a sentence that names what was asked, the floor and the shipped reason.
"""

from collections.abc import Iterator

from calfcoach.domain.amounts import plain
from calfcoach.domain.exercise import Exercise
from calfcoach.domain.parts import PhaseSpec, SafetyWarning
from calfcoach.domain.phases import MOVEMENTS, Phase
from calfcoach.library.problems import KeyPath, quoted
from calfcoach.library.rules import floor_findings
from calfcoach.texts import marked, text
from calfcoach.wording.phases import phase_label

Finding = tuple[KeyPath, str]

_CARRIED = ("title", "text", "short", "say", "severity", "phases")


def override_findings(own: Exercise, shipped: Exercise) -> Iterator[Finding]:
    """Every way in which `own` would be less safe than `shipped`, in no particular order."""
    if own.start_phase not in (*MOVEMENTS, Phase.HOLD):
        return  # told already, as an inconsistency
    if own.is_hold != shipped.is_hold:
        if shipped.is_hold:
            says = marked(
                "a movement was asked for, {name} has a hold, and so has what takes its place or is a copy of it"
            )
        else:
            says = marked(
                "a hold was asked for, {name} has a tempo, and so has what takes its place or is a copy of it"
            )
        yield ("start_phase",), text(says, name=shipped.name)
        return
    if own.start_phase is not shipped.start_phase:
        yield (
            ("start_phase",),
            text(
                "{start_phase} was asked for, {name} starts with {start_phase2}, "
                "and so does what takes its place or is a copy of it",
                start_phase=own.start_phase,
                name=shipped.name,
                start_phase2=shipped.start_phase,
            ),
        )
    if own.intended_rebound and not shipped.intended_rebound:
        yield (
            ("intended_rebound",),
            text("a rebound was asked for, {name} allows none: {why}", name=shipped.name, why=_why(shipped)),
        )
    if shipped.program_phase is not None and (own.program_phase or 0) < shipped.program_phase:
        yield (
            ("program_phase",),
            text(
                "{name} has its place in a program, from phase {phase} on; "
                "write 'program_phase: {phase}' or a later one",
                name=shipped.name,
                phase=shipped.program_phase,
            ),
        )
    yield from floors_below(own, shipped, ())
    # A floor that was lowered does not let a dose pass: it is judged by the floor in force.
    yield from floor_findings(_raised(own, shipped))
    yield from _warnings(own.warnings, shipped.warnings, shipped.name, ())
    kept = {variant.id for variant in own.variants}
    for gone in (variant for variant in shipped.variants if variant.id not in kept and variant.warnings):
        yield (
            ("variants",),
            text(
                "the variant {id} of {name} is left out, and its warning {id2} with it; carry it unchanged",
                id=quoted(gone.id),
                name=shipped.name,
                id2=quoted(gone.warnings[0].id),
            ),
        )
    for number, variant in enumerate(own.variants):
        where: KeyPath = ("variants", number)
        if variant.id in {theirs.id for theirs in shipped.variants}:
            theirs = shipped.variant(variant.id)
            added = {warning.id for warning in shipped.warnings}
            yield from floors_below(own.variant(variant.id), theirs, where, only_above=shipped)
            yield from _warnings(
                own.variant(variant.id).warnings,
                tuple(warning for warning in theirs.warnings if warning.id not in added),
                f"{shipped.name} ({variant.name})",
                where,
            )


def with_shipped_how(own: Exercise, shipped: Exercise) -> Exercise:
    """The person's exercise with what the shipped one says of how each phase is done, its variants included.

    It stands on the stage while somebody is under the weight, so it stays in force, whatever the file says there.
    """
    theirs = {variant.id: shipped.variant(variant.id) for variant in shipped.variants}
    variants = tuple(
        variant.model_copy(update={"phases": _with_how(variant.phases, theirs.get(variant.id, shipped))})
        for variant in own.variants
    )
    return own.model_copy(update={"phases": _with_how(own.phases, shipped), "variants": variants})


def _with_how(phases: dict[Phase, PhaseSpec], shipped: Exercise) -> dict[Phase, PhaseSpec]:
    said = {phase: spec.how for phase, spec in shipped.phases.items() if spec.how is not None}
    ours = {phase: phases.get(phase, PhaseSpec()).model_copy(update={"how": how}) for phase, how in said.items()}
    return {**phases, **ours}


def _raised(own: Exercise, shipped: Exercise) -> Exercise:
    phases = {**own.phases, **{phase: own.spec(phase).over(spec) for phase, spec in shipped.phases.items()}}
    return own.model_copy(update={"phases": phases})


def floors_below(
    own: Exercise, shipped: Exercise, where: KeyPath = (), only_above: Exercise | None = None
) -> Iterator[Finding]:
    """Every floor of `shipped` that `own` lowers or leaves out.

    With `only_above`, only floors that are higher than the floors of that exercise.
    """
    for phase, spec in shipped.phases.items():
        if only_above is not None and spec.least_s <= only_above.spec(phase).least_s:
            continue  # told already for the exercise itself
        asked = own.spec(phase)
        if asked.least_s >= spec.least_s:
            continue
        given = phase in own.phases and "least_s" in own.phases[phase].model_fields_set
        what = f"least_s {plain(asked.least_s)} s" if given else text("no least_s")
        yield (
            (*where, "phases", phase.value, "least_s"),
            text(
                "{what} was asked for {label}, in {name} it is never less than {least_s} s: {reason}",
                what=what,
                label=phase_label(own, phase),
                name=shipped.name,
                least_s=plain(spec.least_s),
                reason=spec.reason,
            ),
        )


def _warnings(
    own: tuple[SafetyWarning, ...], shipped: tuple[SafetyWarning, ...], name: str, where: KeyPath
) -> Iterator[Finding]:
    place = {warning.id: number for number, warning in enumerate(own)}
    for warning in shipped:
        if warning.id not in place:
            yield (
                (*where, "warnings"),
                text(
                    "the warning {id} of {name} is left out; carry it unchanged: {text}",
                    id=quoted(warning.id),
                    name=name,
                    text=quoted(warning.text, 120),
                ),
            )
            continue
        number = place[warning.id]
        for field in _CARRIED:
            if getattr(own[number], field) != getattr(warning, field):
                yield (
                    (*where, "warnings", number, field),
                    text(
                        "{field} of the warning {id} was changed; {name} has {shown}, "
                        "add a warning of your own instead",
                        field=field,
                        id=quoted(warning.id),
                        name=name,
                        shown=_shown(warning, field),
                    ),
                )


def _shown(warning: SafetyWarning, field: str) -> str:
    value = getattr(warning, field)
    if field == "phases":
        return f"[{', '.join(value)}]" if len(value) < 6 else "every"
    return "none" if value is None else quoted(value, 120)


def _why(shipped: Exercise) -> str:
    reasons = [spec.reason for spec in shipped.phases.values() if spec.reason]
    reasons += [warning.text for warning in shipped.warnings if "stretch" in warning.phases]
    return reasons[-1] if reasons else text("nobody says that it may be done so")
