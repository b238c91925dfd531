"""Single keys from the terminal, where it has them. Waits for one for at most as long as it is told to.

Keys are named as in `calfcoach.session.commands`: "A", "Space", "Enter", "Esc", "Up". Refuses to know what they do.
"""

import os
import select
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from calfcoach.terminal.key_reader import KeyReader, key_name

MOST_BYTES = 256
"""Taken in one look; the rest waits for the next."""

WINDOWS_PREFIXES = ("\0", "\xe0")
"""Windows gives a key without a letter as two characters, one of these first."""

WINDOWS_KEYS = {"H": "Up", "P": "Down", "M": "Right", "K": "Left", "G": "Home", "O": "End", "I": "PgUp", "Q": "PgDown"}


class Keys(Protocol):
    """Where keys come from."""

    live: bool
    """Whether there is a keyboard at all."""

    def read(self, timeout_s: float) -> str:
        """The name of the key pressed within `timeout_s` seconds, or an empty string."""
        ...

    def take(self) -> None:
        """Have the terminal give each key at once, and not print it."""

    def let_go(self) -> None:
        """Put the terminal back as it was before the last `take`."""


class _UnpreparedKeys:
    """Keys of a terminal that needs no preparation."""

    def take(self) -> None:
        """Nothing is to be done."""

    def let_go(self) -> None:
        """Nothing is to be undone."""


class NoKeys(_UnpreparedKeys):
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
        self._reader = KeyReader()
        self._keys: deque[str] = deque()
        self._came_s = 0.0
        self._before: list[Any] | None = None

    # Both fail where the terminal has hung up: then nobody is left to notice.

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
        end_s = time.monotonic() + timeout_s
        while not self._keys:
            left_s = end_s - time.monotonic()
            wait_s = self._reader.wait_s
            lapse_s = left_s if wait_s is None else self._came_s + wait_s - time.monotonic()
            ready, _, _ = select.select([self._descriptor], [], [], max(min(left_s, lapse_s), 0.0))
            # What has come is read before any time is up: a program that was busy has not waited.
            if ready and not self._take_in():
                # The terminal hung up: there will be no key any more, but time must still pass.
                time.sleep(max(end_s - time.monotonic(), 0.0))
                return ""
            if ready:
                continue
            if wait_s is not None and time.monotonic() >= self._came_s + wait_s:
                self._keys.extend(self._reader.time_out())
                self._came_s = time.monotonic()
            elif time.monotonic() >= end_s:
                return ""
        return self._keys.popleft()

    def _take_in(self) -> bool:
        """Take in what has come; False where the terminal has gone."""
        try:
            data = os.read(self._descriptor, MOST_BYTES)
        except OSError:
            return False
        self._keys.extend(self._reader.feed(data))
        self._came_s = time.monotonic()
        return bool(data)


@contextmanager
def open_keys() -> Iterator[Keys]:
    """The keys of standard input, each at once and not printed; afterwards the terminal is put back as it was."""
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


def forget_typed() -> None:
    """Drop what was typed into standard input, a terminal, and not read yet: it was an answer to nothing."""
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
        return
    import termios

    with suppress(termios.error):
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def _windows_keys() -> Keys:
    if sys.platform != "win32":
        return NoKeys()
    import msvcrt

    class WindowsKeys(_UnpreparedKeys):
        live = True

        def read(self, timeout_s: float) -> str:
            end_s = time.monotonic() + timeout_s
            while time.monotonic() < end_s:
                if msvcrt.kbhit():
                    return self._key()
                time.sleep(0.005)
            return ""

        def _key(self) -> str:
            character = msvcrt.getwch()
            if character in WINDOWS_PREFIXES and msvcrt.kbhit():
                # An arrow or function key: its second half is a letter that nobody typed.
                return WINDOWS_KEYS.get(msvcrt.getwch(), "")
            return "Esc" if character == "\x1b" else key_name(character)

    return WindowsKeys()
