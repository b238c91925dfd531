"""What an exercise is made of: muscles, steps, phases, tips with their evidence, warnings, sources, variants.

Knows no files, no screen, and not the exercise the parts end up in.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, GetPydanticSchema, WithJsonSchema, model_validator
from pydantic_core import Url, core_schema

from calfcoach.domain.base import Finding, Inconsistent, Model, Seconds, ShortText, Slug, Text, Title, Year
from calfcoach.domain.phases import Phase
from calfcoach.domain.prescription import Prescription
from calfcoach.domain.refusals import Reason, refusal


class Severity(StrEnum):
    """How bad it gets where a warning is ignored: `danger` is injury, `caution` is a lesser harm."""

    DANGER = "danger"
    CAUTION = "caution"


class Side(StrEnum):
    """Which leg works."""

    LEFT = "left"
    RIGHT = "right"


class Position(StrEnum):
    """How the body is while the exercise is done."""

    STANDING = "standing"
    BENT_OVER = "bent-over"
    SEATED = "seated"
    ON_THE_FLOOR = "on-the-floor"


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
    `how` says what the body does in it.
    """

    label: Title | None = None
    short: ShortText | None = None
    how: Title | None = None
    least_s: Seconds = Decimal(0)
    advised_s: tuple[Seconds, Seconds] | None = None
    nominal_s: Annotated[Seconds, Field(gt=0)] | None = None
    reason: Title | None = None

    def over(self, base: "PhaseSpec") -> "PhaseSpec":
        """This spec laid over another: what it says replaces the other's, but the floor is the higher of the two."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        given["least_s"] = max(base.least_s, self.least_s)
        given["reason"] = self.reason or base.reason
        return base.model_copy(update=given)

    def faults(self) -> list[Finding]:
        """What does not go together in it: the field, and what is wrong."""
        found: list[Finding] = []
        if self.least_s > 0 and self.reason is None:
            found.append((("least_s",), refusal(Reason.FLOOR_WITHOUT_REASON)))
        if self.advised_s is not None and not self.least_s <= self.advised_s[0] <= self.advised_s[1]:
            low, high = self.advised_s
            wrong = refusal(Reason.ADVICE_NOT_UPWARDS, low=low, high=high, least=self.least_s)
            found.append((("advised_s",), wrong))
        if self.nominal_s is not None and self.nominal_s < self.least_s:
            wrong = refusal(Reason.NOMINAL_BELOW_FLOOR, nominal=self.nominal_s, least=self.least_s)
            found.append((("nominal_s",), wrong))
        if self.label is not None and len(self.label) > 10 and self.short is None:
            found.append((("label",), refusal(Reason.NO_SHORT_LABEL, label=self.label)))
        return found

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if found := self.faults():
            raise Inconsistent(found)
        return self


class Evidence(Model):
    """What was measured, and the citation of who measured it.

    `label` is a few words for a small tag ("Nunes 2020"); `verdict` says how the finding bears on the tip it is
    with: it supports it, contradicts it, or limits it (other people, another exercise, other conditions).
    """

    finding: Text
    citation: Title
    label: Annotated[Title, Field(max_length=30)] | None = None
    verdict: Literal["supports", "contradicts", "limits"] | None = None
    year: Year | None = None
    doi: Title | None = None


class Tip(Model):
    """Advice. Evidence that speaks for or against it is part of it: neither is ever shown without the other.

    `says` tells whose advice it is; `note` is a short addition shown beside the title; `shown` is the screen it
    belongs to, both where it is not given.
    """

    id: Slug
    title: Title
    text: Text
    says: Title | None = None
    note: Text | None = None
    shown: Literal["setup", "rest"] | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(max_length=20)] = ()


def _every(value: object) -> object:
    return tuple(Phase) if value == "every" else value


_NAMES = {"type": "string", "enum": [phase.value for phase in Phase]}

Phases = Annotated[
    tuple[Phase, ...],
    BeforeValidator(_every),
    WithJsonSchema({"anyOf": [{"const": "every"}, {"type": "array", "items": _NAMES}]}),
]
"""A list of phases; the word `every` stands for all of them."""


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
    phases: Phases = ()


_HTTP = core_schema.url_schema(max_length=2083, allowed_schemes=["http", "https"])

# What pydantic calls HttpUrl, without the module that has it: that one takes longer to load than all of this.
WebAddress = Annotated[Url, GetPydanticSchema(lambda _source, _handler: _HTTP)]
"""An address that begins with http:// or https://."""


class Source(Model):
    """Where the exercise's content comes from; `covers` says what of it."""

    title: Title
    author: Title | None = None
    publisher: Title | None = None
    year: Year | None = None
    url: WebAddress | None = None
    doi: Title | None = None
    covers: Title | None = None
    licence: Title | None = None


class Variant(Model):
    """Another way to do the exercise: what is given replaces its own; floors only rise, warnings are only added."""

    id: Slug
    name: Title
    equipment: Annotated[tuple[Title, ...], Field(max_length=20)] | None = None
    setup: Annotated[tuple[Step, ...], Field(min_length=1, max_length=60)] | None = None
    finish: Annotated[tuple[Step, ...], Field(min_length=1, max_length=20)] | None = None
    figure: Slug | None = None
    prescription: Prescription | None = None
    phases: dict[Phase, PhaseSpec] = Field(default_factory=dict)
    warnings: Annotated[tuple[SafetyWarning, ...], Field(max_length=20)] = ()
    tips: Annotated[tuple[Tip, ...], Field(max_length=60)] = ()
    note: Text | None = None
    says: Title | None = None
