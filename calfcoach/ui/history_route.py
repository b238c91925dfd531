"""The way to the history, and from it to a session and to the charts of an exercise."""

from typing import TYPE_CHECKING

from calfcoach.ui.history_reading import HistoryReading
from calfcoach.ui.screens.history import HistoryPlace, HistoryScreen

if TYPE_CHECKING:
    from calfcoach.ui.program import Program


class HistoryRoute:
    """Opens the list of sessions."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def open(self, place: HistoryPlace | None = None) -> None:
        """Show it, where it was left or from the newest session on."""
        program = self._program
        backstage = program.backstage
        reading = HistoryReading(backstage.history)
        screen = HistoryScreen(program.theme, reading, place or HistoryPlace(), backstage.notices)
        screen.left.connect(program.show_library)
        screen.chosen.connect(lambda session_id: program.show_past_session(session_id, screen.place_now))
        program.show(screen)
