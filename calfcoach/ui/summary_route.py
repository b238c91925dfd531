"""The way to the summary of a session, and from it to the library or once more to the same."""

from typing import TYPE_CHECKING

from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import choices_of
from calfcoach.errors import KnownError
from calfcoach.history.store import Remarks
from calfcoach.session.commands import UNSEEN_S, CommandKind, CommandSource
from calfcoach.session.outcome import stopped_at
from calfcoach.texts import text
from calfcoach.ui.screens.summary import SummaryScreen
from calfcoach.ui.session import Session

if TYPE_CHECKING:
    from calfcoach.ui.program import Program


class SummaryRoute:
    """Opens the summary of a session that is over, and keeps what the person says of it."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def open(self, session: Session, scheme: str, remarks: Remarks | None = None) -> None:
        """Show what was done, with what the person has said of it already."""
        program, coach = self._program, session.coach
        screen = SummaryScreen(
            program.theme,
            coach.plan,
            coach.machine.ledger,
            session.recorder,
            stopped_at(coach.machine),
            session.took_s,
            [*program.backstage.notices, *session.problems],
            can_go_on=session.can_go_on,
            undo_for_s=session.undo_left_s,
            pain_limit=program.backstage.settings.pain_limit_now,
        )
        said = remarks if remarks is not None else session.said_before
        if said is not None:
            screen.show_remarks(said)
        seen_from_s = program.backstage.clock() + UNSEEN_S
        screen.leaving_is_meant = lambda: program.backstage.clock() >= seen_from_s
        screen.saved.connect(lambda remarks: self._save(remarks, session, scheme))
        screen.discarded.connect(lambda: self._discard(None if screen.nothing_done else screen.remarks))
        screen.again.connect(lambda remarks: self._again(None if screen.nothing_done else remarks, coach.plan, scheme))
        screen.left.connect(lambda: self._save(screen.remarks, session, scheme))
        kind = CommandKind.RESUME if session.can_go_on else CommandKind.UNDO
        screen.history_wanted.connect(lambda: self._to_history(None if screen.nothing_done else screen.remarks))
        screen.gone_on.connect(lambda: self._go_on(screen, session, kind))
        program.show(screen, by_itself=not session.ended_by_hand)

    def _go_on(self, screen: SummaryScreen, session: Session, kind: CommandKind) -> None:
        """Back to the stage; what was said so far is kept."""
        self._program.backstage.history.annotate(screen.remarks)
        self._program.go_on(session, kind, CommandSource.SCREEN)

    def _save(self, remarks: Remarks, session: Session, scheme: str) -> None:
        """Keep the session with the remarks. One that was stopped can for a while be come back to, and gone on with."""
        program, history = self._program, self._program.backstage.history
        if session.can_go_on:
            program.audience.show_view(None)
        else:
            program.close_session()
        history.annotate(remarks)
        program.show_library()

        def undo() -> None:
            if program.last_session is session:
                self.open(session, scheme, remarks)

        if history.keeps:
            program.window.tell(text("The session is saved."), undo if session.can_go_on else None)

    def _to_history(self, remarks: Remarks | None) -> None:
        """Keep the session with the remarks so far, as Esc does; if nothing was done in it, it is forgotten."""
        program, history = self._program, self._program.backstage.history
        program.close_session()
        if remarks is None:
            history.forget()
        else:
            history.annotate(remarks)
        program.show_history()

    def _discard(self, remarks: Remarks | None) -> None:
        """Forget the session; where anything was done (there are remarks then) that can be undone for a while."""
        program, history = self._program, self._program.backstage.history
        program.close_session()
        history.forget()
        program.show_library()
        if remarks is None:
            return

        def undo() -> None:
            if history.remember():
                history.annotate(remarks)
                program.window.tell(text("The session is saved."))

        program.window.tell(text("The session is discarded."), undo)

    def _again(self, remarks: Remarks | None, plan: SessionPlan, scheme: str) -> None:
        """One exercise begins with its set-up; of several the same session begins at once. Without remarks the session
        that is over is forgotten: nothing was done in it.
        """
        program = self._program
        program.close_session()
        if remarks is None:
            program.backstage.history.forget()
        else:
            program.backstage.history.annotate(remarks)
        program.library = program.library.reload(at_once=True)
        if len(plan.items) > 1:
            program.start_session(plan, scheme)
            return
        (item,) = plan.items
        try:
            program.show_setup(item.exercise.id, choices_of(item), scheme, whole=True)
        except KnownError:  # its file was spoilt or removed meanwhile; the library says how
            program.show_library()
