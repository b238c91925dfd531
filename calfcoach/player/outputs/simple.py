"""Plays a programme through simpleaudio; lives in the player process.

simpleaudio plays a buffer from one end to the other and can do nothing else. But its thread reads the buffer while
it plays, about 100 ms ahead of what is heard. So one long buffer is played, a tape, mostly empty memory that costs
nothing until it is written, and the programme is written onto it some seconds ahead of the reading. Pause, stop,
volume, patch and what follows are then writing, heard about 0.1 s later and exact to the frame. Only `play` takes
a new tape, since that is the one moment at which the time of a frame is known: there is no position to ask for. The
clock is the monotonic one from the start of the tape, put right by what `tape` finds out on Linux; that is heard of
within 0.7 s (a start) or 1.4 s (later).
It does not know who asks. Importing it fails where simpleaudio is missing.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterable

from calfcoach.player.outputs.base import Lost
from calfcoach.player.outputs.tape import TAPE_S, Lateness, Tape
from calfcoach.player.programme import Item, Programme
from calfcoach.player.protocol import RATE, BlockPosition, Device, Devices, Ended, Ready, Report
from calfcoach.player.sentences import sentence
from calfcoach.texts import marked

AHEAD_S = 4.0
"""How far ahead the tape is written: how long this process may stall without being heard."""

READ_AHEAD_S = 0.11
"""What lies nearer than this may be read already: simpleaudio's ALSA buffer of 100 ms, and some for starting it.
What is written nearer does no harm; it may just not be heard."""

MOST_OPENING_S = 0.05
"""A new tape begins later by the time the last one took to open (11 ms), unless that one was held up."""

LEAD = RATE // 100
"""Frames of dither before what begins at once: the first 0.6 to 6.5 ms of a tape were not heard."""

REPORT_EVERY_S = 0.02
AWAKE_AFTER_S = 0.3
"""When a device counts as awake where nothing tells."""

SYSTEM_DEFAULT = marked("System default")

FULL_GAIN = 256
"""Gains are applied in steps of 1/256."""


class SimpleOutput:
    """One tape after the other on ALSA's, Windows' or macOS's default device."""

    name = "simpleaudio"
    sink = ""

    def __init__(self, gain: float, tape_s: float = TAPE_S) -> None:
        self._tape_s = tape_s
        self._tape_t_s = self._zero_t_s = self._opening_s = 0.0
        self._programme = Programme()
        self._held: tuple[int, list[Item]] | None = None
        self._told_ready = False
        self._told_t_s = 0.0
        self._told_heard = -1
        self._lateness = Lateness(0.0)
        self._reports: list[Report] = [Devices((Device("", sentence(SYSTEM_DEFAULT), True),))]
        self._table: array[int] | None = None
        self._set_gain(gain)
        self._tape: Tape | None = None
        self._begin([])

    # What the coach asks for

    def load(self, block: int, pcm: bytearray) -> None:
        """Keep a block."""
        self._programme.load(block, pcm)

    def play(self, block: int, frame: int, at_s: float | None) -> None:
        """Start a block now, or with its frame at a time."""
        if not self._programme.has(block):
            return
        self._held = None
        ahead = LEAD if at_s is None else round((at_s - time.monotonic() - self._opening_s) * RATE)
        lead = max(ahead, LEAD)
        self._begin([Item(block, frame + lead - ahead)], lead)

    def queue(self, block: int) -> None:
        """Play a block after the rest; after a pause it waits with the rest."""
        if not self._programme.has(block):
            return
        if self._held is not None:
            self._held[1].append(Item(block))
        else:
            self._programme.rewind(self._heard() + round(READ_AHEAD_S * RATE))
            self._programme.queue(block)

    def patch(self, block: int, frame: int, pcm: bytearray) -> None:
        """Change a block from a frame on."""
        wrong = self._programme.patch(block, frame, pcm)
        if wrong is not None:
            self._programme.rewind(max(wrong, self._heard()))

    def pause(self) -> None:
        """Let dither follow what is read already, and remember what it covers."""
        if self._held is None and not self._programme.idle:
            self._held = self._programme.cut(self._heard() + round(READ_AHEAD_S * RATE))
            self._silence()

    def resume(self) -> None:
        """Go on from there."""
        if self._held is not None:
            lead, items = self._held
            self._held = None
            self._begin(items, max(lead, LEAD))

    def stop(self) -> None:
        """Let dither follow what is read already."""
        self._held = None
        self._silence()

    def volume(self, gain: float) -> None:
        """Scale what is not read yet."""
        self._set_gain(gain)
        self._programme.rewind(self._heard())

    def device(self, wanted: str | None) -> None:
        """Simpleaudio plays on the system's default device alone."""

    def wake(self) -> None:
        """The tape always runs, so the device is awake."""

    # What the process asks for, every few milliseconds

    def tick(self) -> list[Report]:
        """Write on, and say what is heard by the clock.

        Raises:
            Lost: simpleaudio ended the tape.
        """
        assert self._tape is not None
        if not self._tape.playing:
            raise Lost
        self._judge(self._tape)
        now_s = time.monotonic()
        heard_s = now_s - self._zero_t_s
        heard = round(heard_s * RATE)
        self._tape.free(heard)
        if heard_s > self._tape_s / 2:
            self._renew(heard)
            heard = self._heard()
        self._write()
        awake = self._lateness.known if self._tape.tells else heard_s > AWAKE_AFTER_S
        if awake and not self._told_ready:
            self._told_ready = True
            self._reports.append(Ready(self.name, "", sentence(SYSTEM_DEFAULT)))
        if self._held is None:
            self._tell_position(now_s, heard)
        reports, self._reports = self._reports, []
        return reports

    def _judge(self, tape: Tape) -> None:
        """Put the clock right by what was read, where that can be known."""
        if not tape.tells:
            return
        touched_s = tape.touched()
        self._lateness.look(time.monotonic(), touched_s, tape.next_touch_s)
        if self._lateness.lost:
            raise Lost
        self._zero_t_s = self._tape_t_s + self._lateness.late_s

    def _tell_position(self, now_s: float, heard: int) -> None:
        for block, end in self._programme.ended(heard):
            self._reports.append(Ended(self._zero_t_s + end / RATE, block))
        there = self._programme.locate(heard)
        # Where the sound was found to be late the same place comes twice; it is told once.
        if there is not None and now_s - self._told_t_s >= REPORT_EVERY_S and heard > self._told_heard:
            self._told_t_s = now_s
            self._told_heard = heard
            self._reports.append(BlockPosition(now_s, there[0], there[1] / RATE))

    # The tape

    def _begin(self, items: list[Item], lead: int = 0) -> None:
        """Take a new tape; of the old one only what was read already is still heard."""
        begun_s = time.monotonic()
        if self._tape is not None:
            self._silence()
            self._tape.stop()
        self._programme.begin(items, lead)
        self._tape = Tape(self._tape_s)
        self._write()
        self._tape_t_s = self._zero_t_s = self._tape.start()
        self._opening_s = min(self._tape_t_s - begun_s, MOST_OPENING_S)
        self._lateness = Lateness(self._tape_t_s, self._lateness.ahead_s)
        self._told_heard = -1

    def _renew(self, heard: int) -> None:
        """Take a new tape where that is not heard: in silence, or as the next block begins."""
        begins = self._programme.next_start
        if self._programme.idle:
            self._begin([])
        elif begins is not None and READ_AHEAD_S < (begins - heard) / RATE < 2 * READ_AHEAD_S:
            # The end of the block goes onto the new tape too, or nobody would be told that it was heard.
            first = heard + round(READ_AHEAD_S * RATE)
            lead, items = self._programme.cut(first)
            self._begin(items, max(0, lead + first - self._heard() - round(self._opening_s * RATE)))

    def _heard(self) -> int:
        return max(0, round((time.monotonic() - self._zero_t_s) * RATE))

    def _silence(self) -> None:
        """Let dither follow what is read already."""
        self._programme.rewind(self._heard())
        self._programme.drop()
        self._write()

    def _write(self) -> None:
        assert self._tape is not None
        heard = 0 if self._programme.written == 0 else self._heard()
        missing = heard + round(AHEAD_S * RATE) - self._programme.written
        if missing > RATE // 10:
            at = self._programme.written
            self._tape.write(at, self._scaled(self._programme.fill(missing)))

    def _set_gain(self, gain: float) -> None:
        if gain >= 1:
            self._table = None
            return
        steps = round(max(gain, 0) * FULL_GAIN)
        values: Iterable[int] = (value * steps // FULL_GAIN for value in (*range(32768), *range(-32768, 0)))
        self._table = array("h", values)

    def _scaled(self, pcm: bytearray) -> bytes | bytearray:
        if self._table is None:
            return pcm
        # Indexed by the sample as unsigned: the negative half follows the positive one.
        return array("h", map(self._table.__getitem__, array("H", bytes(pcm)))).tobytes()
