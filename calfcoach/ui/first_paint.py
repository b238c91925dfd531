"""Puts off what is slow until the window has shown its first frame. Refuses to know what is put off."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

MOST_WAIT_MS = 1000
"""A window that is never painted (begun minimised, say) is waited for no longer."""


class FirstPaint(QObject):
    """Calls what was put off, in order and once each, right after the first frame of a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QObject | None = None
        self._put_off: list[Callable[[], None]] = []
        self.over = False

    def then(self, do: Callable[[], None]) -> None:
        """Do something after the first frame; at once when it has been shown."""
        if self.over:
            do()
        else:
            self._put_off.append(do)

    def watch(self) -> None:
        """To be called when the window is being shown: only then it has something to paint on."""
        if self.over or self._watched is not None:
            return
        handle = self._window.windowHandle()
        self._watched = handle
        handle.installEventFilter(self)
        QTimer.singleShot(MOST_WAIT_MS, self, self._call)

    def forget(self) -> None:
        """Do none of what was put off: the window closes."""
        self._put_off = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Sees the frame before it is painted; the timer fires when it has been."""
        if event.type() is QEvent.Type.Expose:
            QTimer.singleShot(0, self, self._call)
        return False

    def _call(self) -> None:
        if self.over:
            return
        self.over = True
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        while self._put_off:
            self._put_off.pop(0)()
