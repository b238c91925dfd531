"""Opens files that may be anything: a pipe, a device, a link to one, far too large. Never waits and never fills memory.

Refuses to know what a file means, and how an error is told: everything that is wrong is an `OSError`.
"""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from calfcoach.texts import text

_SAFE = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))
"""Do not wait for a pipe's other end, take no terminal, leave nothing to child processes, change no line ends."""


class NotRegular(OSError):
    """There is something of that name, and it is no regular file. `what` says in words what it is."""

    def __init__(self, path: Path, what: str) -> None:
        self.what = what
        super().__init__(errno.EINVAL, text("it is {what}, not a file", what=what), str(path))


class TooLarge(OSError):
    """The file is larger than anything of ours."""

    def __init__(self, path: Path, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        size = most_bytes // 1024
        super().__init__(errno.EFBIG, text("it is larger than {size} KiB", size=size), str(path))


def reason(error: Exception) -> str:
    """Why it failed, in words; without the name of the file, where it was the system that refused."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def check_regular(path: Path, status: os.stat_result) -> None:
    """Refuse what is no regular file.

    Raises:
        NotRegular: it is a folder, a pipe, a device or a socket.
    """
    if stat.S_ISDIR(status.st_mode):
        raise NotRegular(path, text("a folder"))
    if not stat.S_ISREG(status.st_mode):
        raise NotRegular(path, text("a pipe or a device"))


def open_regular(path: Path, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
    """The descriptor of a regular file, opened without waiting; `flags` and `mode` as for `os.open`.

    Links are followed, to regular files only. The caller closes it.

    Raises:
        NotRegular: it is a folder, a pipe, a device or a socket.
        OSError: it cannot be opened, or no file can have this name.
    """
    try:
        check_regular(path, path.stat())
    except FileNotFoundError:
        if not flags & os.O_CREAT:
            raise
    except ValueError:  # a zero byte
        raise OSError(errno.EINVAL, text("no file can have this name")) from None
    # What was a file a moment ago may be a pipe now, so what was opened is looked at too.
    descriptor = os.open(path, flags | _SAFE, mode)
    try:
        check_regular(path, os.fstat(descriptor))
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def read_bounded(path: Path, most_bytes: int) -> bytes:
    """All bytes of a regular file.

    Raises:
        NotRegular: it is a folder, a pipe, a device or a socket.
        TooLarge: it has more than `most_bytes`.
        OSError: it cannot be read.
    """
    with open_to_read(path, most_bytes) as file:
        data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise TooLarge(path, most_bytes)
    return data


def open_to_read(path: Path, most_bytes: int) -> BinaryIO:
    """A regular file of at most `most_bytes`, open for reading; the caller closes it.

    Raises:
        OSError: as for `read_bounded`. A file that grows later is not noticed here.
    """
    file = os.fdopen(open_regular(path), "rb")
    if os.fstat(file.fileno()).st_size > most_bytes:
        file.close()
        raise TooLarge(path, most_bytes)
    return file
