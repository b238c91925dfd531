"""The program on a small screen of its own, from its library to a set: `python -m tests.ui.small_screen WIDTH HEIGHT`.

Run in a process of its own, because a screen and `QT_SCALE_FACTOR` are chosen when Qt begins. Prints what is wrong.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

BUTTONS = {"library": ("Settings",), "setup": ("Start",)}
"""What has to be whole on each screen, whatever else is scrolled to."""


def main(width: int, height: int) -> int:
    """Go through the screens."""
    with tempfile.TemporaryDirectory() as home:
        screen = {"name": "only", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
        config = Path(home, "screens.json")
        config.write_text(json.dumps({"screens": [{**screen, "logicalBaseDpi": 96}]}))
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = home
        _walk()
    return 0


def _walk() -> None:
    from calfcoach.app import make_application
    from calfcoach.domain.prescribe import Choices
    from calfcoach.library.collection import Library
    from calfcoach.player.silent import SilentOutput
    from calfcoach.session.clock import ManualClock
    from calfcoach.session.states import State
    from calfcoach.settings import SettingsStore
    from calfcoach.ui.backstage import Backstage
    from calfcoach.ui.program import Program
    from calfcoach.ui.stylesheet import apply
    from tests.ui.program import DONKEY

    app, clock = make_application(), ManualClock(100.0)
    output = SilentOutput(clock)
    program = Program(Backstage(SettingsStore(), lambda: output, clock, lambda: 0.0), Library.load())
    program.show_library()
    apply(app, program.theme)
    program.window.show_first()

    def look(name: str) -> None:
        for _ in range(10):
            app.processEvents()
        for complaint in _complaints(program, name):
            print(f"{name}: {complaint}")

    def run_until(true: Callable[[], bool]) -> None:
        for _ in range(20_000):
            if program.session is None or true():
                return
            clock.tick(0.05)
            program.session.bridge.frame()

    look("library")
    program.show_setup(DONKEY, Choices(sets=2, reps=2))
    look("setup")
    program.screen_now.start_button.click()
    run_until(lambda: program.session.coach.machine.state is State.LOWER)
    look("stage")
    program.close()


def _complaints(program, name: str) -> list[str]:
    from PySide6.QtCore import QRect, QRectF
    from PySide6.QtWidgets import QPushButton

    from calfcoach.ui.window_place import FRAME_PX
    from tests.ui.layout import clipped

    window, screen = program.window, program.screen_now
    available = window.screen().availableGeometry()
    framed = window.geometry().adjusted(0, 0, *FRAME_PX)
    found = list(clipped(screen))
    if not window.isFullScreen() and not (
        framed.width() <= available.width() and framed.height() <= available.height()
    ):
        found.append(f"with its frame the window is {framed.getRect()} on {available.getRect()}")
    if window.isFullScreen() and window.size() != available.size():
        found.append(f"the window is {window.geometry().getRect()} on {available.getRect()}")
    buttons = [each for each in screen.findChildren(QPushButton) if each.isVisible()]
    for wanted in BUTTONS.get(name, ()):
        shown = [each for each in buttons if wanted in (each.text(), each.accessibleName())]
        if not any(each.visibleRegion().boundingRect() == QRect(each.rect()) for each in shown):
            found.append(f"{wanted!r} is not whole")
    if name.startswith("stage"):
        screen.stage.grab()
        boxes = screen.stage.text_boxes()
        found += [f"{box.text!r} is cut" for box in boxes if not QRectF(screen.rect()).contains(box.ink)]
        if not {"rep", "done", "button"} & {box.name for box in boxes}:  # large buttons may stand in their place
            found.append("there are no counters")
    return found


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
