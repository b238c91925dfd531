"""What an exercise is: its steps, phases, warnings, tips, variants and default dose.

Knows no files and no screen. A variant is applied by `Exercise.variant`, which can raise a safety floor and add
warnings but has no way to lower or drop one.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, HttpUrl, field_validator, model_validator

from calfcoach.domain.base import Model, Seconds, ShortText, Slug, Text, Title
from calfcoach.domain.phases import HOLD_ORDER, MOVEMENTS, NOTATION_ORDER, Phase, playback_order
from calfcoach.domain.prescription import Prescription


class Severity(StrEnum):
    """How bad it gets where a warning is ignored: `danger` is injury, `caution` is a lesser harm."""

    DANGER = "danger"
    CAUTION = "caution"


class Side(StrEnum):
    """Which leg works."""

    LEFT = "left"
    RIGHT = "right"


class Muscle(Model):
    """A muscle and how much of the work it does."""

    name: Title
    share: Literal["most", "some"] = "most"


class Step(Model):
    """One step of getting into or out of position; `marker` names the place on the figure it points at."""

    title: Annotated[Title, Field(max_length=80)]
    text: Text
    marker: Slug | None = None


class PhaseSpec(Model):
    """What an exercise says of one phase.

    `least_s` is the safety floor with its `reason`; `advised_s` is advice (from, to), never a limit. `nominal_s` is
    the length of an X or A here. `label` and `short` rename the phase ("Lift the toes"); `short` is for the stage.
    """

    label: Title | None = None
    short: ShortText | None = None
    least_s: Seconds = Decimal(0)
    advised_s: tuple[Seconds, Seconds] | None = None
    nominal_s: Seconds | None = None
    reason: Text | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.least_s > 0 and self.reason is None:
            raise ValueError("a phase with least_s says its reason, which is shown when a tempo is refused")
        if self.advised_s is not None and not self.least_s <= self.advised_s[0] <= self.advised_s[1]:
            raise ValueError("advised_s goes from at least least_s upwards, as in [2, 3]")
        if self.label is not None and len(self.label) > 10 and self.short is None:
            raise ValueError(f"the label {self.label!r} needs a short form of at most 10 characters")
        return self


class Evidence(Model):
    """What was measured, and the citation of who measured it."""

    finding: Text
    citation: Title
    year: Annotated[int, Field(ge=1800, le=2100)] | None = None
    doi: Title | None = None


class Tip(Model):
    """Advice. `says` tells whose advice it is; evidence that speaks for or against it is never shown without it."""

    id: Slug
    title: Title
    text: Text
    says: Title | None = None
    note: Text | None = None
    evidence: tuple[Evidence, ...] = ()


class SafetyWarning(Model):
    """What may hurt. Shown at set-up and during its `phases`, there as `short`; spoken as `say`.

    `phases` empty means: at set-up only.
    """

    id: Slug
    title: Title
    text: Text
    short: Annotated[Title, Field(max_length=60)]
    say: Annotated[Title, Field(max_length=60)] | None = None
    severity: Severity = Severity.DANGER
    phases: tuple[Phase, ...] = ()

    @field_validator("phases", mode="before")
    @classmethod
    def _every(cls, value: object) -> object:
        return tuple(Phase) if value == "every" else value


class Source(Model):
    """Where the exercise's content comes from."""

    title: Title
    author: Title | None = None
    publisher: Title | None = None
    year: Annotated[int, Field(ge=1800, le=2100)] | None = None
    url: HttpUrl | None = None
    doi: Title | None = None
    covers: Title | None = None
    licence: Title | None = None


class Variant(Model):
    """Another way to do the exercise: what is given replaces its own; floors only rise, warnings are only added."""

    id: Slug
    name: Title
    equipment: tuple[Title, ...] | None = None
    setup: tuple[Step, ...] | None = None
    finish: tuple[Step, ...] | None = None
    figure: Slug | None = None
    prescription: Prescription | None = None
    phases: dict[Phase, PhaseSpec] = Field(default_factory=dict)
    warnings: tuple[SafetyWarning, ...] = ()
    tips: tuple[Tip, ...] = ()
    note: Text | None = None
    says: Title | None = None


class Exercise(Model):
    """One exercise, complete. Steps are in order; the first variant, if there are any, is the usual one."""

    id: Slug
    name: Title
    aliases: tuple[Title, ...] = ()
    summary: Title
    muscles: Annotated[tuple[Muscle, ...], Field(min_length=1)]
    equipment: tuple[Title, ...] = ()
    setup: Annotated[tuple[Step, ...], Field(min_length=1, max_length=60)]
    finish: Annotated[tuple[Step, ...], Field(min_length=1, max_length=20)]
    start_phase: Phase = Phase.LOWER
    phases: dict[Phase, PhaseSpec] = Field(default_factory=dict)
    one_side_at_a_time: bool = False
    intended_rebound: bool = False
    warnings: tuple[SafetyWarning, ...] = ()
    tips: tuple[Tip, ...] = ()
    variants: tuple[Variant, ...] = ()
    prescription: Prescription
    figure: Slug | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]

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

    def label(self, phase: Phase) -> str:
        """The phase's name in full, as the exercise calls it."""
        return self.spec(phase).label or phase.value.capitalize()

    def short_label(self, phase: Phase) -> str:
        """The phase's name for the stage: at most 10 characters."""
        spec = self.spec(phase)
        return spec.short or spec.label or phase.value.capitalize()

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
            phases[phase] = theirs.model_copy(
                update={
                    "least_s": max(self.spec(phase).least_s, theirs.least_s),
                    "reason": theirs.reason or self.spec(phase).reason,
                }
            )
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

    def _find_variant(self, variant_id: str) -> Variant:
        for variant in self.variants:
            if variant.id == variant_id:
                return variant
        raise KeyError(variant_id)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.start_phase not in (*MOVEMENTS, Phase.HOLD):
            raise ValueError("start_phase is lower, contract or hold")
        _check_phases(self.playback, self.phases, "phases")
        _check_prescription(self, self.prescription, "prescription")
        for kind in ("warnings", "tips", "variants"):
            _check_unique([item.id for item in getattr(self, kind)], kind)
        for variant in self.variants:
            _check_variant(self, variant)
        return self


_NOTHING_SAID = PhaseSpec()


def _check_unique(ids: list[str], where: str) -> None:
    for position, one in enumerate(ids):
        if one in ids[:position]:
            raise ValueError(f"{where}: the id {one!r} is used twice")


def _check_phases(playback: tuple[Phase, ...], phases: dict[Phase, PhaseSpec], where: str) -> None:
    wanted = HOLD_ORDER if Phase.HOLD in playback else NOTATION_ORDER
    for phase in phases:
        if phase not in wanted:
            raise ValueError(f"{where}: {phase} is no phase of this exercise; it has {', '.join(wanted)}")


def _check_prescription(exercise: Exercise, dose: Prescription, where: str) -> None:
    if exercise.is_hold and dose.hold_s is None:
        raise ValueError(f"{where}: an exercise that starts with a hold says hold_s")
    if not exercise.is_hold and dose.tempo is None:
        raise ValueError(f"{where}: an exercise that starts with a movement says its tempo")


def _check_variant(exercise: Exercise, variant: Variant) -> None:
    where = f"variants: {variant.id}"
    _check_phases(exercise.playback, variant.phases, where)
    if variant.prescription is not None:
        _check_prescription(exercise, variant.prescription, where)
    for phase, spec in variant.phases.items():
        floor = exercise.spec(phase)
        if spec.least_s and spec.least_s < floor.least_s:
            raise ValueError(
                f"{where}: least_s {spec.least_s} of {phase} is below the exercise's {floor.least_s} s: {floor.reason}"
            )
    ours = {warning.id: warning for warning in exercise.warnings}
    for warning in variant.warnings:
        if warning.id in ours and warning != ours[warning.id]:
            raise ValueError(f"{where}: the warning {warning.id!r} is the exercise's own and cannot be changed")
