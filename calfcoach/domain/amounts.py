"""Numbers, durations and loads as people write them: `1,5` · `90s` · `1:30` · `2 min` · `1 min 30 s` · `40 kg`.

One reader for the command line, files and fields. Digits are ASCII, a comma between two digits is a decimal point,
and what could be read in two ways is refused. Knows no bounds: what is too much is said by whoever asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MOST_DIGITS = 9
"""Digits of one number that are read; no number of a set has more."""

_NUMBER = r"[0-9]{1,9}(?:[.,][0-9]{1,9})?"
_HOURS, _MINUTES, _SECONDS = "h|hr|hrs|hour|hours", "m|min|mins|minute|minutes", 's|sec|secs|second|seconds|″|"'
_BLANKS = "[ \t\u00a0\u202f]*"
_WORDED = (
    rf"(?:(?P<hours>{_NUMBER}){_BLANKS}(?:{_HOURS})\.?)?{_BLANKS}"
    rf"(?:(?P<minutes>{_NUMBER}){_BLANKS}(?:{_MINUTES}|′|')\.?)?{_BLANKS}"
    rf"(?:(?P<seconds>{_NUMBER})(?:{_BLANKS}(?:{_SECONDS})\.?)?)?"
)
_CLOCK = r"(?:(?P<hours>[0-9]{1,2}):)?(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-9]{2}(?:[.,][0-9]{1,3})?)"
_LOAD = rf"(?P<amount>{_NUMBER}){_BLANKS}(?P<unit>[a-z]*)\.?"
"""Patterns as texts, which `re` compiles once they are used: nearly no start needs them before its first frame."""


class AmountError(ValueError):
    """A text that is no number, duration or load."""


class LoadUnit(StrEnum):
    """What a load is weighed in."""

    KG = "kg"
    LB = "lb"


LB_KG = Decimal("0.45359237")
"""One pound in kilograms, by definition: NIST Handbook 44, appendix C."""

_UNITS = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"), LoadUnit.KG),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), LoadUnit.LB),
}


@dataclass(frozen=True)
class Load:
    """A weight that is moved: `amount` (exact, ≥ 0) in `unit`."""

    amount: Decimal
    unit: LoadUnit = LoadUnit.KG

    def __str__(self) -> str:
        """The canonical form, `37.5 kg`; reading it gives an equal load."""
        return f"{plain(self.amount)} {self.unit}"


def read_whole(text: str) -> int:
    """A whole number: `12`; a minus sign is read so that the bounds can refuse it.

    Raises:
        AmountError: it is none.
    """
    body = text.strip().replace("\u2212", "-")
    if re.fullmatch(rf"-?[0-9]{{1,{MOST_DIGITS}}}", body) is None:
        raise AmountError(body)
    return int(body)


def read_seconds(text: str) -> Decimal:
    """A duration in seconds: `90`, `90s`, `1:30`, `2 min`, `1 min 30 s`, `1,5 min`, `1 h 5 min`.

    A plain number is seconds. In a duration of several parts only the last may have decimals, and the seconds and
    minutes behind a larger part are below 60.

    Raises:
        AmountError: it is none.
    """
    body = text.strip().lower()
    found = re.fullmatch(_CLOCK, body) or re.fullmatch(_WORDED, body)
    if not body or found is None:
        raise AmountError(text.strip())
    parts = [(found[name], factor) for name, factor in (("hours", 3600), ("minutes", 60), ("seconds", 1))]
    given = [(Decimal(amount.replace(",", ".")), factor) for amount, factor in parts if amount is not None]
    if any(amount % 1 for amount, _ in given[:-1]) or any(amount >= 60 for amount, _ in given[1:]):
        raise AmountError(text.strip())
    return sum((amount * factor for amount, factor in given), Decimal(0))


def read_load(text: str, usual: LoadUnit = LoadUnit.KG) -> Load:
    """A load: `40 kg`, `37,5kg`, `90 lb`; a plain number is in the usual unit.

    Raises:
        AmountError: it is none.
    """
    found = re.fullmatch(_LOAD, text.strip().lower())
    if found is None or (found["unit"] and found["unit"] not in _UNITS):
        raise AmountError(text.strip())
    return Load(Decimal(found["amount"].replace(",", ".")), _UNITS.get(found["unit"], usual))


def read_loads(texts: Sequence[str]) -> tuple[Load, ...]:
    """Loads that are written one after the other: `40`, `45`, `50 kg`. The unit of the last is said of all before it.

    Raises:
        AmountError: one of them is none.
    """
    unit = LoadUnit.KG
    loads = []
    for each in reversed(texts):
        loads.append(read_load(each, unit))
        unit = loads[-1].unit
    return tuple(reversed(loads))


def written_loads(loads: Sequence[Load]) -> str:
    """Loads as they are read again: `40 kg`, `40/42.5/45 kg`, `100 lb / 50 kg`; empty for none."""
    if len({each.unit for each in loads}) == 1:
        return f"{'/'.join(plain(each.amount) for each in loads)} {loads[0].unit}"
    return " / ".join(map(str, loads))


def plain(number: Decimal) -> str:
    """A number in its shortest exact form: `3`, `0.5`."""
    written = format(number, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
