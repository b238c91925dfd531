"""What is typed on the set-up screen: what is taken is what starts, what is refused says why and starts nothing."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from calfcoach.ui.fonts import SMALLEST_PX
from tests.ui.layout import settle
from tests.ui.program import DONKEY, held_awake, make_program, program, whole_program
from tests.ui.screens.in_setup import field, set_up, stepper, tempo_field, texts, type_tempo

__all__ = ["held_awake", "make_program", "program", "whole_program"]


def test_a_typed_tempo_is_taken(program):
    screen = set_up(program)
    type_tempo(program, "4120")
    assert str(screen.model.dose.tempo) == "4-1-2-0"
    assert tempo_field(screen).text() == "4-1-2-0"


def by_click(program):
    program.screen.start_button.click()


def by_f5(program):
    program.key(Qt.Key.Key_F5)


def by_control_return(program):
    program.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


STARTS = [by_click, by_f5, by_control_return]


def test_what_is_typed_and_not_entered_is_what_starts(program):
    for start, typed in zip(STARTS, ("5-2-3-1", "4-1-2-1", "6-0-2-0"), strict=True):
        set_up(program)
        field = tempo_field(program.screen)
        field.setFocus()
        field.selectAll()
        program.key(typed)
        start(program)
        assert str(program.coach.plan.items[0].dose.tempo) == typed, start
        assert program.store.settings.last_used[DONKEY].tempo == typed, start
        program.close_session()


REFUSED = [
    ("1-1-2-0", True, by_click),
    ("1-1-2-0", False, by_f5),
    ("X-1-2-0", False, by_control_return),
    ("3-1", True, by_f5),
    ("never", False, by_click),
    ("3-1-2-0-9", True, by_control_return),
]


def test_a_typed_tempo_that_is_refused_says_why_and_starts_nothing(program, qapp):
    program.window.resize(1024, 600)
    screen = set_up(program)
    for typed, entered, start in REFUSED:
        refused_and_not_started(program, typed, entered, start)
        assert qapp.focusWidget() is tempo_field(screen), (typed, start)
    tempo_field(screen).selectAll()
    program.key("4-1-2-0")
    by_f5(program)
    assert str(program.coach.plan.items[0].dose.tempo) == "4-1-2-0"


def refused_and_not_started(program, typed, entered, start):
    screen = program.screen
    field = tempo_field(screen)
    field.setFocus()
    field.selectAll()
    program.key(typed)
    if entered:
        program.key(Qt.Key.Key_Return)
        program.key(Qt.Key.Key_Tab)
    start(program)
    assert program.screen is screen, (typed, start)
    assert program.session is None, (typed, start)
    assert field.property("wrong") is True, (typed, start)
    assert field.text() == typed
    refusal = screen.model.type_number("tempo", typed)
    QApplication.processEvents()
    (said,) = [label for label in screen.findChildren(QLabel) if label.text().startswith(refusal.rstrip("."))]
    assert said.visibleRegion().boundingRect() == said.rect(), typed


def test_the_refusal_below_the_floor_names_the_floor_and_its_reason(program):
    screen = set_up(program)
    type_tempo(program, "1-1-2-0")
    reason = screen.model.item.exercise.phases["lower"].reason
    said = next(text for text in texts(screen) if "1" in text and reason in text)
    assert "2 s" in said


def test_a_long_refusal_in_the_smallest_window_takes_the_place_of_the_totals_and_of_nothing_else(program):
    screen = set_up(program)
    settle(program.window, QSize(960, 540))
    assert "whole session" in texts(screen)
    type_tempo(program, "1-1-2-0")
    settle(program.window, QSize(960, 540))
    named = {each.accessibleName(): each for each in screen.findChildren(QWidget) if each.isVisible()}
    said = [name for name in named if name.startswith("Lower 1 s was asked for")]
    named |= {each.text(): each for each in screen.findChildren(QPushButton)}
    for name in ("Sound scheme", "Listen", "Save as audio", "Start", *said):
        assert named[name].visibleRegion().boundingRect() == named[name].rect(), name
    assert said and "whole session" not in texts(screen)
    sizes = [each.font().pixelSize() for each in (tempo_field(screen), field(screen, "The whole dose as one text"))]
    assert sizes == [SMALLEST_PX] * 2, "what is marked keeps its letters"
    stepper(screen, "Stretch, in seconds").stepped.emit(1)
    settle(program.window, QSize(960, 540))
    assert "whole session" in texts(screen)


def test_a_step_takes_the_refusal_away(program):
    screen = set_up(program)
    field = type_tempo(program, "1-1-2-0")
    stepper(screen, "Stretch, in seconds").stepped.emit(1)
    assert field.property("wrong") is False
    assert field.text() == "3-2-2-0"


def test_the_floor_cannot_be_stepped_below(program):
    screen = set_up(program)
    lower = stepper(screen, "Lower, in seconds")
    lower.setFocus()
    for _ in range(5):
        program.key(Qt.Key.Key_Down)
    assert str(screen.model.dose.tempo) == "2-1-2-0"
    less = next(each for each in lower.findChildren(QPushButton) if each.text() == "−")
    assert not less.isEnabled()
