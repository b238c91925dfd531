"""A dose: tempo or hold, sets, reps, rests. Knows nothing of the exercise it is for; floors are applied in a plan."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, GetPydanticSchema, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import core_schema

from calfcoach.domain.base import Flag, Model, Seconds
from calfcoach.domain.refusals import Reason, Refused
from calfcoach.domain.tempo import Tempo, TempoError


def _read_tempo(value: object, info: ValidationInfo) -> Tempo:
    if isinstance(value, Tempo):
        return value
    # A compact tempo without an X, 3120, reads as a whole number in YAML.
    if isinstance(value, str | int) and not isinstance(value, bool):
        return Tempo.parse(str(value), up_first=info.data.get("up_first") is True)
    raise TempoError(Reason.NO_TEMPO)


TempoField = Annotated[
    Tempo,
    # It reads everything by itself: a tempo's own fields, which pydantic would look through, are never asked for.
    GetPydanticSchema(lambda _source, _handler: core_schema.with_info_plain_validator_function(_read_tempo)),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["3-1-2-0", "3-0-X-0"], "maxLength": 80}),
]
"""A tempo, written in any notation that `Tempo.parse` reads."""

MAX_SETS = 50
MAX_REPS = 200
MAX_SECONDS = 3600
"""Bounds of what can be asked for: docs/design.md, "Command line"."""

Sets = Annotated[int, Field(ge=1, le=MAX_SETS, strict=True)]
Reps = Annotated[int, Field(ge=1, le=MAX_REPS, strict=True)]


class Prescription(Model):
    """How much and how fast. Exactly one of `tempo` and `hold_s` is given.

    `reps` are per side where the exercise works one side at a time. `relax_s` is the time between two holds,
    `switch_s` the time to change sides, `rest_s` the time between two sets (its last `lead_in_s` are the next set's
    get-ready time), `lead_in_s` the time to get into position before the first set. `up_first` says how the numbers of
    the tempo are written: contract, squeeze, lower, stretch; it is for reading alone, `tempo` is in the usual order.
    """

    up_first: Flag = Field(default=False, exclude=True)  # before `tempo`, which is read by it
    tempo: TempoField | None = None
    hold_s: Annotated[Seconds, Field(gt=0)] | None = None
    relax_s: Seconds = Decimal(5)
    sets: Sets
    reps: Reps
    rest_s: Seconds
    lead_in_s: Seconds = Decimal(10)
    switch_s: Seconds = Decimal(10)

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        if (self.tempo is None) == (self.hold_s is None):
            raise Refused(Reason.TEMPO_OR_HOLD)
        return self
