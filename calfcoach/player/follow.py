"""The position between two of a device's reports.

A device says what it has played in steps of some milliseconds: just after a step it is right, just before the next
it is late by one. So the stream's position is the line through the most advanced of the recent reports, and it
never goes back. It knows no device and reads no clock.
"""

from __future__ import annotations

import math
from collections import deque

WINDOW_S = 0.5
"""Seconds a report counts: many steps of any device, and short enough to follow the drift of two clocks (0.1 ms/s)."""

STANDING_S = 0.06
"""After this many seconds without movement nothing is extrapolated: no report is better than a wrong one."""


class Follower:
    """Follows the position of one stream in seconds from its start.

    `lead_s` is at least what the device says before it is heard: what it has taken and not yet played. What a device
    takes for a buffer of its own comes on top; it shows, because nothing is heard before the stream began, at
    `begun_t_s`.
    """

    def __init__(self, lead_s: float = 0.0, begun_t_s: float = -math.inf) -> None:
        self._lead_s = lead_s
        self._begun_t_s = begun_t_s
        self._filled_s = lead_s
        self._lags: deque[tuple[float, float]] = deque()
        self._raw_s = 0.0
        self._moved_t_s: float | None = None
        self._told_s = 0.0

    def note(self, t_s: float, raw_s: float) -> None:
        """At `t_s` the device said `raw_s`; only what moved tells anything, and not what only filled the buffers."""
        if raw_s <= max(self._raw_s, self._filled_s):
            return
        self._raw_s = raw_s
        self._moved_t_s = t_s
        lag_s = t_s - raw_s + self._lead_s
        if lag_s < self._begun_t_s:
            self._lead_s += self._begun_t_s - lag_s
            lag_s = self._begun_t_s
        while self._lags and self._lags[-1][1] >= lag_s:
            self._lags.pop()
        self._lags.append((t_s, lag_s))
        while self._lags[0][0] < t_s - WINDOW_S:
            self._lags.popleft()

    @property
    def moved(self) -> bool:
        """Whether the device has ever moved: one that sleeps takes what fills the buffers, and no more."""
        return self._moved_t_s is not None

    @property
    def zero_t_s(self) -> float | None:
        """The monotonic time at which second 0 of the stream was heard, as it looks now."""
        return self._lags[0][1] if self._lags else None

    def at(self, t_s: float) -> float | None:
        """Seconds of the stream heard at `t_s`; None before any of it is, and while the device stands."""
        if self._moved_t_s is None or t_s - self._moved_t_s > STANDING_S + self._step_s():
            return None
        heard_s = t_s - self._lags[0][1]
        if heard_s <= 0.0:
            # Taken, and not heard yet: second 0 told now would be told too early.
            return None
        self._told_s = max(self._told_s, heard_s)
        return self._told_s

    def _step_s(self) -> float:
        return self._lags[-1][1] - self._lags[0][1]


class Stand:
    """Judges whether a device that plays has stopped moving, counting only time in which it was looked at.

    A process that was stopped, a machine that slept or stalled, is not a device that stands. `filled_s` is what only
    fills the buffers.
    """

    MOST_GAP_S = 0.05
    AFTER_MOVING_S = 1.0
    AT_START_S = 3.0
    """docs/design.md, "Sound": lost is a second of standing once it has moved, 3 s before.
    A sound server at the usual priority was seen to stand for 0.4 s on a busy machine and to go on."""

    def __init__(self, filled_s: float = 0.0) -> None:
        self._filled_s = filled_s
        self._standing_s = 0.0
        self._last_t_s: float | None = None
        self._raw_s = 0.0

    def lost(self, t_s: float, raw_s: float) -> bool:
        """Whether the device is lost, `raw_s` being its position at `t_s`."""
        gap_s = 0.0 if self._last_t_s is None else min(t_s - self._last_t_s, self.MOST_GAP_S)
        self._last_t_s = t_s
        if raw_s != self._raw_s:
            self._raw_s = raw_s
            self._standing_s = 0.0
            return False
        self._standing_s += gap_s
        return self._standing_s > (self.AFTER_MOVING_S if self._raw_s > self._filled_s else self.AT_START_S)
