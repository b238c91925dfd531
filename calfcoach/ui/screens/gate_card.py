"""The card of an exercise that has its place in a program from some phase on: Start waits until the person says yes.

Knows neither programs nor what was done in them: whether somebody has come so far, only that person can say.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from calfcoach.texts import text
from calfcoach.ui.announcing import announce
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look
from calfcoach.wording.gates import from_phase


class GateCard(QFrame):
    """The sentence, and the button that says yes. `answered` carries whether it is said now."""

    answered = Signal(bool)

    def __init__(self, kit: Kit, exercise: str, phase: int, *, is_open: bool) -> None:
        """`phase` is the first phase of a program in which the exercise has its place."""
        super().__init__()
        look(self, "outline")
        lines = QVBoxLayout(self)
        kit.space(lines, 8, (16, 10, 16, 10))
        self._said = kit.label(from_phase(exercise, phase), "label", "danger", wrap=True)
        lines.addWidget(self._said)
        self._yes = kit.button(text("I have come to phase {phase}", phase=phase), "label", "toggle")
        self._yes.setCheckable(True)
        self._yes.setChecked(is_open)
        self._yes.toggled.connect(self.answered)
        kit.size(self._yes, height=36)
        lines.addWidget(self._yes)

    def ask(self) -> None:
        """Put the keyboard on the button, and have a screen reader say what Start waits for."""
        self._yes.setFocus()
        announce(self._said, self._said.text(), urgent=True)
