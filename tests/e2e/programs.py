"""The program itself, in a pipe or in a terminal of its own, its event log read while it runs.

What happens in real time is waited for by its row in the event log, never by its length.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.real_sound import IN_VAIN

Row = dict[str, Any]

KEYS = ["event", "t", "painted_t", "block", "position", "phase", "set", "rep", "text"]
MOST_S = 120.0
"""Only what hangs takes so long."""

HOLD = ("run", "iso-hold-calf", "--terminal", "--lead-in", "0", "--hold", "1", "--sets", "1", "--reps", "1")
"""One hold of a second: the shortest whole session there is."""


class Program:
    """A running `calfcoach` and what it wrote to its event log so far."""

    def __init__(self, process: subprocess.Popen[bytes], events: Path) -> None:
        self.process = process
        self._events = events

    @property
    def rows(self) -> list[Row]:
        if not self._events.exists():
            return []
        return [json.loads(line) for line in self._events.read_text().splitlines(keepends=True) if line.endswith("\n")]

    def wait(self, wanted: Callable[[Row], bool]) -> Row:
        """The first row that is wanted."""
        return until(lambda: next(filter(wanted, self.rows), None), lambda: f"{self.rows}\n{self.said()}")

    def wait_for(self, event: str, **fields: object) -> Row:
        """The first row of an event with these fields."""
        return self.wait(lambda row: row["event"] == event and all(row[k] == v for k, v in fields.items()))

    def told(self) -> list[str]:
        """Every row in short: `phase hold 1.1`."""
        return [in_short(row) for row in self.rows]

    def said(self) -> str:
        return ""

    def ended(self) -> int:
        """Its exit code, once it has ended."""
        return self.process.wait(MOST_S)

    def children(self) -> list[int]:
        """Its child processes: the player."""
        found = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(child) for path in found for child in path.read_text().split()]


def in_short(row: Row) -> str:
    where = f"{row['set']}.{row['rep']}" if row["rep"] is not None else row["set"]
    parts = (row["event"], row["phase"] if row["event"] == "phase" else None, where)
    return " ".join(str(part) for part in parts if part is not None)


def until(found: Callable[[], Any], what: Callable[[], object] = lambda: "", most_s: float = MOST_S) -> Any:
    """What `found` finds, as soon as it finds something."""
    deadline_s = time.monotonic() + most_s
    while time.monotonic() < deadline_s:
        it = found()
        if it:
            return it
        time.sleep(0.01)  # another process brings it about: there is no event here
    raise AssertionError(f"{IN_VAIN} for {most_s} s: {what()}")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    process.wait()


@contextmanager
def in_a_pipe(*words: object, events: Path, env: dict[str, str] | None = None) -> Iterator[Program]:
    """The program without a terminal; killed at the end if it has not ended."""
    command = [sys.executable, "-m", "calfcoach", *map(str, words), "--events", str(events)]
    given = {**os.environ, **(env or {})}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=given, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe) as process:
        try:
            yield Program(process, events)
        finally:
            _end(process)


class Terminal(Program):
    """A program in a terminal of its own, whose keyboard is `press`."""

    def __init__(self, process: subprocess.Popen[bytes], events: Path, master: int, slave: int) -> None:
        super().__init__(process, events)
        self._master, self._slave = master, slave
        self._pieces: list[bytes] = []
        self._reader = threading.Thread(target=self._read, name="terminal")
        self._reader.start()

    def _read(self) -> None:
        # The terminal has ended when its last user has: reading then fails.
        while True:
            try:
                self._pieces.append(os.read(self._master, 65536))
            except OSError:
                return

    def said(self) -> str:
        return b"".join(self._pieces).decode(errors="replace")

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def resize(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def shows(self, text: str) -> None:
        """Wait until something is on the screen."""
        until(lambda: text in self.said(), self.said)

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was: echoing, a line at a time, with its cursor."""
        modes = termios.tcgetattr(self._slave)[3]
        cooked = bool(modes & termios.ECHO and modes & termios.ICANON)
        return cooked and self.said().rfind("\x1b[?25h") >= self.said().rfind("\x1b[?25l")

    def hang_up(self) -> None:
        """What closing the terminal's window does."""
        os.kill(self.process.pid, signal.SIGHUP)

    def close(self) -> None:
        os.close(self._slave)
        self._reader.join()
        os.close(self._master)


SHELL = ("bash", "-c", 'set -m; "$@"; echo "the shell has $?"; read -r _; fg; echo "it ended with $?"', "bash")
"""A shell with job control: it runs a program, has the terminal when that stands still, and at Enter lets it go on."""


@contextmanager
def in_a_terminal(
    *words: object, events: Path, env: dict[str, str] | None = None, shell: Sequence[str] = ()
) -> Iterator[Terminal]:
    """The program in a terminal of 80 x 24, started by `shell`; killed at the end if it has not ended."""
    master, slave = pty.openpty()
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    # Its controlling terminal too, so that Ctrl-C is the terminal's, not ours.
    command = ["setsid", "--ctty", *shell, sys.executable, "-m", "calfcoach", *map(str, words), "--events", str(events)]
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    given = {**kept, "TERM": "xterm-256color", **(env or {})}
    process = subprocess.Popen(command, env=given, stdin=slave, stdout=slave, stderr=slave)
    terminal = Terminal(process, events, master, slave)
    try:
        yield terminal
    finally:
        _end(process)
        terminal.close()
