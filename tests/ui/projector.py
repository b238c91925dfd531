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
from decimal import Decimal

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.session.states import State
from calfcoach.ui.audience import AudienceSees
from calfcoach.ui.audience_window import AudienceWindow
from calfcoach.ui.screens.class_panel import ClassStart
from calfcoach.ui.screens.demo import DemoScreen
from calfcoach.ui.screens.setup import SetupScreen
from tests.screens import Screens
from tests.ui.program import DONKEY, Program

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


class Room:
    """The person's own screen A, a projector B, and the program with an audience on it."""

    def __init__(self) -> None:
        self.bot = Bot()
        self.screens = Screens(os.environ["DISPLAY"])
        self.plug("A", MINE)
        self.plug("B", THEIRS)
        self.program = Program(self.bot)
        self.program.audience.open()

    def plug(self, name: str, place: tuple[int, int, int, int]) -> None:
        """Plug a screen in, and wait until the program has seen it."""
        self.screens.plug(name, *place)
        self._is_seen_by_qt()

    def unplug(self, name: str) -> None:
        """Take a screen away, and wait until the program has seen it."""
        self.screens.unplug(name)
        self._is_seen_by_qt()

    def _is_seen_by_qt(self) -> None:
        # Where there is none Qt has one that is none, with the name of the display.
        there = sorted(self.screens.plugged) or [f"{os.environ['DISPLAY']}.0"]
        self.bot.waitUntil(lambda: names() == there)

    @property
    def window(self) -> AudienceWindow:
        """The audience's window, which is there."""
        window = self.program.audience.window
        assert window is not None
        return window

    def fills(self, name: str) -> bool:
        """Whether the audience's window fills a screen."""
        window = self.program.audience.window
        return bool(
            window is not None
            and window.windowHandle().isExposed()
            and window.screen().name() == name
            and window.geometry() == window.screen().geometry()
        )

    def one_view(self) -> bool:
        """Whether both windows show the same moment, and it is that of now."""
        self.go_on()
        mine, theirs = self.program.screen.stage, self.window.stage
        return theirs.isVisible() and theirs.view == mine.view

    def go_on(self) -> None:
        """Let a frame pass in a session, or in a demonstration."""
        screen = self.program.screen
        if isinstance(screen, DemoScreen):
            self.program.clock.tick(0.05)
            screen.sound.frame()
        else:
            self.program.run(0.05)

    def comes_back(self) -> int:
        """How often the audience sees what the person sees after the projector was away."""
        mine, came_back = self.program.window.geometry(), 0
        for _ in range(TIMES):
            self.unplug("B")
            self.bot.waitUntil(lambda: self.program.audience.seen is AudienceSees.WAITING)
            assert self.program.window.geometry() == mine and self.program.window.isVisible()
            self.go_on()
            self.plug("B", THEIRS)
            self.bot.waitUntil(lambda: self.fills("B"))
            came_back += self.one_view()
        return came_back


def main() -> None:
    app, room = QApplication(sys.argv), Room()
    program = room.program
    told = {
        **in_each_phase(room),
        "none": without_a_screen(room),
        "class": in_a_countdown(room),
        "demo": in_a_demonstration(room),
        **on_other_screens(room),
        "one screen": with_one_screen(room),
        "own screen gone": own_screen_gone(room),
    }
    program.window.close()
    told["closed"] = not [each for each in app.topLevelWidgets() if each.isVisible()]
    print(json.dumps(told))


def in_each_phase(room: Room) -> dict[str, object]:
    """The projector is away in each phase of a set."""
    program = room.program
    program.start(sets=2, reps=1)
    assert program.session is not None
    program.session.bridge.halt()  # the frames come from here
    room.bot.waitUntil(lambda: room.fills("B"))
    told: dict[str, object] = {}
    for state in PHASES:
        program.run_until(lambda state=state: program.state is state)
        told[state] = room.comes_back()
    return told


def without_a_screen(room: Room) -> list[object]:
    """Both screens are away, one after the other and at once; the set goes on, and each window is where it was."""
    program, told = room.program, []
    for pause in (room.go_on, lambda: None):
        position_s = program.coach.view().position_s
        room.screens.unplug("B")
        pause()
        room.unplug("A")
        room.bot.waitUntil(lambda: program.audience.window is None)
        room.go_on()
        assert program.coach.view().position_s > position_s, "the set goes on"
        room.plug("A", MINE)
        room.bot.waitUntil(lambda: _is_seen(program.window) and program.window.windowHandle().isExposed())
        assert program.audience.seen is AudienceSees.WAITING, "its screen is not there yet"
        room.plug("B", THEIRS)
        room.bot.waitUntil(lambda: room.fills("B"))
        told += [program.window.screen().name(), room.one_view()]
    return told


def in_a_countdown(room: Room) -> list[object]:
    """The projector is away while a class waits for its start."""
    program = room.program
    program.close_session()
    program.show_setup(DONKEY, Choices(sets=2, reps=2))
    assert isinstance(program.screen, SetupScreen)
    program.screen.class_started.emit(ClassStart(Decimal(60)))
    assert program.session is not None
    program.session.bridge.halt()
    program.run(5.0)
    told = [room.comes_back(), program.coach.view().for_class, program.state]
    program.close_session()
    return told


def in_a_demonstration(room: Room) -> list[object]:
    """The projector is away while a phase, and while a fault, is shown."""
    program = room.program
    item = prescribe(program.library.find(DONKEY).exercise, Choices())
    program.show_demo(item, "beeps", program.show_library)
    told: list[object] = []
    for key in ("s", "w"):
        program.key(key)
        room.go_on()
        told.append(room.comes_back())
        mark, fault = room.window.stage.extras.demo, room.window.fault
        told += [mark == program.screen.stage.extras.demo != "", fault and fault.wrong.shows]
    program.show_library()
    return told


def on_other_screens(room: Room) -> dict[str, object]:
    """Another screen of another scale, beside a third, and where it is chosen."""
    program, audience = room.program, room.program.audience
    program.start(sets=1, reps=1)
    assert program.session is not None
    program.session.bridge.halt()
    told: dict[str, object] = {}
    room.unplug("B")
    room.plug("C", (1366, 0, 3000, 1440))
    room.bot.waitUntil(lambda: room.fills("C"))
    window = room.window
    told["another screen"] = [*window.geometry().getRect()[2:], window.devicePixelRatioF()]  # type: ignore[misc]
    room.plug("B", THEIRS)
    told["a third screen"] = audience.window is window and room.fills("C")
    program.store.change(audience_screen="B")
    audience.place_again()
    room.bot.waitUntil(lambda: room.fills("B"))
    told["chosen"] = room.one_view()
    audience.close()
    return told


def with_one_screen(room: Room) -> bool:
    """An audience in a window beside the person's own, on the only screen, which goes and comes back."""
    program, audience = room.program, room.program.audience
    room.unplug("C")
    room.unplug("B")
    audience.open()
    program.run(0.05)
    room.unplug("A")
    program.run(0.05)
    room.plug("A", MINE)
    room.bot.waitUntil(lambda: _is_seen(room.window) and room.window.windowHandle().isExposed())
    same = room.one_view() and not room.window.isFullScreen() and _is_seen(program.window)
    audience.close()
    return same


def own_screen_gone(room: Room) -> bool:
    """The person's own window comes back from a screen that is gone."""
    program = room.program
    room.plug("B", THEIRS)
    room.plug("C", (1366, 0, 3000, 1440))
    program.window.setGeometry(2700, 100, 640, 360)  # beside B
    room.bot.waitUntil(lambda: program.window.screen().name() == "C")
    room.unplug("C")
    was_gone = not _is_seen(program.window)
    room.bot.waitUntil(lambda: _is_seen(program.window))
    return was_gone


def _is_seen(window: QWidget) -> bool:
    """Whether the corner of a window by which it is taken is on a screen."""
    corner = window.frameGeometry().topLeft()
    return any(screen.geometry().contains(corner) for screen in QApplication.screens())


def names() -> list[str]:
    return sorted(screen.name() for screen in QApplication.screens())


if __name__ == "__main__":
    main()
