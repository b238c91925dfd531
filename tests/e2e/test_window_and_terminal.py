"""Window and terminal tell the same of the same session, whatever is pressed."""

import json
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from calfcoach.coach.conductor import Coach
from calfcoach.coach.log import EventLog
from calfcoach.coach.recorder import Recorder
from calfcoach.coach.sound import make_renderer
from calfcoach.coach.station import SoundStation
from calfcoach.domain.prescribe import Choices, plan_of
from calfcoach.history.store import History
from calfcoach.library.collection import Library
from calfcoach.player.silent import SilentOutput
from calfcoach.session.clock import ManualClock
from calfcoach.session.states import State
from calfcoach.settings import Settings
from calfcoach.terminal.console import PatientConsole
from calfcoach.terminal.front import TerminalFront
from calfcoach.terminal.interrupt import Interrupts
from calfcoach.ui.screens.steppers import Stepper
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


FRONT_FRAME_S = 0.04
"""Between two looks of either front end, so that both press in the same places."""


def in_rep(number):
    return lambda machine: machine.segment.rep == number and machine.state.value == machine.segment.kind.value


def stands(state):
    return lambda machine: machine.state is state


NOTHING = ()
EVERYTHING = (
    (in_rep(1), "pause"),
    (stands(State.PAUSED), "pause"),
    (in_rep(1), "one rep more"),
    (in_rep(2), "more rest"),
    (in_rep(2), "skip"),
    (stands(State.PAUSED), "skip"),
    (stands(State.REST), "more rest"),
    (stands(State.REST), "one fewer done"),
    (stands(State.REST), "one more done"),
    (stands(State.REST), "one more done"),
    (stands(State.REST), "back"),
    (in_rep(1), "end after rep"),
    (stands(State.REST), "pause"),
    (stands(State.PAUSED), "pause"),
    (stands(State.REST), "skip"),
    (stands(State.READY), "skip"),
    (in_rep(2), "back"),
    (stands(State.PAUSED), "back"),
    (in_rep(1), "skip"),
    (stands(State.PAUSED), "skip"),
)
STOPPED = (*EVERYTHING[:4], (in_rep(2), "pause"), (stands(State.PAUSED), "stop"), (stands(State.HALTED), "stop"))
"""What is pressed, one after the other, each in the first frame in which its moment has come."""

WINDOW_KEYS = {
    "pause": Qt.Key.Key_Space,
    "skip": Qt.Key.Key_Right,
    "back": Qt.Key.Key_Left,
    "more rest": Qt.Key.Key_Up,
    "one rep more": Qt.Key.Key_A,
    "end after rep": Qt.Key.Key_E,
    "one fewer done": Qt.Key.Key_Minus,
    "one more done": Qt.Key.Key_Plus,
    "stop": Qt.Key.Key_Escape,
}
TERMINAL_KEYS = {
    "pause": "Space",
    "skip": "S",
    "back": "B",
    "more rest": "+",
    "one rep more": "A",
    "end after rep": "E",
    "one fewer done": "[",
    "one more done": "]",
    "stop": "Q",
}


class Typist:
    """Keys of a terminal at which somebody follows a script: reading them lets a frame pass."""

    live = False

    def __init__(self, clock: ManualClock, coach: Coach, script) -> None:
        self._clock, self._coach, self.left = clock, coach, list(script)

    def read(self, wait_s: float) -> str:
        assert wait_s == FRONT_FRAME_S
        if self._coach.machine.state is State.SETUP:
            return ""
        self._clock.tick(wait_s)
        self._coach.tick()
        if self.left and self.left[0][0](self._coach.machine):
            return TERMINAL_KEYS[self.left.pop(0)[1]]
        return ""


def play_in_window(program, script) -> None:
    left = list(script)
    while program.session is not None:
        program.run(FRONT_FRAME_S, FRONT_FRAME_S)
        if program.session is not None and left and left[0][0](program.coach.machine):
            _, command = left.pop(0)
            if command.endswith("done"):
                (stepper,) = program.screen.findChildren(Stepper)
                assert stepper.isVisible()
                stepper.setFocus()
            program.key(WINDOW_KEYS[command])
    assert left == []


@pytest.mark.parametrize("script", [NOTHING, EVERYTHING, STOPPED], ids=["nothing", "everything", "stopped"])
@pytest.mark.parametrize("exercise", [DONKEY, "step-calf-raise-single", "iso-hold-calf"])
def test_window_and_terminal_tell_the_same(make_program, tmp_path, exercise, script):
    by_window, by_terminal = tmp_path / "window.jsonl", tmp_path / "terminal.jsonl"
    numbers = {"sets": 2, "reps": 2, "rest_s": Decimal(20), "lead_in_s": Decimal(5)}
    program = make_program(log=EventLog(by_window, painting=True))
    program.start(exercise, **numbers)
    play_in_window(program, script)

    clock = ManualClock(100.0)
    plan = plan_of(Library.load().find(exercise).exercise, Choices(**numbers))
    coach = Coach(plan, SoundStation(SilentOutput(clock)), make_renderer("beeps", Settings()), clock)
    history = History(tmp_path / "history.sqlite")
    recorder, log = Recorder(coach, history), EventLog(by_terminal)
    coach.subscribe(log)
    typist = Typist(clock, coach, script)
    with (tmp_path / "shown.txt").open("w", encoding="utf-8") as shown:
        console = PatientConsole(shown)
        front = TerminalFront(coach, console, typist, "silent", recorder, Interrupts())
        assert front.set_up(skip=True)
        front.run()
    for each in (coach, log, history):
        each.close()
    assert typist.left == []

    def told(path):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        said = [{key: value for key, value in row.items() if key not in ("t", "painted_t")} for row in rows]
        return [{**row, "position": round(row["position"], 6)} for row in said]

    assert told(by_window) == told(by_terminal)
    assert len(told(by_window)) > 10
    kinds = {row["event"] for row in told(by_window)}
    if script is EVERYTHING:
        assert {"pause", "resume", "notice", "rest", "set", "finished"} <= kinds
    assert ("stop" in kinds) is (script is STOPPED)
