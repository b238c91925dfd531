"""The history as one JSON document of our own: a row a line when we write it, any line breaks when it is read.

It is written and read row by row, so that its size does not matter. docs/data-format.md describes it.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, TextIO

from calfcoach.history.schema import SCHEMA_VERSION, TABLES, Value
from calfcoach.history.transfer.fields import checked
from calfcoach.history.transfer.refusals import ImportRefused, not_ours
from calfcoach.history.transfer.rows import TableRow
from calfcoach.texts import text

_HEAD = re.compile(r'\s*\{\s*"format"\s*:\s*"calfcoach-history"\s*,\s*"schema"\s*:\s*(\d{1,6})\s*,\s*"rows"\s*:\s*\[')
_TAIL = re.compile(r"\s*\]\s*\}\s*")
_BETWEEN = re.compile(r"\s*,?\s*")

_PIECE = 1 << 16
"""The letters of a piece in which the file is read."""

_MOST_ROW = 1_000_000
"""The most letters of one row; the texts in it have a limit of their own."""


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode

_NAMES = {column: f'"{column}": ' for table in TABLES.values() for column in table.columns}
"""What each column is called in a row."""


def write(rows: Iterable[TableRow], file: BinaryIO) -> None:
    """Write rows into a file, without their empty fields."""
    file.write(b'{"format": "calfcoach-history", "schema": %d, "rows": [' % SCHEMA_VERSION)
    between = ""
    for table, row in rows:
        # By hand, because nearly all that a million reps hold is whole numbers: an encoder takes twice as long.
        fields = [f"{_NAMES[column]}{_word(value)}" for column, value in row.items() if value is not None]
        file.write(f'{between}\n{{"{table}": {{{", ".join(fields)}}}}}'.encode())
        between = ","
    file.write(b"\n]}\n")


def _word(value: Value) -> str:
    return repr(value) if type(value) is int else _encode(value)


def read(file: TextIO, passed_over: Callable[[str], object]) -> Iterator[TableRow]:
    """The rows of a file, one by one. `passed_over` is called with each field that the history does not have.

    Raises:
        ImportRefused: it is none of ours, of a newer program, cut off or spoilt.
    """
    buffer = file.read(_PIECE)
    head = _HEAD.match(buffer)
    if head is None:
        raise not_ours()
    if int(head[1]) > SCHEMA_VERSION:
        raise ImportRefused(text("it is of a newer Calfcoach; update to read it"))
    number, at, decoder = 0, head.end(), json.JSONDecoder(parse_constant=_no_number)
    while True:
        between = _BETWEEN.match(buffer, at)
        start = between.end() if between is not None else at
        if _TAIL.fullmatch(buffer, start):
            if more := file.read(_PIECE):
                buffer, at = buffer[at:] + more, 0
                continue
            return
        try:
            found, at = decoder.raw_decode(buffer, start)
        except (ValueError, RecursionError) as error:
            more = file.read(_PIECE)
            if not more or len(buffer) - at > _MOST_ROW:
                raise _cut_off(number + 1, error, not more) from None
            buffer, at = buffer[at:] + more, 0
            continue
        number += 1
        yield _row(found, number, passed_over)


def _no_number(name: str) -> object:
    raise ValueError(name)


def _cut_off(number: int, error: Exception, at_end: bool) -> ImportRefused:
    if at_end:
        return ImportRefused(text("it is cut off or spoilt at row {number}", number=number))
    return ImportRefused(text("row {number} is no row of a history: {error}", number=number, error=str(error)[:80]))


def _row(found: object, number: int, passed_over: Callable[[str], object]) -> TableRow:
    if isinstance(found, dict) and len(found) == 1:
        ((table, row),) = found.items()
        if table in TABLES and isinstance(row, dict):
            known = [column for column in row if column in TABLES[table].columns]
            if len(known) < len(row):
                for column in row.keys() - set(known):
                    passed_over(f"{table}.{column}")
            try:
                return table, {column: checked(table, column, row[column]) for column in known}
            except ValueError as error:
                raise ImportRefused(
                    text("row {number} cannot be: {reason}", number=number, reason=str(error))
                ) from None
    raise ImportRefused(text("row {number} is no row of a history", number=number))
