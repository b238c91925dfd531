"""Plays a programme through Qt's `QAudioSink`; lives in the player process, on its main thread.

The sink takes what it plays one second ahead, so that nothing but a stall of this process longer than that can be
heard. The sink reads from a `QIODevice` (`_Tap`), so it has the sound before its stream begins. A sink that is written
to would first fill the sound server's buffer with silence, and would be heard later by that much.
A running stream is never altered: what is changed within that second is a new stream from the frame that is heard,
in a second sink, and a `reset` of the first. How well the two fit is told in docs/design.md, "Sound".
It does not know who asks. Importing it fails where Qt's audio cannot load (libpulse is missing).
"""

from __future__ import annotations

import time
from array import array
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QIODevice
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices, QtAudio

from calfcoach.player.follow import Follower, Stand
from calfcoach.player.holes import HoleCounter
from calfcoach.player.outputs.base import Lost, NoDevice
from calfcoach.player.programme import Item, Programme
from calfcoach.player.protocol import RATE, BlockPosition, Device, Devices, Ended, Fault, Hole, Ready, Report
from calfcoach.player.sentences import sentence
from calfcoach.texts import marked

BUFFER_S = 1.0
"""The device buffer; with 0.25 s a stalled process was heard (docs/design.md, "Sound")."""

INSERT_AHEAD_S = BUFFER_S + 0.3
"""A start that lies at least this far ahead is placed into the running stream of dither, to the frame."""

REPORT_EVERY_S = 0.02

AWAKE_S = 0.1
"""A device that has played this much dither is awake; a stream that begins then tells how late a stream starts."""

CANNOT_PLAY = marked("{device} cannot be played on; choose another sound device.")

HARMLESS = (QtAudio.Error.NoError, QtAudio.Error.UnderrunError)


@dataclass(frozen=True)
class Shape:
    """How a device wants the mono 16-bit frames: with how many channels, as integers or floats."""

    channels: int = 1
    floats: bool = False

    @property
    def frame_bytes(self) -> int:
        """Bytes of one frame."""
        return self.channels * (4 if self.floats else 2)

    def format(self) -> QAudioFormat:
        """The same as Qt names it, at 48 kHz."""
        wanted = QAudioFormat()
        wanted.setSampleRate(RATE)
        wanted.setChannelCount(self.channels)
        kinds = QAudioFormat.SampleFormat
        wanted.setSampleFormat(kinds.Float if self.floats else kinds.Int16)
        return wanted

    def shaped(self, pcm: bytearray) -> bytes:
        """Mono int16 in this shape."""
        if self == Shape():
            return bytes(pcm)
        mono = array("h", bytes(pcm))
        one: array[Any] = array("f", (each / 32768 for each in mono)) if self.floats else mono
        out = array(one.typecode, bytes(self.channels * one.itemsize * len(one)))
        for channel in range(self.channels):
            out[channel :: self.channels] = one
        return out.tobytes()


class _Tap(QIODevice):
    """One stream of a programme, in a device's shape, as a sink reads it: without end."""

    def __init__(self, programme: Programme, shape: Shape) -> None:
        super().__init__()
        self._programme = programme
        self._shape = shape
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    def isSequential(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def bytesAvailable(self) -> int:  # noqa: N802 - Qt's name
        return round(BUFFER_S * RATE) * self._shape.frame_bytes

    def readData(self, most_bytes: int) -> bytes:  # noqa: N802 - Qt's name
        return self._shape.shaped(self._programme.fill(most_bytes // self._shape.frame_bytes))

    def writeData(self, data: bytes | bytearray | memoryview, most_bytes: int) -> int:  # noqa: N802 - Qt's name
        return -1


SHAPES = (Shape(), Shape(2), Shape(1, floats=True), Shape(2, floats=True))


class QtOutput:
    """One sink on one device, replaced when the device changes."""

    name = "qt"
    _sink: QAudioSink
    _spare: QAudioSink

    def __init__(self, wanted: str | None, gain: float, lead_s: float) -> None:
        self._app = QCoreApplication.instance() or QCoreApplication(["Calfcoach"])
        self._media = QMediaDevices()
        self._programme = Programme()
        self._wanted = wanted
        self._gain = gain
        self._held: tuple[int, list[Item]] | None = None
        self._rejoin: tuple[float, int, list[Item]] | None = None
        self._lead_s = lead_s
        self._start_delay_s = self._lead_s
        self._awake = self._told_ready = False
        self._told_t_s = 0.0
        self._reports: list[Report] = []
        self._holes = HoleCounter()
        self._changed = True
        self._media.audioOutputsChanged.connect(self._note_change)
        self._open(self._find())

    def _note_change(self) -> None:
        self._changed = True

    @property
    def sink(self) -> str:
        """What the server calls the device."""
        return _id(self._device)

    # What the coach asks for

    def load(self, block: int, pcm: bytearray) -> None:
        """Keep a block."""
        self._programme.load(block, pcm)

    def play(self, block: int, frame: int, at_s: float | None) -> None:
        """Start a block now, or with its frame at a time."""
        if not self._programme.has(block):
            return
        self._held = self._rejoin = None
        now_s = time.monotonic()
        ahead_s = 0.0 if at_s is None else at_s - now_s
        zero_t_s = self._follower.zero_t_s
        if at_s is not None and ahead_s > INSERT_AHEAD_S and zero_t_s is not None and self._programme.idle:
            self._programme.enter(block, frame, round((at_s - zero_t_s) * RATE))
            return
        delay_s = self._start_delay_s if at_s is not None else 0.0
        lead = round((ahead_s - delay_s) * RATE)
        self._begin([Item(block, frame - min(lead, 0))], max(lead, 0))

    def queue(self, block: int) -> None:
        """Play a block after the rest; after a pause it waits with the rest."""
        if not self._programme.has(block):
            return
        waiting = self._held or (self._rejoin and self._rejoin[1:])
        if waiting:
            waiting[1].append(Item(block))
        else:
            self._programme.queue(block)

    def patch(self, block: int, frame: int, pcm: bytearray) -> None:
        """Change a block from a frame on."""
        left = self._programme.cut(self._heard())
        wrong = self._programme.patch(block, frame, pcm)
        if wrong is not None and self._held is None:
            self._begin(left[1], left[0])

    def pause(self) -> None:
        """Fall silent, remember where."""
        if self._rejoin is not None:
            self._held, self._rejoin = self._rejoin[1:], None
        elif self._held is None and not self._programme.idle:
            self._held = self._programme.cut(self._heard())
            self._begin([])

    def resume(self) -> None:
        """Go on from there."""
        if self._held is not None:
            lead, items = self._held
            self._held = None
            self._begin(items, lead)

    def stop(self) -> None:
        """Fall silent."""
        self._held = self._rejoin = None
        if not self._programme.idle:
            self._begin([])

    def volume(self, gain: float) -> None:
        """Set the sink's volume; Qt scales what it hands on, so it is heard after the server's buffer, 0.1 s."""
        self._gain = gain
        self._sink.setVolume(gain)
        self._spare.setVolume(gain)

    def device(self, wanted: str | None) -> None:
        """Move to another device and go on there from what is heard."""
        self._wanted = wanted
        self._follow_device()

    def wake(self) -> None:
        """The stream always runs, so the device is awake."""

    # What the process asks for, every few milliseconds

    def tick(self) -> list[Report]:
        """Let the sink read on, and say what it has played.

        Raises:
            Lost: The device no longer plays.
            NoDevice: There is no device any more.
        """
        self._app.processEvents()
        if self._changed:
            self._changed = False
            self._tell_devices()
            self._follow_device()
        self._check()
        now_s = time.monotonic()
        raw_s = self._sink.processedUSecs() / 1e6
        self._follower.note(now_s, raw_s)
        zero_t_s = self._follower.zero_t_s
        if self._warm and zero_t_s is not None:
            self._start_delay_s = zero_t_s - self._started_t_s
        self._note_hole(None if zero_t_s is None else self._holes.look(now_s, zero_t_s))
        if self._stand.lost(now_s, raw_s):
            raise Lost
        if self._follower.moved and raw_s > self._lead_s + AWAKE_S:
            self._note_awake(now_s)
        self._tell_position(now_s)
        reports, self._reports = self._reports, []
        return reports

    def _note_hole(self, length_s: float | None) -> None:
        if length_s is not None:
            self._reports.append(Hole(length_s))

    def _note_awake(self, now_s: float) -> None:
        """The device plays. The first told start has to be on time, so a stream is begun to see how late one starts."""
        if not self._awake:
            self._awake = True
            if self._programme.idle:
                self._begin([])
                return
        if not self._told_ready:
            self._told_ready = True
            self._reports.append(Ready(self.name, _id(self._device), self._device.description()))
        if self._rejoin is not None:
            self._go_on(now_s)

    def _tell_position(self, now_s: float) -> None:
        heard_s = self._follower.at(now_s)
        zero_t_s = self._follower.zero_t_s
        if heard_s is None or zero_t_s is None or self._held is not None:
            return
        heard = round(heard_s * RATE)
        for block, end in self._programme.ended(heard):
            self._note_hole(self._holes.end(now_s))
            self._reports.append(Ended(zero_t_s + end / RATE, block))
        there = self._programme.locate(heard)
        if there is not None and now_s - self._told_t_s >= REPORT_EVERY_S:
            self._told_t_s = now_s
            self._reports.append(BlockPosition(now_s, there[0], there[1] / RATE))

    def _heard(self) -> int:
        heard_s = self._follower.at(time.monotonic())
        if heard_s is None:
            heard_s = max(0.0, self._sink.processedUSecs() / 1e6 - self._lead_s)
        return round(heard_s * RATE)

    # The sink

    def _begin(self, items: list[Item], lead: int = 0) -> None:
        """Begin a new stream on the open device."""
        # How long a device takes to wake says nothing of how long it takes to start when awake.
        self._warm = self._awake
        self._sink, self._spare = self._spare, self._sink
        self._programme.begin(items, lead)
        self._started_t_s = time.monotonic()
        self._follower = Follower(self._lead_s, self._started_t_s)
        self._stand = Stand(self._lead_s)
        self._note_hole(self._holes.end(self._started_t_s))
        self._holes = HoleCounter()
        self._tap = _Tap(self._programme, self._shape)
        self._sink.start(self._tap)
        # Only now: a device on which nothing plays for a moment may take up to 2 s to play again.
        self._spare.reset()
        self._check()

    def _check(self) -> None:
        if self._sink.error() not in HARMLESS:
            raise Lost

    def _find(self) -> QAudioDevice:
        for each in QMediaDevices.audioOutputs():
            if self._wanted is not None and _id(each) == self._wanted:
                return each
        found = QMediaDevices.defaultAudioOutput()
        if found.isNull():
            raise NoDevice
        return found

    def _open(self, device: QAudioDevice) -> None:
        self._device = device
        self._shape = next((s for s in SHAPES if device.isFormatSupported(s.format())), Shape())
        self._sink = self._new_sink()
        self._spare = self._new_sink()
        self._awake = self._told_ready = False
        self._start_delay_s = self._lead_s
        self._begin([])

    def _new_sink(self) -> QAudioSink:
        sink = QAudioSink(self._device, self._shape.format())
        sink.setBufferSize(round(BUFFER_S * RATE) * self._shape.frame_bytes)
        sink.setVolume(self._gain)
        return sink

    def _follow_device(self) -> None:
        device = self._find()
        if _id(device) == _id(self._device):
            return
        now_s = time.monotonic()
        if self._rejoin is None and not self._programme.idle:
            self._rejoin = (now_s, *self._programme.cut(self._heard()))
        old = self._sink
        try:
            self._open(device)
        except Lost:
            self._reports.append(Fault("failed", sentence(CANNOT_PLAY, device=device.description())))
            raise
        finally:
            old.reset()

    def _go_on(self, now_s: float) -> None:
        """The new device is awake: play on it from where the old one would be now."""
        assert self._rejoin is not None
        since_s, lead, items = self._rejoin
        self._rejoin = None
        self._programme.begin(items, lead)
        left_lead, left = self._programme.cut(round((now_s + self._start_delay_s - since_s) * RATE))
        self._begin(left, left_lead)

    def _tell_devices(self) -> None:
        default = _id(QMediaDevices.defaultAudioOutput())
        found = [Device(_id(d), d.description(), _id(d) == default) for d in QMediaDevices.audioOutputs()]
        self._reports.append(Devices(tuple(found)))


def _id(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode(errors="replace")
