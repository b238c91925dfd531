"""Has other programs played softer for as long as it is asked to: by a stream that asks the sound server for it.

PulseAudio's roles say what a stream is for, and a server that is set up for it (`module-role-ducking
trigger_roles=a11y`) turns music down while a stream of such a role lives. The sound itself must live all the time, so
that a device never sleeps; it therefore asks for nothing, and this silent stream beside it does. It has a connection
of its own, because the role of Qt's streams cannot be chosen.

Where there is no such server (Windows, macOS, plain ALSA) nothing happens. Whatever goes wrong costs the softness of
other programs, never a sound of ours. Knows no block and no session.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_uint8, c_uint32, c_void_p
from typing import Any

ROLE = b"a11y"
"""PulseAudio's role for a program that speaks to somebody who cannot look. `phone` alone is made room for
by default, but PulseAudio's default configuration also loads `module-role-cork`, which stops the music."""

CONTEXT_READY = 4
CONTEXT_GONE, STREAM_GONE = (5, 6), (3, 4)
NO_AUTOSPAWN = 1
UNSIGNED_8_BIT = 0
ANY = 0xFFFFFFFF
"""Values of pulse/def.h and pulse/sample.h."""

MOST_STEPS = 20
"""Events of the connection that are handled at once: a player's loop has other things to do."""


class _Spec(Structure):
    _fields_ = (("format", c_int), ("rate", c_uint32), ("channels", c_uint8))


class _Buffer(Structure):
    _fields_ = tuple((name, c_uint32) for name in ("most", "target", "before", "least", "fragment"))


def _pulse() -> Any:
    """The client library, with the types of what is used of it; None where there is none."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        library = ctypes.CDLL("libpulse.so.0")
    except OSError:
        return None
    made: dict[str, tuple[Any, ...]] = {
        "pa_mainloop_new": (),
        "pa_mainloop_get_api": (c_void_p,),
        "pa_context_new": (c_void_p, c_char_p),
        "pa_proplist_new": (),
        "pa_stream_new_with_proplist": (c_void_p, c_char_p, POINTER(_Spec), c_void_p, c_void_p),
    }
    for name, arguments in made.items():
        getattr(library, name).argtypes, getattr(library, name).restype = arguments, c_void_p
    done: dict[str, tuple[Any, ...]] = {
        "pa_mainloop_iterate": (c_void_p, c_int, c_void_p),
        "pa_context_connect": (c_void_p, c_char_p, c_int, c_void_p),
        "pa_context_get_state": (c_void_p,),
        "pa_stream_get_state": (c_void_p,),
        "pa_proplist_sets": (c_void_p, c_char_p, c_char_p),
        "pa_stream_connect_playback": (c_void_p, c_char_p, POINTER(_Buffer), c_int, c_void_p, c_void_p),
    }
    for name, arguments in done.items():
        getattr(library, name).argtypes, getattr(library, name).restype = arguments, c_int
    for name in ("pa_mainloop_free", "pa_context_disconnect", "pa_context_unref", "pa_stream_unref"):
        getattr(library, name).argtypes, getattr(library, name).restype = (c_void_p,), None
    library.pa_proplist_free.argtypes, library.pa_proplist_free.restype = (c_void_p,), None
    return library


class OthersSofter:
    """The stream that asks, while it is wanted. For one thread; `tick` is to be called every few milliseconds."""

    def __init__(self) -> None:
        self._pulse: Any = None
        self._loaded = False
        self._loop: int | None = None
        self._context: int | None = None
        self._stream: int | None = None
        self._sink = ""

    def ask(self, wanted: bool, sink: str = "") -> None:
        """Begin to ask, on the sink of that name (the server's default where it is empty), or ask no more."""
        if wanted and self._loop is not None and sink == self._sink:
            return
        self._leave()
        if wanted:
            self._sink = sink
            self._connect()

    def tick(self) -> None:
        """Let the connection go on. One that is lost is given up until it is asked for again."""
        if self._loop is None:
            return
        for _ in range(MOST_STEPS):
            if self._pulse.pa_mainloop_iterate(self._loop, 0, None) <= 0:
                break
        context = self._pulse.pa_context_get_state(self._context)
        if context in CONTEXT_GONE or (
            self._stream is not None and self._pulse.pa_stream_get_state(self._stream) in STREAM_GONE
        ):
            self._leave()
        elif context == CONTEXT_READY and self._stream is None:
            self._open()

    def _connect(self) -> None:
        if not self._loaded:
            self._loaded, self._pulse = True, _pulse()
        if self._pulse is None:
            return
        self._loop = self._pulse.pa_mainloop_new()
        self._context = self._pulse.pa_context_new(self._pulse.pa_mainloop_get_api(self._loop), b"Calfcoach")
        if self._pulse.pa_context_connect(self._context, None, NO_AUTOSPAWN, None) < 0:
            self._leave()

    def _open(self) -> None:
        properties = self._pulse.pa_proplist_new()
        self._pulse.pa_proplist_sets(properties, b"media.role", ROLE)
        spec = _Spec(UNSIGNED_8_BIT, 8000, 1)
        name = b"asks other programs to be softer"
        self._stream = self._pulse.pa_stream_new_with_proplist(self._context, name, byref(spec), None, properties)
        self._pulse.pa_proplist_free(properties)
        # It plays from the start on, though it is given nothing to play.
        buffer = _Buffer(ANY, ANY, 0, ANY, ANY)
        sink = self._sink.encode() or None
        if self._stream is None or (
            self._pulse.pa_stream_connect_playback(self._stream, sink, byref(buffer), 0, None, None) < 0
        ):
            self._leave()

    def _leave(self) -> None:
        """Close the connection; the server ends the stream with it."""
        if self._stream is not None:
            self._pulse.pa_stream_unref(self._stream)
        if self._context is not None:
            self._pulse.pa_context_disconnect(self._context)
            self._pulse.pa_context_unref(self._context)
        if self._loop is not None:
            self._pulse.pa_mainloop_free(self._loop)
        self._stream = self._context = self._loop = None
