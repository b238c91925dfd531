"""Whether there is a display to open a window on. Asked before Qt is, because Qt aborts where there is none."""

import ctypes
import os
import sys
from pathlib import Path

from calfcoach.texts import text

_WITHOUT_DISPLAY = ("offscreen", "minimal", "vnc")


def display_problem() -> str | None:
    """None where a window can be opened; otherwise the sentence that says what is missing."""
    if sys.platform != "linux":
        return None
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    platforms = [name.split(":")[0] for name in wanted.split(";") if name]
    known = [name for name in platforms if _is_known(name)]
    if platforms and not known:
        return text("Qt has no platform called {name} here (QT_QPA_PLATFORM)", name=wanted)
    if known and known[0] in _WITHOUT_DISPLAY:
        return None
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if not wayland and not x11:
        return text("There is no display")
    if wayland and (not known or any(name.startswith("wayland") for name in known)) and _wayland_answers(wayland):
        return None
    if x11 and (not known or "xcb" in known) and _x11_answers():
        return None
    return text("The display {name} cannot be reached", name=x11 or wayland)


def _is_known(platform: str) -> bool:
    """Whether Qt's part for that platform is installed; without it Qt aborts."""
    from importlib.util import find_spec  # loaded here: where nothing is asked for nothing is to be looked up

    spec = find_spec("PySide6")
    places = [Path(each) for each in os.environ.get("QT_QPA_PLATFORM_PLUGIN_PATH", "").split(os.pathsep) if each]
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        places += (Path(folder, "Qt", "plugins", "platforms"), Path(folder, "plugins", "platforms"))
    # `wayland-egl` is in the same file as `wayland`.
    names = {platform, platform.split("-")[0]}
    return any(os.path.exists(place / f"libq{name}.so") for place in places for name in names)  # noqa: PTH110


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
