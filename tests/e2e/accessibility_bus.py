"""Asks the program over the accessibility bus, as a screen reader does: `python -m tests.e2e.accessibility_bus FILE`.

Runs within `dbus-run-session`, on a display of its own. Writes the frames and what can be pressed or typed into,
presses the first exercise by its action, and writes the same again. Into a file, because the bus prints, too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ACCESSIBLE, ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ASKED_ABOUT = ("frame", "push button", "text")
MOST_S = 60.0
"""Only what hangs takes so long."""

Node = tuple[str, str]


class Gone(Exception):
    """What was asked is not there any more: the screen has changed."""


class Bus:
    """The accessibility bus."""

    def __init__(self) -> None:
        session = open_dbus_connection("SESSION")
        launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        (address,) = session.send_and_get_reply(new_method_call(launcher, "GetAddress")).body
        self._bus: DBusConnection = open_dbus_connection(address)

    def ask(self, node: Node, method: str, interface: str = ACCESSIBLE, *values: Any) -> Any:
        """What an object answers."""
        name, path = node
        signature = "i" if values else None
        call = new_method_call(DBusAddress(path, name, interface), method, signature, values)
        return self._answer(call)

    def name(self, node: Node) -> str:
        """The name that a screen reader says."""
        address = DBusAddress(node[1], node[0], ACCESSIBLE)
        return str(self._answer(Properties(address).get("Name"))[1])

    def _answer(self, call: Any) -> Any:
        reply = self._bus.send_and_get_reply(call, timeout=MOST_S)
        if reply.header.message_type is MessageType.error:
            raise Gone(reply.body)
        return reply.body[0]

    def all_below(self, node: Node) -> Iterator[tuple[str, str, Node]]:
        """Role, name and address of everything below an object."""
        for child in self.ask(node, "GetChildren"):
            yield str(self.ask(child, "GetRoleName")), self.name(child), child
            yield from self.all_below(child)

    def told(self, window: str, button: str) -> list[tuple[str, str, Node]]:
        """What is to be asked about, as soon as a window with this title and this button in it are there."""
        until_s = time.monotonic() + MOST_S
        while time.monotonic() < until_s:
            try:
                found = [each for each in self.all_below(ROOT) if each[0] in ASKED_ABOUT]
            except Gone:
                continue
            there = {(role, name) for role, name, _ in found}
            if {("frame", f"{window} — Calfcoach"), ("push button", button)} <= there:
                return found
            time.sleep(0.1)
        raise TimeoutError(window)


def main(file: Path) -> None:
    """Start a display and the program, and ask."""
    reading, writing = os.pipe()
    display = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24"], pass_fds=[writing])
    with os.fdopen(reading) as line:
        number = line.readline().strip()
    env = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    program = subprocess.Popen([sys.executable, "-m", "calfcoach", "--audio", "silent"], env=env)
    try:
        file.write_text("\n".join(_walk(Bus())), encoding="utf-8")
    finally:
        for process in (program, display):
            process.terminate()
            process.wait(MOST_S)


def _walk(bus: Bus) -> Iterator[str]:
    found = bus.told("Library", "Donkey calf raise")
    yield from (f"{role}: {name}" for role, name, _ in found)
    card = next(node for role, name, node in found if (role, name) == ("push button", "Donkey calf raise"))
    assert bus.ask(card, "DoAction", ACTION, 0)
    yield "pressed Donkey calf raise"
    yield from (f"{role}: {name}" for role, name, _ in bus.told("Donkey calf raise", "Start"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
