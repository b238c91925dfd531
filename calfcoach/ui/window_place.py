"""Where the window is and how large: at first, and as it was when it was closed, which the settings keep.

It can be seen whole also where its screen is gone or smaller now, unless that is smaller than the least window.

Knows the window as a rectangle. Where the desktop places windows by itself (Wayland) the size alone comes back.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from calfcoach.settings import WindowPlace

LEAST_SIZE = (960, 540)
SMALLEST_SIZE = (640, 360)
FIRST_SIZE = (1366, 768)
FRAME_PX = (16, 48)
"""About the size of the frame that a window manager draws; Qt knows the real one only when the window is shown."""


def first_size(available: QSize) -> QSize:
    """The window's first size: as designed, or all of a smaller screen, but never below the least size."""
    room = available - QSize(*FRAME_PX)
    return QSize(*FIRST_SIZE).boundedTo(room).expandedTo(QSize(*LEAST_SIZE))


def least_size(available: QSize) -> QSize:
    """The window's least size on a screen: the usual one, or all of a smaller screen (a small one at a scale of 2)."""
    return QSize(*LEAST_SIZE).boundedTo(available.expandedTo(QSize(*SMALLEST_SIZE)))


def fits_with_frame(available: QSize) -> bool:
    """Whether a window of the least size has room on a screen with its frame."""
    room = available - QSize(*FRAME_PX)
    return room.width() >= LEAST_SIZE[0] and room.height() >= LEAST_SIZE[1]


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
    """Put a window where it was, as far as the screens there are now allow."""
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
