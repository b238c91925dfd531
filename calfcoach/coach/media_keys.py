"""The media keys of a desktop and a headset, on Linux: a session on the session bus, as `calfcoach.coach.mpris` says.

Theory of operation: a thread of its own has the connection, through jeepney, from `hold` to `release`. What it is asked
goes into the coach's inbox; what the coach tells is looked at by the thread every quarter of a second at the latest. So
nobody ever waits for a bus, and where there is none, or it goes, or it hangs, only these keys are missing. Windows and
macOS have no such bus; there the window's own media keys do it.
"""

import logging
import os
import sys
import threading
from typing import TYPE_CHECKING

from calfcoach.coach import mpris
from calfcoach.coach.conductor import Coach, TimedEvent
from calfcoach.session.commands import Command, CommandKind, CommandSource

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

log = logging.getLogger(__name__)

LOOK_S = 0.25
"""How long the thread waits for a message before it looks whether there is something to tell."""

PROPERTIES = "org.freedesktop.DBus.Properties"
PEER = "org.freedesktop.DBus.Peer"
UNKNOWN = "org.freedesktop.DBus.Error.UnknownMethod"
NOT_THERE = "org.freedesktop.DBus.Error.UnknownProperty"

_DO_NOT_QUEUE, _IS_OWNER = 4, 1
_NO_REPLY = 1
"""What the D-Bus specification calls these: a flag and an answer of RequestName, a flag of a message."""


class MediaKeys:
    """Off until `hold`; `release` may be called at any time, also twice."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._thread: threading.Thread | None = None
        self._let_go = threading.Event()
        self._player_state = self._now()
        coach.subscribe(self._happened)

    def hold(self) -> None:
        """Take the desktop's media keys from now on; returns at once."""
        if self._thread is not None or sys.platform != "linux":
            return
        self._player_state = self._now()
        self._let_go = threading.Event()
        # A daemon thread: a bus that hangs must not keep the program from ending.
        self._thread = threading.Thread(target=self._serve, args=(self._let_go,), name="media-keys", daemon=True)
        self._thread.start()

    def release(self) -> None:
        """Stop taking the media keys, within `LOOK_S`; returns at once."""
        self._let_go.set()
        self._thread = None

    def _now(self) -> mpris.PlayerState:
        machine = self._coach.machine
        number = machine.playing.spec.number if machine.playing is not None else 1
        return mpris.PlayerState(machine.state, self._coach.plan.block_item(number)[0].exercise.name)

    def _happened(self, _timed: TimedEvent) -> None:
        self._player_state = self._now()

    # On the thread.

    def _serve(self, let_go: threading.Event) -> None:
        try:
            # Loaded here: no session waits for it.
            from jeepney.io.blocking import open_dbus_connection

            with open_dbus_connection() as bus:
                _take_name(bus)
                self._answer_until(let_go, bus)
        except Exception as error:  # a bus that is not there, hangs, or goes with its desktop: the set goes on
            log.info("no media keys from the desktop: %r", error)

    def _answer_until(self, let_go: threading.Event, bus: "DBusConnection") -> None:
        told = mpris.player_properties(self._player_state)
        while not let_go.is_set():
            try:
                message = bus.receive(timeout=LOOK_S)
            except TimeoutError:
                message = None
            now = mpris.player_properties(self._player_state)
            if now != told:
                bus.send(_changed({name: value for name, value in now.items() if value != told[name]}))
                told = now
            if message is not None and (answer := self._answer(message)) is not None:
                bus.send(answer)

    def _answer(self, message: "Message") -> "Message | None":
        """What a message is answered with; None for nothing. What it asks of the session is sent to it."""
        from jeepney import HeaderFields, MessageType, new_error, new_method_return

        header = message.header
        if header.message_type is not MessageType.method_call:
            return None
        interface, member = header.fields.get(HeaderFields.interface), header.fields.get(HeaderFields.member, "")
        if interface == PROPERTIES:
            answer = self._properties(message, member)
        elif (interface, member) == (PEER, "Ping"):
            answer = new_method_return(message)
        elif interface in (mpris.ROOT, mpris.PLAYER, None) and member in mpris.ACCEPTED:
            if member in mpris.PlayerMethod.__members__:
                self._send(mpris.PlayerMethod[member].value)
            answer = new_method_return(message)
        else:
            answer = new_error(message, UNKNOWN)
        return None if header.flags.value & _NO_REPLY else answer

    def _properties(self, message: "Message", member: str) -> "Message":
        from jeepney import new_error, new_method_return

        interface, *names = message.body or ("",)
        known = self._known(interface)
        if member == "GetAll":
            return new_method_return(message, "a{sv}", (known,))
        if member == "Get" and names and names[0] in known:
            return new_method_return(message, "v", (known[names[0]],))
        if member == "Set":
            return new_method_return(message)  # volume and speed are set in the program
        return new_error(message, NOT_THERE)

    def _known(self, interface: object) -> dict[str, mpris.Value]:
        if interface == mpris.ROOT:
            return mpris.root_properties()
        return mpris.player_properties(self._player_state) if interface == mpris.PLAYER else {}

    def _send(self, kind: CommandKind) -> None:
        self._coach.send(Command(kind, CommandSource.MEDIA_KEY, self._coach.now_s))


def _take_name(bus: "DBusConnection") -> None:
    """Take the program's name; where another one has it, one with the process's number."""
    from jeepney.bus_messages import message_bus

    for ending in ("", f".instance{os.getpid()}"):
        name = f"{mpris.BUS_NAME}.calfcoach{ending}"
        reply = bus.send_and_get_reply(message_bus.RequestName(name, _DO_NOT_QUEUE))
        if reply.body[0] == _IS_OWNER:
            return


def _changed(values: dict[str, mpris.Value]) -> "Message":
    from jeepney import DBusAddress, new_signal

    player = DBusAddress(mpris.OBJECT, interface=PROPERTIES)
    return new_signal(player, "PropertiesChanged", "sa{sv}as", (mpris.PLAYER, values, []))
