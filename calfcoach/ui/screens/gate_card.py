"""The card of an exercise that has its place in a program from some phase on: Start waits until the person says yes.

Knows neither programs nor what was done in them: whether somebody has come so far, only that person can say.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from calfcoach.texts import text
from calfcoach.ui.announcing import announce
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.setup_model import SetupModel
from calfcoach.ui.stylesheet import look
from calfcoach.wording.gates import from_phase


class GateCard(QFrame):
    """The sentence, and the button that says yes: the model is told. `opened`: yes was said."""

    opened = Signal()

    def __init__(self, kit: Kit, model: SetupModel) -> None:
        """For an exercise that has its place in a program."""
        super().__init__()
        phase = model.exercise.program_phase
        assert phase is not None
        self._model, self._phase = model, phase
        look(self, "outline")
        lines = QVBoxLayout(self)
        kit.space(lines, 8, (16, 10, 16, 10))
        self._said = kit.label(from_phase(model.exercise.name, phase), "label", "danger", wrap=True)
        lines.addWidget(self._said)
        self._yes = kit.button(text("I have come to phase {phase}", phase=phase), "label", "toggle")
        self._yes.setCheckable(True)
        self._yes.setChecked(model.waits_for_phase is None)
        self._yes.toggled.connect(self._answer)
        kit.size(self._yes, height=36)
        lines.addWidget(self._yes)

    def is_passed(self) -> bool:
        """Whether the exercise may be begun; if not, it is announced what Start waits for."""
        if self._model.waits_for_phase is None:
            return True
        self._yes.setFocus()
        announce(self._said, self._said.text(), urgent=True)
        return False

    def _answer(self, yes: bool) -> None:
        self._model.phase_reached = self._phase if yes else 0
        if yes:
            self.opened.emit()
