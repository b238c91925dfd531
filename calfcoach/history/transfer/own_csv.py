"""The history as one table of our own: a row a set, with its session and exercise, and a row a rep.

What has no set, or no session, has a row of its own, and the last row says `end`: a file without it was cut off. It is
written and read row by row. docs/data-format.md describes it.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO, TextIO

from calfcoach.history.schema import TABLES, Value
from calfcoach.history.transfer.fields import from_word, is_text
from calfcoach.history.transfer.refusals import ImportRefused, not_ours
from calfcoach.history.transfer.rows import TableRow
from calfcoach.history.whole import local_time
from calfcoach.texts import text

KINDS: Mapping[str, tuple[str, ...]] = {
    "person": ("person",),
    "session": ("session",),
    "exercise": ("session", "session_item"),
    "set": ("session", "session_item", "exercise_set"),
    "rep": ("rep",),
    "end": (),
}
"""The tables whose columns each kind of row fills."""

_KIND_OF = {"person": "person", "session": "session", "session_item": "exercise", "exercise_set": "set", "rep": "rep"}

COLUMNS = (
    "row",
    "started",
    *(f"{table.name}.{column}" for table in TABLES.values() for column in table.columns),
)
"""`started` is the local time, for whoever reads the table; it is not read back."""

_TEXTS = {
    table.name: tuple(place for place, column in enumerate(table.columns) if is_text(column))
    for table in TABLES.values()
}
"""The places of the texts in a row of each table."""

_EMPTY: Mapping[str, list[Value]] = {table.name: [None] * len(table.columns) for table in TABLES.values()}

_BEFORE_A_REP = "rep" + "," * COLUMNS.index("rep.set_id")

_OURS = frozenset(
    ("row", "started", *(f"{table.name}.{column}" for table in TABLES.values() for column in table.columns))
)
"""Every column of ours."""

_MOST_LINE = 1_000_000
"""The most letters of one line."""

RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
"""A text that begins so could be taken for a formula by a spreadsheet: https://owasp.org/www-community/attacks/CSV_Injection.
It is written with an apostrophe before it, which is taken off when it is read."""


def safe(word: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return "'" + word if word.startswith(RISKY) else word


def write(rows: Iterable[TableRow], file: BinaryIO) -> None:
    """Write rows, which come as `all_rows` gives them, into a file."""
    with table_file(file) as lines:
        table = csv.writer(lines)  # not by names: to look up 67 of them in each row takes most of the time
        table.writerow(COLUMNS)
        for table_name, filled in _outermost(rows):
            if table_name == "rep":
                # Nearly all rows are reps, and their columns the last: what is empty before them is always the same.
                lines.write(_BEFORE_A_REP)
                table.writerow(_cells("rep", filled["rep"]))
            else:
                table.writerow(_line(_KIND_OF[table_name], filled))
        table.writerow(_line("end", {}))


class table_file(io.TextIOWrapper):  # noqa: N801 - used as a `with`
    """Writes text into a file of bytes, which stays open afterwards."""

    def __init__(self, file: BinaryIO) -> None:
        # With its mark, without which spreadsheets take UTF-8 for something else.
        super().__init__(file, encoding="utf-8-sig", newline="")

    def __exit__(self, *_error: object) -> None:
        self.detach()


def _outermost(rows: Iterable[TableRow]) -> Iterator[tuple[str, dict[str, dict[str, Value]]]]:
    """Each row together with the rows that it belongs to. A session or an exercise that has sets gets no line of its
    own: the lines of its sets repeat it.
    """
    waiting: str | None = None
    parents: dict[str, dict[str, Value]] = {}
    order = list(TABLES)
    for name, row in rows:
        if waiting is not None and (order.index(name) <= order.index(waiting) or name == "rep"):
            yield waiting, parents
        waiting = None
        if name in ("person", "rep"):
            yield name, {name: row}
            continue
        parents = {each: parents[each] for each in order[1 : order.index(name)]} | {name: row}
        waiting = name
        if name == "exercise_set":
            yield name, parents
            waiting = None
    if waiting is not None:
        yield waiting, parents


def _line(kind: str, filled: Mapping[str, Mapping[str, Value]]) -> list[Value]:
    line: list[Value] = [kind, _started(filled["session"]) if "session" in filled else None]
    for table in TABLES:
        line += _cells(table, filled[table]) if table in filled else _EMPTY[table]
    return line


def _started(session: Mapping[str, Value]) -> str:
    started_ms, offset_s = session["started_ms"], session["utc_offset_s"]
    assert isinstance(started_ms, int)
    assert isinstance(offset_s, int)
    return local_time(started_ms, offset_s).isoformat(sep=" ", timespec="seconds")


def _cells(table: str, row: Mapping[str, Value]) -> list[Value]:
    """The cells of a row; numbers are written exactly."""
    cells = [row[column] for column in TABLES[table].columns]
    for place in _TEXTS[table]:
        if cells[place] is not None:
            cells[place] = safe(str(cells[place]))
    return cells


def read(file: TextIO, passed_over: Callable[[str], object]) -> Iterator[TableRow]:
    """The rows of a file, one by one; a session or an exercise comes again with each line that repeats it.

    `passed_over` is told of each column that the history has no place for.

    Raises:
        ImportRefused: it is none of ours, cut off or spoilt.
    """
    head = file.readline(_MOST_LINE)
    delimiter = max(",;\t", key=head.count)
    lines = csv.reader(_bounded(file), delimiter=delimiter, strict=True)
    try:
        columns = next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error:
        raise not_ours() from None
    if "row" not in columns or not {"session.id", "exercise_set.id"} <= set(columns):
        raise not_ours()
    for column in columns:
        if column not in _OURS:
            passed_over(column)
    ended = False
    try:
        for cells in lines:
            if not cells:
                continue
            if len(cells) != len(columns):
                raise ImportRefused(text("line {number} is cut off or has cells too many", number=lines.line_num + 1))
            given = dict(zip(columns, cells, strict=True))
            ended = ended or given["row"] == "end"
            yield from _rows(given, lines.line_num + 1)
    except csv.Error as error:
        raise ImportRefused(
            text("line {number} cannot be read: {reason}", number=lines.line_num + 1, reason=str(error))
        ) from None
    if not ended:
        raise ImportRefused(text("it is cut off: its last row, `end`, is missing"))


def _bounded(file: TextIO) -> Iterator[str]:
    while line := file.readline(_MOST_LINE):
        if len(line) >= _MOST_LINE:
            raise csv.Error(text("it is too long"))
        yield line


def _rows(given: Mapping[str, str], number: int) -> Iterator[TableRow]:
    if given["row"] not in KINDS:
        raise ImportRefused(text("line {number} is no row of a history", number=number))
    for name in KINDS[given["row"]]:
        row: dict[str, Value] = {}
        for column in TABLES[name].columns:
            word = given.get(f"{name}.{column}")
            if word is None:
                continue
            if is_text(column) and word.startswith("'"):
                word = word[1:]
            try:
                row[column] = from_word(name, column, word)
            except ValueError as error:
                raise ImportRefused(
                    text("line {number} cannot be: {reason}", number=number, reason=str(error))
                ) from None
        yield name, row
