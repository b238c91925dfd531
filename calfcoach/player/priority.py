"""Has the threads that feed a sound device run in time on a busy machine, as other sound programs do it.

An audio library's own threads pass sound on from one buffer to the next; they become real-time threads, by right where
the process has it, otherwise through rtkit (`org.freedesktop.RealtimeKit1` on the system bus), which desktops have for
that. Python's threads work one second ahead, so a better `nice` value is enough for them. Memory is locked where
nothing limits how much, so that none of it has to be read back from a disk. What is refused is left as it was. Linux
alone has all of this; elsewhere the libraries see to their own threads. Knows no output.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

VARIABLE = "CALFCOACH_SOUND_PRIORITY"
"""An environment variable; with the value `usual` everything stays at the usual priority."""

REAL_TIME_PRIORITY = 5
"""The same as a PulseAudio server's: we wait for the server, and the server for us. rtkit grants up to 20."""

NICE = -11
"""The same as a PulseAudio server's. rtkit grants at most this (its `MinNiceLevel` is −15)."""

MOST_CPU_US = 200_000
"""A real-time thread that works this long without waiting is ended together with the player: it would block the
machine.
rtkit asks for a limit of at most this."""

TASKS = Path("/proc/self/task")
CAPABILITY_LOCK = 14
CURRENT, FUTURE, ON_FAULT = 1, 2, 4
"""`mlockall`: what is mapped now, what will be, and of both only what has been touched."""


class Priority:
    """Raises the threads of this process. `how` tells how real-time priority was had: `own`, `rtkit` or `none`."""

    def __init__(self) -> None:
        self.how = "none"
        self._raised: set[int] = set()
        self._wanted = sys.platform == "linux" and os.environ.get(VARIABLE) != "usual"
        self._ways: list[tuple[str, Callable[[int, bool], None]]] = [("own", _by_right), ("rtkit", _through_rtkit)]

    def look(self) -> None:
        """Raise the threads that are new; to be called now and then, takes some microseconds where none is."""
        if not self._wanted or not self._ways:
            return
        try:
            threads = {int(each) for each in os.listdir(TASKS)}  # noqa: PTH208 - whole paths are not wanted
        except OSError:
            self._ways = []
            return
        pythons = {os.getpid(), *(each.native_id for each in threading.enumerate())}
        for thread in sorted(threads - self._raised):
            self._raise(thread, real_time=thread not in pythons)
        self._raised = threads

    def _raise(self, thread: int, *, real_time: bool) -> None:
        while self._ways:
            name, way = self._ways[0]
            try:
                way(thread, real_time)
            except ProcessLookupError:  # it has ended
                return
            except OSError:
                self._ways.pop(0)
                continue
            if real_time:
                self.how = name
            return


def _by_right(thread: int, real_time: bool) -> None:
    """Raises OSError: This process may not."""
    if real_time:
        _limit_cpu()
        policy = os.SCHED_RR | getattr(os, "SCHED_RESET_ON_FORK", 0)
        os.sched_setscheduler(thread, policy, os.sched_param(REAL_TIME_PRIORITY))
    else:
        os.setpriority(os.PRIO_PROCESS, thread, NICE)


def _through_rtkit(thread: int, real_time: bool) -> None:
    """Raises OSError: There is no rtkit, or it refuses."""
    from calfcoach.player import rtkit

    if real_time:
        _limit_cpu()
        rtkit.make_real_time(thread, REAL_TIME_PRIORITY)
    else:
        rtkit.make_high_priority(thread, NICE)


def _limit_cpu() -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_RTTIME)
    least = min((each for each in (soft, hard, MOST_CPU_US) if each >= 0), default=MOST_CPU_US)
    resource.setrlimit(resource.RLIMIT_RTTIME, (least, least))


def lock_memory() -> bool:
    """Keep in memory what this process touches from now on; whether that is allowed.

    Only where there is no limit: within one, a later request for memory would fail.
    """
    if sys.platform != "linux" or os.environ.get(VARIABLE) == "usual" or not _may_lock_all():
        return False
    return bool(ctypes.CDLL(None).mlockall(CURRENT | FUTURE | ON_FAULT) == 0)


def _may_lock_all() -> bool:
    import resource

    if resource.getrlimit(resource.RLIMIT_MEMLOCK)[0] == resource.RLIM_INFINITY:
        return True
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    effective = next((line.split()[1] for line in status.splitlines() if line.startswith("CapEff:")), "0")
    return bool(int(effective, 16) >> CAPABILITY_LOCK & 1)
