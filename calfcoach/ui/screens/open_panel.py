"""The one panel that may lie open over a screen, under the button that opened it. Refuses to know what is in it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from calfcoach.ui.stylesheet import look


class Panel(QFrame):
    """A frame that lies over a screen. It is hidden until it is opened."""

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        look(self, "panel")
        self.hide()

    def place_under(self, button: QWidget) -> None:
        """Lie under a button of the screen, as wide and as high as the content needs."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the keyboard on what comes first, if a person is to choose here."""


class OpenPanel(QObject):
    """Opens and closes the panels of a screen, one at a time. An open panel follows its button."""

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._screen = screen
        self._open: tuple[Panel, QWidget] | None = None

    def toggle(self, button: QWidget, make: Callable[[], Panel]) -> None:
        """Close the panel of this button; if it was not open, open it in place of any other."""
        was_its = self.is_of(button)
        self.close()
        if was_its:
            return
        panel = make()
        self._open = (panel, button)
        button.installEventFilter(self)
        panel.place_under(button)
        panel.show()
        panel.raise_()
        panel.focus_first()

    def is_of(self, button: QWidget) -> bool:
        """Whether the panel of this button is open."""
        return self._open is not None and self._open[1] is button

    def close(self) -> bool:
        """Close the open panel; True if there was one. The keyboard goes back from it to its button."""
        if self._open is None:
            return False
        (panel, button), self._open = self._open, None
        button.removeEventFilter(self)
        at = QApplication.focusWidget()
        if at is not None and panel.isAncestorOf(at):
            button.setFocus()
        panel.hide()
        panel.deleteLater()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the open panel follow its button, for example when a line comes above it later; not out of the screen."""
        if event.type() == QEvent.Type.Move and self._open is not None and watched is self._open[1]:
            panel, button = self._open
            if self._screen.rect().contains(QRect(button.mapTo(self._screen, QPoint(0, 0)), button.size())):
                panel.place_under(button)
        return super().eventFilter(watched, event)
