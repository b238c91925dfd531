"""Ties a process to this one on Windows: a job object whose last handle kills what is in it as it closes.

The kernel closes this process's handles however it ends. The layout of what it is told is that of `winnt.h`. Importing
it needs no Windows; calling it does.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Callable

KILL_ON_JOB_CLOSE = 0x2000
EXTENDED_LIMITS = 9
"""`JobObjectExtendedLimitInformation`."""


class BasicLimits(ctypes.Structure):
    """`JOBOBJECT_BASIC_LIMIT_INFORMATION`."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("most_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """`JOBOBJECT_EXTENDED_LIMIT_INFORMATION`."""

    _fields_ = (
        ("basic", BasicLimits),
        ("io", ctypes.c_uint64 * 6),
        ("most_process_memory", ctypes.c_size_t),
        ("most_job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def tie(process: subprocess.Popen[bytes]) -> Callable[[], None]:
    """Have the process end with this one; returns what ends it earlier, which may be called twice.

    Where Windows refuses, the process is only as safe as its own reading of its pipe makes it.
    """
    if sys.platform != "win32":
        raise OSError("there are no job objects here")
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = ExtendedLimits()
    limits.basic.flags = KILL_ON_JOB_CLOSE
    kernel.SetInformationJobObject(job, EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(int(process._handle)))
    left = [job]

    def release() -> None:
        while left:
            kernel.CloseHandle(left.pop())

    return release
