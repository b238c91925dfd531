"""How an import is taken back as a whole: the changes that would do so, kept in a folder beside the history.

Knows nothing of what is imported, nor from where.
"""

import json
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from calfcoach.files.private import private_folder
from calfcoach.files.reading import open_to_read
from calfcoach.files.writing import whole_file
from calfcoach.history.journal import is_of_today, line_of
from calfcoach.history.schema import Change

KEPT = 7
"""The most imports that can be taken back, one after the other, the last one first."""

MOST_BYTES = 400_000_000
"""The most bytes of one such file: a session takes 100."""

_NAME = re.compile(r"import-\d{8}T\d{6}Z-\d{2}\.jsonl")

_VOID = ".void"
"""Added to the name of a file that must not be used any more: another history has replaced the one it belongs to."""


def folder_of(history: Path) -> Path:
    """The folder of the files that take imports back."""
    return history.parent / "imports"


def keep(history: Path, changes: Iterable[Change]) -> Path:
    """Keep the changes that take an import back, in a file; of more than `KEPT` files the oldest are deleted.

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
    """The file that takes the last import back; None if there is none."""
    return next(iter(_all(history)), None)


def was_any(history: Path) -> bool:
    """Whether there was an import of late, also one that cannot be taken back any more."""
    return last(history) is not None or is_void(history)


@contextmanager
def made_void(history: Path) -> Iterator[None]:
    """Let no import be taken back any more, because another history takes the place of the one it was made in.

    The files get another name and are not deleted; if the `with` raises, they have their old names again.

    Raises:
        OSError: they cannot be set aside.
    """
    moved: list[tuple[Path, Path]] = []
    try:
        for path in _all(history):
            void = path.with_name(path.name + _VOID)
            path.replace(void)
            moved.append((path, void))
        yield
    except BaseException:
        for path, void in moved:
            with suppress(OSError):
                void.replace(path)
        raise
    for old in _void(history)[KEPT:]:
        with suppress(OSError):
            old.unlink()


def is_void(history: Path) -> bool:
    """Whether there was an import before another history took the place of this one."""
    return bool(_void(history))


def read(path: Path) -> Iterator[Change]:
    """The changes that take an import back.

    Raises:
        OSError: they cannot be read.
        ValueError: the file is spoilt, or of another schema.
    """
    with open_to_read(path, MOST_BYTES) as file:
        for line in file:
            found = json.loads(line)
            if not is_of_today(found["schema"]):
                raise ValueError(found["schema"])
            yield Change(found["table"], found["row"], found.get("deleted", False))


def _void(history: Path) -> list[Path]:
    found = folder_of(history).glob(f"import-*.jsonl{_VOID}")
    return sorted(found, key=lambda each: each.name, reverse=True)


def _all(history: Path) -> list[Path]:
    found = [each for each in folder_of(history).glob("import-*.jsonl") if _NAME.fullmatch(each.name)]
    return sorted(found, key=lambda each: each.name, reverse=True)
