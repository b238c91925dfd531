"""What rtkit is asked for and how its answer is taken: a service of that name on a bus of this test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from jeepney import DBusAddress, MessageType, new_error, new_method_call, new_method_return
from jeepney.io.blocking import open_dbus_connection

from calfcoach.player.priority import MOST_CPU_US, NICE, REAL_TIME_PRIORITY
from calfcoach.player.rtkit import NAME, PATH

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no dbus-daemon")

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>custom</type><listen>unix:path={socket}</listen>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/><allow user="*"/>
</policy></busconfig>
"""

PLAYER = """
import os, resource, threading
from calfcoach.player import priority
priority._by_right = lambda thread, real_time: (_ for _ in ()).throw(PermissionError())
raised = priority.Priority()
threading.enumerate = lambda: []  # every thread but the main one is a library's
thread = threading.Thread(target=threading.Event().wait, daemon=True)
thread.start()
raised.look()
print(raised.how, os.getpid(), thread.native_id, resource.getrlimit(resource.RLIMIT_RTTIME)[0])
"""

Asked = list[tuple[str, tuple[int, ...]]]


@contextmanager
def rtkit(folder: Path, *, grants: bool) -> Iterator[tuple[str, Asked]]:
    """A bus with such a service on it: its address, and what the service was asked."""
    socket, asked = folder / "bus", Asked()
    (folder / "bus.conf").write_text(BUS.format(socket=socket))
    command = ["dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        try:
            service = open_dbus_connection(address)
            bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
            reply = service.send_and_get_reply(new_method_call(bus, "RequestName", "su", (NAME, 0)))
            assert reply.header.message_type is MessageType.method_return, reply.body
            thread = threading.Thread(target=_serve, args=(service, asked, grants), daemon=True)
            thread.start()
            yield address, asked
        finally:
            daemon.kill()
        thread.join()
        service.close()


def _serve(service, asked: Asked, grants: bool) -> None:
    """Answer until the bus is gone."""
    try:
        while True:
            message = service.receive()
            if message.header.message_type is MessageType.method_call:
                fields = {key.name: value for key, value in message.header.fields.items()}
                assert (fields["path"], fields["interface"]) == (PATH, NAME)
                asked.append((fields["member"], message.body))
                refusal = new_error(message, "org.freedesktop.DBus.Error.AccessDenied", "s", ("no",))
                service.send(new_method_return(message) if grants else refusal)
    except (OSError, EOFError):
        return


def player(address: str) -> list[str]:
    """What a process without a right of its own says of its priority, on such a bus."""
    env = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address}
    done = subprocess.run([sys.executable, "-c", PLAYER], capture_output=True, text=True, env=env, check=True)
    return done.stdout.split()


def test_it_is_asked_for_each_thread_and_what_it_grants_is_told(tmp_path: Path) -> None:
    with rtkit(tmp_path, grants=True) as (address, asked):
        how, pid, thread, most_cpu_us = player(address)
        assert how == "rtkit"
        assert asked == [
            ("MakeThreadHighPriorityWithPID", (int(pid), int(pid), NICE)),
            ("MakeThreadRealtimeWithPID", (int(pid), int(thread), REAL_TIME_PRIORITY)),
        ]
        assert int(most_cpu_us) == MOST_CPU_US, "rtkit grants nothing to who has no such limit"


def test_its_refusal_leaves_everything_as_it_was(tmp_path: Path) -> None:
    with rtkit(tmp_path, grants=False) as (address, asked):
        assert player(address)[0] == "none"
        assert [each[0] for each in asked] == ["MakeThreadHighPriorityWithPID"]
