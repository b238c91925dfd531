"""The way to the summary of a session, and from it to the library or once more to the same."""

from typing import TYPE_CHECKING

from calfcoach.domain.plan import SessionPlan
from calfcoach.domain.prescribe import Choices
from calfcoach.errors import KnownError
from calfcoach.history.store import Remarks
from calfcoach.session.outcome import stopped_at
from calfcoach.ui.screens.summary import SummaryScreen
from calfcoach.ui.session import Session

if TYPE_CHECKING:
    from calfcoach.ui.program import Program


class SummaryRoute:
    """Opens the summary of a session that is over, and keeps what the person says of it."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def open(self, session: Session, scheme: str) -> None:
        """Show what was done."""
        program, coach = self._program, session.coach
        screen = SummaryScreen(
            program.theme,
            coach.plan,
            coach.machine.ledger,
            session.recorder,
            stopped_at(coach.machine),
            session.took_s,
            [*program.backstage.notices, *session.problems],
        )
        screen.saved.connect(self._save)
        screen.discarded.connect(self._discard)
        screen.again.connect(lambda remarks: self._again(None if screen.nothing_done else remarks, coach.plan, scheme))
        screen.left.connect(lambda: self._save(screen.remarks))
        program.show(screen)

    def _save(self, remarks: Remarks) -> None:
        self._program.backstage.history.annotate(remarks)
        self._program.show_library()

    def _discard(self) -> None:
        self._program.backstage.history.forget()
        self._program.show_library()

    def _again(self, remarks: Remarks | None, plan: SessionPlan, scheme: str) -> None:
        """One exercise begins with its set-up; of several the same session begins at once. Without remarks the session
        that is over is forgotten: nothing was done in it.
        """
        program = self._program
        if remarks is None:
            program.backstage.history.forget()
        else:
            program.backstage.history.annotate(remarks)
        program.library = program.library.reload()
        exercise_id, *others = dict.fromkeys(item.exercise.id for item in plan.items)
        if others:
            program.start_session(plan, scheme)
            return
        try:
            program.show_setup(exercise_id, Choices())
        except KnownError:  # its file was spoilt or removed meanwhile; the library says how
            program.show_library()
