"""Lets a person hear a phase, a word and a tick before their first set on a device, louder if they want it.

It is offered on a device that no set was begun on and whose sound nobody has checked; nothing waits for it. Knows no
screen: a front end shows `offer` and `state`, and says what was answered.
"""

from collections.abc import Callable
from enum import Enum

from calfcoach.coach.listen import Listening
from calfcoach.coach.station import SoundStation
from calfcoach.player.protocol import Pcm
from calfcoach.settings import SettingsStore
from calfcoach.texts import text

LOUDER_DB = 6.0
"""By how much "louder" lifts all sound: clearly heard, and four steps from a tenth to full."""


class CheckState(Enum):
    """Whether the check is under way, and whether all sound is as loud as it can be made here."""

    NONE = "none"
    ASKED = "asked"
    AT_FULL = "at-full"


def device_in_use(station: SoundStation) -> str | None:
    """The id of the device that plays, None where nothing is heard."""
    return station.ready.device_id if station.audible and station.ready is not None else None


def is_new(station: SoundStation, store: SettingsStore) -> bool:
    """Whether what plays was never used before."""
    device = device_in_use(station)
    return device is not None and device not in store.settings.known_devices


def remember(station: SoundStation, store: SettingsStore) -> None:
    """Take the device that plays for known from now on: its sound was checked, or a set began on it."""
    device = device_in_use(station)
    if device is not None and device not in store.settings.known_devices:
        store.change(known_devices={**store.settings.known_devices, device: True})


class SoundCheck:
    """The check on one station. `state` says how far it is; `listening` plays it and is its owner's."""

    def __init__(self, listening: Listening, station: SoundStation, store: SettingsStore) -> None:
        self.state = CheckState.NONE
        self._listening, self._station, self._store = listening, station, store

    @property
    def offer(self) -> str | None:
        """The name of the device to offer it for; None where there is nothing to offer."""
        ready = self._station.ready
        if ready is None or not is_new(self._station, self._store):
            return None
        return ready.device_name or text("This device")

    def begin(self, make: Callable[[], Pcm]) -> None:
        """Play what `make` makes, and ask."""
        self._listening.begin(make)
        self.state = CheckState.ASKED if self._listening.problem is None else CheckState.NONE

    def louder(self, make: Callable[[], Pcm]) -> None:
        """Play it once more, with all sound louder; at full volume the person has to turn up the speaker."""
        volumes = self._store.settings.volumes
        gain = min(max(volumes.master, 0.1) * 10 ** (LOUDER_DB / 20), 1.0)
        at_full = volumes.master >= 1.0
        if not at_full:
            self._store.change(volumes=volumes.model_copy(update={"master": round(gain, 2)}))
            self._station.output.volume(round(gain, 2))
        self.begin(make)
        if at_full and self.state is CheckState.ASKED:
            self.state = CheckState.AT_FULL

    def heard(self) -> None:
        """It was heard: the device is known."""
        self._listening.stop()
        self.state = CheckState.NONE
        remember(self._station, self._store)
