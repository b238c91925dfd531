"""Starts a player process: from a checkout, from an installation, or from an application frozen into one file.

The child is a fresh interpreter that imports `calfcoach.player.process` alone, never the program that started it;
so it needs no `__main__` guard and carries nothing of the window. A frozen application has no interpreter to call:
it is started again with a flag that `freeze_support` answers, which `calfcoach.cli` calls before anything else.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

FLAG = "--calfcoach-player"

LOG_VARIABLE = "CALFCOACH_PLAYER_LOG"
"""Where it names a file, that takes what the audio libraries print; otherwise nobody sees it."""


@dataclass
class Child:
    """A running player: its process, and the end of the pipe whose closing kills it (−1 where there is none)."""

    process: subprocess.Popen[bytes]
    life: int

    def end(self) -> None:
        """Kill it and wait for it; may be called twice."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.life >= 0:
            os.close(self.life)
            self.life = -1


def freeze_support() -> None:
    """Become the player where this process was started to be one; returns otherwise."""
    if sys.argv[1:2] == [FLAG]:
        from calfcoach.player.process import main

        sys.exit(main(sys.argv[2:]))


def command(output: str, life: int) -> list[str]:
    """How the player is started."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG, output, str(life)]
    root = str(Path(__file__).resolve().parents[2])
    code = f"import sys; sys.path.insert(0, {root!r}); from calfcoach.player.process import main; main(sys.argv[1:])"
    return [sys.executable, "-P", "-c", code, output, str(life)]


PULSE_LATENCY_MS = 60
"""What the stream asks of PulseAudio. Qt asks for 10 ms, however large its own buffer: then a busy machine that keeps
libpulse's thread from running for 10 ms is heard (gaps of 10–50 ms with two busy cores). More than this is heard
in nothing but a later start, and makes the position less certain."""


def environment() -> dict[str, str]:
    """What the player process sees; also the place for what a sound server is to know of the stream."""
    defaults = {"QT_LOGGING_RULES": "qt.multimedia.*=false", "PULSE_LATENCY_MSEC": str(PULSE_LATENCY_MS)}
    return {**defaults, **os.environ}


def spawn(output: str) -> Child:
    """Start a player for `output`. Takes a few milliseconds; call it from a thread of its own.

    On POSIX that thread no longer takes Ctrl-C, nor does the child, from its first instruction on.
    """
    life_read, life_write = (-1, -1) if os.name == "nt" else os.pipe()
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    log_path = os.environ.get(LOG_VARIABLE)
    log = Path(log_path).open("ab") if log_path else None  # noqa: SIM115 - closed below
    try:
        process = subprocess.Popen(
            command(output, life_read),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log or subprocess.DEVNULL,
            env=environment(),
            pass_fds=() if life_read < 0 else (life_read,),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            bufsize=0,
        )
    except OSError:
        if life_write >= 0:
            os.close(life_write)
        raise
    finally:
        if log is not None:
            log.close()
        if life_read >= 0:
            os.close(life_read)
    return Child(process, life_write)
