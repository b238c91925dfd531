"""Was this machine too busy for sound? A stream of another process tells, and the lateness of a sleeper.

A program of its own (`python canary.py LOG SINK BUFFER_MS`, on the sound server of its environment) and the judge of
what it wrote. The stream is a constant of four steps of sixteen bits: nobody hears it and no test is touched by it, but
a hole in it is as plain as one in anything else that is played. Who starts it says how much it buffers. It knows
nothing of calfcoach.

There are two sleepers. Linux shares the processors between sessions before it shares them between processes
(sched(7), "The autogroup feature"), and a program in a terminal has a session of its own, apart from the tests'. Such a
session was seen to wait 16 s for a processor while a sleeper in the session of two busy loops woke in time. So the
second sleeper (`python canary.py LOG`) has a session of its own too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

NAME = "canary"
STEP = 4
VOLUME = 16_384
"""Of 65 536, cubed: a 64th. 257 (twice the byte 1) becomes STEP."""

LOOK_S = 0.005
LATE_MS = 10.0
"""A sleeper that wakes this late or later had no processor. It is half of what a test allows a sound to be off."""


@dataclass(frozen=True)
class Disturbance:
    """What the canary met between two moments: the longest lateness of a sleeper, and how much sound was missing."""

    late_ms: float
    missing_ms: float

    def __bool__(self) -> bool:
        return self.late_ms >= LATE_MS or self.missing_ms > 0

    def __str__(self) -> str:
        return f"a sleeper woke {self.late_ms:.0f} ms late, {self.missing_ms:.0f} ms of another stream were missing"


def disturbance(log: Path, from_s: float, until_s: float) -> Disturbance:
    """What a log tells of the time between two moments of the monotonic clock."""
    late_ms = missing_ms = 0.0
    for at_s, kind, ms in _entries(log):
        if from_s <= at_s <= until_s:
            late_ms = max(late_ms, ms) if kind == "late" else late_ms
            missing_ms += ms if kind == "missing" else 0.0
    return Disturbance(late_ms, missing_ms)


def _entries(log: Path) -> Iterator[tuple[float, str, float]]:
    for line in log.read_text().splitlines() if log.exists() else []:
        at_s, kind, ms = line.split()
        yield float(at_s), kind, float(ms)


class Log:
    """What the canary writes to, and its sleeper."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def tell(self, kind: str, ms: float) -> None:
        os.write(self._file, f"{time.monotonic():.4f} {kind} {ms:.2f}\n".encode())

    def sleep_until(self, over: threading.Event) -> None:
        """Sleep again and again, and tell of each time that was too long."""
        while not over.is_set():
            asked_s = time.monotonic()
            time.sleep(LOOK_S)  # the sleep is what is measured
            late_ms = (time.monotonic() - asked_s - LOOK_S) * 1000
            if late_ms >= LATE_MS / 4:
                self.tell("late", late_ms)


def sleep_apart(path: Path) -> None:
    """The sleeper with a session of its own; returns when the standard input closes."""
    over = threading.Event()
    sleeper = threading.Thread(target=Log(path).sleep_until, args=(over,))
    sleeper.start()
    sys.stdin.buffer.read()
    over.set()
    sleeper.join()


class Canary:
    """The stream, its recorder and the sleepers; `run` returns when the standard input closes."""

    def __init__(self, log: Path, sink: str, buffer_ms: int) -> None:
        self._log = Log(log)
        self._over = threading.Event()
        play = ["pacat", f"--client-name={NAME}", "-d", sink, "--raw", "--rate=48000", "--channels=1"]
        play += ["--format=s16le", f"--latency-msec={buffer_ms}", f"--volume={VOLUME}"]
        self._player = subprocess.Popen(play, stdin=subprocess.PIPE)
        self._recorder: subprocess.Popen[bytes] | None = None
        apart = [sys.executable, "-S", __file__, str(log)]
        self._apart = subprocess.Popen(apart, stdin=subprocess.PIPE, start_new_session=True)

    def run(self) -> None:
        threads = [threading.Thread(target=each) for each in (self._sing, self._listen)]
        threads.append(threading.Thread(target=self._log.sleep_until, args=(self._over,)))
        for thread in threads:
            thread.start()
        sys.stdin.buffer.read()
        self._over.set()
        self._player.kill()
        if self._recorder is not None:
            self._recorder.kill()
        for thread in threads:
            thread.join()
        self._player.wait()
        if self._recorder is not None:
            self._recorder.wait()
        self._apart.communicate()

    def _sing(self) -> None:
        assert self._player.stdin is not None
        with suppress(BrokenPipeError):
            while not self._over.is_set():
                self._player.stdin.write(b"\1" * 9600)

    def _stream(self) -> int | None:
        """The number that the server gave to the stream, once it has one."""
        told = subprocess.run(["pactl", "--format=json", "list", "sink-inputs"], capture_output=True, check=False)
        with suppress(ValueError):
            for each in json.loads(told.stdout):
                if each["properties"].get("application.name") == NAME:
                    return int(each["index"])
        return None

    def _listen(self) -> None:
        while (stream := self._stream()) is None:
            if self._over.wait(0.05):
                return
        record = ["parec", f"--monitor-stream={stream}", "--raw", "--rate=48000", "--channels=1", "--format=s16le"]
        self._recorder = subprocess.Popen([*record, "--latency-msec=10"], stdout=subprocess.PIPE)
        assert self._recorder.stdout is not None
        heard = False
        silence = b"\0\0" * 48
        while piece := self._recorder.stdout.read(96):
            # What comes before the first sound is the start of the stream, no hole in it.
            heard = heard or piece != silence
            if heard and piece == silence:
                self._log.tell("missing", 1.0)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        sleep_apart(Path(sys.argv[1]))
    else:
        Canary(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])).run()
