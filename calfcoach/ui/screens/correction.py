"""In a rest: the reps of the set just done, to be corrected by who racked early or did one more.

Shows what the coach's ledger says and passes the correction on.
"""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from calfcoach.coach.conductor import Coach
from calfcoach.ui.screens.parts import Stepper, label
from calfcoach.ui.screens.scaling import Scaler
from calfcoach.ui.stylesheet import look

LEFT_U, WIDTH_U, TOP_U = 42.6, 23.6, 83.5
"""Its place on the stage, in 1 % of the height: beside the sets done, under the ring."""

SCALE = 1.2
"""Larger than on a desk screen: it is pressed on the way back from the machine."""


class Correction(QFrame):
    """Reps of the last set, − and +."""

    def __init__(self, coach: Coach, parent: QWidget) -> None:
        super().__init__(parent)
        look(self, "plain")
        self._coach = coach
        self._scaler = Scaler()
        row = QHBoxLayout(self)
        self._scaler.space(row, 10, (0, 0, 0, 0))
        self._name = label(self._scaler, "", "label", "muted")
        self._stepper = Stepper(self._scaler, "Reps of the last set")
        self._stepper.stepped.connect(self._step)
        row.addWidget(self._name)
        row.addWidget(self._stepper, 1)
        self.hide()

    def show_last_set(self, resting: bool) -> None:
        """Show itself in a rest that follows a set, hide itself otherwise."""
        record = self._coach.machine.last_set if resting else None
        self.setVisible(record is not None)
        if record is not None:
            self._name.setText("Reps")
            self._stepper.setAccessibleName(f"Reps of set {record.set_number}")
            self._stepper.show_value(str(record.reps), record.reps > 0)

    def place(self, width: int, height: int) -> None:
        """Where there is room beside the counter of sets; an upright window has none."""
        u = height / 100
        self._scaler.set_scale(SCALE * height / 768)
        self.setGeometry(round(LEFT_U * u), round(TOP_U * u), round(WIDTH_U * u), round(9 * u))
        if width < 130 * u:
            self.hide()

    def _step(self, by: int) -> None:
        self._coach.correct_last_set(by)
        self.show_last_set(True)
