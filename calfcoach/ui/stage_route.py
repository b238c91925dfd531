"""The way to the stage, and from it to the summary."""

from typing import TYPE_CHECKING

from calfcoach.domain.plan import SessionPlan
from calfcoach.ui.screens.stage import StageScreen
from calfcoach.ui.session import Session

if TYPE_CHECKING:
    from calfcoach.ui.program import Program


class StageRoute:
    """Opens the stage for a new session."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def open(self, plan: SessionPlan, scheme: str) -> None:
        """Show the stage; the session begins as soon as it has been seen."""
        program, settings = self._program, self._program.backstage.settings
        program.watch_sound(False)
        session = Session(plan, program.backstage, scheme, program)
        program.session = session
        screen = StageScreen(program.theme, session, settings.reduced_motion, program.key_map)
        screen.scene_changed.connect(program.window.place_keys)
        screen.keys_wanted.connect(program.window.toggle_keys)
        session.over.connect(lambda: self._leave(session, scheme))
        if program.exit_when_finished:
            session.leave_soon()
        session.ended.connect(program.window.session_ended)
        program.show(screen)
        program.window.first_paint.then(session.start)

    def _leave(self, session: Session, scheme: str) -> None:
        """On to the summary, or out of the program where that was asked for."""
        if self._program.exit_when_finished:
            self._program.close()
            return
        self._program.close_session()
        self._program.show_summary(session, scheme)
