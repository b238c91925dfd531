"""Turns a file that is to be taken in into a history of its own, beside the one in use, and proves it there.

A file of ours (JSON or a table) is read row by row; a history is copied and brought up to date. Touches no other.
"""

import codecs
import io
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from calfcoach.files.private import private_file, private_folder
from calfcoach.files.reading import open_to_read
from calfcoach.history import database, restore
from calfcoach.history.schema import Change, Value
from calfcoach.history.transfer import own_csv, own_json
from calfcoach.history.transfer.refusals import ImportRefused, not_ours
from calfcoach.history.transfer.rows import Share, TableRow
from calfcoach.texts import plural, printable, text

MOST_BYTES = 4_000_000_000
"""A larger file is refused: a million reps take 300 MB."""

_EVERY = 1000
"""Progress is told each time that this number of rows was read."""


LONGEST_NAME = 40
"""The most letters that are shown of the name of a column which the history does not have."""

MOST_NAMED = 20
"""The most such columns that are named."""


@dataclass(frozen=True)
class Staged:
    """What a file holds, as the history `path`; `passed_over` names the columns that a history does not have."""

    path: Path
    passed_over: tuple[str, ...] = ()


@contextmanager
def staged(history: Path, source: Path, progress: Share) -> Iterator[Staged]:
    """What a file holds, as a history that is deleted at the end of the `with`.

    Raises:
        ImportRefused: the file holds none, or not a whole one.
        KnownError: it is a history that is damaged or newer.
        sqlite3.Error, OSError: it cannot be read, or nothing can be written beside the history.
    """
    private_folder(history.parent)
    if history.exists() and source.exists() and history.samefile(source):
        raise ImportRefused(text("it is the history in use"))
    with tempfile.TemporaryDirectory(prefix=".history-import-", dir=history.parent) as folder:
        ready = Path(folder, "history.sqlite")
        with open_to_read(source, MOST_BYTES) as file:
            is_history = file.read(16) == b"SQLite format 3\0"
            file.seek(0)
            passed_over = () if is_history else _fill(ready, file, progress)
        if is_history:
            restore.prove(source, progress)
            restore.make_ready(source, ready, progress)
        yield Staged(ready, passed_over)


def _fill(ready: Path, file: BinaryIO, progress: Share) -> tuple[str, ...]:
    """Fill a history with the rows of a file; returns the file's columns that a history does not have."""
    private_file(ready)
    passed_over: dict[str, None] = {}

    def pass_over(column: str) -> None:
        if len(passed_over) < MOST_NAMED:
            passed_over[printable(column)[:LONGEST_NAME]] = None

    with closing(sqlite3.connect(ready, isolation_level=None)) as made:
        # It is deleted in any case, so it needs no protection against a crash.
        made.execute("PRAGMA journal_mode = OFF")
        made.execute("PRAGMA synchronous = OFF")
        database.bring_up_to_date(made, None)
        made.execute("BEGIN")
        try:
            start = file.read(64)
            file.seek(0)
            encoding = "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
            if encoding != "utf-16" and any(each < 32 and each not in b"\t\r\n" for each in start):
                raise not_ours()
            is_json = start.decode(encoding, "ignore").lstrip().startswith("{")
            with io.TextIOWrapper(file, encoding=encoding, newline="") as lines:
                for row in _rows(file, lines, is_json, progress, pass_over):
                    _put(made, row)
        except UnicodeDecodeError:
            raise ImportRefused(text("it is not in UTF-8; save it as UTF-8 and import it again")) from None
        made.execute("COMMIT")
        lost = len(made.execute("PRAGMA foreign_key_check").fetchmany(1000))
        if lost:
            raise ImportRefused(
                plural(
                    "{number} row belongs to a session, exercise or set that is not in it",
                    "{number} rows or more belong to sessions, exercises or sets that are not in it",
                    lost,
                )
            )
    return tuple(passed_over)


def _rows(
    file: BinaryIO, lines: TextIO, is_json: bool, progress: Share, passed_over: Callable[[str], object]
) -> Iterator[TableRow]:
    """The rows of a file, without those that only repeat the last row of the same table."""
    size = os.fstat(file.fileno()).st_size
    last: dict[str, dict[str, Value]] = {}
    for number, (table, row) in enumerate((own_json if is_json else own_csv).read(lines, passed_over)):
        if number % _EVERY == 0:
            progress(file.tell() / size)
        if last.get(table) != row:
            last[table] = row
            yield table, row


def _put(made: sqlite3.Connection, row: TableRow) -> None:
    try:
        change = Change(*row)
    except ValueError:
        raise ImportRefused(text("a row of {table} lacks its id", table=row[0])) from None
    try:
        made.execute(*change.statement)
    except sqlite3.IntegrityError as error:
        raise ImportRefused(text("a row of {table} is not whole: {error}", table=row[0], error=error)) from None
