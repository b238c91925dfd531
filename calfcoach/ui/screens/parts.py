"""The small parts the desk screens are put together from: labels, cards, steppers, buttons.

Text is always plain: nothing in a file is rendered as markup.
"""

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from calfcoach.ui.screens.scaling import Scaler
from calfcoach.ui.stylesheet import look


class Paragraph(QLabel):
    """Plain text that wraps, and is never given less height than it needs at its width."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as need be; the height is asked for with the width, and depends on nothing that was before."""
        return QSize(1, self.fontMetrics().lineSpacing() if self.isVisible() else 0)


def label(scaler: Scaler, text: str, role: str = "body", style: str | None = None, wrap: bool = False) -> QLabel:
    """A line of plain text, or a paragraph with `wrap`."""
    made = Paragraph(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if style is not None:
        look(made, style)
    scaler.font(made, role)
    return made


_LONG_WORD = re.compile(r"\S{24}(?=\S)")


def breakable(text: str) -> str:
    """A sentence that may name a path, with breaks allowed in its longest words: no line is wider than its place."""
    return _LONG_WORD.sub("\\g<0>\u200b", text)


class ElidedLabel(QLabel):
    """One line of plain text that ends in … where it does not fit; the whole text is its tool tip.

    `first` is what is shown alone where that fits and the whole does not; with `whole_end` it is shown in any case,
    shortened in its middle.
    """

    def __init__(
        self, scaler: Scaler, text: str, role: str, style: str | None = None, first: str = "", whole_end: bool = False
    ) -> None:
        super().__init__()
        self._mode = Qt.TextElideMode.ElideMiddle if whole_end else Qt.TextElideMode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._whole, self._first = text, first
        if style is not None:
            look(self, style)
        scaler.font(self, role)
        self.setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as need be."""
        return QSize(1, super().minimumSizeHint().height())

    def set_whole(self, text: str, first: str = "") -> None:
        """Change the text, and what is shown of it where it does not fit."""
        self._whole, self._first = text, first
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Elide anew."""
        self._elide()

    def _elide(self) -> None:
        metrics, room = self.fontMetrics(), max(self.contentsRect().width(), 1)
        shown = metrics.elidedText(self._whole, self._mode, room)
        if shown != self._whole and self._first:
            first = metrics.elidedText(self._first, self._mode, room)
            shown = first if first == self._first or self._mode is Qt.TextElideMode.ElideMiddle else shown
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)
        self.setAccessibleName(self._whole)


def card(scaler: Scaler, style: str = "card", margins: tuple[float, float, float, float] = (20, 16, 20, 16)) -> QFrame:
    """A framed surface with a column in it."""
    frame = QFrame()
    look(frame, style)
    scaler.space(QVBoxLayout(frame), 8, margins)
    return frame


def column(card_or_widget: QWidget) -> QVBoxLayout:
    """The column of a card."""
    layout = card_or_widget.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout


def rule() -> QFrame:
    """A hairline."""
    frame = QFrame()
    look(frame, "rule")
    return frame


def button(scaler: Scaler, text: str, role: str = "label", style: str | None = None) -> QPushButton:
    """A button with plain text."""
    made = QPushButton(text.replace("&", "&&"))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if style is not None:
        look(made, style)
    scaler.font(made, role)
    return made


STEP_KEYS: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Minus: -1}


class Stepper(QFrame):
    """− value +. Shows a value as text; `stepped` carries −1 or +1, also for ↑ ↓ while it has the focus."""

    stepped = Signal(int)

    def __init__(self, scaler: Scaler, name: str) -> None:
        super().__init__()
        self.setObjectName("stepper")
        look(self, "stepper")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        scaler.space(row, 0, (4, 0, 4, 0))
        self._value = label(scaler, "", "heading")
        self._value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = [self._step_button(scaler, "−", -1, name), self._step_button(scaler, "+", +1, name)]
        row.addWidget(self._buttons[0])
        row.addWidget(self._value, 1)
        row.addWidget(self._buttons[1])
        scaler.size(self, height=40)

    def show_value(self, text: str, can_fall: bool = True, can_rise: bool = True) -> None:
        """Show a value; a direction that is not possible is greyed."""
        self._value.setText(text)
        self.setAccessibleDescription(text)
        for made, possible in zip(self._buttons, (can_fall, can_rise), strict=True):
            made.setEnabled(possible)

    def event(self, event: QEvent) -> bool:
        """Keep the keys it steps with from the window's shortcuts: ↑ and + are more rest on the stage."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in STEP_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Step with the keyboard."""
        step = STEP_KEYS.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        elif self._buttons[0 if step < 0 else 1].isEnabled():
            self.stepped.emit(step)

    def _step_button(self, scaler: Scaler, text: str, step: int, name: str) -> QPushButton:
        made = button(scaler, text, "heading", "step")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAutoRepeat(True)
        made.setAccessibleName(f"{name} {'less' if step < 0 else 'more'}")
        made.clicked.connect(lambda: self.stepped.emit(step))
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        scaler.size(made, width=36)
        return made


def on_click(made: QPushButton, do: Callable[[], object]) -> QPushButton:
    """Connect a button and hand it back."""
    made.clicked.connect(lambda: do())
    return made


class NavButton(QPushButton):
    """A filter: its name, and how many there are at the right edge."""

    def __init__(self, scaler: Scaler, text: str, number: int) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{text}, {number}")
        look(self, "nav")
        row = QHBoxLayout(self)
        scaler.space(row, 8, (16, 0, 12, 0))
        self._scaler, self._row, self._whole = scaler, row, text
        self._text = label(scaler, text, "body", wrap=True)
        row.addWidget(self._text, 1)
        self._number = label(scaler, str(number), "label", "muted")
        row.addWidget(self._number)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        scaler(lambda _scale: self._fit())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width is another break."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Two lines at most; what is longer ends in …, and the button is as high as it needs."""
        metrics, margins = self._text.fontMetrics(), self._row.contentsMargins()
        number = self._number.sizeHint().width() + self._row.spacing()
        room = max(self.width() - margins.left() - margins.right() - number, 1)
        shown, most = self._whole, 2 * room
        while (high := _height(metrics, shown, room)) > 2.5 * metrics.lineSpacing() and most > 0:
            shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, most)
            most -= room // 8 + 1
        self._text.setText(shown)
        self.setFixedHeight(max(self._scaler.px(36), high + self._scaler.px(10)))
        self._row.invalidate()  # it may be laying out for the old height just now
        self._row.activate()


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, width, 100_000), Qt.TextFlag.TextWordWrap.value, text).height()


class Choice(QComboBox):
    """A list to choose from; its arrow is drawn, so that it looks the same everywhere."""

    def __init__(self, scaler: Scaler, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        scaler.font(self, "label")
        scaler.size(self, width=200, height=38)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The box as the style has it, and the arrow."""
        super().paintEvent(event)
        size = self.height() * 0.13
        middle = QPointF(self.width() - self.height() * 0.5, self.height() * 0.5)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(QPalette.ColorRole.Text), max(size * 0.4, 1.5))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(middle + QPointF(-size, -size / 2), middle + QPointF(0, size / 2))
        painter.drawLine(middle + QPointF(0, size / 2), middle + QPointF(size, -size / 2))
        painter.end()
