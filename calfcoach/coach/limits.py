"""How long the session waits for a person: an undo, a session stopped in place, a key that comes too soon.

Reads no clock: all times are seconds of one clock, handed in. Decides when, not what.
"""

from calfcoach.session.commands import END_AFTER_S, UNDO_S, UNSEEN_S
from calfcoach.session.machine import Question, SessionMachine, Undoable
from calfcoach.session.states import State


class TimeLimits:
    """The limits of one session. Tell it when somebody was there, when a command was obeyed, when the session finished.

    `undo_left_s` and `end_left_s` are what is left of an offered undo and until a session that is stopped in place
    ends; 0 where there is neither.
    """

    def __init__(self, machine: SessionMachine) -> None:
        self._machine = machine
        self._offered: Undoable | None = None
        self._offered_s = self._attended_s = 0.0
        self._finished_s: float | None = None
        self._asked: Question | None = None
        self._asked_s = 0.0

    def attended(self, now_s: float) -> None:
        """Somebody is there: a key was pressed, whatever it does."""
        self._attended_s = now_s

    def obeyed(self, now_s: float) -> None:
        """A command was obeyed; what it has ended or thrown away can be undone from now on."""
        if self._machine.undoable is not self._offered:
            self._offered, self._offered_s = self._machine.undoable, now_s
        if self._machine.question is not self._asked:
            self._asked, self._asked_s = self._machine.question, now_s
        if self._machine.state is not State.FINISHED:
            self._finished_s = None

    def finished_by_itself(self, now_s: float) -> None:
        """The last set has been done."""
        self._finished_s = now_s

    def let_pass(self, now_s: float) -> None:
        """Take away an undo that was offered for long enough."""
        if self._machine.undoable is not None and self.undo_left_s(now_s) == 0:
            self._machine.undoable = None

    def undo_left_s(self, now_s: float) -> float:
        """Seconds an undo is still offered."""
        if self._machine.undoable is None:
            return 0.0
        return max(self._offered_s + UNDO_S - now_s, 0.0)

    def end_left_s(self, now_s: float) -> float:
        """Seconds until a session that is stopped in place ends by itself."""
        if self._machine.state is not State.HALTED:
            return 0.0
        return max(self._attended_s + END_AFTER_S - now_s, 0.0)

    def is_left_alone(self, now_s: float) -> bool:
        """Whether a session that is stopped in place is to end now."""
        return self._machine.state is State.HALTED and self.end_left_s(now_s) == 0

    def is_question_unseen(self, now_s: float) -> bool:
        """Whether a question is asked since so short a time that no key can be meant as its answer."""
        return self._asked is not None and now_s - self._asked_s < UNSEEN_S

    def is_unseen(self, now_s: float) -> bool:
        """Whether the session has finished by itself so short a time ago that no key can be meant for that."""
        return self._finished_s is not None and now_s - self._finished_s < UNSEEN_S
