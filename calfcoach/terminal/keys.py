"""Single keys from the terminal, where it has them. Waits for one for at most as long as it is told to."""

import os
import re
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol

MOST_BYTES = 256
"""Of what was typed since the last look; more than that is no typing."""

_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.?)", re.DOTALL)
"""What an arrow or a function key sends; none of those is a command here."""


class Keys(Protocol):
    """Where keys come from."""

    live: bool
    """Whether there is a keyboard at all."""

    def read(self, timeout_s: float) -> str:
        """The key pressed within `timeout_s` seconds, or an empty string."""
        ...

    def take(self) -> None:
        """Have the terminal give its keys one at a time and unechoed."""

    def let_go(self) -> None:
        """Put the terminal back as it was before the last `take`."""


class _Keys:
    """Keys of a terminal that needs no preparation."""

    def take(self) -> None:
        """Nothing is to be done."""

    def let_go(self) -> None:
        """Nothing is to be undone."""


class NoKeys(_Keys):
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
        self._typed = ""
        self._before: list[Any] | None = None

    # Both fail where the terminal has hung up: then nobody is left to mind.

    def take(self) -> None:
        import termios
        import tty

        with suppress(termios.error):
            self._before = termios.tcgetattr(self._descriptor)
            tty.setcbreak(self._descriptor)

    def let_go(self) -> None:
        import termios

        if self._before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._before)

    def read(self, timeout_s: float) -> str:
        if not self._typed:
            self._typed = self._wait(timeout_s)
        key, self._typed = self._typed[:1], self._typed[1:]
        return key

    def _wait(self, timeout_s: float) -> str:
        ready, _, _ = select.select([self._descriptor], [], [], timeout_s)
        if not ready:
            return ""
        try:
            data = os.read(self._descriptor, MOST_BYTES)
        except OSError:
            data = b""
        if not data:
            # The terminal hung up: there will be no key any more, but time must still pass.
            time.sleep(timeout_s)
        return _SEQUENCE.sub("", data.decode("utf-8", "replace"))


@contextmanager
def open_keys() -> Iterator[Keys]:
    """The keys of standard input, one at a time and unechoed; the terminal is put back as it was afterwards."""
    if not sys.stdin or sys.stdin.closed or not sys.stdin.isatty():
        yield NoKeys()
        return
    if sys.platform == "win32":
        yield _windows_keys()
        return
    keys = _PosixKeys(sys.stdin.fileno())
    keys.take()
    try:
        yield keys
    finally:
        keys.let_go()


def _windows_keys() -> Keys:
    if sys.platform != "win32":
        return NoKeys()
    import msvcrt

    class WindowsKeys(_Keys):
        live = True

        def read(self, timeout_s: float) -> str:
            until = time.monotonic() + timeout_s
            while time.monotonic() < until:
                if msvcrt.kbhit():
                    return msvcrt.getwch()
                time.sleep(0.005)
            return ""

    return WindowsKeys()
