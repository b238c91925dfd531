"""Every screen of the program in one window, one after the other: for what has to hold on all of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from calfcoach.domain.prescribe import Choices, prescribe
from calfcoach.session.states import State
from calfcoach.ui.routes import ROUTES
from calfcoach.ui.screens.charts import ChartsScreen
from calfcoach.ui.screens.history import HistoryScreen
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.past_session import PastSessionScreen
from calfcoach.ui.screens.screen import Screen
from calfcoach.wording.any_lift import ANY_LIFT
from tests.histories import HANG_S, sessions_of
from tests.ui.program import DONKEY, Program

MOST_PARTS = 200


def _library(program: Program) -> None:
    if not isinstance(program.screen, LibraryScreen):
        program.show_library()


def _stage(program: Program) -> None:
    program.start(sets=2, reps=2, lead_in_s=Decimal(5))
    program.run_until(lambda: program.state is State.LOWER)


def _demo(program: Program) -> None:
    item = prescribe(program.library.find(DONKEY).exercise, Choices())
    program.show_demo(item, "beeps", program.show_library)


def _paused(program: Program) -> None:
    _stage(program)
    program.key(Qt.Key.Key_Space)
    assert program.state is State.PAUSED


def _rest(program: Program) -> None:
    program.start(sets=2, reps=1, lead_in_s=Decimal(5))
    program.run_until(lambda: program.state is State.REST)


def _summary(program: Program) -> None:
    program.start(sets=1, reps=1, lead_in_s=Decimal(5))
    program.run_until(lambda: program.session is None)
    program.clock.tick(5.0)  # keys that confirm are not for a screen that has just come


def _past_session(program: Program) -> None:
    _summary(program)
    program.close_session()
    kept, *_ = sessions_of(program.backstage.history)
    program.show_past_session(kept.id)
    _read(program)


def _charts(program: Program) -> None:
    _summary(program)
    program.close_session()
    assert sessions_of(program.backstage.history)
    program.show_charts(DONKEY)
    _read(program)


def _history(program: Program) -> None:
    program.show_history()
    _read(program)


def _read(program: Program) -> None:
    """Wait until a page of the history has what it asked for."""
    said: list[bool] = []
    screen = program.screen
    assert isinstance(screen, (HistoryScreen, PastSessionScreen, ChartsScreen))
    screen.first_shown.connect(lambda: said.append(True))
    until_s = time.monotonic() + HANG_S
    while not said and time.monotonic() < until_s:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    assert said


GO: dict[str, Callable[[Program], object]] = {
    "library": _library,
    "setup": lambda program: program.show_setup(DONKEY, Choices()),
    "setup any lift": lambda program: program.show_setup(ANY_LIFT, Choices()),
    "demo": _demo,
    "stage": _stage,
    "stage paused": _paused,
    "stage rest": _rest,
    "summary": _summary,
    "past-session": _past_session,
    "history": _history,
    "history-files": lambda program: program.show_history_files(),
    "charts": _charts,
    "settings": lambda program: program.show_settings(),
    "calibration": lambda program: program.show_calibration(),
}
"""The way to every screen, and to the states of the stage that have parts of their own."""

assert {name.split()[0] for name in GO} == set(ROUTES), "a screen is missing here"


def go(program: Program, name: str) -> Screen:
    """Go to a screen from wherever the program is, and let it come to rest."""
    program.close_session()
    GO[name](program)
    for _ in range(6):
        QApplication.processEvents()
    screen = program.screen
    assert isinstance(screen, Screen)
    return screen


def with_keyboard(screen: Screen) -> list[QWidget]:
    """Everything the keyboard can come to on a screen."""
    return [
        part
        for part in screen.findChildren(QWidget)
        if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def buttons(screen: Screen) -> list[QAbstractButton]:
    """Those of them that are pressed."""
    return [part for part in with_keyboard(screen) if isinstance(part, QAbstractButton)]
