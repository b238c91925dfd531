"""Asks the program over the accessibility bus, as a screen reader does: `python -m tests.e2e.accessibility_bus FILE`.

Runs within `dbus-run-session`, on a display of its own, with the audience's window open. Goes through the program by
the actions that the bus offers, and by keys where a screen reader's user presses one; writes what is there at each
step, and what was announced, as JSON. Into a file, because the bus prints, too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from ctypes import CDLL, CFUNCTYPE, POINTER, byref, c_char_p, c_int, c_uint, c_ulong, c_void_p
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MatchRule, MessageType, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ACCESSIBLE, ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
REGISTRY = "org.a11y.atspi.Registry"
ROOT = (REGISTRY, "/org/a11y/atspi/accessible/root")
EVENTS = "org.a11y.atspi.Event.Object"
MOST_S = 60.0
"""Only what hangs takes so long."""

QUIET_S = 0.5
"""When nothing more has come for this time, what was announced is taken as all of it."""

Node = tuple[str, str]
Part = tuple[str, str, str, Node]
"""The title of its window, role, name and address."""


class Gone(Exception):
    """What was asked is not there any more: the screen has changed."""


class Bus:
    """The accessibility bus."""

    def __init__(self) -> None:
        session = open_dbus_connection("SESSION")
        launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        (address,) = session.send_and_get_reply(new_method_call(launcher, "GetAddress")).body
        self._bus: DBusConnection = open_dbus_connection(address)
        self._listening: DBusConnection = open_dbus_connection(address)
        rule = MatchRule(type="signal", interface=EVENTS, member="Announcement")
        self._listening.send_and_get_reply(message_bus.AddMatch(rule))
        events = DBusAddress("/org/a11y/atspi/registry", REGISTRY, REGISTRY)
        register = new_method_call(events, "RegisterEvent", "sass", ("object:announcement", [], ""))
        self._listening.send_and_get_reply(register, timeout=MOST_S)

    def announced(self) -> list[str]:
        """What was announced since the last call."""
        found = []
        while True:
            try:
                message = self._listening.receive(timeout=QUIET_S)
            except TimeoutError:
                return found
            if message.header.message_type is MessageType.signal:
                found += [str(value[1]) for value in message.body if isinstance(value, tuple) and value[0] == "s"]

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

    def _is_shown(self, node: Node) -> bool:
        low, _ = self.ask(node, "GetState")
        return bool(low >> 25 & 1)  # ATSPI_STATE_SHOWING

    def _below(self, node: Node, window: str) -> Iterator[Part]:
        for child in self.ask(node, "GetChildren"):
            role, name = str(self.ask(child, "GetRoleName")), self.name(child)
            inside = name if role == "frame" else window
            if role == "application" or self._is_shown(child):
                yield inside, role, name, child
                yield from self._below(child, inside)

    def parts(self, is_there: Callable[[list[Part]], bool], what: str) -> list[Part]:
        """Everything that is shown, as soon as something is so."""
        until_s = time.monotonic() + MOST_S
        found: list[Part] = []
        while time.monotonic() < until_s:
            try:
                found = list(self._below(ROOT, ""))
            except Gone:
                continue
            if is_there(found):
                return found
            time.sleep(0.1)  # the events of the bus do not tell of all that is looked for
        raise TimeoutError(f"{what}; there are {[part[:3] for part in found]}")

    def with_names(self, *names: str) -> list[Part]:
        """Everything that is shown, as soon as parts with these names are."""
        return self.parts(lambda found: set(names) <= {name for _, _, name, _ in found}, f"{names} never came")

    def press(self, name: str) -> None:
        """Press the button with that name, by its action."""
        parts = self.with_names(name)
        button = next(node for _, role, said, node in parts if said == name and "button" in role)
        assert self.ask(button, "DoAction", ACTION, 0)


class Keyboard:
    """Presses keys on an X display, as a keyboard does."""

    def __init__(self, display: str) -> None:
        self._x, self._test = CDLL("libX11.so.6"), CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype, self._x.XOpenDisplay.argtypes = c_void_p, [c_char_p]
        self._x.XStringToKeysym.restype = c_ulong
        self._x.XKeysymToKeycode.argtypes = [c_void_p, c_ulong]
        self._x.XFlush.argtypes = [c_void_p]
        self._test.XTestFakeKeyEvent.argtypes = [c_void_p, c_uint, c_int, c_ulong]
        self._x.XDefaultRootWindow.restype, self._x.XDefaultRootWindow.argtypes = c_ulong, [c_void_p]
        self._x.XQueryTree.argtypes = [c_void_p, c_ulong, *[c_void_p] * 4]
        self._x.XSetInputFocus.argtypes = [c_void_p, c_ulong, c_int, c_ulong]
        self._x.XSync.argtypes = [c_void_p, c_int]
        self._ignoring = CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda _display, _error: 0)
        self._x.XSetErrorHandler(self._ignoring)
        self._display = self._x.XOpenDisplay(display.encode())

    def give_to_topmost(self) -> None:
        """Give the keyboard to the window that lies above the others: there is no window manager to do it."""
        root, ignored, children, count = c_ulong(), c_ulong(), POINTER(c_ulong)(), c_uint()
        top = self._x.XDefaultRootWindow(self._display)
        self._x.XQueryTree(self._display, top, *map(byref, (root, ignored, children, count)))
        for window in children[: count.value]:  # from the lowest; one that is not shown refuses, which is ignored
            self._x.XSetInputFocus(self._display, window, 1, 0)
        self._x.XSync(self._display, 0)

    def press(self, keysym: str) -> None:
        """Press and release a key by its X name."""
        code = self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(keysym.encode())) & 0xFF
        for down in (1, 0):
            self._test.XTestFakeKeyEvent(self._display, code, down, 0)
        self._x.XFlush(self._display)


def main(file: Path) -> None:
    """Start a display and the program, and ask."""
    reading, writing = os.pipe()
    display = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24"], pass_fds=[writing])
    with os.fdopen(reading) as line:
        number = line.readline().strip()
    env = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    command = [sys.executable, "-m", "calfcoach", "--audio", "silent", "--audience"]
    program = subprocess.Popen(command, env=env)
    try:
        told = {}
        for step, parts, announced in _walk(Bus(), Keyboard(f":{number}")):
            told[step] = {"parts": [part[:3] for part in parts], "announced": announced}
        file.write_text(json.dumps(told), encoding="utf-8")
    finally:
        for process in (program, display):
            process.terminate()
            process.wait(MOST_S)


def _walk(bus: Bus, keyboard: Keyboard) -> Iterator[tuple[str, list[Part], list[str]]]:
    """Each step: its name, what is shown, and, where it matters, what was announced since it was asked last."""
    yield "library", bus.with_names("Library — Calfcoach", "Donkey calf raise", "Audience"), []
    keyboard.give_to_topmost()
    keyboard.press("F3")
    yield "change", bus.with_names("Another exercise"), []
    keyboard.press("Escape")
    bus.press("Donkey calf raise")
    yield "setup", bus.with_names("Donkey calf raise — Calfcoach", "Start"), []
    bus.press("Class…")
    yield "class", bus.with_names("Start a class"), []
    keyboard.press("Escape")
    bus.press("Show it")
    demo = "Demonstration: Donkey calf raise — Calfcoach"
    yield "demo", bus.with_names(demo, "Faults"), bus.announced()
    bus.press("Faults")
    wrong = "Wrong: too fast. Slow and in control: 2–3 s down"
    yield "fault", bus.parts(lambda found: sum(part[2] == wrong for part in found) == 2, wrong), bus.announced()
    keyboard.press("F1")
    yield "keys", bus.with_names("Keys", "Demonstration: next step"), []
    keyboard.press("F1")
    keyboard.press("Escape")
    bus.press("Start")
    yield "set", bus.with_names("Coach", "Pause"), bus.announced()
    bus.press("Pause")
    yield "paused", bus.with_names("Coach", "Go on"), bus.announced()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
