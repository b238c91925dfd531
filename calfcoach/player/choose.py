"""Which output is meant by `auto`, `qt`, `simpleaudio` or `silent`.

`auto` is decided inside the player process, each time one starts: Qt where it finds a device, otherwise simpleaudio
where that finds one, otherwise a report that there is no device, and another look a little later. The coach
keeps the time by the monotonic clock while no position comes.
It imports no library and looks for no device.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from calfcoach.player.link import PlayerLink
from calfcoach.player.protocol import Output
from calfcoach.player.silent import SilentOutput
from calfcoach.setting_values import Audio


def choose(
    audio: Audio,
    clock: Callable[[], float] = time.monotonic,
    device_id: str | None = None,
    gain: float = 1.0,
) -> Output:
    """The output that `audio` names; `clock` is what a silent one plays by. Returns at once."""
    return SilentOutput(clock) if audio == "silent" else PlayerLink(audio, device_id, gain)
