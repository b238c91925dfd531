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
    return interpreter("calfcoach.player.process", "main(sys.argv[1:])", output, str(life))


def interpreter(module: str, call: str, *words: str) -> list[str]:
    """A fresh interpreter that imports `main` from a module of this program alone, and calls it.

    Where the program is frozen there is no interpreter.
    """
    root = str(Path(__file__).resolve().parents[2])
    code = f"import sys; sys.path.insert(0, {root!r}); from {module} import main; {call}"
    return [sys.executable, "-P", "-c", code, *words]


STREAM = {
    "PULSE_PROP": "media.role=a11y",
    "PULSE_PROP_OVERRIDE": "application.name=Calfcoach application.icon_name=calfcoach",
}
"""What a PulseAudio or PipeWire server is told of the stream; a user's own variables go before.

A coach speaks to somebody who cannot look: of PulseAudio's roles that is `a11y`. Where the server was told to make
room for it (`module-role-ducking trigger_roles=a11y`) other people's music is ducked while the program is open.
`phone` alone is ducked for by default, but PulseAudio's default configuration also loads `module-role-cork`, and
that stops the music for as long as such a stream runs."""


def environment() -> dict[str, str]:
    """What the player process sees."""
    return {"QT_LOGGING_RULES": "qt.multimedia.*=false", **STREAM, **os.environ}


def spawn(output: str) -> Child:
    """Start a player for `output`. Takes a few milliseconds; call it from a thread of its own.

    On POSIX that thread no longer takes Ctrl-C and Ctrl-Z, nor does the child, from its first instruction on: what
    they mean for the sound its parent decides.
    """
    life_read, life_write = (-1, -1) if os.name == "nt" else os.pipe()
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTSTP})
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
