"""A real button over a painted one: it takes clicks, touches, the keyboard and a screen reader; the stage paints it.

Refuses to know what it starts.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget


class StageButton(QAbstractButton):
    """Invisible itself. `name` is what a screen reader says."""

    def __init__(self, name: str, clicked: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setText(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda _checked: clicked())
        self.hide()

    def place(self, rect: QRectF, radius: float) -> None:
        """Over what is painted, pixels; `radius` is that of its corners."""
        self.setProperty("ring_radius", radius)
        self.setGeometry(rect.toRect())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing: the stage has painted it."""
