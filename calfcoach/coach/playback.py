"""Where the sound is now: device positions in, one smooth position out that never goes back.

A device reports its position every so often, a little unevenly, and sometimes not at all. Between reports and
without them time carries on at the same rate from the monotonic clock. Knows no device and reads no clock.
"""

from dataclasses import dataclass

SMOOTHING = 0.1
"""Share of a new report that is taken over: 20 ms of jitter moves the picture by 2 ms."""

JUMP_S = 0.04
"""A report that differs by more than this is no jitter (the device stood still, for example) and is believed at
once."""


@dataclass
class _Running:
    block_id: int
    started_s: float | None
    """Clock time of the block's first frame; None until it is known."""


class Playback:
    """The position of the running block. All times are seconds of one monotonic clock, handed in."""

    def __init__(self) -> None:
        self._running: _Running | None = None
        self._shown_s = 0.0
        self._reported_s = -1.0

    @property
    def started_s(self) -> float | None:
        """Clock time at which the running block's first frame was (or would have been) heard."""
        return self._running.started_s if self._running is not None else None

    def wait(self, block_id: int) -> None:
        """A block was put on; its position stays 0 until the device reports it or `run` is called."""
        self._begin(block_id, None)

    def run(self, block_id: int, now_s: float) -> None:
        """A block begins now, with or without a device."""
        self._begin(block_id, now_s)

    def follow(self, block_id: int, duration_s: float) -> None:
        """The next block begins where the running one, `duration_s` long, ends."""
        started = self.started_s
        self._begin(block_id, None if started is None else started + duration_s)

    def report(self, block_id: int, t_s: float, position_s: float) -> None:
        """The device played `position_s` of a block at `t_s`. Ignored for another block, and where it has not grown."""
        running = self._running
        if running is None or block_id != running.block_id or position_s <= self._reported_s:
            return
        self._reported_s = position_s
        started = t_s - position_s
        if running.started_s is None or abs(started - running.started_s) > JUMP_S:
            running.started_s = started
        else:
            running.started_s += SMOOTHING * (started - running.started_s)

    def position(self, now_s: float) -> float:
        """Seconds of the running block at `now_s`, at least 0 and never less than it was."""
        started = self.started_s
        if started is not None:
            self._shown_s = max(self._shown_s, now_s - started)
        return self._shown_s

    def _begin(self, block_id: int, started_s: float | None) -> None:
        self._running = _Running(block_id, started_s)
        self._shown_s = 0.0
        self._reported_s = -1.0
