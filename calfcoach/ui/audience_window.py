"""A window for people who watch: the stage alone, without keys and buttons; a name where no set runs; or black.

Refuses to know which screen it belongs on, and what a session is.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QMainWindow

from calfcoach.coach.view import View
from calfcoach.texts import text
from calfcoach.ui.fonts import font
from calfcoach.ui.full_screen import FullScreen
from calfcoach.ui.stage import Extras, StageWidget
from calfcoach.ui.stylesheet import look
from calfcoach.ui.theme import Effects, Theme

if TYPE_CHECKING:
    from calfcoach.ui.fault_view import FaultView, ShownFault

WINDOW_SIZE = (1280, 720)
"""Its size where it is a window like others, if the screen has room for it: what many calls show. Our own choice."""

OF_SCREEN = 0.9
"""The share of a smaller screen that it takes then, so that its frame fits too."""

_NAME_OF_HEIGHT = 0.08
"""The size of the name that is shown while no set runs, as a share of the window's height."""


class AudienceWindow(QMainWindow):
    """`closed_by_hand` says that somebody has closed it; `taken_up` that it has the keyboard, which is not for it."""

    closed_by_hand = Signal()
    taken_up = Signal()

    def __init__(self, theme: Theme, effects: Effects, keys: Sequence[QAction]) -> None:
        """`keys` work in it as in the person's own window, where the desktop does not give the keyboard back."""
        super().__init__()
        look(self, "plain")
        self.setWindowTitle(text("Audience"))
        self.setAccessibleName(text("Audience"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme = theme
        self._there = self._black = self._going = False
        self._fault_view: FaultView | None = None
        self.stage = StageWidget(theme, Extras(audience=True), self)
        self.stage.set_effects(effects)
        self.stage.hide()
        self.full_screen = FullScreen(self)
        self.setCentralWidget(self.stage)
        for key in keys:
            self.addAction(key)

    def show_on(self, screen: QScreen, *, fill: bool) -> None:
        """Show it on a screen: filling it, or as a window in the middle of it."""
        self.setScreen(screen)
        if fill:
            # Wayland goes by the screen alone, X11 by where the window is: without this that is the mouse's screen.
            self.setGeometry(screen.geometry())
            self.setCursor(Qt.CursorShape.BlankCursor)
            self.full_screen.fill()
            screen.geometryChanged.connect(self._fill_again)
            return
        room = (screen.availableSize() * OF_SCREEN).boundedTo(QSize(*WINDOW_SIZE))
        self.resize(QSize(16, 9).scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        self.show()

    def _fill_again(self, _geometry: QRect) -> None:
        self.full_screen.fill()

    def go(self) -> None:
        """Close it for good."""
        self._going = True
        self.full_screen.forget()
        self.close()
        self.deleteLater()

    def show_view(self, view: View | None, mark: str = "", fault: "ShownFault | None" = None) -> None:
        """Show a moment; None where no set runs. `mark` says what it is, if it is no set; a `fault` of a demonstration
        is shown beside the right way, and goes with the next moment that has none.
        """
        if view is not None:
            self.stage.set_view(view)
            self._show_fault(fault, view)
        self._set_mark(mark)
        self._there = view is not None
        self._show_stage()

    def _show_fault(self, fault: "ShownFault | None", view: View) -> None:
        if self._fault_view is None:
            if fault is None:
                return
            from calfcoach.ui.fault_view import FaultView  # for a demonstration alone: a session never loads it

            self._fault_view = FaultView(self.stage)
        self._fault_view.show_fault(fault, view)

    @property
    def fault(self) -> "ShownFault | None":
        """The fault that is shown; None while the right way is shown alone, as always in a session."""
        return self._fault_view.fault if self._fault_view is not None else None

    def mark_frozen(self) -> None:
        """Say on the picture that it stands still, so that nobody trains by it; until the next moment is shown."""
        self._set_mark(text("This picture stands still"))

    def _set_mark(self, mark: str) -> None:
        if mark != self.stage.extras.demo:
            self.stage.set_extras(replace(self.stage.extras, demo=mark))

    def set_black(self, on: bool) -> None:
        """Show nothing at all (`on`), or everything."""
        self._black = on
        self._show_stage()

    def _show_stage(self) -> None:
        shown = self._there and not self._black
        if shown != self.stage.isVisibleTo(self):
            self.stage.setVisible(shown)
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours, at any moment."""
        self._theme = theme
        self.stage.set_theme(theme)
        if self._fault_view is not None:
            self._fault_view.update()
        self.update()

    # What Qt asks of it.

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """What is seen while the stage is not: black, or the program's name."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black if self._black else self._theme.colour("surface"))
        if not self._black:
            wanted = font("title")
            wanted.setPixelSize(max(round(self.height() * _NAME_OF_HEIGHT), 1))
            painter.setFont(wanted)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Calfcoach")
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Give the keyboard back: what is pressed is for the person's own window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.taken_up.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Say so, where somebody has closed it."""
        super().closeEvent(event)
        if not self._going:
            self.closed_by_hand.emit()
