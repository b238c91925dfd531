"""The way to the settings and to the calibration and back, what a changed setting changes in the running program,
and what is heard from the set-up screen.

Makes the screens and keeps what was measured. Which screen is shown belongs to the window, the station to the
backstage.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from calfcoach.coach.listen import Listening
from calfcoach.coach.scheme_check import SchemeCheck, one_line
from calfcoach.coach.sound import make_renderer, make_sample
from calfcoach.coach.station import SoundStation
from calfcoach.domain.plan import PlannedExercise
from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.errors import KnownError
from calfcoach.library.collection import Library
from calfcoach.library.scheme_files import scheme_names, unusable_schemes
from calfcoach.player.protocol import Report
from calfcoach.settings import SettingsStore
from calfcoach.ui.backstage import Backstage
from calfcoach.ui.save_as_audio import SaveAsAudio
from calfcoach.ui.screens.calibration import CalibrationScreen
from calfcoach.ui.screens.settings import SettingsScreen
from calfcoach.ui.theme import THEMES, Theme

if TYPE_CHECKING:
    from calfcoach.ui.screens.setup import SetupScreen

SAMPLE = "donkey-calf-raise"
"""The exercise of which the settings let one hear a rep."""


class Hearing(Protocol):
    """What wants to know what the sound reports while no session does."""

    def hear(self, reports: Sequence[Report]) -> None:
        """Take in what was reported since the last call, if anything."""

    def close_sound(self) -> None:
        """Fall silent: another screen comes."""


class Host(Protocol):
    """What the window does for it."""

    def show_library(self) -> None:
        """Go back to the library."""

    def show_hearing(self, screen: QWidget, hearing: Hearing) -> None:
        """Show a screen, and tell what the sound reports until another comes."""

    def wear(self, theme: Theme) -> None:
        """Dress everything in a theme."""


class SettingsRoute:
    """The screens that have to do with the settings."""

    def __init__(self, host: Host, backstage: Backstage) -> None:
        self._host, self._backstage = host, backstage

    def show_settings(self, library: Library) -> None:
        """The settings; Listen takes its rep from `library`."""
        backstage = self._backstage
        unlisted = one_line(unusable_schemes())
        screen = SettingsScreen(backstage.store, backstage.station, scheme_names(), sample_of(library), unlisted)

        def change_output() -> None:
            # Before the old station goes: nothing may be heard on it any more.
            screen.close_sound()
            screen.change_station(backstage.change_output())

        def wear(theme: str) -> None:
            self._host.wear(THEMES[theme])
            screen.refresh()

        screen.left.connect(self._host.show_library)
        screen.calibrate.connect(lambda: self.show_calibration(lambda: self.show_settings(library)))
        screen.theme_chosen.connect(wear)
        screen.output_chosen.connect(change_output)
        backstage.station.output.wake()
        self._host.show_hearing(screen, screen)
        screen.focus_first()

    def show_calibration(self, back: Callable[[], None]) -> None:
        """The calibration of the device in use; `back` is where it was come from."""
        backstage = self._backstage
        screen = CalibrationScreen(THEMES[backstage.settings.theme], backstage.station)

        def keep(device_id: str, offset_ms: float) -> None:
            backstage.store.change(offsets_ms={**backstage.settings.offsets_ms, device_id: offset_ms})
            back()

        screen.measured.connect(keep)
        screen.left.connect(back)
        backstage.station.output.wake()
        self._host.show_hearing(screen, screen)
        screen.focus_first()


class SetupSound:
    """What is heard from a set-up screen: one rep with what is chosen there, or all of it as a file; what of its scheme
    cannot be heard; and a new device, to be measured. Meanwhile the words of an exercise of the person's `own` are
    recorded.
    """

    def __init__(self, screen: "SetupScreen", backstage: Backstage, own: bool) -> None:
        self._screen, self._backstage = screen, backstage
        self._listening = Listening(backstage.station)
        self._check = SchemeCheck()
        self._saving = SaveAsAudio(screen, backstage)
        self._warm = False
        screen.listen.connect(self._toggle)
        if own:
            backstage.own_words.begin(screen.model.exercise)

    def hear(self, reports: Sequence[Report]) -> None:
        """Take in what was reported."""
        self._listening.take(reports)
        backstage = self._backstage
        if backstage.station.audible and not self._warm:
            # Not before there is sound: without it nothing is rendered, and the memory stays free.
            self._warm = True
            self._listening.warm(make_renderer(self._screen.scheme, backstage.settings.volumes))
        problem = self._listening.problem or backstage.problem or self._check.line(self._screen.scheme)
        self._screen.show_problem("\n".join(text for text in (self._saving.problem, problem) if text) or None)
        self._saving.look()
        self._screen.show_listening(self._listening.under_way)
        self._screen.offer_calibration(new_device(backstage.station, backstage.store))

    def close_sound(self) -> None:
        """Fall silent, record and write no more: a session may begin now."""
        self._backstage.own_words.halt()
        self._listening.close()
        self._check.close()
        self._saving.close()

    def _toggle(self) -> None:
        self._check.look_again()
        item, scheme = self._screen.model.item, self._screen.scheme
        self._listening.toggle(make_sample(item, scheme, self._backstage.settings.volumes))
        self.hear(())


def new_device(station: SoundStation, store: SettingsStore) -> str | None:
    """The name of the device in use, where others were measured and it was not; None where there is nothing to say."""
    offsets, ready = store.settings.offsets_ms, station.ready
    if ready is None or not station.output.needs_pcm or not offsets or ready.device_id in offsets:
        return None
    return ready.device_name or "this device"


def sample_of(library: Library) -> PlannedExercise | None:
    """What the settings let one hear a rep of; None where the library has no such exercise."""
    try:
        return prescribe(library.find(SAMPLE).exercise, Choices())
    except KnownError:
        return None
