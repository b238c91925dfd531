"""The player process: one output's library, a pipe of commands in, a pipe of reports out, and nothing else.

It lives as long as its pipe. Three things end it when the pipe closes, because any of them may be unable to: its
main loop; a thread that reads the pipe, when the main loop is busy; and the system, when an audio library hangs and
holds the interpreter (`calfcoach.background.children`). Started by `calfcoach.player.spawn`; it does not know the
coach, nor what a block says.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
from collections.abc import Callable
from typing import Any

from calfcoach.player import wire
from calfcoach.player.latency import LATENCY_VARIABLE, USUAL_MS, asked_ms, lead_s
from calfcoach.player.outputs.base import QT_MISSING, SIMPLEAUDIO_MISSING, Lost, MissingLibrary, NoDevice, Player
from calfcoach.player.priority import Priority, lock_memory
from calfcoach.player.protocol import Alive, Fault
from calfcoach.player.sentences import sentence
from calfcoach.player.softer import OthersSofter
from calfcoach.texts import marked

TICK_S = 0.005
"""How often the output is looked after, in seconds: its buffer holds 1 s, so one late look does no harm."""

ALIVE_EVERY_TICKS = 20
"""How often a sign of life is sent when there is nothing else to report, so that a hung player differs from a quiet
one."""

LOOK_AT_THREADS_TICKS = 50
"""How often threads that a library has begun are looked for: after a change of device there may be others."""

NO_DEVICE = marked("No sound device was found; connect one or start the sound server. The set goes on without sound.")
LOST = marked("The sound device stopped playing; the sound comes back by itself as soon as a device answers.")


def main(arguments: list[str]) -> int:
    """Run `[output]`: play through the output of that name, or say as `probe` what there is."""
    for name in ("SIGINT", "SIGTSTP", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    (output,) = arguments
    reports = _private_stdout()
    if output == "probe":
        from calfcoach.player.survey import survey

        _write(reports, survey())
        os._exit(0)
    commands: queue.SimpleQueue[wire.Message] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(commands,), name="commands", daemon=True).start()
    try:
        _run(output, commands, reports)
    except MissingLibrary as missing:
        _say(reports, Fault("missing-library", str(missing)))
    except NoDevice:
        _say(reports, Fault("no-device", sentence(NO_DEVICE)))
    except Lost:
        _say(reports, Fault("lost", sentence(LOST)))
    except BrokenPipeError:
        pass
    # End at once: closing a sound library may hang, and the system frees everything anyway.
    os._exit(0)


def _run(name: str, commands: queue.SimpleQueue[wire.Message], reports: int) -> None:
    """Open the output as the first command says, then do what comes until the pipe closes."""
    first, arguments, _ = commands.get()
    wanted, gain = arguments if first == "open" else (None, 1.0)

    def alive() -> None:
        _write(reports, wire.pack_report(Alive()))

    alive()
    player = open_output(name, wanted, gain, alive)
    priority, others = Priority(), OthersSofter()
    softer = False
    if player.name == "qt":  # simpleaudio's tape frees memory while it plays, which locked memory does not allow
        lock_memory()
    quiet_ticks = ticks = 0
    while True:
        if ticks % LOOK_AT_THREADS_TICKS == 0:
            priority.look()
        ticks += 1
        with contextlib.suppress(queue.Empty):
            message: wire.Message | None = commands.get(timeout=TICK_S)
            while message is not None:
                if message[0] == "soften_others":
                    softer = bool(message[1][0])
                _obey(player, message)
                message = None if commands.empty() else commands.get()
        others.ask(softer, player.sink)
        others.tick()
        said = b"".join(map(wire.pack_report, player.tick()))
        quiet_ticks = 0 if said else quiet_ticks + 1
        if quiet_ticks >= ALIVE_EVERY_TICKS:
            quiet_ticks = 0
            said = wire.pack_report(Alive())
        if said:
            _write(reports, said)


def _obey(player: Player, message: wire.Message) -> None:
    name, arguments, payload = message
    if name in ("load", "patch"):
        getattr(player, name)(*arguments, payload)
    elif name in ("play", "queue", "pause", "resume", "stop", "volume", "device", "wake"):
        getattr(player, name)(*arguments)


def open_output(name: str, wanted: str | None, gain: float, loaded: Callable[[], None]) -> Player:
    """The output `name`; for `auto` the first that finds a device. `loaded` is called between loading and opening.

    Raises:
        MissingLibrary: The library of the output that was asked for by name cannot be loaded.
        NoDevice: There is nothing to play on.
    """
    if name == "simpleaudio":
        return _simpleaudio(gain, loaded)
    if name == "qt":
        return _qt(wanted, gain, loaded)
    try:
        return _qt(wanted, gain, loaded)
    except (MissingLibrary, NoDevice):
        try:
            return _simpleaudio(gain, loaded)
        except MissingLibrary:
            raise NoDevice from None


def _qt(wanted: str | None, gain: float, loaded: Callable[[], None]) -> Player:
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")
    latency_ms = asked_ms()
    os.environ[LATENCY_VARIABLE] = str(latency_ms)
    try:
        from calfcoach.player.outputs.qt import QtOutput
    except ImportError as error:
        raise MissingLibrary(sentence(QT_MISSING, reason=error)) from None
    loaded()
    return QtOutput(wanted, gain, lead_s(latency_ms))


def _simpleaudio(gain: float, loaded: Callable[[], None]) -> Player:
    # ALSA's plug-in asks for its own buffer, 100 ms; what was meant for Qt is not for it.
    latency_ms = asked_ms()
    os.environ.pop(LATENCY_VARIABLE, None)
    if latency_ms != USUAL_MS:
        os.environ[LATENCY_VARIABLE] = str(latency_ms)
    try:
        from calfcoach.player.outputs.simple import SimpleOutput
    except ImportError as error:
        raise MissingLibrary(sentence(SIMPLEAUDIO_MISSING, reason=error)) from None
    loaded()
    return SimpleOutput(gain)


def _private_stdout() -> int:
    """A descriptor of the pipe of reports that no library's print can reach."""
    private = os.dup(1)
    os.dup2(2, 1)
    return private


def _say(reports: int, fault: Fault) -> None:
    with contextlib.suppress(BrokenPipeError):
        _write(reports, wire.pack_report(fault))


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _read(commands: queue.SimpleQueue[wire.Message]) -> None:
    """Pass commands on; with the pipe's end the process ends, whatever its other threads are doing."""

    def readinto(view: memoryview) -> int:
        return os.readv(0, [view]) if hasattr(os, "readv") else _read_copy(view)

    with contextlib.suppress(wire.Closed, OSError):
        while True:
            commands.put(wire.read(readinto))
    os._exit(0)


def _read_copy(view: memoryview) -> int:
    data: Any = os.read(0, min(len(view), 1 << 20))
    view[: len(data)] = data
    return len(data)
