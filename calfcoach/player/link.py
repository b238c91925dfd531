"""The main process's side of a player: an `Output` that starts one, talks to it, and starts another when it fails.

No call here waits for anything: commands go into a queue that a thread writes to the pipe, reports come out of one
that a thread reads from it. So a player that hangs stops nobody, and a main process that stalls stops no sound.
PCM goes through the pipe too: that costs one copy (1 ms for 1 MB) and leaves nothing behind, whoever is killed,
where named shared memory would have to be found and freed.
It imports no audio library, no Qt and no numpy, and does not remember what was loaded: after a loss the coach loads it.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
from dataclasses import dataclass, field

from calfcoach.background.children import Child
from calfcoach.player import wire
from calfcoach.player.protocol import BlockPosition, Fault, Pcm, Ready, Report
from calfcoach.player.spawn import spawn
from calfcoach.texts import marked, text

LOOK_EVERY_S = 0.1
SILENT_LOOKS = 10
"""How many looks in a row may find nothing from a playing player before it is taken to hang (1 s; it speaks every 20
ms)."""
SILENT_LOOKS_IDLE = 60
"""The same for one that does not play: on a busy machine to load Qt takes some seconds, to open a slow device two."""

BACKOFF_S = (0.05, 0.2, 0.5, 1.0, 2.0, 2.0, 2.0, 5.0)
"""How long a new start waits after each failure in a row; the last one for all further ones."""

DIED = marked("The sound player ended unexpectedly; it is being started again and the set goes on.")
HUNG = marked("The sound player did not answer; it is being started again and the set goes on.")


@dataclass
class _Life:
    """One player process's queues."""

    outbox: queue.SimpleQueue[bytes | None] = field(default_factory=queue.SimpleQueue)
    inbox: queue.SimpleQueue[wire.Message | None] = field(default_factory=queue.SimpleQueue)


class PlayerLink:
    """An `Output` (see `protocol`) that plays in a process of its own; `name` is what it was asked to play through.

    Constructing it returns at once; what is asked before the player is up is done when it is. What is asked
    between a loss and the next `Ready` is dropped.
    """

    needs_pcm = True

    def __init__(self, output: str = "auto", device_id: str | None = None, gain: float = 1.0) -> None:
        self.name = output
        self._device_id = device_id
        self._gain = gain
        self._others_softer = False
        self._reports: queue.SimpleQueue[Report] = queue.SimpleQueue()
        self._life = _Life()
        self._deaf = False
        self._playing = False
        self._closing = threading.Event()
        self._child: Child | None = None
        self._lock = threading.Lock()
        self._told: str | None = None
        self._thread = threading.Thread(target=self._supervise, name="player-link", daemon=True)
        self._thread.start()

    # What the coach asks for

    def load(self, block: int, pcm: Pcm | int) -> None:
        """Keep PCM as a block. It is copied: the caller may change it afterwards."""
        self._send("load", block, payload=_pcm(pcm))

    def play(self, block: int, frame: int = 0, at_s: float | None = None) -> None:
        """Play a block."""
        self._send("play", block, frame, at_s)

    def queue(self, block: int) -> None:
        """Play a block after the rest."""
        self._send("queue", block)

    def patch(self, block: int, frame: int, pcm: Pcm | int) -> None:
        """Change a block from a frame on."""
        self._send("patch", block, frame, payload=_pcm(pcm))

    def pause(self) -> None:
        """Fall silent and stand still."""
        self._send("pause")

    def resume(self) -> None:
        """Go on."""
        self._send("resume")

    def stop(self) -> None:
        """Fall silent."""
        self._send("stop")

    def volume(self, gain: float) -> None:
        """Set the volume, also of players to come."""
        self._gain = gain
        self._send("volume", gain)

    def device(self, device_id: str | None) -> None:
        """Choose the device, also for players to come."""
        self._device_id = device_id
        self._send("device", device_id)

    def wake(self) -> None:
        """See to it that the device is awake."""
        self._send("wake")

    def soften_others(self, wanted: bool) -> None:
        """Have other programs played softer, also by players to come."""
        self._others_softer = wanted
        self._send("soften_others", wanted)

    def poll(self) -> list[Report]:
        """All reports since the last call."""
        reports: list[Report] = []
        with contextlib.suppress(queue.Empty):
            while True:
                report = self._reports.get_nowait()
                if isinstance(report, Ready):
                    self._deaf = False
                reports.append(report)
        return reports

    def close(self) -> None:
        """Kill the player (its sound ends with it) and wait for the threads, some milliseconds."""
        self._closing.set()
        with self._lock:
            if self._child is not None:
                self._child.kill()
        self._thread.join()

    @property
    def pid(self) -> int | None:
        """The player's process id while there is one."""
        child = self._child
        return None if child is None else child.pid

    def _send(self, name: str, *arguments: object, payload: Pcm = b"") -> None:
        if not self._deaf:
            self._life.outbox.put(wire.pack(name, *arguments, payload=payload))

    # The supervising thread

    def _supervise(self) -> None:
        if hasattr(signal, "pthread_sigmask"):
            # Ctrl-C and Ctrl-Z must go to the main thread, which would otherwise not notice them before its next step.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTSTP})
        failures = 0
        while not self._closing.is_set():
            was_ready, again = self._live()
            if not again:
                return
            failures = 0 if was_ready else failures + 1
            self._closing.wait(BACKOFF_S[min(failures, len(BACKOFF_S) - 1)])

    def _live(self) -> tuple[bool, bool]:
        """Start a player and stay until it ends: whether it ever was ready, and whether another may do better."""
        life = self._life
        try:
            child = spawn(self.name)
        except OSError as error:
            self._tell_fault(Fault("died", text("The sound player cannot be started: {reason}.", reason=error)))
            return False, True
        assert child.process.stdin is not None
        assert child.process.stdout is not None
        into, outof = child.process.stdin.fileno(), child.process.stdout.fileno()
        opening = wire.pack("open", self._device_id, self._gain) + wire.pack("soften_others", self._others_softer)
        threads = [
            threading.Thread(target=_write, args=(into, opening, life), name="player-write", daemon=True),
            threading.Thread(target=_read, args=(outof, life), name="player-read", daemon=True),
        ]
        with self._lock:
            self._child = child
        if self._closing.is_set():
            child.kill()
        for thread in threads:
            thread.start()
        try:
            return self._listen(life)
        finally:
            self._deaf = True
            self._life = _Life()
            child.kill()
            life.outbox.put(None)
            for thread in threads:
                thread.join()
            with self._lock:
                self._child = None
            child.end()

    def _listen(self, life: _Life) -> tuple[bool, bool]:
        """Pass reports on until the player ends or hangs."""
        silent_looks = 0
        was_ready = playing = False
        fault: Fault | None = None
        while True:
            try:
                message = life.inbox.get(timeout=LOOK_EVERY_S)
            except queue.Empty:
                # Looks, not seconds: a main process that stalled or slept has not looked.
                silent_looks += 1
                if silent_looks < (SILENT_LOOKS if playing else SILENT_LOOKS_IDLE):
                    continue
                fault = Fault("lost", text(HUNG))
                break
            if message is None:
                break
            silent_looks = 0
            name, arguments, _ = message
            report = wire.unpack_report(name, *arguments)
            if isinstance(report, Fault) and report.kind != "failed":
                fault = report
                continue
            playing = isinstance(report, BlockPosition)
            was_ready = was_ready or isinstance(report, Ready)
            self._tell(report)
        if not self._closing.is_set():
            self._deaf = True
            self._tell_fault(fault or Fault("died", text(DIED)))
        return was_ready, fault is None or fault.kind != "missing-library"

    def _tell(self, report: Report) -> None:
        if isinstance(report, Ready):
            self._told = None
        self._reports.put(report)

    def _tell_fault(self, fault: Fault) -> None:
        """Say it once: until a player is ready again a further fault is the same trouble, unless it explains it."""
        if self._told is None or (fault.kind == "no-device" and self._told != "no-device"):
            self._told = fault.kind
            self._reports.put(fault)


def _pcm(pcm: Pcm | int) -> Pcm:
    if isinstance(pcm, int):
        raise TypeError("a player needs PCM, not a length")
    return pcm


def _write(descriptor: int, opening: bytes, life: _Life) -> None:
    """Write requests until told to end; what is written to a player that has gone is dropped."""
    data: bytes | None = opening
    with contextlib.suppress(OSError):
        while data is not None:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            data = life.outbox.get()


def _read(descriptor: int, life: _Life) -> None:
    """Read reports until the player ends."""

    def readinto(view: memoryview) -> int:
        data = os.read(descriptor, len(view))
        view[: len(data)] = data
        return len(data)

    with contextlib.suppress(wire.Closed, OSError):
        while True:
            life.inbox.put(wire.read(readinto))
    life.inbox.put(None)
