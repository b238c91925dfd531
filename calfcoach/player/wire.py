"""How commands and reports cross the pipes: a JSON list, and for PCM the bytes after it.

A message is two little-endian 32-bit lengths (text, payload), the text `[name, argument…]`, the payload. It knows
neither what the names mean nor what a pipe is: it is given a function that reads.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeAlias

from calfcoach.player.protocol import Alive, BlockPosition, Device, Devices, Ended, Fault, Hole, Pcm, Ready, Report

HEAD = struct.Struct("<II")
MOST_TEXT_BYTES = 1 << 20
MOST_PAYLOAD_BYTES = 1 << 31

Message: TypeAlias = tuple[str, list[Any], bytearray]

_REPORTS: dict[str, Callable[..., Report]] = {
    kind.__name__: kind for kind in (BlockPosition, Ended, Ready, Alive, Hole, Devices, Fault)
}


class Closed(Exception):
    """The other end has gone."""


def pack(name: str, *arguments: object, payload: Pcm = b"") -> bytes:
    """The bytes of one message."""
    text = json.dumps([name, *arguments]).encode()
    data = memoryview(payload).cast("B")
    return b"".join((HEAD.pack(len(text), data.nbytes), text, data))


def read(readinto: Callable[[memoryview], int]) -> Message:
    """The next message. `readinto` fills as much as it can of what it is given and returns how much, 0 at the end.

    Raises:
        Closed: The pipe has ended, or carries something else.
    """
    text_bytes, payload_bytes = HEAD.unpack(_exactly(readinto, HEAD.size))
    if text_bytes > MOST_TEXT_BYTES or payload_bytes > MOST_PAYLOAD_BYTES:
        raise Closed
    name, *arguments = json.loads(_exactly(readinto, text_bytes))
    return name, arguments, _exactly(readinto, payload_bytes)


def pack_report(report: Report) -> bytes:
    """The bytes of one report."""
    return pack(type(report).__name__, asdict(report))


def unpack_report(name: str, fields: dict[str, Any]) -> Report:
    """The report that `pack_report` packed."""
    if name == Devices.__name__:
        fields = {"devices": tuple(Device(**each) for each in fields["devices"])}
    return _REPORTS[name](**fields)


def _exactly(readinto: Callable[[memoryview], int], count: int) -> bytearray:
    data = bytearray(count)
    view = memoryview(data)
    while view:
        got = readinto(view)
        if not got:
            raise Closed
        view = view[got:]
    return data
