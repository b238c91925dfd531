"""The sentences of what the core refuses, in the language in force."""

from calfcoach.domain.prescribe import DoseRefused
from calfcoach.domain.refusals import Refusal, Refused
from calfcoach.texts import text


def refusal_text(wrong: Refusal | str) -> str:
    """Why something is refused; a sentence of another package as it stands."""
    if isinstance(wrong, str):
        return wrong
    values: dict[str, object] = {}
    for name, value in wrong.values.items():
        values[name] = refusal_text(value) if isinstance(value, Refusal) else value
    return text(wrong.reason.value, **values)


def error_text(error: BaseException) -> str:
    """What an error says to a person."""
    return refusal_text(error.refusal) if isinstance(error, Refused | DoseRefused) else str(error)
