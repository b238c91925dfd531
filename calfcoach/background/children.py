"""Starts processes of this program that never outlive it: the player, the voice's, and whatever is one later.

A child is a fresh interpreter that imports one module of this program and calls its `main` with a list of words,
never the program that started it; so it needs no `__main__` guard and carries nothing of the window. A frozen
application has no interpreter to call: it is started again with a flag that `freeze_support` answers, which
`calfcoach.cli` calls before anything else.

A child ends within half a second of its parent, however that ended. On Linux a pipe is held open by the parent alone
and the kernel kills the child as it closes, even one that is stopped or hangs in a library; on Windows a job object
does the same (`windows_job`); elsewhere a thread of the child waits for the pipe's end, which a child that is stopped
or hangs with the interpreter held does not notice. Knows no child.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO

FLAG = "--calfcoach-child"

LIFE_VARIABLE = "CALFCOACH_LIFE"
"""Tells a child the descriptor of the pipe whose end is its own end."""

PACKAGE = "calfcoach."


@dataclass
class Child:
    """A running child. `release` gives up what keeps it alive, after which it ends by itself."""

    process: subprocess.Popen[bytes]
    release: Callable[[], None]

    @property
    def pid(self) -> int:
        """Its process id."""
        return self.process.pid

    def kill(self) -> None:
        """Have it end now, from any thread; somebody still has to call `end`."""
        self.process.kill()

    def end(self) -> None:
        """Kill it, wait for it and close its pipes; may be called twice."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.release()


def start(
    module: str,
    *words: str,
    stdout: int | IO[bytes] = subprocess.DEVNULL,
    stderr: int | IO[bytes] = subprocess.DEVNULL,
    env: Mapping[str, str] | None = None,
) -> Child:
    """Start a child that calls `main(words)` of a module of this program; takes a few milliseconds.

    Its standard input is a pipe. On POSIX it takes no Ctrl-C and no Ctrl-Z from its first instruction on: what they
    mean for it its parent decides.

    Raises:
        OSError: There is no more process to be had.
    """
    given = dict(os.environ if env is None else env)
    with _life_pipe(given) as (passed, release), _keys_blocked():
        process = subprocess.Popen(
            command(module, *words),
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=stderr,
            env=given,
            pass_fds=passed,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            bufsize=0,
        )
    if sys.platform == "win32":
        from calfcoach.background.windows_job import tie

        release = tie(process)
    return Child(process, release)


def run(module: str, *words: str, most_s: float, env: Mapping[str, str] | None = None) -> bytes:
    """What a child writes to its standard output; nothing comes on its standard input.

    Raises:
        OSError: It cannot be started.
        subprocess.TimeoutExpired: It has not ended after `most_s` seconds; it is ended then.
    """
    child = start(module, *words, stdout=subprocess.PIPE, env=env)
    try:
        return child.process.communicate(timeout=most_s)[0]
    finally:
        child.end()


def command(module: str, *words: str) -> list[str]:
    """How a child is started."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG, module, *words]
    root = str(Path(__file__).resolve().parents[2])
    code = f"import sys; sys.path.insert(0, {root!r}); from {__name__} import become; become(sys.argv[1:])"
    return [sys.executable, "-P", "-c", code, module, *words]


def freeze_support() -> None:
    """Become the child where this process was started to be one; returns otherwise."""
    if sys.argv[1:2] == [FLAG]:
        become(sys.argv[2:])


def become(arguments: list[str]) -> None:
    """Be the child: `[module, words…]`. Ends the process.

    Raises:
        ValueError: The module is none of this program.
    """
    module, *words = arguments
    if not module.startswith(PACKAGE):
        raise ValueError(module)
    _end_with_parent()
    sys.exit(import_module(module).main(words))


@contextlib.contextmanager
def _life_pipe(env: dict[str, str]) -> Iterator[tuple[tuple[int, ...], Callable[[], None]]]:
    """The descriptors a child inherits, told of in `env`, and what closes the end that keeps it alive."""
    if os.name == "nt":
        yield (), lambda: None
        return
    reading, writing = os.pipe()
    env[LIFE_VARIABLE] = str(reading)
    closing = [writing]

    def release() -> None:
        while closing:
            os.close(closing.pop())

    try:
        yield (reading,), release
    except BaseException:
        release()
        raise
    finally:
        os.close(reading)


@contextlib.contextmanager
def _keys_blocked() -> Iterator[None]:
    """Block what a child shall not take, for it inherits that."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTSTP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """Let this process end when its parent does."""
    told = os.environ.pop(LIFE_VARIABLE, "")
    if not told.isdecimal():
        return
    life = int(told)
    os.set_inheritable(life, False)
    if sys.platform == "linux":
        import fcntl

        fcntl.fcntl(life, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(life, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(life, fcntl.F_SETFL, fcntl.fcntl(life, fcntl.F_GETFL) | os.O_ASYNC)
        if select.select([life], [], [], 0)[0]:  # the parent ended before the kernel was told
            os._exit(1)
    else:
        threading.Thread(target=_wait_for_end, args=(life,), name="life", daemon=True).start()


def _wait_for_end(life: int) -> None:
    while os.read(life, 1):
        pass
    os._exit(1)
