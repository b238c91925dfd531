"""Fields to type into: they show the value in force, or keep a refused text, marked, until it is corrected.

Reads no value itself: `entered` carries the typed text; the listener shows the value in force or the refusal.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from calfcoach.texts import text
from calfcoach.ui.screens.controls import MARGIN_PX, STEP_KEYS, Stepper, is_step_shortcut
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look, mark

TEXT_PADDING_PX = 10
"""What a text in a field needs beside its own width, pixels."""

BUTTON_PX = 26
"""The width of − and + beside a field, pixels of the design."""


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


class _StepperField(EntryField):
    """The field in a stepper: ↑ ↓ + − step, all other keys type. The focus ring is drawn around the stepper."""

    step_key = Signal(int)

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__(kit, name)
        look(self, "bare")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setProperty("ring_on_parent", True)

    def event(self, event: QEvent) -> bool:
        """Keep the stepper's keys from the window's shortcuts."""
        if is_step_shortcut(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Step, or type."""
        step = STEP_KEYS.get(event.key())
        if step is not None:
            self.step_key.emit(step)
        else:
            super().keyPressEvent(event)


class TypedStepper(Stepper):
    """A stepper that is typed into, too. `entered` carries what was typed; see `EntryField`.

    − and + are hidden where the value is too long to stand between them, and with `bare`; their keys still
    step.
    """

    entered = Signal(str)

    field: _StepperField

    def __init__(self, kit: Kit, name: str, *, bare: bool = False) -> None:
        super().__init__(kit, name)
        self._kit, self._bare = kit, bare
        for button in self.buttons:
            kit.size(button, width=BUTTON_PX)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.field)
        self.field.entered.connect(self.entered)
        self.field.step_key.connect(self.step)
        kit.follow(self, lambda _scale: self._fit())

    def make_value(self, kit: Kit) -> QWidget:
        """The field in the place of the value."""
        self.field = _StepperField(kit, self.accessibleName())
        return self.field

    def show_value(self, value: str, can_fall: bool = True, can_rise: bool = True) -> None:
        """Show the value in force; a direction that is not possible is greyed."""
        self.field.show_value(value)
        self.show_refused(False)
        self.show_steps(value, can_fall, can_rise)
        self._fit()

    def show_refused(self, refused: bool) -> None:
        """Mark what was typed as refused; it stays."""
        mark(self, "wrong", refused)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Decide anew whether − and + fit beside the value."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self.field.fontMetrics().horizontalAdvance(self.field.text()) + TEXT_PADDING_PX
        room = self.width() - 2 * self._kit.px(MARGIN_PX) - sum(each.minimumWidth() for each in self.buttons)
        fits = not self._bare and needed <= room
        for each in self.buttons:
            each.setVisible(fits)
        self.field.setToolTip("" if fits else text("{value}; ↑ and ↓ change it", value=self.field.text()))
