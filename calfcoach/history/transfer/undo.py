"""How an import is taken back as a whole: the changes that would do so, kept in a folder beside the history.

Knows nothing of what is imported, nor from where.
"""

import json
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from calfcoach.files.private import private_folder
from calfcoach.files.reading import open_to_read
from calfcoach.files.writing import whole_file
from calfcoach.history.journal import line_of
from calfcoach.history.schema import SCHEMA_VERSION, Change

KEPT = 7
"""Imports that can be taken back, one after the other from the last."""

MOST_BYTES = 400_000_000
"""Of one such file; 100 bytes a session."""

_NAME = re.compile(r"import-\d{8}T\d{6}Z-\d{2}\.jsonl")


def folder_of(history: Path) -> Path:
    """Where the ways back are."""
    return history.parent / "imports"


def keep(history: Path, changes: Iterable[Change]) -> Path:
    """Keep what takes an import back; the oldest goes.

    Raises:
        OSError: it cannot be kept.
    """
    folder = folder_of(history)
    private_folder(folder)
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    path = next(place for number in range(100) if not (place := folder / f"import-{stamp}-{number:02}.jsonl").exists())
    with whole_file(path, private=True) as file:
        file.writelines(line_of(change) for change in changes)
    for old in _all(history)[KEPT:]:
        with suppress(OSError):
            old.unlink()
    return path


def last(history: Path) -> Path | None:
    """What takes the last import back; None where there is none."""
    return next(iter(_all(history)), None)


def read(path: Path) -> Iterator[Change]:
    """The changes that take an import back.

    Raises:
        OSError: they cannot be read.
        ValueError: the file is spoilt, or of another schema.
    """
    with open_to_read(path, MOST_BYTES) as file:
        for line in file:
            found = json.loads(line)
            if found["schema"] != SCHEMA_VERSION:
                raise ValueError(found["schema"])
            yield Change(found["table"], found["row"], found.get("deleted", False))


def _all(history: Path) -> list[Path]:
    found = [each for each in folder_of(history).glob("import-*.jsonl") if _NAME.fullmatch(each.name)]
    return sorted(found, key=lambda each: each.name, reverse=True)
