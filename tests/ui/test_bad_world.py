"""What happens to a window and its machine in the middle of a set: the set goes on, the next picture is right."""

import json
from decimal import Decimal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from calfcoach.coach.log import EventLog
from calfcoach.errors import KnownError
from calfcoach.session.states import State
from calfcoach.settings import SettingsStore
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.summary import SummaryScreen
from calfcoach.ui.stylesheet import apply
from calfcoach.ui.theme import LIGHT
from tests.coach.players import BlankRenderer, FragilePlayer
from tests.ui.layout import settle
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]
SHORT = {"sets": 2, "reps": 4, "rest_s": Decimal(20), "lead_in_s": Decimal(5)}


def stage(program):
    return program.screen.stage


def is_right(program):
    """Whether what was painted last is the session as it is now."""
    QApplication.processEvents()
    program.session.bridge.frame()
    QApplication.processEvents()
    shown, now = stage(program).view, program.coach.view()
    words = {box.text for box in stage(program).text_boxes()}
    word = "Paused" if program.state is State.PAUSED else now.short_label
    return shown == now and word in words


def test_hidden_for_minutes(program):
    program.start(**SHORT)
    program.run(6.0)
    program.window.hide()
    program.run(60.0, step_s=1.0)
    program.window.show()
    assert program.state not in (State.READY, State.PAUSED)
    assert program.coach.machine.playing.spec.number == 2
    assert is_right(program)


def test_minimised_and_back(program):
    program.start(**SHORT)
    program.run(6.0)
    program.window.showMinimized()
    program.run(9.0)
    program.window.showNormal()
    assert program.coach.view().rep == 2
    assert is_right(program)


def test_a_phase_that_nobody_saw_has_no_time_of_painting(make_program, tmp_path):
    path = tmp_path / "events.jsonl"
    program = make_program(log=EventLog(path, painting=True))
    program.start(**SHORT)
    program.run(6.0)
    program.window.hide()
    program.run(30.0)
    program.window.close()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    phases = [row for row in rows if row["event"] == "phase"]
    assert len(phases) > 6
    assert all(row["painted_t"] is None for row in phases[1:])


def test_the_event_log_holds_every_session_of_a_run(make_program, tmp_path):
    path = tmp_path / "events.jsonl"
    program = make_program(log=EventLog(path, painting=True))
    for _ in range(3):
        program.start(sets=1, reps=1, lead_in_s=Decimal(5))
        program.run_until(lambda: program.session is None)
    program.window.close()
    kinds = [json.loads(line)["event"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert [kind for kind in kinds if kind in ("session", "finished")] == ["session", "finished"] * 3
    assert kinds[0] == "session"
    assert kinds[-1] == "finished"


def test_another_resolution(program):
    program.start(**SHORT)
    program.run(6.0)
    for size in ((1024, 600), (3840, 2160), (1024, 2000)):
        settle(program.window, QSize(*size))
        program.run(3.2)
        assert is_right(program), size
        assert stage(program).size().toTuple() == size


def test_another_theme_and_reading_direction(program, qapp):
    program.start(**SHORT)
    program.run(6.0)
    apply(qapp, LIGHT)
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    program.run(3.2)
    try:
        assert is_right(program)
        assert program.coach.view().rep == 1
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_systems_clock_is_changed(program, monkeypatch):
    program.start(**SHORT)
    program.run(6.0)
    monkeypatch.setattr("time.time", lambda: 0.0)
    program.run(6.0)
    assert program.coach.view().rep == 2
    assert is_right(program)


def test_the_focus_goes_elsewhere(program, qtbot):
    program.start(**SHORT)
    program.run(6.0)
    other = QMainWindow()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    program.run(6.0)
    assert program.coach.view().rep == 2
    assert is_right(program)


def test_a_machine_that_slept_is_paused(program):
    program.start(**SHORT)
    program.run(6.0)
    program.asleep_s = 600.0
    program.run(0.1)
    assert program.state is State.PAUSED
    assert is_right(program)


def test_the_sound_is_lost_and_comes_back(make_program, monkeypatch):
    monkeypatch.setattr("calfcoach.ui.session.make_renderer", lambda *_: BlankRenderer)
    program = make_program(output=FragilePlayer)
    program.start(**SHORT)
    program.run_until(lambda: program.state is State.LOWER)
    program.output.die("The sound was lost.")
    program.run(4.0)
    assert program.state is State.CONTRACT
    assert is_right(program)
    assert "The sound was lost." in " ".join(box.text for box in stage(program).text_boxes())
    program.output.revive()
    program.run(10.0)
    assert program.coach.problem is None
    assert program.coach.machine.playing.spec.number == 1
    assert is_right(program)


def test_no_device_is_said_on_the_set_up(make_program, qtbot):
    def deaf(clock):
        player = FragilePlayer(clock, awake=False)
        player.die("There is no sound device; the set goes on without sound.")
        return player

    program = make_program(output=deaf)
    program.show_setup(DONKEY, _no_choices())
    assert isinstance(program.screen, SetupScreen)

    def told():
        return " ".join(label.text() for label in program.screen.findChildren(QLabel) if label.isVisible())

    qtbot.waitUntil(lambda: "There is no sound device" in told())
    program.output.revive()
    qtbot.waitUntil(lambda: "There is no sound device" not in told())


def test_settings_that_cannot_be_written_are_told_and_stop_nothing(make_program, tmp_path):
    (tmp_path / "file").write_text("")
    store = SettingsStore(tmp_path / "file" / "settings.json")
    program = make_program(store=store)
    program.start(**SHORT)
    assert program.state is State.READY
    program.key(Qt.Key.Key_Escape)
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    assert isinstance(program.screen, SummaryScreen)
    told = " ".join(label.accessibleName() for label in program.screen.findChildren(QLabel))
    assert f"The settings {store.path} cannot be" in told or f"cannot be saved in {store.path}" in told


def test_an_event_log_that_cannot_be_written_any_more_is_told_in_the_end(make_program, tmp_path):
    log = EventLog(tmp_path / "events.jsonl", painting=True)
    program = make_program(log=log)
    program.start(**SHORT)
    log._file.close()
    log._file = _FullDisk()
    program.run(20.0)
    assert program.state not in (State.STOPPED, State.PAUSED)
    program.key(Qt.Key.Key_Escape)
    program.key(Qt.Key.Key_Escape)
    program.run(1.0)
    told = " ".join(label.text() for label in program.screen.findChildren(QLabel))
    assert "The event log" in told
    assert "No space left" in told


class _FullDisk:
    def write(self, _text: str) -> int:
        raise OSError(28, "No space left on device")

    def close(self) -> None:
        pass


def _no_choices():
    from calfcoach.domain.prescribe import Choices

    return Choices()


def test_an_exercise_that_was_spoilt_meanwhile_leads_to_the_library(program, monkeypatch):
    from calfcoach.ui.screens.library import LibraryScreen

    program.start(sets=1, reps=1, lead_in_s=Decimal(5))
    program.run_until(lambda: program.session is None)

    def spoilt(*_args, **_kwargs):
        raise KnownError("its file is bad")

    monkeypatch.setattr(program, "show_setup", spoilt)
    program.press("Once more")
    assert isinstance(program.screen, LibraryScreen)
