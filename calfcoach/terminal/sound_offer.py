"""The sound check in the terminal's set-up: offered on a device that was never used, played by one key, made louder by
another. Nothing waits for it, and whoever starts a set on the device has answered it.

Says what is to be printed; prints nothing and reads no key.
"""

from collections.abc import Callable

from calfcoach.coach.listen import Listening
from calfcoach.coach.sound_check import CheckState, SoundCheck
from calfcoach.coach.station import SoundStation
from calfcoach.player.protocol import Pcm
from calfcoach.settings import SettingsStore
from calfcoach.texts import text

PLAY_KEY = "C"
LOUDER_KEY = "+"


class SoundOffer:
    """The check on a station that somebody else polls; `make` makes what is played, on a worker.

    To be closed before a set begins: it falls silent then.
    """

    def __init__(self, station: SoundStation, store: SettingsStore, make: Callable[[], Pcm]) -> None:
        self._station = station
        self._make = make
        self._listening = Listening(station)
        self._check = SoundCheck(self._listening, station, store)
        self._told = self._asks = False

    def line(self) -> str | None:
        """What is to be said now, after the station was polled; each thing once."""
        self._listening.take(self._station.reported)
        if self._asks and not self._listening.under_way:
            self._asks = False
            return self._listening.problem or self._answers()
        device = self._check.offer
        if self._told or device is None:
            return None
        self._told = True
        return text("{device} is new here. c plays a phase, a word and a tick on it.", device=device)

    def press(self, key: str) -> None:
        """Do what a key asks for: play it, or play it louder once it was played; other keys are nobody's here."""
        if key == PLAY_KEY:
            self._told = self._asks = True
            self._check.begin(self._make)
        elif key == LOUDER_KEY and self._check.state is not CheckState.NONE:
            self._asks = True
            self._check.louder(self._make)

    def close(self) -> None:
        """Fall silent; a device that was checked and is not begun on is offered again."""
        self._listening.close()

    def _answers(self) -> str:
        if self._check.state is CheckState.AT_FULL:
            return text("Not heard? Turn up the speaker; c plays it again.")
        return text("Not heard, or too soft? + plays it louder, c once more.")
