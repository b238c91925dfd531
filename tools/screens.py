"""Draws every screen at four sizes, to be looked at: `python -m tools.screens [FOLDER]`, by default `screens/`.

They are the smallest window, two usual displays, and a display of four times as many pixels at a scale of 2, which is
drawn by a process of its own because Qt reads the scale when it begins. The pages of the history are drawn over
histories of 0, 1 and 40 sets, with `--large` over one of 100 000 too, which takes half a minute to make. The pictures
of the README and the user guide are made here too (`--docs`), and thirty with names of their own (`tools/thirty.py`).
Needs no display and makes no sound.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from calfcoach.ui.theme import Theme

Sizes = Sequence[tuple[int, int]]

SIZES: Sizes = ((960, 540), (1366, 768), (1920, 1080))

SCALED_SIZE, SCALE = (1920, 1080), 2
"""What a display of 3840×2160 pixels has at a scale of 2."""

MOST_S = 3600.0
"""The time that the process of the scaled pictures may take, seconds: beyond it hangs."""


def main() -> int:
    """Draw them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("screens"))
    parser.add_argument("--docs", action="store_true", help="draw the pictures of the documentation as well")
    parser.add_argument("--large", action="store_true", help="draw the history with 100 000 sets as well")
    parser.add_argument("--only", default="", metavar="START", help="draw what has a name that begins so")
    parser.add_argument("--named", action="store_true", help="draw the thirty that tell most, and their sheet, alone")
    parser.add_argument("--scaled", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = home
        sizes = (SCALED_SIZE,) if options.scaled else SIZES
        if not options.named:
            draw_all(options.folder, options.only, sizes, large=options.large)
        if options.named or not (options.only or options.scaled):
            from tools.thirty import draw_named

            draw_named(options.folder / "thirty")
        if options.docs:
            draw_docs(Path("docs/pictures"))
    return 0 if options.scaled or options.docs or options.named else draw_scaled(sys.argv[1:])


def draw_scaled(arguments: Sequence[str]) -> int:
    """Draw the same at a scale of 2; the exit code of the process that does it."""
    command = [sys.executable, "-m", "tools.screens", *arguments, "--scaled"]
    return subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": str(SCALE)}, timeout=MOST_S).returncode


def draw_all(folder: Path, only: str = "", sizes: Sizes = SIZES, *, large: bool = False) -> None:
    """Every screen in every theme at every size; a sheet a theme with every figure, and one with every fault."""
    from calfcoach.ui.theme import DARK, HIGH_CONTRAST, LIGHT
    from tools.figures import all_faults, both_ends
    from tools.states import every_state
    from tools.two_windows import AUDIENCE_SIZE

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as histories:
        for theme in (DARK, LIGHT, HIGH_CONTRAST):
            for name, make in every_state(theme, Path(histories), large=large):
                further = (AUDIENCE_SIZE,) if name.startswith("audience-") and sizes is SIZES else ()
                for size in (*sizes, *further) if name.startswith(only) else ():
                    shoot(make(), size, folder / f"{name}-{theme.name}", theme)
            if not only and sizes is SIZES:
                both_ends(theme, 240).save(str(folder / f"figures-{theme.name}.png"))
                all_faults(theme, 420).save(str(folder / f"faults-{theme.name}.png"))


def draw_docs(folder: Path) -> None:
    """The pictures that the documentation shows."""
    from calfcoach.ui.theme import DARK
    from tools.states import every_state

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as histories:
        for name, make in every_state(DARK, Path(histories)):
            if name in ("setup-donkey", "lower", "rest", "library", "summary"):
                shoot(make(), (1366, 768), folder / name, DARK, size_in_name=False)


def shoot(widget: "QWidget", size: tuple[int, int], path: Path, theme: "Theme", *, size_in_name: bool = True) -> None:
    """Save a picture of a screen as the window shows it: at a size, with the focus where it is at first.

    `path` is without ending; the pixels that the picture has come behind it, unless `size_in_name` is False.
    """
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

    from calfcoach.app import make_application
    from calfcoach.ui.focus import FocusRing
    from calfcoach.ui.screens.screen import Screen
    from calfcoach.ui.stylesheet import apply
    from calfcoach.ui.window_place import LEAST_SIZE

    app = make_application()
    apply(app, theme)
    window, stack = QMainWindow(), QStackedWidget()
    window.setMinimumSize(*LEAST_SIZE)
    window.setCentralWidget(stack)
    stack.addWidget(widget)
    window.resize(*size)
    window.show()
    window.activateWindow()
    if not any(each.property("look") == "panel" and each.parent() is widget for each in widget.findChildren(QWidget)):
        FocusRing(window, theme)  # in the program a panel lies over the ring
    wait_for(widget)
    if isinstance(widget, Screen):
        widget.load_figures()
        widget.focus_first()
    for _ in range(8):
        app.processEvents()
    picture = window.grab()
    pixels = f"{picture.width()}x{picture.height()}"
    shown = (round(picture.width() / picture.devicePixelRatio()), round(picture.height() / picture.devicePixelRatio()))
    assert shown == size, f"{path.name} is {pixels}"
    picture.save(f"{path}-{pixels}.png" if size_in_name else f"{path}.png")
    if isinstance(widget, Screen):
        widget.fall_silent()
    window.close()
    window.deleteLater()
    # Only an event loop deletes; what is left is dressed anew with every theme.
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_for(widget: "QWidget") -> None:
    """Wait until a page has what it reads, where it reads anything."""
    from PySide6.QtCore import QEventLoop

    shown = getattr(widget, "first_shown", None)
    if shown is not None:
        waiting = QEventLoop()
        shown.connect(waiting.quit)
        waiting.exec()


if __name__ == "__main__":
    sys.exit(main())
