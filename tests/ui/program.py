"""The whole window on a clock that moves when it is told to, and without sound: nothing in it waits for time."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

import calfcoach.ui.program
from calfcoach.coach.log import EventLog
from calfcoach.library.collection import Library
from calfcoach.player.silent import SilentOutput
from calfcoach.resources import exercises_dir
from calfcoach.session.clock import ManualClock
from calfcoach.session.states import State
from calfcoach.settings import SettingsStore
from calfcoach.ui.awake import Awake
from calfcoach.ui.backstage import Backstage
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import DARK

DONKEY = "donkey-calf-raise"
FRAME_S = 0.05
LOOK_S = 0.1
"""A frame where nothing is looked at but whether what is waited for has come."""


FEW = (DONKEY, "iso-hold-calf", "standing-calf-raise-machine", "step-calf-raise-single", "tibialis-raise")

_OF_ALL_TESTS = Path(os.environ["XDG_DATA_HOME"])  # as it is while modules are collected; a test has one of its own


@cache
def _folder_of_a_few() -> Path:
    folder = Path(tempfile.mkdtemp(dir=_OF_ALL_TESTS))
    for name in FEW:
        shutil.copy(exercises_dir() / f"{name}.yaml", folder)
    return folder


def a_few() -> Library:
    """A few shipped exercises and the person's own: the cards of all there are cost every program 0.1 s more."""
    return Library.load(shipped_dir=_folder_of_a_few())


class Program(calfcoach.ui.program.Program):
    """The program, and what is behind it. `asleep_s` is how long the machine has been suspended so far."""

    def __init__(
        self,
        qtbot,
        *,
        output=None,
        log: EventLog | None = None,
        exit_when_finished: bool = False,
        library: Library | None = None,
        store: SettingsStore | None = None,
        at_first: Callable[[Program], object] = calfcoach.ui.program.Program.show_library,
    ) -> None:
        self.clock = ManualClock(100.0)
        self.asleep_s = 0.0
        self.output = output(self.clock) if output is not None else SilentOutput(self.clock)
        self.store = store or SettingsStore()
        backstage = Backstage(self.store, lambda: self.output, self.clock, lambda: self.asleep_s, log)
        super().__init__(backstage, library or a_few(), exit_when_finished)
        qtbot.addWidget(self.window)
        at_first(self)
        self.window.show()
        qtbot.waitUntil(lambda: self.window.first_paint.over)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def screen(self) -> QWidget:
        screen = self.screen_now
        assert screen is not None
        return screen

    @property
    def coach(self):
        assert self.session is not None
        return self.session.coach

    @property
    def state(self) -> State:
        return self.coach.machine.state

    def key(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is, as the person's hand does."""
        at = QApplication.focusWidget() or self.window
        if isinstance(key, str):
            QTest.keyClicks(at, key)
        else:
            QTest.keyClick(at, key, modifiers)
        QApplication.processEvents()

    def run(self, seconds: float, step_s: float = FRAME_S) -> None:
        """Let time pass, frame by frame; ends early with the session."""
        for _ in range(round(seconds / step_s)):
            self.clock.tick(step_s)
            session = self.session
            if session is None:
                return
            session.bridge.frame()

    def run_until(self, true: Callable[[], bool], most_s: float = 3600.0) -> None:
        """Let time pass until something is so."""
        passed_s = 0.0
        while not true():
            assert passed_s < most_s, "it never happened"
            self.run(LOOK_S, LOOK_S)
            passed_s += LOOK_S

    def start(self, exercise: str = DONKEY, **numbers: int) -> None:
        """Go to the set-up of an exercise, change its numbers and press Start."""
        from calfcoach.domain.prescribe import Choices

        self.show_setup(exercise, Choices(**numbers))
        assert isinstance(self.screen, SetupScreen)
        self.screen.start_button.click()

    def press(self, text: str) -> None:
        """Click the button with that text."""
        found = [each for each in self.screen.findChildren(QPushButton) if each.text() == text and each.isVisible()]
        assert len(found) == 1, f"{len(found)} buttons say {text!r}"
        found[0].click()


class HeldAwake:
    """Stands in for `Awake`: counts."""

    now = 0
    ever = 0

    def __init__(self) -> None:
        self._held = False

    def hold(self) -> None:
        if not self._held:
            self._held = True
            HeldAwake.now += 1
            HeldAwake.ever += 1

    def release(self) -> None:
        if self._held:
            self._held = False
            HeldAwake.now -= 1


@pytest.fixture
def held_awake(monkeypatch):
    """How often the display is kept awake; nothing is asked of this machine."""
    monkeypatch.setattr(HeldAwake, "now", 0)
    monkeypatch.setattr(HeldAwake, "ever", 0)
    monkeypatch.setattr("calfcoach.ui.session.Awake", HeldAwake)
    return HeldAwake


@pytest.fixture
def make_program(qtbot, held_awake):
    """Makes programs, and closes them."""
    made: list[Program] = []
    apply(QApplication.instance(), DARK)

    def make(**options) -> Program:
        made.append(Program(qtbot, **options))
        return made[-1]

    yield make
    for each in made:
        each.window.close()


@pytest.fixture
def program(make_program) -> Program:
    """The program in its library of a few exercises."""
    return make_program()


@pytest.fixture
def whole_program(make_program) -> Program:
    """The program in its library of all shipped exercises."""
    return make_program(library=Library.load())


def write_exercise(folder: Path, name: str, text: str) -> Path:
    """An exercise's file of the person's own."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


__all__ = [
    "DONKEY",
    "Awake",
    "HeldAwake",
    "Program",
    "held_awake",
    "make_program",
    "program",
    "whole_program",
    "write_exercise",
]
