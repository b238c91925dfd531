"""What the player process needs of an output, and how an output says that it cannot go on.

It knows no library.
"""

from __future__ import annotations

from typing import Protocol

from calfcoach.player.protocol import Report
from calfcoach.texts import marked

QT_MISSING = marked("Qt's audio cannot be loaded ({reason}); install libpulse, or choose simpleaudio.")
SIMPLEAUDIO_MISSING = marked("simpleaudio cannot be loaded ({reason}); install calfcoach[simpleaudio].")


class Lost(Exception):
    """The device plays no more; only a new process may try again."""


class NoDevice(Exception):
    """There is nothing to play on."""


class MissingLibrary(Exception):
    """The output's library cannot be loaded here; the argument says why."""


class Player(Protocol):
    """An output inside the player process. `protocol.Output` says what the requests mean."""

    name: str

    @property
    def sink(self) -> str:
        """The sound server's name of the device in use; empty where the library does not name it."""

    def load(self, block: int, pcm: bytearray) -> None: ...  # noqa: D102
    def play(self, block: int, frame: int, at_s: float | None) -> None: ...  # noqa: D102
    def queue(self, block: int) -> None: ...  # noqa: D102
    def patch(self, block: int, frame: int, pcm: bytearray) -> None: ...  # noqa: D102
    def pause(self) -> None: ...  # noqa: D102
    def resume(self) -> None: ...  # noqa: D102
    def stop(self) -> None: ...  # noqa: D102
    def volume(self, gain: float) -> None: ...  # noqa: D102
    def device(self, wanted: str | None) -> None: ...  # noqa: D102
    def wake(self) -> None: ...  # noqa: D102

    def tick(self) -> list[Report]:
        """Do what is due; everything there is to report. Called every few milliseconds.

        Raises:
            Lost: The device no longer plays.
            NoDevice: There is no device any more.
        """
