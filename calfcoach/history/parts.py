"""A database that appears at its place when it is finished: `whole_file` for what SQLite writes. Knows no rows."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from calfcoach.files.writing import whole_file


@contextmanager
def database_file(path: Path) -> Iterator[Path]:
    """Where to make a new private database, which is at `path` when the `with` is left, and nowhere if that raises.

    Raises:
        OSError: it cannot be made there; nothing is left.
    """
    with whole_file(path, private=True) as file:
        part = Path(file.name)
        try:
            yield part
        finally:
            with suppress(OSError):  # what a change that was broken off leaves
                part.with_name(part.name + "-journal").unlink()
