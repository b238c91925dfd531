"""Which files of a folder are read, and which have changed since. Refuses to know what is in them."""

import os
from collections.abc import Iterator
from pathlib import Path

MAX_FILES = 10_000
"""Files of one folder that are looked at; a library beyond that is a mistake in the path."""

SUFFIXES = (".yaml", ".yml")

Stamp = tuple[int, ...]
"""What changes when a file is saved: modification and change time in ns, size in bytes, inode."""


def yaml_files(folder: Path, *, below: bool = False) -> Iterator[Path]:
    """The YAML files of a folder in the order of their names, with those of its subfolders if `below`.

    Hidden files and folders are left out (editors keep their copies there), and links to folders not followed.

    Raises:
        OSError: the folder cannot be read.
    """

    def cannot(error: OSError) -> None:
        raise error

    for place, folders, names in os.walk(folder, onerror=cannot):
        folders[:] = sorted(name for name in folders if below and not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                yield Path(place, name)


def stamp(path: Path) -> Stamp | None:
    """The file's stamp, None where it is not there."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
