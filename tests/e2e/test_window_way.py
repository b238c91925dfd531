"""The whole way through the window: library, set-up, stage, rest, summary; by mouse and by key, without real time."""

from decimal import Decimal

from PySide6.QtCore import Qt

from calfcoach.domain.prescribe import Choices
from calfcoach.history.store import History
from calfcoach.session.commands import UNSEEN_S
from calfcoach.session.states import State
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.stage import StageScreen
from calfcoach.ui.screens.steppers import Stepper
from calfcoach.ui.screens.summary import SummaryScreen
from tests.coach.players import FragilePlayer
from tests.e2e.programs import MOST_S, in_a_pipe
from tests.e2e.short_session import SHORT, stop_and_leave
from tests.histories import sessions_in, sessions_of
from tests.history.conftest import lock_held_by_another_program
from tests.ui.program import DONKEY, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


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
    stop_and_leave(program)
    program.key(Qt.Key.Key_Return)  # Save has the focus
    assert isinstance(program.screen, LibraryScreen)


def test_esc_leads_back_from_the_set_up_and_never_leaves_the_library(program):
    program.key(Qt.Key.Key_Space)
    assert isinstance(program.screen, SetupScreen)
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, LibraryScreen)
    program.key(Qt.Key.Key_Escape)
    assert isinstance(program.screen, LibraryScreen)


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
