"""The sentences for everything that the core refuses, in the language in force."""

from calfcoach.domain.phases import PhaseName
from calfcoach.domain.prescribe import DoseRefused
from calfcoach.domain.refusals import Refusal, Refused
from calfcoach.texts import text
from calfcoach.wording.phases import phase_text


def refusal_text(wrong: Refusal | str) -> str:
    """The reason of a refusal; a finished sentence from another package stays unchanged."""
    if isinstance(wrong, str):
        return wrong
    return text(wrong.reason.value, **{name: _value_text(value) for name, value in wrong.values.items()})


def _value_text(value: object) -> object:
    """A value of a refusal: its words in the language in force, if it has words; else the value itself."""
    if isinstance(value, Refusal):
        return refusal_text(value)
    return phase_text(value) if isinstance(value, PhaseName) else value


def error_text(error: BaseException) -> str:
    """The sentence that a person reads for an error."""
    return refusal_text(error.refusal) if isinstance(error, Refused | DoseRefused) else str(error)
