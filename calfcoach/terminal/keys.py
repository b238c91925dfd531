"""Single keys from the terminal, where it has them. Waits for one for at most as long as it is told to."""

import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Keys(Protocol):
    """Where keys come from."""

    live: bool
    """Whether there is a keyboard at all."""

    def read(self, timeout_s: float) -> str:
        """The key pressed within `timeout_s` seconds, or an empty string."""
        ...


class NoKeys:
    """A terminal without keys, as in a pipe: only lets the time pass."""

    live = False

    def read(self, timeout_s: float) -> str:
        """Wait, and report no key."""
        time.sleep(timeout_s)
        return ""


class _PosixKeys:
    live = True

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, timeout_s: float) -> str:
        ready, _, _ = select.select([self._descriptor], [], [], timeout_s)
        if not ready:
            return ""
        data = os.read(self._descriptor, 32)
        if not data:
            # The terminal hung up: there will be no key any more, but time must still pass.
            time.sleep(timeout_s)
        text = data.decode("utf-8", "replace")
        # An arrow or function key sends a whole sequence; none of those is a command here.
        return "" if text.startswith("\x1b") else text[:1]


@contextmanager
def open_keys() -> Iterator[Keys]:
    """The keys of standard input, one at a time and unechoed; the terminal is put back as it was afterwards."""
    if not sys.stdin or sys.stdin.closed or not sys.stdin.isatty():
        yield NoKeys()
        return
    if sys.platform == "win32":
        yield _windows_keys()
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        yield _PosixKeys(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _windows_keys() -> Keys:
    if sys.platform != "win32":
        return NoKeys()
    import msvcrt

    class WindowsKeys:
        live = True

        def read(self, timeout_s: float) -> str:
            until = time.monotonic() + timeout_s
            while time.monotonic() < until:
                if msvcrt.kbhit():
                    return msvcrt.getwch()
                time.sleep(0.005)
            return ""

    return WindowsKeys()
