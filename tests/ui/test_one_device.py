"""A whole session with one device: mouse alone, keyboard alone, a presenter clicker alone; from its choice to Saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from calfcoach.domain.prescribe import Choices
from calfcoach.session.commands import UNSEEN_S
from calfcoach.session.states import State
from calfcoach.ui.screens.library import LibraryScreen
from calfcoach.ui.screens.library_cards import ExerciseCard
from calfcoach.ui.screens.setup import SetupScreen
from calfcoach.ui.screens.stage import StageScreen
from calfcoach.ui.screens.summary import SummaryScreen
from tests.histories import sessions_of
from tests.ui.in_session import ENTER, ESC, F5, PAGE_DOWN, PAGE_UP, SPACE, note, touch
from tests.ui.program import DONKEY, Program, held_awake, make_program, program

__all__ = ["held_awake", "make_program", "program"]


def to_lowering(program: Program, set_number: int, rep: int) -> None:
    """Let time pass until a rep of a set begins."""

    def there() -> bool:
        view = program.coach.view()
        return program.state is State.LOWER and (view.set_number, view.rep) == (set_number, rep)

    program.run_until(there, 120)


def done_reps(program: Program) -> list[int]:
    (session,) = sessions_of(program.backstage.history)
    return [each.counted_reps for each in session.items[0].sets if not each.repeated]


def click(program: Program, text: str) -> None:
    """Click what says so; by mouse, where it is."""
    QApplication.processEvents()
    found = [each for each in program.window.findChildren(QPushButton) if text in (each.text(), each.accessibleName())]
    (button,) = [each for each in found if each.isVisible()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_session_by_mouse_alone(program: Program) -> None:
    assert isinstance(program.screen, LibraryScreen)
    card = next(each for each in program.screen.findChildren(ExerciseCard) if each.exercise.id == DONKEY)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert isinstance(program.screen, SetupScreen)
    program.window.resize(1366, 768)
    for name, presses in (("Sets: less", 2), ("Reps: less", 12)):
        for _ in range(presses):
            click(program, name)
    QTest.mouseClick(program.screen.start_button, Qt.MouseButton.LeftButton)
    assert isinstance(program.screen, StageScreen)
    to_lowering(program, 1, 2)
    QTest.mouseClick(ring_of(program), Qt.MouseButton.LeftButton)
    assert program.state is State.PAUSED
    touch(program, "Go on")
    to_lowering(program, 1, 3)
    program.run_until(lambda: program.state is State.REST, 60)
    touch(program, "15 seconds more rest")
    touch(program, "Skip the rest")
    to_lowering(program, 2, 2)
    QTest.mouseClick(ring_of(program), Qt.MouseButton.LeftButton)
    touch(program, "Restart set")
    touch(program, "Undo")
    to_lowering(program, 2, 3)
    program.run_until(lambda: program.state is State.FINISHED, 60)
    program.run(UNSEEN_S + 0.1)
    touch(program, "When it is done: to the summary")
    program.run(0.1)
    assert isinstance(program.screen, SummaryScreen)
    click(program, "Save")
    assert isinstance(program.screen, LibraryScreen)
    assert note(program).accessibleName() == "The session is saved."
    assert done_reps(program) == [3, 3]


def tab_to(program: Program, name: str) -> None:
    """Press Tab until what has that name has the keyboard."""
    for _ in range(60):
        at = QApplication.focusWidget()
        if at is not None and at.accessibleName() == name:
            return
        program.key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {name!r}")


def ring_of(program: Program) -> QWidget:
    stage = program.screen.stage
    return stage.childAt(stage.places.point(stage.grid.ring.x, stage.grid.ring.y).toPoint())


def test_a_session_by_keyboard_alone(program: Program) -> None:
    program.key(ENTER)
    assert isinstance(program.screen, SetupScreen)
    for name, number in (("Sets", "2"), ("Reps", "3")):
        tab_to(program, name)
        program.key(number)
    tab_to(program, program.screen.start_button.accessibleName())
    program.key(ENTER)
    assert isinstance(program.screen, StageScreen)
    to_lowering(program, 1, 2)
    program.key(SPACE)
    program.key(SPACE)
    to_lowering(program, 1, 3)
    program.key(ESC)
    program.key(SPACE)
    program.run_until(lambda: program.state is State.REST, 60)
    program.key(Qt.Key.Key_Up)
    program.key(Qt.Key.Key_Right)
    to_lowering(program, 2, 2)
    program.key(Qt.Key.Key_Left)
    program.key(Qt.Key.Key_Left)
    program.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    to_lowering(program, 2, 2)
    program.key("e")
    program.run_until(lambda: program.state is State.FINISHED, 60)
    program.run(UNSEEN_S + 0.1)
    program.key(ENTER)
    program.run(0.1)
    assert isinstance(program.screen, SummaryScreen)
    program.key(ENTER)
    assert isinstance(program.screen, LibraryScreen)
    assert done_reps(program) == [3, 2]


def press_for_card(program: Program, key: Qt.Key) -> str:
    """Press a key, and say on which exercise's card the keyboard is then."""
    program.key(key)
    card = QApplication.focusWidget()
    assert isinstance(card, ExerciseCard)
    return card.entry.listing.id


def test_a_session_by_a_clicker_alone(program: Program) -> None:
    seen = [press_for_card(program, key) for key in (PAGE_DOWN, PAGE_DOWN, PAGE_UP, PAGE_UP, PAGE_UP)]
    assert seen[2:] == [seen[0], DONKEY, DONKEY], "to and fro, and no further than the first"
    assert len({DONKEY, *seen[:2]}) == 3
    program.key(F5)
    assert isinstance(program.screen, SetupScreen)
    assert program.screen.model.exercise.id == DONKEY
    program.show_setup(DONKEY, Choices(sets=2, reps=3))
    program.key(F5)
    to_lowering(program, 1, 2)
    program.key(".")
    program.key(F5)
    to_lowering(program, 1, 3)
    program.key(PAGE_UP)  # touched by mistake
    program.key(F5)
    program.run_until(lambda: program.state is State.REST, 60)
    program.key(PAGE_DOWN)
    to_lowering(program, 2, 1)
    program.key("b")
    assert program.state is State.PAUSED
    program.key("b")
    to_lowering(program, 2, 2)
    program.key(ESC)
    program.key(F5)
    to_lowering(program, 2, 3)
    program.key(PAGE_DOWN)
    program.key(PAGE_DOWN)
    assert program.state is State.FINISHED
    program.run_until(lambda: program.session is None, 60)
    assert isinstance(program.screen, SummaryScreen), "it comes by itself"
    program.clock.tick(UNSEEN_S)
    program.key(ESC)
    assert isinstance(program.screen, LibraryScreen)
    assert done_reps(program) == [3, 2]


def test_the_start_button_of_a_clicker_saves_what_a_whole_session_was(program: Program) -> None:
    program.show_setup(DONKEY, Choices(sets=1, reps=2))
    program.key(F5)
    program.run_until(lambda: isinstance(program.screen, SummaryScreen), 120)
    program.key(F5)
    assert isinstance(program.screen, SummaryScreen), "it came by itself just now: no key can be meant for it"
    program.clock.tick(UNSEEN_S)
    program.key(F5)
    assert isinstance(program.screen, LibraryScreen)
    assert done_reps(program) == [2]
