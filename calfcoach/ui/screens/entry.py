"""Fields to type into: they show the value in force, or keep a refused text, marked, until it is corrected.

Reads no value itself: `entered` carries the typed text; the listener shows the value in force or the refusal.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look, mark


class EntryField(QLineEdit):
    """A line to type into. Enter, or leaving the field, enters the typed text; Esc takes the text back.

    When the keyboard comes to the field, its text is selected, so that the first letter replaces it.
    """

    entered = Signal(str)
    """Emitted with a typed text that differs from the value in force."""

    taken_back = Signal()
    """Emitted when the typed text was taken back and the value in force is shown again."""

    def __init__(self, kit: Kit, name: str, role: str = "heading") -> None:
        super().__init__()
        self._value = ""
        look(self, "entry")
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.editingFinished.connect(self._finish)
        kit.font(self, role)

    @property
    def value(self) -> str:
        """The value in force."""
        return self._value

    @property
    def is_typed(self) -> bool:
        """Whether the text differs from the value in force."""
        return self.text() != self._value

    def show_value(self, value: str) -> None:
        """Show the value in force, in place of any typed text."""
        self._value = value
        if self.is_typed:
            self.setText(value)
            self.setCursorPosition(0)
            if self.hasFocus():
                self.selectAll()
        self.show_refused(False)

    def show_refused(self, refused: bool) -> None:
        """Mark what was typed as refused; it stays."""
        mark(self, "wrong", refused)

    def enter(self) -> None:
        """Enter the typed text, as if the person had left the field."""
        self._finish()

    def event(self, event: QEvent) -> bool:
        """While Esc takes back a typed text, keep it from leaving the screen."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.is_typed:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc takes back what was typed."""
        if event.key() == Qt.Key.Key_Escape and self.is_typed:
            self.show_value(self._value)
            self.taken_back.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Select the whole text when the focus comes by keyboard."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and not self.is_typed:
            self.selectAll()

    def _finish(self) -> None:
        if self.is_typed:
            self.entered.emit(self.text())
        if self.hasFocus() and not self.is_typed:
            self.selectAll()  # what was entered is replaced by the next letter, not added to
