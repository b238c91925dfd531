"""An output without sound: everything an output does, exactly, on whatever clock it is given.

It plays lengths, so it needs no PCM, no process and no library. With a clock that runs faster than time a session
runs faster than time.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from calfcoach.player.protocol import RATE, SAMPLE_BYTES, BlockPosition, Ended, Pcm, Ready, Report
from calfcoach.texts import text


class SilentOutput:
    """An `Output` (see `protocol`) whose device is `clock`, a function giving seconds."""

    name = "silent"
    needs_pcm = False

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._frames: dict[int, int] = {}
        self._row: deque[int] = deque()
        self._zero_s = 0.0
        self._from_s = 0.0
        self._paused_s: float | None = None
        self._reports: list[Report] = [Ready(self.name, "", text("no sound"))]

    def load(self, block: int, pcm: Pcm | int) -> None:
        """Keep a block's length, given in frames or as PCM."""
        self._frames[block] = _frames(pcm)

    def play(self, block: int, frame: int = 0, at_s: float | None = None) -> None:
        """Play a block so that its `frame` counts as heard now, or at a time."""
        self._settle()  # which forgets what has been heard
        if block not in self._frames:
            return
        self._row = deque([block])
        self._paused_s = None
        self._from_s = self._clock() if at_s is None else at_s
        self._zero_s = self._from_s - frame / RATE

    def queue(self, block: int) -> None:
        """Let a block follow; where nothing plays it begins now."""
        self._settle()
        if block not in self._frames:
            return
        if not self._row:
            self._from_s = self._zero_s = self._clock()
        self._row.append(block)

    def patch(self, block: int, frame: int, pcm: Pcm | int) -> None:
        """Change a block's length from a frame on."""
        self._settle()
        if block in self._frames:
            self._frames[block] = min(frame, self._frames[block]) + _frames(pcm)

    def pause(self) -> None:
        """Stand still."""
        self._settle()
        if self._row and self._paused_s is None:
            self._paused_s = self._clock()

    def resume(self) -> None:
        """Go on."""
        if self._paused_s is not None:
            paused_for_s = self._clock() - self._paused_s
            self._zero_s += paused_for_s
            self._from_s += paused_for_s
            self._paused_s = None

    def stop(self) -> None:
        """Drop what plays and what is queued."""
        self._settle()
        self._row.clear()
        self._paused_s = None

    def volume(self, gain: float) -> None:
        """There is none."""

    def device(self, device_id: str | None) -> None:
        """There is none."""

    def wake(self) -> None:
        """There is nothing to wake."""

    def soften_others(self, wanted: bool) -> None:
        """There is nothing to be heard over others."""

    def poll(self) -> list[Report]:
        """Every block's end that has passed, and the position now."""
        self._settle()
        if self._row and self._paused_s is None:
            now_s = self._clock()
            if now_s >= self._from_s:
                self._reports.append(BlockPosition(now_s, self._row[0], now_s - self._zero_s))
        reports, self._reports = self._reports, []
        return reports

    def close(self) -> None:
        """Forget everything."""
        self._row.clear()
        self._frames.clear()

    def _settle(self) -> None:
        """Go over every end that the clock has passed."""
        if self._paused_s is not None:
            return
        now_s = self._clock()
        while self._row and self._zero_s + self._frames[self._row[0]] / RATE <= now_s:
            block = self._row.popleft()
            self._zero_s += self._frames[block] / RATE
            self._reports.append(Ended(self._zero_s, block))
            if block not in self._row:
                del self._frames[block]


def _frames(pcm: Pcm | int) -> int:
    return pcm if isinstance(pcm, int) else memoryview(pcm).nbytes // SAMPLE_BYTES
