"""Keeps what tells of a person to that person: files 0600 in folders 0700 on POSIX, whatever the umask.

What is there already is tightened. Elsewhere (Windows, a disk that knows no owners) the system's own rules hold.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from calfcoach.files.reading import TooLarge, open_regular, open_to_read

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def private_folder(folder: Path) -> None:
    """Make a folder of the program's own that nobody else can look into, with the folders above it.

    Of what is there already only the folder itself is tightened.

    Raises:
        OSError: it cannot be made, or something else has its name.
    """
    missing = [folder]
    while not missing[-1].parent.exists():
        missing.append(missing[-1].parent)
    for each in reversed(missing):
        with suppress(FileExistsError):
            each.mkdir(FOLDER_MODE)
            each.chmod(FOLDER_MODE)  # the umask may have taken some of it
    status = folder.stat()
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(20, os.strerror(20), str(folder))
    tighten(folder, status, FOLDER_MODE)


def private_file(path: Path) -> None:
    """See that there is a regular file that only its owner can read; an empty one is made where there is none.

    Raises:
        OSError: it cannot be made or opened, or is no regular file.
    """
    is_new = not os.path.lexists(path)
    descriptor = open_regular(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
    try:
        if is_new:
            give_to_owner(descriptor)
        tighten_open(descriptor)
    finally:
        os.close(descriptor)


def give_to_owner(descriptor: int) -> None:
    """Let the owner, and nobody else, use a file that was just made, whatever the umask took of it."""
    if os.name != "nt":
        os.fchmod(descriptor, FILE_MODE)


def tighten_open(descriptor: int) -> None:
    """Take from everybody but its owner what they may do with an open file; nothing where that is not possible."""
    if os.name != "nt":
        tighten(descriptor, os.fstat(descriptor), FILE_MODE)


def tighten(place: Path | int, status: os.stat_result, mode: int) -> None:
    """Take from a file or folder of the person's own what goes beyond this mode; `status` is its own."""
    before = stat.S_IMODE(status.st_mode)
    if os.name == "nt" or before & mode == before or status.st_uid != os.geteuid():
        return
    with suppress(OSError):  # a disk that knows no owners
        os.chmod(place, before & mode)  # noqa: PTH101 - a descriptor has no path


def read_private(path: Path, most_bytes: int) -> bytes:
    """All bytes of a private file, as `read_bounded`; where others may look into it they no longer can.

    Raises:
        OSError: as there.
    """
    with open_to_read(path, most_bytes) as file:
        tighten_open(file.fileno())
        data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise TooLarge(path, most_bytes)
    return data


def tighten_folder(folder: Path) -> None:
    """Close a folder of the program's own to everybody else, if it is there."""
    with suppress(OSError):
        tighten(folder, folder.stat(), FOLDER_MODE)


def tighten_with_files(folder: Path) -> None:
    """Close a folder of the program's own and the files in it to everybody else, if it is there; links are let be."""
    tighten_folder(folder)
    with suppress(OSError):  # there is none
        for each in folder.iterdir():
            with suppress(OSError):  # it has just gone
                status = each.lstat()
                if stat.S_ISREG(status.st_mode):
                    tighten(each, status, FILE_MODE)
