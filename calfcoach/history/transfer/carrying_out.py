"""Writes the history into a file of another kind, which appears only when complete. Changes nothing in the history."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from calfcoach.errors import KnownError
from calfcoach.files.own import refuse_own
from calfcoach.files.reading import reason
from calfcoach.files.writing import whole_file
from calfcoach.history.reader import Reader
from calfcoach.history.transfer import other_layouts, own_csv, own_json
from calfcoach.history.transfer.rows import Share, all_rows, session_keys
from calfcoach.texts import text

Write = Callable[[Reader, BinaryIO, Share, str | None], None]


def _own_json(reader: Reader, file: BinaryIO, progress: Share, person_id: str | None) -> None:
    own_json.write(all_rows(reader, progress, person_id), file)


def _own_csv(reader: Reader, file: BinaryIO, progress: Share, person_id: str | None) -> None:
    own_csv.write(all_rows(reader, progress, person_id), file)


LAYOUTS: Mapping[str, Mapping[str, Write]] = {
    "own": {".json": _own_json, ".csv": _own_csv},
    "strong": {".csv": other_layouts.write_strong},
    "fitnotes": {".csv": other_layouts.write_fitnotes},
}
"""The layouts, and what writes each for the endings that its file may have."""


def export(
    history: Path, target: Path, layout: str, progress: Share, person_id: str | None = None, *, replace: bool = False
) -> int:
    """Write the history into a file that only its owner can read; returns how many sessions it is.

    With `person_id` what that person did, whole, and nothing of anybody else. With `replace` a file of that name is
    replaced when the new one is whole; without it, only an empty one is.

    Raises:
        KnownError: it cannot be read, or the file cannot be written; what was there is as it was.
    """
    writers = LAYOUTS[layout]
    write = writers.get(target.suffix.lower())
    if write is None:
        raise KnownError(
            text(
                "{file}: give a name that ends in {endings} for the layout {layout}",
                file=target,
                endings=" / ".join(writers),
                layout=layout,
            )
        )
    try:
        refuse_own(target)
        if not replace and target.is_file() and target.stat().st_size:
            raise KnownError(
                text("{path} is there already; choose another file, or replace it with --force", path=target)
            )
        with Reader(history) as reader, whole_file(target, private=True) as file:
            write(reader, file, progress, person_id)
            return len(session_keys(reader, person_id))
    except OSError as error:
        raise KnownError(text("{file} cannot be written: {reason}", file=target, reason=reason(error))) from None
