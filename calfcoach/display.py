"""Whether there is a display to open a window on. Asked before Qt is, because Qt aborts where there is none."""

import ctypes
import os
import sys
from pathlib import Path

_WITHOUT_DISPLAY = ("offscreen", "minimal", "vnc")


def display_problem() -> str | None:
    """None where a window can be opened; otherwise the sentence that says what is missing."""
    if sys.platform != "linux":
        return None
    asked = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if asked in _WITHOUT_DISPLAY:
        return None
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not wayland and not x11:
        return "There is no display"
    if wayland and asked != "xcb" and _wayland_answers(wayland):
        return None
    if x11 and asked != "wayland" and _x11_answers():
        return None
    return f"The display {x11 or wayland} cannot be reached"


def _wayland_answers(name: str) -> bool:
    import socket  # loaded here: most displays are not asked this way, and it takes its time

    path = Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(1.0)
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _x11_answers() -> bool:
    """Connect as Qt will, with the same library and the same authority file."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        return bool(xcb.xcb_connection_has_error(connection) == 0)
    finally:
        xcb.xcb_disconnect(connection)
