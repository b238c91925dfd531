"""What one stream is to play, frame by frame: blocks in a row, and around them silence that is not zero.

A stream is a row of frames counted from 0 that a device takes in order. The programme says what its next frames
are (`fill`), ahead of what is heard, and what a heard frame was (`locate`). The row of blocks is kept as the blocks
and where they begin, never as what was written, so that a change is a change of the row and a `rewind`.
It knows no device, no clock and no library; both outputs of the player play from it.
"""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from calfcoach.player.protocol import RATE, SAMPLE_BYTES

MOST_SPARE_BLOCKS = 3
"""How many blocks are kept that neither play nor wait: those loaded for what comes next."""


def dither() -> bytes:
    """One second of white noise of ±1 of 32 768 (−90 dBFS): inaudible, yet no speaker takes it for silence."""
    return array("h", random.Random(1).choices((-1, 0, 1), k=RATE)).tobytes()


@dataclass(frozen=True)
class Item:
    """`block` from its frame `first` on, not before stream frame `not_before`."""

    block: int
    first: int = 0
    not_before: int = 0


class Programme:
    """The loaded blocks, and the stream that is being written from them."""

    def __init__(self) -> None:
        self._noise = memoryview(dither() * 2)
        self._pcm: dict[int, bytearray] = {}
        self._items: list[Item] = []
        self._origin = 0
        self.written = 0

    def load(self, block: int, pcm: bytearray) -> None:
        """Keep `pcm` (int16 mono) as `block`; the oldest spare blocks beyond the most are forgotten."""
        self._pcm.pop(block, None)
        self._pcm[block] = pcm
        busy = {item.block for item in self._items}
        spare = [each for each in self._pcm if each not in busy]
        for each in spare[:-MOST_SPARE_BLOCKS]:
            del self._pcm[each]

    def has(self, block: int) -> bool:
        """Whether `block` is loaded."""
        return block in self._pcm

    def begin(self, items: list[Item], lead: int = 0) -> None:
        """Begin a new stream: `lead` frames of dither, then `items` in a row, then dither."""
        self._items = [item for item in items if item.block in self._pcm]
        self._origin = lead
        self.written = 0

    def cut(self, at: int) -> tuple[int, list[Item]]:
        """What is left from stream frame `at` on, as `begin` takes it: the dither before it, and the items."""
        left: list[Item] = []
        lead = 0
        for item, start, end in self._row():
            if end > at:
                lead = lead if left else max(0, start - at)
                left.append(Item(item.block, item.first + max(0, at - start)))
        return lead, left

    def enter(self, block: int, frame: int, at: int) -> None:
        """Let `block` begin from `frame` at stream frame `at` (not yet written) instead of all that was planned."""
        self._items = [Item(block, frame, at)]

    def queue(self, block: int) -> None:
        """Play `block` after everything else, and not in what is already written."""
        row = list(self._row())
        late = not row or row[-1][2] < self.written
        self._items.append(Item(block, 0, self.written if late else 0))

    def drop(self) -> None:
        """Play nothing but dither from what is written on."""
        self._items = []

    @property
    def idle(self) -> bool:
        """Whether there is nothing but dither."""
        return not self._items

    @property
    def next_start(self) -> int | None:
        """The stream frame at which the item after the current one begins."""
        row = list(self._row())
        return row[1][1] if len(row) > 1 else None

    def _row(self) -> Iterator[tuple[Item, int, int]]:
        """Each item with the stream frames of its start and its end."""
        at = self._origin
        for item in self._items:
            start = max(at, item.not_before)
            at = start + max(0, len(self._pcm[item.block]) // SAMPLE_BYTES - item.first)
            yield item, start, at

    def fill(self, frames: int) -> bytearray:
        """The next `frames` frames of the stream."""
        out = bytearray()
        at = self.written
        until = at + frames
        for item, start, end in self._row():
            if end <= at or start >= until:
                continue
            self._add_noise(out, at, start)
            at = max(at, start)
            upto = min(end, until)
            first = item.first - start
            pcm = memoryview(self._pcm[item.block])
            out += pcm[(first + at) * SAMPLE_BYTES : (first + upto) * SAMPLE_BYTES]
            at = upto
        self._add_noise(out, at, until)
        self.written = until
        return out

    def _add_noise(self, out: bytearray, at: int, until: int) -> None:
        while at < until:
            count = min(until - at, RATE)
            offset = at % RATE * SAMPLE_BYTES
            out += self._noise[offset : offset + count * SAMPLE_BYTES]
            at += count

    def locate(self, heard: int) -> tuple[int, int] | None:
        """The block and its frame at stream frame `heard`, or None in dither."""
        for item, start, end in self._row():
            if start <= heard < end:
                return item.block, item.first + heard - start
        return None

    def ended(self, heard: int) -> Iterator[tuple[int, int]]:
        """Each block whose end was heard by stream frame `heard`, with the stream frame of its end; once each.

        Such a block is forgotten, unless it is to play again.
        """
        for item, _, end in list(self._row()):
            if end > heard:
                return
            self._items.pop(0)
            self._origin = end
            if all(each.block != item.block for each in self._items):
                del self._pcm[item.block]
            yield item.block, end

    def patch(self, block: int, frame: int, pcm: bytearray) -> int | None:
        """Make `block` `pcm` from `frame` on.

        Returns the first stream frame that is now wrong although it was written, or None where none is.
        """
        old = self._pcm.get(block)
        if old is None:
            return None
        frame = min(frame, len(old) // SAMPLE_BYTES)
        wrong = min(
            (max(start, start + frame - item.first) for item, start, _ in self._row() if item.block == block),
            default=self.written,
        )
        self._pcm[block] = old[: frame * SAMPLE_BYTES] + pcm
        return wrong if wrong < self.written else None

    def rewind(self, at: int) -> None:
        """Write anew from stream frame `at` on."""
        self.written = min(self.written, at)
