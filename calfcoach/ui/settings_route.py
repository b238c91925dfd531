"""The way to the settings; and what a changed setting changes in the running program."""

from typing import TYPE_CHECKING

from calfcoach.coach.scheme_check import one_line
from calfcoach.domain.plan import PlannedExercise
from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.errors import KnownError
from calfcoach.library.collection import Library
from calfcoach.library.scheme_files import scheme_names, unusable_schemes
from calfcoach.ui.people_settings import PeopleSettings
from calfcoach.ui.screens.settings import SettingsScreen
from calfcoach.ui.settings_files import SettingsFiles

if TYPE_CHECKING:
    from calfcoach.ui.program import Program

SAMPLE = "donkey-calf-raise"
"""The exercise whose rep can be heard on the settings screen."""


class SettingsRoute:
    """Opens the settings."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def open(self) -> None:
        """Show the settings, and wake the device for what can be heard there."""
        program, backstage = self._program, self._program.backstage
        unlisted = one_line(unusable_schemes())
        sample = sample_of(program.library)
        screen = SettingsScreen(program.theme, backstage.store, backstage.station, scheme_names(), sample, unlisted)

        def change_output() -> None:
            # Before the old station goes: nothing may be heard on it any more.
            screen.fall_silent()
            screen.change_station(backstage.change_output())

        screen.left.connect(program.show_library)
        screen.calibrate.connect(lambda: program.show_calibration())
        screen.look_chosen.connect(program.look_again)
        screen.keys_chosen.connect(program.change_keys)
        screen.audience_chosen.connect(program.audience.place_again)
        screen.audience_wanted.connect(program.audience.toggle)
        screen.output_chosen.connect(change_output)
        backstage.station.output.wake()
        program.show(screen)
        SettingsFiles(program, screen)
        people = PeopleSettings(program, screen.people, lambda: program.screen_now is screen)
        screen.looked_up = people.looked_up
        program.watch_sound()


def sample_of(library: Library) -> PlannedExercise | None:
    """The exercise for the rep that can be heard on the settings screen; None if the library does not have it."""
    try:
        return prescribe(library.find(SAMPLE).exercise, Choices())
    except KnownError:
        return None
