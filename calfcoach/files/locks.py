"""Locks that end with their process: whoever is killed holds none. Two lines of the system, so no library.

A lock that is free tells that its owner is gone; that is also how leftovers are known.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from calfcoach.files.reading import open_regular
from calfcoach.texts import text

MOST_WAIT_S = 1.0
"""How long a lock is waited for. It is held for one small write; who holds it longer is stopped or hangs."""

_TRY_AGAIN_S = 0.01

if sys.platform == "win32":
    import msvcrt

    def try_lock(descriptor: int) -> bool:
        """Lock an open file for this process if nobody else has; it ends when the file is closed."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Lock an open file for this process if nobody else has; it ends when the file is closed."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextmanager
def locked(path: Path, most_wait_s: float = MOST_WAIT_S) -> Iterator[None]:
    """Hold the lock that this file stands for; it is made where it is missing and stays empty.

    Raises:
        TimeoutError: somebody else held it all the time.
        OSError: the file cannot be made or opened.
    """
    descriptor = open_regular(path, os.O_RDWR | os.O_CREAT)
    try:
        until_s = time.monotonic() + most_wait_s
        while not try_lock(descriptor):
            if time.monotonic() >= until_s:
                raise TimeoutError(110, text("another program has held {path} for too long", path=path))
            time.sleep(_TRY_AGAIN_S)
        yield
    finally:
        os.close(descriptor)
