"""Corrects, in a rest, the reps of the last set, for a person who stopped early or did one more.

Shows what the coach's ledger says and passes the correction on. Where sides work by turns one field is for both: − and
+ change each side from its own number, a typed number is for each. The summary has a field for each side.
"""

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from calfcoach.coach.conductor import Coach
from calfcoach.domain.exercise import Side
from calfcoach.session.commands import Command, CommandKind, CommandSource
from calfcoach.session.results import SetRecord
from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.steppers import LARGE_BUTTON_PX, RepsStepper
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Theme
from calfcoach.wording.summary import done_by_side, reps_of_set

HEIGHT = 40
"""The height of a stepper, pixels of the design."""

NARROW_BUTTON_PX = 28
"""The width of − and + beside the numbers of two sides, pixels of the design."""


class _LastSetStepper(RepsStepper):
    """`moved` carries the step that was taken: what it changes the reps to differs by side."""

    moved = Signal(int)

    def take_step(self, step: int) -> None:
        """Tell of a step."""
        self.moved.emit(step)


class Correction(QFrame):
    """Reps of the last set, − and +."""

    def __init__(self, theme: Theme, coach: Coach, parent: QWidget) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._coach = coach
        self._kit = Kit(theme)
        row = QHBoxLayout(self)
        self._kit.space(row, 8, (0, 0, 0, 0))
        self._name = self._kit.label("", "label", "muted")
        self._stepper = _LastSetStepper(self._kit, text("Reps of the last set"), on_stage=True)
        self._stepper.chosen.connect(self._correct)
        self._stepper.moved.connect(self._step)
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
            sides = self._sides(record)
            self._stepper.set_button_width(LARGE_BUTTON_PX if len(sides) == 1 else NARROW_BUTTON_PX)
            self._stepper.show_reps(record.reps, done_by_side([record.done_on(side) for side in sides]))

    def refresh(self) -> None:
        """Look right after another style sheet has been put on."""
        self._kit.refresh()

    def place(self, rect: QRect) -> None:
        """Fill this place on the stage, pixels. It is large: people press it on their way back from the machine."""
        self._kit.set_scale(rect.height() / HEIGHT)
        self.setGeometry(rect)

    def _sides(self, record: SetRecord) -> tuple[Side | None, ...]:
        return self._coach.machine.plan.block_item(record.block_number)[0].sides

    def _step(self, step: int) -> None:
        self._ask(step, None)
        self.show_last_set(not self.isHidden())

    def _correct(self, reps: int) -> None:
        record = self._coach.machine.last_set
        assert record is not None
        for side in self._sides(record):
            self._ask(reps - record.done_on(side), side)
        self.show_last_set(not self.isHidden())  # what was typed is also taken when the rest is over

    def _ask(self, reps: int, side: Side | None) -> None:
        """Ask for more reps on a side, or fewer if `reps` is negative; without a side, on each that works."""
        kind = CommandKind.ONE_DONE_MORE if reps > 0 else CommandKind.ONE_DONE_LESS
        for _ in range(abs(reps)):
            self._coach.obey(Command(kind, CommandSource.SCREEN, self._coach.now_s, side))
