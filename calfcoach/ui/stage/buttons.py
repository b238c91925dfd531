"""A real button over a painted one: it takes clicks, touches, the keyboard and a screen reader; the stage paints it.

It paints nothing but that the mouse is on it. Refuses to know what it starts.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from calfcoach.ui.stage.canvas import ButtonPlace
from calfcoach.ui.theme import Theme

VEIL = 0.08
"""How much of the text's colour lies over a button that the mouse is on."""

EDGE_OF_RADIUS = 0.18
MOST_EDGE_PX = 6.0


class StageButton(QAbstractButton):
    """Invisible until the mouse is on it. `name` is what a screen reader says."""

    def __init__(self, name: str, clicked: Callable[[], object], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._radius = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(name)
        self.setText(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda _checked: clicked())
        self.hide()

    def show_at(self, place: ButtonPlace) -> None:
        """Over what is painted there."""
        self._radius = place.radius
        self.setProperty("ring_radius", place.radius)
        if self.text() != place.name:
            self.setText(place.name)
            self.setAccessibleName(place.name)
        rect = place.rect.toRect()
        if self.geometry() != rect:
            self.setGeometry(rect)
        self.show()

    def take_away(self) -> None:
        """Hide it, but let go of the keyboard first: Qt hands it to the next button, where Enter would end a set."""
        if self.hasFocus():
            self.clearFocus()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses it. Space does not, although it presses buttons elsewhere: on the stage it is the pause."""
        if event.key() == Qt.Key.Key_Space:
            event.ignore()  # also where another key was chosen for the pause: a hand that knows Space starts nothing
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """An edge, and a veil where fills may be tinted; the rest the stage has painted."""
        if not self.underMouse():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = self._theme.colour("text")
        veil.setAlphaF(0.0 if self._theme.edges or self.isDown() else VEIL)
        width = min(max(self._radius * EDGE_OF_RADIUS, 2.0), MOST_EDGE_PX)
        inside = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(self._theme.colour("text" if self._theme.edges else "border_strong"), width))
        painter.setBrush(veil)
        painter.drawRoundedRect(inside, self._radius - width / 2, self._radius - width / 2)
        painter.end()

    def set_theme(self, theme: Theme) -> None:
        """Changes the colours."""
        self._theme = theme
        self.update()
