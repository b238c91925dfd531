"""The sentences for everything that the core refuses, in the language in force."""

from calfcoach.domain.prescribe import DoseRefused
from calfcoach.domain.refusals import Refusal, Refused
from calfcoach.texts import text


def refusal_text(wrong: Refusal | str) -> str:
    """The reason of a refusal; a finished sentence from another package stays unchanged."""
    if isinstance(wrong, str):
        return wrong
    values: dict[str, object] = {}
    for name, value in wrong.values.items():
        values[name] = refusal_text(value) if isinstance(value, Refusal) else value
    return text(wrong.reason.value, **values)


def error_text(error: BaseException) -> str:
    """The sentence that a person reads for an error."""
    return refusal_text(error.refusal) if isinstance(error, Refused | DoseRefused) else str(error)
