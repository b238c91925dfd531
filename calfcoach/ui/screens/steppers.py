"""Steppers: − and + around a number that is also typed. One for any number, and one for the reps that were done."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from calfcoach.domain.prescription import MAX_REPS
from calfcoach.domain.refusals import Refused
from calfcoach.texts import text
from calfcoach.ui.announcing import announce
from calfcoach.ui.screens.entry import EntryField
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.stylesheet import look, mark
from calfcoach.wording.errors import error_text

STEP_KEYS: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Minus: -1}

_ERASING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)

MARGIN_PX = 2
"""The margin beside the buttons of a stepper, pixels of the design."""

TEXT_PADDING_PX = 10
"""What a text in a field needs beside its own width, pixels."""

BUTTON_PX = 26
"""The width of − and + beside a field, pixels of the design."""

LARGE_BUTTON_PX = 36
"""The width of − and + where they are pressed most, pixels of the design."""


class _StepperField(EntryField):
    """The field in a stepper: ↑ ↓ + − step, all other keys type. The focus ring is drawn around the stepper."""

    step_key = Signal(int)

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__(kit, name)
        look(self, "bare")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setProperty("ring_on_parent", True)

    def event(self, event: QEvent) -> bool:
        """Keep the stepper's keys from the window's shortcuts: on the stage, ↑ and + give more rest."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() in STEP_KEYS:
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


class _DigitsField(_StepperField):
    """A field that takes digits alone and leaves every other key to the window: in a rest, Space pauses.

    With `on_stage` Esc belongs to the window, too, which stops at once.
    """

    def __init__(self, kit: Kit, name: str, *, on_stage: bool) -> None:
        super().__init__(kit, name)
        self._on_stage = on_stage

    def event(self, event: QEvent) -> bool:
        """Take no key from the window's shortcuts but those of a number."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and not self._takes(event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Type a digit, or leave the letter to others."""
        is_letter = bool(event.text()) and event.text().isprintable()
        if is_letter and not self._takes(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Give up the keyboard focus, which enters what was typed: a hidden field must take no key of a set."""
        super().hideEvent(event)
        self.clearFocus()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """An empty field is no number: the value in force is shown again."""
        super().focusOutEvent(event)
        if not self.text():
            self.show_value(self.value)

    def _takes(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return not self._on_stage
        return event.text().isdecimal() or event.key() in STEP_KEYS or event.key() in _ERASING


class Stepper(QFrame):
    """− value +. `stepped` carries −1 or +1, also for ↑ ↓ + −; `entered` carries what was typed; see `EntryField`.

    A button that is held down goes on stepping. With `bare` there are no buttons, only their keys. A value
    that is too long for the field is shown from its start, and whole as a tool tip.
    """

    stepped = Signal(int)
    entered = Signal(str)

    field: _StepperField

    def __init__(self, kit: Kit, name: str, *, bare: bool = False, button_px: int = BUTTON_PX) -> None:
        super().__init__()
        self._kit, self._bare, self._button_px = kit, bare, button_px
        self.setObjectName("stepper")
        look(self, "stepper")
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        kit.space(row, 0, (MARGIN_PX, 0, MARGIN_PX, 0))
        self.buttons = [self._step_button(sign, step) for sign, step in (("−", -1), ("+", 1))]
        self.field = self._make_field(name)
        row.addWidget(self.buttons[0])
        row.addWidget(self.field, 1)
        row.addWidget(self.buttons[1])
        for each in self.buttons if bare else ():
            each.hide()
        kit.size(self, height=40)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.field)
        self.field.entered.connect(self.entered)
        self.field.step_key.connect(self.step)
        self.name_it(name)
        kit.follow(self, lambda _scale: self._fit())

    def set_button_width(self, button_px: int) -> None:
        """Set the width of − and +, pixels of the design; narrow ones leave more room for the value between them."""
        self._button_px = button_px
        for each in self.buttons:
            each.setFixedWidth(self._kit.px(button_px))
        self._fit()

    def name_it(self, name: str) -> None:
        """Name the stepper and its parts for a screen reader."""
        self.setAccessibleName(name)
        self.field.setAccessibleName(name)
        self.buttons[0].setAccessibleName(text("{name}: less", name=name))
        self.buttons[1].setAccessibleName(text("{name}: more", name=name))

    def show_value(self, value: str, can_fall: bool = True, can_rise: bool = True) -> None:
        """Show the value in force, also to a screen reader; a direction that is not possible is greyed."""
        self.field.show_value(value)
        self.show_refused(False)
        self.setAccessibleDescription(value)
        for made, possible in zip(self.buttons, (can_fall, can_rise), strict=True):
            made.setEnabled(possible)
        self._fit()

    def show_refused(self, refused: bool) -> None:
        """Mark what was typed as refused; it stays."""
        mark(self, "wrong", refused)

    def step(self, step: int) -> None:
        """Take one step (−1 or +1) if that direction is possible."""
        if self.buttons[0 if step < 0 else 1].isEnabled():
            self.stepped.emit(step)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Decide anew whether the value fits."""
        super().resizeEvent(event)
        self._fit()

    @property
    def whole_width(self) -> int:
        """The width that shows the value whole, beside − and + if there are any, pixels."""
        value = self.field.fontMetrics().horizontalAdvance(self.field.text()) + TEXT_PADDING_PX
        return value if self._bare else value + self._width_beside

    @property
    def _width_beside(self) -> int:
        return 2 * self._kit.px(MARGIN_PX) + sum(each.minimumWidth() for each in self.buttons)

    def _make_field(self, name: str) -> _StepperField:
        return _StepperField(self._kit, name)

    def _step_button(self, sign: str, step: int) -> QPushButton:
        made = self._kit.button(sign, "heading", "step")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAutoRepeat(True)
        made.clicked.connect(lambda: self.stepped.emit(step))
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._kit.follow(made, lambda scale: made.setFixedWidth(round(self._button_px * scale)))
        return made

    def _fit(self) -> None:
        fits = self.whole_width <= self.width()
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter if fits else Qt.AlignmentFlag.AlignLeft)
        if self._bare:
            self.field.setToolTip(text("{value}; ↑ and ↓ change it", value=self.field.text()))
        else:
            self.field.setToolTip("" if fits else self.field.text())


class RepsStepper(Stepper):
    """The reps or holds that were done in a set. `chosen` carries what they are corrected to, 0 to `MAX_REPS`.

    `refused` carries why what was typed cannot be, and an empty text as soon as that is over.
    """

    chosen = Signal(int)
    refused = Signal(str)

    def __init__(self, kit: Kit, name: str, *, on_stage: bool = False, button_px: int = LARGE_BUTTON_PX) -> None:
        self._on_stage = on_stage
        self._reps = 0
        super().__init__(kit, name, button_px=button_px)
        self.stepped.connect(self._step)
        self.entered.connect(self._enter)
        self.field.taken_back.connect(lambda: self._refuse(""))

    def show_reps(self, reps: int, shown: str = "") -> None:
        """Show a number of reps; or `shown` in its place, where one number does not say it all, such as `10 · 8`."""
        self._reps = reps
        self.show_value(shown or str(reps), reps > 0, reps < MAX_REPS)
        self._refuse("")

    def take_step(self, step: int) -> None:
        """Choose one rep less (−1) or more (+1) than is shown."""
        self._choose(self._reps + step)

    def _make_field(self, name: str) -> _StepperField:
        return _DigitsField(self._kit, name, on_stage=self._on_stage)

    def _step(self, step: int) -> None:
        if not self.field.is_typed or self._enter(self.field.text()):
            self.take_step(step)

    def _enter(self, typed: str) -> bool:
        """Take what was typed; False if it is refused."""
        if not typed:
            return True
        from calfcoach.session.results import (
            performed_from,
        )  # loaded here: no set-up has such a field

        try:
            self._choose(performed_from(typed))
        except Refused as refused:
            self._refuse(error_text(refused))
            return False
        return True

    def _choose(self, reps: int) -> None:
        self.chosen.emit(reps)
        if self.field.is_typed:  # the same number was typed in another way: nobody shows the value again
            self.field.show_value(self.field.value)

    def _refuse(self, why: str) -> None:
        self.show_refused(bool(why))
        self.field.setToolTip(why)
        self.refused.emit(why)
        if why:
            announce(self.field, why, urgent=True)
