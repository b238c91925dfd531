"""Signals (Ctrl-C, Ctrl-Z, end, hang-up): noted when they come, acted on between two frames.

An exception while a rep is being counted could lose an event, and a program that is suspended at once would let its
sound go on. So the handler only notes the signal, and the loop acts on it where nothing is half done. Knows no session.
"""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STUCK_S = 2.0
"""If a signal was not acted on for this time, the next one is raised at once: the loop is stuck."""

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))

STANDSTILL: signal.Signals | None = getattr(signal, "SIGTSTP", None)
"""What Ctrl-Z sends, where the platform has it."""


def stand_still() -> None:
    """Stop as Ctrl-Z stops any program, and return when the shell lets it go on. Call it from the main thread."""
    if STANDSTILL is not None:
        before = signal.signal(STANDSTILL, signal.SIG_DFL)
        signal.raise_signal(STANDSTILL)
        signal.signal(STANDSTILL, before)


class Interrupts:
    """The signals that came in. `check` raises the first that ends the program.

    `standstill` tells that Ctrl-Z was pressed; the code that has then stood still sets it back to False.
    """

    def __init__(self) -> None:
        self.standstill = False
        self._number: int | None = None
        self._at_s = 0.0

    def note(self, number: int, _: FrameType | None) -> None:
        """Take one in; the handler of the signals."""
        if self._number is None:
            self._number, self._at_s = number, time.monotonic()
        elif time.monotonic() - self._at_s > STUCK_S:
            self.check()

    def note_standstill(self, _number: int, _: FrameType | None) -> None:
        """Take in a Ctrl-Z; the handler of that signal."""
        self.standstill = True

    def check(self) -> None:
        """Go on where nothing came in.

        Raises:
            KeyboardInterrupt: Ctrl-C was pressed.
            SystemExit: the program is to end; its code is 128 and the signal's number.
        """
        if self._number == signal.SIGINT:
            raise KeyboardInterrupt
        if self._number is not None:
            raise SystemExit(128 + self._number)


@contextmanager
def raised_interrupts() -> Iterator[None]:
    """Raise for signals at once, as `Interrupts.check` does: while a line is waited for, where nothing is half done."""
    interrupts = Interrupts()

    def end(number: int, frame: FrameType | None) -> None:
        interrupts.note(number, frame)
        interrupts.check()

    before = {number: signal.signal(number, end) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def noted_interrupts() -> Iterator[Interrupts]:
    """Note signals while this lasts; the handlers are put back afterwards. Outside the main thread there are none."""
    interrupts = Interrupts()
    if threading.current_thread() is not threading.main_thread():
        yield interrupts
        return
    before = {number: signal.signal(number, interrupts.note) for number in SIGNALS}
    # A shell without job control has its programs ignore it: nobody could let them go on.
    if STANDSTILL is not None and signal.getsignal(STANDSTILL) is signal.SIG_DFL:
        before[STANDSTILL] = signal.signal(STANDSTILL, interrupts.note_standstill)
    try:
        yield interrupts
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
