"""What goes into the application, and what stays out: only the LGPL parts of Qt, and of those only what is used.

Every list is of what is kept, so that a part that a new version of Qt brings does not slip in. Names are judged the
same on each system: a library is `libQt6Core.so.6`, `Qt6Core.dll` or `QtCore`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

QT_MODULES = frozenset({"QtCore", "QtGui", "QtWidgets", "QtMultimedia", "QtNetwork", "QtSvg"})
"""The modules for Python. QtMultimedia loads QtNetwork's; pyqtgraph loads QtSvg's, for charts that are saved."""

QT_LIBRARIES = frozenset(
    {"Core", "Gui", "Widgets", "Multimedia", "Network", "Svg", "DBus", "XcbQpa", "WaylandClient"}
    | {"Concurrent"}  # Multimedia asks for it. Nobody asks for OpenGL: the window is painted without.
)

QT_PLUGINS = {
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qminimal", "qwindows", "qcocoa"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal"},
    "iconengines": {"qsvgicon"},
    "imageformats": {"qsvg", "qico", "qicns"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "multimedia": {"windowsmediaplugin", "darwinmediaplugin"},
}
"""By folder. FFmpeg's is not there: the program plays what it has rendered itself."""

LEFT_OUT_MODULES = (
    *("_tkinter", "tkinter", "PIL", "IPython", "matplotlib", "setuptools", "pip", "pytest", "hypothesis", "mypy"),
    *("pygments", "readline", "curses", "_curses", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtTest"),
    *("numpy.f2py", "numpy.testing", "numpy.distutils", "pydantic.v1", "pydantic.mypy", "hibari", "lib2to3"),
    *("_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw"),
    *("ssl", "_ssl", "_hashlib", "unittest", "doctest", "pdb", "pydoc_data"),
    *("pyqtgraph.examples", "pyqtgraph.opengl", "pyqtgraph.jupyter", "pyqtgraph.flowchart", "pyqtgraph.console"),
    *(
        "pyqtgraph.dockarea",
        "numpy.ma",
        "numpy.polynomial",
        "numpy.random",
        "markdown_it",
        "rich.markdown",
        "asyncio",
        "xmlrpc",
    ),
    *("smtplib", "ftplib", "http.server", "webbrowser", "pstats"),
)
"""What something names that is never asked for here. Without `ssl` there is no network, and hashes are Python's own."""

PICTURES = (".png", ".svg", ".hex", ".csv")
"""pyqtgraph's, of its own tools and colour maps: a chart here shows none."""

PYTHONS_LIBRARIES = ("python3", "sqlite3", "ffi", "lzma", "bz2", "z", "expat", "uuid", "crypt", "tinfo", "ncursesw")
"""Libraries of a Linux system that Python itself needs: they come along, because a later Debian has others."""

_QT_LIBRARY = re.compile(r"^(?:lib)?Qt6?(?P<name>[A-Z]\w*?)(?:\.so.*|\.dll|\.dylib|)$")

_NOT_USED = re.compile(r"opengl32sw\.dll$|_multiarray_tests\.", re.IGNORECASE)
"""OpenGL in software, which Windows gets beside Qt: the window is painted without. numpy's tests of itself."""

_FFMPEG = re.compile(r"(lib)?(av(codec|format|util)|sw(resample|scale)|Qt6FFmpegStub)\b")


def is_kept(target: str, source: str) -> bool:
    """Whether a file of the application stays, by its place in the folder and where it came from."""
    place = PurePosixPath(target.replace("\\", "/"))
    if _NOT_USED.match(place.name):
        return False
    if "PySide6" in place.parts:
        return _is_kept_of_qt(place)
    if place.parts[0] == "pyqtgraph":
        return place.suffix not in PICTURES
    if len(place.parts) == 1 and (_QT_LIBRARY.match(place.name) or _FFMPEG.match(place.name)):
        return _is_kept_library(place.name)  # a second name of one of Qt's, in the application's own folder
    return place.suffix != ".pot" and not _is_systems(place, source)


def _is_kept_of_qt(place: PurePosixPath) -> bool:
    if "translations" in place.parts or "qml" in place.parts:
        return False
    if "plugins" in place.parts:
        folder, name = place.parts[-2], place.name.split(".")[0]
        return any(name in (each, f"lib{each}") for each in QT_PLUGINS.get(folder, ()))
    return _is_kept_library(place.name)


def _is_kept_library(name: str) -> bool:
    if name.startswith("Qt") and name.endswith((".abi3.so", ".pyd")):
        return name.split(".")[0] in QT_MODULES
    if _FFMPEG.match(name):
        return False
    found = _QT_LIBRARY.match(name)
    return found is None or found["name"] in QT_LIBRARIES


def _is_systems(place: PurePosixPath, source: str) -> bool:
    """Whether a library is one of the Linux system, which the Debian package asks the system for."""
    if not re.match(r"/(usr/)?lib(64)?/", source) or ".so" not in place.name or "lib-dynload" in place.parts:
        return False
    return not is_pythons(place.name)


def is_pythons(name: str) -> bool:
    """Whether a library of the system is one that Python itself needs."""
    return any(re.match(rf"lib{re.escape(each)}[.\d-]", name) for each in PYTHONS_LIBRARIES)
