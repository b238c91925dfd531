"""What each field of the history may hold, for rows that come from a file which anybody may have changed.

Knows no file. What the program itself writes needs none of this.
"""

import math
from collections.abc import Mapping
from uuid import UUID

from calfcoach.domain.amounts import LoadUnit
from calfcoach.history.schema import TABLES, Value
from calfcoach.texts import text

MOST_LETTERS = 100_000
"""The most characters of one text: more than any note that a person writes, and fewer than the csv module's limit."""

_MOST = 2**53
"""Whole numbers up to here are the same in every program that reads JSON or a table: IEEE 754, binary64."""

_FIRST_MS, _LAST_MS = -62 * 10**12, 253 * 10**12
"""The years 5 to 9987: what Python's calendar has, with room for every time zone and for a week."""

_LONGEST_MS = 366 * 86_400_000
"""No session lasts longer than a year."""

_TEXTS = frozenset(
    {
        *("name", "ended", "note", "device", "changeover_s", "place_phase", "exercise", "exercise_name", "variant"),
        *("variant_name", "start_phase", "dose", "load_unit", "side", "source"),
    }
)
_REALS = frozenset({"load", "device_offset_ms"})
_NEVER_NULL = frozenset({"name", "note", "exercise", "exercise_name", "dose", "side"})
_CHOICES: Mapping[str, frozenset[str]] = {
    "ended": frozenset({"finished", "stopped"}),
    "side": frozenset({"both", "left", "right"}),
    "load_unit": frozenset(LoadUnit),
}
_RANGES: Mapping[str, tuple[int, int]] = {
    "started_ms": (_FIRST_MS, _LAST_MS),
    "created_ms": (_FIRST_MS, _LAST_MS),
    **dict.fromkeys(("last_ms", "paused_ms", "tension_ms"), (0, _LONGEST_MS)),
    "utc_offset_s": (-86_399, 86_399),  # what a time zone may be away from UTC: less than a day
    "effort": (0, 10),
    "pain": (0, 10),
    "complete": (0, 1),
    "repeated": (0, 1),
    **dict.fromkeys(("attempt", "number", "block_number", "set_number", "planned_reps"), (0, 1_000_000)),
    **dict.fromkeys(("counted_reps", "performed_reps", "performed_left", "performed_right"), (0, 1_000_000)),
    **dict.fromkeys(("pauses", "place_block", "place_rep"), (0, 1_000_000)),
}


class WrongField(ValueError):
    """A field with a value that is not possible, told in a sentence."""


def is_text(column: str) -> bool:
    """Whether a column holds texts; the others hold numbers or ids."""
    return column in _TEXTS


def checked(table: str, column: str, value: object) -> Value:
    """A value as the history may hold it.

    Raises:
        WrongField: it may not.
    """
    if value is None and column not in _NEVER_NULL:
        return None
    try:
        return _checked(table, column, value)
    except ValueError:
        shown = f"{str(value)[:40]!r}"
        raise WrongField(text("{column} cannot be {value}", column=f"{table}.{column}", value=shown)) from None


def from_word(table: str, column: str, word: str) -> Value:
    """A value from the cell of a table; an empty one is none, and a comma may stand for the point.

    Raises:
        WrongField: the history cannot hold it.
    """
    if is_text(column):
        return checked(table, column, word if word or column in _NEVER_NULL else None)
    if not word:
        return None
    if column in TABLES[table].ids:
        return checked(table, column, word)
    try:
        number = float(word.replace(",", ".")) if column in _REALS else int(word)
    except ValueError:
        return checked(table, column, word)  # which says why not
    return checked(table, column, number)


def _checked(table: str, column: str, value: object) -> Value:
    if column in TABLES[table].ids:
        if not isinstance(value, str):
            raise ValueError
        return str(UUID(value))
    if column in _TEXTS:
        if not isinstance(value, str) or len(value) > MOST_LETTERS or not _is_whole_text(value):
            raise ValueError
        if column in _CHOICES and value not in _CHOICES[column]:
            raise ValueError
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError
    if column in _REALS:
        return _real(column, value)
    least, most = _RANGES.get(column, (0, _MOST))
    if not isinstance(value, int) or not least <= value <= most:
        raise ValueError
    return value


def _real(column: str, value: float) -> float:
    if not math.isfinite(value) or abs(value) > _MOST or (column == "load" and value < 0):
        raise ValueError
    return float(value)


def _is_whole_text(value: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in value)  # no UTF-8 has these halves
