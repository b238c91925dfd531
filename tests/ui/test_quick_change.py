"""Another exercise in two keys, from the stage, the desk and a demonstration; nothing that was done is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from calfcoach.coach.demonstration import Speed
from calfcoach.domain.prescribe import Choices
from calfcoach.library.collection import Library
from calfcoach.session.commands import END_AFTER_S, UNDO_S
from calfcoach.session.states import State
from calfcoach.settings import UsedLift
from calfcoach.ui.quick_change import QuickChange
from calfcoach.ui.screens.demo import DemoScreen
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.stage import StageScreen
from calfcoach.ui.screens.summary import SummaryScreen
from calfcoach.ui.stage.buttons import StageButton
from calfcoach.wording.any_lift import ANY_LIFT
from tests.histories import sessions_of
from tests.ui.in_session import ENTER, ESC, F5, PAGE_DOWN, note
from tests.ui.layout import clipped, settle
from tests.ui.program import DONKEY, Program, held_awake, make_program, program
from tests.ui.test_one_device import to_lowering

__all__ = ["held_awake", "make_program", "program"]

F3 = Qt.Key.Key_F3


def palette(program: Program) -> QuickChange:
    (found,) = [each for each in program.window.findChildren(QuickChange) if each.isVisible()]
    return found


def rows(program: Program) -> list[str]:
    found = [each for each in palette(program).findChildren(QPushButton) if each.isVisible() and each.isCheckable()]
    return [each.accessibleName() for each in found]


def chosen(program: Program) -> str:
    (row,) = [each for each in palette(program).findChildren(QPushButton) if each.isChecked() and each.isVisible()]
    return row.accessibleName()


def test_two_keys_lead_from_a_set_to_the_exercise_used_before(program: Program) -> None:
    program.show_setup("step-calf-raise-single", Choices(sets=1, reps=2))
    program.key(F5)
    program.run_until(lambda: isinstance(program.screen, SummaryScreen), 120)
    program.clock.tick(1)
    program.key(ESC)
    program.show_setup(DONKEY, Choices(sets=2, reps=3))
    program.key(F5)
    to_lowering(program, 1, 2)
    program.key(F3)
    assert program.state is State.HALTED, "a set under way is stopped at once"
    assert chosen(program) == program.library.find("step-calf-raise-single").listing.name
    program.key(ENTER)
    assert isinstance(program.screen, SetupScreen)
    assert program.screen.model.exercise.id == "step-calf-raise-single"
    assert program.session is None
    assert "what was done of it is kept" in note(program)._line.text()
    newest = sessions_of(program.backstage.history)[0]
    assert [each.counted_reps for each in newest.items[0].sets] == [1]


def test_what_the_change_has_ended_can_be_undone_for_ten_seconds(program: Program) -> None:
    program.show_setup(DONKEY, Choices(sets=2, reps=3))
    program.key(F5)
    to_lowering(program, 1, 2)
    for key in (F3, ENTER):
        program.key(key)
    assert isinstance(program.screen, SetupScreen)
    program.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(program.screen, StageScreen)
    to_lowering(program, 1, 2)
    for key in (F3, ENTER):
        program.key(key)
    program.clock.tick(UNDO_S + 1)
    program.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(program.screen, SetupScreen), "too late: what was done is kept, and the set-up stays"


def test_esc_leaves_everything_as_it_is(program: Program) -> None:
    program.show_setup(DONKEY, Choices(sets=2, reps=3))
    program.key(F5)
    to_lowering(program, 1, 2)
    program.key(F3)
    program.key(ESC)
    assert not [each for each in program.window.findChildren(QuickChange) if each.isVisible()]
    assert isinstance(program.screen, StageScreen)
    assert program.state is State.HALTED, "stopped in place, and Space goes on"
    program.key(Qt.Key.Key_Space)
    to_lowering(program, 1, 2)


def test_what_is_typed_is_searched_and_letters_are_no_shortcuts(program: Program) -> None:
    program.key(F3)
    for letter in "tib":
        program.key(letter)
    name = rows(program)[0]
    assert any("tib" in each.lower() for each in rows(program))
    program.key(Qt.Key.Key_Down)
    program.key(Qt.Key.Key_Up)
    assert chosen(program) == name
    palette(program)._field.setText("nothing like this")
    assert rows(program) == []
    program.key(ENTER)
    assert isinstance(program.screen, LibraryScreen), "nothing was found, so nothing is chosen"


def test_a_clicker_chooses_too(program: Program) -> None:
    program.key(F3)
    second = rows(program)[1]
    program.key(PAGE_DOWN)
    assert chosen(program) == second
    program.key(F5)
    assert isinstance(program.screen, SetupScreen)
    assert program.screen.model.exercise.name == second


def test_from_a_demonstration_the_other_exercise_is_demonstrated(program: Program) -> None:
    program.show_setup(DONKEY, Choices())
    program.screen.show_it.emit()
    assert isinstance(program.screen, DemoScreen)
    program.key(F3)
    name = chosen(program)
    program.key(ENTER)
    assert isinstance(program.screen, DemoScreen)
    assert name in program.screen.title
    assert program.screen.exercise_id != DONKEY, "the one that is shown comes last"


def test_what_was_said_on_a_summary_is_kept(program: Program) -> None:
    program.show_setup(DONKEY, Choices(sets=1, reps=2))
    program.key(F5)
    program.run_until(lambda: isinstance(program.screen, SummaryScreen), 120)
    program.clock.tick(1)
    program.screen._note.setText("good")
    program.key(F3)
    program.key(ENTER)
    assert isinstance(program.screen, SetupScreen)
    assert sessions_of(program.backstage.history)[0].remarks.note == "good"


@pytest.mark.parametrize("size", [(960, 540), (1366, 768)])
def test_over_a_set_the_way_out_stays_in_sight(program: Program, size: tuple[int, int]) -> None:
    program.show_setup(DONKEY, Choices(sets=2, reps=3))
    program.key(F5)
    to_lowering(program, 1, 2)
    program.key(F3)
    settle(program.window, QSize(*size))
    assert isinstance(program.screen, StageScreen)
    stage = program.screen.stage
    way_out = stage.places.rect(stage.grid.card).toRect()
    assert not palette(program).geometry().intersects(way_out)


def test_what_it_lies_over_names_no_key_that_does_something_else_now(program: Program) -> None:
    program.show_setup(DONKEY, Choices(sets=2, reps=3))
    program.key(F5)
    to_lowering(program, 1, 2)
    program.key(F3)
    stage = program.screen.stage

    def told() -> str:
        program.run(0.1)
        stage.grab()
        return " ".join(box.text for box in stage.text_boxes() if box.name in ("stopped", "key"))

    assert told() == "Stopped at rep 2"
    program.key(ESC)
    assert told() == "? Space ← Esc Stopped at rep 2 · Space goes on · Esc ends"


@pytest.mark.parametrize("size", [(960, 540), (1366, 768), (1024, 768)])
def test_it_covers_none_of_the_large_buttons(program: Program, size: tuple[int, int]) -> None:
    program.audience.open()
    program.show_setup(DONKEY, Choices(sets=2, reps=3))
    program.key(F5)
    to_lowering(program, 1, 2)
    program.key(F3)
    settle(program.window, QSize(*size))
    program.run(0.1)
    over = palette(program).geometry()
    large = [each for each in program.screen.findChildren(StageButton) if each.isVisible()]
    named = {each.accessibleName() for each in large if not _in_window(program, each).intersects(over)}
    assert {"Restart set", "Finish"} <= named and len(rows(program)) >= 4


def _in_window(program: Program, part: QWidget) -> QRect:
    return QRect(part.mapTo(program.window, QPoint(0, 0)), part.size())


@pytest.mark.parametrize("size", [(960, 540), (1366, 768), (1920, 1080)])
def test_it_fits_every_window_and_follows_it(program: Program, size: tuple[int, int]) -> None:
    program.key(F3)
    settle(program.window, QSize(*size))
    assert program.window.rect().contains(palette(program).geometry())
    assert clipped(palette(program)) == []
    assert QApplication.focusWidget() is palette(program)._field


@pytest.mark.qt_log_ignore("^keyToAscii")  # a letter for what types none
def test_a_headset_that_goes_on_takes_the_exercises_away(program: Program) -> None:
    program.show_setup(DONKEY, Choices(sets=2, reps=3))
    program.key(F5)
    to_lowering(program, 1, 2)
    program.key(F3)
    program.key(Qt.Key.Key_MediaPlay)
    assert not [each for each in program.window.findChildren(QuickChange) if each.isVisible()]
    to_lowering(program, 1, 2)
    program.key(F3)
    assert program.state is State.HALTED, "it can be shown again"


def test_a_name_that_begins_with_what_was_typed_comes_first(make_program) -> None:
    program = make_program(library=Library.load())
    program.key(F3)
    for typed, first in (("tibialis", "Tibialis raise"), ("wall", "Wall"), ("step", "Step calf raise")):
        palette(program)._field.setText(typed)
        assert chosen(program).startswith(first), typed


def test_the_keyboard_stays_in_the_list_and_comes_back_to_where_it_was(program: Program) -> None:
    program.show_setup(DONKEY, Choices(sets=2, reps=3))
    start = program.screen.start_button
    start.setFocus()
    program.key(F3)
    names = rows(program)
    program.key(Qt.Key.Key_Tab)
    assert chosen(program) == names[1], "Tab goes through the list and never to what lies below it"
    program.key(Qt.Key.Key_Backtab)
    assert chosen(program) == names[0]
    program.key(ESC)
    assert QApplication.focusWidget() is start
    program.key(ENTER)
    assert isinstance(program.screen, StageScreen)
    to_lowering(program, 1, 2)
    for key in (F3, Qt.Key.Key_Tab, ESC):
        program.key(key)
    assert isinstance(program.screen, StageScreen) and program.state is State.HALTED


def test_who_puts_the_keyboard_elsewhere_takes_the_list_away(program: Program) -> None:
    program.show_setup(DONKEY, Choices())
    program.key(F3)
    program.screen.start_button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not [each for each in program.window.findChildren(QuickChange) if each.isVisible()]
    assert QApplication.focusWidget() is program.screen.start_button


def test_the_key_that_shows_it_takes_it_away_also_where_it_is_another_one(program: Program) -> None:
    program.store.change(keys={"change": ["F12"]})
    program.change_keys()
    for _ in range(2):
        program.key(Qt.Key.Key_F12)
        assert palette(program).isVisible()
        program.key(F3)
        assert palette(program).isVisible(), "it is no key of this any more"
        program.key(Qt.Key.Key_F12)
        assert not [each for each in program.window.findChildren(QuickChange) if each.isVisible()]


def test_the_list_ends_no_session_however_long_it_is_read(program: Program) -> None:
    program.show_setup(DONKEY, Choices(sets=2, reps=3))
    program.key(F5)
    to_lowering(program, 1, 2)
    program.key(F3)
    program.run(2 * END_AFTER_S)
    assert program.state is State.HALTED and palette(program).isVisible()
    program.key("s")
    program.key(ESC)
    assert palette(program)._field.text() == "" and program.state is State.HALTED, "Esc empties the search first"
    program.key(ESC)
    program.run(END_AFTER_S + 1)
    assert isinstance(program.screen, SummaryScreen), "without the list it ends by itself, as always"


def test_the_next_demonstration_is_as_slow_and_as_silent_and_has_the_dose_used_last(program: Program) -> None:
    program.show_setup("iso-hold-calf", Choices())
    program.show_setup("step-calf-raise-single", Choices(tempo="5-1-2-1"))
    program.key(F5)
    program.close_session()
    program.show_setup(DONKEY, Choices())
    program.screen.show_it.emit()
    program.key("s")
    program.key("m")
    for key in (F3, ENTER):
        program.key(key)
    assert isinstance(program.screen, DemoScreen) and program.screen.heard == (Speed.HALF, False)
    shown = program.screen.exercise_id
    assert shown == "step-calf-raise-single"
    assert str(program.screen.sound.demonstration.plan.items[0].dose.tempo) == "5-1-2-1"
    program.key(ESC)
    assert isinstance(program.screen, SetupScreen) and program.screen.model.exercise.id == shown


def test_any_lift_and_own_lifts_are_found_too(program: Program) -> None:
    program.store.change(lifts={"Back squat": UsedLift(start="lower", dose="3x5 @ 3-1-1-0", uses=1, used_at_s=5.0)})
    for typed, name, called in (("back squ", "Back squat", "Back squat"), ("any lift", "Any lift", None)):
        program.key(F3)
        palette(program)._field.setText(typed)
        assert chosen(program) == name
        program.key(ENTER)
        assert isinstance(program.screen, SetupScreen) and program.screen.model.exercise.id == ANY_LIFT
        assert called is None or program.screen.model.exercise.name == called
