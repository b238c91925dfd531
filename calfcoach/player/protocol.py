"""What an output is asked and what it reports: the contract between the coach and whatever makes the sound.

A block is mono 16-bit PCM at 48 000 Hz, named by an integer that is used once per session. Positions are seconds
of a block; times are seconds of `time.monotonic()`, which is one clock for all processes of a machine. This module
knows no device, no process and no library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

RATE = 48_000
"""Frames per second of every block: docs/design.md, "Time"."""

SAMPLE_BYTES = 2
"""Bytes of a frame: one signed 16-bit sample, machine byte order (little-endian wherever Qt and Python run)."""

Pcm: TypeAlias = bytes | bytearray | memoryview
"""Frames as bytes; `memoryview` takes in arrays of every kind without a copy."""

FaultKind: TypeAlias = Literal["no-device", "lost", "died", "missing-library", "failed"]


@dataclass(frozen=True)
class BlockPosition:
    """At `t_s` the device was playing second `position_s` of `block`."""

    t_s: float
    block: int
    position_s: float


@dataclass(frozen=True)
class Ended:
    """At `t_s` the last frame of `block` had been heard."""

    t_s: float
    block: int


@dataclass(frozen=True)
class Ready:
    """A device is open and awake: a block is heard within milliseconds of `play`.

    Reported again after every loss; then nothing is loaded and the coach loads and plays afresh. `device_id` is
    stable for a device on one machine and empty where the library does not name devices.
    """

    output: str
    device_id: str
    device_name: str


@dataclass(frozen=True)
class Alive:
    """The player is there and looks after its device, though there is nothing to say: it opens, wakes or waits."""


@dataclass(frozen=True)
class Hole:
    """The device had no sound for `length_s` in the middle of it, and plays all that follows later by this time."""

    length_s: float


@dataclass(frozen=True)
class Device:
    """A device that can be chosen by `id`."""

    id: str
    name: str
    is_default: bool


@dataclass(frozen=True)
class Devices:
    """All devices there are now; reported at the start and after every change."""

    devices: Sequence[Device] = field(default_factory=tuple)


@dataclass(frozen=True)
class Fault:
    """Something is wrong with the sound: one sentence that says what, and what to do.

    `no-device`: nothing to play on, it is being looked for. `lost`: the device stopped playing. `died`: the player
    ended by itself. `missing-library`: the output that was asked for cannot work here and is not tried again.
    `failed`: the device refused something; sound goes on as it was.
    """

    kind: FaultKind
    text: str


Report: TypeAlias = BlockPosition | Ended | Ready | Alive | Hole | Devices | Fault


class Output(Protocol):
    """What plays blocks. No call waits for a device; all but `poll` and `close` only leave a request.

    Requests that name a block which is not (or no longer) loaded are ignored: they were sent before a loss was known.
    """

    name: str
    needs_pcm: bool
    """Whether `load` and `patch` need PCM; where it is False a number of frames does as well."""

    def load(self, block: int, pcm: Pcm | int) -> None:
        """Keep `pcm` as `block` until it has been played or closed."""

    def play(self, block: int, frame: int = 0, at_s: float | None = None) -> None:
        """Play `block` so that `frame` is heard at `at_s`, or now; what plays and what is queued is dropped.

        An `at_s` that has passed starts as far into the block as time has gone.
        """

    def queue(self, block: int) -> None:
        """Play `block` after all that plays and is queued, without a gap and without being asked again."""

    def patch(self, block: int, frame: int, pcm: Pcm | int) -> None:
        """From `frame` on `block` is `pcm` and ends with it; what was heard of it stays heard.

        Gapless where `frame` lies at least 1.2 s ahead of what is heard (docs/design.md, "The state machine").
        """

    def pause(self) -> None:
        """Fall silent and stand still; the device stays awake."""

    def resume(self) -> None:
        """Go on from where `pause` stopped."""

    def stop(self) -> None:
        """Fall silent and drop what plays and what is queued; the device stays awake."""

    def volume(self, gain: float) -> None:
        """Scale everything by `gain`, 0 to 1, linear."""

    def device(self, device_id: str | None) -> None:
        """Move to a device, or follow the system's default (None)."""

    def wake(self) -> None:
        """See to it that the device is open and awake, so that a `play` is heard at once."""

    def soften_others(self, wanted: bool) -> None:
        """Have other programs played softer from now on, or as before; where the system does that."""

    def poll(self) -> list[Report]:
        """All reports since the last call, oldest first; called every 10 to 20 ms."""

    def close(self) -> None:
        """Fall silent and let go of the device; nothing may be called after it."""
