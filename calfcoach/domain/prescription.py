"""A dose: tempo or hold, sets, reps, rests. Knows nothing of the exercise it is for; floors are applied in a plan."""

from contextlib import suppress
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import (
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    GetPydanticSchema,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from calfcoach.domain.amounts import AmountError, Load, read_load
from calfcoach.domain.base import Flag, Model, Seconds
from calfcoach.domain.dose_fields import OPEN as OPEN
from calfcoach.domain.dose_fields import RepsAsked as RepsAsked
from calfcoach.domain.dose_fields import loads_from, reps_from
from calfcoach.domain.dose_text import read_dose
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

MOST_LOAD = Decimal(2000)
"""The heaviest load that is taken, in either unit: sleds and racks end well below it. Our bound."""

Sets = Annotated[int, Field(ge=1, le=MAX_SETS, strict=True)]
_SetReps = Annotated[int, Field(ge=1, le=MAX_REPS, strict=True)]


def _kind_of_reps(value: object) -> str:
    if isinstance(value, list | tuple):
        return "each"
    return "open" if value == OPEN else "all"


_EACH_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {
            "type": "array",
            "items": {"type": "integer", "minimum": 1, "maximum": MAX_REPS},
            "minItems": 1,
            "maxItems": MAX_SETS,
        },
        {"type": "string", "pattern": r"^\s*[0-9]+(\s*/\s*[0-9]+)+\s*$", "examples": ["12/10/9/8"]},
    ]
}

Reps = Annotated[
    Annotated[_SetReps, Tag("all")]
    | Annotated[Literal["max"], Tag("open")]
    | Annotated[
        tuple[_SetReps, ...], Field(min_length=1, max_length=MAX_SETS), WithJsonSchema(_EACH_SCHEMA), Tag("each")
    ],
    Discriminator(_kind_of_reps),
]
"""The reps of every set; or of each set by itself, in order; or `max`: each set is open."""


def _read_loads(value: object) -> tuple[Load, ...]:
    if isinstance(value, str) and "/" in value:
        value = loads_from(value)
    listed = value if isinstance(value, list | tuple) else [value]
    if not 1 <= len(listed) <= MAX_SETS:
        raise Refused(Reason.NO_LOAD)
    return tuple(_read_load(each) for each in listed)


def _read_load(value: object) -> Load:
    if isinstance(value, bool) or not isinstance(value, Load | str | int | Decimal):
        raise Refused(Reason.NO_LOAD)
    try:
        load = read_load(value) if isinstance(value, str) else value
    except AmountError:
        raise Refused(Reason.LOAD_NOT_READ, load=str(value)[:40]) from None
    if not isinstance(load, Load):
        load = Load(Decimal(load))
    if not 0 <= load.amount <= MOST_LOAD:
        raise Refused(Reason.LOAD_OUT_OF_BOUNDS, most=MOST_LOAD, asked=load)
    return load


_LOAD_SCHEMA = {"type": ["string", "number"], "examples": ["40 kg", "90 lb", 40]}
Loads = Annotated[
    tuple[Load, ...],
    GetPydanticSchema(
        lambda _source, _handler: core_schema.no_info_plain_validator_function(
            _read_loads,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda loads: [str(load) for load in loads]),
        )
    ),
    WithJsonSchema({"anyOf": [_LOAD_SCHEMA, {"type": "array", "items": _LOAD_SCHEMA, "maxItems": MAX_SETS}]}),
]
"""The load of every set, or of each set by itself, in order: `40 kg`, `90 lb`; a plain number is kilograms."""


def _sets_need_not_be_given(schema: dict[str, Any]) -> None:
    schema["required"] = [name for name in schema["required"] if name != "sets"]


class Prescription(Model):
    """How much and how fast. Exactly one of `tempo` and `hold_s` is given.

    `reps` are per side where the exercise works one side at a time; given for each set by itself, `sets` is as many and
    need not be given. `load` is for every set or for each, None where nothing is said of it. `relax_s` is the time
    between two holds, `switch_s` the time to change sides, `rest_s` the time between two sets (its last `lead_in_s` are
    the next set's get-ready time), `lead_in_s` the time to get into position before the first set. `up_first` says how
    the numbers of the tempo are written: contract, squeeze, lower, stretch; it is for reading alone, `tempo` is in the
    usual order.
    """

    model_config = ConfigDict(json_schema_extra=_sets_need_not_be_given)

    up_first: Flag = Field(default=False, exclude=True)  # before `tempo`, which is read by it
    tempo: TempoField | None = None
    hold_s: Annotated[Seconds, Field(gt=0)] | None = None
    relax_s: Seconds = Decimal(5)
    sets: Sets
    reps: Reps
    load: Loads | None = None
    rest_s: Seconds
    lead_in_s: Seconds = Decimal(10)
    switch_s: Seconds = Decimal(10)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        text = {"type": "string", "examples": ["4x15 @ 3-1-2-0 rest 60 s", "5x45 s hold rest 2 min"]}
        written = handler(schema)
        return {"description": written.pop("description", ""), "anyOf": [written, text]}

    @property
    def is_open(self) -> bool:
        """Whether the person ends each set: it has no number of reps."""
        return self.reps == OPEN

    def reps_in(self, set_number: int) -> int | None:
        """The reps of a set (from 1), None where it is open."""
        if isinstance(self.reps, tuple):
            return self.reps[set_number - 1]
        return None if self.reps == OPEN else self.reps

    def load_in(self, set_number: int) -> Load | None:
        """The load of a set (from 1), None where nothing is said of it."""
        if self.load is None:
            return None
        return self.load[0] if len(self.load) == 1 else self.load[set_number - 1]

    @model_validator(mode="before")
    @classmethod
    def _with_sets(cls, data: object) -> object:
        """Read a dose or reps given as text. If there are reps for each set, their count is the number of sets."""
        if isinstance(data, str):
            data = read_dose(data).whole()
        if isinstance(data, dict) and isinstance(written := data.get("reps"), str) and "/" in written:
            with suppress(Refused):  # a text that is no list of reps stays; the validation of `reps` refuses it
                data = {**data, "reps": reps_from(written)}
        if isinstance(data, dict) and "sets" not in data and isinstance(data.get("reps"), list | tuple):
            return {**data, "sets": len(data["reps"])}
        return data

    @model_validator(mode="after")
    def _one_for_each_set(self) -> Self:
        if isinstance(self.reps, tuple) and len(self.reps) != self.sets:
            raise Refused(Reason.REPS_AND_SETS, reps=len(self.reps), sets=self.sets)
        if self.load is not None and len(self.load) not in (1, self.sets):
            raise Refused(Reason.LOADS_AND_SETS, loads=len(self.load), sets=self.sets)
        return self

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        if (self.tempo is None) == (self.hold_s is None):
            raise Refused(Reason.TEMPO_OR_HOLD)
        return self
