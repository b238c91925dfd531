"""Another system, faked for tests where a module asks for it.

Its own `sys` and `os` answer as on that system, and lack what that has not. What is decided while a module loads is
seen in a second copy of it, loaded in such a world.
"""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType
from typing import Any

import pytest

from .conftest import CHECKOUT

RECIPES = CHECKOUT / "tools" / "package"
HERE = sys.platform
"""The system that the tests themselves run on."""

HAS_POSIX = pytest.mark.skipif(HERE == "win32", reason="what POSIX has cannot be lent to Windows")
UNIX_ONLY = {"fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
WINDOWS_ONLY = {"msvcrt", "winreg", "winsound", "_winapi"}
POSIX_NAMES = {
    "os": {"fchmod", "geteuid", "getpriority", "memfd_create", "nice", "readv", "sched_setscheduler", "setpriority"}
    | {"O_CLOEXEC", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK"},
    "signal": {"SIGHUP", "SIGTSTP", "pthread_sigmask"},
    "time": {"CLOCK_BOOTTIME", "clock_gettime"},
}
"""What Windows has not of these modules. macOS has all of it but the clock, the schedulers and the memory files."""

LINUX_ALONE = {"CLOCK_BOOTTIME", "memfd_create", "sched_setscheduler"}
NAMES = {"win32": "nt", "darwin": "posix", "linux": "posix"}


class Elsewhere:
    """A module as another system has it."""

    def __init__(self, module: ModuleType, system: str) -> None:
        self._module = module
        gone = POSIX_NAMES.get(module.__name__, set())
        self._gone = gone if system == "win32" else gone & LINUX_ALONE if system == "darwin" else set()
        self._own = {"platform": system} if module is sys else {"name": NAMES[system]}

    def __getattr__(self, name: str) -> Any:
        if name in self._own:
            return self._own[name]
        if name in self._gone:
            raise AttributeError(name)
        return getattr(self._module, name)


def on(monkeypatch: pytest.MonkeyPatch, system: str, module: ModuleType) -> None:
    """Let a module be on a system from now on."""
    for name in ("os", "signal", "sys", "time"):
        if isinstance(getattr(module, name, None), (ModuleType, Elsewhere)):
            monkeypatch.setattr(module, name, Elsewhere(sys.modules[name], system))


def loaded_on(monkeypatch: pytest.MonkeyPatch, system: str, module: ModuleType) -> ModuleType:
    """A second copy of a module, loaded on a system."""
    assert module.__spec__ is not None
    assert module.__spec__.origin is not None
    monkeypatch.setattr(sys, "platform", system)
    for name, gone in POSIX_NAMES.items():
        for each in gone if system == "win32" else gone & LINUX_ALONE if system == "darwin" else ():
            monkeypatch.delattr(sys.modules[name], each, raising=False)
    spec = importlib.util.spec_from_file_location(module.__name__, module.__spec__.origin)
    assert spec is not None
    assert spec.loader is not None
    copy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copy)
    return copy
