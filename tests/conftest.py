"""What every test may rely on: no display, no folder and no sound of the user's, and nothing left behind.

Qt draws offscreen. A test that leaves a thread, a child process, a running timer or a window behind fails, not
the one that trips over it later.
"""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

GRACE_S = 30.0
MOST_S = 120.0
"""What is waited for comes by an event; only what hangs takes so long."""

# A busy machine is not a finding, so nothing is judged by its time. The server repeats the same examples, so
# that what is red there is red here.
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

# A process holds all tests that it has collected, and to look through them for garbage takes longer than most tests.
# Where garbage matters to a test, it is collected there.
gc.set_threshold(700, 10, 1000)

_IN_MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory: six folders are made and removed for every test, 20 ms of it on a busy disk."""


def _has_room(folder: Path) -> bool:
    """Whether a folder takes what the tests write: a container's memory is often small."""
    return os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free > 1 << 30


# Also in force while modules are collected and wider fixtures are set up.
_ROOT = Path(tempfile.mkdtemp(prefix="calf-", dir=_IN_MEMORY if _has_room(_IN_MEMORY) else None))
_HOMES = itertools.count()


def _private_folders(home: Path) -> dict[str, str]:
    folders = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_RUNTIME_DIR": home / "run",
    }
    for folder in folders.values():
        folder.mkdir(parents=True)
        folder.chmod(0o700)
    return {name: str(folder) for name, folder in folders.items()}


def _leave_the_users_world() -> None:
    (_ROOT / "client.conf").write_text("autospawn = no\n")
    # A test that needs a display, a bus or a sound server starts its own.
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        os.environ.pop(name, None)
    for name in [name for name in os.environ if name.startswith(("CALFCOACH_", "PULSE_"))]:
        del os.environ[name]
    os.environ["PULSE_CLIENTCONFIG"] = str(_ROOT / "client.conf")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.update(_private_folders(_ROOT / "session"))


_leave_the_users_world()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two workers more than there are cores: where some wait for a program or a player, others run."""
    return (os.cpu_count() or 1) + 2


def pytest_unconfigure() -> None:
    shutil.rmtree(_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home folder, and everything platformdirs derives from it, of this test alone."""
    # Short, because a socket's path is limited to 107 bytes; not tmp_path, which a test may want to see empty.
    folder = _ROOT / str(next(_HOMES))
    for name, path in _private_folders(folder).items():
        monkeypatch.setenv(name, path)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


class PatientBot(QtBot):
    """Waits for what comes by itself as long as it takes, however busy the machine is."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = int(MOST_S * 1000)) -> None:  # noqa: N802
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = int(MOST_S * 1000), **more: Any) -> Any:  # noqa: N802
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitExposed(self, widget: Any, *, timeout: int = int(MOST_S * 1000)) -> Any:  # noqa: N802
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: Any, request: pytest.FixtureRequest) -> PatientBot:
    """pytest-qt's, with patience."""
    return PatientBot(request)


def _after_grace(leftovers: Callable[[], list[Any]]) -> list[Any]:
    """What is still there when everything that was about to end has had the time to."""
    if not leftovers():
        return []
    gc.collect()
    deadline_s = time.monotonic() + GRACE_S
    while (left := leftovers()) and time.monotonic() < deadline_s:
        time.sleep(0.01)  # processes and Qt's objects end without an event that all of them have
    return left


def _children() -> set[int]:
    """The ids of this process's own children, but for the one that multiprocessing keeps for itself."""
    from multiprocessing.resource_tracker import _resource_tracker

    multiprocessing.active_children()  # collects those that have ended
    found: set[int] = set()
    for task in Path("/proc/self/task").glob("*/children"):
        try:
            found |= {int(child) for child in task.read_text().split()}
        except OSError:  # the thread ended meanwhile
            continue
    return found - {getattr(_resource_tracker, "_pid", None)}


def _command(child: int) -> str:
    try:
        words = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        words = ""
    return f"{child} {words or '(ended, not waited for)'}"


@pytest.fixture(autouse=True)
def _nothing_runs_on(home: Path) -> Iterator[None]:
    """No thread and no child process outlives the test that started it."""
    threads = set(threading.enumerate())
    children = _children()
    yield

    def new_threads() -> list[Any]:
        # A Qt thread that once ran Python is listed as a dummy for ever.
        return [
            thread
            for thread in threading.enumerate()
            if thread not in threads and not isinstance(thread, threading._DummyThread)
        ]

    left = [f"thread {thread.name}" for thread in _after_grace(new_threads)]
    left += [f"process {_command(child)}" for child in _after_grace(lambda: sorted(_children() - children))]
    if left:
        pytest.fail("left running: " + ", ".join(left))


def kinds_of(kind: type) -> set[type]:
    """A class and all that derive from it."""
    return {kind}.union(*map(kinds_of, kind.__subclasses__()))


def _no_button_is_down() -> None:
    from PySide6 import QtCore, QtWidgets
    from PySide6.QtTest import QTest

    held = QtWidgets.QApplication.mouseButtons()
    if held:  # while one is down, nothing answers to a mouse that passes over it
        widget = QtWidgets.QWidget()
        for button in QtCore.Qt.MouseButton:
            if button in held:
                QTest.mouseRelease(widget, button)
        pytest.fail(f"a mouse button is still down: {held}")


@pytest.fixture(autouse=True)
def _nothing_stays_on_screen(request: pytest.FixtureRequest, _nothing_runs_on: None) -> Iterator[None]:
    """No top-level widget and no running QTimer outlives the test that made it, and no mouse button stays down."""
    if "qapp" not in request.fixturenames:
        yield
        return
    from PySide6 import QtCore, QtWidgets
    from shiboken6 import isValid

    def windows() -> list[QtWidgets.QWidget]:
        return [
            widget
            for widget in QtWidgets.QApplication.topLevelWidgets()
            # Qt keeps its one tool tip for itself.
            if isValid(widget) and widget.parent() is None and widget.metaObject().className() != "QTipLabel"
        ]

    def timers() -> list[QtCore.QTimer]:
        kinds = kinds_of(QtCore.QTimer)
        found = [o for o in gc.get_objects() if type(o) in kinds]
        return [timer for timer in found if isValid(timer) and timer.isActive()]

    def leftovers() -> list[Any]:
        QtCore.QCoreApplication.sendPostedEvents(None, QtCore.QEvent.Type.DeferredDelete.value)
        return [o for o in (*windows(), *timers()) if not any(o is old for old in before)]

    before = windows()
    gc.freeze()  # what was there before is not looked through for timers: hundreds of thousands of objects
    yield
    left = _after_grace(leftovers)
    gc.unfreeze()
    for thing in left:  # the next test shall not pay for this one
        if isinstance(thing, QtCore.QTimer):
            thing.stop()
        else:
            thing.close()
            thing.deleteLater()
    if left:
        pytest.fail("left on screen or ticking: " + ", ".join(map(repr, left)))
    _no_button_is_down()
