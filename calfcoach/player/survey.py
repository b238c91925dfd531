"""Looks for what can play on this machine, in a process of its own that may crash by this; `probe` starts it.

It loads the audio libraries it looks for.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import asdict
from typing import Any

from calfcoach.player.outputs.base import QT_MISSING, SIMPLEAUDIO_MISSING
from calfcoach.player.priority import Priority
from calfcoach.player.protocol import RATE, Device
from calfcoach.player.sentences import sentence


def survey() -> bytes:
    """What there is, as the JSON that `probe` reads: `devices`, and why `qt` or `simpleaudio` cannot be used."""
    devices, qt = _qt()
    simple, refused = _simpleaudio()
    priority = Priority()
    priority.look()
    found: dict[str, Any] = {"devices": [asdict(each) for each in devices], "priority": priority.how}
    return json.dumps({**found, "qt": qt, "simpleaudio": simple, "refused": refused}).encode()


def _qt() -> tuple[list[Device], str]:
    try:
        from PySide6.QtCore import QCoreApplication
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as error:
        return [], sentence(QT_MISSING, reason=error)
    app = QCoreApplication(["calfcoach"])
    default = bytes(QMediaDevices.defaultAudioOutput().id().data())
    found = [(bytes(each.id().data()), each.description()) for each in QMediaDevices.audioOutputs()]
    app.processEvents()
    return [Device(key.decode(errors="replace"), name, key == default) for key, name in found], ""


def _simpleaudio() -> tuple[str, str]:
    try:
        import simpleaudio
        from simpleaudio import _simpleaudio
    except ImportError as error:
        return sentence(SIMPLEAUDIO_MISSING, reason=error), ""
    try:
        simpleaudio.play_buffer(array("h", bytes(2 * RATE // 10)), 1, 2, RATE)
    except _simpleaudio.SimpleaudioError as error:
        return "", str(error)
    return "", ""
