"""The whole way through the window: library, set-up, stage, rest, summary; by mouse and by key, without real time."""

import json
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

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
from calfcoach.session.commands import UNSEEN_S
from calfcoach.session.states import State
from calfcoach.settings import Settings, SettingsStore
from calfcoach.terminal.console import PatientConsole
from calfcoach.terminal.front import TerminalFront
from calfcoach.terminal.interrupt import Interrupts
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.stage import StageScreen
from calfcoach.ui.screens.steppers import Stepper
from calfcoach.ui.screens.summary import SummaryScreen
from calfcoach.ui.stage.buttons import StageButton
from tests.coach.players import FragilePlayer
from tests.e2e.programs import MOST_S, in_a_pipe
from tests.histories import sessions_in, sessions_of
from tests.history.conftest import lock_held_by_another_program
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]
SHORT = {"sets": 2, "reps": 2, "rest_s": Decimal(20), "lead_in_s": Decimal(5)}


def test_from_the_library_to_the_summary_and_back(program):
    assert isinstance(program.screen, LibraryScreen)
    program.screen.chosen.emit(DONKEY)
    assert isinstance(program.screen, SetupScreen)
    program.screen.start_button.click()
    assert isinstance(program.screen, StageScreen)
    program.run_until(lambda: program.state is State.REST)
    program.run_until(lambda: program.session is None)
    assert isinstance(program.screen, SummaryScreen)
    program.press("Save")
    assert isinstance(program.screen, LibraryScreen)
    (session,) = sessions_of(program.backstage.history)
    assert (session.items[0].exercise, session.ended) == (DONKEY, "finished")


def test_the_way_by_keys_alone(program):
    program.key(Qt.Key.Key_Return)  # the first card has the focus
    assert isinstance(program.screen, SetupScreen)
    program.key(Qt.Key.Key_Return)  # Start has the focus
    assert isinstance(program.screen, StageScreen)
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    assert program.state is State.HALTED
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    assert isinstance(program.screen, SummaryScreen)
    program.key(Qt.Key.Key_Return)  # Save has the focus
    assert isinstance(program.screen, LibraryScreen)


def test_esc_leads_back_from_the_set_up_and_never_leaves_the_library(program):
    program.key(Qt.Key.Key_Space)
    assert isinstance(program.screen, SetupScreen)
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, LibraryScreen)
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, LibraryScreen)


def test_what_a_presenter_clicker_sends(program):
    program.show_setup(DONKEY, Choices(**SHORT))
    program.key(Qt.Key.Key_F5)
    assert isinstance(program.screen, StageScreen)
    program.run(8.0)
    for key in (Qt.Key.Key_Period, Qt.Key.Key_B):
        program.key(key)
        assert program.state is State.PAUSED
        program.key(key)
        assert program.state is State.READY
        program.run(4.0)
    program.key(Qt.Key.Key_PageDown)
    assert program.state is State.PAUSED
    program.key(Qt.Key.Key_F5)
    assert program.state is State.READY
    program.run(4.0)
    program.key(Qt.Key.Key_Escape)
    assert program.state is State.HALTED
    program.key(Qt.Key.Key_F5)
    assert program.state is State.READY
    program.run(4.0)
    program.key(Qt.Key.Key_PageDown)
    program.key(Qt.Key.Key_PageDown)
    assert program.state is State.REST
    program.key(Qt.Key.Key_PageUp)
    assert program.coach.machine.playing.spec.number == 1


def test_every_key_of_the_stage(program):
    program.start(**SHORT)
    program.run(7.0)
    program.key(Qt.Key.Key_Space)
    assert program.state is State.PAUSED
    program.key(Qt.Key.Key_Space)
    program.run(4.0)
    program.key(Qt.Key.Key_A)
    assert program.coach.view().reps == 3
    program.key(Qt.Key.Key_Down)
    assert program.coach.view().reps == 1
    program.key(Qt.Key.Key_Right)
    program.key(Qt.Key.Key_Right)
    assert program.state is State.REST
    left_s = program.coach.view().seconds_left
    program.key(Qt.Key.Key_Up)
    assert program.coach.view().seconds_left == pytest.approx(left_s + 15, abs=0.1)
    program.key(Qt.Key.Key_Left)
    assert program.coach.machine.playing.spec.number == 1
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    assert program.state is State.HALTED
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    assert isinstance(program.screen, SummaryScreen)


def test_a_key_that_is_held_down_is_one_wish(program, qtbot):
    program.start(**SHORT)
    program.run(7.0)
    program.key(Qt.Key.Key_Space)
    for _ in range(3):
        held = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
        QApplication.sendEvent(program.window, held)
    assert program.state is State.PAUSED


def hold(program, key, times=6):
    """Hold a key down: pressed once, then repeated wherever the focus is by then."""
    text = {Qt.Key.Key_Space: " ", Qt.Key.Key_F5: ""}.get(key, "\r")
    for repeat in range(times):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, repeat > 0)
        QApplication.sendEvent(program.window.windowHandle(), event)
        QApplication.processEvents()


def rest_buttons(program):
    """The two of a rest: more of it, and no more."""
    shown = {button.text(): button for button in program.screen.findChildren(StageButton) if button.isVisible()}
    return shown["15 seconds more rest"], shown["Skip the rest"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_that_is_held_down_goes_one_step(program, key):
    hold(program, key)
    assert isinstance(program.screen, SetupScreen)
    program.start(sets=1, reps=1, lead_in_s=Decimal(5))
    program.run_until(lambda: program.state is State.FINISHED)
    program.run(UNSEEN_S + 0.1)
    hold(program, key)
    program.run(3.0)
    assert isinstance(program.screen, SummaryScreen)
    program.screen.focus_first()
    hold(program, key)
    assert isinstance(program.screen, LibraryScreen)


def key_event(kind, key, at_ms):
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "\r")
    event.setTimestamp(at_ms)
    QApplication.sendEvent(QApplication.focusWidget() or QApplication.activeWindow(), event)
    QApplication.processEvents()
    return event


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_repeat_that_is_told_as_released_and_pressed_at_once_is_none(program, key):
    press, release, shortcut = QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease, QKeyEvent.Type.ShortcutOverride
    assert not key_event(shortcut, key, 1000).isAccepted()
    key_event(press, key, 1000)
    for at_ms in (1600, 1640, 1680):
        key_event(release, key, at_ms)
        assert key_event(shortcut, key, at_ms).isAccepted(), "it is kept from the shortcuts"
        key_event(press, key, at_ms)
    key_event(release, key, 1700)
    assert isinstance(program.screen, SetupScreen)
    assert not key_event(shortcut, key, 1800).isAccepted()
    key_event(press, key, 1800)
    key_event(release, key, 1900)
    assert isinstance(program.screen, StageScreen)


def test_start_that_is_held_down_starts_once(program):
    program.show_setup(DONKEY, Choices(**SHORT))
    hold(program, Qt.Key.Key_F5)
    program.run(3.0)
    assert program.state is State.READY
    hold(program, Qt.Key.Key_Space)
    assert program.state is State.PAUSED


def test_a_held_space_is_text_where_text_is_written(program):
    program.key("/")
    hold(program, Qt.Key.Key_Space, 4)
    assert program.screen._search.text() == "    "


def test_enter_shows_the_summary_when_it_is_done_and_not_before(program):
    program.start(sets=1, reps=1, lead_in_s=Decimal(5))
    program.run(6.0)
    program.key(Qt.Key.Key_Return)
    assert isinstance(program.screen, StageScreen)
    program.run_until(lambda: program.state is State.FINISHED)
    program.key(Qt.Key.Key_Return)
    program.run(0.2)
    assert isinstance(program.screen, StageScreen), "it was pressed before the end was seen"
    program.run(UNSEEN_S)
    program.key(Qt.Key.Key_Return)
    program.run(0.2)
    assert isinstance(program.screen, SummaryScreen)


def test_enter_does_not_wait_for_the_way_out_to_be_said(make_program):
    program = make_program(output=FragilePlayer)
    program.start(sets=1, reps=1, lead_in_s=Decimal(5))
    program.run_until(lambda: program.state is State.FINISHED)
    program.run(9.0)
    assert program.session.coach.sounding
    assert isinstance(program.screen, StageScreen)
    program.key(Qt.Key.Key_Return)
    program.run(0.2)
    assert isinstance(program.screen, SummaryScreen)
    assert program.output.asked[-1] == ("stop",)


def test_the_way_out_is_shown_for_a_while(program):
    program.start(sets=1, reps=1, lead_in_s=Decimal(5))
    program.run_until(lambda: program.state is State.FINISHED)
    program.run(7.0)
    assert isinstance(program.screen, StageScreen)
    program.run(2.0)
    assert isinstance(program.screen, SummaryScreen)


def test_remapped_keys(make_program):
    store = SettingsStore()
    store.change(keys={"pause": ["P"], "stop": ["Space"], "skip": ["nonsense"]})
    program = make_program(store=store)
    program.start(**SHORT)
    program.run(7.0)
    program.key(Qt.Key.Key_P)
    assert program.state is State.PAUSED
    program.key(Qt.Key.Key_P)
    program.run(4.0)
    program.key(Qt.Key.Key_Right)
    program.key(Qt.Key.Key_Right)
    assert program.state is State.REST
    program.key(Qt.Key.Key_Space)
    program.key(Qt.Key.Key_Space)
    program.run(1.0)
    assert isinstance(program.screen, SummaryScreen)


def test_the_list_of_keys(program):
    from calfcoach.ui.keys_panel import KeysPanel

    program.start(**SHORT)
    program.run(7.0)
    program.key("?")
    (panel,) = program.window.findChildren(KeysPanel)
    assert panel.isVisible()
    program.key(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert program.state is State.HALTED, "nothing delays a stop"
    program.key(Qt.Key.Key_F1)
    program.key(Qt.Key.Key_Space)
    assert not panel.isVisible()
    assert program.state is State.READY


def test_full_screen_and_back(program):
    program.key(Qt.Key.Key_F11)
    assert program.window.isFullScreen()
    program.key(Qt.Key.Key_F11)
    assert not program.window.isFullScreen()


def test_full_screen_also_where_no_window_manager_obeys(program, qtbot, monkeypatch):
    window = program.window
    before, whole = window.geometry(), window.screen().geometry()
    window.setMinimumSize(whole.size().boundedTo(window.minimumSize()))
    for name in ("showFullScreen", "showNormal"):
        monkeypatch.setattr(window, name, lambda: None)
    program.key(Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: window.geometry() == whole)
    program.key(Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: window.geometry() == before)


def test_a_slash_searches_and_may_be_searched_for(program):
    program.key("/")
    program.key("donkey/")
    assert program.screen._search.text() == "donkey/"
    assert isinstance(program.screen, LibraryScreen)


def test_closing_in_the_middle_of_a_set_asks_nothing_and_keeps_what_was_done(program, held_awake):
    program.start(**SHORT)
    program.run(5.0 + 7.0)
    assert held_awake.now == 1
    program.window.close()
    assert not program.window.isVisible()
    assert held_awake.now == 0
    (session,) = sessions_in()
    assert session.ended == "stopped"
    assert session.reps == (1,)


def test_the_display_is_kept_awake_from_the_lead_in_to_the_summary(program, held_awake):
    program.show_setup(DONKEY, Choices(**SHORT))
    assert held_awake.now == 0
    program.screen.start_button.click()
    assert held_awake.now == 1
    program.run_until(lambda: program.session is None)
    assert held_awake.now == 0
    assert held_awake.ever == 1


def test_exit_when_finished_closes_the_window(make_program):
    program = make_program(exit_when_finished=True)
    program.start(sets=1, reps=1, lead_in_s=Decimal(5))
    program.run_until(lambda: not program.window.isVisible(), 60.0)


def test_a_correction_and_a_note_are_kept(program):
    program.start(sets=1, reps=2, lead_in_s=Decimal(5))
    program.run_until(lambda: program.session is None)
    (stepper,) = program.screen.findChildren(Stepper)
    stepper.stepped.emit(-1)
    program.screen._note.setText("<b>The left</b> one aches")
    program.press("Save")
    (session,) = sessions_of(program.backstage.history)
    assert session.reps == (1,)
    assert session.remarks.note == "<b>The left</b> one aches"


@pytest.mark.parametrize(
    ("more", "less"), [(Qt.Key.Key_Up, Qt.Key.Key_Down), ("+", "-")], ids=["arrows", "plus and minus"]
)
def test_in_a_rest_the_reps_are_corrected_by_key_and_the_rest_stays_as_it_is(program, more, less):
    program.start(**SHORT)
    program.run_until(lambda: program.state is State.REST)
    left_s = program.coach.view().seconds_left
    (correction,) = program.screen.findChildren(Stepper)
    correction.setFocus()
    program.key(more)
    program.key(more)
    assert program.coach.machine.last_set.reps == SHORT["reps"] + 2
    for reps in (3, 2, 1, 0, 0):
        program.key(less)
        assert program.coach.machine.last_set.reps == reps
    program.key(more)
    assert program.coach.machine.last_set.reps == 1
    assert program.coach.view().seconds_left == left_s
    assert program.state is State.REST


def test_in_a_rest_the_reps_are_typed_and_pause_and_stop_act_all_the_same(program):
    program.start(**SHORT | {"rest_s": Decimal(60)})
    program.run_until(lambda: program.state is State.REST)
    (correction,) = program.screen.findChildren(Stepper)
    last_set = lambda: program.coach.machine.last_set.reps  # noqa: E731
    correction.setFocus()
    for key in ("1", "2", Qt.Key.Key_Return):
        program.key(key)
    assert (last_set(), correction.accessibleDescription()) == (12, "12")
    program.key("7")
    program.key(Qt.Key.Key_Space)
    assert program.state is State.PAUSED
    program.run(0.1)
    assert last_set() == 7, "leaving the field enters what was typed"
    program.key(Qt.Key.Key_Space)
    program.run(0.1)
    assert program.state is State.REST
    correction.setFocus()
    program.key("9")
    program.key(Qt.Key.Key_Escape)
    assert program.state is State.HALTED
    program.run(0.1)
    assert (last_set(), correction.isVisible()) == (9, False)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_of_the_rest_that_has_the_focus_and_space_pauses(program, key):
    program.start(**SHORT)
    program.run_until(lambda: program.state is State.REST)
    more, skip = rest_buttons(program)
    left_s = program.coach.view().seconds_left
    more.setFocus(Qt.FocusReason.TabFocusReason)
    program.key(key)
    assert program.coach.view().seconds_left == pytest.approx(left_s + 15, abs=0.1)
    skip.setFocus(Qt.FocusReason.TabFocusReason)
    program.key(Qt.Key.Key_Space)
    assert program.state is State.PAUSED
    program.key(Qt.Key.Key_Space)
    program.run(0.1)
    assert program.state is State.REST
    skip.setFocus(Qt.FocusReason.TabFocusReason)
    program.key(key)
    assert program.state is State.READY


@pytest.mark.parametrize("number", [0, 1, 2], ids=["more rest", "skip", "correction"])
def test_nothing_of_a_rest_takes_a_key_once_it_is_over(program, number):
    program.start(**SHORT)
    program.run_until(lambda: program.state is State.REST)
    on_stage = [*program.screen.findChildren(StageButton), *program.screen.findChildren(Stepper)]
    chosen = [*rest_buttons(program), *program.screen.findChildren(Stepper)]
    chosen[number].setFocus(Qt.FocusReason.TabFocusReason)
    for state in (State.READY, State.LOWER):
        program.run_until(lambda state=state: program.state is state)
        QApplication.processEvents()
        before = program.coach.view().seconds_left
        assert QApplication.focusWidget() not in on_stage
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Plus) if state is State.LOWER else (Qt.Key.Key_Return,):
            program.key(key)
        assert program.state is state
        assert program.coach.view().seconds_left == before
    program.key(Qt.Key.Key_Down)
    assert program.coach.view().reps == 1
    assert program.coach.machine.last_set.reps == SHORT["reps"]


def test_space_never_presses_a_button_of_the_rest(make_program):
    store = SettingsStore()
    store.change(keys={"pause": ["P"]})
    program = make_program(store=store)
    program.start(**SHORT)
    program.run_until(lambda: program.state is State.REST)
    _, skip = rest_buttons(program)
    skip.setFocus(Qt.FocusReason.TabFocusReason)
    program.key(Qt.Key.Key_Space)
    assert program.state is State.REST


def test_discard_forgets_the_session(program):
    program.start(sets=1, reps=1, lead_in_s=Decimal(5))
    program.run_until(lambda: program.session is None)
    program.press("Discard")
    assert sessions_of(program.backstage.history) == []


def test_once_more_leads_to_the_same_set_up(program):
    program.start(sets=1, reps=1, lead_in_s=Decimal(5))
    program.run_until(lambda: program.session is None)
    program.press("Once more")
    assert isinstance(program.screen, SetupScreen)
    assert program.screen.model.item.exercise.id == DONKEY
    assert program.screen.model.dose.reps == 1


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


def test_what_the_window_could_not_write_is_said_at_its_end_and_written_at_the_next_start(tmp_path):
    History().close()
    hold = ("run", "iso-hold-calf", "--lead-in", 0, "--hold", 1, "--sets", 1, "--reps", 1)
    ends = ("--audio", "silent", "--start", "--exit-when-finished")
    with (
        lock_held_by_another_program(),
        in_a_pipe(*hold, *ends, events=tmp_path / "events.jsonl") as running,
    ):
        _, said = running.process.communicate(timeout=MOST_S)
        assert running.process.returncode == 0
    assert "cannot be written: database is locked. What you do is kept beside it" in said.decode()
    assert sessions_in() == []
    assert History().close(MOST_S)
    assert [(kept.ended, kept.reps) for kept in sessions_in()] == [("finished", (1,))]
