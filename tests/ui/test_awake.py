"""The display is kept awake for as long as it is asked, through whatever wakepy there is, and by nobody who is dead."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from types import ModuleType, SimpleNamespace

import pytest

from calfcoach.ui.awake import Awake
from tests.e2e.programs import MOST_S, until


class Keep:
    """Stands in for wakepy's `keep`; `works` says whether the system lets the display be kept awake."""

    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.held = threading.Event()
        self.times = 0

    def presenting(self, on_fail: str):
        assert on_fail == "pass"
        return self

    def __enter__(self):
        self.times += 1
        self.held.set()
        return SimpleNamespace(active=self.works)

    def __exit__(self, *_error: object) -> None:
        self.held.clear()


@pytest.fixture(params=[True, False], ids=["works", "refused"])
def keep(request, monkeypatch):
    made = Keep(request.param)
    module = ModuleType("wakepy")
    module.keep = made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "wakepy", module)
    return made


def test_it_is_held_and_released(keep):
    awake = Awake()
    awake.hold()
    assert keep.held.wait(MOST_S)
    awake.release()
    assert not keep.held.is_set()


def test_twice_is_once(keep):
    awake = Awake()
    awake.hold()
    awake.hold()
    assert keep.held.wait(MOST_S)
    awake.release()
    awake.release()
    assert keep.times == 1


def test_it_may_be_held_again(keep):
    awake = Awake()
    for _ in range(2):
        awake.hold()
        assert keep.held.wait(MOST_S)
        awake.release()
    assert keep.times == 2


def test_released_before_it_was_held_is_nothing(keep):
    Awake().release()
    assert keep.times == 0


HOLD = "from calfcoach.ui.awake import Awake; awake = Awake(); awake.hold(); "


def test_a_crash_ends_the_program():
    done = subprocess.run(
        [sys.executable, "-c", HOLD + "raise RuntimeError('a crash')"], capture_output=True, text=True, timeout=MOST_S
    )
    assert done.returncode == 1
    assert done.stderr.endswith("RuntimeError: a crash\n")


class ScreenSaver:
    """What a desktop has: it is asked over D-Bus, by a connection that has a name for as long as it is there."""

    def __init__(self, address: str) -> None:
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import Proxy, open_dbus_connection

        self.asked_by: list[str] = []
        self.released: list[int] = []
        self._connection = open_dbus_connection(bus=address)
        self._asking = open_dbus_connection(bus=address)
        Proxy(message_bus, self._connection).RequestName("org.freedesktop.ScreenSaver")
        self._bus = Proxy(message_bus, self._asking)
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def is_there(self, name: str) -> bool:
        return bool(self._bus.NameHasOwner(name)[0])

    def close(self) -> None:
        """Once the bus is gone."""
        self._thread.join()
        self._asking.close()
        self._connection.close()

    def _serve(self) -> None:
        from jeepney import HeaderFields, new_method_return

        with suppress(OSError):  # the bus is gone
            while True:
                message = self._connection.receive()
                called = message.header.fields.get(HeaderFields.member)
                if called == "Inhibit":
                    self.asked_by.append(message.header.fields[HeaderFields.sender])
                    self._connection.send(new_method_return(message, "u", (7,)))
                elif called == "UnInhibit":
                    self.released.append(message.body[0])
                    self._connection.send(new_method_return(message))


@contextmanager
def holding(then: str):
    """A desktop with a screen saver, and a program in it that keeps the display awake."""
    bus = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(bus, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        saver = ScreenSaver(address)
        try:
            env = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": address}
            with subprocess.Popen([sys.executable, "-c", HOLD + then], env=env, stdin=subprocess.PIPE) as program:
                try:
                    until(lambda: saver.asked_by)
                    yield saver, program
                finally:
                    program.kill()
        finally:
            daemon.terminate()
            daemon.wait()
            saver.close()


@pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="a desktop's message bus is needed")
@pytest.mark.parametrize(
    ("then", "code"),
    [("input(); awake.release()", 0), ("input(); raise RuntimeError", 1), ("input()", -signal.SIGKILL)],
    ids=["released", "crash", "killed"],
)
def test_nobody_who_is_gone_keeps_the_display_awake(then, code):
    with holding(then) as (saver, program):
        (name,) = saver.asked_by
        assert saver.is_there(name)
        if code < 0:
            program.kill()
        else:
            program.stdin.write(b"\n")
            program.stdin.flush()
        assert program.wait(MOST_S) == code
        until(lambda: not saver.is_there(name))
        assert saver.released == ([7] if code == 0 else [])
