"""Makes a window fill the screen and be a window again, even without a window manager that obeys."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

OBEYED_AFTER_MS = 300
"""How long a window manager may take to fill the screen, or to give it back."""


class FullScreen(QObject):
    """The full screen of one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._windowed = self._wanted = window.geometry()
        self._obeyed = QTimer(self, singleShot=True, interval=OBEYED_AFTER_MS)
        self._obeyed.timeout.connect(self._resize_by_hand)

    def toggle(self) -> None:
        """Fill the screen, or be a window again."""
        window = self._window
        # Without a window manager the state is not kept, only the size.
        if window.isFullScreen() or window.geometry() == window.screen().geometry():
            self._wanted = self._windowed
            window.showNormal()
            self._obeyed.start()
        else:
            self.fill()

    def fill(self) -> None:
        """Fill the screen."""
        self._windowed, self._wanted = self._window.geometry(), self._window.screen().geometry()
        self._window.showFullScreen()
        self._obeyed.start()

    def forget(self) -> None:
        """Change nothing more: the window closes."""
        self._obeyed.stop()

    def _resize_by_hand(self) -> None:
        """Resize the window ourselves if the window manager has not changed it as asked."""
        window = self._window
        whole = window.screen().geometry()
        if (self._wanted == whole) != (window.geometry() == whole):
            window.setGeometry(self._wanted)
