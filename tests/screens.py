"""Screens that come and go: an X server whose monitors are set by RandR, as a projector's cable sets them.

Xvfb has one output; RandR 1.5 divides its area into as many monitors as are asked for, and Qt takes each for a screen.
While none is plugged in the output is off, or it would be a screen by itself; Qt then has a screen that is none, with
the name of the display.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, c_char_p, c_int, c_uint, c_ulong, c_ushort, c_void_p

AREA = (4480, 1440)


class _Monitor(ctypes.Structure):
    _fields_ = (
        ("name", c_ulong),
        ("primary", c_int),
        ("automatic", c_int),
        ("outputs", c_int),
        ("x", c_int),
        ("y", c_int),
        ("width", c_int),
        ("height", c_int),
        ("width_mm", c_int),
        ("height_mm", c_int),
        ("output", POINTER(c_ulong)),
    )


class _Resources(ctypes.Structure):
    _fields_ = (
        ("timestamp", c_ulong),
        ("config_timestamp", c_ulong),
        ("crtcs", c_int),
        ("crtc", POINTER(c_ulong)),
        ("outputs", c_int),
        ("output", POINTER(c_ulong)),
    )


class _Crtc(ctypes.Structure):
    _fields_ = (
        ("timestamp", c_ulong),
        ("x", c_int),
        ("y", c_int),
        ("width", c_uint),
        ("height", c_uint),
        ("mode", c_ulong),
        ("rotation", c_ushort),
        ("noutput", c_int),
        ("output", POINTER(c_ulong)),
    )


class Screens:
    """The monitors of an X server. The first that is plugged in has its output; Qt needs one that has."""

    def __init__(self, display: str) -> None:
        self._x, self._randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
        self._x.XOpenDisplay.restype, self._x.XOpenDisplay.argtypes = c_void_p, (c_char_p,)
        self._x.XDefaultRootWindow.restype, self._x.XDefaultRootWindow.argtypes = c_ulong, (c_void_p,)
        self._x.XInternAtom.restype, self._x.XInternAtom.argtypes = c_ulong, (c_void_p, c_char_p, c_int)
        self._x.XSync.argtypes, self._x.XCloseDisplay.argtypes = (c_void_p, c_int), (c_void_p,)
        self._randr.XRRAllocateMonitor.restype = POINTER(_Monitor)
        self._randr.XRRAllocateMonitor.argtypes = (c_void_p, c_int)
        self._randr.XRRSetMonitor.argtypes = (c_void_p, c_ulong, POINTER(_Monitor))
        self._randr.XRRDeleteMonitor.argtypes = (c_void_p, c_ulong, c_ulong)
        self._randr.XRRGetScreenResources.restype = POINTER(_Resources)
        self._randr.XRRGetScreenResources.argtypes = (c_void_p, c_ulong)
        self._randr.XRRGetCrtcInfo.restype = POINTER(_Crtc)
        self._randr.XRRGetCrtcInfo.argtypes = (c_void_p, c_void_p, c_ulong)
        self._randr.XRRSetCrtcConfig.argtypes = (
            *(c_void_p, c_void_p, c_ulong, c_ulong, c_int, c_int, c_ulong, c_ushort, POINTER(c_ulong), c_int),
        )
        self._display = self._x.XOpenDisplay(display.encode())
        assert self._display, f"no X server at {display}"
        self._root = self._x.XDefaultRootWindow(self._display)
        self.plugged: dict[str, tuple[int, int, int, int]] = {}
        self._resources = self._randr.XRRGetScreenResources(self._display, self._root)
        self._crtc = self._resources.contents.crtc[0]
        self._mode = self._randr.XRRGetCrtcInfo(self._display, self._resources, self._crtc).contents

    def plug(self, name: str, x: int, y: int, width: int, height: int) -> None:
        """Plug a monitor in."""
        first = not self.plugged
        if first:
            self._switch(on=True)
        monitor = self._randr.XRRAllocateMonitor(self._display, int(first))
        made = monitor.contents
        made.name, made.primary, made.automatic = self._atom(name), int(first), 0
        made.x, made.y, made.width, made.height = x, y, width, height
        made.width_mm, made.height_mm = width // 4, height // 4
        if first:
            made.output[0] = self._resources.contents.output[0]
        self._randr.XRRSetMonitor(self._display, self._root, monitor)
        self._x.XSync(self._display, 0)
        self.plugged[name] = (x, y, width, height)

    def unplug(self, name: str) -> None:
        """Take a monitor away."""
        del self.plugged[name]
        if not self.plugged:
            self._switch(on=False)
        self._randr.XRRDeleteMonitor(self._display, self._root, self._atom(name))
        self._x.XSync(self._display, 0)

    def close(self) -> None:
        """Let go of the X server."""
        self._x.XCloseDisplay(self._display)

    def _switch(self, *, on: bool) -> None:
        """Switch the output on or off."""
        mode = self._mode
        how = (mode.mode, mode.rotation, mode.output, mode.noutput) if on else (0, mode.rotation, None, 0)
        assert self._randr.XRRSetCrtcConfig(self._display, self._resources, self._crtc, 0, 0, 0, *how) == 0

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._display, name.encode(), 0))


@contextmanager
def x_server(area: tuple[int, int] = AREA) -> Iterator[str]:
    """An X server with nobody at it; gives the name of its display."""
    reading, writing = os.pipe()
    size = f"{area[0]}x{area[1]}x24"
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
