"""The way to the library, and from it to a set-up and to the settings."""

from typing import TYPE_CHECKING

from calfcoach.domain.prescribe import Choices
from calfcoach.ui.screens.library import LibraryScreen

if TYPE_CHECKING:
    from calfcoach.ui.program import Program


class LibraryRoute:
    """Opens the library."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def open(self) -> None:
        """Show every exercise, and what is wrong with settings and history."""
        program = self._program
        screen = LibraryScreen(program.theme, program.library, program.backstage.notices)
        screen.chosen.connect(lambda exercise_id: program.show_setup(exercise_id, Choices()))
        screen.settings_wanted.connect(program.show_settings)
        program.show(screen)
