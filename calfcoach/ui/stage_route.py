"""The way to the stage, and from it to the summary."""

from typing import TYPE_CHECKING

from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices
from calfcoach.session.commands import CommandKind, CommandSource
from calfcoach.texts import text
from calfcoach.ui.keys import KeyMap, KeysElsewhere
from calfcoach.ui.screens.stage import StageScreen
from calfcoach.ui.session import Session

if TYPE_CHECKING:
    from calfcoach.history.going_on import GoingOn
    from calfcoach.ui.program import Program


ELSEWHERE = KeysElsewhere()


class StageRoute:
    """Opens the stage for a new session."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def open(self, plan: SessionPlan, scheme: str, going_on: "GoingOn | None" = None, for_class: bool = False) -> None:
        """Show the stage; the session begins, or goes on after it was cut off, as soon as it has been seen."""
        program = self._program
        program.watch_sound(False)
        session = Session(plan, program.backstage, scheme, program, going_on, for_class=for_class)
        program.session = session
        session.over.connect(lambda: self._leave(session, scheme))
        if program.exit_when_finished:
            session.leave_soon()
        session.ended.connect(program.window.session_ended)
        session.went_on.connect(program.window.session_goes_on)
        self._show(session)
        session.bridge.viewed.connect(program.audience.show_view)
        session.bridge.coming.connect(program.audience.prepare)
        program.window.first_paint.then(session.start)

    def go_on(self, session: Session, kind: CommandKind, source: CommandSource) -> None:
        """Back from the summary: the same session goes on; nothing happens where that is too late."""
        program = self._program
        if session.go_on(kind, source):
            program.watch_sound(False)
            program.session, program.last_session = session, None
            self._show(session)

    def _show(self, session: Session) -> None:
        program = self._program
        screen = StageScreen(program.theme, session, program.effects, lambda: _keys_of(program))
        screen.scene_changed.connect(program.window.place_keys)
        screen.keys_wanted.connect(program.window.toggle_keys)
        program.show(screen)

    def _leave(self, session: Session, scheme: str) -> None:
        """On to the summary, or out of the program where that was asked for."""
        if self._program.exit_when_finished:
            self._program.close()
            return
        program = self._program
        program.session, program.last_session = None, session
        if session.for_class:
            self._end_class(session, scheme)
            return
        self._program.show_summary(session, scheme)

    def _end_class(self, session: Session, scheme: str) -> None:
        """Back to the set-up: of a class nothing is kept, so there is no summary. For a while the end can be undone."""
        program = self._program
        program.audience.show_view(None)
        program.show_setup(session.coach.view().exercise.id, Choices(), scheme)
        kind = CommandKind.RESUME if session.can_go_on else CommandKind.UNDO
        can_undo = session.can_go_on or session.undo_left_s > 0
        undo = (lambda: program.go_on(session, kind, CommandSource.SCREEN)) if can_undo else None
        program.window.tell(text("The class is over. Nothing of it is kept."), undo, start_undoes=True)


def _keys_of(program: "Program") -> KeyMap:
    """The keys that the stage has now: none while the exercises lie over it."""
    return ELSEWHERE if program.change is not None and program.change.is_open else program.key_map
