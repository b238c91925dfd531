"""Real buttons over painted ones: they serve mouse, touch, keyboard and screen readers, while the stage paints them.

A button paints only its highlight under the mouse. Refuses to know what it starts.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from calfcoach.ui.stage.canvas import ButtonPlace
from calfcoach.ui.theme import Theme

VEIL = 0.08
"""How strongly (0 to 1) the text's colour tints a button under the mouse."""

EDGE_OF_RADIUS = 0.18
MOST_EDGE_PX = 6.0


class StageButton(QAbstractButton):
    """A button that is invisible until the mouse is on it. A screen reader says `name`."""

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
        """Show the button over the painted one."""
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
        """Hide it, but first give up the focus: Qt would move it to the next button, where Enter might end a set."""
        if self.hasFocus():
            self.clearFocus()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button. Space does not, unlike elsewhere: on the stage, Space is the pause key."""
        if event.key() == Qt.Key.Key_Space:
            event.ignore()  # even if another key was chosen for the pause: pressing Space by habit must start nothing
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint an edge, and a tint if the theme allows tinted fills; the stage has painted the rest."""
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
