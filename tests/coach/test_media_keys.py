"""The media keys of a desktop: real calls over a bus of the test's own, and buses that are not there or hang."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, MatchRule, MessageType, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from calfcoach.coach import mpris
from calfcoach.coach.media_keys import MediaKeys
from calfcoach.session.commands import CommandKind
from calfcoach.session.states import State
from tests.asking import ask
from tests.coach.test_conductor import Stage

NAME = "org.mpris.MediaPlayer2.calfcoach"
MOST_S = 60.0
"""Only what hangs takes so long."""

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux has this bus"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="a desktop's message bus is needed"),
]


class Desktop:
    """A bus, and what of a desktop has media keys."""

    def __init__(self, address: str) -> None:
        self._bus: DBusConnection = open_dbus_connection(bus=address)
        for rule in (
            MatchRule(type="signal", interface="org.freedesktop.DBus.Properties", path=mpris.OBJECT),
            MatchRule(type="signal", member="NameOwnerChanged"),
        ):
            self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=MOST_S)

    def wait_for(self, name: str = NAME) -> None:
        """Until somebody has that name."""
        rule = MatchRule(type="signal", member="NameOwnerChanged")
        with self._bus.filter(rule, bufsize=50) as changes:
            while not self._bus.send_and_get_reply(message_bus.NameHasOwner(name), timeout=MOST_S).body[0]:
                if not changes:
                    self._bus.recv_until_filtered(changes, timeout=MOST_S)
                changes.clear()

    def ask(self, method: str, interface: str = mpris.PLAYER, name: str = NAME) -> MessageType:
        player = DBusAddress(mpris.OBJECT, bus_name=name, interface=interface)
        reply = self._bus.send_and_get_reply(new_method_call(player, method), timeout=MOST_S)
        return reply.header.message_type

    def properties(self, interface: str = mpris.PLAYER) -> dict[str, Any]:
        asked = Properties(DBusAddress(mpris.OBJECT, bus_name=NAME, interface=interface)).get_all()
        return {name: value for name, (_, value) in self._bus.send_and_get_reply(asked, timeout=MOST_S).body[0].items()}

    def one(self, name: str) -> Any:
        asked = Properties(DBusAddress(mpris.OBJECT, bus_name=NAME, interface=mpris.PLAYER)).get(name)
        return self._bus.send_and_get_reply(asked, timeout=MOST_S).body[0]

    def told(self) -> dict[str, Any]:
        """What is told next of changed properties."""
        rule = MatchRule(type="signal", member="PropertiesChanged")
        with self._bus.filter(rule) as changes:
            interface, values, _ = self._bus.recv_until_filtered(changes, timeout=MOST_S).body
        assert interface == mpris.PLAYER
        return {name: value for name, (_, value) in values.items()}

    def close(self) -> None:
        self._bus.close()


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    bus = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(bus, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        made = Desktop(address)
        yield made
        made.close()
        daemon.terminate()
        daemon.wait()


def test_a_session_is_driven_by_the_keys_of_a_headset(desktop: Desktop, stage: Stage) -> None:
    keys = MediaKeys(stage.coach)
    keys.hold()
    keys.hold()
    desktop.wait_for()
    stage.play(13)
    steps = [
        ("PlayPause", State.PAUSED),
        ("PlayPause", State.READY),
        ("Pause", State.PAUSED),
        ("Play", State.READY),
        ("Play", State.READY),
        ("Next", State.READY),  # a lead-in is only cut short
        ("Stop", State.HALTED),
        ("Play", State.READY),
        ("Seek", State.READY),  # makes no sense here
        ("Quit", State.READY),
    ]
    for method, state in steps:
        assert desktop.ask(method) is MessageType.method_return
        stage.play(0.02)
        assert stage.coach.machine.state is state, method
    stage.play(4)
    for method, state in (("Next", State.PAUSED), ("Next", State.REST), ("Previous", State.READY)):
        desktop.ask(method)
        stage.play(0.02)
        assert stage.coach.machine.state is state, f"{method} asks in a set"
    assert desktop.ask("Sing") is MessageType.error
    assert desktop.ask("Ping", "org.freedesktop.DBus.Peer") is MessageType.method_return
    keys.release()
    keys.release()


def test_a_desktop_is_told_the_exercise_and_whether_it_plays(desktop: Desktop, stage: Stage) -> None:
    keys = MediaKeys(stage.coach)
    keys.hold()
    desktop.wait_for()
    assert desktop.one("PlaybackStatus") == ("s", "Playing")
    properties = desktop.properties()
    assert properties["Metadata"]["xesam:title"] == ("s", "Raise")
    assert (properties["CanControl"], properties["CanSeek"]) == (True, False)
    assert desktop.properties(mpris.ROOT)["Identity"] == "Calfcoach"
    ask(stage.coach, CommandKind.PAUSE)
    assert desktop.told()["PlaybackStatus"] == "Paused"
    ask(stage.coach, CommandKind.END)
    assert desktop.told()["PlaybackStatus"] == "Stopped"
    keys.release()


def test_a_second_session_has_a_name_of_its_own(desktop: Desktop, stage: Stage) -> None:
    first, second = MediaKeys(stage.coach), MediaKeys(stage.coach)
    first.hold()
    desktop.wait_for()
    second.hold()
    name = f"{NAME}.instance{os.getpid()}"
    desktop.wait_for(name)
    assert desktop.ask("Pause", name=name) is MessageType.method_return
    stage.play(0.02)
    assert stage.coach.machine.state is State.PAUSED
    first.release()
    second.release()


def test_without_a_bus_only_these_keys_are_missing(stage: Stage) -> None:
    keys = MediaKeys(stage.coach)
    keys.hold()
    thread = keys._thread
    assert thread is not None
    thread.join(MOST_S)
    assert not thread.is_alive()
    stage.play(6)
    assert stage.coach.machine.state is State.LOWER
    keys.release()


def test_nobody_waits_for_a_bus_that_hangs(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(tmp_path / "bus"))
        deaf.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
        keys = MediaKeys(stage.coach)
        keys.hold()
        thread = keys._thread
        assert thread is not None and thread.daemon
        stage.play(6)
        ask(stage.coach, CommandKind.PAUSE)
        assert stage.coach.machine.state is State.PAUSED
        keys.release()
    thread.join(MOST_S)
