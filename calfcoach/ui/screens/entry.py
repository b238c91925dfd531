"""Fields that are typed into: what stands in them is in force, or it is marked and kept until it can be read.

Reads nothing itself: `entered` carries what was typed, and whoever listens shows the value in force or the refusal.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from calfcoach.texts import text
from calfcoach.ui.screens.controls import MARGIN_PX, STEP_KEYS, Stepper
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look, mark

TEXT_PADDING_PX = 10
"""What a text in a field needs beside its own width, pixels."""

BUTTON_PX = 26
"""The width of − and + beside a field, pixels of the design."""


class EntryField(QLineEdit):
    """A line to type into. Enter and leaving it enter what was typed; Esc takes that back.

    With the keyboard all of it is selected, so that the first letter replaces it.
    """

    entered = Signal(str)
    """What was typed and is not what is in force."""

    taken_back = Signal()
    """What was typed is gone; what is in force stands there again."""

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
        """Whether something else stands here than what is in force."""
        return self.text() != self._value

    def show_value(self, value: str) -> None:
        """Show what is in force, in place of whatever was typed."""
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
        """Enter what was typed, as if it had been left."""
        self._finish()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from leaving the screen while it takes back what was typed."""
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
        """By keyboard all of it is selected."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and not self.is_typed:
            self.selectAll()

    def _finish(self) -> None:
        if self.is_typed:
            self.entered.emit(self.text())


class _StepperField(EntryField):
    """The field in a stepper: ↑ ↓ + − step, everything else is typed. The ring goes around the stepper."""

    step_key = Signal(int)

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__(kit, name)
        look(self, "bare")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setProperty("ring_on_parent", True)

    def event(self, event: QEvent) -> bool:
        """Keep the keys it steps with from the window's shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in STEP_KEYS:
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

    Where a value is too long to stand between − and +, or `bare` asks for none, they are not there; their keys still
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
        """Another width leaves another room for the value."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self.field.fontMetrics().horizontalAdvance(self.field.text()) + TEXT_PADDING_PX
        room = self.width() - 2 * self._kit.px(MARGIN_PX) - sum(each.minimumWidth() for each in self.buttons)
        fits = not self._bare and needed <= room
        for each in self.buttons:
            each.setVisible(fits)
        self.field.setToolTip("" if fits else text("{value}; ↑ and ↓ change it", value=self.field.text()))
