"""`calfcoach doctor`: devices, the output that would be chosen and why, versions, folders, display, bad files.

Sound libraries are asked in a process of their own, because one of them may abort or hang; a window is not opened.
It tells what it finds and judges nothing: its exit code is 0 whatever is missing.
"""

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from calfcoach.build import version_told
from calfcoach.coach import sound_health
from calfcoach.coach.own_words import can_speak
from calfcoach.display import display_problem
from calfcoach.errors import ExitCode
from calfcoach.history.store import default_path
from calfcoach.library.collection import Library
from calfcoach.library.scheme_files import scheme_folders
from calfcoach.player.probe import Probe, probe
from calfcoach.resources import assets_dir, config_dir, exercises_dir, log_dir, user_exercises_dir
from calfcoach.settings import SettingsStore
from calfcoach.terminal.console import PlainConsole
from calfcoach.texts import marked, plural, text

PACKAGES = (
    ("PySide6",),
    ("numpy",),
    ("PyYAML",),
    ("pydantic",),
    ("platformdirs",),
    ("rich",),
    ("wakepy",),
    ("soundfile",),
    ("hibari-tts",),
    ("simpleaudio", "simpleaudio-patched"),
)
"""What is asked for its version; of several names of one module the first that is installed."""

PRIORITIES = {
    "own": marked("real time, by the program's own right"),
    "rtkit": marked("real time, granted by rtkit"),
    "none": marked("the usual one: this system grants no real-time priority"),
}
"""How the threads that feed the device are run (`calfcoach.player.priority`)."""


def doctor(options: argparse.Namespace) -> int:
    """Tell about this machine; takes up to 8 s where a sound server hangs."""
    console = PlainConsole()
    for line in report():
        console.print(line, soft_wrap=True)
    return ExitCode.DONE


def report() -> Iterator[str]:
    """The report line by line; a heading stands alone, what belongs to it is indented."""
    store = SettingsStore()
    yield text("Versions")
    yield from _versions()
    yield ""
    yield text("Sound")
    yield from _sound(probe(), store.settings.audio, store.settings.device)
    yield ""
    yield text("Display")
    yield f"  {display_problem() or _display()}"
    yield ""
    yield text("Folders and files")
    yield from _folders(store)
    yield ""
    yield text("Exercises")
    yield from _exercises()


def _versions() -> Iterator[str]:
    yield _row("calfcoach", version_told())
    yield _row("Python", f"{platform.python_version()} ({sys.executable})")
    yield _row(text("System"), platform.platform())
    for names in PACKAGES:
        yield _row(names[0], _version(names))


def _version(names: tuple[str, ...]) -> str:
    for name in names:
        try:
            return version(name) if name == names[0] else f"{version(name)} ({name})"
        except PackageNotFoundError:
            continue
    return text("not installed")


def _sound(found: Probe, audio: str, wanted: str | None) -> Iterator[str]:
    for device in found.devices:
        notes = [
            note
            for note, holds in ((text("default"), device.is_default), (text("chosen"), device.id == wanted))
            if holds
        ]
        yield _row(text("device"), device.name + (f" ({', '.join(notes)})" if notes else ""))
    if not found.devices:
        yield _row(text("device"), text("none found"))
    if wanted is not None and all(device.id != wanted for device in found.devices):
        yield _row(text("chosen device"), text("{wanted}, not there now: the default is used", wanted=wanted))
    yield _row("qt", found.qt_missing or text("works"))
    yield _row("simpleaudio", found.simpleaudio_missing or found.simpleaudio_refused or text("works"))
    chosen, why = (found.chosen, found.why) if audio == "auto" else (audio, text("the settings say so"))
    yield _row(text("chosen output"), f"{chosen}: {why}")
    yield _row(text("priority"), text(PRIORITIES.get(found.priority, PRIORITIES["none"])))
    health = sound_health.last()
    if health is not None:
        said = plural(
            "{number} hole of {seconds} s when the program last played",
            "{number} holes, {seconds} s together, when the program last played",
            health.holes,
            seconds=f"{health.silent_s:.2f}",
        )
        yield _row(text("holes"), said)
    yield _row(
        text("own words"),
        text("spoken") if can_speak() else text("told by tones: the extra 'voice' (hibari-tts) is not there"),
    )


def _display() -> str:
    names = [f"{name}={os.environ[name]}" for name in ("WAYLAND_DISPLAY", "DISPLAY") if os.environ.get(name)]
    asked = os.environ.get("QT_QPA_PLATFORM")
    if asked:
        names.append(f"QT_QPA_PLATFORM={asked}")
    return " ".join([text("A window can be opened"), *(f"({name})" for name in names)])


def _folders(store: SettingsStore) -> Iterator[str]:
    yield _row(text("shipped"), _joined(exercises_dir(), _unless_there(exercises_dir())))
    yield _row(text("assets"), _joined(assets_dir(), _unless_there(assets_dir())))
    for name, path in (
        (text("own exercises"), user_exercises_dir()),
        (text("own schemes"), scheme_folders()[0]),
        (text("settings"), config_dir() / store.path.name),
        (text("history"), default_path()),
        (text("log"), log_dir()),
    ):
        yield _row(name, _joined(path, _state(path)))
    if store.problem is not None:
        yield f"  ! {store.problem}"


def _state(path: Path) -> str:
    # `Path.exists` raises in a folder that is closed.
    if os.path.exists(path):  # noqa: PTH110
        return "" if os.access(path, os.W_OK) else text("(not writable)")
    above = next((parent for parent in path.parents if os.path.exists(parent)), path)  # noqa: PTH110
    possible = above.is_dir() and os.access(above, os.W_OK | os.X_OK)
    return (
        text("(not there yet)")
        if possible
        else text("(cannot be made: {folder} is not a writable folder)", folder=above)
    )


def _unless_there(folder: Path) -> str:
    return "" if folder.is_dir() else text("(missing)")


def _joined(path: Path, note: str) -> str:
    return f"{path} {note}" if note else str(path)


def _exercises() -> Iterator[str]:
    library = Library.load()
    own = sum(entry.path.is_relative_to(user_exercises_dir()) for entry in library.entries.values())
    yield _row(text("in force"), text("{all}, {own} of them your own", all=len(library.entries), own=own))
    for problem in library.problems:
        yield f"  ! {problem}"
    if not library.problems:
        yield _row("problems", "none")


def _row(name: str, value: str) -> str:
    return f"  {name:<15} {value}"
