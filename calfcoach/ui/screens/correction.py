"""Corrects, in a rest, the reps of the last set, for a person who stopped early or did one more.

Shows what the coach's ledger says and passes the correction on.
"""

from PySide6.QtCore import QRect
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from calfcoach.coach.conductor import Coach
from calfcoach.session.commands import Command, CommandKind, CommandSource
from calfcoach.texts import text
from calfcoach.ui.screens.controls import Stepper
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme

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
        self._stepper = Stepper(self._kit, text("Reps of the last set"))
        self._stepper.stepped.connect(self._step)
        row.addWidget(self._name)
        row.addWidget(self._stepper, 1)
        self.hide()

    def show_last_set(self, resting: bool) -> None:
        """Show itself in a rest that follows a set, hide itself otherwise."""
        record = self._coach.machine.last_set if resting else None
        self.setVisible(record is not None)
        if record is not None:
            self._name.setText(text("Reps"))
            self._stepper.setAccessibleName(text("Reps of set {set_number}", set_number=record.set_number))
            self._stepper.show_value(str(record.reps), record.reps > 0)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Give up the keyboard focus: in a set, ↓ ends the set after the rep and must not correct anything."""
        super().hideEvent(event)
        self._stepper.clearFocus()

    def refresh(self) -> None:
        """Look right after another style sheet has been put on."""
        self._kit.refresh()

    def place(self, rect: QRect) -> None:
        """Fill this place on the stage, pixels. It is large: people press it on their way back from the machine."""
        self._kit.set_scale(rect.height() / HEIGHT)
        self.setGeometry(rect)

    def _step(self, by: int) -> None:
        kind = CommandKind.ONE_DONE_MORE if by > 0 else CommandKind.ONE_DONE_LESS
        self._coach.obey(Command(kind, CommandSource.SCREEN, self._coach.now_s))
        self.show_last_set(True)
