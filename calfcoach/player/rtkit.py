"""Asks rtkit, which gives a desktop's sound programs real-time priority, over the system bus.

Importing it loads no D-Bus library; the first question opens a connection, which is kept.
"""

from __future__ import annotations

import os
from typing import Any

NAME = "org.freedesktop.RealtimeKit1"
PATH = "/org/freedesktop/RealtimeKit1"
TIMEOUT_S = 1.0

_bus: Any = None


def make_real_time(thread: int, priority: int) -> None:
    """Have a thread of this process run before all that are not real-time.

    Raises:
        OSError: There is no rtkit, or it refuses.
    """
    _ask("MakeThreadRealtimeWithPID", "ttu", (os.getpid(), thread, priority))


def make_high_priority(thread: int, nice: int) -> None:
    """Give a thread of this process priority over others.

    Raises:
        OSError: There is no rtkit, or it refuses.
    """
    _ask("MakeThreadHighPriorityWithPID", "tti", (os.getpid(), thread, nice))


def _ask(method: str, signature: str, values: tuple[int, ...]) -> None:
    global _bus
    try:
        from jeepney import DBusAddress, MessageType, new_method_call
        from jeepney.io.blocking import open_dbus_connection
    except ImportError as error:
        raise OSError(str(error)) from None
    address = DBusAddress(PATH, bus_name=NAME, interface=NAME)
    try:
        if _bus is None:
            _bus = open_dbus_connection("SYSTEM", auth_timeout=TIMEOUT_S)
        reply = _bus.send_and_get_reply(new_method_call(address, method, signature, values), timeout=TIMEOUT_S)
    except Exception as error:  # a bus that is not there, hangs, or speaks something else: there is no rtkit
        raise OSError(str(error)) from error
    if reply.header.message_type is not MessageType.method_return:
        raise OSError(str(reply.body))
