"""Where the window was when it was closed: kept in the settings, and sane where that screen is gone or smaller now.

Knows the window as a rectangle. Where the desktop places windows by itself (Wayland) the size alone comes back.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from calfcoach.settings import WindowPlace
from calfcoach.ui.window import FRAME_PX


def place_of(window: QWidget) -> WindowPlace | None:
    """Where a window is now; of a maximised one where it would be without. None while it fills its screen."""
    if window.isFullScreen() or window.geometry() == window.screen().geometry():
        return None
    filled = window.isMaximized()
    corner = window.normalGeometry().topLeft() if filled else window.frameGeometry().topLeft()
    size = window.normalGeometry().size() if filled else window.size()
    return WindowPlace(
        screen=window.screen().name(),
        left=corner.x(),
        top=corner.y(),
        width=size.width(),
        height=size.height(),
        maximized=window.isMaximized(),
    )


def put_back(window: QWidget, place: WindowPlace) -> None:
    """Put a window that is not shown yet where it was, as far as the screens there are now allow."""
    screen = next((each for each in QGuiApplication.screens() if each.name() == place.screen), None)
    if screen is None:
        screen = QGuiApplication.primaryScreen()
        wanted = QRect(0, 0, place.width, place.height)
        wanted.moveCenter(screen.availableGeometry().center())
    else:
        wanted = QRect(place.left, place.top, place.width, place.height)
    there = within(wanted, screen.availableGeometry(), window.minimumSize())
    window.setScreen(screen)
    window.resize(there.size())
    window.move(there.topLeft())
    if place.maximized:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def within(wanted: QRect, room: QRect, least: QSize) -> QRect:
    """The wanted rectangle, fitted into a room: no larger than it, but never below the least; its corner is inside."""
    frame_width, frame_height = FRAME_PX
    width = max(min(wanted.width(), room.width() - frame_width), least.width())
    height = max(min(wanted.height(), room.height() - frame_height), least.height())
    left = max(min(wanted.left(), room.right() + 1 - width - frame_width), room.left())
    top = max(min(wanted.top(), room.bottom() + 1 - height - frame_height), room.top())
    return QRect(left, top, width, height)
