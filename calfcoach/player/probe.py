"""What sound there is on this machine, found out in a process of its own: a sound library may abort its process.

It imports no audio library itself.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass

from calfcoach.background import children
from calfcoach.player.protocol import Device
from calfcoach.player.spawn import MODULE, environment
from calfcoach.texts import text

TIMEOUT_S = 8.0
"""A device takes up to 0.9 s to open, a sound server that does not answer some seconds."""


@dataclass(frozen=True)
class Probe:
    """What was found. An empty `…_missing` or `simpleaudio_refused` is good news."""

    devices: tuple[Device, ...]
    qt_missing: str
    simpleaudio_missing: str
    simpleaudio_refused: str
    chosen: str
    why: str
    priority: str = "none"
    """How a player would have real-time priority here: `own`, `rtkit` or `none`."""


def probe() -> Probe:
    """Look for outputs and devices, and say what `auto` would take and why; takes 0.3 to 8 s."""
    try:
        found = json.loads(children.run(MODULE, "probe", most_s=TIMEOUT_S, env=environment()))
    except (OSError, subprocess.TimeoutExpired, ValueError):
        trouble = text("The sound libraries end or hang when they are asked for devices; restart the sound server.")
        return Probe((), trouble, trouble, "", "silent", trouble)
    devices = tuple(Device(**each) for each in found["devices"])
    return _judged(devices, found["qt"], found["simpleaudio"], found["refused"], found["priority"])


def _judged(devices: tuple[Device, ...], qt: str, simple: str, refused: str, priority: str) -> Probe:
    if not qt and devices:
        chosen, why = "qt", text("Qt finds a device")
    elif not simple and not refused:
        chosen, why = "simpleaudio", text("Qt finds no device, simpleaudio does")
    else:
        chosen, why = "silent", text("no device was found")
    return Probe(devices, qt, simple, refused, chosen, why, priority)
