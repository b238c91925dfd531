"""Puts off what is slow until the window has shown its first frame. Refuses to know what is put off."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

MOST_WAIT_MS = 1000
"""The longest wait for a window that is never painted, for example because it starts minimised."""


class FirstPaint(QWidget):
    """Calls what was put off, in order and once each, right after the first frame of its window.

    It is a widget of one pixel on top of everything, until it is painted: Qt tells no widget of the window's frames.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._put_off: list[Callable[[], None]] = []
        self._seen = self.over = False
        self._waiting = QTimer(self, singleShot=True, interval=MOST_WAIT_MS)
        self._waiting.timeout.connect(self._call)
        self.resize(1, 1)

    def then(self, do: Callable[[], None]) -> None:
        """Do something after the first frame; at once if that has been shown already."""
        if self.over:
            do()
        else:
            self._put_off.append(do)

    def watch(self) -> None:
        """To be called when the window is being shown."""
        if not self.over:
            self.raise_()
            self._waiting.start()

    def forget(self) -> None:
        """Drop everything that was put off, because the window closes."""
        self._waiting.stop()
        self._put_off = []

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint nothing: the timer fires when the rest of the frame has been shown."""
        if not self._seen:
            self._seen = True
            self._waiting.start(0)

    def _call(self) -> None:
        if self.over:
            return
        self.over = True
        self._waiting.stop()
        self.hide()
        while self._put_off:
            self._put_off.pop(0)()
