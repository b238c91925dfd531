"""Brings a window back onto a screen when the one it was on has gone. Many desktops do that themselves; not all.

Knows the window as a rectangle. Where the desktop places windows by itself (Wayland) it does nothing that is seen.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from calfcoach.ui.full_screen import OBEYED_AFTER_MS
from calfcoach.ui.window_place import place_of, put_back

if TYPE_CHECKING:
    from calfcoach.ui.window import MainWindow


class InSight(QObject):
    """Looks after one window for as long as it is open: a desktop that moves it by itself has the time to do so."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._look = QTimer(self, singleShot=True, interval=OBEYED_AFTER_MS)
        self._look.timeout.connect(self._bring_back)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._look.start)
        window.closing.connect(self._look.stop)

    def _bring_back(self) -> None:
        """Put the window onto a screen as at the start, if no part of it is on any."""
        window, frame = self._window, self._window.frameGeometry()
        seen = any(screen.geometry().intersects(frame) for screen in QGuiApplication.screens())
        if seen or not window.isVisible() or window.isMinimized():
            return
        place = place_of(window)
        if place is not None:
            put_back(window, place)
            return
        screen = QGuiApplication.primaryScreen()
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.full_screen.fill()
