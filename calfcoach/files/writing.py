"""Writes a file so that at its place there is the old one or the new one, whole, never half of one.

It is written beside its place under a name nobody can foresee and renamed when it is complete. What a killed program
left is removed by the next one that writes there. Refuses to know what is written.
"""

import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from calfcoach.files.locks import try_lock
from calfcoach.files.private import FILE_MODE
from calfcoach.files.reading import check_regular

OLD_S = 60.0
"""A leftover is touched no sooner: between its making and its locking an owner needs a moment."""

_LEFTOVER = re.compile(r"\.calfcoach-[0-9a-f]{16}\.part")


@contextmanager
def whole_file(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A new file to write into that appears at `path` when the `with` is left, and not at all where that raises.

    A link at `path` stays, and what it points to is replaced. `private` makes it its owner's alone; otherwise it has
    the mode of the file before it, or what the umask leaves. The path under which it is written is the file's `name`.

    Raises:
        NotRegular: at `path` is a folder, a pipe or a device.
        OSError: it cannot be written; nothing is left, and what was there is as it was.
    """
    target = Path(os.path.realpath(path))
    mode = _mode_at(target)
    clear_leftovers(target.parent)
    part = target.with_name(f".calfcoach-{os.urandom(8).hex()}.part")
    started = FILE_MODE if private else 0o666

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0), started)

    # `x` refuses any name that is taken, by a link too.
    with open(part, "x+b", opener=opener) as file:
        try:
            try_lock(file.fileno())  # where there are no locks, leftovers stay
            if os.name != "nt" and (private or mode is not None):
                os.fchmod(file.fileno(), FILE_MODE if private or mode is None else mode)
            yield file
            file.flush()
            os.fsync(file.fileno())
            if os.name == "nt":  # there no open file can be renamed
                file.close()
            part.replace(target)
        except BaseException:
            with suppress(OSError):
                file.close()
            with suppress(OSError):
                part.unlink()
            raise


def replace_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a whole file; as `whole_file`, for content that is at hand.

    Raises:
        OSError: as there.
    """
    with whole_file(path, private=private) as file:
        file.write(content)


def new_file(path: Path, content: bytes) -> None:
    """Write a file that was not there: whole or not at all, and never over another, not even one that comes meanwhile.

    Raises:
        FileExistsError: there is something of that name.
        OSError: it cannot be written; nothing is left.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    part = path.with_name(f".calfcoach-{os.urandom(8).hex()}.part")
    try:
        replace_file(part, content)
        try:
            os.link(part, path)  # unlike a renaming it takes the place of nothing
        except FileExistsError:
            raise
        except OSError:  # a disk without links
            part.rename(path)
    finally:
        part.unlink(missing_ok=True)


def clear_leftovers(folder: Path) -> None:
    """Remove what killed programs left of files that were on their way into a folder.

    Only the person's own files with our names, older than `OLD_S`, whose lock no living program holds.
    """
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            if _LEFTOVER.fullmatch(entry.name):
                with suppress(OSError):
                    _remove_left(Path(entry.path))


def _remove_left(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(descriptor)
        own = os.name == "nt" or status.st_uid == os.geteuid()
        dead = own and stat.S_ISREG(status.st_mode) and time.time() - status.st_mtime > OLD_S and try_lock(descriptor)
        if dead and os.name != "nt":
            path.unlink()
    finally:
        os.close(descriptor)
    if dead and os.name == "nt":  # an open file cannot be removed there
        path.unlink()


def _mode_at(target: Path) -> int | None:
    """The mode of the file that is to be replaced; None where there is none."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    check_regular(target, status)
    if not os.access(target, os.W_OK):
        raise PermissionError(13, os.strerror(13), str(target))
    return stat.S_IMODE(status.st_mode) & 0o777
