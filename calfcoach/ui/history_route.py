"""The way to the history, and from it to a session and to the charts of an exercise."""

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from calfcoach.ui.history_reading import HistoryReading
from calfcoach.ui.screens.history import HistoryPlace, HistoryScreen

if TYPE_CHECKING:
    from calfcoach.ui.program import Program


class HistoryRoute:
    """Opens the list of sessions."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def open(self, place: HistoryPlace | None = None) -> None:
        """Show the list at the place where it was left, or from the newest session on."""
        program = self._program
        backstage = program.backstage
        reading = HistoryReading(backstage.history)
        screen = HistoryScreen(program.theme, reading, place or HistoryPlace(), backstage.notices)
        screen.left.connect(program.show_library)
        screen.chosen.connect(lambda session_id: program.show_past_session(session_id, screen.place_now))
        screen.charts_wanted.connect(lambda exercise: program.show_charts(exercise, screen.place_now))
        screen.files_wanted.connect(lambda: program.show_history_files(screen.place_now))
        screen.first_shown.connect(_load_charts_soon, type=Qt.ConnectionType.SingleShotConnection)
        program.show(screen)


def _load_charts_soon() -> None:
    """Load what draws the charts, on a thread of its own: it takes half a second, unnoticed beside the list."""
    threading.Thread(target=_load_charts, name="charts").start()


def _load_charts() -> None:
    from calfcoach.ui.screens import charts  # noqa: F401 - loaded, and used by its route
