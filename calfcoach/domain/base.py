"""The common ground of the domain's models: frozen, strict about unknown keys, plain text only."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)

from calfcoach.domain.refusals import Reason, Refusal, Refused

Finding = tuple[tuple[str | int, ...], Refusal | str]
"""A place in a model (field names and indices) and what is wrong there; a package above says it in a sentence."""

_INVISIBLE_ALLOWED = {"\n", "\t", "\u200c", "\u200d", "\u200e", "\u200f"}


def _printable(text: str) -> str:
    if text.isprintable():  # nearly every text is, and there are hundreds in a file
        return text
    for char in text:
        if not char.isprintable() and not char.isspace() and char not in _INVISIBLE_ALLOWED:
            raise Refused(Reason.UNPRINTABLE, code=f"U+{ord(char):04X}")
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise Refused(Reason.SEVERAL_LINES)
    return text


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise Refused(Reason.NOT_FINITE)
    return value


def _number(value: object, info: ValidationInfo) -> object:
    # JSON has no exact decimals, so there they are texts; elsewhere "60" and true are slips.
    if isinstance(value, bool) or (isinstance(value, str) and info.mode == "python"):
        raise Refused(Reason.NO_SECONDS)
    return value


class Inconsistent(ValueError):
    """Parts of a model that are each valid but contradict each other; all of them at once.

    `findings` holds for each the path (field names and indices) from the model that raises it, and what is wrong.
    """

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(str(wrong) for _, wrong in findings))
        self.findings = tuple(findings)


@dataclass
class FindingsOnly:
    """A validation's context for a linter: what does not go together is gathered here and raises nothing.

    A model made so may be inconsistent: it is good for further checks, never for training.
    """

    findings: list[Finding] = field(default_factory=list)


def report(found: list[Finding], info: ValidationInfo) -> None:
    """Give what does not fit together to the linter that asked for it.

    Raises:
        Inconsistent: there is something, and nobody gathers it.
    """
    if isinstance(info.context, FindingsOnly):
        info.context.findings += found
    elif found:
        raise Inconsistent(found)


class Model(BaseModel):
    """A frozen value; an unknown key is an error, so that a misspelt safety floor is never ignored."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        allow_inf_nan=False,
        # pydantic builds a part's validator together with the model it belongs to, when that is first used; this halves
        # the start-up time.
        defer_build=True,
    )


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""An id: small letters, digits and single hyphens between them, as in `donkey-calf-raise` and `3-4-sit-up`."""

Title = Annotated[
    str, StringConstraints(min_length=1, max_length=300), AfterValidator(_printable), AfterValidator(_one_line)
]
"""One line of text."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000), AfterValidator(_printable)]
"""A paragraph of plain text; markup in it is shown as it stands."""

ShortText = Annotated[
    str, StringConstraints(min_length=1, max_length=10), AfterValidator(_printable), AfterValidator(_one_line)
]
"""A word for the stage, readable at 4 m: at most 10 characters (docs/exercise-format.md)."""

Flag = StrictBool
"""True or false; `yes` and 1 are not guessed at."""

Year = Annotated[int, Field(ge=1800, le=2100, strict=True)]
"""A year of publication."""

Seconds = Annotated[
    Decimal,
    Field(ge=0, le=3600),
    BeforeValidator(_number),
    AfterValidator(_finite),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 3600}),
]
"""A duration in seconds, exact, 0 to 3600."""
