"""The long buffer that simpleaudio plays, and, on Linux, how far simpleaudio has come in it.

simpleaudio tells no position. When its thread, ALSA or the sound server is kept from running, everything after that
is heard later (60 to 1 800 ms were seen with three busy processes on two cores), and when ALSA stands still nobody
is told. But the tape is memory that is mapped twice, once to be written and once to be read, and the kernel notes
in its page table (`/proc/self/pagemap`, readable for one's own memory) when a page is first touched through the
second mapping. It maps up to 16 pages (64 KiB, 0.68 s) at a touch, so every 0.68 s the place that is read is known,
to a period of ALSA's buffer (25 ms). Elsewhere the clock is all there is.
It knows nothing of blocks.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import os
import struct
import sys
import time
from typing import Any

import simpleaudio
from simpleaudio import _simpleaudio

from calfcoach.player.outputs.base import NoDevice
from calfcoach.player.protocol import RATE, SAMPLE_BYTES

TAPE_S = 1800
"""Seconds of one tape (173 MB of address space); once half of it was played, the next silence takes a new one."""

BUFFER_S = 0.1
"""How far ahead of what is heard simpleaudio reads: what it asks ALSA for (its `latency_us`)."""

FAULT_AROUND_PAGES = 16
"""Pages that Linux maps at one touch, in groups of as many (its default)."""

FIRST_PAGES = 3
"""Pages before the first such group begins: 128 ms, so that the first touch after the buffer is full comes soon."""

LOOK_PAGES = 64
FREE_BYTES = 10 * RATE
_PRESENT = 1 << 63


class Tape:
    """One long buffer while it is played."""

    def __init__(self, seconds: float = TAPE_S) -> None:
        size = round(seconds * RATE) * SAMPLE_BYTES
        self._page_table = -1
        self._freed = 0
        self._touched = 0
        self._playing: Any = None
        try:
            self._map_twice(size)
        except (AttributeError, OSError):
            self._memory = self._read = memoryview(mmap.mmap(-1, size))
            self._writable: mmap.mmap | None = None

    def _map_twice(self, size: int) -> None:
        """Map anonymous memory for writing and for reading, and open the table of pages.

        Raises:
            AttributeError, OSError: This system has no such thing.
        """
        if sys.platform != "linux":
            raise OSError
        table = os.open("/proc/self/pagemap", os.O_RDONLY | os.O_CLOEXEC)
        try:
            whole = size + (FAULT_AROUND_PAGES + 1) * mmap.PAGESIZE
            file = os.memfd_create("calfcoach")
            try:
                os.ftruncate(file, whole)
                writable, readable = mmap.mmap(file, whole), mmap.mmap(file, whole)
            finally:
                os.close(file)
        except OSError:
            os.close(table)
            raise
        first = ctypes.addressof(ctypes.c_char.from_buffer(readable)) // mmap.PAGESIZE
        skipped = (FAULT_AROUND_PAGES - FIRST_PAGES - first) % FAULT_AROUND_PAGES
        part = slice(skipped * mmap.PAGESIZE, skipped * mmap.PAGESIZE + size)
        self._page_table, self._first_page = table, first + skipped
        self._writable, self._skipped = writable, skipped
        self._memory, self._read = memoryview(writable)[part], memoryview(readable)[part]

    def __del__(self) -> None:
        if self._page_table >= 0:
            os.close(self._page_table)

    def write(self, frame: int, pcm: bytes | bytearray) -> None:
        """Put `pcm` at `frame`; what would lie beyond the end is left out."""
        start = frame * SAMPLE_BYTES
        fits = max(0, len(self._memory) - start)
        self._memory[start : start + len(pcm[:fits])] = pcm[:fits]

    def start(self) -> float:
        """Play it; the monotonic time of its first frame, if nothing holds it up.

        Raises:
            NoDevice: ALSA opens no device.
        """
        try:
            self._playing = simpleaudio.play_buffer(self._read, 1, SAMPLE_BYTES, RATE)
        except _simpleaudio.SimpleaudioError as error:
            raise NoDevice(str(error)) from None
        return time.monotonic()

    def stop(self) -> None:
        """Let it end; what was read is still heard."""
        if self._playing is not None:
            self._playing.stop()

    @property
    def playing(self) -> bool:
        """Whether simpleaudio still plays it."""
        return self._playing is not None and bool(self._playing.is_playing())

    @property
    def tells(self) -> bool:
        """Whether `touched` tells anything."""
        return self._page_table >= 0

    @property
    def next_touch_s(self) -> float:
        """The second of the tape that is read at the next touch."""
        return self._touched * mmap.PAGESIZE / SAMPLE_BYTES / RATE

    def touched(self) -> float | None:
        """The second of the tape that simpleaudio began to read since this was last asked, if it told."""
        told: float | None = None
        while True:
            entries = os.pread(self._page_table, 8 * LOOK_PAGES, 8 * (self._first_page + self._touched))
            count = len(entries) // 8
            present = [bool(each & _PRESENT) for each in struct.unpack(f"={count}Q", entries[: count * 8])]
            if not any(present):
                return told
            told = self.next_touch_s
            self._touched += count - present[::-1].index(True)

    def free(self, frame: int) -> None:
        """Give back the memory of what was played before `frame`."""
        until = frame * SAMPLE_BYTES // mmap.PAGESIZE * mmap.PAGESIZE
        if self._writable is not None and until - self._freed > FREE_BYTES:
            with contextlib.suppress(OSError):
                start = self._skipped * mmap.PAGESIZE + self._freed
                self._writable.madvise(mmap.MADV_REMOVE, start, until - self._freed)
            self._freed = until


class Lateness:
    """How much later than by the clock a tape is heard, from the moments at which it was touched."""

    STEP_S = 0.03
    """Less than this may be ALSA's period."""

    LOST_S = 0.5
    AT_START_S = 3.0
    """How long the reading may stand still, while it is looked at."""

    MOST_GAP_S = 0.05
    """The most that a gap between two looks counts: in a longer one this process stood still, not the device."""

    def __init__(self, zero_t_s: float, ahead_s: float = 0.0) -> None:
        self._zero_t_s = zero_t_s
        self._looked_t_s = zero_t_s
        self._before_s: float | None = None
        self._standing_s = 0.0
        self.late_s = 0.0
        self.ahead_s = ahead_s
        """The most that reading was ahead of the clock: what ALSA's and the server's buffers really hold. Of one tape
        alone this includes its own late start, so it is handed on from tape to tape."""

    @property
    def known(self) -> bool:
        """Whether the device plays for certain."""
        return self._before_s is not None

    def look(self, t_s: float, touched_s: float | None, next_s: float) -> None:
        """At `t_s` second `touched_s` was found touched, or None was; `next_s` is touched next."""
        gap_s = t_s - self._looked_t_s
        if touched_s:  # the first touch is that of the start and tells nothing
            self.ahead_s = max(self.ahead_s, min(touched_s - (t_s - self._zero_t_s), BUFFER_S))
            # Touched after the last look at the earliest: a look that came late does not make the sound late.
            least_s = self._looked_t_s - self._zero_t_s - touched_s
            # A late read may have caught up before the buffer was empty, so two touches must agree.
            agreed_s = least_s if self._before_s is None else min(least_s, self._before_s)
            late_s = max(0.0, agreed_s + self.ahead_s)
            self._before_s = least_s
            if abs(late_s - self.late_s) > self.STEP_S:
                self.late_s = late_s
        overdue = t_s - self._zero_t_s - self.late_s - next_s + self.ahead_s > self.STEP_S
        self._standing_s = self._standing_s + min(gap_s, self.MOST_GAP_S) if overdue else 0.0
        self._looked_t_s = t_s

    @property
    def lost(self) -> bool:
        """Whether the reading stands still."""
        return self._standing_s > (self.LOST_S if self.known else self.AT_START_S)
