"""A session with an audience on an X server whose screens come and go: what is seen after each, as JSON.

python -m tests.ui.projector, in an environment with DISPLAY and with nobody's folders. It is a program of its own,
because the tests have an application that draws offscreen.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from calfcoach.session.states import State
from calfcoach.ui.audience import AudienceSees
from tests.screens import Screens
from tests.ui.program import Program

HANG_S = 120.0
TIMES = 2
MINE, THEIRS = (0, 0, 1366, 768), (1366, 0, 1280, 720)
PHASES = (State.READY, State.LOWER, State.STRETCH, State.CONTRACT, State.REST)


class Bot:
    """Stands in for pytest-qt's."""

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802
        self._kept = widget

    def waitUntil(self, true: Callable[[], bool | None]) -> None:  # noqa: N802
        until_s = time.monotonic() + HANG_S
        while not true():
            assert time.monotonic() < until_s, "it never happened"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def main() -> None:
    app, bot = QApplication(sys.argv), Bot()
    screens = Screens(os.environ["DISPLAY"])
    screens.plug("A", *MINE)
    bot.waitUntil(lambda: names() == ["A"])
    screens.plug("B", *THEIRS)
    bot.waitUntil(lambda: names() == ["A", "B"])
    program = Program(bot)
    audience = program.audience
    audience.open()
    program.start(sets=2, reps=1)
    assert program.session is not None
    program.session.bridge.halt()  # the frames come from here
    told: dict[str, object] = {}

    def fills(name: str) -> bool:
        window = audience.window
        return bool(
            window is not None
            and window.windowHandle().isExposed()
            and window.screen().name() == name
            and window.geometry() == window.screen().geometry()
        )

    def one_view() -> bool:
        program.run(0.05)
        return audience.window is not None and audience.window.stage.view == program.screen.stage.view

    bot.waitUntil(lambda: fills("B"))
    for state in PHASES:
        program.run_until(lambda state=state: program.state is state)
        mine, came_back = program.window.geometry(), 0
        for _ in range(TIMES):
            screens.unplug("B")
            bot.waitUntil(lambda: names() == ["A"] and audience.seen is AudienceSees.WAITING)
            assert program.window.geometry() == mine and program.window.isVisible()
            screens.plug("B", *THEIRS)
            bot.waitUntil(lambda: fills("B"))
            came_back += one_view()
        told[state] = came_back
    screens.unplug("B")
    bot.waitUntil(lambda: names() == ["A"])
    screens.plug("C", 1366, 0, 3000, 1440)
    bot.waitUntil(lambda: fills("C"))
    window = audience.window
    assert window is not None
    told["another screen"] = [*window.geometry().getRect()[2:], window.devicePixelRatioF()]  # type: ignore[misc]
    screens.plug("B", *THEIRS)
    bot.waitUntil(lambda: names() == ["A", "B", "C"])
    told["a third screen"] = audience.window is window and fills("C")
    program.store.change(audience_screen="B")
    audience.place_again()
    bot.waitUntil(lambda: fills("B"))
    told["chosen"] = one_view()
    audience.close()
    program.window.setGeometry(2700, 100, 640, 360)  # beside B
    bot.waitUntil(lambda: program.window.screen().name() == "C")
    screens.unplug("C")
    bot.waitUntil(lambda: names() == ["A", "B"])
    told["own screen gone"] = not _is_seen(program.window)
    bot.waitUntil(lambda: _is_seen(program.window))
    program.window.close()
    told["closed"] = not [each for each in app.topLevelWidgets() if each.isVisible()]
    print(json.dumps(told))


def _is_seen(window: QWidget) -> bool:
    """Whether the corner of a window by which it is taken is on a screen."""
    corner = window.frameGeometry().topLeft()
    return any(screen.geometry().contains(corner) for screen in QApplication.screens())


def names() -> list[str]:
    return sorted(screen.name() for screen in QApplication.screens())


if __name__ == "__main__":
    main()
