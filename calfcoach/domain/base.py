"""The common ground of the domain's models: frozen, strict about unknown keys, plain text only."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

_INVISIBLE_ALLOWED = {"\n", "\t", "\u200c", "\u200d", "\u200e", "\u200f"}


def _printable(text: str) -> str:
    for char in text:
        if not char.isprintable() and not char.isspace() and char not in _INVISIBLE_ALLOWED:
            raise ValueError(f"the character U+{ord(char):04X} cannot be shown; remove it")
    return text


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError("a number of seconds is wanted")
    return value


class Model(BaseModel):
    """A frozen value; an unknown key is an error, so that a misspelt safety floor is never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
"""An id: small letters, digits and single hyphens, as in `donkey-calf-raise`."""

Title = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_printable)]
"""One line of text."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000), AfterValidator(_printable)]
"""A paragraph of plain text; markup in it is shown as it stands."""

ShortText = Annotated[str, StringConstraints(min_length=1, max_length=10), AfterValidator(_printable)]
"""A word for the stage, readable at 4 m: at most 10 characters (docs/design.md, "The state machine")."""

Seconds = Annotated[
    Decimal,
    Field(ge=0, le=3600),
    AfterValidator(_finite),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 3600}),
]
"""A duration in seconds, exact, 0 to 3600."""
