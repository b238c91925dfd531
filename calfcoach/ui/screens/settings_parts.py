"""Controls of the settings: sliders with their value, rows of choices, cards with a title.

Shows values and passes changes on; saves nothing.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from calfcoach.setting_values import OneOf, Range
from calfcoach.texts import text
from calfcoach.ui.screens.kit import Kit
from calfcoach.ui.screens.parts import set_chosen
from calfcoach.ui.stylesheet import look

NAME_WIDTH = 116
"""Width of the names at the left of a card, in pixels of the design."""


CHOICE_PX = 24
"""The padding around a choice's words. It is small, since the longest words need most of the row."""


class Slider(QSlider):
    """A horizontal slider that jumps to where it is pressed. `settled` carries the value once it is released."""

    settled = Signal(int)

    def __init__(self, kit: Kit, name: str, values: Range) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self.setRange(values.least, values.most)
        self.setSingleStep(values.step)
        self.setPageStep(values.page)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._kit = kit
        kit.size(self, height=36)
        self.valueChanged.connect(self._moved)
        self.sliderReleased.connect(lambda: self.settled.emit(self.value()))

    def show_value(self, value: int) -> None:
        """Show a value without emitting a signal."""
        blocked = self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(blocked)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The smallest width in which a person can still aim."""
        return QSize(self._kit.px(90), super().minimumSizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Start to drag the knob from any place on the slider."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Move the knob to the mouse."""
        if self.isSliderDown():
            self._go_to(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End the drag."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the line, filled from the zero value to the knob."""
        lively = self.isEnabled()
        colours = self.palette()
        strong = colours.color(QPalette.ColorRole.WindowText if lively else QPalette.ColorRole.Dark)
        line, radius, middle = self._kit.px(4), self._radius, self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.color(QPalette.ColorRole.Dark))
        whole = QRectF(radius, middle - line / 2, self.width() - 2 * radius, line)
        painter.drawRoundedRect(whole, line / 2, line / 2)
        painter.setBrush(strong)
        if lively:
            ends = sorted((self._x(max(self.minimum(), 0)), self._x(self.value())))
            painter.drawRect(QRectF(ends[0], whole.top(), ends[1] - ends[0], line))
        painter.drawEllipse(QRectF(self._x(self.value()) - radius, middle - radius, 2 * radius, 2 * radius))
        painter.end()

    @property
    def _radius(self) -> float:
        return self._kit.px(9)

    def _x(self, value: int) -> float:
        share = (value - self.minimum()) / (self.maximum() - self.minimum())
        return self._radius + share * (self.width() - 2 * self._radius)

    def _go_to(self, event: QMouseEvent) -> None:
        share = (event.position().x() - self._radius) / max(self.width() - 2 * self._radius, 1)
        steps = round(min(max(share, 0), 1) * (self.maximum() - self.minimum()) / self.singleStep())
        self.setValue(self.minimum() + steps * self.singleStep())

    def _moved(self, value: int) -> None:
        if not self.isSliderDown():
            self.settled.emit(value)


class SliderRow(QWidget):
    """Name, slider, value. `moved` is emitted during a drag, `settled` when the slider is released."""

    moved = Signal(int)
    settled = Signal(int)

    def __init__(
        self,
        kit: Kit,
        name: str,
        values: Range,
        words: Callable[[int], str],
        accessible: str | None = None,
    ) -> None:
        """`words` turns a value into the text that is shown."""
        super().__init__()
        row = QHBoxLayout(self)
        kit.space(row, 14, (0, 0, 0, 0))
        self._words = words
        self.slider = Slider(kit, accessible or name, values)
        self._value = kit.label("", "label")
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        kit.size(self._value, width=78)
        row.addWidget(name_label(kit, name))
        row.addWidget(self.slider, 1)
        row.addWidget(self._value)
        self.slider.valueChanged.connect(self._moved)
        self.slider.settled.connect(self.settled)

    def show_value(self, value: int) -> None:
        """Show a value without saying that it was chosen."""
        self.slider.show_value(value)
        self._say(value)

    def _moved(self, value: int) -> None:
        self._say(value)
        self.moved.emit(value)

    def _say(self, value: int) -> None:
        self._value.setText(self._words(value))
        self.slider.setAccessibleDescription(self._words(value))


class ChoiceRow(QFrame):
    """A row of choices, one of them chosen; `chosen` carries its id. ← and → go to the next one."""

    chosen = Signal(str)

    def __init__(self, kit: Kit, setting: OneOf[Any], now: str) -> None:
        super().__init__()
        name = text(setting.name)
        look(self, "stepper")
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        kit.space(row, 4, (3, 3, 3, 3))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QAbstractButton] = {}
        for key, shown in ((key, text(shown)) for key, shown in setting.names.items()):
            made = kit.button(shown, "label", "chip")
            made.setCheckable(True)
            made.setAccessibleName(text("{name}: {choice}", name=name, choice=shown))
            made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            # In a small window the style sheet's padding would cut letters such as g and p.
            made.setStyleSheet("padding: 0 4px;")
            kit.size(made, height=36)
            self._group.addButton(made)
            set_chosen(made, key == now)
            self._buttons[key] = made
            row.addWidget(made, made.fontMetrics().horizontalAdvance(shown) + CHOICE_PX)

    def press(self, key: str) -> None:
        """Choose one, as if its button had been clicked."""
        self._buttons[key].click()


def name_label(kit: Kit, name: str) -> QLabel:
    """The name of a row; all names have the same width."""
    made = kit.label(name, "label", wrap=True)
    kit.size(made, width=NAME_WIDTH)
    return made


def row_of(kit: Kit, name: str, *widgets: QWidget) -> QHBoxLayout:
    """A name and its widgets beside it; the first widget takes the free width."""
    row = QHBoxLayout()
    kit.space(row, 14, (0, 0, 0, 0))
    label = name_label(kit, name)
    if widgets:
        label.setBuddy(widgets[0])
    row.addWidget(label)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, 0 if place else 1)
    return row


def fill_titled(kit: Kit, lines: QVBoxLayout, title: str) -> None:
    """Give the column of a card its margins and a heading."""
    kit.space(lines, 10, (22, 16, 22, 16))
    lines.addWidget(kit.label(title, "heading"))
