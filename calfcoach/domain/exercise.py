"""What an exercise is: its steps, phases, warnings, tips, variants and default dose.

Knows no files and no screen. A variant is applied by `Exercise.variant`, which can raise a safety floor and add
warnings but has no way to lower or drop one.
"""

from typing import Annotated, Self

from pydantic import Field, ValidationInfo, model_validator

from calfcoach.domain.base import Flag, Model, Slug, Title, report
from calfcoach.domain.consistency import inconsistencies
from calfcoach.domain.parts import (
    Evidence,
    Muscle,
    PhaseSpec,
    Position,
    SafetyWarning,
    Severity,
    Side,
    Source,
    Step,
    Tip,
    Variant,
)
from calfcoach.domain.phases import Phase, PhaseName, playback_order
from calfcoach.domain.prescription import Prescription

__all__ = [
    "Evidence",
    "Exercise",
    "Muscle",
    "PhaseSpec",
    "Position",
    "SafetyWarning",
    "Severity",
    "Side",
    "Source",
    "Step",
    "Tip",
    "Variant",
]


class Exercise(Model):
    """One exercise, complete. Steps are in order; the first variant, if there are any, is the usual one.

    `prescription` is the usual dose, `dose_note` says in a line what doses are common and where that comes from.
    `intended_rebound` allows an X in the lowering. `figure` is the id of the picture. `program_phase` is the phase
    of a program before which the exercise has no place; an exercise that says so stands in no list of exercises.
    `origin` is the exercise that this one is a copy of: its floors and warnings hold here too.
    """

    id: Slug
    origin: Slug | None = None
    name: Title
    aliases: Annotated[tuple[Title, ...], Field(max_length=60)] = ()
    summary: Title
    muscles: Annotated[tuple[Muscle, ...], Field(min_length=1, max_length=20)]
    position: Position | None = None
    equipment: Annotated[tuple[Title, ...], Field(max_length=20)] = ()
    setup: Annotated[tuple[Step, ...], Field(min_length=1, max_length=60)]
    finish: Annotated[tuple[Step, ...], Field(min_length=1, max_length=20)]
    start_phase: Phase = Phase.LOWER
    phases: dict[Phase, PhaseSpec] = Field(default_factory=dict)
    one_side_at_a_time: Flag = False
    intended_rebound: Flag = False
    program_phase: Annotated[int, Field(ge=1, le=20, strict=True)] | None = None
    warnings: Annotated[tuple[SafetyWarning, ...], Field(max_length=20)] = ()
    tips: Annotated[tuple[Tip, ...], Field(max_length=60)] = ()
    variants: Annotated[tuple[Variant, ...], Field(max_length=20)] = ()
    prescription: Prescription
    dose_note: Title | None = None
    figure: Slug | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1, max_length=60)]

    @property
    def is_hold(self) -> bool:
        """Whether it has no tempo: one rep is one hold."""
        return self.start_phase is Phase.HOLD

    @property
    def playback(self) -> tuple[Phase, ...]:
        """The phases of one rep in the order they are performed."""
        return playback_order(self.start_phase)

    def spec(self, phase: Phase) -> PhaseSpec:
        """What the exercise says of a phase; an empty spec where it says nothing."""
        return self.phases.get(phase, _NOTHING_SAID)

    def name_of(self, phase: Phase) -> PhaseName:
        """What the exercise calls a phase, for a refusal."""
        return PhaseName(phase, self.spec(phase).label)

    def warnings_in(self, phase: Phase) -> tuple[SafetyWarning, ...]:
        """The warnings bound to a phase: those for it alone first, then those for every phase."""
        bound = [warning for warning in self.warnings if phase in warning.phases]
        return tuple(sorted(bound, key=lambda warning: len(warning.phases)))

    def variant(self, variant_id: str | None) -> "Exercise":
        """The exercise as the variant has it; None gives the first variant, or the exercise itself without any.

        Raises:
            KeyError: there is no such variant; the key is its id.
        """
        if not self.variants:
            if variant_id is None:
                return self
            raise KeyError(variant_id)
        chosen = self.variants[0] if variant_id is None else self._find_variant(variant_id)
        phases = dict(self.phases)
        for phase, theirs in chosen.phases.items():
            phases[phase] = theirs.over(self.spec(phase))
        ours = {warning.id for warning in self.warnings}
        return self.model_copy(
            update={
                "phases": phases,
                "warnings": self.warnings + tuple(w for w in chosen.warnings if w.id not in ours),
                "tips": self.tips + chosen.tips,
                **{
                    name: value
                    for name in ("equipment", "setup", "finish", "figure", "prescription")
                    if (value := getattr(chosen, name)) is not None
                },
            }
        )

    def kept_as(self, variant_id: str | None) -> tuple[str | None, ...]:
        """The ids under which a variant may be kept: the first one also as None, which is what chooses it."""
        if not self.variants:
            return (None,)
        return (None, self.variants[0].id) if variant_id in (None, self.variants[0].id) else (variant_id,)

    def _find_variant(self, variant_id: str) -> Variant:
        for variant in self.variants:
            if variant.id == variant_id:
                return variant
        raise KeyError(variant_id)

    @model_validator(mode="after")
    def _consistent(self, info: ValidationInfo) -> Self:
        report(inconsistencies(self), info)
        return self


_NOTHING_SAID = PhaseSpec.model_construct()  # nothing is said in it, so nothing need be checked
