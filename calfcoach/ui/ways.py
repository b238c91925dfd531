"""The ways from screen to screen. Each is opened by its route, which knows how the screen is made.

Refuses to know what a screen shows, and when one comes after another.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from calfcoach.domain.plan import PlannedExercise
from calfcoach.domain.prescribe import Choices
from calfcoach.ui.routes import ROUTES

if TYPE_CHECKING:
    from datetime import datetime

    from calfcoach.session.commands import CommandKind, CommandSource
    from calfcoach.ui.screens.demo import Heard
    from calfcoach.ui.screens.history import HistoryPlace
    from calfcoach.ui.session import Session


class Ways(QObject):
    """The part of the program that opens screens."""

    def show_setup(
        self, exercise_id: str, choices: Choices, scheme: str | None = None, whole: bool = False, lift: str = ""
    ) -> None:
        """The set-up of one exercise, and the device woken for it.

        `whole`: the choices are all there is; nothing that was chosen another time is added to them. `lift` is what
        any lift is to be called; a name near to a known exercise's is asked about on the screen.

        Raises:
            KnownError: no such exercise, or choices that are refused.
        """
        self.go("setup", exercise_id, choices, scheme, whole, lift)

    def show_history(self, place: "HistoryPlace | None" = None) -> None:
        """Show the history, week by week; `place` is where in it the person was before."""
        self.go("history", place)

    def show_history_files(self, place: "HistoryPlace | None" = None) -> None:
        """The history as files: out, in, copies; Back leads to that place of the list."""
        self.go("history-files", place)

    def show_past_session(
        self, session_id: str, place: "HistoryPlace | None" = None, now: "Callable[[], datetime] | None" = None
    ) -> None:
        """Show one session; `place` is where in the history the person came from, `now` tells the time of day."""
        self.go("past-session", session_id, place, now)

    def show_charts(self, exercise: str, place: "HistoryPlace | None" = None, session_id: str | None = None) -> None:
        """The charts of an exercise; back leads to that place of the history, or to that session of it."""
        self.go("charts", exercise, place, session_id)

    def show_settings(self) -> None:
        """What is chosen for the whole program."""
        self.go("settings")

    def show_calibration(self, back: Callable[[], None] | None = None) -> None:
        """Calibrate the device in use; `back` leads to the screen before this one, by default to the settings."""
        self.go("calibration", back or self.show_settings)

    def show_demo(
        self, item: PlannedExercise, scheme: str, back: Callable[[], None], like: "Heard | None" = None
    ) -> None:
        """Show a lift that nobody trains; `back` leads to the screen before; `like` is how it moves and is heard."""
        self.go("demo", item, scheme, back, like)

    def go_on(self, session: "Session", kind: "CommandKind", source: "CommandSource") -> None:
        """Back to the stage from the summary: undo the end, or go on with what was stopped."""
        ROUTES["stage"].load()(self).go_on(session, kind, source)

    def show_summary(self, session: "Session", scheme: str) -> None:
        """What was done in a session that is over, and closed."""
        self.go("summary", session, scheme)

    def go(self, name: str, *needed: object) -> None:
        """Open a screen of `ROUTES` with what its route needs."""
        ROUTES[name].load()(self).open(*needed)
