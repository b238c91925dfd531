"""What all screens share: settings, sound, history and clock. Each is opened when first needed; all close together.

Refuses to know any screen. Tests and accelerated runs hand in a clock and an output of their own.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from calfcoach.settings import Settings, SettingsStore

if TYPE_CHECKING:
    from calfcoach.coach.log import EventLog
    from calfcoach.coach.own_words import OwnWords
    from calfcoach.coach.station import SoundStation
    from calfcoach.history.store import History
    from calfcoach.player.protocol import Output, Report
    from calfcoach.setting_values import Audio


def seconds_asleep() -> float:
    """See `coach.sound`. It is imported here because the first frame does not need it."""
    from calfcoach.coach import sound

    return sound.seconds_asleep()


def open_output(audio: "Audio", settings: Settings) -> "Output":
    """See `coach.sound`."""
    from calfcoach.coach import sound

    return sound.open_output(audio, settings)


class Backstage:
    """The program behind the window. `save_folder` is where a sound file was last saved in this run.

    `make_output` opens the sound. `clock` is the clock of the sound's reports. `asleep` returns the seconds for which
    the machine has been suspended so far. `log` is the event log of all sessions, or None. `left` is a sentence after
    `close` when some of the history could not be written yet, else None.
    """

    def __init__(
        self,
        store: SettingsStore,
        make_output: "Callable[[], Output]",
        clock: Callable[[], float] = time.monotonic,
        asleep: Callable[[], float] = seconds_asleep,
        log: "EventLog | None" = None,
    ) -> None:
        self.store = store
        self.clock = clock
        self.asleep = asleep
        self.save_folder: Path | None = None
        self.scheme_problem: str | None = None
        """One sentence that says that the scheme named in the settings is gone; None where it is there."""
        self.left: str | None = None
        self.log = log
        self._make_output = make_output
        self._station: SoundStation | None = None
        self._history: History | None = None
        self._own_words: OwnWords | None = None

    @classmethod
    def usual(cls, store: SettingsStore, audio: "Audio | None" = None, log: "EventLog | None" = None) -> "Backstage":
        """On the system's clock; with the output of that name, or the one in the settings."""
        return cls(store, lambda: open_output(audio or store.settings.audio, store.settings), log=log)

    @property
    def settings(self) -> Settings:
        """What the person chose."""
        return self.store.settings

    @property
    def station(self) -> "SoundStation":
        """The sound; the first use starts it."""
        if self._station is None:
            from calfcoach.coach.station import SoundStation

            self._station = SoundStation(self._make_output())
        return self._station

    @property
    def history(self) -> "History":
        """The history; the first use opens it."""
        if self._history is None:
            from calfcoach.history.store import History

            self._history = History()
        return self._history

    @property
    def own_words(self) -> "OwnWords":
        """Records the words of a person's own exercise; it does nothing until its `begin` is called."""
        if self._own_words is None:
            from calfcoach.coach.own_words import OwnWords

            self._own_words = OwnWords()
        return self._own_words

    def open(self) -> None:
        """Start the sound and open the history, where that has not been done."""
        _ = self.station, self.history

    def scheme(self) -> str:
        """The scheme to play by the settings; if the scheme they name is gone, `problem` says so from now on."""
        from calfcoach.library.scheme_files import scheme_in_force

        scheme, self.scheme_problem = scheme_in_force(self.settings.scheme)
        return scheme

    @property
    def problem(self) -> str | None:
        """The sentence for the set-up screen: there is no sound, settings cannot be kept, or their scheme is gone."""
        no_sound = self._station.problem if self._station is not None else None
        return no_sound or self.store.problem or self.scheme_problem

    @property
    def notices(self) -> list[str]:
        """What is wrong with the settings and the history."""
        told = (self.store.problem, self.scheme_problem, self._history.problem if self._history is not None else None)
        return [text for text in told if text is not None]

    def poll(self) -> "Sequence[Report]":
        """Read the sound's reports while no session reads them; they are also returned, for others who need them."""
        return self._station.poll() if self._station is not None else ()

    def change_output(self) -> "SoundStation":
        """Open the sound anew, by the settings as they are now."""
        if self._station is not None:
            self._station.close()
            self._station = None
        self._make_output = lambda: open_output(self.settings.audio, self.settings)
        return self.station

    def close(self) -> None:
        """Close what was opened."""
        if self.log is not None:
            self.log.close()
        if self._own_words is not None:
            self._own_words.close()
        if self._station is not None:
            self._station.close()
        if self._history is not None and not self._history.close():
            self.left = self._history.problem
