"""The obvious way to beep in time, as a baseline: a timer in the main process, and one `play_buffer` a beep.

It knows the same cues and bears the same stalls as `benchmarks.loopback`; it is no part of the program.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import simpleaudio
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, Qt, QTimer

from benchmarks.loopback import TAIL_S

TICK_MS = 10


def play_naively(
    cues: Sequence[tuple[float, NDArray[np.float32]]], stalls: Callable[[float], Any]
) -> tuple[float, int]:
    """Beep each cue when a timer finds that it is due: the monotonic time of the start, and 0 faults."""
    app = QCoreApplication.instance() or QCoreApplication(["naive"])
    sounds = [(at_s, (wave * 32767).astype("<i2").tobytes()) for at_s, wave in cues]
    load = stalls(cues[-1][0])
    start_s = time.monotonic()
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)

    def tick() -> None:
        load.step()
        while sounds and time.monotonic() - start_s >= sounds[0][0]:
            simpleaudio.play_buffer(sounds.pop(0)[1], 1, 2, 48_000)
        if not sounds:
            app.quit()

    timer.timeout.connect(tick)
    timer.start(TICK_MS)
    app.exec()
    timer.stop()
    load.close()
    time.sleep(TAIL_S)  # what is on its way to the recorder is heard by nobody else
    return start_s, 0
