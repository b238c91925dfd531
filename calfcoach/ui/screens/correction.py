"""Corrects, in a rest, the reps of the last set, for a person who stopped early or did one more.

Shows what the coach's ledger says and passes the correction on.
"""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from calfcoach.coach.conductor import Coach
from calfcoach.session.commands import Command, CommandKind, CommandSource
from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.steppers import RepsStepper
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme
from calfcoach.wording.summary import reps_of_set

HEIGHT = 40
"""The height of a stepper, pixels of the design."""


class Correction(QFrame):
    """Reps of the last set, − and +."""

    def __init__(self, theme: Theme, coach: Coach, parent: QWidget) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._coach = coach
        self._kit = Kit(theme)
        row = QHBoxLayout(self)
        self._kit.space(row, 10, (0, 0, 0, 0))
        self._name = self._kit.label("", "label", "muted")
        self._stepper = RepsStepper(self._kit, text("Reps of the last set"), on_stage=True)
        self._stepper.chosen.connect(self._correct)
        row.addWidget(self._name)
        row.addWidget(self._stepper, 1)
        self.hide()

    def show_last_set(self, resting: bool) -> None:
        """Show itself in a rest that follows a set, hide itself otherwise."""
        record = self._coach.machine.last_set if resting else None
        self.setVisible(record is not None)
        if record is not None:
            holds = self._coach.machine.plan.block_item(record.block_number)[0].exercise.is_hold
            self._name.setText(text("Holds") if holds else text("Reps"))
            self._stepper.name_it(reps_of_set(record.set_number, holds=holds))
            self._stepper.show_reps(record.reps)

    def refresh(self) -> None:
        """Look right after another style sheet has been put on."""
        self._kit.refresh()

    def place(self, rect: QRect) -> None:
        """Fill this place on the stage, pixels. It is large: people press it on their way back from the machine."""
        self._kit.set_scale(rect.height() / HEIGHT)
        self.setGeometry(rect)

    def _correct(self, reps: int) -> None:
        record = self._coach.machine.last_set
        assert record is not None
        kind = CommandKind.ONE_DONE_MORE if reps > record.reps else CommandKind.ONE_DONE_LESS
        # Where left and right were counted differently, that is a step of its own beside the larger number.
        for _ in range(abs(reps - record.reps) + 1):
            if record is None or record.reps == reps:
                break
            self._coach.obey(Command(kind, CommandSource.SCREEN, self._coach.now_s))
            record = self._coach.machine.last_set
        self.show_last_set(not self.isHidden())  # what was typed is also taken when the rest is over
